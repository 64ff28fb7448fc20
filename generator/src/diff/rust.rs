//! The public items of two crates side by side.
//!
//! An item that is gone or has another type breaks, as the compiler says. A new one does not: types
//! whose fields and variants users see are `#[non_exhaustive]`.

use super::change::{RustChange, RustChangeKind, Verdict};
use crate::outline::{Item, ItemKind};
use std::cmp::Ordering;

/// A change of an item, and the item on both sides.
pub(super) struct Pair<'a> {
    pub(super) change: RustChange,
    pub(super) old: Option<&'a Item<'a>>,
    pub(super) new: Option<&'a Item<'a>>,
}

impl<'a> Pair<'a> {
    /// The item on each side, and whether that is the new one.
    pub(super) fn sides(&self) -> [(bool, Option<&'a Item<'a>>); 2] {
        [(false, self.old), (true, self.new)]
    }
}

/// What makes two items the same one: a type has several implementations.
fn key<'i>(item: &'i Item<'_>) -> (&'i str, ItemKind, &'i str) {
    let signature = match item.kind {
        ItemKind::Implementation => item.signature.as_str(),
        _ => "",
    };
    (&item.path, item.kind, signature)
}

/// Every change from the `old` items to the `new` ones, both sorted, by path.
pub(super) fn changes<'a>(old: &'a [Item<'a>], new: &'a [Item<'a>]) -> Vec<Pair<'a>> {
    let mut found = Vec::new();
    let (mut left, mut right) = (old.iter().peekable(), new.iter().peekable());
    loop {
        let order = match (left.peek(), right.peek()) {
            (Some(old), Some(new)) => key(old).cmp(&key(new)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => break,
        };
        let old = if order.is_le() { left.next() } else { None };
        let new = if order.is_ge() { right.next() } else { None };
        match (old, new) {
            (Some(old), Some(new)) => same(old, new, &mut found),
            (Some(_), None) => {
                found.push(pair(RustChangeKind::Removed, old, None, Verdict::Breaking));
            }
            _ => found.push(pair(RustChangeKind::Added, None, new, Verdict::Compatible)),
        }
    }
    found.sort_by(|left, right| left.change.cmp(&right.change));
    found
}

fn pair<'a>(
    kind: RustChangeKind,
    old: Option<&'a Item<'a>>,
    new: Option<&'a Item<'a>>,
    verdict: Verdict,
) -> Pair<'a> {
    let text = |item: Option<&Item<'_>>| item.map(|item| item.signature.clone());
    let any = old.or(new);
    let change = RustChange {
        path: any.map(|item| item.path.clone()).unwrap_or_default(),
        item: any.map_or(ItemKind::Module, |item| item.kind),
        kind,
        old: text(old),
        new: text(new),
        verdict,
    };
    Pair { change, old, new }
}

/// An item that both have.
fn same<'a>(old: &'a Item<'a>, new: &'a Item<'a>, into: &mut Vec<Pair<'a>>) {
    if old.signature != new.signature && !is_same_to_callers(old, new) {
        into.push(pair(RustChangeKind::Changed, Some(old), Some(new), Verdict::Breaking));
    }
    let kind = match (&old.deprecated, &new.deprecated) {
        (None, Some(_)) => RustChangeKind::Deprecated,
        (Some(_), None) => RustChangeKind::Undeprecated,
        _ => return,
    };
    into.push(pair(kind, Some(old), Some(new), Verdict::Compatible));
}

/// Whether two functions differ in the names of arguments alone, which callers do not write.
fn is_same_to_callers(old: &Item<'_>, new: &Item<'_>) -> bool {
    let texts = |item: &Item<'_>| -> Vec<String> {
        item.pieces.iter().map(|piece| piece.text.clone()).collect()
    };
    old.kind == ItemKind::Method && texts(old) == texts(new)
}
