//! `config.rs`: the facts of the API that the runtime reads.

use super::code::{self, ident, spaced};
use super::context::Context;
use super::paging::Ways;
use super::{describe, docs, server};
use crate::api::{ApiKeyPlace, SecurityRequirement, SecurityScheme, SecuritySchemeKind};
use crate::names::SecurityNames;
use crate::options::WithoutOffset;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

/// What an operation asks for: a constant that is called after its schemes; spelled out where the name
/// of a scheme could be taken for two.
pub(super) fn requirement(
    context: &Context<'_>,
    alternatives: &[SecurityRequirement],
) -> TokenStream {
    match requirement_name(context, alternatives) {
        Some(name) => quote!(config::requirement::#name),
        None => {
            let sets = sets(context, alternatives, &quote!(config::));
            quote!(&[#(#sets),*])
        }
    }
}

fn requirement_name(context: &Context<'_>, alternatives: &[SecurityRequirement]) -> Option<Ident> {
    let mut sets = Vec::new();
    for set in SecurityRequirement::scheme_sets(alternatives) {
        let names = set.iter().filter_map(|name| context.names.security(name));
        let names: Vec<&str> = names.map(|names| names.constant.as_str()).collect();
        let mut words = names.iter().flat_map(|name| name.split('_'));
        if words.any(|word| word == "WITH" || word == "OR") {
            return None;
        }
        sets.push(if names.is_empty() { "NOTHING".to_owned() } else { names.join("_WITH_") });
    }
    Some(ident(&if sets.is_empty() { "NOTHING".to_owned() } else { sets.join("_OR_") }))
}

/// The requirements that operations have in place of the document's.
fn requirements(context: &Context<'_>) -> Option<TokenStream> {
    let operations = context.api.operations.iter();
    let own = operations.filter_map(|operation| operation.security.as_ref());
    let own = own.filter(|own| !SecurityRequirement::same_schemes(own, &context.api.security));
    let constants: BTreeMap<Ident, TokenStream> = own
        .filter_map(|alternatives| {
            let name = requirement_name(context, alternatives)?;
            let sets = sets(context, alternatives, &quote!(super::));
            let constant = quote! {
                pub(crate) static #name: &[Requirement] = &[#(#sets),*];
            };
            Some((name, constant))
        })
        .collect();
    let constants = constants.values();
    (constants.len() > 0).then(|| {
        quote! {
            /// What operations ask for that do not ask for what the document asks for.
            pub(crate) mod requirement {
                use crate::runtime::Requirement;
                #(#constants)*
            }
        }
    })
}

/// Sets of schemes, each `&[&API_KEY, …]`, without those that the crate does not know.
fn sets(
    context: &Context<'_>,
    alternatives: &[SecurityRequirement],
    path: &TokenStream,
) -> Vec<TokenStream> {
    SecurityRequirement::scheme_sets(alternatives)
        .into_iter()
        .filter(|set| is_known(context, set))
        .map(|set| {
            let schemes = set.iter().filter_map(|name| {
                let constant = ident(&context.names.security(name)?.constant);
                Some(quote!(&#path #constant))
            });
            quote!(&[#(#schemes),*])
        })
        .collect()
}

/// Whether the runtime can send all schemes of a set.
fn is_known(context: &Context<'_>, set: &[String]) -> bool {
    set.iter().all(|name| scheme(context, name).is_some())
}

/// A scheme that the runtime can send.
fn scheme<'a>(
    context: &Context<'a>,
    name: &str,
) -> Option<(&'a SecurityScheme, &'a SecurityNames)> {
    let scheme = context.api.security_schemes.get(name)?;
    let unsupported = matches!(scheme.kind, SecuritySchemeKind::Http { .. });
    let names = context.names.security(name)?;
    (!unsupported).then_some((scheme, names))
}

/// The whole file.
pub(super) fn tokens(context: &Context<'_>) -> TokenStream {
    let head = docs::inner_attributes(&docs::wrap(&format!(
        "The facts of the {} that the runtime reads.",
        describe::title(context.api)
    )));
    let schemes: Vec<_> = context
        .api
        .security_schemes
        .keys()
        .filter_map(|name| Some((name.as_str(), scheme(context, name)?)))
        .collect();
    let paging = Ways::new(context);
    let mut imports = vec!["Api"];
    let of_servers = server::setters(context);
    if !schemes.is_empty() || !of_servers.is_empty() {
        imports.push("ClientBuilder");
    }
    if !schemes.is_empty() {
        imports.extend(["Scheme", "SchemeKind"]);
    }
    if context.api.envelope.is_some() {
        imports.extend(["Envelope", "ErrorFields"]);
    }
    imports.sort_unstable();
    let imports: Vec<_> = imports.into_iter().map(ident).collect();
    let secrecy = (!schemes.is_empty()).then(|| quote! { use secrecy::SecretString; });
    let constants =
        schemes.iter().map(|(name, (scheme, names))| scheme_constant(name, scheme, names));
    let setters = schemes.iter().map(|(name, (scheme, names))| setter(name, scheme, names));
    let setters: Vec<_> = setters.chain(of_servers).collect();
    let builder = (!setters.is_empty()).then(|| {
        let setters = spaced(setters);
        quote! { impl ClientBuilder { #setters } }
    });
    let items = [
        quote! {
            use crate::runtime::model::WithoutOffset;
            use crate::runtime::{#(#imports),*};
            #secrecy
        },
        api(context, &paging),
        date_times(context),
    ];
    let items = items
        .into_iter()
        .chain(server::module(context))
        .chain(paging.module())
        .chain(constants)
        .chain(requirements(context))
        .chain(builder);
    code::file(&head, items)
}

/// How times are read that do not say where.
fn date_times(context: &Context<'_>) -> TokenStream {
    let how = match context.options.date_time_without_offset {
        WithoutOffset::Utc => quote!(Utc),
        WithoutOffset::Refuse | WithoutOffset::Civil => quote!(Refuse),
    };
    quote! {
        /// How a date and time without an offset from UTC is read.
        pub(crate) const DATE_TIME_WITHOUT_OFFSET: WithoutOffset = WithoutOffset::#how;
    }
}

fn api(context: &Context<'_>, paging: &Ways<'_>) -> TokenStream {
    let base = server::base_url(context);
    let variables = server::references(context);
    let base = match base {
        Some(url) => quote!(Some(#url)),
        None => quote!(None),
    };
    let variable = format!("{}_BASE_URL", context.names.env_prefix());
    let header = match &context.options.request_id_header {
        Some(name) => quote!(Some(#name)),
        None => quote!(Some("x-request-id")),
    };
    let envelope = match &context.api.envelope {
        Some(envelope) => {
            let success = match &envelope.success {
                Some(name) => quote!(Some(#name)),
                None => quote!(None),
            };
            let (errors, result) =
                (envelope.errors.as_deref().unwrap_or("errors"), &envelope.result);
            quote! {
                Some(Envelope {
                    success: #success,
                    errors: #errors,
                    result: #result,
                    error: ErrorFields {
                        code: &["code"],
                        message: &["message"],
                        documentation_url: &["documentation_url"],
                        pointer: &["source", "pointer"],
                    },
                })
            }
        }
        None => quote!(None),
    };
    let paging = paging.usual();
    let credentials = sets(context, &precedence(context), &TokenStream::new());
    let required = are_credentials_required(context);
    quote! {
        /// What holds for every call.
        pub(crate) static API: Api = Api {
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            base_url: #base,
            server_variables: #variables,
            base_url_variable: #variable,
            request_id_header: #header,
            envelope: #envelope,
            paging: #paging,
            credentials: &[#(#credentials),*],
            credentials_required: #required,
        };
    }
}

/// Whether no operation can be called without credentials.
fn are_credentials_required(context: &Context<'_>) -> bool {
    let asks = |alternatives: &Vec<SecurityRequirement>| {
        let sets = SecurityRequirement::scheme_sets(alternatives);
        let mut known = sets.into_iter().filter(|set| is_known(context, set)).peekable();
        known.peek().is_some() && known.all(|set| !set.is_empty())
    };
    let all = &context.api.security;
    let mut operations = context.api.operations.iter();
    operations.all(|operation| asks(operation.security.as_ref().unwrap_or(all)))
}

/// The sets of schemes in the order in which they are tried: as the options say, else those of the
/// document and of its operations in the document's order.
fn precedence(context: &Context<'_>) -> Vec<SecurityRequirement> {
    let chosen = &context.options.credentials.precedence;
    let mut all: Vec<SecurityRequirement> = chosen
        .iter()
        .map(|set| {
            let mut schemes = set.value.clone();
            schemes.sort_unstable();
            SecurityRequirement { schemes, scopes: BTreeMap::new() }
        })
        .collect();
    let operations = context.api.operations.iter();
    let theirs = operations.filter_map(|it| it.security.as_ref()).flatten();
    for set in context.api.security.iter().chain(theirs) {
        let is_known = all.iter().any(|known| known.schemes == set.schemes);
        if !set.schemes.is_empty() && !is_known {
            all.push(set.clone());
        }
    }
    all
}

fn scheme_constant(name: &str, scheme: &SecurityScheme, names: &SecurityNames) -> TokenStream {
    let constant = ident(&names.constant);
    let docs = docs::attributes(&docs::wrap(&format!("The security scheme {}.", docs::code(name))));
    let kind = match &scheme.kind {
        SecuritySchemeKind::ApiKey { place, name } => {
            let place = ident(match place {
                ApiKeyPlace::Header => "Header",
                ApiKeyPlace::Query => "Query",
                ApiKeyPlace::Cookie => "Cookie",
            });
            quote!(SchemeKind::#place(#name))
        }
        SecuritySchemeKind::Basic => quote!(SchemeKind::Basic),
        _ => quote!(SchemeKind::Bearer),
    };
    let env = &names.env;
    let variables = match &names.env_user {
        Some(user) => quote!(&[#user, #env]),
        None => quote!(&[#env]),
    };
    let setter = &names.setter;
    quote! {
        #docs
        pub(crate) static #constant: Scheme = Scheme {
            name: #name,
            kind: #kind,
            variables: #variables,
            setter: #setter,
        };
    }
}

fn setter(name: &str, scheme: &SecurityScheme, names: &SecurityNames) -> TokenStream {
    let (method, constant) = (ident(&names.setter), ident(&names.constant));
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
    let scheme_name = docs::code(name);
    let mut lines =
        docs::wrap(&format!("Sets the secret of the scheme {scheme_name}, sent in {what}."));
    let text = scheme.description.as_deref().map(docs::lines).unwrap_or_default();
    if !text.is_empty() {
        lines.push(String::new());
        lines.extend(text);
    }
    lines.push(String::new());
    lines.push(format!("`Client::from_env` reads it from `{}`.", names.env));
    let docs = docs::attributes(&lines);
    if scheme.kind == SecuritySchemeKind::Basic {
        return quote! {
            #docs
            pub fn #method(
                self,
                user: impl Into<SecretString>,
                password: impl Into<SecretString>,
            ) -> Self {
                self.basic_credential(&#constant, user.into(), password.into())
            }
        };
    }
    quote! {
        #docs
        pub fn #method(self, secret: impl Into<SecretString>) -> Self {
            self.credential(&#constant, secret.into())
        }
    }
}
