//! The test that reads each example of the document and writes it again.

use super::RustType;
use std::collections::{BTreeMap, BTreeSet};

/// The test. Types of the crate have their paths in the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundTrips<'a> {
    /// The examples of what is sent, and of what is no model, by type.
    pub sent: Examples<'a>,
    /// The examples of what is only received, by type.
    pub received: Examples<'a>,
    /// What each example has in it that the document does not name, by the place of the example.
    pub unnamed: BTreeMap<&'a str, &'a [String]>,
    /// The old names of properties, each with the present one.
    pub old_names: BTreeSet<(&'a str, &'a str)>,
}

/// The examples of each type: where each stands in the document, and its value.
pub type Examples<'a> = BTreeMap<RustType<'a>, BTreeMap<&'a str, &'a serde_json::Value>>;
