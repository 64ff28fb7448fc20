//! Where the API is served: addresses, and the variables in them.

use super::context::Planner;
use super::{Docs, Head};
use crate::api::{Operation, Server, ServerVariable};
use crate::docs;
use std::collections::BTreeSet;

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

/// The address of the API, with `{variables}` for what a caller can set.
pub(super) fn base_url(planner: &Planner<'_>) -> Option<String> {
    Some(planner.api.main_server()?.address(&planner.api.server_variables()))
}

/// The address of an operation, if it is served elsewhere than the API.
pub(super) fn of_operation(planner: &Planner<'_>, operation: &Operation) -> Option<String> {
    let own = operation.servers.first()?.address(&planner.api.server_variables());
    let is_usable = own.starts_with(['/', '{']) || own.starts_with("http");
    let is_other = base_url(planner).as_ref() != Some(&own);
    (is_usable && is_other).then_some(own)
}

/// The variables that a caller can set.
pub(super) fn variables<'a>(planner: &Planner<'a>) -> Vec<Variable<'a>> {
    let all = planner.api.server_variables();
    if all.is_empty() {
        return Vec::new();
    }
    let addresses = addresses(planner);
    let variable = |(wire, variable): (&'a str, &'a ServerVariable)| {
        let names = planner.names.server_variable(wire)?;
        let place = format!("{{{wire}}}");
        let addresses = addresses.iter().filter(|address| address.contains(&place));
        Some(Variable {
            wire,
            constant: &names.constant,
            default: &variable.default,
            values: &variable.values,
            addresses: addresses.cloned().collect(),
            setter: Head {
                name: &names.setter,
                docs: planner.docs(|| setter_docs(wire, variable)),
                deprecated: None,
            },
        })
    };
    all.into_iter().filter_map(variable).collect()
}

/// All addresses that are used, each once.
fn addresses(planner: &Planner<'_>) -> BTreeSet<String> {
    let operations = planner.api.operations.iter();
    let own = operations.filter_map(|operation| of_operation(planner, operation));
    base_url(planner).into_iter().chain(own).collect()
}

fn setter_docs(wire: &str, variable: &ServerVariable) -> Docs {
    let said = format!("Sets {} in the addresses of servers{}.", shown(wire), values(variable));
    let words = variable.description.as_deref().map(docs::lines).unwrap_or_default();
    let last = "It has no effect where a base URL is given.".to_owned();
    docs::join([docs::wrap(&said), words, vec![last]])
}

fn shown(wire: &str) -> String {
    docs::code(&format!("{{{wire}}}"))
}

/// The default and the values of a variable, in words.
fn values(variable: &ServerVariable) -> String {
    let values: Vec<String> = variable.values.iter().map(|value| docs::code(value)).collect();
    let values = match values.is_empty() {
        true => String::new(),
        false => format!(", one of {}", values.join(", ")),
    };
    let default = match variable.default.as_str() {
        "" => "nothing".to_owned(),
        default => docs::code(default),
    };
    format!(": {default} if nothing else is said{values}")
}

/// What the docs of the crate say of servers, if there is a choice.
pub(super) fn docs(planner: &Planner<'_>) -> Docs {
    let servers = &planner.api.servers;
    let named = |(name, variable)| Some((name, variable, planner.names.server_variable(name)?));
    let variables: Vec<_> = planner.api.server_variables().into_iter().filter_map(named).collect();
    if servers.len() < 2 && variables.is_empty() {
        return Vec::new();
    }
    let mut lines = ["# Servers", ""].map(str::to_owned).to_vec();
    lines.extend(docs::wrap(
        "The first one is used; `Client::builder().base_url(…)` takes another one.",
    ));
    lines.push(String::new());
    let sentence = |before: &str, text: Option<&String>| {
        let said = text.and_then(|text| docs::sentence(text));
        said.map(|text| format!("{before}{}", docs::escape(&text))).unwrap_or_default()
    };
    let line = |server: &Server| {
        let words = sentence(": ", server.description.as_ref());
        format!("- {}{words}", docs::code(&server.url))
    };
    lines.extend(servers.iter().map(line));
    for (name, variable, names) in variables {
        let setter = docs::code(&format!("Client::builder().{}(…)", names.setter));
        let (name, values) = (shown(name), values(variable));
        let words = sentence(". ", variable.description.as_ref());
        lines.push(format!("- {setter} sets {name}{values}{words}"));
    }
    lines.push(String::new());
    lines
}

/// What the docs of an operation say of a server of its own.
pub(super) fn note(planner: &Planner<'_>, operation: &Operation) -> Option<String> {
    let own = of_operation(planner, operation)?;
    let address = docs::code(&own);
    let base = base_url(planner);
    Some(match own.starts_with('/') {
        true => format!("It is served at {address} of the API's host."),
        false if base.is_some_and(|base| origin(&base) == origin(&own)) => {
            format!("It is served at {address}.")
        }
        false => format!(
            "It is served at {address}, which gets credentials only if \
             [`trust_server`](crate::ClientBuilder::trust_server) names it."
        ),
    })
}

/// Scheme and host of an address.
fn origin(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once("://")?;
    Some((scheme, rest.split('/').next()?))
}
