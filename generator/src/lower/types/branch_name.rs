//! What the branches of a union are called after.

use super::plan::Branch;
use crate::lower::schemas::keywords::JsonTypes;
use std::collections::HashSet;

/// What each branch is called after, if it is told from the others by it: a component, a title, a
/// single value of the discriminator, what it alone must have, a type.
pub(super) fn branch_names(branches: &[Branch<'_>], tags: &[Vec<String>]) -> Vec<Option<String>> {
    let mut seen = HashSet::new();
    let named = branches.iter().zip(tags).map(|(branch, tags)| {
        let tag = match tags.as_slice() {
            [tag] => Some(tag.clone()),
            _ => None,
        };
        let kind = || branch.merged.types.map(JsonTypes::words).filter(|word| !word.contains(' '));
        let name = branch
            .component
            .map(Into::into)
            .or_else(|| title(branch))
            .or(tag)
            .or_else(|| own_properties(branch, branches))
            .or_else(|| kind().map(Into::into));
        name.filter(|name| seen.insert(name.clone()))
    });
    named.collect()
}

fn title(branch: &Branch<'_>) -> Option<String> {
    let members = branch.merged.members.iter().rev();
    let mut titles = members.filter_map(|member| member.data.title.as_deref()).map(str::trim);
    titles.find(|title| !title.is_empty()).map(str::to_owned)
}

/// The property that a branch must have and no other branch knows, or two of them: three say less of
/// it than its type.
fn own_properties(branch: &Branch<'_>, branches: &[Branch<'_>]) -> Option<String> {
    let own = &branch.merged;
    let others: Vec<_> =
        branches.iter().map(|other| &other.merged).filter(|it| !std::ptr::eq(*it, own)).collect();
    // Alone among lists and texts, an object is called an object.
    if others.iter().all(|other| other.properties.is_empty()) {
        return None;
    }
    let known = |name: &str| {
        others.iter().any(|it| it.required.contains_key(name) || it.properties.contains_key(name))
    };
    let required: Vec<&str> = own.required.keys().copied().filter(|name| !known(name)).collect();
    match required.as_slice() {
        [only] => Some((*only).to_owned()),
        [one, other] => Some(format!("{one} and {other}")),
        _ => None,
    }
}
