//! Operations: the functions that make calls, the facts of each, and the types of the calls.

use super::endpoint::Endpoint;
use super::step::{self, Input, InputSetter};
use super::{
    ByStatus, CallExample, Data, Docs, Form, Head, Read, Reply, Requirement, RustType, config,
    deprecation, describe, example, form, reply, server, status,
};
use crate::api::{Content, Method, ParameterPlace, SecurityRequirement, Shape as Of, Type};
use crate::docs;
use std::borrow::Cow;

/// A function of a handle that makes a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function<'a> {
    /// The place of its operation in [`Api::operations`](crate::api::Api::operations).
    pub operation: usize,
    /// Its name and docs.
    pub head: Head<'a>,
    /// The example that its docs end with.
    pub example: Option<CallExample<'a>>,
    /// What it takes.
    pub inputs: Vec<Input<'a>>,
    /// The constant with the facts of the operation.
    pub facts: String,
    /// The type of the call that it gives.
    pub call: &'a str,
    /// What reads the response of a plain call.
    pub reads: Option<&'static str>,
}

/// An operation in the file of its group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call<'a> {
    /// Its place in [`Api::operations`](crate::api::Api::operations).
    pub operation: usize,
    /// The name and docs of its type.
    pub head: Head<'a>,
    /// What the runtime has to know of it.
    pub facts: Facts<'a>,
    /// What its type is.
    pub shape: Shape<'a>,
    /// The type of what comes back, where that depends on the status.
    pub by_status: Option<ByStatus<'a>>,
    /// The type of the form that it sends.
    pub form: Option<Form<'a>>,
}

/// What the runtime has to know of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts<'a> {
    /// The constant: `LIST`.
    pub name: String,
    /// `operationId`, or method and path.
    pub id: Cow<'a, str>,
    /// The method.
    pub method: Method,
    /// The path template.
    pub path: &'a str,
    /// The media types that it asks for, where they are not JSON alone.
    pub accept: Option<String>,
    /// What it asks of the caller, where that is not what the document asks for.
    pub security: Option<Requirement<'a>>,
    /// The constant that says how its list comes in pages.
    pub paging: Option<&'a str>,
    /// Where it is served, if elsewhere than the rest.
    pub server: Option<String>,
    /// The types of the bodies of errors, by status as the document has it.
    pub errors: Vec<(String, RustType<'a>)>,
}

/// What the type of a call is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape<'a> {
    /// An alias of the runtime's `PlainCall`, which is one type for all calls that have nothing of their
    /// own: there may be hundreds of them, and a compiler is quicker so.
    Plain(Read<'a>),
    /// A struct of its own: `Clone`, `Debug` and `#[must_use]`.
    Builder(Builder<'a>),
}

/// The type of a call that has something of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Builder<'a> {
    /// What a caller may set.
    pub setters: Vec<InputSetter<'a>>,
    /// The function `stream`.
    pub stream: Option<Stream>,
    /// The function `events`.
    pub events: Option<Events<'a>>,
    /// What it gives when it is awaited: the value itself, or pages of items.
    pub gives: Gives<'a>,
    /// The items of the pages, where a response has more in it than a list.
    pub items: Option<RustType<'a>>,
}

/// What a call gives when it is awaited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gives<'a> {
    /// A value.
    Value(Read<'a>),
    /// A page of items.
    Page(RustType<'a>),
}

/// The function `stream` of a call: the body as it comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stream {
    /// What its docs say.
    pub docs: Docs,
    /// The media types that it asks for.
    pub accept: String,
}

/// The function `events` of a call: server-sent events as they come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Events<'a> {
    /// What its docs say.
    pub docs: Docs,
    /// What an event carries.
    pub data: Data<'a>,
    /// How the call asks for events.
    pub flag: Option<Flag>,
}

/// Where `stream` is set to true, so that the API sends events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// In the query.
    Query,
    /// In the body.
    Body,
}

impl<'a> Endpoint<'_, 'a> {
    /// The functions of the handle: one, and one for each other media type of the body.
    pub(super) fn functions(&self) -> Vec<Function<'a>> {
        let planner = self.planner;
        let content = self.body().map(|(_, content)| content);
        let example = || planner.with_docs.then(|| example::call(self)).flatten();
        let main = self.function(&self.names.method, content, planner.docs(|| self.docs()));
        let main = Function { example: example(), ..main };
        let others = self.names.others.iter().filter_map(|(index, name)| {
            let content = self.operation.request.as_ref()?.content.get(*index)?;
            let main = self.names.method.trim_start_matches("r#");
            let words = || {
                docs::wrap(&format!(
                    "As [`{main}`](Self::{main}), with the body as {}.",
                    docs::code(&content.media_type.0),
                ))
            };
            Some(self.function(name, Some(content), planner.docs(words)))
        });
        std::iter::once(main).chain(others).collect()
    }

    fn function(&self, name: &'a str, content: Option<&'a Content>, docs: Docs) -> Function<'a> {
        let required = self.parameters().filter(|(_, parameter, _)| parameter.required);
        let mut inputs: Vec<Input<'a>> =
            required.map(|(at, it, names)| step::required(self.planner, at, it, names)).collect();
        let main = self.body().map(|(_, main)| &main.media_type);
        let is_main = main == content.map(|it| &it.media_type);
        if let (Some(content), Some(request)) = (content, &self.operation.request)
            && (request.required || !is_main)
        {
            inputs.push(step::body(self.planner, content, self.names));
        }
        Function {
            operation: self.index,
            head: Head { name, docs, deprecated: self.deprecated() },
            example: None,
            inputs,
            facts: self.constant(),
            call: &self.names.builder,
            reads: self.plain().map(|read| read.by),
        }
    }

    /// The facts of the operation, and the type of its call.
    pub(super) fn call(&self) -> Call<'a> {
        let words = || {
            docs::wrap(&format!(
                "The call that [`{handle}::{method}`] makes; it is sent when it is awaited.",
                handle = self.group.handle,
                method = self.names.method.trim_start_matches("r#"),
            ))
        };
        Call {
            operation: self.index,
            head: Head {
                name: &self.names.builder,
                docs: self.planner.docs(words),
                deprecated: self.deprecated(),
            },
            facts: self.facts(),
            shape: match self.plain() {
                Some(read) => Shape::Plain(read),
                None => Shape::Builder(self.builder()),
            },
            by_status: status::by_status(self),
            form: form::form(self),
        }
    }

    fn deprecated(&self) -> Option<super::Deprecated> {
        deprecation::deprecated(self.operation.deprecation.as_ref(), None)
    }

    fn constant(&self) -> String {
        let name = self.names.builder.trim_start_matches("r#");
        heck::ToShoutySnakeCase::to_shouty_snake_case(name)
    }

    fn facts(&self) -> Facts<'a> {
        let (planner, operation) = (self.planner, self.operation);
        let path = operation.path.text.as_str();
        let accept = reply::accept(operation, &self.reply);
        // What is asked for like everything else is not said again.
        let usual = &planner.api.security;
        let own = operation.security.as_ref();
        let own = own.filter(|own| !SecurityRequirement::same_schemes(own, usual));
        let is_paged = matches!(self.reply, Reply::Page(_)) || self.items.is_some();
        Facts {
            name: self.constant(),
            id: match &operation.id {
                Some(id) => Cow::Borrowed(id),
                None => Cow::Owned(format!("{} {path}", operation.method.wire())),
            },
            method: operation.method,
            path,
            accept: (accept != "application/json").then_some(accept),
            security: own.map(|own| config::requirement(planner, own)),
            paging: self.names.paging.as_deref().filter(|_| is_paged),
            server: server::of_operation(planner, operation),
            errors: reply::errors(planner, operation),
        }
    }

    /// How a call is read that has nothing of its own: nothing to set, and no other way to read it.
    fn plain(&self) -> Option<Read<'a>> {
        let is_plain = !self.parameters().any(|(_, it, _)| !it.required)
            && self.body().is_none_or(|(body, _)| body.required)
            && !matches!(self.reply, Reply::Page(_))
            && self.items.is_none()
            && self.events().is_none()
            && self.stream().is_none();
        is_plain.then(|| self.reply.read(&self.names.response))
    }

    fn builder(&self) -> Builder<'a> {
        let optional = self.parameters().filter(|(_, parameter, _)| !parameter.required);
        let setters = optional.map(|(at, it, names)| step::setter(self.planner, at, it, names));
        Builder {
            setters: setters.chain(self.body_setter()).collect(),
            stream: self.stream(),
            events: self.events(),
            gives: match &self.reply {
                Reply::Page(items) => Gives::Page(items.clone()),
                reply => Gives::Value(reply.read(&self.names.response)),
            },
            items: self.items.clone(),
        }
    }

    fn body_setter(&self) -> Option<InputSetter<'a>> {
        let (body, content) = self.body().filter(|(body, _)| !body.required)?;
        let words = || {
            let text = body.description.as_deref().map(docs::lines).unwrap_or_default();
            describe::with(text, Some("Sets the body.".to_owned()), "")
        };
        Some(InputSetter {
            head: Head { name: "body", docs: self.planner.docs(words), deprecated: None },
            input: step::body(self.planner, content, self.names),
            old: Vec::new(),
        })
    }

    fn stream(&self) -> Option<Stream> {
        let alternatives = reply::alternatives(self.operation);
        let main = matches!(self.reply, Reply::Bytes | Reply::Text);
        if !main && alternatives.is_empty() {
            return None;
        }
        let accept = reply::accept(self.operation, &self.reply);
        let mut types: Vec<&str> = if main { accept.split(", ").collect() } else { Vec::new() };
        types.extend(alternatives);
        let words = || {
            let list: Vec<String> = types.iter().map(|name| docs::code(name)).collect();
            let first = "Sends the call, and leaves the body to be read as it comes. It has no limit of \
                         size.";
            let second = format!("It is asked for as {}.", list.join(" or "));
            docs::join([docs::wrap(first), docs::wrap(&second)])
        };
        Some(Stream { docs: self.planner.docs(words), accept: types.join(", ") })
    }

    fn events(&self) -> Option<Events<'a>> {
        let data = reply::events(self.planner, self.operation)?;
        let flag = if self.asks_in_query() {
            Some(Flag::Query)
        } else {
            self.asks_in_body().then_some(Flag::Body)
        };
        let words = || {
            let first = "Sends the call, and gives the events of the answer as they come.";
            let second = flag.map(|flag| {
                let place = if flag == Flag::Query { "the query" } else { "the body" };
                format!(
                    "The API sends events where {place} has `stream` set to true, which is done here. \
                     Where it is set and the call is awaited instead, the answer cannot be read.",
                )
            });
            let second = second.map(|text| docs::wrap(&text)).unwrap_or_default();
            docs::join([docs::wrap(first), second])
        };
        Some(Events { docs: self.planner.docs(words), data, flag })
    }

    /// Whether a query parameter is the switch that several APIs have.
    fn asks_in_query(&self) -> bool {
        self.operation.parameters.iter().any(|it| {
            it.place == ParameterPlace::Query
                && it.name == "stream"
                && it.schema.ty == Type::Boolean
        })
    }

    /// Whether the body has the switch that several APIs have: a boolean `stream`.
    fn asks_in_body(&self) -> bool {
        let Some((_, content)) = self.body() else { return false };
        // A form has a type of its own, and that of its schema no name.
        let Some(Type::Named(id)) = content.schema.as_ref().map(|it| &it.ty) else { return false };
        let Some(Of::Struct(object)) = self.planner.api.get(*id).map(|def| &def.shape) else {
            return false;
        };
        let mut properties = object.properties.iter();
        properties.any(|it| it.name == "stream" && it.schema.ty == Type::Boolean)
    }

    fn docs(&self) -> Docs {
        let operation = self.operation;
        let mut lines = Vec::new();
        let description = operation.description.as_deref().map(docs::lines).unwrap_or_default();
        if description.is_empty() {
            let summary = operation.summary.as_deref().and_then(docs::sentence);
            lines.extend(summary.iter().flat_map(|text| docs::wrap(&docs::escape(text))));
        }
        lines.extend(description);
        let route = docs::code(&format!("{} {}", operation.method.wire(), operation.path.text));
        if lines.is_empty() {
            lines.push(format!("Calls {route}."));
        } else {
            lines.extend([String::new(), route]);
        }
        lines.extend([String::new(), self.reply.sentence(&self.names.response)]);
        let items = self.items.iter().map(|items| {
            let items = reply::type_link(items);
            format!("It is a page of a list: `.items()` gives each {items} of all pages.")
        });
        let usual = &self.planner.api.security;
        let scopes = describe::scopes(operation.security.as_ref().unwrap_or(usual));
        let notes = items.chain(server::note(self.planner, operation)).chain(scopes);
        let ends = deprecation::doc_line(operation.deprecation.as_ref());
        for line in notes.chain(ends).chain(self.deprecated_arguments()) {
            lines.push(String::new());
            lines.extend(docs::wrap(&line));
        }
        lines.extend(self.error_docs());
        lines
    }

    /// What the docs say of arguments that are on their way out: an argument has no attribute.
    fn deprecated_arguments(&self) -> impl Iterator<Item = String> {
        let required = self.parameters().filter(|(_, it, _)| it.required);
        required.filter_map(|(_, parameter, names)| {
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

    /// What the docs say of errors.
    fn error_docs(&self) -> Docs {
        let errors = reply::errors(self.planner, self.operation);
        if errors.is_empty() {
            return Vec::new();
        }
        let mut lines = ["", "# Errors", ""].map(str::to_owned).to_vec();
        lines.extend(docs::wrap(
            "Where the API answers with an error, [`Error::body`](crate::Error::body) has what it says:",
        ));
        lines.push(String::new());
        lines.extend(errors.iter().map(|(status, ty)| {
            let status = if status == "default" { "any other" } else { status };
            format!("- {status}: {}", reply::type_link(ty))
        }));
        lines
    }
}
