//! The collector of diagnostics.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Diagnostic, Location, Severity};

/// The diagnostics of a run. Every stage holds a shared reference to it and pushes into it.
#[derive(Debug, Default)]
pub struct Diagnostics {
    found: Mutex<Vec<Diagnostic>>,
    /// The places of errors, once stages are over that found some.
    faulty: Mutex<HashSet<Location>>,
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
        if !self.is_echo(&diagnostic) {
            lock(&self.found).push(diagnostic);
        }
    }

    /// Ends a stage. If it found errors, later stages see a document that was mended where it was at
    /// fault: their errors at other places are taken, and nothing else, which may be an echo.
    pub fn end_stage(&self) {
        let found = lock(&self.found);
        let errors = found.iter().filter(|found| found.severity() == Severity::Error);
        lock(&self.faulty).extend(errors.filter_map(Diagnostic::location));
    }

    fn is_echo(&self, diagnostic: &Diagnostic) -> bool {
        let faulty = lock(&self.faulty);
        let is_error = diagnostic.severity() == Severity::Error;
        !faulty.is_empty()
            && (!is_error || diagnostic.location().is_some_and(|place| faulty.contains(&place)))
    }

    /// Adds diagnostics.
    pub fn extend(&self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        // Collected first: the iterator itself may push into this collector.
        let mut more: Vec<_> = diagnostics.into_iter().collect();
        more.retain(|found| !self.is_echo(found));
        lock(&self.found).append(&mut more);
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.any(|found| found.severity() == Severity::Error)
    }

    /// Whether any of them is as asked for. `is` must not ask this collector.
    pub fn any(&self, is: impl FnMut(&Diagnostic) -> bool) -> bool {
        lock(&self.found).iter().any(is)
    }

    /// How many there are of each severity, exact duplicates included.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for found in lock(&self.found).iter() {
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
        lock(&self.found).len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        lock(&self.found).is_empty()
    }

    /// The diagnostics in the order of the document, without exact duplicates. Those without a
    /// place come first; those at one place keep the order in which they were found.
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut found = self.found.into_inner().unwrap_or_else(PoisonError::into_inner);
        found.sort_by_key(|found| found.location().map(|place| (place.file, place.start)));
        let mut repeated = {
            let mut seen = HashSet::new();
            found.iter().map(|found| !seen.insert(found)).collect::<Vec<_>>().into_iter()
        };
        found.retain(|_| !repeated.next().unwrap_or(false));
        found
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.found.get_mut().unwrap_or_else(PoisonError::into_inner).extend(diagnostics);
    }
}

/// What a mutex holds. A thread that panicked while it held the lock leaves whole diagnostics.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::super::{Code, FileId, Location};
    use super::*;

    #[test]
    fn what_follows_from_an_error_is_not_told() {
        let at = |start| Location::new(FileId(0), start, start + 1);
        let all = Diagnostics::new();
        all.end_stage();
        all.push(Diagnostic::new(Code::RefSiblings, at(1), "a note"));
        all.push(Diagnostic::new(Code::RefNotFound, at(2), "an error"));
        all.end_stage();
        all.push(Diagnostic::new(Code::RefSiblings, at(3), "a later note"));
        all.push(Diagnostic::new(Code::WrongType, at(2), "an echo"));
        all.push(Diagnostic::new(Code::WrongType, at(3), "another error"));
        let messages: Vec<_> =
            all.into_sorted().iter().map(|found| found.message().to_owned()).collect();
        assert_eq!(messages, ["a note", "an error", "another error"]);
    }

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
