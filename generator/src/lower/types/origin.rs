//! What types are called after: the words of their places.

use super::Types;
use crate::api::{Alias, Docs, Origin, Schema, Shape, TypeDef, TypeId, Untyped};
use crate::lower::schemas::place::{Place, PlaceId, Root};
use std::collections::HashMap;

impl Types<'_> {
    /// All types, with their origins. Operations reach the first `count`, and those are inside of
    /// each other only.
    pub(crate) fn take_types(&mut self, count: usize) -> Vec<TypeDef> {
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
                shape: Shape::Alias(Alias { schema: Schema::untyped(Untyped::Unsupported, root) }),
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
            match self.schemas.places.get(here) {
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
