//! Types that are other names of types.

use super::context::{Model, Planner};
use super::rust_type::Scope;
use super::{Head, RustType, describe};
use crate::api::{self, Constraints, TypeId};

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

/// Another name for a type.
pub(super) fn wrapper<'a>(
    planner: &Planner<'a>,
    model: &Model<'a>,
    inner: &api::Alias,
) -> Wrapper<'a> {
    Wrapper {
        of: model.id,
        head: describe::head(planner, model, &inner.schema.constraints),
        ty: planner.value(&inner.schema, Scope::Field(model.id)),
    }
}

/// Another name for a list of `values`.
pub(super) fn alias<'a>(planner: &Planner<'a>, model: &Model<'a>, list: &'a str) -> Alias<'a> {
    Alias { of: model.id, head: describe::head(planner, model, &Constraints::default()), list }
}
