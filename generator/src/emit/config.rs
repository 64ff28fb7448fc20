//! `config.rs`: the facts of the API that the runtime reads, and the setters of the builder of a client.

use super::code::{ident, option};
use super::page::{Block, Page, Words};
use crate::api::{ApiKeyPlace, PageNumbers, PageStyle, SecuritySchemeKind, Wrapper};
use crate::plan::{Config, Credential, Paging, Scheme, TimesWithoutOffset, Variable};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The whole file.
pub(super) fn pieces<'p>(config: &'p Config<'_>, page: &mut Page<'p>) {
    page.code(api(config));
    page.code(date_times(config));
    servers(config, page);
    page.code(paging(&config.paging));
    for scheme in &config.schemes {
        page.item(&scheme.docs, constant(scheme));
    }
    page.code(requirements(config));
    let mut builder = Block::new(quote! { impl ClientBuilder });
    config.schemes.iter().for_each(|it| builder.member(&it.setter.docs, scheme_setter(it)));
    config.variables.iter().for_each(|it| builder.member(&it.setter.docs, variable_setter(it)));
    page.functions(builder);
}

fn api(config: &Config<'_>) -> TokenStream {
    let base = option(config.base_url.as_ref());
    let variables = config.variables.iter().map(|it| ident(it.constant));
    let variable = &config.base_url_variable;
    let header = config.request_id_header;
    let envelope = option(config.envelope.map(envelope));
    let paging = option(config.usual_paging.map(|name| {
        let name = ident(name);
        quote!(&paging::#name)
    }));
    let credentials = sets(&config.credentials, &TokenStream::new());
    let required = config.credentials_required;
    quote! {
        /// What holds for every call.
        pub(crate) static API: Api = Api {
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            base_url: #base,
            server_variables: &[#(&server::#variables),*],
            base_url_variable: #variable,
            request_id_header: Some(#header),
            envelope: #envelope,
            paging: #paging,
            credentials: #credentials,
            credentials_required: #required,
        };
    }
}

/// How times are read that do not say where.
fn date_times(config: &Config<'_>) -> TokenStream {
    let is_utc = config.without_offset == TimesWithoutOffset::Utc;
    quote! {
        /// Whether a date and time without an offset from UTC is one by the clock of UTC. It is an error
        /// else.
        pub(crate) const TIMES_WITHOUT_OFFSET_ARE_UTC: bool = #is_utc;
    }
}

fn envelope(envelope: &Wrapper) -> TokenStream {
    let success = option(envelope.success.as_ref());
    let (errors, result) = (envelope.errors.as_deref().unwrap_or("errors"), &envelope.result);
    quote! {
        Envelope {
            success: #success,
            errors: #errors,
            result: #result,
            error: ErrorFields {
                code: &["code"],
                message: &["message"],
                documentation_url: &["documentation_url"],
                pointer: &["source", "pointer"],
            },
        }
    }
}

/// Sets of schemes, each `&[&API_KEY, …]`. `path` leads to the constants.
pub(super) fn sets(sets: &[Vec<&str>], path: &TokenStream) -> TokenStream {
    let sets = sets.iter().map(|set| {
        let schemes = set.iter().map(|name| ident(name));
        quote!(&[#(&#path #schemes),*])
    });
    quote!(&[#(#sets),*])
}

/// The module of the variables in the addresses of servers; none where there are none.
fn servers(config: &Config<'_>, page: &mut Page<'_>) {
    if config.variables.is_empty() {
        return;
    }
    let mut block = Block::new(quote! { mod server });
    block.member(Words::default(), quote! { use crate::runtime::ServerVariable; });
    for Variable { wire, constant, default, values, addresses, setter } in &config.variables {
        let (constant, setter) = (ident(constant), setter.name);
        block.member(
            Words::default(),
            quote! {
                pub(crate) static #constant: ServerVariable = ServerVariable {
                    name: #wire,
                    setter: #setter,
                    default: #default,
                    values: &[#(#values),*],
                    addresses: &[#(#addresses),*],
                };
            },
        );
    }
    let docs = vec!["The variables in the addresses of servers.".to_owned()];
    page.block(Words::default().and(docs), block);
}

/// The module of the ways in which lists come in pages.
fn paging(ways: &[Paging<'_>]) -> TokenStream {
    if ways.is_empty() {
        return TokenStream::new();
    }
    let constants = ways.iter().map(|way| {
        let name = ident(way.constant);
        let (items, more) = (way.items, way.more);
        let (info, style) = (page_fields(way.info), page_style(way.style));
        quote! {
            pub(crate) static #name: Paging = Paging {
                items: &[#(#items),*],
                info: #info,
                style: PageStyle::#style,
                more: &[#(#more),*],
            };
        }
    });
    quote! {
        /// How lists come in pages.
        pub(crate) mod paging {
            use crate::runtime::{PageFields, PageStyle, Paging};
            #(#constants)*
        }
    }
}

fn page_style(style: &PageStyle) -> TokenStream {
    match style {
        PageStyle::Number { page, first } => {
            let first = Literal::u64_unsuffixed(*first);
            quote!(Number { page: #page, first: #first })
        }
        PageStyle::Offset { offset } => quote!(Offset { offset: #offset }),
        PageStyle::Cursor { cursor, next } => {
            quote!(Cursor { cursor: #cursor, next: &[#(#next),*] })
        }
        PageStyle::LastItem { cursor, id } => quote!(LastItem { cursor: #cursor, id: #id }),
        PageStyle::Url { next } => quote!(Url { next: &[#(#next),*] }),
        PageStyle::LinkHeader => quote!(LinkHeader),
    }
}

fn page_fields(info: &PageNumbers) -> TokenStream {
    if *info == PageNumbers::default() {
        return quote!(PageFields::NONE);
    }
    let PageNumbers { count, page, per_page, total_count, total_pages } = info;
    quote! {
        PageFields {
            count: &[#(#count),*],
            page: &[#(#page),*],
            per_page: &[#(#per_page),*],
            total_count: &[#(#total_count),*],
            total_pages: &[#(#total_pages),*],
        }
    }
}

/// The module of what operations ask for that do not ask for what the document asks for.
fn requirements(config: &Config<'_>) -> TokenStream {
    if config.requirements.is_empty() {
        return TokenStream::new();
    }
    let constants = config.requirements.iter().map(|(name, sets)| {
        let (name, sets) = (ident(name), self::sets(sets, &quote!(super::)));
        quote! { pub(crate) static #name: &[Requirement] = #sets; }
    });
    quote! {
        /// What operations ask for that do not ask for what the document asks for.
        pub(crate) mod requirement {
            use crate::runtime::Requirement;
            #(#constants)*
        }
    }
}

fn constant(scheme: &Scheme<'_>) -> TokenStream {
    let Scheme { wire, variables, .. } = scheme;
    let (constant, setter) = (ident(scheme.constant), scheme.setter.name);
    let kind = match scheme.kind {
        SecuritySchemeKind::ApiKey { place, name } => {
            let place = ident(match place {
                ApiKeyPlace::Header => "Header",
                ApiKeyPlace::Query => "Query",
                ApiKeyPlace::Cookie => "Cookie",
            });
            quote!(#place(#name))
        }
        SecuritySchemeKind::Basic => quote!(Basic),
        _ => quote!(Bearer),
    };
    quote! {
        pub(crate) static #constant: Scheme = Scheme {
            name: #wire,
            kind: SchemeKind::#kind,
            variables: &[#(#variables),*],
            setter: #setter,
        };
    }
}

fn scheme_setter(scheme: &Scheme<'_>) -> TokenStream {
    let (method, constant) = (ident(scheme.setter.name), ident(scheme.constant));
    match scheme.credential {
        Credential::UserAndPassword => quote! {
            pub fn #method(
                self,
                user: impl Into<SecretString>,
                password: impl Into<SecretString>,
            ) -> Self {
                self.basic_credential(&#constant, user.into(), password.into())
            }
        },
        Credential::Secret => quote! {
            pub fn #method(self, secret: impl Into<SecretString>) -> Self {
                self.credential(&#constant, secret.into())
            }
        },
    }
}

fn variable_setter(variable: &Variable<'_>) -> TokenStream {
    let (method, constant) = (ident(variable.setter.name), ident(variable.constant));
    quote! {
        pub fn #method(self, #method: impl Into<String>) -> Self {
            self.server_variable(&server::#constant, #method.into())
        }
    }
}
