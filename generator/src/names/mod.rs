//! Every Rust identifier of a generated crate, decided before anything is emitted.
//!
//! Names depend on the set of items of a document and never on their order. Of two items that come
//! to one name, one keeps it: what is not deprecated before what is, then what is spelt like the
//! name, then by the order of the wire names. The other gets a name that its own spelling decides.

mod bindings;
mod bodies;
mod choices;
mod groups;
mod habits;
mod ident;
mod inline;
mod members;
mod method;
mod method_path;
mod model;
mod operations;
mod overrides;
mod paging;
mod parameters;
mod path;
mod plural;
pub mod reserved;
mod respell;
mod scope;
mod security;
mod symbols;
#[cfg(test)]
mod tests;
mod types;
mod values;
mod verbs;
mod words;

pub use model::{
    FieldNames, FormNames, GroupId, GroupNames, OperationNames, ParameterNames, SecurityNames,
    ServerVariableNames, TypeNames, ValuesNames,
};

use crate::api::{Api, Facts, Origin, TypeId};
use crate::diagnostic::Diagnostics;
use crate::options::Options;
use std::collections::BTreeMap;

/// Every Rust identifier of a generated crate. All are valid identifiers as they stand, keywords in
/// raw form (`r#type`).
#[derive(Clone, Debug, Default)]
pub struct Names {
    types: Vec<Option<TypeNames>>,
    files: BTreeMap<String, Vec<TypeId>>,
    values: Vec<ValuesNames>,
    operations: Vec<OperationNames>,
    groups: Vec<GroupNames>,
    security: BTreeMap<String, SecurityNames>,
    server_variables: BTreeMap<String, ServerVariableNames>,
    env_prefix: String,
}

impl Names {
    /// Decides the names of everything in `api` that is used.
    #[must_use]
    pub fn new(api: &Api, facts: &Facts, options: &Options, diagnostics: &Diagnostics) -> Self {
        let told = Diagnostics::new();
        let names = Self::decided(api, facts, options, &told);
        // Of a part of the document, settings for the rest of it are none that are wrong.
        let is_part = !options.only.is_empty();
        diagnostics.extend(told.into_iter().filter(|it| !(is_part && overrides::is_unused(it))));
        names
    }

    fn decided(api: &Api, facts: &Facts, options: &Options, diagnostics: &Diagnostics) -> Self {
        let plans = operations::plans(api, &options.names, diagnostics);
        let tree = groups::tree(api, &plans, diagnostics);
        let mut types = types::types(api, facts, &options.names, &tree.phrases, diagnostics);
        let values = values::shared(api, &mut types);
        let mut operations = tree.operations;
        for (operation, names) in api.operations.iter().zip(&mut operations) {
            names.parameters = parameters::parameters(operation, diagnostics);
        }
        for (index, name) in paging::constants(api) {
            if let Some(names) = operations.get_mut(index) {
                names.paging = Some(name);
            }
        }
        let env_prefix = security::env_prefix(options);
        let (security, server_variables) =
            security::of_builder(api, options, &env_prefix, diagnostics);
        Self {
            files: files(api, &types),
            types,
            values,
            operations,
            groups: tree.groups,
            security,
            server_variables,
            env_prefix,
        }
    }

    /// The names of a type; `None` for one that no operation reaches.
    #[must_use]
    pub fn get(&self, id: TypeId) -> Option<&TypeNames> {
        self.types.get(id.index()).and_then(Option::as_ref)
    }

    /// The types that are emitted, by module of `models`: first the type that the module is named
    /// after, where it is used itself, then those inside it by name.
    #[must_use]
    pub fn files(&self) -> &BTreeMap<String, Vec<TypeId>> {
        &self.files
    }

    /// The lists of values that several types have, by name.
    #[must_use]
    pub fn values(&self) -> &[ValuesNames] {
        &self.values
    }

    /// The names of the operations, in the order of `Api::operations`.
    #[must_use]
    pub fn operations(&self) -> &[OperationNames] {
        &self.operations
    }

    /// The names of the operation at that index of `Api::operations`.
    #[must_use]
    pub fn operation(&self, index: usize) -> Option<&OperationNames> {
        self.operations.get(index)
    }

    /// All groups, sorted by path, so that a parent comes before what is inside it.
    #[must_use]
    pub fn groups(&self) -> &[GroupNames] {
        &self.groups
    }

    /// The groups of the client itself.
    pub fn top_groups(&self) -> impl Iterator<Item = &GroupNames> {
        self.groups.iter().filter(|group| group.parent.is_none())
    }

    /// The names of a group.
    #[must_use]
    pub fn group(&self, id: GroupId) -> Option<&GroupNames> {
        self.groups.get(id.index())
    }

    /// The names of the security scheme that the document calls so.
    #[must_use]
    pub fn security(&self, scheme: &str) -> Option<&SecurityNames> {
        self.security.get(scheme)
    }

    /// The names of the variable that the addresses of servers call so.
    #[must_use]
    pub fn server_variable(&self, name: &str) -> Option<&ServerVariableNames> {
        self.server_variables.get(name)
    }

    /// Whether all names are of ASCII.
    #[must_use]
    pub fn is_ascii(&self) -> bool {
        let types = self.types.iter().flatten().flat_map(|names| {
            let fields = names.fields.iter().map(|field| &field.setter);
            fields.chain(&names.variants).chain([&names.ident])
        });
        let operations = self.operations.iter().flat_map(|names| {
            let parameters = names.parameters.iter().map(|names| &names.ident);
            parameters.chain([&names.method])
        });
        let groups = self.groups.iter().map(|names| &names.accessor);
        let security = self.security.values().map(|names| &names.setter);
        let variables = self.server_variables.values().map(|names| &names.setter);
        let mut all = types.chain(operations).chain(groups).chain(security).chain(variables);
        all.all(|name| name.is_ascii())
    }

    /// What the names of environment variables begin with, without an underscore: `CLOUDFLARE`.
    #[must_use]
    pub fn env_prefix(&self) -> &str {
        &self.env_prefix
    }
}

/// The types that have a name, by module.
fn files(api: &Api, types: &[Option<TypeNames>]) -> BTreeMap<String, Vec<TypeId>> {
    let mut found: Vec<(&str, bool, &str, TypeId)> = api
        .types()
        .zip(types)
        .filter_map(|((id, def), names)| {
            let names = names.as_ref()?;
            let is_inside = matches!(def.origin, Origin::Inside { .. });
            Some((names.module.as_str(), is_inside, names.ident.as_str(), id))
        })
        .collect();
    found.sort_unstable();
    let mut files: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
    for (module, _, _, id) in found {
        files.entry(module.to_owned()).or_default().push(id);
    }
    files
}
