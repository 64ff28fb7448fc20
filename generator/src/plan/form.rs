//! Forms with files: a type for each, whose functions add parts.

use super::{Argument, Head};

/// The form that an operation sends: `Clone` and `Debug`, and `Into` the runtime's `Form`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form<'a> {
    /// Its name and docs.
    pub head: Head<'a>,
    /// What `new` takes; it is `Default` in place of it if that is nothing.
    pub required: Vec<Part<'a>>,
    /// What else it can have.
    pub optional: Vec<PartSetter<'a>>,
    /// Whether it has `with_part`, for parts that the API does not document.
    pub is_open: bool,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// The place of its property in [`Struct::properties`](crate::api::Struct::properties).
    pub property: usize,
    /// What a caller gives.
    pub argument: Argument<'a>,
    /// Its name on the wire.
    pub wire: &'a str,
    /// What it holds.
    pub kind: PartKind,
    /// Its media type, where there is one alone.
    pub media_type: Option<&'a str>,
}

/// What a part of a form holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// A value.
    Field,
    /// A file.
    File,
    /// Several files.
    Files,
}

/// A function that adds a part to a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartSetter<'a> {
    /// Its name and docs.
    pub head: Head<'a>,
    /// The part.
    pub part: Part<'a>,
    /// The functions for its old names, in the order of
    /// [`Property::aliases`](crate::api::Property::aliases). They take the same argument.
    pub old: Vec<Head<'a>>,
}
