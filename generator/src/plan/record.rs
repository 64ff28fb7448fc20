//! Structs, their constructors and setters, and their names on the wire.

use super::{Argument, Deprecated, Docs, Head, RustType};
use crate::api::TypeId;

/// A struct of `models`.
///
/// It is `Clone`, `Debug`, `PartialEq` and `#[non_exhaustive]`; the macro `record!` reads and writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// The type that it is.
    pub of: TypeId,
    /// Its name and docs.
    pub head: Head<'a>,
    /// The fields, in the order of the properties.
    pub fields: Vec<Field<'a>>,
    /// The field for the properties that the document does not name.
    pub rest: Option<Rest<'a>>,
    /// Whether callers make it: only then it has `new` and setters.
    pub is_made: bool,
    /// How it is `Default`.
    pub default: Default,
}

/// How a struct is `Default`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Default {
    /// It is not: something must be given.
    No,
    /// It is derived, and `new` is the same.
    Derived,
    /// It is what `new` makes, which takes nothing, and sets what can have one value alone.
    New,
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// The place of its property in [`Struct::properties`](crate::api::Struct::properties).
    pub property: usize,
    /// What it is called.
    pub name: &'a str,
    /// Its type.
    pub ty: RustType<'a>,
    /// What its docs say.
    pub docs: Docs,
    /// Whether it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// How it is read and written.
    pub kind: Kind,
    /// Its name on the wire.
    pub wire: &'a str,
    /// The old names that are read too.
    pub old_wires: Vec<&'a str>,
    /// What `new` makes of it.
    pub start: Start<'a>,
    /// The function that sets it; none for what the constructor always takes or sets.
    pub setter: Option<Setter<'a>>,
    /// The functions that set it under its old names, in the order of
    /// [`Property::aliases`](crate::api::Property::aliases).
    pub old_setters: Vec<Setter<'a>>,
}

/// How a field is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is always there.
    Required,
    /// An `Option` that is left out where it is `None`.
    Optional,
    /// Absent, `null` and a value are three things.
    Nullable,
    /// Optional, and `null` is a value like any other.
    Anything,
}

/// What the constructor makes of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start<'a> {
    /// Nothing.
    Absent,
    /// What the caller gives.
    Given(Argument<'a>),
    /// The only value that it can have.
    Fixed(Constant<'a>),
}

/// A value that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constant<'a> {
    /// A text.
    Text(&'a str),
    /// `true` or `false`.
    Bool(bool),
    /// A variant of a list: the type and the variant.
    Variant(RustType<'a>, &'a str),
}

/// A function that sets a field and gives the struct back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setter<'a> {
    /// Its name and docs.
    pub head: Head<'a>,
    /// What it takes.
    pub argument: Argument<'a>,
}

/// The field for the properties that the document does not name: a map by their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The type of the values.
    pub ty: RustType<'a>,
}
