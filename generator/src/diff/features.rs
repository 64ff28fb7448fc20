//! The features of both crates. Items behind a feature that is new are gone for those who asked for
//! none, and a feature that is gone cannot be asked for.

use super::change::{Change, RustChange, RustChangeKind, Subject, SubjectKind, Verdict};
use super::rules::Rule;
use crate::api::Usage;
use crate::names::Names;
use crate::outline::ItemKind;
use std::collections::BTreeSet;

/// The features of a crate, each with the modules behind it; a crate with one group has none.
fn features(names: &Names) -> BTreeSet<&str> {
    let all: BTreeSet<&str> = names.top_groups().map(|group| group.feature.as_str()).collect();
    if all.len() < 2 { BTreeSet::new() } else { all }
}

/// What became of the features.
pub(super) fn changes(old: &Names, new: &Names) -> Vec<Change> {
    let (before, after) = (features(old), features(new));
    // A feature that comes or goes among others does so with its group, which is told.
    if before.is_empty() == after.is_empty() {
        return Vec::new();
    }
    let mut items = Vec::new();
    let groups: BTreeSet<&str> = old.top_groups().map(|it| it.feature.as_str()).collect();
    for feature in groups.intersection(&after).filter(|_| before.is_empty()) {
        let text = (Some("always there"), Some(format!("behind the feature `{feature}`")));
        items.push(item(feature, RustChangeKind::Changed, text));
    }
    for feature in &before {
        items.push(item(feature, RustChangeKind::Removed, (Some("a feature"), None)));
    }
    if items.is_empty() {
        return Vec::new();
    }
    let words = |all: &BTreeSet<&str>| match all.is_empty() {
        true => "no features".to_owned(),
        false => all.iter().copied().collect::<Vec<_>>().join(", "),
    };
    vec![Change {
        rule: Rule::FeaturesChanged,
        subject: Subject::new(SubjectKind::Rust, "features"),
        old: Some(words(&before)),
        new: Some(words(&after)),
        old_location: None,
        new_location: None,
        directions: Usage::default(),
        operations: Vec::new(),
        wire: Verdict::Unaffected,
        rust: items,
    }]
}

fn item(
    feature: &str,
    kind: RustChangeKind,
    (old, new): (Option<&str>, Option<String>),
) -> RustChange {
    RustChange {
        path: format!("feature {feature}"),
        item: ItemKind::Module,
        kind,
        old: old.map(ToOwned::to_owned),
        new,
        verdict: Verdict::Breaking,
    }
}
