//! The public items of two crates side by side.
//!
//! The items come from the emitted code and not from the API model, so that the verdict is the
//! compiler's: an item that is gone or has another type breaks, a new one does not, but for fields
//! and variants that others write or match in full.

use super::change::{RustChange, RustChangeKind, Verdict};
use crate::outline::{Item, ItemKind};
use std::collections::BTreeMap;
use syn::{FnArg, Pat, TraitItemFn};

/// What makes two items the same one. A type has several implementations, and a name several
/// functions where features choose one.
type Key<'a> = (&'a str, ItemKind, &'a str);

fn key(item: &Item) -> Key<'_> {
    let signature = match item.kind {
        ItemKind::Implementation => item.signature.as_str(),
        _ => "",
    };
    (&item.path, item.kind, signature)
}

/// Every change from the `old` items to the `new` ones, sorted by path.
pub(super) fn changes(old: &[Item], new: &[Item]) -> Vec<RustChange> {
    let mut left: BTreeMap<Key<'_>, Vec<&Item>> = BTreeMap::new();
    for item in new {
        left.entry(key(item)).or_default().push(item);
    }
    let types: BTreeMap<&str, &Item> = old
        .iter()
        .filter(|item| matches!(item.kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Trait))
        .map(|item| (item.path.as_str(), item))
        .collect();
    let mut found = Vec::new();
    for item in old {
        let kept = left.get_mut(&key(item)).filter(|all| !all.is_empty()).map(|all| all.remove(0));
        match kept {
            Some(kept) => same(item, kept, &mut found),
            None => {
                found.push(change(RustChangeKind::Removed, Some(item), None, Verdict::Breaking))
            }
        }
    }
    for item in left.into_values().flatten() {
        let verdict =
            if breaks_literals(item, &types) { Verdict::Breaking } else { Verdict::Compatible };
        found.push(change(RustChangeKind::Added, None, Some(item), verdict));
    }
    found.sort();
    found
}

fn change(
    kind: RustChangeKind,
    old: Option<&Item>,
    new: Option<&Item>,
    verdict: Verdict,
) -> RustChange {
    let text = |item: Option<&Item>| item.map(|item| item.signature.clone());
    let any = old.or(new);
    RustChange {
        path: any.map(|item| item.path.clone()).unwrap_or_default(),
        item: any.map_or(ItemKind::Module, |item| item.kind),
        kind,
        old: text(old),
        new: text(new),
        verdict,
    }
}

/// An item that both have.
fn same(old: &Item, new: &Item, into: &mut Vec<RustChange>) {
    if old.signature != new.signature && callers(&old.signature) != callers(&new.signature) {
        let verdict = if is_opened(old, new) { Verdict::Compatible } else { Verdict::Breaking };
        into.push(change(RustChangeKind::Changed, Some(old), Some(new), verdict));
    }
    let kind = match (&old.deprecated, &new.deprecated) {
        (None, Some(_)) => RustChangeKind::Deprecated,
        (Some(_), None) => RustChangeKind::Undeprecated,
        _ => return,
    };
    into.push(change(kind, Some(old), Some(new), Verdict::Compatible));
}

/// A signature as callers see it: they do not name the arguments.
fn callers(signature: &str) -> String {
    let text = signature.strip_prefix("pub ").unwrap_or(signature);
    let Ok(mut function) = syn::parse_str::<TraitItemFn>(&format!("{text};")) else {
        return signature.to_owned();
    };
    for argument in &mut function.sig.inputs {
        if let FnArg::Typed(argument) = argument {
            *argument.pat = Pat::Verbatim(Default::default());
        }
    }
    quote::ToTokens::to_token_stream(&function.sig).to_string()
}

/// Whether a type only lost the mark that forbids to write or match it in full.
fn is_opened(old: &Item, new: &Item) -> bool {
    let bare = old.signature.replace("#[non_exhaustive] ", "");
    matches!(old.kind, ItemKind::Struct | ItemKind::Enum) && bare == new.signature
}

/// Whether a new item breaks those who write or match its type in full, or implement its trait.
fn breaks_literals(item: &Item, types: &BTreeMap<&str, &Item>) -> bool {
    let holder = item.path.rsplit_once("::").and_then(|(holder, _)| types.get(holder));
    let Some(holder) = holder else { return false };
    let is_open = holder.signature.contains("#[non_exhaustive]");
    match item.kind {
        ItemKind::Variant => !is_open,
        ItemKind::Field => {
            !is_open && !holder.signature.ends_with("..)") && !holder.signature.ends_with(".. }")
        }
        ItemKind::Method | ItemKind::TypeAlias | ItemKind::Constant => {
            holder.kind == ItemKind::Trait
        }
        _ => false,
    }
}
