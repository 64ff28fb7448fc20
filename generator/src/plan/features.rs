//! The features of the crate: one for each group of the client, all on by default.

use super::context::Planner;
use crate::api::TypeId;
use std::collections::{BTreeMap, BTreeSet};

/// The names of all features. A crate with one group has none: without it, nothing would be left.
pub(super) fn all<'a>(planner: &Planner<'a>) -> BTreeSet<&'a str> {
    let features: BTreeSet<&str> =
        planner.names.top_groups().map(|group| group.feature.as_str()).collect();
    if features.len() < 2 { BTreeSet::new() } else { features }
}

/// The features of which one must be on for a module of `models` to be there, by module: those of the
/// groups whose operations reach it. They are named even if they are all that there are, so that another
/// group changes nothing here.
pub(super) fn of_models<'a>(
    planner: &Planner<'a>,
    features: &BTreeSet<&'a str>,
) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let mut found = BTreeMap::new();
    for feature in features {
        reach(planner, feature, &mut found);
    }
    found
}

/// Walks from the operations of a feature over all types that they reach.
fn reach<'a>(
    planner: &Planner<'a>,
    feature: &'a str,
    found: &mut BTreeMap<&'a str, BTreeSet<&'a str>>,
) {
    let mut todo = types_of_operations(planner, feature);
    while let Some(id) = todo.pop() {
        let Some(names) = planner.names.get(id) else { continue };
        if !found.entry(&names.module).or_default().insert(feature) {
            continue;
        }
        // A module is compiled as a whole, and needs all that any of its types needs.
        let whole = planner.names.files().get(&names.module).into_iter().flatten();
        todo.extend(whole.flat_map(|id| planner.api.types_in(*id)));
    }
}

/// What the operations of a feature mention.
fn types_of_operations(planner: &Planner<'_>, feature: &str) -> Vec<TypeId> {
    let groups = planner.names.groups().iter().filter(|group| group.feature == feature);
    let operations = groups.flat_map(|group| &group.operations);
    let operations = operations.filter_map(|index| planner.api.operations.get(*index));
    operations.flat_map(|operation| planner.api.types_of(operation)).map(|(id, _)| id).collect()
}
