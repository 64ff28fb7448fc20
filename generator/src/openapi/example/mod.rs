//! The examples of a document, and whether each is a value of the schema that it is an example of.
//!
//! They are taken from the document as its author wrote it, before anything is normalised: what
//! the normalisation makes of a schema must not decide what its examples are worth.

mod check;
mod json_schema;
mod walk;

use super::normalise;
use super::shape::bundled::Bundled;
use crate::diagnostic::Location;
use serde_json::Value;

/// A value that the document shows.
#[derive(Clone, Debug)]
pub struct DocumentExample {
    /// Where it stands: a JSON pointer as a URI fragment, after the name of the file if that is
    /// another one than the document's own.
    pub place: String,
    /// The same in the text.
    pub location: Location,
    /// The value.
    pub value: Value,
    /// What has the example.
    pub owner: ExampleOwner,
    /// Its own schema; and after that, if that is a part of `allOf`, `anyOf` or `oneOf`, the schemas
    /// around it. Those are asked only if its own one allows it.
    pub schemas: Vec<AskedSchema>,
}

/// A schema that was asked whether it allows an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedSchema {
    /// Where it stands; where its name does, if it has one; and where other schemas of the same
    /// property do.
    pub places: Vec<Location>,
    /// What it says.
    pub verdict: Verdict,
}

/// What has an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExampleOwner {
    /// The schema itself.
    Schema,
    /// A parameter.
    Parameter,
    /// A header of an answer.
    Header,
    /// A body.
    Body {
        /// Its media type.
        media_type: String,
        /// Where the media type stands; nothing where that is no part of a body.
        key: Option<Location>,
    },
}

/// Whether a schema allows an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Valid {
        /// The members of objects that the schema allows without naming them, as JSON pointers into
        /// the value.
        unnamed: Vec<String>,
    },
    /// It does not.
    Invalid {
        /// Why.
        reason: String,
    },
    /// That cannot be said: there is no schema, or it is one that nobody can check.
    Unknown {
        /// Why.
        reason: String,
    },
}

/// The examples of a document whose shape was checked, in the order of the text.
#[must_use]
pub fn examples(document: &Bundled) -> Vec<DocumentExample> {
    // References that depend on where they stand are written out.
    let document = normalise::scoped(document);
    check::judge(&document, walk::find(&document))
}
