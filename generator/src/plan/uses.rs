//! What a file imports, gathered from its items.

use std::collections::{BTreeMap, BTreeSet};

/// The imports of a file, each once: by path, the names that it uses of it. A path without names is a
/// module that is used by its own name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uses<'a> {
    names: BTreeMap<&'static str, BTreeSet<&'a str>>,
}

impl<'a> Uses<'a> {
    /// The imports, sorted by path and name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &BTreeSet<&'a str>)> {
        self.names.iter().map(|(path, names)| (*path, names))
    }
}
