//! What no type comes of: conditions, webhooks, extensions. What of it can be judged is, and the rest
//! is told as it is.

use super::change::{Subject, SubjectKind};
use super::rules::Rule;
use super::walk::{At, BOTH, Found, Owner, Walk};
use crate::api::{Holder, Note};
use crate::diagnostic::Location;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The most characters of a text that are shown.
const SHOWN: usize = 120;

/// The notes of an object by keyword.
type ByKeyword<'a> = BTreeMap<&'a str, Vec<&'a Note>>;

impl<'a> Walk<'a> {
    /// Compares what two objects say that the model has no place for.
    pub(super) fn left_out(&mut self, at: &At, old: Location, new: Location) {
        let (old_side, new_side) = (self.old.left_out, self.new.left_out);
        let (old_numbers, new_numbers) = (old_side.at(old), new_side.at(new));
        if old_numbers.is_empty() && new_numbers.is_empty() {
            return;
        }
        self.seen.old.extend(old_numbers);
        self.seen.new.extend(new_numbers);
        let old_notes = by_keyword(old_numbers.iter().filter_map(|it| old_side.notes().get(*it)));
        let mut new_notes =
            by_keyword(new_numbers.iter().filter_map(|it| new_side.notes().get(*it)));
        for (keyword, mut were) in old_notes {
            let mut are = new_notes.remove(keyword).unwrap_or_default();
            // Where a part of `allOf` says it does not matter.
            were.retain(|note| match are.iter().position(|other| other.text == note.text) {
                Some(found) => {
                    are.remove(found);
                    false
                }
                None => true,
            });
            for index in 0..were.len().max(are.len()) {
                let pair = (were.get(index).copied(), are.get(index).copied());
                self.note(at, pair, (old, new));
            }
        }
        for note in new_notes.into_values().flatten() {
            self.note(at, (None, Some(note)), (old, new));
        }
    }

    /// Compares what was found at no place of the model: by the pointers of both documents.
    pub(super) fn left_out_elsewhere(&mut self) {
        let key = |note: &'a Note| (note.pointer.as_str(), note.keyword.as_str());
        let (old_side, new_side) = (self.old.left_out, self.new.left_out);
        let mut others: HashMap<_, _> =
            new_side.notes().iter().enumerate().map(|(index, it)| (key(it), (index, it))).collect();
        let is_there = |other: &crate::api::LeftOut, note: &Note| {
            other.has_object(&note.pointer)
                // What is used on one side only is told there.
                && !(note.keyword.starts_with("components/")
                    && other.has_object(&format!("/{}", note.keyword)))
        };
        let covered = self.covered();
        let mut pairs = Vec::new();
        for (index, note) in old_side.notes().iter().enumerate() {
            let is_seen = self.seen.old.contains(&index);
            match others.remove(&key(note)) {
                Some((other, kept)) => {
                    let is_seen = is_seen && self.seen.new.contains(&other);
                    if !is_seen && note.text != kept.text {
                        pairs.push((Some(note), Some(kept)));
                    }
                }
                None if !is_seen && is_there(new_side, note) => pairs.push((Some(note), None)),
                None => {}
            }
        }
        let mut added: Vec<_> = others
            .into_values()
            .filter(|(index, note)| !self.seen.new.contains(index) && is_there(old_side, note))
            .collect();
        added.sort_unstable_by_key(|(index, _)| *index);
        pairs.extend(added.into_iter().map(|(_, note)| (None, Some(note))));
        for (old, new) in pairs {
            let Some(any) = old.or(new) else { continue };
            if covered.contains(first_steps(&any.pointer)) || self.is_a_type(&any.keyword) {
                continue;
            }
            let is_shared = any.pointer.starts_with("/components/");
            let owner = if is_shared { Owner::Unused } else { Owner::Document };
            let mut subject = Subject::new(SubjectKind::Document, "document");
            let steps: Vec<String> = tokens(&any.pointer).collect();
            subject.path.extend(steps);
            let at = At::new(owner, BOTH, subject);
            let nowhere = super::document::start(self.old.api);
            let places = (
                old.map_or(nowhere, |note| note.location),
                new.map_or(super::document::start(self.new.api), |note| note.location),
            );
            self.note(&at, (old, new), places);
        }
    }

    /// The components that are compared as a whole, since nothing refers to them.
    fn covered(&self) -> HashSet<String> {
        let notes = self.old.left_out.notes().iter().chain(self.new.left_out.notes());
        let whole = notes.filter(|note| note.keyword.starts_with("components/"));
        whole
            .filter(|note| !self.is_a_type(&note.keyword))
            .map(|note| format!("/{}", note.keyword))
            .collect()
    }

    /// Whether a component to which nothing refers has a type all the same: as a kind of another one.
    fn is_a_type(&self, keyword: &str) -> bool {
        keyword.strip_prefix("components/schemas/").is_some_and(|name| {
            self.old_components.contains_key(name) || self.new_components.contains_key(name)
        })
    }

    /// Whether two schemas that the model cannot say say the same.
    pub(super) fn unsaid(&mut self, at: &At, old: Location, new: Location) {
        let wholes = (self.old.left_out.whole(old), self.new.left_out.whole(new));
        let is_told = |side: &crate::api::LeftOut, location| !side.at(location).is_empty();
        if let (Some(before), Some(after)) = wholes
            && before != after
            && !is_told(self.old.left_out, old)
            && !is_told(self.new.left_out, new)
        {
            self.tell(at, Found::new(Rule::NotJudged).at(old, new));
        }
    }

    /// One note, old and new; `places` are those of what holds it.
    fn note(
        &mut self,
        at: &At,
        (old, new): (Option<&Note>, Option<&Note>),
        places: (Location, Location),
    ) {
        let Some(any) = old.or(new) else { return };
        let mut at = at.with_anchors(Vec::new());
        if let Some(component) = component(&any.pointer) {
            at.subject = component;
        }
        at.subject.path.extend(any.keyword.split('/').map(ToOwned::to_owned));
        let places =
            (old.map_or(places.0, |it| it.location), new.map_or(places.1, |it| it.location));
        let texts = (old.map(|it| it.text.as_str()), new.map(|it| it.text.as_str()));
        if any.keyword == "x-extensible-enum"
            && let (Some(before), Some(after)) = texts
        {
            return self.only_values(&at, &items(before), &items(after), places);
        }
        let Some(rule) = judge(any, texts) else { return };
        // Where the holder is met by its uses, it is told once.
        let is_shared = any.pointer.starts_with("/components/");
        let mut found = Found::new(rule);
        if old.is_some() || !is_shared {
            found = found.at_old(places.0);
        }
        if new.is_some() || !is_shared {
            found = found.at_new(places.1);
        }
        if let Some(text) = texts.0.filter(|text| !text.is_empty()) {
            found = found.old(shown(text), places.0);
        }
        if let Some(text) = texts.1.filter(|text| !text.is_empty()) {
            found = found.new_text(shown(text), places.1);
        }
        self.tell(&at, found);
    }
}

fn by_keyword<'a>(notes: impl Iterator<Item = &'a Note>) -> ByKeyword<'a> {
    let mut found = ByKeyword::new();
    for note in notes {
        found.entry(note.keyword.as_str()).or_default().push(note);
    }
    found
}

fn tokens(pointer: &str) -> impl Iterator<Item = String> + '_ {
    pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
}

/// The component that holds what a pointer leads to, if it is a schema, and the place inside.
fn component(pointer: &str) -> Option<Subject> {
    let mut steps = tokens(pointer.strip_prefix("/components/schemas")?);
    let mut subject = Subject::new(SubjectKind::Schema, steps.next()?);
    let (mut is_name, mut is_part) = (false, false);
    for step in steps {
        if std::mem::take(&mut is_part) {
            continue;
        }
        match step.as_str() {
            "allOf" if !is_name => is_part = true,
            "properties" if !is_name => is_name = true,
            "items" if !is_name => subject.path.push("item".into()),
            "anyOf" | "oneOf" if !is_name => {}
            _ => {
                is_name = false;
                subject.path.push(step);
            }
        }
    }
    Some(subject)
}

fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn items(text: &str) -> Vec<Value> {
    serde_json::from_str(text).unwrap_or_default()
}

/// The component of a pointer.
fn first_steps(pointer: &str) -> &str {
    let end = pointer.match_indices('/').map(|(at, _)| at).nth(3);
    end.and_then(|end| pointer.get(..end)).unwrap_or(pointer)
}

/// Which rule a note falls under; none if the model tells of it.
fn judge(note: &Note, texts: (Option<&str>, Option<&str>)) -> Option<Rule> {
    // That other properties have a type now is told with the type.
    let is_alone = texts.0.is_none() || texts.1.is_none();
    (note.keyword != "patternProperties" || !is_alone).then(|| rule(note, texts))
}

fn rule(note: &Note, texts: (Option<&str>, Option<&str>)) -> Rule {
    let (name, entry) = note.keyword.split_once('/').unwrap_or((&note.keyword, ""));
    let of = |added: Rule, removed: Rule, changed: Rule| match texts {
        (None, _) => added,
        (_, None) => removed,
        _ => changed,
    };
    match name {
        "x-stability-level" => stability(texts),
        _ if name.starts_with("x-") || entry.starts_with("x-") => Rule::ExtensionChanged,
        "webhooks" => of(Rule::WebhookAdded, Rule::WebhookRemoved, Rule::WebhookChanged),
        "callbacks" => of(Rule::CallbackAdded, Rule::CallbackRemoved, Rule::CallbackChanged),
        "flows" | "openIdConnectUrl" => Rule::AuthFlowChanged,
        "components" if entry.starts_with("schemas/") => {
            of(Rule::SchemaAdded, Rule::SchemaRemoved, Rule::ExtensionChanged)
        }
        "components" => Rule::ExtensionChanged,
        "required" if note.holder == Holder::Header => match texts.1 {
            Some("true") => Rule::HeaderBecameRequired,
            _ if texts.0 == Some("true") => Rule::HeaderBecameOptional,
            _ => Rule::ExtensionChanged,
        },
        "deprecated" if note.holder == Holder::Header => match texts.1 {
            Some("true") => Rule::Deprecated,
            _ => Rule::DeprecationWithdrawn,
        },
        _ if note.holder != Holder::Schema => Rule::NotJudged,
        "xml" | "$dynamicRef" | "$recursiveRef" => Rule::NotJudged,
        "minContains" => contained(texts, 1.0, true),
        "maxContains" => contained(texts, f64::INFINITY, false),
        "dependentRequired" | "dependencies" => dependent(texts),
        "contentMediaType" | "contentEncoding" => {
            of(Rule::ConditionAdded, Rule::ConditionRemoved, Rule::ContentTypeChanged)
        }
        name if is_condition(name) => {
            of(Rule::ConditionAdded, Rule::ConditionRemoved, Rule::ConditionChanged)
        }
        // A keyword that nobody knows is an annotation (JSON Schema, section 6.5).
        _ => Rule::ExtensionChanged,
    }
}

fn is_condition(name: &str) -> bool {
    const NAMES: [&str; 13] = [
        "not",
        "if",
        "then",
        "else",
        "dependentSchemas",
        "propertyNames",
        "contains",
        "unevaluatedItems",
        "unevaluatedProperties",
        "patternProperties",
        "prefixItems",
        "items",
        "contentSchema",
    ];
    NAMES.contains(&name)
}

/// How far one can rely on something, from least to most (`x-stability-level`). What says nothing is
/// as stable as can be.
fn stability((old, new): (Option<&str>, Option<&str>)) -> Rule {
    let rank = |text: Option<&str>| {
        let levels = ["\"draft\"", "\"alpha\"", "\"beta\"", "\"stable\""];
        match text {
            None => Some(levels.len() - 1),
            Some(text) => levels.iter().position(|level| level.eq_ignore_ascii_case(text)),
        }
    };
    match (rank(old), rank(new)) {
        (Some(old), Some(new)) if new < old => Rule::StabilityDecreased,
        (Some(_), Some(_)) => Rule::StabilityIncreased,
        _ => Rule::NotJudged,
    }
}

/// How many items hold to `contains`.
fn contained((old, new): (Option<&str>, Option<&str>), absent: f64, is_lower: bool) -> Rule {
    let number = |text: Option<&str>| text.map_or(Some(absent), |text| text.parse::<f64>().ok());
    match (number(old), number(new)) {
        (Some(old), Some(new)) if (new > old) == is_lower => Rule::BoundTightened,
        (Some(_), Some(_)) => Rule::BoundLoosened,
        _ => Rule::NotJudged,
    }
}

/// What must be there where something else is.
fn dependent((old, new): (Option<&str>, Option<&str>)) -> Rule {
    let names = |text: Option<&str>| match text {
        None => Some(Vec::new()),
        Some(text) => serde_json::from_str::<Vec<Value>>(text).ok(),
    };
    match (names(old), names(new)) {
        (Some(old), Some(new)) if new.iter().any(|name| !old.contains(name)) => {
            Rule::ConditionAdded
        }
        (Some(_), Some(_)) => Rule::ConditionRemoved,
        _ if old.is_none() => Rule::ConditionAdded,
        _ if new.is_none() => Rule::ConditionRemoved,
        _ => Rule::ConditionChanged,
    }
}
