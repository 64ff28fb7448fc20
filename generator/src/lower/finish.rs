//! The last step: names of places, and an order that is not the document's.

use super::place::{Place, PlaceId, Root};
use super::schema::untyped;
use super::{Lowerer, fixed};
use crate::api::{
    Additional, Alias, Api, Docs, Origin, Schema, Shape, Type, TypeDef, TypeId, Untyped,
};
use std::collections::HashMap;

impl Lowerer<'_> {
    /// All types, with their origins. Operations reach the first `count`, and those are inside of
    /// each other only.
    pub(super) fn take_types(&mut self, count: usize) -> Vec<TypeDef> {
        let mut ids: HashMap<PlaceId, TypeId> = HashMap::new();
        for (index, place) in self.type_places.iter().enumerate().take(count) {
            ids.entry(*place).or_insert(TypeId::new(index));
        }
        let root = self.document.root().location();
        let types = std::mem::take(&mut self.types).into_iter().enumerate();
        let mut seen: HashMap<PlaceId, usize> = HashMap::new();
        let mut all = Vec::with_capacity(self.type_places.len());
        for (index, def) in types {
            // Only a component that could not be read has no definition; why was told.
            let mut def = def.unwrap_or_else(|| TypeDef {
                origin: Origin::Component(String::new()),
                shape: Shape::Alias(Alias { schema: untyped(Untyped::Unsupported, root) }),
                docs: Docs::default(),
                deprecation: None,
                location: root,
            });
            if let Some(place) = self.type_places.get(index) {
                let times = seen.entry(*place).or_default();
                *times += 1;
                def.origin = self.origin(*place, &ids, *times);
            }
            all.push(def);
        }
        all
    }

    /// What a type at a place is called after; `times` counts the types of one place.
    fn origin(&self, place: PlaceId, ids: &HashMap<PlaceId, TypeId>, times: usize) -> Origin {
        let mut words = Vec::new();
        if times > 1 {
            words.push(times.to_string());
        }
        let mut here = place;
        loop {
            match self.places.get(here) {
                Some(Place::Part(whole, word)) => {
                    words.push(word.to_string());
                    here = *whole;
                }
                Some(Place::Root(root)) => {
                    words.reverse();
                    return of_root(*root, words);
                }
                None => return Origin::Component(String::new()),
            }
            if let Some(parent) = ids.get(&here) {
                words.reverse();
                return Origin::Inside { parent: *parent, path: words };
            }
        }
    }
}

fn of_root(root: Root<'_>, role: Vec<String>) -> Origin {
    match root {
        // A type inside of a component always finds the component's own.
        Root::Component(name) => Origin::Component(name.into()),
        Root::Shared(section, name) => Origin::Shared { section, name: name.into(), role },
        Root::Operation(path, method) => {
            Origin::Operation { path: path.into(), method: method.key().into(), role }
        }
    }
}

/// Puts the types into the model, sorted by their origins.
pub(super) fn finish(api: &mut Api, types: Vec<TypeDef>) {
    let mut order: Vec<_> = (0..types.len()).map(|index| (key(&types, index), index)).collect();
    order.sort();
    let mut numbers = vec![TypeId::new(0); types.len()];
    for (new, (_, old)) in order.iter().enumerate() {
        if let Some(number) = numbers.get_mut(*old) {
            *number = TypeId::new(new);
        }
    }
    let renumber = Renumber(&numbers);
    let mut slots: Vec<_> = types.into_iter().map(Some).collect();
    for (_, old) in order {
        if let Some(mut def) = slots.get_mut(old).and_then(Option::take) {
            renumber.def(&mut def);
            api.types.push(def);
        }
    }
    renumber.operations(api);
    fixed::mark(&mut api.types);
}

/// What a type is sorted by: the words of its place, from the outside to the inside.
fn key(types: &[TypeDef], index: usize) -> (u8, Vec<String>) {
    let mut inner = Vec::new();
    let mut index = index;
    // A place lies in fewer places than there are types.
    for _ in 0..=types.len() {
        let (rank, outer, role) = match types.get(index).map(|def| &def.origin) {
            Some(Origin::Inside { parent, path }) => {
                inner.extend(path.iter().rev().cloned());
                index = parent.index();
                continue;
            }
            Some(Origin::Component(name)) => (0, vec![name.clone()], &[] as &[String]),
            Some(Origin::Shared { section, name, role }) => {
                (1, vec![format!("{section:?}"), name.clone()], role.as_slice())
            }
            Some(Origin::Operation { path, method, role }) => {
                (2, vec![path.clone(), method.clone()], role.as_slice())
            }
            None => break,
        };
        inner.extend(role.iter().rev().cloned());
        let mut all = outer;
        all.extend(inner.into_iter().rev());
        return (rank, all);
    }
    (u8::MAX, Vec::new())
}

/// Old numbers to new ones.
struct Renumber<'a>(&'a [TypeId]);

impl Renumber<'_> {
    fn id(&self, id: &mut TypeId) {
        if let Some(new) = self.0.get(id.index()) {
            *id = *new;
        }
    }

    fn schema(&self, schema: &mut Schema) {
        match &mut schema.ty {
            Type::Named(id) => self.id(id),
            Type::Array(inner) | Type::Map(inner) => self.schema(inner),
            Type::Tuple(places) => places.iter_mut().for_each(|place| self.schema(place)),
            _ => {}
        }
    }

    fn def(&self, def: &mut TypeDef) {
        if let Origin::Inside { parent, .. } = &mut def.origin {
            self.id(parent);
        }
        match &mut def.shape {
            Shape::Struct(object) => {
                object.properties.iter_mut().for_each(|property| self.schema(&mut property.schema));
                if let Additional::Allowed(schema) = &mut object.additional {
                    self.schema(schema);
                }
            }
            Shape::Union(union) => {
                union.variants.iter_mut().for_each(|variant| self.schema(&mut variant.schema));
            }
            Shape::Alias(alias) => self.schema(&mut alias.schema),
            Shape::Enumeration(_) | Shape::Text(_) => {}
        }
    }

    fn operations(&self, api: &mut Api) {
        for operation in &mut api.operations {
            for parameter in &mut operation.parameters {
                self.schema(&mut parameter.schema);
            }
            for response in &mut operation.responses {
                response.headers.values_mut().for_each(|schema| self.schema(schema));
            }
            let request = operation.request.iter_mut().flat_map(|body| &mut body.content);
            let responses =
                operation.responses.iter_mut().flat_map(|response| &mut response.content);
            for content in request.chain(responses) {
                content.schema.iter_mut().for_each(|schema| self.schema(schema));
                if let Some(envelope) = &mut content.envelope {
                    let parts = envelope.result.iter_mut().chain(&mut envelope.page_info);
                    parts.for_each(|schema| self.schema(schema));
                }
            }
        }
    }
}
