//! One operation: its facts, its function on the group's handle, and its builder.

use super::code::{ident, spaced};
use super::context::Context;
use super::parameter::{self, Step};
use super::reply::{self, Events, Reply};
use super::rust_type::{self, Scope};
use super::{config, deprecation, describe, docs, example, server};
use crate::api::{
    BodyKind, Content, Operation, Parameter, RequestBody, SecurityRequirement, Type, files, form,
    preferred,
};
use crate::names::{GroupNames, OperationNames, ParameterNames};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// What is needed to write an operation down.
pub(super) struct Emitter<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) group: &'a GroupNames,
    pub(super) operation: &'a Operation,
    pub(super) names: &'a OperationNames,
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
        reply::reply(self.context, self.operation)
    }

    /// What of the runtime the operation needs.
    pub(super) fn runtime(&self) -> Vec<&'static str> {
        let mut names = vec!["Call", "Operation"];
        let reply = self.reply();
        match (self.plain(), &reply) {
            (Some((_, read)), _) => names.extend(["PlainCall", read]),
            (None, Reply::Page(_)) => names.push("paged"),
            (None, _) => names.push("endpoint"),
        }
        names.extend(reply::listed(self.operation, &reply).map(|_| "listed"));
        names.extend(self.parameters().flat_map(|(it, _)| parameter::runtime(it)));
        let bodies = self.operation.request.iter().flat_map(|body| &body.content);
        if bodies.clone().any(|it| it.kind() == BodyKind::Form && !it.styles.is_empty()) {
            names.extend(["QueryStyle", "Reserved"]);
        }
        names
    }

    /// Whether the operation has types for the bodies of errors.
    pub(super) fn mentions_errors(&self) -> bool {
        !reply::errors(self.operation).is_empty()
    }

    /// Whether the operation mentions a model by its path.
    pub(super) fn mentions_models(&self) -> bool {
        let mut mentioned = std::collections::BTreeSet::new();
        let mut add = |schema| rust_type::mentions(self.context, schema, &mut mentioned);
        self.operation.parameters.iter().for_each(|it| add(&it.schema));
        let bodies = self.operation.request.iter().flat_map(|body| &body.content);
        for content in bodies {
            match form(self.context.api, content) {
                Some(object) => object.properties.iter().for_each(|it| {
                    let media_type = content.parts.get(&it.name).map(String::as_str);
                    let is_file = files(self.context.api, &it.schema, media_type).is_some();
                    if !it.read_only && !is_file {
                        add(&it.schema);
                    }
                }),
                None if parameter::takes_model(content) => content.schema.iter().for_each(&mut add),
                None => {}
            }
        }
        let reply = self.reply();
        reply.schemas().into_iter().for_each(&mut add);
        reply::listed(self.operation, &reply).into_iter().for_each(&mut add);
        if let Some(Events::Json(schema) | Events::Whole(schema)) =
            reply::events_of(self.context, self.operation)
        {
            add(schema);
        }
        reply::errors(self.operation).into_iter().for_each(|(_, schema)| add(schema));
        !mentioned.is_empty()
    }

    /// Whether the operation mentions the facts of the API.
    pub(super) fn mentions_config(&self) -> bool {
        self.paging().is_some() || self.security().is_some()
    }

    /// The constant that says how the list comes in pages.
    fn paging(&self) -> Option<Ident> {
        let reply = self.reply();
        let is_paged =
            matches!(reply, Reply::Page(_)) || reply::listed(self.operation, &reply).is_some();
        self.names.paging.as_deref().filter(|_| is_paged).map(ident)
    }

    /// The requirement, where it is not that of the document.
    fn security(&self) -> Option<&'a Vec<SecurityRequirement>> {
        let own = self.operation.security.as_ref()?;
        let is_usual = SecurityRequirement::same_schemes(own, &self.context.api.security);
        (!is_usual).then_some(own)
    }

    /// What the docs say of what a caller must be allowed to do.
    fn scopes(&self) -> impl Iterator<Item = String> {
        let usual = &self.context.api.security;
        describe::scopes(self.operation.security.as_ref().unwrap_or(usual))
    }

    fn constant(&self) -> Ident {
        let name = self.names.builder.trim_start_matches("r#");
        ident(&heck::ToShoutySnakeCase::to_shouty_snake_case(name))
    }

    /// The functions of the group's handle: one, and one for each other media type of the body.
    pub(super) fn functions(&self) -> Vec<TokenStream> {
        let docs = docs::attributes(&self.docs());
        let main =
            self.function(&self.names.method, self.body().map(|(_, content)| content), &docs);
        let request = self.operation.request.as_ref();
        let others = self.names.others.iter().filter_map(|(index, name)| {
            let content = request?.content.get(*index)?;
            let main = self.names.method.trim_start_matches("r#");
            let docs = docs::attributes(&docs::wrap(&format!(
                "As [`{main}`](Self::{main}), with the body as {}.",
                docs::code(&content.media_type.0),
            )));
            Some(self.function(name, Some(content), &docs))
        });
        std::iter::once(main).chain(others).collect()
    }

    fn function(&self, method: &str, content: Option<&Content>, docs: &TokenStream) -> TokenStream {
        let deprecated = deprecation::attribute(self.operation.deprecation.as_ref(), None);
        let (method, builder) = (ident(method), ident(&self.names.builder));
        let constant = self.constant();
        let mut arguments = Vec::new();
        let mut steps = TokenStream::new();
        for (parameter, names) in self.parameters().filter(|(it, _)| it.required) {
            let Step { argument, call } = parameter::required(self.context, parameter, names);
            arguments.push(argument);
            steps.extend(call);
        }
        let is_main =
            self.body().map(|(_, main)| &main.media_type) == content.map(|it| &it.media_type);
        if let (Some(content), Some(request)) = (content, &self.operation.request)
            && (request.required || !is_main)
        {
            let Step { argument, call } = parameter::body(self.context, content, self.names);
            arguments.push(argument);
            steps.extend(call);
        }
        // A call takes what the API asks for.
        let many = (arguments.len() > 6).then(|| quote!(#[allow(clippy::too_many_arguments)]));
        let call = quote! { Call::new(&self.client, &#constant) #steps };
        let value = match self.plain() {
            Some((_, read)) => {
                let read = ident(read);
                quote! { #call.reads(#read) }
            }
            None => quote! { #builder { call: #call } },
        };
        quote! {
            #docs
            #deprecated
            #many
            pub fn #method(&self, #(#arguments),*) -> #builder {
                #value
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
        if let Some(items) = reply::listed(self.operation, &self.reply()) {
            lines.push(String::new());
            lines.extend(docs::wrap(&format!(
                "It is a page of a list: `.items()` gives each {} of all pages.",
                self.type_link(items)
            )));
        }
        let notes = server::note(self.context, operation).into_iter();
        for line in notes.chain(self.scopes()) {
            lines.push(String::new());
            lines.extend(docs::wrap(&line));
        }
        if let Some(line) = deprecation::doc_line(operation.deprecation.as_ref()) {
            lines.extend([String::new(), line]);
        }
        for line in self.deprecated_arguments() {
            lines.push(String::new());
            lines.extend(docs::wrap(&line));
        }
        lines.extend(self.error_docs());
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
            Reply::ByStatus(_) => {
                let name = &self.names.response;
                return format!("The answer is [`{name}`]: the status says what it holds.");
            }
            Reply::Events(Events::Text) => {
                return "The answer is a stream of events with text.".to_owned();
            }
            Reply::Events(Events::Json(schema) | Events::Whole(schema)) => {
                ("The answer is a stream of events with", schema)
            }
            Reply::Page(items) => ("The answer comes in pages of", items),
            Reply::Enveloped(schema) | Reply::Json(schema) => ("The answer is", schema),
        };
        let (before, inner) = match &schema.ty {
            Type::Array(items) => (format!("{before} a list of"), items.as_ref()),
            Type::Map(values) => (format!("{before} a map of"), values.as_ref()),
            _ => (before.to_owned(), schema),
        };
        format!("{before} {}.", self.type_link(inner))
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
        let definition = match self.plain() {
            Some((value, _)) => vec![quote! {
                #docs
                #deprecated
                pub type #builder = PlainCall<#value>;
            }],
            None => {
                let setters = self.setters();
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
                vec![definition, setters.unwrap_or_default(), self.conclusion()]
            }
        };
        let items = std::iter::once(self.facts()).chain(definition);
        spaced(items.chain(self.answer_type()).chain(self.form_type()))
    }

    /// What a caller may set, and other ways to read the answer.
    fn setters(&self) -> Vec<TokenStream> {
        self.parameters()
            .filter(|(it, _)| !it.required)
            .flat_map(|(it, names)| parameter::setters(self.context, it, names))
            .chain(self.body_setter())
            .chain(self.readers())
            .collect()
    }

    fn has_setters(&self) -> bool {
        self.parameters().any(|(it, _)| !it.required)
            || self.body().is_some_and(|(body, _)| !body.required)
            || !self.readers().is_empty()
    }

    /// The type of the answer, and how it is read, where the call has nothing of its own: there may be
    /// hundreds of them, and a compiler is quicker with one type for all.
    fn plain(&self) -> Option<(TokenStream, &'static str)> {
        let reply = self.reply();
        let is_plain = !self.has_setters()
            && !matches!(reply, Reply::Page(_))
            && reply::listed(self.operation, &reply).is_none();
        is_plain.then(|| self.read(&reply))
    }

    /// The type of an answer, and how the runtime reads it.
    fn read(&self, reply: &Reply<'_>) -> (TokenStream, &'static str) {
        match reply {
            Reply::ByStatus(_) => {
                let answer = ident(&self.names.response);
                (quote!(#answer), "ByStatus")
            }
            reply => reply.read(self.context),
        }
    }

    fn body_setter(&self) -> Option<TokenStream> {
        let (body, content) = self.body().filter(|(body, _)| !body.required)?;
        let Step { argument, call } = parameter::body(self.context, content, self.names);
        let text = body.description.as_deref().map(docs::lines).unwrap_or_default();
        let docs = docs::attributes(&describe::with(text, Some("Sets the body.".to_owned()), ""));
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
        let reply = self.reply();
        let accept = reply::accept(self.operation, &reply);
        let accept = (accept != "application/json").then(|| quote!(.accept(#accept)));
        let security = self.security().map(|alternatives| {
            let requirement = config::requirement(self.context, alternatives);
            quote!(.security(#requirement))
        });
        let paging = self.paging().map(|name| quote!(.paging(&config::paging::#name)));
        let server = server::of_operation(self.context, self.operation);
        let server = server.map(|server| quote!(.server(#server)));
        let errors = self.error_facts();
        quote! {
            static #constant: Operation =
                Operation::new(#id, Method::#method, #path) #accept #security #paging #server #errors;
        }
    }

    /// What makes the builder a call: the macro names what it answers.
    fn conclusion(&self) -> TokenStream {
        let builder = ident(&self.names.builder);
        let reply = self.reply();
        let listed = reply::listed(self.operation, &reply).map(|items| {
            let items = rust_type::value(self.context, items, Scope::Api);
            quote! { listed!(#builder => #items); }
        });
        let endpoint = self.endpoint(&builder, reply);
        quote! { #endpoint #listed }
    }

    fn endpoint(&self, builder: &Ident, reply: Reply<'_>) -> TokenStream {
        match reply {
            Reply::Page(items) => {
                let items = rust_type::value(self.context, items, Scope::Api);
                quote! { paged!(#builder => #items); }
            }
            reply @ Reply::Enveloped(_) => {
                let (value, _) = self.read(&reply);
                quote! { endpoint!(#builder => #value); }
            }
            reply => {
                let (value, read) = self.read(&reply);
                let read = ident(read);
                quote! { endpoint!(#builder => #value, #read); }
            }
        }
    }
}
