//! `README.md`.

use super::example;
use crate::plan::{Crate, Item};

/// The README of the crate.
pub(super) fn text(plan: &Crate<'_>) -> String {
    let mut items = plan.files.iter().flat_map(|file| &file.items);
    let start = items.find_map(|item| match item {
        Item::Root(root) => root.start.as_ref(),
        _ => None,
    });
    let [before, after] = &plan.readme;
    let mut lines = before.clone();
    lines.extend(example::readme(plan, start));
    lines.extend(after.iter().cloned());
    lines.join("\n") + "\n"
}
