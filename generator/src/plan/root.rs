//! The root of the crate: what the crate says of itself, and what it gives of the runtime.

use super::{CallExample, Docs};

/// What stands in `lib.rs` alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root<'a> {
    /// The docs up to the first example.
    pub docs_before: Docs,
    /// The first example.
    pub start: Option<CallExample<'a>>,
    /// The docs after it.
    pub docs_after: Docs,
    /// What it gives of the runtime.
    pub exports: Vec<&'static str>,
    /// Whether the crate has lists of values that several types are names of.
    pub has_values: bool,
    /// Whether the crate has features.
    pub has_features: bool,
    /// Whether all names are of ASCII.
    pub is_ascii: bool,
}
