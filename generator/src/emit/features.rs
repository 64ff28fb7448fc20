//! The features of the crate: one for each group of the client, all on by default.

use super::context::Context;
use crate::api::TypeId;
use crate::names::GroupNames;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// The names of all features, sorted. A crate with one group has none: without it, nothing would be
/// left.
pub(super) fn all<'a>(context: &Context<'a>) -> BTreeSet<&'a str> {
    let features: BTreeSet<&str> =
        context.names.top_groups().map(|group| group.feature.as_str()).collect();
    if features.len() < 2 { BTreeSet::new() } else { features }
}

/// The condition on which a group of the client is there.
pub(super) fn of_group(context: &Context<'_>, group: &GroupNames) -> TokenStream {
    match all(context).get(group.feature.as_str()) {
        Some(feature) => condition(&BTreeSet::from([*feature])),
        None => TokenStream::new(),
    }
}

/// The conditions on which the modules of `models` are there, by module: the features of the groups
/// whose operations reach it.
pub(super) struct OfModels<'a> {
    by_module: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> OfModels<'a> {
    pub(super) fn new(context: &Context<'a>) -> Self {
        let mut found = Self { by_module: BTreeMap::new() };
        for feature in all(context) {
            found.reach(context, feature);
        }
        found
    }

    /// The condition on which a module is there.
    pub(super) fn condition(&self, module: &str) -> TokenStream {
        self.by_module.get(module).map(condition).unwrap_or_default()
    }

    /// Walks from the operations of a feature over all types that they reach.
    fn reach(&mut self, context: &Context<'a>, feature: &'a str) {
        let mut todo = types_of_operations(context, feature);
        while let Some(id) = todo.pop() {
            let Some(names) = context.names.get(id) else { continue };
            if !self.by_module.entry(&names.module).or_default().insert(feature) {
                continue;
            }
            // A module is compiled as a whole, and needs all that any of its types needs.
            let whole = context.names.files().get(&names.module).into_iter().flatten();
            todo.extend(whole.flat_map(|id| context.api.types_in(*id)));
        }
    }
}

/// What the operations of a feature mention.
fn types_of_operations(context: &Context<'_>, feature: &str) -> Vec<TypeId> {
    let groups = context.names.groups().iter().filter(|group| group.feature == feature);
    let operations = groups.flat_map(|group| &group.operations);
    let operations = operations.filter_map(|index| context.api.operations.get(*index));
    operations.flat_map(|operation| context.api.types_of(operation)).map(|(id, _)| id).collect()
}

/// A `cfg` that holds if one of the features is on. It names them even if they are all that there
/// are, so that another group changes nothing here.
fn condition(features: &BTreeSet<&str>) -> TokenStream {
    let conditions: Vec<TokenStream> =
        features.iter().map(|feature| quote! { feature = #feature }).collect();
    match conditions.as_slice() {
        [only] => quote! { #[cfg(#only)] },
        _ => quote! { #[cfg(any(#(#conditions),*))] },
    }
}
