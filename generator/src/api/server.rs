//! Where an API is served.

use crate::diagnostic::Location;
use std::collections::BTreeMap;

/// Where an API is served.
#[derive(Clone, Debug)]
pub struct Server {
    /// The address, with `{variables}` where it has some.
    pub url: String,
    /// What is served there.
    pub description: Option<String>,
    /// The variables of the address, by name, with their defaults.
    pub variables: BTreeMap<String, ServerVariable>,
    /// Where the server stands in the document.
    pub location: Location,
}

/// A variable of a server's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// The value where the caller gives none.
    pub default: String,
    /// The values that are allowed; all are where the list is empty.
    pub values: Vec<String>,
    /// What it means.
    pub description: Option<String>,
}

impl Server {
    /// The address with the defaults of those variables in it that have no value of the caller's.
    #[must_use]
    pub fn address(&self, settable: &BTreeMap<&str, &ServerVariable>) -> String {
        let mut address = self.url.clone();
        for (name, variable) in &self.variables {
            if settable.get(name.as_str()) != Some(&variable) {
                address = address.replace(&placeholder(name), &variable.default);
            }
        }
        address.trim_end_matches('/').to_owned()
    }

    /// Whether the address is one, and not a path on another server.
    pub(super) fn is_absolute(&self) -> bool {
        self.address(&BTreeMap::new()).starts_with("http")
    }
}

/// What stands for a variable in an address.
pub(super) fn placeholder(name: &str) -> String {
    format!("{{{name}}}")
}
