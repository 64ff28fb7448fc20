//! In which group each operation is, and what its method can be called.

use super::choices::Choices;
use super::habits::Habits;
use super::method;
use super::overrides::{GroupOverrides, OperationOverride, OperationOverrides};
use super::path;
use super::scope::Rank;
use super::words::Words;
use crate::api::{Api, Operation, PathSegment};
use crate::diagnostic::Diagnostics;
use crate::options::NameOptions;
use std::collections::HashSet;

/// Where an operation belongs.
#[derive(Debug)]
pub(super) struct Plan {
    /// The index in `Api::operations`.
    pub(super) index: usize,
    /// The path of its group; it is never empty.
    pub(super) group: Vec<Words>,
    /// What the document calls the group.
    pub(super) title: String,
    /// What its method can be called.
    pub(super) choices: Choices,
    /// Who said so: what is said outright comes first.
    pub(super) precedence: u8,
    /// How long it stays.
    pub(super) rank: Rank,
}

/// The name was set.
pub(super) const SET: u8 = 0;
/// How deep groups are nested: each is a folder inside the one before it.
const DEEPEST_GROUP: usize = 6;

/// A group inside a group has the better claim than what follows.
pub(super) const GROUP: u8 = 1;
/// The document gives the name.
const GIVEN: u8 = 2;
/// The name was found; what leaves out more comes later.
const FOUND: u8 = 3;

/// Where each operation belongs, in the order of `Api::operations`.
pub(super) fn plans(api: &Api, options: &NameOptions, diagnostics: &Diagnostics) -> Vec<Plan> {
    let settings = OperationOverrides::new(api, options, diagnostics);
    let known = match options.groups.is_empty() {
        true => HashSet::new(),
        false => api.operations.iter().flat_map(document_groups).collect(),
    };
    let groups = GroupOverrides::new(&known, options, diagnostics);
    let habits = Habits::new(api);
    let operations = api.operations.iter().enumerate();
    operations
        .map(|(index, operation)| {
            plan(api, &habits, index, settings.get(index), operation, &groups)
        })
        .collect()
}

fn plan(
    api: &Api,
    habits: &Habits<'_>,
    index: usize,
    setting: Option<&OperationOverride>,
    operation: &Operation,
    groups: &GroupOverrides,
) -> Plan {
    let (found, title) = group(operation, groups);
    let group = shallow(setting.and_then(|setting| setting.group.clone()).unwrap_or(found));
    let mut contexts =
        vec![Words::from_words(group.iter().flat_map(|part| part.as_slice().to_vec()))];
    if let Some(tag) = operation.tags.first() {
        contexts.push(tag_words(tag));
    }
    for context in &mut contexts {
        *context = Words::from_words(method::without_articles(context.as_slice().to_vec()));
    }
    let mut choices = method::choices(api, habits, operation, &contexts);
    let mut precedence = FOUND.saturating_add(choices.leaves_out);
    if let Some(given) =
        operation.method_name.as_deref().filter(|name| !Words::is_symbols_only(name))
    {
        choices.names.insert(0, Words::new(given));
        precedence = GIVEN;
    }
    if let Some(set) = setting.and_then(|setting| setting.method.clone()) {
        choices.names.insert(0, set);
        precedence = SET;
    }
    let rank = Rank::of(operation.deprecation.as_ref());
    Plan { index, group, title, choices, precedence, rank }
}

/// What the document calls the group of an operation, for the settings: what an extension says, and
/// the tag.
fn document_groups(operation: &Operation) -> Vec<String> {
    let given = operation.group.as_ref().map(|parts| parts.join("."));
    given.into_iter().chain(operation.tags.first().cloned()).collect()
}

/// The group of an operation by the document, and what the document calls it.
fn group(operation: &Operation, groups: &GroupOverrides) -> (Vec<Words>, String) {
    let given = operation
        .group
        .as_ref()
        .filter(|parts| parts.iter().any(|part| !Words::is_symbols_only(part)));
    if let Some(parts) = given {
        let name = parts.join(".");
        let path = groups.get(&name).cloned();
        let title = operation.tags.first().cloned().unwrap_or_else(|| name.clone());
        let by_parts = || {
            parts
                .iter()
                .filter(|part| !Words::is_symbols_only(part))
                .map(|part| Words::new(part).cut())
        };
        return (path.unwrap_or_else(|| by_parts().collect()), title);
    }
    if let Some(tag) = operation.tags.first() {
        let path = groups.get(tag).cloned();
        return (path.unwrap_or_else(|| vec![tag_words(tag)]), tag.clone());
    }
    let mut pieces = operation.path.segments.iter().flat_map(|segment| match segment {
        PathSegment::Literal(text) => text.split('/').collect(),
        PathSegment::Parameter(_) => Vec::new(),
    });
    let first = pieces.find(|piece| !Words::is_symbols_only(piece) && !path::is_version(piece));
    // An API that has nothing but a root still needs a place for its operations.
    let name = first.unwrap_or("root");
    (vec![Words::new(name).cut()], name.to_owned())
}

/// The path of a group, of which the last parts are one if there are too many.
fn shallow(mut group: Vec<Words>) -> Vec<Words> {
    if group.len() > DEEPEST_GROUP {
        let rest = group.split_off(DEEPEST_GROUP - 1);
        let words = rest.iter().flat_map(|part| part.as_slice().to_vec());
        group.push(Words::from_words(words).cut());
    }
    group
}

/// The words of a tag, without articles and asides.
fn tag_words(tag: &str) -> Words {
    let words = Words::new(&method::without_asides(tag, usize::MAX));
    Words::from_words(method::without_articles(words.as_slice().to_vec())).cut()
}
