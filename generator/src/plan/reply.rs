//! What comes back from an operation.

use super::RustType;
use super::context::Planner;
use super::rust_type::Scope;
use crate::api::{
    BodyKind, Content, Method, Operation, Schema, Shape, StatusRange, Type, preferred,
};
use crate::docs;
use std::collections::BTreeSet;

/// How the runtime reads what comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read<'a> {
    /// The type of the value.
    pub ty: RustType<'a>,
    /// What reads it, by its name in the runtime: `Enveloped`.
    pub by: &'static str,
}

/// What server-sent events carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data<'a> {
    /// Text in the data.
    Text,
    /// JSON in the data.
    Json(RustType<'a>),
    /// An object with the members `event`, `data` and `id`.
    Whole(RustType<'a>),
}

/// What a caller gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reply<'a> {
    /// Nothing.
    Nothing,
    /// A page of items, read from an envelope or from a plain list.
    Page(RustType<'a>),
    /// A value out of an envelope.
    Enveloped(RustType<'a>),
    /// A JSON value.
    Json(RustType<'a>),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// Server-sent events, and nothing else.
    Events(Data<'a>),
    /// What the status says: a type of that name.
    ByStatus(Vec<Reply<'a>>),
}

/// What a caller of an operation gets.
pub(super) fn reply<'a>(planner: &Planner<'a>, operation: &'a Operation) -> Reply<'a> {
    // No response to it has a body (RFC 9110, section 9.3.2).
    if operation.method == Method::Head {
        return Reply::Nothing;
    }
    let successes = operation.successes();
    let contents = || successes.iter().map(|response| preferred(&response.content));
    let mut replies = contents().map(|content| paged(planner, operation, content));
    let Some(first) = replies.next() else { return Reply::Nothing };
    if replies.all(|other| other.is_like(&first)) {
        return first;
    }
    // A list that may be something else is asked for at once, and not in pages.
    Reply::ByStatus(contents().map(|content| plain(planner, content)).collect())
}

/// What is read from a body, in pages where it comes in pages.
fn paged<'a>(
    planner: &Planner<'a>,
    operation: &Operation,
    content: Option<&'a Content>,
) -> Reply<'a> {
    let is_page = |path: &[&str]| operation.paging.as_ref().is_some_and(|it| it.items == path);
    let wrapper = planner.api.envelope.as_ref();
    let result: Vec<&str> = wrapper.iter().map(|wrapper| wrapper.result.as_str()).collect();
    match plain(planner, content) {
        Reply::Json(ty) => match ty.without_option() {
            RustType::Vec(items) if is_page(&[]) => Reply::Page((**items).clone()),
            _ => Reply::Json(ty),
        },
        Reply::Enveloped(ty) => match ty.without_option() {
            RustType::Vec(items) if is_page(&result) => Reply::Page((**items).clone()),
            _ => Reply::Enveloped(ty),
        },
        other => other,
    }
}

/// What is read from a body, pages aside.
fn plain<'a>(planner: &Planner<'a>, content: Option<&'a Content>) -> Reply<'a> {
    let Some(content) = content else {
        return Reply::Nothing;
    };
    match content.kind() {
        BodyKind::Json => {}
        BodyKind::Text => return Reply::Text,
        BodyKind::Events => return Reply::Events(data(planner, content)),
        BodyKind::Form | BodyKind::Multipart | BodyKind::Bytes => return Reply::Bytes,
    }
    let value = |schema| planner.value(schema, Scope::Free);
    match (&content.envelope, &content.schema) {
        (Some(envelope), _) => {
            let result = envelope.result.as_ref();
            result.map_or(Reply::Nothing, |schema| Reply::Enveloped(value(schema)))
        }
        (None, Some(schema)) => Reply::Json(value(schema)),
        (None, None) => Reply::Bytes,
    }
}

/// What the pages of an operation hold that gives more than a list.
pub(super) fn items<'a>(
    planner: &Planner<'a>,
    operation: &'a Operation,
    reply: &Reply<'_>,
) -> Option<RustType<'a>> {
    let is_whole = matches!(reply, Reply::Json(_) | Reply::Enveloped(_));
    let paging = operation.paging.as_ref().filter(|_| is_whole)?;
    Some(planner.value(&paging.item, Scope::Free))
}

/// The events that an operation sends, beside something else or alone.
pub(super) fn events<'a>(planner: &Planner<'a>, operation: &'a Operation) -> Option<Data<'a>> {
    let contents = operation.successes().into_iter().flat_map(|response| &response.content);
    let mut found = contents.filter(|content| content.kind() == BodyKind::Events);
    found.next().map(|content| data(planner, content))
}

fn data<'a>(planner: &Planner<'a>, content: &'a Content) -> Data<'a> {
    match &content.schema {
        None => Data::Text,
        Some(schema) if schema.ty == Type::String => Data::Text,
        Some(schema) if is_event(planner, schema, 0) => {
            Data::Whole(planner.value(schema, Scope::Free))
        }
        Some(schema) => Data::Json(planner.value(schema, Scope::Free)),
    }
}

/// Whether a schema describes the event itself, with the members that the standard has.
fn is_event(planner: &Planner<'_>, schema: &Schema, depth: u8) -> bool {
    let Type::Named(id) = schema.ty else { return false };
    match planner.api.get(id).map(|def| &def.shape) {
        Some(Shape::Struct(object)) => {
            let has = |name: &str| object.properties.iter().any(|it| it.name == name);
            let known = ["comment", "data", "event", "id", "retry"];
            let only = object.properties.iter().all(|it| known.contains(&it.name.as_str()));
            has("data") && has("event") && only
        }
        Some(Shape::Union(union)) if depth < 8 => {
            let mut all = union.variants.iter();
            !union.variants.is_empty()
                && all.all(|variant| is_event(planner, &variant.schema, depth + 1))
        }
        Some(Shape::Alias(alias)) if depth < 8 => is_event(planner, &alias.schema, depth + 1),
        _ => false,
    }
}

/// The media types that a response can have beside the one that is read: what is read as it comes.
pub(super) fn alternatives(operation: &Operation) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for response in operation.successes() {
        let main = preferred(&response.content).map(|content| &content.media_type);
        for content in response.content.iter().filter(|it| Some(&it.media_type) != main) {
            if !matches!(content.kind(), BodyKind::Json | BodyKind::Events)
                && content.media_type.is_valid()
            {
                found.insert(content.media_type.0.as_str());
            }
        }
    }
    found
}

/// The `Accept` header for what is read.
pub(super) fn accept(operation: &Operation, reply: &Reply<'_>) -> String {
    let mut found: Vec<&str> = Vec::new();
    for response in operation.successes() {
        let Some(content) = preferred(&response.content) else { continue };
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

/// The types of the bodies of errors, by status as the document has it.
pub(super) fn errors<'a>(
    planner: &Planner<'a>,
    operation: &'a Operation,
) -> Vec<(String, RustType<'a>)> {
    let success = operation.successes().iter().all(|it| it.status == StatusRange::Default);
    let errors = operation.responses.iter().filter(|response| !response.status.is_success());
    errors
        .filter(|response| !(success && response.status == StatusRange::Default))
        .filter_map(|response| {
            let content = preferred(&response.content).filter(|it| it.kind() == BodyKind::Json)?;
            let schema = content.schema.as_ref()?;
            let status = match response.status {
                StatusRange::Code(code) => code.to_string(),
                StatusRange::Class(class) => format!("{class}XX"),
                StatusRange::Default => "default".to_owned(),
            };
            let is_known = !matches!(schema.ty, Type::Untyped(_));
            is_known.then(|| (status, planner.value(schema, Scope::Free)))
        })
        .collect()
}

impl<'a> Reply<'a> {
    /// Whether two statuses give the same, as far as a caller can tell before the response is read.
    fn is_like(&self, other: &Self) -> bool {
        self == other || matches!((self, other), (Self::Events(_), Self::Events(_)))
    }

    /// How the runtime reads it. `name` is the type of what depends on the status.
    pub(super) fn read(&self, name: &'a str) -> Read<'a> {
        let (ty, by) = match self {
            Self::Nothing => (RustType::Unit, "Nothing"),
            Self::ByStatus(_) => (RustType::Local(name), "ByStatus"),
            Self::Page(items) => (RustType::Vec(Box::new(items.clone())), "Enveloped"),
            Self::Enveloped(ty) => (ty.clone(), "Enveloped"),
            Self::Json(ty) => (ty.clone(), "Json"),
            Self::Text => (RustType::String, "AsText"),
            Self::Bytes => (RustType::Runtime("Bytes"), "AsBytes"),
            Self::Events(data) => {
                let by = match data {
                    Data::Text => "TextEvents",
                    Data::Json(_) => "JsonEvents",
                    Data::Whole(_) => "WholeEvents",
                };
                (RustType::Events(Box::new(data.ty())), by)
            }
        };
        Read { ty, by }
    }

    /// What the docs say of it, since a signature only has the type of the call.
    pub(super) fn sentence(&self, name: &str) -> String {
        let (before, ty) = match self {
            Self::Nothing => return "The answer has no value.".to_owned(),
            Self::Text => return "The answer is text.".to_owned(),
            Self::Bytes => return "The answer is bytes, as they come.".to_owned(),
            Self::ByStatus(_) => {
                return format!("The answer is [`{name}`]: the status says what it holds.");
            }
            Self::Events(Data::Text) => {
                return "The answer is a stream of events with text.".to_owned();
            }
            Self::Events(Data::Json(ty) | Data::Whole(ty)) => {
                ("The answer is a stream of events with", ty)
            }
            Self::Page(items) => ("The answer comes in pages of", items),
            Self::Enveloped(ty) | Self::Json(ty) => ("The answer is", ty),
        };
        let (many, inner) = match ty.without_option() {
            RustType::Vec(items) => (" a list of", &**items),
            RustType::Map(values) => (" a map of", &**values),
            _ => ("", ty),
        };
        format!("{before}{many} {}.", type_link(inner))
    }
}

impl<'a> Data<'a> {
    /// The type of what an event carries.
    #[must_use]
    pub fn ty(&self) -> RustType<'a> {
        match self {
            Self::Text => RustType::String,
            Self::Json(ty) | Self::Whole(ty) => ty.clone(),
        }
    }
}

/// A type as the docs name it.
pub(super) fn type_link(ty: &RustType<'_>) -> String {
    match ty.without_option() {
        RustType::Model(name) => format!("[`{name}`](crate::models::{name})"),
        _ => docs::code(&ty.to_string()),
    }
}
