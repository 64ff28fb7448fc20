//! What a reviewer asks first: whether it may be merged, and how many changes there are of what kind.

use super::Comparison;
use crate::words::number;
use generator::diff::{Change, Rule, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// How much a change matters to those who read of it, from most to least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// It breaks whoever calls the API, in any language.
    Wire,
    /// It breaks programs that use the crate, and nobody else.
    Rust,
    /// It is to be looked at.
    Look,
    /// Something is new, or is more than it was.
    More,
    /// It is seen on neither side.
    Rest,
}

impl Weight {
    pub(super) const ALL: [Self; 5] = [Self::Wire, Self::Rust, Self::Look, Self::More, Self::Rest];

    /// How much a change matters.
    pub(super) fn of(change: &Change) -> Self {
        match (change.wire, change.worst()) {
            (Verdict::Breaking, _) => Self::Wire,
            (_, Verdict::Breaking) => Self::Rust,
            (_, Verdict::Warning) => Self::Look,
            (_, Verdict::Compatible) => Self::More,
            (_, Verdict::Unaffected) => Self::Rest,
        }
    }

    /// What such changes do, in words.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Wire => "breaking on the wire",
            Self::Rust => "breaking in Rust alone",
            Self::Look => "to look at",
            Self::More => "compatible",
            Self::Rest => "seen by nobody",
        }
    }
}

/// The changes of one weight, by rule.
pub(super) fn by_rule(comparison: &Comparison, weight: Weight) -> Vec<(Rule, Vec<&Change>)> {
    let mut found: BTreeMap<Rule, Vec<&Change>> = BTreeMap::new();
    for change in comparison.diff.changes.iter().filter(|it| Weight::of(it) == weight) {
        found.entry(change.rule).or_default().push(change);
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(rule, changes)| (std::cmp::Reverse(changes.len()), *rule));
    found
}

/// How many changes are of a weight.
pub(super) fn count(comparison: &Comparison, weight: Weight) -> usize {
    comparison.diff.changes.iter().filter(|it| Weight::of(it) == weight).count()
}

/// Whether it may be merged, in a sentence or two; `None` where nothing changed.
pub(super) fn answer(comparison: &Comparison) -> Option<String> {
    if comparison.diff.changes.is_empty() {
        return None;
    }
    let of = |weight| number(count(comparison, weight), "change");
    let has = |weight| count(comparison, weight) > 0;
    let reached: BTreeSet<&String> = comparison
        .diff
        .changes
        .iter()
        .filter(|it| Weight::of(it) == Weight::Wire)
        .flat_map(|it| &it.operations)
        .collect();
    let calls = match reached.len() {
        0 => String::new(),
        reached => format!(", in {}", number(reached, "operation")),
    };
    let mut text = match (has(Weight::Wire), has(Weight::Rust)) {
        (true, _) => format!(
            "May this be merged? Not without its callers: {} on the wire{calls}.",
            breaks(count(comparison, Weight::Wire))
        ),
        (false, true) => format!(
            "May this be merged? On the wire nothing breaks; programs that use the crate must change: {}.",
            breaks(count(comparison, Weight::Rust))
        ),
        _ if has(Weight::Look) => {
            format!("May this be merged? Nothing breaks; {} to look at.", of(Weight::Look))
        }
        _ => "May this be merged? Yes: nothing breaks.".to_owned(),
    };
    if has(Weight::Wire) && has(Weight::Rust) {
        let alone = breaks(count(comparison, Weight::Rust));
        text.push_str(&format!(" {} Rust alone.", capital(&alone)));
    }
    Some(text)
}

fn breaks(count: usize) -> String {
    let verb = if count == 1 { "breaks" } else { "break" };
    format!("{} {verb}", number(count, "change"))
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().to_string() + characters.as_str())
        .unwrap_or_default()
}

/// What is not compared as it was meant, because a document has errors.
pub(super) fn unread(comparison: &Comparison) -> Vec<String> {
    let mut lines = Vec::new();
    for (document, side) in [(&comparison.old, "old"), (&comparison.new, "new")] {
        if document.errors > 0 {
            lines.push(format!(
                "The {side} document has {}: what they touch is read as open, or as not there.",
                number(document.errors, "error")
            ));
        }
    }
    lines
}

/// A line for each weight: how many changes, and of which rules.
pub(super) fn counts(comparison: &Comparison) -> Vec<(Weight, usize, String)> {
    let lines = Weight::ALL.into_iter().filter_map(|weight| {
        let rules = by_rule(comparison, weight);
        let count = rules.iter().map(|(_, changes)| changes.len()).sum();
        let names = rules.iter().map(|(rule, changes)| format!("{} {rule}", changes.len()));
        (count > 0).then(|| (weight, count, names.collect::<Vec<_>>().join(", ")))
    });
    lines.collect()
}
