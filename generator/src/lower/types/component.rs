//! The schemas of the components: each becomes a type once, when it is first used.

use super::Types;
use super::plan::{Component, Define, Job, Plan, State};
use crate::api::{Alias, Deprecation, Origin, Schema, Shape, Type, TypeDef, TypeId};
use crate::diagnostic::Location;
use crate::lower::schemas::pieces::Term;
use crate::lower::schemas::place::Root;

impl<'d> Types<'d> {
    /// The type of a component where it is used.
    pub(super) fn use_component(&mut self, name: &'d str, at: Location) -> Schema {
        let id = self.component(name, at);
        let nullable = match self.components.get(name).map(|component| &component.state) {
            None | Some(State::Open) => false,
            Some(State::Named { nullable }) => *nullable,
            Some(State::Alias(schema, _)) => {
                return Schema { location: at, ..(**schema).clone() };
            }
        };
        Schema { nullable, ..Schema::of(Type::Named(id), at) }
    }

    /// What is said of the end of a component that is another name for a type.
    pub(super) fn alias_deprecation(&self, name: &str) -> Option<Deprecation> {
        match &self.components.get(name)?.state {
            State::Alias(_, deprecation) => deprecation.clone(),
            State::Open | State::Named { .. } => None,
        }
    }

    /// The number of a component's type.
    pub(super) fn component(&mut self, name: &'d str, at: Location) -> TypeId {
        if let Some(component) = self.components.get(name) {
            return component.id;
        }
        let place = self.schemas.places.root(Root::Component(name));
        let id = self.reserve(place);
        self.components.insert(name, Component { id, state: State::Open });
        let Some(schema) = self.schemas.component_schema(name) else {
            return id;
        };
        let conjunction = self.schemas.conjoin(&[Term::Schema(schema)]);
        let planned = self.deeper(at, |this| this.plan(&conjunction, place));
        let members = conjunction.members();
        let at_home = schema.node.location;
        let location = self.component_key(name).unwrap_or(schema.node.location);
        let Some(planned) = planned else {
            return id;
        };
        let state = match planned.plan {
            Plan::Use(schema) => {
                let said = self.annotation(&members);
                let mut schema = *schema;
                said.fill(&mut schema);
                schema.nullable = planned.nullable;
                schema.location = at_home;
                let (docs, deprecation) = (schema.docs.clone(), said.deprecation.clone());
                let alias = Shape::Alias(Alias { schema: schema.clone() });
                self.define(
                    id,
                    TypeDef { origin: origin(name), shape: alias, docs, deprecation, location },
                );
                State::Alias(Box::new(schema), said.deprecation)
            }
            Plan::Define(define) => {
                let said = match &define {
                    // What other components say that it consists of are words of its own where it
                    // has none.
                    Define::Struct(merged) => {
                        self.annotation(&merged.members).with(self.annotation(&members))
                    }
                    _ => self.annotation(&members),
                };
                self.jobs.push_back(Job {
                    id,
                    define,
                    docs: said.docs,
                    deprecation: said.deprecation,
                    location,
                });
                State::Named { nullable: planned.nullable }
            }
        };
        if let Some(component) = self.components.get_mut(name) {
            // A type that mentions itself cannot be seen through without end.
            let recursive =
                matches!(&state, State::Alias(schema, _) if schema.types().contains(&id));
            component.state =
                if recursive { State::Named { nullable: planned.nullable } } else { state };
        }
        id
    }

    /// Where the name of a component stands.
    fn component_key(&self, name: &str) -> Option<Location> {
        let schemas = self.document.root().node.get("components")?.get("schemas")?.as_object()?;
        schemas.entry(name).map(|(key, _)| key.location)
    }

    /// Reads the components that nothing has used.
    pub(crate) fn remaining_components(&mut self) {
        let root = self.document.root();
        let mut names: Vec<_> =
            root.value.components.iter().flat_map(|all| all.schemas.keys()).collect();
        names.sort_unstable();
        for name in names {
            self.component(name, root.location());
        }
    }
}

/// What a component is called after.
pub(super) fn origin(name: &str) -> Origin {
    Origin::Component(name.into())
}
