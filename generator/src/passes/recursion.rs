//! Types that consist of nothing but themselves.

use crate::api::{Api, Shape, TypeId};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use petgraph::algo::kosaraju_scc;
use petgraph::graphmap::DiGraphMap;

/// Tells types that are another name for themselves, or a branch of themselves: no value of theirs
/// can be read, because reading it begins with reading it.
pub fn check_recursion(api: &Api, diagnostics: &Diagnostics) {
    let mut graph = DiGraphMap::<TypeId, ()>::new();
    for (id, def) in api.types() {
        // A property is read after the object that it is in.
        let parts = match &def.shape {
            Shape::Struct(_) => Vec::new(),
            shape => shape.parts(),
        };
        for target in parts.into_iter().filter_map(|schema| schema.ty.named()) {
            graph.add_edge(id, target, ());
        }
    }
    for members in kosaraju_scc(&graph) {
        let circle = members.len() > 1 || members.iter().any(|one| graph.contains_edge(*one, *one));
        if !circle {
            continue;
        }
        let mut places: Vec<_> =
            members.iter().filter_map(|id| Some(api.get(*id)?.location)).collect();
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
