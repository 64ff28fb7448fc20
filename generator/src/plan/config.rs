//! `config.rs`: the facts of the API that the runtime reads, and the setters of the builder of a client
//! that the document asks for.

use super::context::Planner;
use super::{Docs, File, Head, Item, Variable, describe, server};
use crate::api::{
    self, ApiKeyPlace, PageNumbers, PageStyle, SecurityRequirement, SecurityScheme,
    SecuritySchemeKind, Wrapper,
};
use crate::docs;
use crate::options::WithoutOffset;
use std::collections::BTreeMap;

/// The facts of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config<'a> {
    /// The address of the API, with `{variables}` for what a caller can set.
    pub base_url: Option<String>,
    /// The environment variable for another address.
    pub base_url_variable: String,
    /// The header of the response with the name of the request.
    pub request_id_header: &'a str,
    /// How a date and time without an offset from UTC is read.
    pub without_offset: TimesWithoutOffset,
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

/// What a date and time without an offset from UTC is, where the type is a point in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimesWithoutOffset {
    /// No point in time: an error.
    Refused,
    /// One by the clock of UTC.
    Utc,
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

/// A security scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme<'a> {
    /// Its place in [`Api::security_schemes`](crate::api::Api::security_schemes).
    pub of: usize,
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

/// What an operation asks of the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Requirement<'a> {
    /// A constant of `config::requirement`.
    Named(String),
    /// Sets of constants of `config`, of which one must be there: where a name could be taken for two.
    Sets(Vec<Vec<&'a str>>),
}

/// `config.rs`.
pub(super) fn file<'a>(planner: &Planner<'a>) -> File<'a> {
    let words = || {
        let title = describe::title(planner.api);
        docs::wrap(&format!("The facts of the {title} that the runtime reads."))
    };
    let (paging, usual_paging) = paging(planner);
    let config = Config {
        base_url: server::base_url(planner),
        base_url_variable: format!("{}_BASE_URL", planner.names.env_prefix()),
        request_id_header: planner.options.request_id_header.as_deref().unwrap_or("x-request-id"),
        without_offset: match planner.options.date_time_without_offset {
            WithoutOffset::Utc => TimesWithoutOffset::Utc,
            // With `civil`, no type is a point in time.
            WithoutOffset::Refuse | WithoutOffset::Civil => TimesWithoutOffset::Refused,
        },
        envelope: planner.api.envelope.as_ref(),
        paging,
        usual_paging,
        credentials: sets(planner, &precedence(planner)),
        credentials_required: are_credentials_required(planner),
        variables: server::variables(planner),
        schemes: schemes(planner),
        requirements: requirements(planner).into_iter().collect(),
    };
    let items = vec![Item::Config(Box::new(config))];
    File::new("src/config.rs".to_owned(), planner.docs(words), Vec::new(), items)
}

/// The ways in which the lists of an API come in pages, and that of most operations.
fn paging<'a>(planner: &Planner<'a>) -> (Vec<Paging<'a>>, Option<&'a str>) {
    let mut ways: BTreeMap<&'a str, (&'a api::Paging, usize)> = BTreeMap::new();
    let operations = planner.api.operations.iter().zip(planner.names.operations());
    for (operation, names) in operations {
        if let (Some(paging), Some(name)) = (&operation.paging, &names.paging) {
            ways.entry(name).or_insert((paging, 0)).1 += 1;
        }
    }
    // The first of those that are used equally often.
    let usual = ways.iter().rev().max_by_key(|(_, (_, count))| *count).map(|(name, _)| *name);
    let way = |(constant, (paging, _)): (&'a str, (&'a api::Paging, usize))| Paging {
        constant,
        items: &paging.items,
        style: &paging.style,
        more: paging.more.as_deref().unwrap_or_default(),
        info: &paging.info,
    };
    (ways.into_iter().map(way).collect(), usual)
}

/// What an operation asks for: a constant that is called after its schemes; spelled out where the name
/// of a scheme could be taken for two.
pub(super) fn requirement<'a>(
    planner: &Planner<'a>,
    alternatives: &[SecurityRequirement],
) -> Requirement<'a> {
    match requirement_name(planner, alternatives) {
        Some(name) => Requirement::Named(name),
        None => Requirement::Sets(sets(planner, alternatives)),
    }
}

fn requirement_name(planner: &Planner<'_>, alternatives: &[SecurityRequirement]) -> Option<String> {
    let mut sets = Vec::new();
    for set in SecurityRequirement::scheme_sets(alternatives) {
        let names = set.iter().filter_map(|name| planner.names.security(name));
        let names: Vec<&str> = names.map(|names| names.constant.as_str()).collect();
        let mut words = names.iter().flat_map(|name| name.split('_'));
        if words.any(|word| word == "WITH" || word == "OR") {
            return None;
        }
        sets.push(if names.is_empty() { "NOTHING".to_owned() } else { names.join("_WITH_") });
    }
    Some(if sets.is_empty() { "NOTHING".to_owned() } else { sets.join("_OR_") })
}

/// The requirements that operations have in place of the document's.
fn requirements<'a>(planner: &Planner<'a>) -> BTreeMap<String, Vec<Vec<&'a str>>> {
    let operations = planner.api.operations.iter();
    let own = operations.filter_map(|operation| operation.security.as_ref());
    let own = own.filter(|own| !SecurityRequirement::same_schemes(own, &planner.api.security));
    let constant = |it: &'a Vec<_>| Some((requirement_name(planner, it)?, sets(planner, it)));
    own.filter_map(constant).collect()
}

/// Sets of schemes by their constants, without those that the runtime does not know.
fn sets<'a>(planner: &Planner<'a>, alternatives: &[SecurityRequirement]) -> Vec<Vec<&'a str>> {
    SecurityRequirement::scheme_sets(alternatives)
        .into_iter()
        .filter(|set| set.iter().all(|name| is_known(planner, name)))
        .map(|set| {
            let names = set.iter().filter_map(|name| planner.names.security(name));
            names.map(|names| names.constant.as_str()).collect()
        })
        .collect()
}

/// Whether the runtime can send a scheme.
fn is_known(planner: &Planner<'_>, name: &str) -> bool {
    let scheme = planner.api.security_schemes.get(name);
    scheme.is_some_and(|it| !matches!(it.kind, SecuritySchemeKind::Http { .. }))
        && planner.names.security(name).is_some()
}

/// Whether no operation can be called without credentials.
fn are_credentials_required(planner: &Planner<'_>) -> bool {
    let asks = |alternatives: &[SecurityRequirement]| {
        let known = sets(planner, alternatives);
        !known.is_empty() && known.iter().all(|set| !set.is_empty())
    };
    let all = &planner.api.security;
    let mut operations = planner.api.operations.iter();
    operations.all(|operation| asks(operation.security.as_ref().unwrap_or(all)))
}

/// The sets of schemes in the order in which they are tried: as the options say, else those of the
/// document and of its operations in the document's order.
fn precedence(planner: &Planner<'_>) -> Vec<SecurityRequirement> {
    let chosen = &planner.options.credentials.precedence;
    let mut all: Vec<SecurityRequirement> = chosen
        .iter()
        .map(|set| {
            let mut schemes = set.value.clone();
            schemes.sort_unstable();
            SecurityRequirement { schemes, scopes: BTreeMap::new() }
        })
        .collect();
    let operations = planner.api.operations.iter();
    let theirs = operations.filter_map(|it| it.security.as_ref()).flatten();
    for set in planner.api.security.iter().chain(theirs) {
        let is_known = all.iter().any(|known| known.schemes == set.schemes);
        if !set.schemes.is_empty() && !is_known {
            all.push(set.clone());
        }
    }
    all
}

fn schemes<'a>(planner: &Planner<'a>) -> Vec<Scheme<'a>> {
    let all = planner.api.security_schemes.keys().enumerate();
    all.filter_map(|(index, wire)| scheme(planner, index, wire)).collect()
}

fn scheme<'a>(planner: &Planner<'a>, of: usize, wire: &'a str) -> Option<Scheme<'a>> {
    let scheme = planner.api.security_schemes.get(wire).filter(|_| is_known(planner, wire))?;
    let names = planner.names.security(wire)?;
    let words = || docs::wrap(&format!("The security scheme {}.", docs::code(wire)));
    Some(Scheme {
        of,
        wire,
        constant: &names.constant,
        kind: &scheme.kind,
        variables: names.env_user.iter().chain([&names.env]).map(String::as_str).collect(),
        docs: planner.docs(words),
        setter: Head {
            name: &names.setter,
            docs: planner.docs(|| setter_docs(wire, scheme, &names.env)),
            deprecated: None,
        },
        credential: match scheme.kind {
            SecuritySchemeKind::Basic => Credential::UserAndPassword,
            _ => Credential::Secret,
        },
    })
}

fn setter_docs(wire: &str, scheme: &SecurityScheme, variable: &str) -> Docs {
    let what = match &scheme.kind {
        SecuritySchemeKind::ApiKey { place: ApiKeyPlace::Header, name } => {
            format!("the header {}", docs::code(name))
        }
        SecuritySchemeKind::ApiKey { place: ApiKeyPlace::Query, name } => {
            format!("the query parameter {}", docs::code(name))
        }
        SecuritySchemeKind::ApiKey { place: ApiKeyPlace::Cookie, name } => {
            format!("the cookie {}", docs::code(name))
        }
        SecuritySchemeKind::Basic => "`Authorization: Basic` (RFC 7617)".to_owned(),
        _ => "`Authorization: Bearer` (RFC 6750)".to_owned(),
    };
    let wire = docs::code(wire);
    let first = docs::wrap(&format!("Sets the secret of the scheme {wire}, sent in {what}."));
    let text = scheme.description.as_deref().map(docs::lines).unwrap_or_default();
    let last = format!("`Client::from_env` reads it from `{variable}`.");
    docs::join([first, text, vec![last]])
}
