//! What operations send, and what comes back.

use super::Operations;
use super::example::Examples;
use super::parameter::query_style;
use crate::api::{
    BodyKind, Content, Encoding, MediaType, RequestBody, Response, Section, StatusRange, Style,
    Type, preferred,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::lower::schemas::keywords::SchemaRef;
use crate::lower::schemas::place::{At, PlaceId, Root};
use crate::openapi::{Entry, Located};
use crate::source::Node;
use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Responses, StatusCode};
use std::collections::BTreeMap;

impl<'d> Operations<'d> {
    /// What an operation sends.
    pub(super) fn request(
        &mut self,
        found: Located<'d, ReferenceOr<openapiv3::RequestBody>>,
        operation: PlaceId,
    ) -> Option<RequestBody> {
        let (body, shared) = self.item(found)?;
        let place = match shared {
            Some(name) => self.places().root(Root::Shared(Section::RequestBody, name)),
            None => self.places().part(operation, "request"),
        };
        let content = self.contents(body, &body.value.content, place, false);
        Some(RequestBody {
            description: body.value.description.clone().filter(|text| !text.trim().is_empty()),
            required: body.value.required,
            content,
            location: found.location(),
        })
    }

    /// What comes back; `said` is whether the document has such a member.
    pub(super) fn responses(
        &mut self,
        responses: Located<'d, Responses>,
        said: bool,
        operation: PlaceId,
    ) -> Vec<Response> {
        let all = by_status(responses);
        if all.is_empty() && said {
            let told = Diagnostic::new(
                Code::ResponseNone,
                responses.location(),
                "an operation has no response",
            )
            .label("no status is listed")
            .help("list what comes back: `'200': {description: …}`, or `'204'` for nothing");
            self.tell(told);
        }
        let statuses = || all.iter().map(|(status, _)| *status);
        let main = statuses().find(|status| status.is_success());
        let main = main.or_else(|| statuses().find(|status| *status == StatusRange::Default));
        let mut responses = Vec::with_capacity(all.len());
        for (status, response) in all {
            responses.extend(self.response(status, response, main == Some(status), operation));
        }
        responses
    }

    fn response(
        &mut self,
        status: StatusRange,
        found: Located<'d, ReferenceOr<openapiv3::Response>>,
        is_main: bool,
        operation: PlaceId,
    ) -> Option<Response> {
        let (response, shared) = self.item(found)?;
        let place = match shared {
            Some(name) => self.places().root(Root::Shared(Section::Response, name)),
            None => {
                let place = self.places().part(operation, "response");
                if is_main {
                    place
                } else {
                    self.places().part(place, &status.to_string().to_lowercase())
                }
            }
        };
        let content = self.contents(response, &response.value.content, place, true);
        let mut headers = BTreeMap::new();
        for entry in response.entries("headers", &response.value.headers) {
            if let Some(schema) = self.header(entry, place) {
                headers.insert(entry.name.to_owned(), schema);
            }
        }
        let description = response.value.description.clone();
        Some(Response { status, description, content, headers, location: found.location() })
    }

    fn header(
        &mut self,
        entry: Entry<'d, ReferenceOr<openapiv3::Header>>,
        response: PlaceId,
    ) -> Option<crate::api::Schema> {
        let (header, shared) = self.item(entry.value)?;
        let place = match &entry.value.value {
            ReferenceOr::Item(_) => self.places().part(response, entry.name),
            ReferenceOr::Reference { .. } => {
                let name = shared.unwrap_or(entry.name);
                self.places().root(Root::Shared(Section::Header, name))
            }
        };
        let mut schema = self.value(Located::new(&header.value.format, header.node), place).schema;
        if let Some(description) = &header.value.description {
            schema.docs.description = Some(description.clone());
        }
        Some(schema)
    }

    /// The forms of a body, sorted by media type.
    fn contents<T: ?Sized>(
        &mut self,
        owner: Located<'d, T>,
        content: &'d IndexMap<String, openapiv3::MediaType>,
        place: PlaceId,
        is_response: bool,
    ) -> Vec<Content> {
        let mut entries: Vec<_> = owner.entries("content", content).collect();
        entries.sort_unstable_by_key(|entry| entry.name);
        // JSON is what types are called after; where there is none, the first.
        let is = |check: fn(&MediaType) -> bool| {
            entries.iter().position(|entry| check(&MediaType(entry.name.into())))
        };
        let plain = is(|media_type| media_type.essence() == "application/json");
        let main = plain.or_else(|| is(MediaType::is_json)).unwrap_or(0);
        let mut contents = Vec::with_capacity(entries.len());
        for (index, entry) in entries.into_iter().enumerate() {
            let media_type = MediaType(entry.name.into());
            if !media_type.is_valid() {
                let message = format!("`{}` is no media type", entry.name);
                let found = Diagnostic::new(Code::UnsupportedMediaType, entry.key, message)
                    .label(match entry.name.chars().all(|c| matches!(c, ' '..='~')) {
                        true => "lacks a type or a subtype",
                        false => "has characters that no header can have",
                    })
                    .help(
                        "write it as `application/json`; for any bytes, `application/octet-stream`",
                    );
                self.tell(found);
            }
            let place = if index == main {
                place
            } else {
                self.places().part(place, &media_type.essence())
            };
            contents.push(self.content(entry, media_type, place, is_response));
        }
        self.check_kinds(&contents, is_response);
        contents
    }

    /// Tells what is left out of several media types, and what has no type in a single one.
    fn check_kinds(&mut self, contents: &[Content], is_response: bool) {
        let Some(main) = preferred(contents) else { return };
        let mut seen = vec![main.kind()];
        for content in contents.iter().filter(|it| it.media_type != main.media_type) {
            let kind = content.kind();
            // What comes as it is can be asked for by any media type.
            let is_free = is_response && !matches!(kind, BodyKind::Json | BodyKind::Events);
            if seen.contains(&kind) && !is_free {
                let message = format!("`{}` is not used", content.media_type.0);
                let found = Diagnostic::new(Code::MediaTypeSkipped, content.location, message)
                    .label("left out")
                    .secondary(main.location, "this is used");
                self.tell(found);
            }
            seen.push(kind);
        }
        let essence = main.media_type.essence();
        let is_xml = essence.ends_with("/xml") || essence.ends_with("+xml");
        let is_typed = main.schema.as_ref().is_some_and(|schema| {
            matches!(schema.ty, Type::Named(_) | Type::Map(_) | Type::Array(_) | Type::Tuple(_))
        });
        if is_xml && is_typed {
            let message = format!("`{}` is left as it is", main.media_type.0);
            let found = Diagnostic::new(Code::UnsupportedMediaType, main.location, message)
                .label(match main.kind() {
                    BodyKind::Text => "a text in the crate",
                    _ => "bytes in the crate",
                })
                .help("if the API has JSON too, add it beside this");
            self.tell(found);
        }
    }

    /// Tells members of an encoding that have no effect.
    fn tell_unused(&mut self, encoding: Located<'d, openapiv3::Encoding>, members: &[&str]) {
        for member in members.iter().filter(|member| encoding.node.get(member).is_some()) {
            let message = format!("`{member}` of a part of a body is left out");
            let found = Diagnostic::new(Code::UnsupportedEncoding, encoding.key(member), message)
                .label("has no effect");
            self.tell(found);
        }
    }

    fn content(
        &mut self,
        entry: Entry<'d, openapiv3::MediaType>,
        media_type: MediaType,
        place: PlaceId,
        is_response: bool,
    ) -> Content {
        let value = entry.value.value;
        let schema = value.schema.as_ref();
        let schema = schema
            .map(|schema| SchemaRef::new(entry.value.member("schema", schema), At::here(place)));
        let envelope = schema
            .filter(|_| is_response && media_type.is_json())
            .and_then(|schema| self.envelope(schema, place));
        let schema = match (&envelope, schema) {
            (None, Some(schema)) => Some(self.types.lower_schema(schema).schema),
            _ => None,
        };
        let (mut parts, mut styles) = (BTreeMap::new(), BTreeMap::new());
        for part in entry.value.entries("encoding", &value.encoding) {
            if let Some(media_type) = &part.value.value.content_type {
                parts.insert(part.name.to_owned(), media_type.clone());
            }
            match media_type.essence().as_str() {
                "application/x-www-form-urlencoded" => {
                    self.tell_unused(part.value, &["headers"]);
                    if let Some(encoding) = style(part.value) {
                        styles.insert(part.name.to_owned(), encoding);
                    }
                }
                // The headers of a part are the caller's to give.
                "multipart/form-data" => {
                    self.tell_unused(part.value, &["style", "explode", "allowReserved"]);
                }
                _ => self.tell_unused(
                    part.value,
                    &["contentType", "headers", "style", "explode", "allowReserved"],
                ),
            }
        }
        let examples = Examples { one: value.example.as_ref(), many: &value.examples };
        let examples = self.examples(entry.value, examples);
        Content { media_type, schema, envelope, examples, parts, styles, location: entry.key }
    }
}

/// How a field of a form is written, where the document says so.
fn style(encoding: Located<'_, openapiv3::Encoding>) -> Option<Encoding> {
    let Located { value, node } = encoding;
    let said = |member: &str| node.get(member).and_then(Node::as_bool);
    if value.style.is_none() && said("explode").is_none() && said("allowReserved").is_none() {
        return None;
    }
    let style = value.style.as_ref().map_or(Style::Form, query_style);
    Some(Encoding::Style {
        style,
        explode: said("explode").unwrap_or(style == Style::Form),
        allow_reserved: said("allowReserved").unwrap_or(false),
    })
}

/// The responses, sorted by status.
pub(crate) fn by_status<'d>(
    responses: Located<'d, Responses>,
) -> Vec<(StatusRange, Located<'d, ReferenceOr<openapiv3::Response>>)> {
    let entries = responses.node.as_object().into_iter().flatten();
    let mut all: Vec<_> = entries
        .filter_map(|(key, node)| {
            let (status, value) = response(responses.value, key.as_str())?;
            Some((status, Located::new(value, node)))
        })
        .collect();
    all.sort_by_key(|(status, _)| *status);
    // `4XX` and `4xx` are one.
    all.dedup_by_key(|(status, _)| *status);
    all
}

/// The status that a key of the responses names, and the response.
fn response<'d>(
    responses: &'d Responses,
    key: &str,
) -> Option<(StatusRange, &'d ReferenceOr<openapiv3::Response>)> {
    if key == "default" {
        return Some((StatusRange::Default, responses.default.as_ref()?));
    }
    let code = match key.as_bytes() {
        [class @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => {
            StatusCode::Range(u16::from(class - b'0'))
        }
        _ => StatusCode::Code(key.parse().ok()?),
    };
    let value = responses.responses.get(&code)?;
    let status = match code {
        StatusCode::Code(code) => StatusRange::Code(code),
        StatusCode::Range(class) => StatusRange::Class(u8::try_from(class).ok()?),
    };
    Some((status, value))
}
