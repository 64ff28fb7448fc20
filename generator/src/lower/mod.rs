//! OpenAPI to the API model, in layers: each knows those above it in this list only.
//!
//! - `teller` tells faults of the document, each once.
//! - `schemas` takes a schema as a conjunction of simple schemas: what it says itself, what the
//!   members of its `allOf` say, and what references lead to. It takes them apart, puts them together
//!   and checks them.
//! - `types` finds the type that a conjunction comes to, and defines those that need a name.
//! - `operations` has the operations, what they send and what comes back, and what is said of the
//!   whole API.
//!
//! `envelope` finds, before all that, the object in which an API wraps its responses.

mod envelope;
mod operations;
mod schemas;
mod teller;
#[cfg(test)]
mod tests;
mod types;

pub use envelope::envelope;

use crate::api::{Api, Wrapper};
use crate::diagnostic::Diagnostics;
use crate::openapi::Document;
use crate::options::Options;
use operations::Operations;
use schemas::Schemas;
use teller::Teller;
use types::Types;

/// The API model as the document has it.
#[derive(Clone, Debug)]
pub struct Lowered {
    /// The model, with all types that the document describes.
    pub api: Api,
    /// How many of the types operations reach: those are the first ones.
    pub reached: usize,
}

/// Makes the API model of a document. What is wrong with the document goes to `diagnostics`; there
/// is always a model.
#[must_use]
pub fn lower(
    document: &Document,
    envelope: Option<&Wrapper>,
    options: &Options,
    diagnostics: &Diagnostics,
) -> Lowered {
    let schemas = Schemas::new(document, Teller::new(diagnostics));
    let types = Types::new(schemas, options.sunset_key.as_deref());
    let mut operations = Operations::new(types, envelope, &options.only);
    let mut api = operations.document_info();
    api.operations = operations.operations();
    operations.tell_unselected();
    let mut types = operations.types;
    types.run_jobs();
    let reached = types.count();
    // What no operation reaches is not generated. It is read all the same, so that one run tells
    // all faults of the document; but whoever asks for a part of it has nothing to do with the rest.
    if options.only.is_empty() {
        types.remaining_components();
        types.run_jobs();
    }
    types.schemas.tell_required();
    types.schemas.tell_formats();
    api.types = types.take_types(reached);
    Lowered { api, reached }
}
