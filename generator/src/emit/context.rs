use crate::api::{Api, Facts, Schema, Type, TypeDef, TypeId};
use crate::examples::Examples;
use crate::names::{Names, TypeNames};
use crate::options::Options;

/// What every emitter reads.
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

/// A type with its names.
#[derive(Clone, Copy)]
pub(super) struct Model<'a> {
    pub(super) id: TypeId,
    pub(super) def: &'a TypeDef,
    pub(super) names: &'a TypeNames,
}

impl<'a> Context<'a> {
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
