//! Types that consist of nothing but themselves.

use crate::api::{Shape, TypeDef};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use petgraph::algo::kosaraju_scc;
use petgraph::graphmap::DiGraphMap;

/// Tells types that are another name for themselves, or a branch of themselves: no value of theirs
/// can be read, because reading it begins with reading it.
pub(super) fn check(types: &[TypeDef], diagnostics: &Diagnostics) {
    let mut graph = DiGraphMap::<usize, ()>::new();
    for (index, def) in types.iter().enumerate() {
        // A property is read after the object that it is in.
        let parts = match &def.shape {
            Shape::Struct(_) => Vec::new(),
            shape => shape.parts(),
        };
        for target in parts.into_iter().filter_map(|schema| schema.ty.named()) {
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
