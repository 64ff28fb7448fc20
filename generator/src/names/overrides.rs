//! What `codegen.toml` says of names: checked, and told where nothing answers to it.

use super::ident;
use super::scope::shown;
use super::words::Words;
use crate::api::Api;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::options::{NameOptions, OperationName, Placed};
use std::collections::{HashMap, HashSet};

/// What the settings say of the operations of a document, by their index.
#[derive(Debug, Default)]
pub(super) struct OperationOverrides {
    by_index: HashMap<usize, OperationOverride>,
}

/// What the settings say of one operation.
#[derive(Clone, Debug, Default)]
pub(super) struct OperationOverride {
    pub(super) group: Option<Vec<Words>>,
    pub(super) method: Option<Words>,
}

impl OperationOverrides {
    /// Finds the operation of each setting.
    pub(super) fn new(api: &Api, options: &NameOptions, diagnostics: &Diagnostics) -> Self {
        if options.operations.is_empty() {
            return Self::default();
        }
        let mut places: HashMap<String, usize> = HashMap::new();
        for (index, operation) in api.operations.iter().enumerate() {
            places.insert(format!("{} {}", operation.method.wire(), operation.path.text), index);
        }
        // An id says more than a path: where one text is both, it is the id.
        for (index, operation) in api.operations.iter().enumerate() {
            if let Some(id) = &operation.id {
                places.insert(id.clone(), index);
            }
        }
        let mut by_index = HashMap::new();
        for (key, setting) in &options.operations {
            match places.get(key) {
                Some(index) => {
                    by_index.insert(*index, read(setting, diagnostics));
                }
                None => diagnostics.push(unused("operation", key, setting.location)),
            }
        }
        Self { by_index }
    }

    /// What the settings say of the operation at that index.
    pub(super) fn get(&self, index: usize) -> Option<&OperationOverride> {
        self.by_index.get(&index)
    }
}

fn read(setting: &Placed<OperationName>, diagnostics: &Diagnostics) -> OperationOverride {
    let group = setting.value.group.as_deref();
    let method = setting.value.method.as_deref();
    OperationOverride {
        group: group.and_then(|text| group_path(text, setting.location, diagnostics)),
        method: method.and_then(|text| snake("method", text, setting.location, diagnostics)),
    }
}

/// Groups under another name, by the name in the document.
#[derive(Debug, Default)]
pub(super) struct GroupOverrides {
    by_name: HashMap<String, Option<Vec<Words>>>,
}

impl GroupOverrides {
    /// Reads the settings. `known` are the groups and tags of the document.
    pub(super) fn new(
        known: &HashSet<String>,
        options: &NameOptions,
        diagnostics: &Diagnostics,
    ) -> Self {
        let mut by_name = HashMap::new();
        for (name, setting) in &options.groups {
            if known.contains(name) {
                by_name.insert(
                    name.clone(),
                    group_path(&setting.value, setting.location, diagnostics),
                );
            } else {
                diagnostics.push(unused("group", name, setting.location));
            }
        }
        Self { by_name }
    }

    /// What the settings call the group.
    pub(super) fn get(&self, name: &str) -> Option<&Vec<Words>> {
        self.by_name.get(name).and_then(Option::as_ref)
    }
}

/// The parts of a group's path: `shares.recipients`.
fn group_path(
    text: &str,
    location: Option<Location>,
    diagnostics: &Diagnostics,
) -> Option<Vec<Words>> {
    text.split('.').map(|part| snake("group", part, location, diagnostics)).collect()
}

/// A name for a group or a method, which has to have the form of one.
fn snake(
    what: &str,
    text: &str,
    location: Option<Location>,
    diagnostics: &Diagnostics,
) -> Option<Words> {
    let words = Words::new(text);
    let plain = ident::unraw(text);
    if ident::is_identifier(plain) && ident::text(&words, ident::Case::Snake, "_") == plain {
        return Some(words);
    }
    let message = format!("`{}` is no name for a {what}", shown(text));
    let help = match Words::is_symbols_only(text) {
        true => "a name is of small letters, digits and underscores".to_owned(),
        false => {
            format!("such a name would be `{}`", ident::text(&words.cut(), ident::Case::Snake, "_"))
        }
    };
    diagnostics.push(fault(Code::NameInvalid, location, message).help(help));
    None
}

/// Checks a name for a type: as it stands, or not at all.
pub(super) fn type_name(
    text: &str,
    location: Option<Location>,
    diagnostics: &Diagnostics,
) -> Option<Words> {
    let starts_large = text.chars().next().is_some_and(|c| !c.is_lowercase() && c != '_');
    if ident::is_identifier(text)
        && starts_large
        && !text.contains("__")
        && !ident::is_keyword(text)
    {
        return Some(Words::new(text));
    }
    let message = format!("`{}` is no name for a type", shown(text));
    let help = match Words::is_symbols_only(text) {
        true => "a name is of letters and digits, and begins with a capital".to_owned(),
        false => format!(
            "such a name would be `{}`",
            ident::text(&Words::new(text).cut(), ident::Case::UpperCamel, "Model")
        ),
    };
    diagnostics.push(fault(Code::NameInvalid, location, message).help(help));
    None
}

/// That a setting names what the document has not.
pub(super) fn unused(what: &str, name: &str, location: Option<Location>) -> Diagnostic {
    let message = format!("the document has no {what} `{}`", shown(name));
    fault(Code::ConfigUnusedOverride, location, message)
        .help("take the setting out, or mend its name")
}

/// Whether it says that a setting names what the document has not.
pub(super) fn is_unused(found: &Diagnostic) -> bool {
    found.code() == Code::ConfigUnusedOverride
}

/// A fault of the settings, which have no place when they come from the command line.
pub(super) fn fault(code: Code, location: Option<Location>, message: String) -> Diagnostic {
    match location {
        Some(location) => Diagnostic::new(code, location, message),
        None => Diagnostic::without_location(code, message),
    }
}
