//! What comes back from an operation.

use super::{Docs, Head, RustType};

/// What a caller gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply<'a> {
    /// Nothing.
    Nothing,
    /// A page of items, read from an envelope or from a plain list.
    Page(RustType<'a>),
    /// A value out of an envelope.
    Enveloped(RustType<'a>),
    /// A JSON value.
    Json(RustType<'a>),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// Server-sent events, and nothing else.
    Events(Data<'a>),
    /// What the status says: a type of its own.
    ByStatus(ByStatus<'a>),
}

/// What server-sent events carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data<'a> {
    /// Text in the data.
    Text,
    /// JSON in the data.
    Json(RustType<'a>),
    /// An object with the members `event`, `data` and `id`.
    Whole(RustType<'a>),
}

/// An enum over the statuses of success: `Clone`, `Debug` and `#[non_exhaustive]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByStatus<'a> {
    /// Its name and docs.
    pub head: Head<'a>,
    /// A variant a status.
    pub statuses: Vec<Status<'a>>,
    /// Whether there is a variant `Other` with the whole response, for a status that the API does not
    /// document.
    pub has_other: bool,
}

/// A variant for a status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status<'a> {
    /// The variant.
    pub name: String,
    /// The status; none for any other.
    pub code: Option<u16>,
    /// What its docs say.
    pub docs: Docs,
    /// What it holds.
    pub reply: Reply<'a>,
}

/// How the runtime reads what comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read<'a> {
    /// The type of the value.
    pub ty: RustType<'a>,
    /// What reads it, by its name in the runtime: `Enveloped`.
    pub by: &'static str,
}
