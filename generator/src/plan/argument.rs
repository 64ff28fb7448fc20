//! How a caller passes a value.

use super::RustType;

/// An argument of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its type.
    pub ty: RustType<'a>,
    /// How the function takes the value out of it.
    pub conversion: Conversion<'a>,
}

/// How a function makes of an argument `it` what it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conversion<'a> {
    /// `it`
    Plain,
    /// `it.into()`
    Into,
    /// `Box::new(it)`
    Boxed,
    /// `&it`
    Reference,
    /// `&Into::<T>::into(it)`
    IntoReference(RustType<'a>),
    /// `&it.iter().map(AsRef::as_ref).collect::<Vec<&str>>()`
    Texts,
}
