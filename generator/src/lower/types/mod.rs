//! From schemas to the types of the model.
//!
//! Types that need a name are reserved first and defined later, from a list of jobs, so that
//! recursion in the document is none here.

pub(super) mod annotation;
mod branch_name;
mod component;
pub(super) mod deprecation;
mod discriminator;
mod enumeration;
mod object;
pub(super) mod old_name;
mod origin;
mod plan;
mod scalar;
mod schema;
#[cfg(test)]
mod tests;
mod union;
pub(super) mod words;

use super::schemas::Schemas;
use super::schemas::keywords::NodeId;
use super::schemas::place::{PlaceId, Places};
use super::teller::Teller;
use crate::api::{TypeDef, TypeId};
use crate::diagnostic::{Diagnostic, Location};
use crate::openapi::Document;
use plan::{Component, Job};
use std::collections::{HashMap, VecDeque};

/// The types of a document.
pub(super) struct Types<'d> {
    pub(super) document: &'d Document,
    pub(super) schemas: Schemas<'d>,
    /// The extension of the settings that says when something ends.
    sunset_key: Option<&'d str>,
    /// The types that have a name: `None` until they are defined.
    types: Vec<Option<TypeDef>>,
    /// Where each of them stands, in words.
    type_places: Vec<PlaceId>,
    /// The schemas of the components that were met.
    components: HashMap<&'d str, Component>,
    /// The types of schemas that are no components, by what they consist of.
    inline: HashMap<Vec<(NodeId, bool)>, TypeId>,
    jobs: VecDeque<Job<'d>>,
}

impl<'d> Types<'d> {
    pub(super) fn new(schemas: Schemas<'d>, sunset_key: Option<&'d str>) -> Self {
        Self {
            document: schemas.document,
            schemas,
            sunset_key,
            types: Vec::new(),
            type_places: Vec::new(),
            components: HashMap::new(),
            inline: HashMap::new(),
            jobs: VecDeque::new(),
        }
    }

    pub(super) fn teller(&mut self) -> &mut Teller<'d> {
        &mut self.schemas.teller
    }

    pub(super) fn places(&mut self) -> &mut Places<'d> {
        &mut self.schemas.places
    }

    /// How many types have a name.
    pub(super) fn count(&self) -> usize {
        self.types.len()
    }

    fn tell(&mut self, fault: Diagnostic) {
        self.teller().tell(fault);
    }

    /// Does something one schema deeper; none where that is too deep.
    fn deeper<T>(&mut self, at: Location, work: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if !self.schemas.enter(at) {
            return None;
        }
        let done = work(self);
        self.schemas.leave();
        Some(done)
    }

    /// A number for a type that is defined later.
    fn reserve(&mut self, place: PlaceId) -> TypeId {
        let id = TypeId::new(self.types.len());
        self.types.push(None);
        self.type_places.push(place);
        id
    }

    /// Gives a reserved type its definition.
    fn define(&mut self, id: TypeId, def: TypeDef) {
        if let Some(slot) = self.types.get_mut(id.index()) {
            *slot = Some(def);
        }
    }

    /// Defines all types that were reserved, and those that they need.
    pub(super) fn run_jobs(&mut self) {
        while let Some(job) = self.jobs.pop_front() {
            self.run(job);
        }
    }
}
