//! A line that says how far a search is.

use super::Counts;
use std::time::{Duration, Instant};

/// How often the line is written anew.
const EVERY: Duration = Duration::from_secs(1);

/// Overwrites the line.
const BLANK: &str = "\r                                                            \r";

/// Makes the lines that say how far a search is, on a terminal.
pub struct Progress {
    start: Instant,
    shown: Option<Instant>,
    is_wanted: bool,
    time: Duration,
}

impl Progress {
    /// For a search that goes on for some time. Nothing is written if it is not wanted.
    #[must_use]
    pub fn new(is_wanted: bool, time: Duration) -> Self {
        Self { start: Instant::now(), shown: None, is_wanted, time }
    }

    /// What is to be written now, if anything.
    pub fn line(&mut self, counts: &Counts, is_shrinking: bool) -> Option<String> {
        let is_new = self.shown.is_none_or(|shown| shown.elapsed() >= EVERY);
        if !self.is_wanted || !is_new {
            return None;
        }
        self.shown = Some(Instant::now());
        let Counts { cases, crates, .. } = counts;
        if is_shrinking {
            return Some(format!("{BLANK}case {cases} fails; it is made smaller"));
        }
        let left = self.time.saturating_sub(self.start.elapsed()).as_secs();
        Some(format!("{BLANK}{cases} cases, {crates} crates, {left} s left"))
    }

    /// What takes the line away.
    #[must_use]
    pub fn end(self) -> String {
        if self.shown.is_some() { BLANK.to_owned() } else { String::new() }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;

    #[test]
    fn is_shown_on_a_terminal_only() {
        let mut hidden = Progress::new(false, EVERY);
        assert_eq!(hidden.line(&Counts::default(), false), None);
        assert_eq!(hidden.end(), "");
        let mut shown = Progress::new(true, EVERY);
        let line = shown.line(&Counts { cases: 7, ..Counts::default() }, false).unwrap();
        assert!(line.contains("7 cases"), "{line}");
        assert_eq!(shown.end(), BLANK);
    }
}
