//! Settings: what `codegen.toml` says of one crate. Every one has a default that suits a document
//! that needs none of this.
//!
//! The types are here; [`parse`] makes them from the text of a `codegen.toml`.

mod checks;
mod pagination;
mod parse;
mod selector;
mod table;

pub use checks::{Fault, package_name as check_package_name};
pub use pagination::{PaginationOptions, PaginationStyle};
pub use parse::{CrateEntry, parse};
pub use selector::Selector;

use crate::diagnostic::Location;
use std::collections::BTreeMap;

/// A setting and where it stands; there is no place for what is a default or comes from the
/// command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed<T> {
    /// The setting.
    pub value: T,
    /// Where it stands.
    pub location: Option<Location>,
}

/// A setting that is found in the document where nobody says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Setting<T> {
    /// Nothing is said: the document decides.
    #[default]
    Detect,
    /// There is no such thing, whatever the document looks like.
    Off,
    /// It is this.
    Is(T),
}

/// What becomes of one document.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The package: what its manifest says.
    pub package: Package,
    /// The operations that are generated, with the models that they reach; all where the list is
    /// empty.
    pub only: Vec<Placed<Selector>>,
    /// How names are made.
    pub names: NameOptions,
    /// The wrapper around each response, where the API has one.
    pub envelope: Setting<EnvelopeOptions>,
    /// How pages are asked for: an operation takes the first of the ways that fits it.
    pub pagination: Setting<Vec<PaginationOptions>>,
    /// How a caller says who it is.
    pub credentials: CredentialOptions,
    /// The response header with the number of a request; `x-request-id` where there is none.
    pub request_id_header: Option<String>,
    /// The keys that give the end date of what is deprecated, beside `x-sunset` and
    /// `x-forge-sunset.date`.
    pub sunset_key: Option<String>,
    /// Whether the crate gets a test that reads each example of the document and writes it again.
    pub example_tests: bool,
    /// Whether the examples of the document are checked against their schemas and counted, test or
    /// not. No setting says so: some commands ask for it.
    pub count_examples: bool,
}

/// What the manifest of a crate says.
#[derive(Clone, Debug)]
pub struct Package {
    /// The name, as Cargo has it.
    pub name: String,
    /// The version.
    pub version: String,
    /// One line on what it is; the title of the document where there is none.
    pub description: Option<String>,
    /// Under which licence it may be used, as an SPDX expression. Where there is none, nobody is given any
    /// rights: a generated crate is its owner's.
    pub license: Option<String>,
    /// Who wrote it, as Cargo has it.
    pub authors: Vec<String>,
    /// Whether a registry may take it.
    pub publish: bool,
    /// Where the source is.
    pub repository: Option<String>,
    /// At most five words to find it by.
    pub keywords: Vec<String>,
    /// Categories of the registry.
    pub categories: Vec<String>,
    /// Benchmarks that are written by hand, by the names of their files in `benches/`. They bring
    /// a harness of their own.
    pub benches: Vec<String>,
    /// What tests and examples that are written by hand need: the value of each dependency as TOML.
    pub dev_dependencies: BTreeMap<String, String>,
}

impl Default for Package {
    fn default() -> Self {
        Self {
            name: "api-client".into(),
            version: "0.1.0".into(),
            description: None,
            license: None,
            authors: Vec::new(),
            publish: false,
            repository: None,
            keywords: Vec::new(),
            categories: Vec::new(),
            benches: Vec::new(),
            dev_dependencies: BTreeMap::new(),
        }
    }
}

/// How names are made.
#[derive(Clone, Debug, Default)]
pub struct NameOptions {
    /// What is taken off the front of the names of components.
    pub strip_prefixes: Vec<String>,
    /// What is taken off the end of the names of components.
    pub strip_suffixes: Vec<String>,
    /// Rust names of components, by the name in the document.
    pub schemas: BTreeMap<String, Placed<String>>,
    /// Group and method of operations, by `operationId` or by `GET /path`.
    pub operations: BTreeMap<String, Placed<OperationName>>,
    /// Groups under another name: the document's (`share.recipient`) to ours (`shares.recipients`).
    pub groups: BTreeMap<String, Placed<String>>,
}

/// Where an operation is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationName {
    /// The group, with dots between its parts.
    pub group: Option<String>,
    /// The method of the group.
    pub method: Option<String>,
}

/// The wrapper around each response: the names of its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvelopeOptions {
    /// What was asked for.
    pub result: String,
    /// Whether the call worked; a response is taken by its status alone where there is none.
    pub success: Option<String>,
    /// The list of errors.
    pub errors: Option<String>,
    /// What is said of a page.
    pub page_info: Option<String>,
}

/// How a caller says who it is.
#[derive(Clone, Debug, Default)]
pub struct CredentialOptions {
    /// What the names of environment variables begin with; the crate's name where there is none.
    pub env_prefix: Option<String>,
    /// The environment variable of a scheme, without the prefix, by the name of the scheme.
    pub env: BTreeMap<String, Placed<String>>,
    /// The sets of schemes in the order in which they are tried; the document's order where the
    /// list is empty.
    pub precedence: Vec<Placed<Vec<String>>>,
}
