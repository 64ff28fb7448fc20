//! What comes back from an operation.

use super::context::Context;
use super::rust_type::{self, Scope};
use crate::api::{
    BodyKind, Content, Method, Operation, Response, Schema, Shape, StatusRange, Type, preferred,
};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// What a caller gets.
#[derive(Clone)]
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
    /// Server-sent events, and nothing else.
    Events(Events<'a>),
    /// What the status says.
    ByStatus(Vec<(StatusRange, Reply<'a>)>),
}

/// What server-sent events carry.
#[derive(Clone, Copy)]
pub(super) enum Events<'a> {
    /// Text in the data.
    Text,
    /// JSON in the data.
    Json(&'a Schema),
    /// An object with the members `event`, `data` and `id`.
    Whole(&'a Schema),
}

/// What a caller of an operation gets.
pub(super) fn reply<'a>(context: &Context<'a>, operation: &'a Operation) -> Reply<'a> {
    // No answer to it has a body (RFC 9110, section 9.3.2).
    if operation.method == Method::Head {
        return Reply::Nothing;
    }
    let successes = operation.successes();
    let replies: Vec<(StatusRange, Reply<'a>)> = successes
        .iter()
        .map(|answer| (answer.status, of_answer(context, operation, answer)))
        .collect();
    let types: BTreeSet<String> = replies.iter().map(|(_, reply)| reply.key(context)).collect();
    if types.len() > 1 {
        // A list that may be something else is asked for at once, and not in pages.
        let plain =
            |answer: &&'a Response| (answer.status, plain(context, preferred(&answer.content)));
        return Reply::ByStatus(successes.iter().map(plain).collect());
    }
    replies.into_iter().next().map_or(Reply::Nothing, |(_, reply)| reply)
}

fn of_answer<'a>(context: &Context<'a>, operation: &Operation, answer: &'a Response) -> Reply<'a> {
    let wrapper = context.api.envelope.as_ref();
    let result: Vec<&str> = wrapper.iter().map(|wrapper| wrapper.result.as_str()).collect();
    match plain(context, preferred(&answer.content)) {
        Reply::Json(schema) => match &schema.ty {
            Type::Array(items) if is_page(operation, &[]) => Reply::Page(items),
            _ => Reply::Json(schema),
        },
        Reply::Enveloped(schema) => match &schema.ty {
            Type::Array(items) if is_page(operation, &result) => Reply::Page(items),
            _ => Reply::Enveloped(schema),
        },
        other => other,
    }
}

/// Whether the list at this path is what comes in pages.
fn is_page(operation: &Operation, path: &[&str]) -> bool {
    operation.paging.as_ref().is_some_and(|paging| paging.items == path)
}

/// What is read from a body, pages aside.
fn plain<'a>(context: &Context<'a>, content: Option<&'a Content>) -> Reply<'a> {
    let Some(content) = content else {
        return Reply::Nothing;
    };
    match content.kind() {
        BodyKind::Json => {}
        BodyKind::Text => return Reply::Text,
        BodyKind::Events => return Reply::Events(events(context, content)),
        BodyKind::Form | BodyKind::Multipart | BodyKind::Bytes => return Reply::Bytes,
    }
    match (&content.envelope, &content.schema) {
        (Some(envelope), _) => envelope.result.as_ref().map_or(Reply::Nothing, Reply::Enveloped),
        (None, Some(schema)) => Reply::Json(schema),
        (None, None) => Reply::Bytes,
    }
}

/// What the pages of an operation hold that answers with more than a list: an object, say, with the
/// list in it.
pub(super) fn listed<'a>(operation: &'a Operation, reply: &Reply<'_>) -> Option<&'a Schema> {
    let is_whole = matches!(reply, Reply::Json(_) | Reply::Enveloped(_));
    operation.paging.as_ref().filter(|_| is_whole).map(|paging| &paging.item)
}

/// The events that an operation answers with, beside something else or alone.
pub(super) fn events_of<'a>(context: &Context<'a>, operation: &'a Operation) -> Option<Events<'a>> {
    let contents = operation.successes().into_iter().flat_map(|answer| &answer.content);
    let mut found = contents.filter(|content| content.kind() == BodyKind::Events);
    found.next().map(|content| events(context, content))
}

fn events<'a>(context: &Context<'a>, content: &'a Content) -> Events<'a> {
    match &content.schema {
        None => Events::Text,
        Some(schema) if schema.ty == Type::String => Events::Text,
        Some(schema) if is_event(context, schema, 0) => Events::Whole(schema),
        Some(schema) => Events::Json(schema),
    }
}

/// Whether a schema describes the event itself, with the members that the standard has.
fn is_event(context: &Context<'_>, schema: &Schema, depth: u8) -> bool {
    let Type::Named(id) = schema.ty else { return false };
    match context.api.get(id).map(|def| &def.shape) {
        Some(Shape::Struct(object)) => {
            let has = |name: &str| object.properties.iter().any(|it| it.name == name);
            let known = ["comment", "data", "event", "id", "retry"];
            let only = object.properties.iter().all(|it| known.contains(&it.name.as_str()));
            has("data") && has("event") && only
        }
        Some(Shape::Union(union)) if depth < 8 => {
            let mut all = union.variants.iter();
            !union.variants.is_empty()
                && all.all(|variant| is_event(context, &variant.schema, depth + 1))
        }
        Some(Shape::Alias(alias)) if depth < 8 => is_event(context, &alias.schema, depth + 1),
        _ => false,
    }
}

/// The media types that an answer can have beside the one that is read: what is read as it comes.
pub(super) fn alternatives(operation: &Operation) -> Vec<&str> {
    let mut found = BTreeSet::new();
    for answer in operation.successes() {
        let main = preferred(&answer.content).map(|content| &content.media_type);
        for content in answer.content.iter().filter(|it| Some(&it.media_type) != main) {
            if !matches!(content.kind(), BodyKind::Json | BodyKind::Events)
                && content.media_type.is_valid()
            {
                found.insert(content.media_type.0.as_str());
            }
        }
    }
    found.into_iter().collect()
}

/// The `Accept` header for what is read.
pub(super) fn accept(operation: &Operation, reply: &Reply<'_>) -> String {
    let mut found: Vec<&str> = Vec::new();
    for answer in operation.successes() {
        let Some(content) = preferred(&answer.content) else { continue };
        let name = match content.media_type.is_valid() {
            true => content.media_type.0.as_str(),
            false => "*/*",
        };
        if !found.contains(&name) {
            found.push(name);
        }
    }
    match (reply, found.as_slice()) {
        (Reply::Nothing, _) | (_, []) => "application/json".to_owned(),
        _ => found.join(", "),
    }
}

impl<'a> Reply<'a> {
    /// What tells it from others.
    fn key(&self, context: &Context<'_>) -> String {
        let ty = |schema: &Schema| rust_type::value(context, schema, Scope::Api).to_string();
        match self {
            Self::Nothing => "nothing".to_owned(),
            Self::Page(schema) => format!("page {}", ty(schema)),
            Self::Enveloped(schema) => format!("enveloped {}", ty(schema)),
            Self::Json(schema) => format!("json {}", ty(schema)),
            Self::Text => "text".to_owned(),
            Self::Bytes => "bytes".to_owned(),
            Self::Events(_) => "events".to_owned(),
            Self::ByStatus(_) => "by status".to_owned(),
        }
    }

    /// The schemas that are read.
    pub(super) fn schemas(&self) -> Vec<&'a Schema> {
        match self {
            Self::Page(schema) | Self::Enveloped(schema) | Self::Json(schema) => vec![schema],
            Self::Events(Events::Json(schema) | Events::Whole(schema)) => vec![schema],
            Self::Nothing | Self::Text | Self::Bytes | Self::Events(Events::Text) => Vec::new(),
            Self::ByStatus(all) => all.iter().flat_map(|(_, reply)| reply.schemas()).collect(),
        }
    }

    /// The type that is read, and how the runtime reads it.
    pub(super) fn read(&self, context: &Context<'_>) -> (TokenStream, &'static str) {
        let value = |schema| rust_type::value(context, schema, Scope::Api);
        match self {
            Self::Nothing | Self::ByStatus(_) => (quote!(()), "Nothing"),
            Self::Page(items) => {
                let items = value(items);
                (quote!(Vec<#items>), "Enveloped")
            }
            Self::Enveloped(schema) => (value(schema), "Enveloped"),
            Self::Json(schema) => (value(schema), "Json"),
            Self::Text => (quote!(String), "AsText"),
            Self::Bytes => (quote!(crate::Bytes), "AsBytes"),
            Self::Events(events) => {
                let ty = events.ty(context);
                let read = match events {
                    Events::Text => "TextEvents",
                    Events::Json(_) => "JsonEvents",
                    Events::Whole(_) => "WholeEvents",
                };
                (quote!(crate::Events<#ty>), read)
            }
        }
    }
}

impl Events<'_> {
    /// The type of what an event carries.
    pub(super) fn ty(&self, context: &Context<'_>) -> TokenStream {
        match self {
            Self::Text => quote!(String),
            Self::Json(schema) | Self::Whole(schema) => {
                rust_type::value(context, schema, Scope::Api)
            }
        }
    }

    /// How the runtime reads it.
    pub(super) fn data(&self) -> &'static str {
        match self {
            Self::Text => "TextData",
            Self::Json(_) => "JsonData",
            Self::Whole(_) => "WholeEvent",
        }
    }
}

/// The types of the bodies of errors, by status as the document has it.
pub(super) fn errors(operation: &Operation) -> Vec<(String, &Schema)> {
    let success = operation.successes().iter().all(|it| it.status == StatusRange::Default);
    let errors = operation.responses.iter().filter(|answer| !answer.status.is_success());
    errors
        .filter(|answer| !(success && answer.status == StatusRange::Default))
        .filter_map(|answer| {
            let content = preferred(&answer.content).filter(|it| it.kind() == BodyKind::Json)?;
            let schema = content.schema.as_ref()?;
            let status = match answer.status {
                StatusRange::Code(code) => code.to_string(),
                StatusRange::Class(class) => format!("{class}XX"),
                StatusRange::Default => "default".to_owned(),
            };
            (!matches!(schema.ty, Type::Untyped(_))).then_some((status, schema))
        })
        .collect()
}
