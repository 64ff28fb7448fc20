//! Where an API is served.

use super::Api;
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
                address = address.replace(&place(name), &variable.default);
            }
        }
        address.trim_end_matches('/').to_owned()
    }

    /// Whether the address is one, and not a path on another server.
    fn is_absolute(&self) -> bool {
        self.address(&BTreeMap::new()).starts_with("http")
    }
}

impl Api {
    /// Where the API is served: the first server of the document, or else the first that an operation
    /// has.
    #[must_use]
    pub fn main_server(&self) -> Option<&Server> {
        let others = self.operations.iter().filter_map(|it| it.servers.first());
        self.servers.first().into_iter().chain(others).find(|server| server.is_absolute())
    }

    /// The variables that a caller can set, by name: those in the addresses that are used. Where two
    /// addresses have different ones of a name, the first counts.
    #[must_use]
    pub fn server_variables(&self) -> BTreeMap<&str, &ServerVariable> {
        let mut all = BTreeMap::new();
        let others = self.operations.iter().filter_map(|it| it.servers.first());
        for server in self.main_server().into_iter().chain(others) {
            for (name, variable) in &server.variables {
                if server.url.contains(&place(name)) {
                    all.entry(name.as_str()).or_insert(variable);
                }
            }
        }
        all
    }
}

/// What stands for a variable in an address.
fn place(name: &str) -> String {
    format!("{{{name}}}")
}
