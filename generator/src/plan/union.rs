//! Unions: one variant a branch, and one that keeps what fits none.

use super::{Docs, Head, RustType};
use crate::api::TypeId;

/// An enum over the branches of a union, with `Unknown` for what fits none.
///
/// It is `Clone`, `Debug`, `PartialEq` and `#[non_exhaustive]`; the macro `union!` reads and writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Union<'a> {
    /// The type that it is.
    pub of: TypeId,
    /// Its name and docs.
    pub head: Head<'a>,
    /// The property that says which branch a value is.
    pub tag: Option<&'a str>,
    /// The branches, in the document's order.
    pub branches: Vec<Branch<'a>>,
}

/// A branch of a union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch<'a> {
    /// The variant.
    pub name: &'a str,
    /// What it holds.
    pub ty: RustType<'a>,
    /// What its docs say.
    pub docs: Docs,
    /// The values of the tag that mean it.
    pub tags: &'a [String],
    /// Whether its type says which branch is meant, so that the union is `From` it. What is boxed is
    /// taken as it is, and put into its box.
    pub is_from: bool,
}
