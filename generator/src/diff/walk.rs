//! The walk through two documents side by side.
//!
//! Types are compared in pairs: an old one with the new one that stands in its place, whatever both
//! are called. A pair is compared once, however often it is met; which operations it reaches, and in
//! which direction, is known at the end.

use super::change::{Change, Subject};
use super::rules::Rule;
use super::{Side, place, scheme_names};
use crate::api::{Deprecation, TypeId, Usage};
use crate::diagnostic::Location;
use crate::outline::Cause;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

/// Both directions.
pub(super) const BOTH: Usage = Usage { request: true, response: true };
/// What a caller sends.
pub(super) const REQUEST: Usage = Usage { request: true, response: false };
/// What a caller receives.
pub(super) const RESPONSE: Usage = Usage { request: false, response: true };

/// The directions that both have.
pub(super) fn common(left: Usage, right: Usage) -> Usage {
    Usage { request: left.request && right.request, response: left.response && right.response }
}

fn either(left: Usage, right: Usage) -> Usage {
    Usage { request: left.request || right.request, response: left.response || right.response }
}

/// What holds the place of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// The document: it travels nowhere.
    Document,
    /// Nothing: it is there, and no operation has it.
    Unused,
    /// An operation, by its number in [`Walk::operations`].
    Operation(usize),
    /// A pair of types, by its number in [`Walk::pairs`].
    Pair(usize),
}

/// What of one of the two documents items of the crate come of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Anchor {
    /// Of the old one.
    Old(Cause),
    /// Of the new one.
    New(Cause),
}

impl Anchor {
    /// What of both documents items come of.
    pub(super) fn both(old: Cause, new: Cause) -> Vec<Self> {
        vec![Self::Old(old), Self::New(new)]
    }

    /// What it is a part of.
    pub(super) fn holder(self) -> Option<Self> {
        match self {
            Self::Old(cause) => cause.holder().map(Self::Old),
            Self::New(cause) => cause.holder().map(Self::New),
        }
    }
}

/// A place in both documents.
#[derive(Clone, Debug)]
pub(super) struct At {
    /// What holds it.
    pub(super) owner: Owner,
    /// The directions in which it can travel there.
    pub(super) mask: Usage,
    /// What it is called.
    pub(super) subject: Subject,
    /// The items of the crate that come of it, of the old one and of the new one.
    pub(super) anchors: Vec<Anchor>,
    /// Whether values are written as text there, as in a query: `1` may be a number or a string.
    pub(super) is_text: bool,
}

impl At {
    /// A place without a name of its own yet.
    pub(super) fn new(owner: Owner, mask: Usage, subject: Subject) -> Self {
        Self { owner, mask, subject, anchors: Vec::new(), is_text: false }
    }

    /// A place inside of this one.
    pub(super) fn inside(&self, words: &[&str]) -> Self {
        Self { subject: self.subject.inside(words), ..self.clone() }
    }

    /// The same place in these directions only.
    pub(super) fn only(&self, mask: Usage) -> Self {
        Self { mask: common(self.mask, mask), ..self.clone() }
    }

    /// The same place, where values are written as text.
    pub(super) fn as_text(&self, is_text: bool) -> Self {
        Self { is_text, ..self.clone() }
    }

    /// The same place with other items of the crate.
    pub(super) fn with_anchors(&self, anchors: Vec<Anchor>) -> Self {
        Self { anchors, ..self.clone() }
    }
}

/// What a rule is about, before it is known whom it reaches.
pub(super) struct Found {
    rule: Rule,
    old: Option<String>,
    new: Option<String>,
    old_location: Option<Location>,
    new_location: Option<Location>,
}

impl Found {
    pub(super) fn new(rule: Rule) -> Self {
        Self { rule, old: None, new: None, old_location: None, new_location: None }
    }

    /// What was there, and where.
    pub(super) fn old(mut self, text: impl Into<String>, location: Location) -> Self {
        self.old = Some(text.into());
        self.old_location = Some(location);
        self
    }

    /// What is there now, and where.
    pub(super) fn new_text(mut self, text: impl Into<String>, location: Location) -> Self {
        self.new = Some(text.into());
        self.new_location = Some(location);
        self
    }

    /// Where the old one is.
    pub(super) fn at_old(mut self, location: Location) -> Self {
        self.old_location = Some(location);
        self
    }

    /// Where the new one is.
    pub(super) fn at_new(mut self, location: Location) -> Self {
        self.new_location = Some(location);
        self
    }

    /// What both are, wherever.
    pub(super) fn texts(mut self, old: String, new: String) -> Self {
        self.old = Some(old);
        self.new = Some(new);
        self
    }

    /// Where both are.
    pub(super) fn at(mut self, old: Location, new: Location) -> Self {
        self.old_location = Some(old);
        self.new_location = Some(new);
        self
    }
}

/// What makes two findings one: the same rule at the same places. A parameter that operations share
/// is met in each of them, and told once.
type Key = (Rule, Option<Location>, Option<Location>, Option<String>, Option<String>);

struct Raw {
    found: Found,
    subject: Subject,
    owners: Vec<(Owner, Usage)>,
    anchors: BTreeSet<Anchor>,
}

/// A pair of types.
pub(super) struct Pair {
    pub(super) old: TypeId,
    pub(super) new: TypeId,
    /// The pairs and operations that hold it.
    pub(super) holders: Vec<(Owner, Usage)>,
    /// The directions in which it travels.
    usage: Usage,
}

/// Notes that were compared where their object was.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) old: HashSet<usize>,
    pub(super) new: HashSet<usize>,
}

/// The walk.
pub(super) struct Walk<'a> {
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
    pub(super) today: Date,
    /// The operations that were met, by name.
    pub(super) operations: Vec<String>,
    pub(super) pairs: Vec<Pair>,
    numbers: HashMap<(TypeId, TypeId), usize>,
    todo: VecDeque<usize>,
    raw: Vec<Raw>,
    known: HashMap<Key, usize>,
    pub(super) old_components: HashMap<&'a str, TypeId>,
    pub(super) new_components: HashMap<&'a str, TypeId>,
    /// What the model has no place for, and was compared.
    pub(super) seen: Seen,
    /// What a security scheme of the old document is called in the new one.
    pub(super) schemes: BTreeMap<&'a str, &'a str>,
    /// What of the addresses moved between the servers and the paths, old and new.
    pub(super) prefixes: Option<(String, String)>,
}

/// A change, and the items of the crate that come of what it is about.
pub(super) struct Anchored {
    pub(super) change: Change,
    pub(super) anchors: BTreeSet<Anchor>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(old: Side<'a>, new: Side<'a>, today: Date) -> Self {
        let components = |side: &Side<'a>| {
            let api = side.api;
            let named = api.types().filter_map(|(id, _)| Some((place::component(api, id)?, id)));
            named.collect()
        };
        Self {
            old_components: components(&old),
            new_components: components(&new),
            old,
            new,
            today,
            operations: Vec::new(),
            pairs: Vec::new(),
            numbers: HashMap::new(),
            todo: VecDeque::new(),
            raw: Vec::new(),
            known: HashMap::new(),
            seen: Default::default(),
            schemes: scheme_names::renamed(old.api, new.api),
            prefixes: None,
        }
    }

    /// Compares all pairs, and those that are met on the way.
    pub(super) fn all_pairs(&mut self) {
        while let Some(pair) = self.todo.pop_front() {
            self.types(pair);
        }
    }

    /// Says that a pair of types stands at a place.
    pub(super) fn pair(&mut self, at: &At, old: TypeId, new: TypeId) {
        let number = *self.numbers.entry((old, new)).or_insert_with(|| {
            let number = self.pairs.len();
            self.pairs.push(Pair { old, new, holders: Vec::new(), usage: Usage::default() });
            self.todo.push_back(number);
            number
        });
        let holder = (at.owner, at.mask);
        if let Some(pair) = self.pairs.get_mut(number)
            && pair.holders.last() != Some(&holder)
        {
            pair.holders.push(holder);
        }
    }

    /// Notes a change.
    pub(super) fn tell(&mut self, at: &At, found: Found) {
        let key = (
            found.rule,
            found.old_location,
            found.new_location,
            found.old.clone(),
            found.new.clone(),
        );
        let index = *self.known.entry(key).or_insert(self.raw.len());
        if index == self.raw.len() {
            self.raw.push(Raw {
                found,
                subject: at.subject.clone(),
                owners: Vec::new(),
                anchors: BTreeSet::new(),
            });
        }
        if let Some(raw) = self.raw.get_mut(index) {
            raw.owners.push((at.owner, at.mask));
            raw.anchors.extend(at.anchors.iter().copied());
        }
    }

    /// The rule for what is gone: whether its end was announced, and has come.
    pub(super) fn gone(&self, deprecation: Option<&Deprecation>, otherwise: Rule) -> Rule {
        match deprecation.and_then(|it| it.sunset) {
            Some(sunset) if sunset.date < self.today => Rule::RemovedAfterSunset,
            Some(_) => Rule::RemovedBeforeSunset,
            None => otherwise,
        }
    }

    /// The changes, each with the operations that it reaches.
    pub(super) fn finish(mut self) -> Vec<Anchored> {
        self.spread();
        let raw = std::mem::take(&mut self.raw);
        // Most changes of a type are together, and reach the same operations.
        let mut reached: HashMap<usize, BTreeSet<usize>> = HashMap::new();
        raw.into_iter()
            .filter_map(|raw| {
                let mut directions = Usage::default();
                let mut operations = BTreeSet::new();
                let (mut stands_alone, mut is_unused) = (false, false);
                for (owner, mask) in &raw.owners {
                    match owner {
                        Owner::Document => stands_alone = true,
                        Owner::Unused => is_unused = true,
                        Owner::Operation(number) => {
                            directions = either(directions, *mask);
                            operations.insert(*number);
                        }
                        Owner::Pair(number) => {
                            let usage = self.pairs.get(*number).map(|pair| pair.usage);
                            directions =
                                either(directions, common(usage.unwrap_or_default(), *mask));
                            let all = reached.entry(*number).or_insert_with(|| self.reach(*number));
                            operations.extend(all.iter().copied());
                        }
                    }
                }
                // A property that only the server sets has nothing to say in a request.
                if !stands_alone && !is_unused && directions == Usage::default() {
                    return None;
                }
                let judged = if stands_alone { BOTH } else { directions };
                Some(self.anchored(raw, directions, judged, &operations))
            })
            .collect()
    }

    fn anchored(
        &self,
        raw: Raw,
        directions: Usage,
        judged: Usage,
        operations: &BTreeSet<usize>,
    ) -> Anchored {
        let names = operations.iter().filter_map(|number| self.operations.get(*number));
        let mut operations: Vec<String> = names.cloned().collect();
        operations.sort_unstable();
        operations.dedup();
        let change = Change {
            wire: raw.found.rule.verdict(judged),
            rule: raw.found.rule,
            subject: raw.subject,
            old: raw.found.old,
            new: raw.found.new,
            old_location: raw.found.old_location,
            new_location: raw.found.new_location,
            directions,
            operations,
            rust: Vec::new(),
        };
        Anchored { change, anchors: raw.anchors }
    }

    /// Carries the directions from the operations to all pairs inside.
    fn spread(&mut self) {
        let mut inner: BTreeMap<usize, Vec<(usize, Usage)>> = BTreeMap::new();
        let mut todo = VecDeque::new();
        for (number, pair) in self.pairs.iter_mut().enumerate() {
            for (owner, mask) in &pair.holders {
                match owner {
                    Owner::Pair(holder) => inner.entry(*holder).or_default().push((number, *mask)),
                    Owner::Operation(_) | Owner::Document => pair.usage = either(pair.usage, *mask),
                    Owner::Unused => {}
                }
            }
            if pair.usage.is_used() {
                todo.push_back(number);
            }
        }
        while let Some(number) = todo.pop_front() {
            let Some(usage) = self.pairs.get(number).map(|pair| pair.usage) else {
                continue;
            };
            for (held, mask) in inner.get(&number).into_iter().flatten() {
                let Some(pair) = self.pairs.get_mut(*held) else {
                    continue;
                };
                let more = either(pair.usage, common(usage, *mask));
                if more != pair.usage {
                    pair.usage = more;
                    todo.push_back(*held);
                }
            }
        }
    }

    /// The operations that hold a pair.
    fn reach(&self, number: usize) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut seen = HashSet::from([number]);
        let mut todo = vec![number];
        while let Some(number) = todo.pop() {
            for (owner, _) in self.pairs.get(number).into_iter().flat_map(|pair| &pair.holders) {
                match owner {
                    Owner::Operation(operation) => {
                        found.insert(*operation);
                    }
                    Owner::Pair(holder) => {
                        if seen.insert(*holder) {
                            todo.push(*holder);
                        }
                    }
                    Owner::Document | Owner::Unused => {}
                }
            }
        }
        found
    }
}
