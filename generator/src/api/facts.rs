//! Facts about the types of an API that several rooms need, computed once.

use super::id::TypeId;
use super::model::Api;
use super::schema::{Schema, Type};
use super::types::Shape;
use petgraph::{algo::kosaraju_scc, graphmap::DiGraphMap};

/// Facts about the types of an API.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    usage: Vec<Usage>,
    /// The strongly connected component of each type, for types in a cycle.
    cycle: Vec<Option<u32>>,
}

/// In which direction a type travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Part of a request.
    pub request: bool,
    /// Part of a response.
    pub response: bool,
}

impl Usage {
    /// Whether any operation reaches the type.
    #[must_use]
    pub fn is_used(self) -> bool {
        self.request || self.response
    }
}

impl Facts {
    /// Computes the facts of `api`.
    #[must_use]
    pub fn new(api: &Api) -> Self {
        let mut facts = Self { usage: vec![Usage::default(); api.types.len()], cycle: cycles(api) };
        for (id, usage) in api.operations.iter().flat_map(|operation| api.types_of(operation)) {
            facts.reach(api, id, usage.request);
        }
        facts
    }

    /// In which direction a type travels.
    #[must_use]
    pub fn usage(&self, id: TypeId) -> Usage {
        self.usage.get(id.index()).copied().unwrap_or_default()
    }

    /// Whether a value of `inner` inside `outer` can hold an `outer` again, so that it must be
    /// behind a pointer.
    #[must_use]
    pub fn is_recursive(&self, outer: TypeId, inner: TypeId) -> bool {
        let component = |id: TypeId| self.cycle.get(id.index()).copied().flatten();
        component(outer).is_some() && component(outer) == component(inner)
    }

    fn reach(&mut self, api: &Api, id: TypeId, request: bool) {
        let mut todo = vec![id];
        while let Some(id) = todo.pop() {
            let Some(usage) = self.usage.get_mut(id.index()) else {
                continue;
            };
            let seen = if request { &mut usage.request } else { &mut usage.response };
            if !std::mem::replace(seen, true) {
                todo.extend(api.types_in(id));
            }
        }
    }
}

/// The named types that a value of a type holds in itself, not behind a list or a map.
fn inline_children(shape: &Shape) -> Vec<TypeId> {
    fn inline(schema: &Schema, into: &mut Vec<TypeId>) {
        match &schema.ty {
            Type::Named(id) => into.push(*id),
            Type::Tuple(places) => places.iter().for_each(|place| inline(place, into)),
            _ => {}
        }
    }
    let mut children = Vec::new();
    shape.parts().into_iter().for_each(|schema| inline(schema, &mut children));
    children
}

/// For each type, the number of the cycle that it is part of.
fn cycles(api: &Api) -> Vec<Option<u32>> {
    let mut graph = DiGraphMap::<u32, ()>::new();
    for (id, def) in api.types() {
        for child in inline_children(&def.shape) {
            graph.add_edge(id.number(), child.number(), ());
        }
    }
    let mut cycle = vec![None; api.types.len()];
    for (number, members) in (0..).zip(kosaraju_scc(&graph)) {
        let recursive = match members.as_slice() {
            [one] => graph.contains_edge(*one, *one),
            _ => true,
        };
        for member in members.into_iter().filter(|_| recursive) {
            if let Some(slot) = cycle.get_mut(member as usize) {
                *slot = Some(number);
            }
        }
    }
    cycle
}
