//! `config.rs`: the facts of the API that the runtime reads, and the setters of the builder of a client
//! that the document asks for.

use super::{Docs, Head};
use crate::api::{PageNumbers, PageStyle, SecuritySchemeKind, Wrapper};

/// The facts of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config<'a> {
    /// The address of the API, with `{variables}` for what a caller can set.
    pub base_url: Option<String>,
    /// The environment variable for another address.
    pub base_url_variable: String,
    /// The header of the response with the name of the request.
    pub request_id_header: &'a str,
    /// The object in which responses are wrapped.
    pub envelope: Option<&'a Wrapper>,
    /// The ways in which lists come in pages, by the names of their constants.
    pub paging: Vec<Paging<'a>>,
    /// The way of calls that the document does not have: that of most operations.
    pub usual_paging: Option<&'a str>,
    /// The sets of schemes that a client may have, by the names of their constants, in the order in which
    /// they are tried.
    pub credentials: Vec<Vec<&'a str>>,
    /// Whether no operation can be called without credentials.
    pub credentials_required: bool,
    /// The variables in the addresses of servers.
    pub variables: Vec<Variable<'a>>,
    /// The security schemes.
    pub schemes: Vec<Scheme<'a>>,
    /// What operations ask for that do not ask for what the document asks for: the name of a constant,
    /// and sets of schemes of which one must be there.
    pub requirements: Vec<(String, Vec<Vec<&'a str>>)>,
}

/// A way in which lists come in pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging<'a> {
    /// Its constant.
    pub constant: &'a str,
    /// The members that lead from the body to the list.
    pub items: &'a [String],
    /// How the next page is asked for.
    pub style: &'a PageStyle,
    /// Where the response says whether there is another page.
    pub more: &'a [String],
    /// Where the response describes the page.
    pub info: &'a PageNumbers,
}

/// A variable in the addresses of servers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable<'a> {
    /// Its name in the document.
    pub wire: &'a str,
    /// Its constant.
    pub constant: &'a str,
    /// What it is where nothing is said.
    pub default: &'a str,
    /// The values that the document knows.
    pub values: &'a [String],
    /// The addresses that it is in.
    pub addresses: Vec<String>,
    /// The name and docs of its setter, which takes `impl Into<String>`.
    pub setter: Head<'a>,
}

/// A security scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme<'a> {
    /// Its name in the document.
    pub wire: &'a str,
    /// Its constant.
    pub constant: &'a str,
    /// How a caller says who it is.
    pub kind: &'a SecuritySchemeKind,
    /// The environment variables that it is read from.
    pub variables: Vec<&'a str>,
    /// What the docs of its constant say.
    pub docs: Docs,
    /// The name and docs of its setter.
    pub setter: Head<'a>,
    /// What the setter takes.
    pub credential: Credential,
}

/// What the setter of a security scheme takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credential {
    /// A secret.
    Secret,
    /// A user and a password.
    UserAndPassword,
}
