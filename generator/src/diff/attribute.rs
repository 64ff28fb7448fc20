//! Which change of the document changes which item of the crate.
//!
//! An item belongs to the change whose part of the document it comes of: its own path first, then
//! the type that it is a member of. A type that nothing uses any more belongs to the change that
//! used it last. What is left belongs to no change of the wire, and is told by itself.

use super::change::{Change, RustChange, Subject, SubjectKind};
use super::rules::Rule;
use super::walk::Anchored;
use crate::api::Usage;
use std::collections::BTreeMap;

/// Gives each change the items that it changes.
pub(super) fn attribute(anchored: Vec<Anchored>, items: Vec<RustChange>) -> Vec<Change> {
    let mut owners: BTreeMap<String, usize> = BTreeMap::new();
    let mut changes = Vec::with_capacity(anchored.len());
    for (index, Anchored { change, anchors }) in anchored.into_iter().enumerate() {
        // Words alone change no item.
        let anchors = match change.rule {
            Rule::DocumentationChanged => Default::default(),
            _ => anchors,
        };
        for anchor in anchors {
            let held = owners.get(&anchor).and_then(|held| changes.get(*held));
            // The one that weighs more explains the item better: words alone change no type.
            if held.is_none_or(|held| weight(held) < weight(&change)) {
                owners.insert(anchor, index);
            }
        }
        changes.push(change);
    }
    let mut left = Vec::new();
    for item in items {
        match owner(&owners, &item.path) {
            Some(index) => give(&mut changes, index, item),
            None => left.push(item),
        }
    }
    let left = by_mention(&mut changes, &owners, left);
    // That a type turns is told for the sake of its items alone.
    changes.retain(|it| it.rule != Rule::SchemaDirectionChanged || !it.rust.is_empty());
    changes.extend(alone(left));
    changes
}

/// How well a change explains a change of an item.
fn weight(change: &Change) -> u8 {
    match change.rule {
        Rule::SchemaDirectionChanged
        | Rule::DefaultChanged
        | Rule::BoundTightened
        | Rule::BoundLoosened => 1,
        Rule::SchemaReplaced | Rule::OperationRenamed => 2,
        Rule::Deprecated | Rule::DeprecationWithdrawn | Rule::NullAllowed | Rule::NullForbidden => {
            3
        }
        _ => 4,
    }
}

fn give(changes: &mut [Change], index: usize, item: RustChange) {
    if let Some(change) = changes.get_mut(index) {
        change.rust.push(item);
    }
}

/// The change that has the item, or the nearest thing that holds it.
fn owner(owners: &BTreeMap<String, usize>, path: &str) -> Option<usize> {
    let mut path = path;
    loop {
        if let Some(index) = owners.get(path) {
            return Some(*index);
        }
        path = path.rsplit_once("::")?.0;
    }
}

/// Gives items to the changes whose items name them, or that they name.
fn by_mention(
    changes: &mut [Change],
    owners: &BTreeMap<String, usize>,
    mut left: Vec<RustChange>,
) -> Vec<RustChange> {
    // A type inside of a type inside of one that is gone takes three turns; few documents need more.
    const TURNS: usize = 16;
    for _ in 0..TURNS {
        let mut mentioned: BTreeMap<String, usize> = BTreeMap::new();
        for (index, change) in changes.iter().enumerate() {
            for item in &change.rust {
                for text in item.old.iter().chain(&item.new) {
                    for path in paths(text) {
                        mentioned.entry(path).or_insert(index);
                    }
                }
                mentioned.entry(module(&item.path).to_owned()).or_insert(index);
                mentioned.entry(item.path.clone()).or_insert(index);
            }
        }
        let before = left.len();
        let mut rest = Vec::new();
        for item in left {
            let named = || {
                let texts = item.old.iter().chain(&item.new);
                texts.flat_map(|text| paths(text)).find_map(|path| {
                    owners.get(&path).copied().or_else(|| owner(&mentioned, &path))
                })
            };
            match owner(&mentioned, &item.path).or_else(named) {
                Some(index) => give(changes, index, item),
                None => rest.push(item),
            }
        }
        left = rest;
        if left.len() == before {
            break;
        }
    }
    left
}

/// The module or type that an item of `api` stands in; for others, the item itself.
fn module(path: &str) -> &str {
    match path.rsplit_once("::") {
        Some((holder, _)) if path.starts_with("api::") => holder,
        _ => path,
    }
}

/// The type that an item belongs to, or the item itself.
fn of_type(path: &str) -> &str {
    let is_type = |holder: &str| {
        let name = holder.rsplit("::").next();
        name.is_some_and(|name| name.starts_with(char::is_uppercase))
    };
    match path.rsplit_once("::") {
        Some((holder, _)) if is_type(holder) => holder,
        _ => path,
    }
}

/// The paths of models and calls in a signature.
fn paths(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':')
        .filter(|word| word.starts_with("models::") || word.starts_with("api::"))
        .map(ToOwned::to_owned)
}

/// A change for each type or module whose items nothing of the document explains.
fn alone(left: Vec<RustChange>) -> Vec<Change> {
    let mut groups: BTreeMap<String, Vec<RustChange>> = BTreeMap::new();
    for item in left {
        groups.entry(of_type(&item.path).to_owned()).or_default().push(item);
    }
    let change = |(name, rust): (String, Vec<RustChange>)| Change {
        rule: Rule::RustApiChanged,
        subject: Subject::new(SubjectKind::Rust, name),
        old: None,
        new: None,
        old_location: None,
        new_location: None,
        directions: Usage::default(),
        operations: Vec::new(),
        wire: Default::default(),
        rust,
    };
    groups.into_iter().map(change).collect()
}
