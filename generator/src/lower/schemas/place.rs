//! Where a schema stands in words: what a type that is defined there is called after.

use crate::api::{Method, Section};
use std::collections::HashMap;

/// The number of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct PlaceId(u32);

/// A place that is no part of another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Root<'d> {
    /// A schema of the components.
    Component(&'d str),
    /// Another component that holds schemas.
    Shared(Section, &'d str),
    /// An operation.
    Operation(&'d str, Method),
}

/// A place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Place<'d> {
    /// One that is no part of another one.
    Root(Root<'d>),
    /// A part of another one, in a word: a property's name, `item`.
    Part(PlaceId, Box<str>),
}

/// All places of a run, each once.
#[derive(Debug, Default)]
pub(crate) struct Places<'d> {
    all: Vec<Place<'d>>,
    ids: HashMap<Place<'d>, PlaceId>,
}

impl<'d> Places<'d> {
    /// The number of a root.
    pub(crate) fn root(&mut self, root: Root<'d>) -> PlaceId {
        self.intern(Place::Root(root))
    }

    /// The number of a part.
    pub(crate) fn part(&mut self, whole: PlaceId, word: &str) -> PlaceId {
        self.intern(Place::Part(whole, word.into()))
    }

    /// The number of the place that a schema has.
    pub(crate) fn at(&mut self, at: At<'d>) -> PlaceId {
        match at.word {
            Word::Here => at.whole,
            Word::Property(name) => self.part(at.whole, name),
            Word::Item => self.part(at.whole, "item"),
            Word::Value => self.part(at.whole, "value"),
            Word::Place(index) => self.part(at.whole, &format!("item{}", index + 1)),
            Word::Branch(index) => self.part(at.whole, &format!("option{}", index + 1)),
        }
    }

    /// The place of that number.
    pub(crate) fn get(&self, id: PlaceId) -> Option<&Place<'d>> {
        self.all.get(id.0 as usize)
    }

    /// The root that a place is a part of.
    pub(crate) fn root_of(&self, mut id: PlaceId) -> Option<Root<'d>> {
        loop {
            match self.get(id)? {
                Place::Root(root) => return Some(*root),
                Place::Part(whole, _) => id = *whole,
            }
        }
    }

    fn intern(&mut self, place: Place<'d>) -> PlaceId {
        if let Some(id) = self.ids.get(&place) {
            return *id;
        }
        let id = PlaceId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.all.push(place.clone());
        self.ids.insert(place, id);
        id
    }
}

/// A place that has no number yet: most schemas never need one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'d> {
    /// What it is a part of.
    pub(crate) whole: PlaceId,
    /// What it is there.
    pub(crate) word: Word<'d>,
}

impl At<'_> {
    /// The place of that number.
    pub(crate) fn here(whole: PlaceId) -> Self {
        Self { whole, word: Word::Here }
    }
}

/// What a part is in the whole.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Word<'d> {
    /// The whole itself.
    Here,
    /// A property.
    Property(&'d str),
    /// The items of a list.
    Item,
    /// One of the first items of a list, counted from 0.
    Place(usize),
    /// The values of a map.
    Value,
    /// A branch of a union, counted from 0.
    Branch(usize),
}
