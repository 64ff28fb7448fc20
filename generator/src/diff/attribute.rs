//! Which change of the document changes which item of the crate.
//!
//! Each item says what of the document it comes of, and so does each part of its signature. It belongs
//! to the change of just that; where there is none, to a change of what holds it, or of what it holds.
//! A type that only one of the crates has belongs to the change whose items name it. What is left
//! belongs to no change of the wire, and is told by itself.

use super::change::{Change, RustChange, RustChangeKind, Subject, SubjectKind};
use super::rules::Rule;
use super::rust::Pair;
use super::walk::{Anchor, Anchored};
use crate::api::{TypeId, Usage};
use crate::names::Names;
use crate::outline::{Cause, Item, Name, Piece};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The models of a crate by their names.
pub(super) fn models(names: &Names, types: impl Iterator<Item = TypeId>) -> Models<'_> {
    types.filter_map(|id| Some((names.get(id)?.ident.as_str(), id))).collect()
}

/// Models by their names.
pub(super) type Models<'a> = HashMap<&'a str, TypeId>;

/// Gives each change the items that it changes.
pub(super) fn attribute(
    anchored: Vec<Anchored>,
    items: Vec<Pair<'_>>,
    models: (&Models<'_>, &Models<'_>),
) -> Vec<Change> {
    let mut owners =
        Owners { changes: Vec::new(), exact: HashMap::new(), inner: HashMap::new(), models };
    for (index, Anchored { change, anchors }) in anchored.into_iter().enumerate() {
        for anchor in anchors {
            owners.exact.entry(anchor).or_default().push(index);
            let mut at = anchor;
            while let Some(holder) = at.holder() {
                owners.inner.entry(holder).or_default().push(index);
                at = holder;
            }
        }
        owners.changes.push(change);
    }
    let mut given: Vec<Option<usize>> = items.iter().map(|item| owners.owner(item)).collect();
    by_name(&items, &mut given);
    let mut changes = owners.changes;
    let mut left = Vec::new();
    for (item, owner) in items.into_iter().zip(given) {
        match owner.and_then(|index| changes.get_mut(index)) {
            Some(change) => change.rust.push(item.change),
            None => left.push(item.change),
        }
    }
    // That a type turns is told for the sake of its items alone.
    changes.retain(|it| it.rule != Rule::SchemaDirectionChanged || !it.rust.is_empty());
    changes.extend(alone(left));
    changes
}

struct Owners<'m> {
    changes: Vec<Change>,
    /// The changes of just that.
    exact: HashMap<Anchor, Vec<usize>>,
    /// The changes of what is inside of it.
    inner: HashMap<Anchor, Vec<usize>>,
    models: (&'m Models<'m>, &'m Models<'m>),
}

impl Owners<'_> {
    /// The change that made of an item what it is.
    fn owner(&self, item: &Pair<'_>) -> Option<usize> {
        let kind = item.change.kind;
        let causes: Vec<Anchor> = item
            .old
            .map(|item| Anchor::Old(item.cause))
            .into_iter()
            .chain(item.new.map(|item| Anchor::New(item.cause)))
            .collect();
        let pieces = self.of_pieces(item);
        let holders = || {
            causes
                .iter()
                .filter_map(|it| it.holder())
                .chain(causes.iter().filter_map(|it| it.holder()).filter_map(|it| it.holder()))
        };
        self.best(&self.exact, pieces.iter().copied(), kind)
            .or_else(|| self.best(&self.exact, causes.iter().copied(), kind))
            .or_else(|| self.best(&self.inner, causes.iter().copied(), kind))
            .or_else(|| self.best(&self.exact, holders(), kind))
    }

    /// What the parts of a signature come of that are others.
    fn of_pieces(&self, item: &Pair<'_>) -> Vec<Anchor> {
        let (Some(old), Some(new)) = (item.old, item.new) else { return Vec::new() };
        let (gone, came) = (others(old, new), others(new, old));
        let own = gone.iter().map(|piece| Anchor::Old(piece.cause));
        let mut found: Vec<Anchor> =
            own.chain(came.iter().map(|piece| Anchor::New(piece.cause))).collect();
        let types = |all: &[&Piece<'_>], models: &Models<'_>| -> Vec<Cause> {
            let names = all.iter().flat_map(|piece| &piece.names);
            let ids = names.filter_map(|name| match name {
                Name::Model(name) => models.get(name).copied(),
                Name::Runtime(_) => None,
            });
            ids.map(Cause::Type).collect()
        };
        found.extend(types(&gone, self.models.0).into_iter().map(Anchor::Old));
        found.extend(types(&came, self.models.1).into_iter().map(Anchor::New));
        found
    }

    /// The change at one of the places that explains an item best.
    fn best(
        &self,
        owners: &HashMap<Anchor, Vec<usize>>,
        places: impl Iterator<Item = Anchor>,
        kind: RustChangeKind,
    ) -> Option<usize> {
        let mut best: Option<(u8, usize)> = None;
        for index in places.filter_map(|place| owners.get(&place)).flatten() {
            let weight = self.changes.get(*index).map_or(0, |change| weight(change, kind));
            if weight > best.map_or(0, |(weight, _)| weight) {
                best = Some((weight, *index));
            }
        }
        best.map(|(_, index)| index)
    }
}

/// The parts of a signature that another one does not have.
fn others<'i, 'a>(item: &'i Item<'a>, other: &Item<'_>) -> Vec<&'i Piece<'a>> {
    let mut left: Vec<&str> = other.pieces.iter().map(|piece| piece.text.as_str()).collect();
    let pieces = item.pieces.iter().filter(|piece| {
        let found = left.iter().position(|text| *text == piece.text);
        found.map(|place| left.remove(place)).is_none()
    });
    pieces.collect()
}

/// How well a change explains what became of an item; 0 for what it cannot explain.
fn weight(change: &Change, kind: RustChangeKind) -> u8 {
    use Rule as R;
    let is_mark = matches!(kind, RustChangeKind::Deprecated | RustChangeKind::Undeprecated);
    match change.rule {
        R::Deprecated | R::DeprecationWithdrawn => {
            if is_mark {
                9
            } else {
                0
            }
        }
        rule if rule.is_of_words() => 0,
        // A name that becomes an old one is deprecated with that.
        R::PropertyRenamed | R::OldNameAdded | R::OldNameRemoved if is_mark => 8,
        R::PropertyAddedOptional | R::ParameterAddedOptional if is_mark => 2,
        R::PropertyRemoved | R::ParameterRemoved if is_mark => 3,
        _ if is_mark => 0,
        R::SchemaDirectionChanged
        | R::DefaultChanged
        | R::BoundTightened
        | R::BoundLoosened
        | R::ErrorStatusAdded
        | R::ErrorStatusRemoved => 1,
        R::SchemaReplaced | R::OperationRenamed => 2,
        R::NullAllowed | R::NullForbidden => 3,
        R::SchemaRenamed => 4,
        R::PropertyAddedOptional | R::ParameterAddedOptional => 5,
        _ => 6,
    }
}

/// Gives the items of types that only one crate has to the changes whose items name them.
fn by_name(items: &[Pair<'_>], given: &mut [Option<usize>]) {
    let mut owners: BTreeMap<(bool, Name<'_>), usize> = BTreeMap::new();
    // What only one side has: its types, and what is inside of them.
    let mut types: BTreeSet<(bool, Name<'_>)> = BTreeSet::new();
    for item in items {
        for (is_new, one) in item.sides() {
            if let Some(it) = one.filter(|_| item.old.is_none() || item.new.is_none())
                && let Some(name) = it.of.filter(|_| it.is_whole())
            {
                types.insert((is_new, name));
            }
        }
    }
    loop {
        let before = owners.len();
        for (item, owner) in items.iter().zip(given.iter()) {
            let Some(owner) = owner else { continue };
            for (is_new, one) in item.sides() {
                for name in one.iter().flat_map(|it| &it.pieces).flat_map(|piece| &piece.names) {
                    if types.contains(&(is_new, *name)) {
                        owners.entry((is_new, *name)).or_insert(*owner);
                    }
                }
            }
        }
        for (item, owner) in items.iter().zip(given.iter_mut()).filter(|(_, it)| it.is_none()) {
            let found = item
                .sides()
                .into_iter()
                .find_map(|(is_new, one)| owners.get(&(is_new, one?.of?)).copied());
            *owner = found;
        }
        if owners.len() == before {
            break;
        }
    }
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
