//! Strings with rules of their own: identifiers, names.

use super::context::{Model, Planner};
use super::{Head, describe};
use crate::api::{Constraints, TypeId};

/// A newtype of a string, checked when made and lenient when received.
///
/// It is `Clone`, `Debug`, `PartialEq`, `Eq`, `PartialOrd`, `Ord` and `Hash`; the macro `text!` makes,
/// reads and writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    /// The type that it is.
    pub of: TypeId,
    /// Its name and docs.
    pub head: Head<'a>,
    /// The fewest characters.
    pub min_length: Option<u64>,
    /// The most characters.
    pub max_length: Option<u64>,
}

/// A string with rules.
pub(super) fn text<'a>(
    planner: &Planner<'a>,
    model: &Model<'a>,
    constraints: &Constraints,
) -> Text<'a> {
    Text {
        of: model.id,
        head: describe::head(planner, model, constraints),
        min_length: constraints.min_length,
        max_length: constraints.max_length,
    }
}
