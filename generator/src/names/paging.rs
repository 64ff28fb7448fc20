//! The constants that say how lists come in pages: what each is called.

use crate::api::{Api, PageNumbers, PageStyle, Paging};
use std::collections::{BTreeMap, BTreeSet};

/// How much detail a name can have: from 0 to this.
const MOST_DETAIL: u8 = 2;

/// What tells a way from others.
type Key<'a> = (&'a [String], &'a PageStyle, Option<&'a [String]>, &'a PageNumbers);

fn key(paging: &Paging) -> Key<'_> {
    (&paging.items, &paging.style, paging.more.as_deref(), &paging.info)
}

/// The name of the constant of each operation that has pages, by its index. Ways that differ have
/// names that differ.
pub(super) fn constants(api: &Api) -> BTreeMap<usize, String> {
    let paged: Vec<(usize, Key<'_>)> = api
        .operations
        .iter()
        .enumerate()
        .filter_map(|(index, operation)| Some((index, key(operation.paging.as_ref()?))))
        .collect();
    let keys: BTreeSet<Key<'_>> = paged.iter().map(|(_, key)| *key).collect();
    let mut names: BTreeMap<Key<'_>, String> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (name, alike) in told_apart(&keys, 0) {
        for key in alike {
            let tries = (2_u32..).map(|number| format!("{name}_{number}"));
            let mut tries = std::iter::once(name.clone()).chain(tries);
            let free = tries.find(|name| !taken.contains(name)).unwrap_or_default();
            taken.insert(free.clone());
            names.insert(key, free);
        }
    }
    paged.into_iter().filter_map(|(index, key)| Some((index, names.get(&key)?.clone()))).collect()
}

/// The names of ways, which say no more than it takes to tell them apart.
fn told_apart<'a>(keys: &BTreeSet<Key<'a>>, detail: u8) -> BTreeMap<String, BTreeSet<Key<'a>>> {
    let mut found: BTreeMap<String, BTreeSet<Key<'a>>> = BTreeMap::new();
    for key in keys {
        found.entry(name(key, detail)).or_default().insert(*key);
    }
    let mut names: BTreeMap<String, BTreeSet<Key<'a>>> = BTreeMap::new();
    for (name, alike) in found {
        if alike.len() == 1 || detail == MOST_DETAIL {
            names.entry(name).or_default().extend(alike);
        } else {
            for (name, alike) in told_apart(&alike, detail + 1) {
                names.entry(name).or_default().extend(alike);
            }
        }
    }
    names
}

/// What a way is called after: where the list is, and what asks for the next page; with more detail,
/// also what else the response has for it.
fn name((items, style, more, info): &Key<'_>, detail: u8) -> String {
    let mut words: Vec<&str> = items.iter().map(String::as_str).collect();
    words.push("by");
    let (parameter, next): (&str, &[String]) = match style {
        PageStyle::Number { page, .. } => (page, &[]),
        PageStyle::Offset { offset } => (offset, &[]),
        PageStyle::Cursor { cursor, next } => (cursor, next),
        PageStyle::LastItem { cursor, id } => (cursor, std::slice::from_ref(id)),
        PageStyle::Url { next } => ("url", next),
        PageStyle::LinkHeader => ("link", &[]),
    };
    words.push(parameter);
    if detail > 0 {
        words.extend(next.iter().map(String::as_str));
    }
    if detail == MOST_DETAIL {
        if let PageStyle::Number { first: 0, .. } = style {
            words.push("from_0");
        }
        if let Some(more) = more {
            words.push("while");
            words.extend(more.iter().map(String::as_str));
        }
        let numbers =
            [&info.count, &info.page, &info.per_page, &info.total_count, &info.total_pages];
        for path in numbers.into_iter().filter(|path| !path.is_empty()) {
            words.push("with");
            words.extend(path.iter().map(String::as_str));
        }
    }
    let words = words.iter().map(|word| {
        let word: String =
            word.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        heck::AsShoutySnakeCase(&word).to_string()
    });
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    let name = words.join("_");
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name }
}
