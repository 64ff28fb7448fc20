//! The names that a method can have, and what they are chosen by.

use super::verbs;
use super::words::Words;

/// The names that a method can have, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choices {
    pub(super) names: Vec<Words>,
    /// How much the best one leaves out: that it works on several things, say. One that leaves out less
    /// has the better claim to it.
    pub(super) leaves_out: u8,
}

/// The noun that a group is called after: `records` of `dns records for a zone`.
pub(super) fn head(context: &[String]) -> Option<&String> {
    let end = context
        .iter()
        .skip(1)
        .position(|word| verbs::is_preposition(word))
        .map_or(context.len(), |at| at + 1);
    context.get(..end).and_then(<[String]>::last)
}
