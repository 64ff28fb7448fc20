//! Facts about the types of an API that several rooms need, computed once.

use super::{Additional, Api, Content, Schema, Shape, Type, TypeId, files, form};
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
    /// Part of an answer.
    pub answer: bool,
}

impl Usage {
    /// Whether any operation reaches the type.
    #[must_use]
    pub fn is_used(self) -> bool {
        self.request || self.answer
    }
}

impl Facts {
    /// Computes the facts of `api`.
    #[must_use]
    pub fn new(api: &Api) -> Self {
        let mut facts = Self { usage: vec![Usage::default(); api.types.len()], cycle: cycles(api) };
        for operation in &api.operations {
            for parameter in &operation.parameters {
                facts.reach(api, &parameter.schema, true);
            }
            for content in operation.request.iter().flat_map(|body| &body.content) {
                facts.reach_content(api, content, true);
            }
            for answer in &operation.answers {
                for content in &answer.content {
                    facts.reach_content(api, content, false);
                }
            }
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

    /// Whether the type can hold itself.
    #[must_use]
    pub fn is_cyclic(&self, id: TypeId) -> bool {
        self.cycle.get(id.index()).copied().flatten().is_some()
    }

    fn reach_content(&mut self, api: &Api, content: &Content, request: bool) {
        let schema = match &content.envelope {
            Some(envelope) => envelope.result.as_ref(),
            None => content.schema.as_ref(),
        };
        let Some(schema) = schema else { return };
        match form(api, content) {
            // The crate has a form in place of the type.
            Some(object) => {
                for property in &object.properties {
                    let media_type = content.parts.get(&property.name).map(String::as_str);
                    // A file has no type of its own.
                    if !property.read_only && files(api, &property.schema, media_type).is_none() {
                        self.reach(api, &property.schema, request);
                    }
                }
            }
            None => self.reach(api, schema, request),
        }
    }

    fn reach(&mut self, api: &Api, schema: &Schema, request: bool) {
        let mut todo = Vec::new();
        named_types(schema, &mut todo);
        while let Some(id) = todo.pop() {
            let Some(usage) = self.usage.get_mut(id.index()) else {
                continue;
            };
            let seen = if request { &mut usage.request } else { &mut usage.answer };
            if !std::mem::replace(seen, true) {
                children(api, id, &mut todo);
            }
        }
    }
}

/// The named types that a type mentions.
fn children(api: &Api, id: TypeId, into: &mut Vec<TypeId>) {
    match api.get(id).map(|def| &def.shape) {
        Some(Shape::Struct(object)) => {
            for property in &object.properties {
                named_types(&property.schema, into);
            }
            if let Additional::Allowed(schema) = &object.additional {
                named_types(schema, into);
            }
        }
        Some(Shape::Union(union)) => {
            for variant in &union.variants {
                named_types(&variant.schema, into);
            }
        }
        Some(Shape::Alias(alias)) => named_types(&alias.schema, into),
        Some(Shape::Enumeration(_) | Shape::Text(_)) | None => {}
    }
}

/// The named types that a use of a type mentions.
fn named_types(schema: &Schema, into: &mut Vec<TypeId>) {
    match &schema.ty {
        Type::Named(id) => into.push(*id),
        Type::Array(items) | Type::Map(items) => named_types(items, into),
        Type::Tuple(places) => {
            for place in places {
                named_types(place, into);
            }
        }
        _ => {}
    }
}

/// The named types that a value of a type holds in itself, not behind a list or a map.
fn inline_children(api: &Api, id: TypeId) -> Vec<TypeId> {
    fn inline(schema: &Schema, into: &mut Vec<TypeId>) {
        match &schema.ty {
            Type::Named(id) => into.push(*id),
            Type::Tuple(places) => places.iter().for_each(|place| inline(place, into)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    match api.get(id).map(|def| &def.shape) {
        Some(Shape::Struct(object)) => {
            for property in &object.properties {
                inline(&property.schema, &mut found);
            }
        }
        Some(Shape::Union(union)) => {
            for variant in &union.variants {
                inline(&variant.schema, &mut found);
            }
        }
        Some(Shape::Alias(alias)) => inline(&alias.schema, &mut found),
        Some(Shape::Enumeration(_) | Shape::Text(_)) | None => {}
    }
    found
}

/// For each type, the number of the cycle that it is part of.
fn cycles(api: &Api) -> Vec<Option<u32>> {
    let mut graph = DiGraphMap::<u32, ()>::new();
    for (id, _) in api.types() {
        for child in inline_children(api, id) {
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
