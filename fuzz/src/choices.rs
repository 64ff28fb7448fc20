//! A list of numbers as a source of choices.

use std::collections::HashSet;

/// Choices, one after the other. When they are used up, each further one is the first, which is
/// the simplest.
pub(crate) struct Choices<'a> {
    rest: std::slice::Iter<'a, u16>,
    is_tame: bool,
    used: HashSet<String>,
}

impl<'a> Choices<'a> {
    pub(crate) fn new(numbers: &'a [u16]) -> Self {
        Self { rest: numbers.iter(), is_tame: false, used: HashSet::new() }
    }

    /// Lets the case have no faults that end in errors, as far as they are easy to avoid: most
    /// documents have to reach the end of the generator.
    pub(crate) fn tame(&mut self) {
        self.is_tame = true;
    }

    /// Whether faults are avoided.
    pub(crate) fn is_tame(&self) -> bool {
        self.is_tame
    }

    /// Whether a name of some kind was not there before, where that would be a fault.
    pub(crate) fn is_new(&mut self, kind: &str, name: &str) -> bool {
        !self.is_tame || self.used.insert(format!("{kind}/{name}"))
    }

    /// A number below `count`; 0 if there is none.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        let number = usize::from(self.rest.next().copied().unwrap_or_default());
        number.checked_rem(count).unwrap_or_default()
    }

    /// True once in `times`.
    pub(crate) fn rarely(&mut self, times: usize) -> bool {
        self.below(times) == times.saturating_sub(1)
    }

    /// One of several things.
    pub(crate) fn one_of<T: Copy>(&mut self, things: &[T], otherwise: T) -> T {
        things.get(self.below(things.len())).copied().unwrap_or(otherwise)
    }

    /// Whether all choices are used up.
    pub(crate) fn is_empty(&self) -> bool {
        self.rest.len() == 0
    }
}
