//! Types that consist of nothing but themselves.

use crate::api::{Shape, Type, TypeDef, TypeId};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use petgraph::algo::kosaraju_scc;
use petgraph::graphmap::DiGraphMap;

/// Tells types that are another name for themselves, or a branch of themselves: no value of theirs
/// can be read, because reading it begins with reading it.
pub(super) fn check(types: &[TypeDef], diagnostics: &Diagnostics) {
    let mut graph = DiGraphMap::<usize, ()>::new();
    for (index, def) in types.iter().enumerate() {
        let schemas = match &def.shape {
            Shape::Alias(alias) => vec![&alias.schema],
            Shape::Union(union) => union.variants.iter().map(|variant| &variant.schema).collect(),
            Shape::Struct(_) | Shape::Enumeration(_) | Shape::Text(_) => Vec::new(),
        };
        for target in schemas.into_iter().filter_map(|schema| named(&schema.ty)) {
            graph.add_edge(index, target.index(), ());
        }
    }
    for members in kosaraju_scc(&graph) {
        let circle = members.len() > 1 || members.iter().any(|one| graph.contains_edge(*one, *one));
        if !circle {
            continue;
        }
        let mut places: Vec<_> =
            members.iter().filter_map(|index| Some(types.get(*index)?.location)).collect();
        places.sort_unstable();
        let Some((first, others)) = places.split_first() else {
            continue;
        };
        let mut found =
            Diagnostic::new(Code::SchemaRecursive, *first, "a schema is one of its own branches")
                .label("leads back to itself")
                .help("put a property or a list between the two");
        for other in others {
            found = found.secondary(*other, "by way of this");
        }
        diagnostics.push(found);
    }
}

fn named(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        _ => None,
    }
}
