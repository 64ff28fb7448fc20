//! What a run makes: files in memory.

use std::collections::BTreeMap;
use std::ops::Bound;

/// The files of a crate: relative paths with `/` between their parts, and contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    files: BTreeMap<String, String>,
}

impl Output {
    /// Adds a file, in place of one of the same path.
    pub fn insert(&mut self, path: impl Into<String>, contents: impl Into<String>) {
        self.files.insert(path.into(), contents.into());
    }

    /// The contents of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, contents)| (path.as_str(), contents.as_str()))
    }

    /// Whether any file is below a folder, which is given with `/` at its end.
    #[must_use]
    pub fn has_below(&self, folder: &str) -> bool {
        let mut from = self.files.range::<str, _>((Bound::Included(folder), Bound::Unbounded));
        from.next().is_some_and(|(path, _)| path.starts_with(folder))
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
