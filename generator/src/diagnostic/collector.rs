//! The collector of diagnostics.

use std::cell::RefCell;
use std::collections::HashSet;

use super::{Diagnostic, Severity};

/// The diagnostics of a run. Every stage holds a shared reference to it and pushes into it.
#[derive(Debug, Default)]
pub struct Diagnostics {
    found: RefCell<Vec<Diagnostic>>,
}

/// How many diagnostics there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many notes.
    pub notes: usize,
}

impl Diagnostics {
    /// An empty collector.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a diagnostic.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    /// Adds diagnostics.
    pub fn extend(&self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        // Collected first: the iterator itself may push into this collector.
        let mut more: Vec<_> = diagnostics.into_iter().collect();
        self.found.borrow_mut().append(&mut more);
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.any(|found| found.severity() == Severity::Error)
    }

    /// Whether any of them is as asked for.
    pub fn any(&self, is: impl FnMut(&Diagnostic) -> bool) -> bool {
        self.found.borrow().iter().any(is)
    }

    /// How many there are of each severity, exact duplicates included.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for found in self.found.borrow().iter() {
            match found.severity() {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.found.borrow().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.found.borrow().is_empty()
    }

    /// The diagnostics in the order of the document, without exact duplicates. Those without a
    /// place come first; those at one place keep the order in which they were found.
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut found = self.found.into_inner();
        found.sort_by_key(|found| found.location().map(|place| (place.file, place.start)));
        let mut repeated = {
            let mut seen = HashSet::new();
            found
                .iter()
                .map(|found| !seen.insert(found))
                .collect::<Vec<_>>()
                .into_iter()
        };
        found.retain(|_| !repeated.next().unwrap_or(false));
        found
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_inner().into_iter()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.found.get_mut().extend(diagnostics);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Code, FileId, Location};
    use super::*;

    #[test]
    fn sorts_by_place_and_drops_exact_duplicates() {
        let at = |start| Location::new(FileId(0), start, start + 1);
        let all = Diagnostics::new();
        all.push(Diagnostic::new(Code::RefNotFound, at(9), "c"));
        all.push(Diagnostic::new(Code::RefNotFound, at(2), "b"));
        all.push(Diagnostic::new(Code::RefNotFound, at(2), "a"));
        all.push(Diagnostic::new(Code::RefNotFound, at(9), "c"));
        all.push(Diagnostic::without_location(Code::FileNotFound, "first"));
        assert!(all.has_errors());
        assert_eq!(all.counts().errors, 5);
        let sorted = all.into_sorted();
        let messages: Vec<_> = sorted.iter().map(Diagnostic::message).collect();
        assert_eq!(messages, ["first", "b", "a", "c"]);
    }
}
