//! Lists of values: the values that the document knows, and one variant that keeps any other.

use super::{Deprecated, Docs, Head};
use crate::api::TypeId;

/// An enum over the values of a list, with `Unknown` for any other.
///
/// It is `Clone`, `Debug` and `#[non_exhaustive]`; the macro `string_enum!` or `integer_enum!` compares,
/// reads and writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<'a> {
    /// The type that it is; none for a list that several types are names of.
    pub of: Option<TypeId>,
    /// Its name and docs.
    pub head: Head<'a>,
    /// What the values are.
    pub base: Base,
    /// The values, in the order of the document's list.
    pub values: Vec<Value<'a>>,
}

/// What the values of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// Texts.
    Text,
    /// Whole numbers.
    Integer,
}

/// A value of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value<'a> {
    /// The variant.
    pub name: &'a str,
    /// What its docs say.
    pub docs: Docs,
    /// Whether it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// The value on the wire.
    pub wire: Wire<'a>,
}

/// A value as the wire has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wire<'a> {
    /// A text.
    Text(std::borrow::Cow<'a, str>),
    /// A whole number.
    Integer(i64),
}
