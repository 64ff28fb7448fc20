//! Where the API is served: addresses, and the variables in them.

use super::code::{ident, spaced};
use super::context::Context;
use super::docs;
use crate::api::{Operation, Server, ServerVariable};
use crate::names::ServerVariableNames;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// The address of the API, with `{variables}` for what a caller can set.
pub(super) fn base_url(context: &Context<'_>) -> Option<String> {
    Some(context.api.main_server()?.address(&context.api.server_variables()))
}

/// The address of an operation, if it is served elsewhere than the API.
pub(super) fn of_operation(context: &Context<'_>, operation: &Operation) -> Option<String> {
    let own = operation.servers.first()?.address(&context.api.server_variables());
    let is_usable = own.starts_with(['/', '{']) || own.starts_with("http");
    let is_other = base_url(context).as_ref() != Some(&own);
    (is_usable && is_other).then_some(own)
}

/// The variables that a caller can set.
fn variables<'a>(
    context: &Context<'a>,
) -> Vec<(&'a str, &'a ServerVariable, &'a ServerVariableNames)> {
    let all = context.api.server_variables().into_iter();
    let named = |(name, variable)| Some((name, variable, context.names.server_variable(name)?));
    all.filter_map(named).collect()
}

/// Their constants, one after the other.
pub(super) fn references(context: &Context<'_>) -> TokenStream {
    let constants = variables(context).into_iter().map(|(_, _, names)| ident(&names.constant));
    quote!(&[#(&server::#constants),*])
}

/// The module of the variables; none where there are none.
pub(super) fn module(context: &Context<'_>) -> Option<TokenStream> {
    let all = variables(context);
    if all.is_empty() {
        return None;
    }
    let addresses = addresses(context);
    let constants = spaced(all.into_iter().map(|(name, variable, names)| {
        let (constant, setter, default) =
            (ident(&names.constant), &names.setter, &variable.default);
        let values = &variable.values;
        let place = format!("{{{name}}}");
        let addresses = addresses.iter().filter(|address| address.contains(&place));
        quote! {
            pub(crate) static #constant: ServerVariable = ServerVariable {
                name: #name,
                setter: #setter,
                default: #default,
                values: &[#(#values),*],
                addresses: &[#(#addresses),*],
            };
        }
    }));
    Some(quote! {
        /// The variables in the addresses of servers.
        mod server {
            use crate::runtime::ServerVariable;
            #constants
        }
    })
}

/// All addresses that are used, each once.
fn addresses(context: &Context<'_>) -> BTreeSet<String> {
    let operations = context.api.operations.iter();
    let own = operations.filter_map(|operation| of_operation(context, operation));
    base_url(context).into_iter().chain(own).collect()
}

/// The methods of the builder that take values of variables.
pub(super) fn setters(context: &Context<'_>) -> Vec<TokenStream> {
    let all = variables(context).into_iter();
    let setters = all.map(|(name, variable, names)| {
        let (method, constant) = (ident(&names.setter), ident(&names.constant));
        let said = format!("Sets {} in the addresses of servers{}.", place(name), values(variable));
        let mut lines = docs::wrap(&said);
        let words = variable.description.as_deref().map(docs::lines).unwrap_or_default();
        if !words.is_empty() {
            lines.push(String::new());
            lines.extend(words);
        }
        lines.push(String::new());
        lines.push("It has no effect where a base URL is given.".to_owned());
        let docs = docs::attributes(&lines);
        quote! {
            #docs
            pub fn #method(self, #method: impl Into<String>) -> Self {
                self.server_variable(&server::#constant, #method.into())
            }
        }
    });
    setters.collect()
}

fn place(name: &str) -> String {
    docs::code(&format!("{{{name}}}"))
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
pub(super) fn docs(context: &Context<'_>) -> Vec<String> {
    let servers = &context.api.servers;
    let variables = variables(context);
    if servers.len() < 2 && variables.is_empty() {
        return Vec::new();
    }
    let mut lines = ["# Servers", ""].map(str::to_owned).to_vec();
    lines.extend(docs::wrap(
        "The first one is used; `Client::builder().base_url(…)` takes another one.",
    ));
    lines.push(String::new());
    let said = |text: Option<&String>| {
        let said = text.and_then(|text| docs::sentence(text));
        said.map(|text| format!(": {}", docs::escape(&text))).unwrap_or_default()
    };
    let line = |server: &Server| {
        format!("- {}{}", docs::code(&server.url), said(server.description.as_ref()))
    };
    lines.extend(servers.iter().map(line));
    for (name, variable, names) in variables {
        let setter = docs::code(&format!("Client::builder().{}(…)", names.setter));
        let (name, values) = (place(name), values(variable));
        let words = variable.description.as_deref().and_then(docs::sentence);
        let words = words.map(|text| format!(". {}", docs::escape(&text))).unwrap_or_default();
        lines.push(format!("- {setter} sets {name}{values}{words}"));
    }
    lines.push(String::new());
    lines
}

/// What the docs of an operation say of a server of its own.
pub(super) fn note(context: &Context<'_>, operation: &Operation) -> Option<String> {
    let own = of_operation(context, operation)?;
    let address = docs::code(&own);
    let base = base_url(context);
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
