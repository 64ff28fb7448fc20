use super::deprecation::Deprecation;
use super::paging::Paging;
use super::schema::{Docs, Example, Schema, Type};
use super::security::SecurityRequirement;
use super::server::Server;
use super::types::OldName;
use crate::diagnostic::Location;
use std::collections::BTreeMap;

/// A call that the API offers.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `operationId`, where the document gives one.
    pub id: Option<String>,
    /// The method.
    pub method: Method,
    /// The path template.
    pub path: PathTemplate,
    /// The tags.
    pub tags: Vec<String>,
    /// One line on what it does.
    pub summary: Option<String>,
    /// What it does.
    pub description: Option<String>,
    /// Whether it is on its way out.
    pub deprecation: Option<Deprecation>,
    /// Path, query, header and cookie parameters, sorted by place and name; those of the path in the
    /// order of the path.
    pub parameters: Vec<Parameter>,
    /// What is sent.
    pub request: Option<RequestBody>,
    /// What comes back, sorted by status.
    pub responses: Vec<Response>,
    /// How its list comes in pages, where it does.
    pub paging: Option<Paging>,
    /// What it asks for; `None` where the document's own requirement holds.
    pub security: Option<Vec<SecurityRequirement>>,
    /// Where it is served, if elsewhere than the rest.
    pub servers: Vec<Server>,
    /// The group that an extension of the document names (`x-fern-sdk-group-name`).
    pub group: Option<Vec<String>>,
    /// The method name that an extension of the document gives (`x-fern-sdk-method-name`).
    pub method_name: Option<String>,
    /// Where it stands in the document.
    pub location: Location,
}

/// A method of HTTP (RFC 9110, section 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `PUT`
    Put,
    /// `POST`
    Post,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
    /// `HEAD`
    Head,
    /// `PATCH`
    Patch,
    /// `TRACE`
    Trace,
}

impl Method {
    /// All methods that OpenAPI 3.0 knows, in its order.
    pub const ALL: [Self; 8] = [
        Self::Get,
        Self::Put,
        Self::Post,
        Self::Delete,
        Self::Options,
        Self::Head,
        Self::Patch,
        Self::Trace,
    ];

    /// The key of a path item: the name in lower case.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Put => "put",
            Self::Post => "post",
            Self::Delete => "delete",
            Self::Options => "options",
            Self::Head => "head",
            Self::Patch => "patch",
            Self::Trace => "trace",
        }
    }

    /// The name on the wire.
    #[must_use]
    pub fn wire(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
        }
    }
}

/// A path template: `/accounts/{account_id}/shares`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathTemplate {
    /// As the document has it.
    pub text: String,
    /// In pieces.
    pub segments: Vec<PathSegment>,
}

/// A piece of a path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathSegment {
    /// Text, slashes included.
    Literal(String),
    /// The name of a path parameter.
    Parameter(String),
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// Where it is sent.
    pub place: ParameterPlace,
    /// What it holds.
    pub schema: Schema,
    /// How it is written.
    pub encoding: Encoding,
    /// Whether it must be given.
    pub required: bool,
    /// Words and examples.
    pub docs: Docs,
    /// Whether it is on its way out.
    pub deprecation: Option<Deprecation>,
    /// Old names of it (`x-alias-of`): they have no parameter of their own.
    pub aliases: Vec<OldName>,
    /// Where it stands in the document.
    pub location: Location,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParameterPlace {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// How a parameter is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// By a style of OpenAPI (RFC 6570 where it has one).
    Style {
        /// The style.
        style: Style,
        /// Whether lists and objects become several pieces.
        explode: bool,
        /// Whether reserved characters are sent as they are.
        allow_reserved: bool,
    },
    /// As a document of a media type: `application/json`.
    Content(String),
}

/// A style of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `;color=blue`
    Matrix,
    /// `.blue`
    Label,
    /// `color=blue`
    Form,
    /// `blue`
    Simple,
    /// `blue%20black`
    SpaceDelimited,
    /// `blue|black`
    PipeDelimited,
    /// `color[R]=100`
    DeepObject,
}

/// What an operation sends.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// What it is.
    pub description: Option<String>,
    /// Whether it must be sent.
    pub required: bool,
    /// The forms in which it can be sent, sorted by media type.
    pub content: Vec<Content>,
    /// Where it stands in the document.
    pub location: Location,
}

/// A body in one media type.
#[derive(Clone, Debug)]
pub struct Content {
    /// The media type.
    pub media_type: MediaType,
    /// What it holds; `None` where the document does not say, and where `envelope` says it.
    pub schema: Option<Schema>,
    /// What a caller is given, where the body is an envelope around it. The rest of the envelope is
    /// the same for all operations, and has no types.
    pub envelope: Option<Envelope>,
    /// Values that show it.
    pub examples: Vec<Example>,
    /// The media types of the parts of a multipart body, by property.
    pub parts: BTreeMap<String, String>,
    /// How fields of a form are written where they are not written as usual, by property.
    pub styles: BTreeMap<String, Encoding>,
    /// Where it stands in the document.
    pub location: Location,
}

/// How a body is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BodyKind {
    /// JSON.
    Json,
    /// The fields of an object (`application/x-www-form-urlencoded`).
    Form,
    /// Parts, files among them (`multipart/form-data`).
    Multipart,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// Server-sent events (`text/event-stream`).
    Events,
}

impl Content {
    /// How the body is read and written. A media type that stands for all of them is what its schema
    /// needs.
    #[must_use]
    pub fn kind(&self) -> BodyKind {
        let essence = self.media_type.essence();
        let is_text = || {
            let ty = self.schema.as_ref().map(|schema| &schema.ty);
            matches!(ty, Some(Type::String | Type::DateTime | Type::Date | Type::Time))
        };
        match essence.as_str() {
            _ if self.media_type.is_json() => BodyKind::Json,
            "application/x-www-form-urlencoded" => BodyKind::Form,
            "multipart/form-data" => BodyKind::Multipart,
            "text/event-stream" => BodyKind::Events,
            "*/*" | "application/*" => match &self.schema {
                Some(schema) if schema.ty == Type::Binary => BodyKind::Bytes,
                Some(_) if is_text() => BodyKind::Text,
                Some(_) => BodyKind::Json,
                None if self.envelope.is_some() => BodyKind::Json,
                None => BodyKind::Bytes,
            },
            text if text.starts_with("text/") => BodyKind::Text,
            other if is_text() && !is_binary(other) && self.media_type.is_valid() => BodyKind::Text,
            _ => BodyKind::Bytes,
        }
    }
}

impl Content {
    /// Whether two bodies are read alike.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        fn ty(schema: Option<&Schema>) -> Option<&Type> {
            schema.map(|schema| &schema.ty)
        }
        let inner = |content: &Self| content.envelope.as_ref().map(|it| it.result.clone());
        match (inner(self), inner(other)) {
            (Some(one), Some(other)) => ty(one.as_ref()) == ty(other.as_ref()),
            (None, None) => {
                self.kind() == other.kind() && ty(self.schema.as_ref()) == ty(other.schema.as_ref())
            }
            _ => false,
        }
    }
}

/// Whether a media type is one of bytes, whatever the schema says.
fn is_binary(essence: &str) -> bool {
    const KINDS: [&str; 4] = ["audio/", "font/", "image/", "video/"];
    const TYPES: [&str; 4] =
        ["application/gzip", "application/octet-stream", "application/pdf", "application/zip"];
    KINDS.iter().any(|kind| essence.starts_with(kind)) || TYPES.contains(&essence)
}

/// The form of a body that is used where nothing else is asked for: JSON where there is a choice, and
/// events where there is none.
#[must_use]
pub fn preferred(content: &[Content]) -> Option<&Content> {
    let plain = content.iter().find(|it| it.media_type.essence() == "application/json");
    let json = || content.iter().find(|it| it.kind() == BodyKind::Json);
    let other = || content.iter().find(|it| it.kind() != BodyKind::Events);
    plain.or_else(json).or_else(other).or_else(|| content.first())
}

/// A response that wraps what the caller asked for: `{ success, errors, result, result_info }`.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// What is wrapped; `None` where the envelope carries nothing.
    pub result: Option<Schema>,
    /// What is said of the page, where the response is one of several pages.
    pub page_info: Option<Schema>,
}

/// A media type (RFC 6838).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MediaType(pub String);

impl MediaType {
    /// The type and subtype in lower case, without parameters.
    #[must_use]
    pub fn essence(&self) -> String {
        self.0.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Whether it can be one: it has a type and a subtype, and no character that a header cannot have.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.essence().contains('/') && self.0.chars().all(|c| matches!(c, ' '..='~'))
    }

    /// Whether the body is JSON: `application/json` or a `+json` type (RFC 6839).
    #[must_use]
    pub fn is_json(&self) -> bool {
        let essence = self.essence();
        essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
    }
}

/// What comes back.
#[derive(Clone, Debug)]
pub struct Response {
    /// For which status.
    pub status: StatusRange,
    /// What it means.
    pub description: String,
    /// The forms in which the body can come, sorted by media type; none for a response without one.
    pub content: Vec<Content>,
    /// Headers that the document promises, by name.
    pub headers: BTreeMap<String, Schema>,
    /// Where it stands in the document.
    pub location: Location,
}

/// A status or a range of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusRange {
    /// One status.
    Code(u16),
    /// A class of statuses: `4XX` is 4.
    Class(u8),
    /// Any status that no other response names.
    Default,
}

impl Operation {
    /// What comes back if the call worked: for statuses of success; for any status, where the document
    /// names none.
    #[must_use]
    pub fn successes(&self) -> Vec<&Response> {
        let named: Vec<&Response> =
            self.responses.iter().filter(|it| it.status.is_success()).collect();
        let any = || self.responses.iter().filter(|it| it.status == StatusRange::Default).collect();
        if named.is_empty() { any() } else { named }
    }
}

impl StatusRange {
    /// Whether the status means that the call worked.
    #[must_use]
    pub fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Class(2))
    }
}
