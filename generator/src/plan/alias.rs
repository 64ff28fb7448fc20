//! Types that are other names of types.

use super::{Head, RustType};
use crate::api::TypeId;

/// A newtype that is read and written as what it holds: `Tree: [Tree]` cannot be an alias of Rust.
///
/// It is `Clone`, `Debug` and `PartialEq`, and its only field is public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapper<'a> {
    /// The type that it is.
    pub of: TypeId,
    /// Its name and docs.
    pub head: Head<'a>,
    /// What it holds.
    pub ty: RustType<'a>,
}

/// The name that a place has for a list of values that several places have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias<'a> {
    /// The type that it is.
    pub of: TypeId,
    /// Its name and docs.
    pub head: Head<'a>,
    /// The list in `values`.
    pub list: &'a str,
}
