//! The API model: what a document says about an API, as plain data that knows nothing of
//! OpenAPI's syntax or of Rust.
//!
//! It is made by `lower`, and read by `names`, `emit` and `diff`. Types live in one arena,
//! [`Api::types`], and refer to each other by [`TypeId`], so that recursion costs nothing.
//! Everything that has an order in it is sorted: reordering a document gives the same model.

mod deprecation;
mod facts;
mod form;
mod id;
mod left_out;
mod mentions;
mod model;
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
pub use id::TypeId;
pub use left_out::{Holder, LeftOut, Note, Step};
pub use model::{Api, Tag};
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
    Shape, Struct, TypeDef, Union, Variant,
};
pub use walk::Value;
