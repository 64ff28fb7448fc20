//! One operation: its facts, its function on the group's handle, and its builder.

use super::code::{ident, spaced};
use super::context::Context;
use super::parameter::{self, Step};
use super::rust_type::{self, Scope};
use super::{config, deprecation, describe, docs, example};
use crate::api::{Content, Operation, Parameter, RequestBody, Schema, SecurityRequirement, Type};
use crate::names::{GroupNames, OperationNames, ParameterNames};
use crate::options::PaginationOptions;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// What is needed to write an operation down.
pub(super) struct Emitter<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) group: &'a GroupNames,
    pub(super) operation: &'a Operation,
    pub(super) names: &'a OperationNames,
}

/// What a caller gets.
pub(super) enum Reply<'a> {
    /// Nothing.
    Nothing,
    /// A page of items, read from an envelope or from a plain list.
    Page(&'a Schema),
    /// A value out of an envelope.
    Enveloped(&'a Schema),
    /// A JSON value.
    Json(&'a Schema),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

impl<'a> Emitter<'a> {
    /// What is needed for the operation of that index.
    pub(super) fn new(
        context: &'a Context<'a>,
        group: &'a GroupNames,
        index: usize,
    ) -> Option<Self> {
        Some(Self {
            context,
            group,
            operation: context.api.operations.get(index)?,
            names: context.names.operation(index)?,
        })
    }

    /// The parameters with their names.
    pub(super) fn parameters(&self) -> impl Iterator<Item = (&'a Parameter, &'a ParameterNames)> {
        self.operation.parameters.iter().zip(&self.names.parameters)
    }

    /// The body in the media type that is sent.
    pub(super) fn body(&self) -> Option<(&'a RequestBody, &'a Content)> {
        let body = self.operation.request.as_ref()?;
        Some((body, preferred(&body.content)?))
    }

    /// What a caller gets.
    pub(super) fn reply(&self) -> Reply<'a> {
        let successes = self.operation.answers.iter().filter(|it| it.status.is_success());
        let content = successes.filter_map(|answer| preferred(&answer.content)).next();
        let Some(content) = content else {
            return Reply::Nothing;
        };
        if !content.media_type.is_json() {
            let text = content.media_type.essence().starts_with("text/");
            return if text { Reply::Text } else { Reply::Bytes };
        }
        let (schema, enveloped) = match (&content.envelope, &content.schema) {
            (Some(envelope), _) => match &envelope.result {
                Some(result) => (result, true),
                None => return Reply::Nothing,
            },
            (None, Some(schema)) => (schema, false),
            (None, None) => return Reply::Bytes,
        };
        match &schema.ty {
            Type::Array(items) if self.is_paged(enveloped) => Reply::Page(items),
            _ if enveloped => Reply::Enveloped(schema),
            _ => Reply::Json(schema),
        }
    }

    /// Whether the operation takes what asks for a page.
    fn is_paged(&self, enveloped: bool) -> bool {
        let has = |name: &str| {
            let mut all = self.operation.parameters.iter();
            all.any(|parameter| {
                parameter.place == crate::api::ParameterPlace::Query && parameter.name == name
            })
        };
        match &self.context.options.pagination {
            Some(PaginationOptions::PageNumber { page, .. }) => has(page),
            Some(PaginationOptions::Cursor { cursor, .. }) => enveloped && has(cursor),
            Some(PaginationOptions::LinkHeader) => true,
            None => false,
        }
    }

    /// What of the runtime the operation needs.
    pub(super) fn runtime(&self) -> Vec<&'static str> {
        let mut names = vec!["Call", "Operation"];
        names.push(match self.reply() {
            Reply::Page(_) => "paged",
            _ => "endpoint",
        });
        names.extend(self.parameters().flat_map(|(it, _)| parameter::runtime(it)));
        names
    }

    /// Whether the operation mentions a model by its path.
    pub(super) fn mentions_models(&self) -> bool {
        let mut mentioned = std::collections::BTreeSet::new();
        let mut add = |schema| rust_type::mentions(self.context, schema, &mut mentioned);
        self.operation.parameters.iter().for_each(|it| add(&it.schema));
        if let Some(schema) = self.body().and_then(|(_, content)| content.schema.as_ref()) {
            add(schema);
        }
        if let Reply::Page(schema) | Reply::Enveloped(schema) | Reply::Json(schema) = self.reply() {
            add(schema);
        }
        !mentioned.is_empty()
    }

    /// Whether the operation mentions the facts of the API.
    pub(super) fn mentions_config(&self) -> bool {
        matches!(self.reply(), Reply::Page(_)) || self.security().is_some()
    }

    /// The requirement, where it is not that of the document.
    fn security(&self) -> Option<&'a Vec<SecurityRequirement>> {
        let own = self.operation.security.as_ref()?;
        (*own != self.context.api.security).then_some(own)
    }

    fn constant(&self) -> Ident {
        let name = self.names.builder.trim_start_matches("r#");
        ident(&heck::ToShoutySnakeCase::to_shouty_snake_case(name))
    }

    /// The function of the group's handle.
    pub(super) fn function(&self) -> TokenStream {
        let docs = docs::attributes(&self.docs());
        let deprecated = deprecation::attribute(self.operation.deprecation.as_ref(), None);
        let (method, builder) = (ident(&self.names.method), ident(&self.names.builder));
        let constant = self.constant();
        let mut arguments = Vec::new();
        let mut steps = TokenStream::new();
        for (parameter, names) in self.parameters().filter(|(it, _)| it.required) {
            let Step { argument, call } = parameter::required(self.context, parameter, names);
            arguments.push(argument);
            steps.extend(call);
        }
        if let Some((body, content)) = self.body()
            && body.required
        {
            let Step { argument, call } = parameter::body(self.context, content);
            arguments.push(argument);
            steps.extend(call);
        }
        quote! {
            #docs
            #deprecated
            pub fn #method(&self, #(#arguments),*) -> #builder {
                #builder { call: Call::new(&self.client, &#constant) #steps }
            }
        }
    }

    fn docs(&self) -> Vec<String> {
        let operation = self.operation;
        let mut lines = Vec::new();
        let summary = operation.summary.as_deref().and_then(docs::sentence);
        let summary = summary.map(|text| docs::wrap(&docs::escape(&text))).unwrap_or_default();
        let description = operation.description.as_deref().map(docs::lines).unwrap_or_default();
        let route = docs::code(&format!("{} {}", operation.method.wire(), operation.path.text));
        if description.is_empty() {
            lines.extend(summary);
        }
        lines.extend(description);
        if lines.is_empty() {
            lines.push(format!("Calls {route}."));
        } else {
            lines.extend([String::new(), route]);
        }
        lines.extend([String::new(), self.answer()]);
        if let Some(line) = deprecation::doc_line(operation.deprecation.as_ref()) {
            lines.extend([String::new(), line]);
        }
        for line in self.deprecated_arguments() {
            lines.push(String::new());
            lines.extend(docs::wrap(&line));
        }
        lines.extend(example::section(self));
        lines
    }

    /// What the docs say of arguments that are on their way out: an argument has no attribute.
    fn deprecated_arguments(&self) -> impl Iterator<Item = String> {
        let required = self.parameters().filter(|(it, _)| it.required);
        required.filter_map(|(parameter, names)| {
            let deprecation = parameter.deprecation.as_ref()?;
            let name = docs::code(names.ident.trim_start_matches("r#"));
            Some(match deprecation.sunset {
                Some(sunset) => {
                    format!("The argument {name} is deprecated; it ends on {}.", sunset.date)
                }
                None => format!("The argument {name} is deprecated."),
            })
        })
    }

    /// What the docs say of the answer, since the signature only has the builder.
    fn answer(&self) -> String {
        let (before, schema) = match self.reply() {
            Reply::Nothing => return "The answer has no value.".to_owned(),
            Reply::Text => return "The answer is text.".to_owned(),
            Reply::Bytes => return "The answer is bytes, as they come.".to_owned(),
            Reply::Page(items) => ("The answer comes in pages of", items),
            Reply::Enveloped(schema) | Reply::Json(schema) => ("The answer is", schema),
        };
        let (before, inner) = match &schema.ty {
            Type::Array(items) => (format!("{before} a list of"), items.as_ref()),
            Type::Map(values) => (format!("{before} a map of"), values.as_ref()),
            _ => (before.to_owned(), schema),
        };
        match self.context.named(inner) {
            Some(model) => {
                let name = &model.names.ident;
                format!("{before} [`{name}`](crate::models::{name}).")
            }
            None => {
                let ty = rust_type::value(self.context, inner, Scope::Api).to_string();
                format!("{before} {}.", docs::code(&ty.replace(' ', "")))
            }
        }
    }

    /// The facts of the operation, its builder, and the setters of the builder.
    pub(super) fn builder(&self) -> TokenStream {
        let builder = ident(&self.names.builder);
        let function = format!(
            "The call that [`{handle}::{method}`] makes; it is sent when it is awaited.",
            handle = self.group.handle,
            method = self.names.method.trim_start_matches("r#"),
        );
        let docs = docs::attributes(&docs::wrap(&function));
        let deprecated = deprecation::attribute(self.operation.deprecation.as_ref(), None);
        let setters = self
            .parameters()
            .filter(|(it, _)| !it.required)
            .flat_map(|(it, names)| parameter::setters(self.context, it, names))
            .chain(self.body_setter());
        let setters: Vec<TokenStream> = setters.collect();
        let setters = (!setters.is_empty()).then(|| {
            let setters = spaced(setters);
            quote! { impl #builder { #setters } }
        });
        let definition = quote! {
            #docs
            #deprecated
            #[derive(Clone, Debug)]
            #[must_use = "a call is sent when it is awaited"]
            pub struct #builder {
                call: Call,
            }
        };
        spaced([self.facts(), definition, setters.unwrap_or_default(), self.conclusion()])
    }

    fn body_setter(&self) -> Option<TokenStream> {
        let (body, content) = self.body().filter(|(body, _)| !body.required)?;
        let Step { argument, call } = parameter::body(self.context, content);
        let text = body.description.as_deref().map(docs::lines).unwrap_or_default();
        let docs = docs::attributes(&describe::with(text, None, "The body."));
        Some(quote! {
            #docs
            pub fn body(self, #argument) -> Self {
                Self { call: self.call #call }
            }
        })
    }

    fn facts(&self) -> TokenStream {
        let constant = self.constant();
        let id = match &self.operation.id {
            Some(id) => id.clone(),
            None => format!("{} {}", self.operation.method.wire(), self.operation.path.text),
        };
        let path = &self.operation.path.text;
        let method = ident(self.operation.method.wire());
        let security = match self.security() {
            Some(alternatives) => {
                let requirement = config::requirement(self.context, alternatives);
                quote!(Some(#requirement))
            }
            None => quote!(None),
        };
        let (paging, accept) = match self.reply() {
            Reply::Page(_) => (quote!(Some(&config::PAGING)), "application/json"),
            Reply::Text => (quote!(None), "text/*"),
            Reply::Bytes => (quote!(None), "*/*"),
            _ => (quote!(None), "application/json"),
        };
        quote! {
            static #constant: Operation = Operation {
                id: #id,
                method: Method::#method,
                path: Cow::Borrowed(#path),
                accept: #accept,
                security: #security,
                paging: #paging,
            };
        }
    }

    /// What makes the builder a call: the macro names what it answers.
    fn conclusion(&self) -> TokenStream {
        let builder = ident(&self.names.builder);
        let value = |schema| rust_type::value(self.context, schema, Scope::Api);
        match self.reply() {
            Reply::Nothing => quote! { endpoint!(#builder => (), Nothing); },
            Reply::Page(items) => {
                let items = value(items);
                quote! { paged!(#builder => #items); }
            }
            Reply::Enveloped(schema) => {
                let value = value(schema);
                quote! { endpoint!(#builder => #value); }
            }
            Reply::Json(schema) => {
                let value = value(schema);
                quote! { endpoint!(#builder => #value, Json); }
            }
            Reply::Text => quote! { endpoint!(#builder => String, AsText); },
            Reply::Bytes => quote! { endpoint!(#builder => crate::Bytes, AsBytes); },
        }
    }
}

/// The form of a body that the crate speaks: JSON where there is a choice.
fn preferred(content: &[Content]) -> Option<&Content> {
    content.iter().find(|it| it.media_type.is_json()).or_else(|| content.first())
}
