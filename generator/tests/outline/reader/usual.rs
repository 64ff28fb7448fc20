//! What most types of a kind have in common is said once, and the lines say what is different.

use super::surface::Type;
use std::collections::{BTreeMap, BTreeSet};

/// Traits, and other facts of a type that are one word each.
pub(super) type Marks = BTreeSet<String>;

/// The marks of a type, but for what its macros give.
pub(super) fn marks(ty: &Type) -> Marks {
    let traits = ty.traits.iter().filter(|it| it.by.is_none()).map(|it| {
        if it.bounds.short.is_empty() {
            it.name.clone()
        } else {
            format!("{}{}", it.name, it.bounds.short)
        }
    });
    let condition = ty.condition.trim_end();
    traits
        .chain(ty.is_non_exhaustive.then(|| "non_exhaustive".to_owned()))
        .chain((!condition.is_empty()).then(|| condition.to_owned()))
        .collect()
}

/// The macros that write something of a type.
pub(super) fn macros(ty: &Type) -> BTreeSet<&str> {
    let methods = ty.methods.iter().filter_map(|it| it.by.as_deref());
    methods.chain(ty.traits.iter().filter_map(|it| it.by.as_deref())).collect()
}

/// The marks that most have; where two are as frequent, the first in order.
pub(super) fn usual(all: impl IntoIterator<Item = Marks>) -> Marks {
    let mut counts: BTreeMap<Marks, usize> = BTreeMap::new();
    for marks in all {
        *counts.entry(marks).or_default() += 1;
    }
    let mut best = (Marks::new(), 0);
    for (marks, count) in counts {
        if count > best.1 {
            best = (marks, count);
        }
    }
    best.0
}

/// What is different from the usual: `  +Default -PartialEq`, or nothing.
pub(super) fn difference(marks: &Marks, usual: &Marks) -> String {
    let more = marks.difference(usual).map(|it| format!("+{it}"));
    let less = usual.difference(marks).map(|it| format!("-{it}"));
    let words: Vec<String> = more.chain(less).collect();
    if words.is_empty() { String::new() } else { format!("  {}", words.join(" ")) }
}

/// Marks in a row.
pub(super) fn words(marks: &Marks) -> String {
    if marks.is_empty() {
        return "nothing".to_owned();
    }
    let words: Vec<&str> = marks.iter().map(String::as_str).collect();
    words.join(" ")
}
