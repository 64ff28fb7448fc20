//! The API model: what a document says about an API, as plain data that knows nothing of
//! OpenAPI's syntax or of Rust.
//!
//! It is made by `lower`, and read by `names`, `emit` and `diff`. Types live in one arena,
//! [`Api::types`], and refer to each other by [`TypeId`], so that recursion costs nothing.
//! Everything that has an order in it is sorted: reordering a document gives the same model.

mod deprecation;
mod facts;
mod form;
mod left_out;
mod mentions;
mod operation;
mod paging;
mod schema;
mod security;
mod server;
mod types;
mod walk;

pub use deprecation::{Deprecation, Sunset};
pub use facts::{Facts, Usage};
pub use form::{Files, files, form};
pub use left_out::{Holder, LeftOut, Note, Step};
pub use operation::{
    BodyKind, Content, Encoding, Envelope, MediaType, Method, Operation, Parameter, ParameterPlace,
    PathSegment, PathTemplate, RequestBody, Response, StatusRange, Style, preferred,
};
pub use paging::{PageNumbers, PageStyle, Paging, Wrapper, loose_name};
pub use schema::{Constraints, Docs, Example, Schema, Type, Untyped};
pub use security::{ApiKeyPlace, SecurityRequirement, SecurityScheme, SecuritySchemeKind};
pub use server::{Server, ServerVariable};
pub use types::{
    Additional, Alias, Discriminator, EnumValue, Enumeration, OldName, Origin, Property, Section,
    Shape, Struct, TypeDef, TypeId, Union, Variant,
};
pub use walk::Value;

use std::collections::BTreeMap;

/// What a document says about an API.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// The title of the API.
    pub title: String,
    /// The version of the document.
    pub version: String,
    /// What the API is.
    pub description: Option<String>,
    /// Where the API is served.
    pub servers: Vec<Server>,
    /// How a caller can say who it is, by name.
    pub security_schemes: BTreeMap<String, SecurityScheme>,
    /// What the document asks for where an operation does not say.
    pub security: Vec<SecurityRequirement>,
    /// The object in which responses are wrapped, where they are.
    pub envelope: Option<Wrapper>,
    /// What is said of the tags, by name.
    pub tags: BTreeMap<String, Tag>,
    /// The operations, sorted by path and method.
    pub operations: Vec<Operation>,
    /// Every type that has a name, or needs one.
    pub types: Vec<TypeDef>,
}

impl Api {
    /// The type of that number.
    #[must_use]
    pub fn get(&self, id: TypeId) -> Option<&TypeDef> {
        self.types.get(id.index())
    }

    /// All types with their numbers.
    pub fn types(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        self.types.iter().enumerate().map(|(index, def)| (TypeId::new(index), def))
    }
}

/// What the document says of a tag.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    /// What the operations of the tag have in common.
    pub description: Option<String>,
}
