//! What a document says about an API.

use super::id::TypeId;
use super::operation::Operation;
use super::paging::Wrapper;
use super::security::{SecurityRequirement, SecurityScheme};
use super::server::{Server, ServerVariable, placeholder};
use super::types::TypeDef;
use std::collections::BTreeMap;

/// What a document says about an API.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// The title of the API.
    pub title: String,
    /// The version of the document.
    pub version: String,
    /// What the API is.
    pub description: Option<String>,
    /// Where the API is served.
    pub servers: Vec<Server>,
    /// How a caller can say who it is, by name.
    pub security_schemes: BTreeMap<String, SecurityScheme>,
    /// What the document asks for where an operation does not say.
    pub security: Vec<SecurityRequirement>,
    /// The object in which responses are wrapped, where they are.
    pub envelope: Option<Wrapper>,
    /// What is said of the tags, by name.
    pub tags: BTreeMap<String, Tag>,
    /// The operations, sorted by path and method.
    pub operations: Vec<Operation>,
    /// Every type that has a name, or needs one.
    pub types: Vec<TypeDef>,
}

impl Api {
    /// The type of that number.
    #[must_use]
    pub fn get(&self, id: TypeId) -> Option<&TypeDef> {
        self.types.get(id.index())
    }

    /// All types with their numbers.
    pub fn types(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        self.types.iter().enumerate().map(|(index, def)| (TypeId::new(index), def))
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
                if server.url.contains(&placeholder(name)) {
                    all.entry(name.as_str()).or_insert(variable);
                }
            }
        }
        all
    }
}

/// What the document says of a tag.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    /// What the operations of the tag have in common.
    pub description: Option<String>,
}
