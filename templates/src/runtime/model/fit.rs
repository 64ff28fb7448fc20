//! Which branch of a union a value is.
//!
//! The branch is taken that the value is valid for. Of several, it is the one that knows most of the
//! value: a type leaves out what it does not know. Where the value is valid for none, a branch may
//! be taken that reads all of it, but for values that are new in lists that the document gives; what
//! tells branches apart has to be right.

use std::{borrow::Cow, cell::RefCell, cmp::Reverse, collections::HashMap};

use super::{
    json::{Json, Shape},
    kind::{BranchKind, FieldKind, Kind, RecordKind, UnionKind},
    number::whole,
};

/// A JSON text, and what was found out about its parts. Each part is looked at once for each type
/// that it may be, however many unions lie in each other.
pub(super) struct Reading<'t> {
    pub(super) json: Json<'t>,
    records: RefCell<HashMap<(u32, &'static str), Option<Fit>>>,
    decisions: RefCell<HashMap<(u32, &'static str), Decision>>,
    unions: RefCell<HashMap<&'static str, UnionKind>>,
}

/// How well a value fits a kind that can be read from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fit {
    /// How many values in it are not what the document allows.
    wrong: u32,
    /// How many constants it has that are other ones.
    other: u32,
    /// How many parts of it the kind keeps.
    kept: u32,
    /// How many constants it has.
    told: u32,
    /// How many numbers are of the kind in how they are written, too.
    exact: u32,
}

impl Fit {
    const KEPT: Self = Self { wrong: 0, other: 0, kept: 1, told: 0, exact: 0 };

    /// A part of a value, and how well it fits.
    fn and(self, part: Self) -> Self {
        Self {
            wrong: self.wrong + part.wrong + part.other,
            other: self.other,
            kept: self.kept + part.kept,
            told: self.told + part.told,
            exact: self.exact + part.exact,
        }
    }

    /// Greater is better.
    fn rank(self) -> (Reverse<u32>, u32, u32, u32) {
        (Reverse(self.wrong + self.other), self.kept, self.told, self.exact)
    }
}

/// What a union comes to.
#[derive(Clone, Copy)]
pub(super) struct Decision {
    /// The branch that is taken; none if the value is kept as it came.
    pub(super) branch: Option<u32>,
    fit: Fit,
}

/// A branch that a value can be read as.
#[derive(Clone, Copy)]
struct Candidate {
    index: u32,
    kind: Kind,
    fit: Fit,
}

impl<'t> Reading<'t> {
    /// The reading of a text, which must be JSON. `None` if it is too deep or too long.
    pub(super) fn new(text: &'t str) -> Option<Self> {
        let (records, decisions) = (RefCell::default(), RefCell::default());
        Some(Self { json: Json::new(text)?, records, decisions, unions: RefCell::default() })
    }

    /// Gets to know a union.
    pub(super) fn know(&self, union: UnionKind) {
        self.unions.borrow_mut().entry(union.id).or_insert(union);
    }

    /// A union by the name of its type.
    pub(super) fn known_union(&self, id: &str) -> Option<UnionKind> {
        self.unions.borrow().get(id).copied()
    }

    /// What a union comes to at a part.
    pub(super) fn decide(&self, part: u32, union: UnionKind) -> Decision {
        if let Some(known) = self.decisions.borrow().get(&(part, union.id)) {
            return *known;
        }
        self.know(union);
        let taken = self.take(part, union);
        let decision = Decision {
            branch: taken.map(|taken| taken.index),
            // What is kept as it came is whole, but not understood.
            fit: taken.map_or(
                Fit { wrong: 1, kept: self.json.weight(part), ..Fit::default() },
                |taken| taken.fit,
            ),
        };
        self.decisions.borrow_mut().insert((part, union.id), decision);
        decision
    }

    fn take(&self, part: u32, union: UnionKind) -> Option<Candidate> {
        let branches = (union.branches)();
        let tag = union.tag.and_then(|tag| self.tag(part, tag));
        let mut named = Vec::new();
        let mut others = Vec::new();
        for (index, branch) in (0_u32..).zip(&branches) {
            let is_named = tag.as_ref().is_some_and(|tag| branch.tags.contains(&tag.as_ref()));
            if tag.is_some() && !is_named && !branch.tags.is_empty() {
                continue;
            }
            let Some(fit) = self.branch(part, branch.kind) else { continue };
            let candidate = Candidate { index, kind: branch.kind, fit };
            if is_named {
                named.push(candidate);
            } else if fit.other == 0 {
                others.push(candidate);
            }
        }
        // Of equals, the first is the best.
        let best = |all: &[Candidate]| all.iter().copied().rev().max_by_key(|it| it.fit.rank());
        if let Some(named) = best(&named) {
            return Some(named);
        }
        others.retain(|it| it.fit.wrong == 0 || !self.is_told_apart(part, it.index, &branches));
        best(&others).filter(|best| !self.is_shared(part, *best, &others))
    }

    /// The text of the property that says which branch a value is.
    fn tag(&self, object: u32, tag: &str) -> Option<Cow<'_, str>> {
        let (_, value) = self.entries(object).find(|(key, _)| self.is_string(*key, tag))?;
        match self.json.shape(value) {
            Shape::Text => self.json.string(value),
            Shape::Number => {
                let text = self.json.text(value);
                let whole = whole(text).map(|number| Cow::Owned(number.to_string()));
                Some(whole.unwrap_or(Cow::Borrowed(text)))
            }
            Shape::Boolean => Some(Cow::Borrowed(self.json.text(value))),
            Shape::Null | Shape::List | Shape::Object => None,
        }
    }

    fn is_string(&self, part: u32, text: &str) -> bool {
        self.json.string(part).is_some_and(|own| own == text)
    }

    /// How well a value fits a branch. A union that knows nothing of it is no branch for it.
    fn branch(&self, part: u32, kind: Kind) -> Option<Fit> {
        match kind {
            Kind::Union(union) => {
                let decision = self.decide(part, union());
                decision.branch.map(|_| decision.fit)
            }
            // It says nothing of the value, so that it is the last that is taken.
            Kind::Any => Some(Fit::default()),
            _ => self.fit(part, kind),
        }
    }

    /// Whether a branch has a value that it does not know where another branch has a list of values
    /// of its own: a value that tells the two apart.
    fn is_told_apart(&self, part: u32, index: u32, branches: &[BranchKind]) -> bool {
        let own = branches.get(index as usize).map(|branch| branch.kind);
        let others = || (0_u32..).zip(branches).filter(|(other, _)| *other != index);
        let mut entries = self.entries(part);
        match own {
            Some(Kind::Record(own)) => entries.any(|(key, value)| {
                let Some(key) = self.json.string(key) else { return false };
                let Some(field) = field_of(own(), &key) else { return false };
                let is_unknown = self.is_listed(value, field.kind) == Some(false);
                is_unknown
                    && others().any(|(_, other)| match other.kind {
                        Kind::Record(other) => field_of(other(), &key)
                            .is_some_and(|other| has_other_list(field.kind, other.kind)),
                        _ => false,
                    })
            }),
            Some(own) => others().any(|(_, other)| has_other_list(own, other.kind)),
            None => false,
        }
    }

    /// Whether a value is in the list of values of a kind that has one.
    fn is_listed(&self, part: u32, kind: Kind) -> Option<bool> {
        match (kind, self.json.shape(part)) {
            (Kind::Texts(known), Shape::Text) => {
                let text = self.json.string(part)?;
                Some(known.contains(&text.as_ref()))
            }
            (Kind::Numbers(known), Shape::Number) => {
                let number = whole(self.json.text(part))?;
                Some(known().contains(&number))
            }
            (Kind::Optional(inner), _) => self.is_listed(part, inner()),
            _ => None,
        }
    }

    /// Whether another branch that the value is valid for knows properties of it that the best
    /// branch does not: the value is both, and would lose them.
    fn is_shared(&self, part: u32, best: Candidate, all: &[Candidate]) -> bool {
        let others = || all.iter().filter(|it| it.index != best.index && it.fit.wrong == 0);
        if best.fit.wrong > 0 || others().next().is_none() {
            return false;
        }
        self.entries(part).any(|(key, _)| {
            let Some(key) = self.json.string(key) else { return false };
            !self.knows(part, best.kind, &key) && others().any(|it| self.names(part, it.kind, &key))
        })
    }

    /// Whether a kind keeps a property.
    fn knows(&self, part: u32, kind: Kind, key: &str) -> bool {
        match kind {
            Kind::Any | Kind::Map(_) => true,
            Kind::Record(record) if record().rest.is_some() => true,
            _ => self.names(part, kind, key),
        }
    }

    /// Whether a kind has a field for a property.
    fn names(&self, part: u32, kind: Kind, key: &str) -> bool {
        match kind {
            Kind::Record(record) => field_of(record(), key).is_some(),
            Kind::Optional(inner) => self.names(part, inner(), key),
            Kind::Union(union) => {
                let union = union();
                let index = self.decide(part, union).branch;
                let branches = (union.branches)();
                let branch = index.and_then(|index| branches.get(index as usize));
                branch.is_some_and(|branch| self.names(part, branch.kind, key))
            }
            _ => false,
        }
    }

    fn entries(&self, part: u32) -> impl Iterator<Item = (u32, u32)> {
        let object = (self.json.shape(part) == Shape::Object).then_some(part);
        object.into_iter().flat_map(|object| self.json.entries(object))
    }

    /// How well a value fits a kind; `None` if it cannot be read as one.
    fn fit(&self, part: u32, kind: Kind) -> Option<Fit> {
        let shape = self.json.shape(part);
        match kind {
            Kind::Any => Some(Fit { kept: self.json.weight(part), ..Fit::default() }),
            Kind::Null => (shape == Shape::Null).then_some(Fit::KEPT),
            Kind::Boolean => (shape == Shape::Boolean).then_some(Fit::KEPT),
            Kind::Only(only) => (shape == Shape::Boolean)
                .then(|| listed((self.json.text(part) == "true") == only, 1)),
            Kind::Integer { .. } | Kind::Number | Kind::Numbers(_) => {
                (shape == Shape::Number).then(|| self.number(part, kind))?
            }
            Kind::Text | Kind::Limited(_) | Kind::Format(_) | Kind::Texts(_) => {
                let text = self.json.string(part)?;
                string(&text, kind)
            }
            Kind::Optional(_) if shape == Shape::Null => Some(Fit::KEPT),
            Kind::Optional(inner) => self.fit(part, inner()),
            Kind::List(items) => (shape == Shape::List).then(|| self.list(part, items()))?,
            Kind::Tuple(places) => (shape == Shape::List).then(|| self.tuple(part, &places()))?,
            Kind::Map(values) => (shape == Shape::Object).then(|| self.map(part, values()))?,
            Kind::Record(record) => {
                (shape == Shape::Object).then(|| self.known_record(part, record()))?
            }
            Kind::Union(union) => Some(self.decide(part, union()).fit),
        }
    }

    fn number(&self, part: u32, kind: Kind) -> Option<Fit> {
        let text = self.json.text(part);
        let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let whole = whole(text);
        match kind {
            Kind::Integer { least, most } => {
                whole.filter(|number| (least..=most).contains(number))?;
                Some(Fit { exact: u32::from(is_plain), ..Fit::KEPT })
            }
            Kind::Numbers(known) => {
                let (known, number) = (known(), whole?);
                let fit = listed(known.contains(&number), known.len());
                Some(Fit { exact: u32::from(is_plain), ..fit })
            }
            _ => {
                let float: f64 = text.parse().ok().filter(|float: &f64| float.is_finite())?;
                // Not every whole number has a float.
                let same = whole
                    .is_none_or(|number| super::number::whole(&float.to_string()) == Some(number));
                Some(Fit { kept: u32::from(same), exact: u32::from(!is_plain), ..Fit::default() })
            }
        }
    }

    fn list(&self, part: u32, items: Kind) -> Option<Fit> {
        self.json.items(part).try_fold(Fit::KEPT, |fit, item| Some(fit.and(self.fit(item, items)?)))
    }

    fn tuple(&self, part: u32, places: &[Kind]) -> Option<Fit> {
        let items: Vec<u32> = self.json.items(part).collect();
        if items.len() != places.len() {
            return None;
        }
        let mut both = items.into_iter().zip(places);
        both.try_fold(Fit::KEPT, |fit, (item, kind)| Some(fit.and(self.fit(item, *kind)?)))
    }

    fn map(&self, part: u32, values: Kind) -> Option<Fit> {
        self.json.entries(part).try_fold(Fit::KEPT, |fit, (_, value)| {
            Some(fit.and(Fit::KEPT).and(self.fit(value, values)?))
        })
    }

    fn known_record(&self, part: u32, record: RecordKind) -> Option<Fit> {
        let key = (part, record.id);
        if let Some(known) = self.records.borrow().get(&key) {
            return *known;
        }
        let fit = self.record(part, record);
        self.records.borrow_mut().insert(key, fit);
        fit
    }

    fn record(&self, part: u32, record: RecordKind) -> Option<Fit> {
        let names = record.names;
        let mut seen = vec![false; names.keys.len()];
        let mut fit = Fit::KEPT;
        for (key, value) in self.json.entries(part) {
            let key = self.json.string(key)?;
            let Some(place) = place_of(record, &key) else {
                if let Some(rest) = record.rest {
                    fit = fit.and(Fit::KEPT).and(self.fit(value, rest)?);
                }
                continue;
            };
            let seen = seen.get_mut(place)?;
            // An old name may stand beside the present one, but no name comes twice.
            if std::mem::replace(seen, true) && names.old_keys.is_empty() {
                return None;
            }
            let field = (record.field)(place)?;
            let inner = match field.required {
                false if self.json.shape(value) == Shape::Null => Fit::default(),
                _ => self.fit(value, field.kind)?,
            };
            // Only what the record itself says tells it from other records.
            let own = if is_list(field.kind) { inner.other } else { 0 };
            fit = fit.and(Fit::KEPT).and(Fit { other: inner.other - own, ..inner });
            fit.other += own;
        }
        let missing = seen.iter().enumerate().filter(|(_, seen)| !**seen);
        let mut missing = missing.filter_map(|(place, _)| (record.field)(place));
        (!missing.any(|field| field.required)).then_some(fit)
    }
}

/// How well a string fits a kind of strings.
fn string(text: &str, kind: Kind) -> Option<Fit> {
    match kind {
        Kind::Limited(limits) => Some(Fit { wrong: u32::from(!limits.hold(text)), ..Fit::KEPT }),
        Kind::Format(is_in_format) => is_in_format(text).then_some(Fit::KEPT),
        Kind::Texts(known) => Some(listed(known.contains(&text), known.len())),
        _ => Some(Fit::KEPT),
    }
}

/// How well a value fits a list of values. A list of one is a constant.
fn listed(is_known: bool, length: usize) -> Fit {
    match (is_known, length) {
        (true, 1) => Fit { told: 1, ..Fit::KEPT },
        (true, _) => Fit::KEPT,
        (false, 1) => Fit { other: 1, ..Fit::KEPT },
        (false, _) => Fit { wrong: 1, ..Fit::KEPT },
    }
}

/// The place of a key in the names of a record.
fn place_of(record: RecordKind, key: &str) -> Option<usize> {
    let names = record.names;
    let place = |key: &str| names.keys.iter().position(|name| *name == key);
    let old = || names.old_keys.iter().find(|(old, _)| *old == key);
    place(key).or_else(|| place(old()?.1))
}

fn field_of(record: RecordKind, key: &str) -> Option<FieldKind> {
    (record.field)(place_of(record, key)?)
}

/// Whether both kinds are lists of values, and not the same.
fn has_other_list(one: Kind, other: Kind) -> bool {
    match (one, other) {
        (Kind::Optional(one), other) => has_other_list(one(), other),
        (one, Kind::Optional(other)) => has_other_list(one, other()),
        (Kind::Texts(one), Kind::Texts(other)) => one != other,
        (Kind::Numbers(one), Kind::Numbers(other)) => one() != other(),
        _ => false,
    }
}

/// Whether a kind is a list of values.
fn is_list(kind: Kind) -> bool {
    match kind {
        Kind::Optional(inner) => is_list(inner()),
        _ => matches!(kind, Kind::Only(_) | Kind::Texts(_) | Kind::Numbers(_)),
    }
}
