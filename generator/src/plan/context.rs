use super::Docs;
use crate::api::{Api, Facts, Schema, Type, TypeDef, TypeId};
use crate::examples::Examples;
use crate::names::{Names, TypeNames};
use crate::options::Options;
use std::ops::Deref;

/// What a plan is made of.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// What the document says.
    pub api: &'a Api,
    /// Facts about its types.
    pub facts: &'a Facts,
    /// What everything is called.
    pub names: &'a Names,
    /// How the crate is to be.
    pub options: &'a Options,
    /// The examples of the document, where they were asked for.
    pub examples: Option<&'a Examples>,
}

/// What every file of this room reads.
#[derive(Clone, Copy)]
pub(super) struct Planner<'a> {
    pub(super) context: Context<'a>,
    /// Whether docs are wanted: of a crate that is only compared, nobody reads them.
    pub(super) with_docs: bool,
}

/// A type with its names.
#[derive(Clone, Copy)]
pub(super) struct Model<'a> {
    pub(super) id: TypeId,
    pub(super) def: &'a TypeDef,
    pub(super) names: &'a TypeNames,
}

impl<'a> Deref for Planner<'a> {
    type Target = Context<'a>;

    fn deref(&self) -> &Context<'a> {
        &self.context
    }
}

impl<'a> Planner<'a> {
    /// Docs, if they are wanted.
    pub(super) fn docs(&self, lines: impl FnOnce() -> Docs) -> Docs {
        if self.with_docs { lines() } else { Docs::new() }
    }

    /// A type that is emitted.
    pub(super) fn model(&self, id: TypeId) -> Option<Model<'a>> {
        Some(Model { id, def: self.api.get(id)?, names: self.names.get(id)? })
    }

    /// The model that a use of a type names.
    pub(super) fn named(&self, schema: &Schema) -> Option<Model<'a>> {
        match schema.ty {
            Type::Named(id) => self.model(id),
            _ => None,
        }
    }
}
