//! Documents that nobody had in mind, and what has to hold for each of them.
//!
//! A case is made from a list of numbers, the choices: whatever the numbers are, they make a case,
//! and fewer and smaller numbers make a simpler one. So proptest, which knows how to shrink lists
//! of numbers, shrinks documents, and the same case comes of the same numbers on every machine.

mod check;
mod choices;
mod document;
mod mutation;
mod schema;
mod sized;
mod words;

pub use check::check;
pub use sized::sized;

use choices::Choices;
use proptest::prelude::*;
use std::fmt;

/// How many choices a case is made from at most.
const MOST_CHOICES: usize = 400;

/// A document to try.
#[derive(Clone, PartialEq, Eq)]
pub struct Case {
    /// The name of its file.
    pub name: &'static str,
    /// The document.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:\n{}", self.name, String::from_utf8_lossy(&self.bytes))
    }
}

/// Documents of all kinds; `original` is the text of a document that is changed to make some.
pub fn cases(original: &str) -> impl Strategy<Value = Case> + use<> {
    let original = mutation::Original::new(original);
    choices().prop_map(move |numbers| {
        let mut choices = Choices::new(&numbers);
        match choices.below(8) {
            0..=3 => document::document(&mut choices),
            4..=6 => original.changed_tree(&mut choices),
            _ => original.changed_text(&mut choices),
        }
    })
}

/// Documents that are built from OpenAPI's grammar.
pub fn documents() -> impl Strategy<Value = Case> + use<> {
    choices().prop_map(|numbers| document::document(&mut Choices::new(&numbers)))
}

/// The document whose text is `original`, with parts dropped, doubled, swapped, retyped or renamed.
pub fn changed_trees(original: &str) -> impl Strategy<Value = Case> + use<> {
    let original = mutation::Original::new(original);
    choices().prop_map(move |numbers| original.changed_tree(&mut Choices::new(&numbers)))
}

/// The text `original`, cut off or with some bytes changed.
pub fn changed_texts(original: &str) -> impl Strategy<Value = Case> + use<> {
    let original = mutation::Original::new(original);
    choices().prop_map(move |numbers| original.changed_text(&mut Choices::new(&numbers)))
}

fn choices() -> impl Strategy<Value = Vec<u16>> {
    proptest::collection::vec(any::<u16>(), 0..=MOST_CHOICES)
}
