//! What operations send, and what comes back.

use super::Lowerer;
use super::example::Examples;
use super::keywords::SchemaRef;
use super::place::{At, PlaceId, Root};
use crate::api::{Answer, Content, Link, MediaType, RequestBody, Section, StatusRange};
use crate::diagnostic::{Code, Diagnostic};
use crate::openapi::{Entry, Located, Resolved};
use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Response, Responses, StatusCode};
use std::collections::BTreeMap;

impl<'d> Lowerer<'d> {
    /// What an operation sends.
    pub(super) fn request(
        &mut self,
        found: Located<'d, ReferenceOr<openapiv3::RequestBody>>,
        operation: PlaceId,
    ) -> Option<RequestBody> {
        let (body, shared) = match found.value {
            ReferenceOr::Item(body) => (Located::new(body, found.node), None),
            ReferenceOr::Reference { reference } => {
                let resolved = self.document.resolve(reference, found.at("$ref"));
                let Resolved { value, name, .. } = self.found(resolved)?;
                (value, name)
            }
        };
        let place = match shared {
            Some(name) => self.places.root(Root::Shared(Section::RequestBody, name)),
            None => self.places.part(operation, "request"),
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
    pub(super) fn answers(
        &mut self,
        responses: Located<'d, Responses>,
        said: bool,
        operation: PlaceId,
    ) -> Vec<Answer> {
        let mut found: Vec<_> = Vec::new();
        for (key, node) in responses.node.as_object().into_iter().flatten() {
            let Some((status, value)) = response(responses.value, key.as_str()) else {
                continue;
            };
            found.push((status, Located::new(value, node)));
        }
        if found.is_empty() && said {
            let told = Diagnostic::new(
                Code::ResponseNone,
                responses.location(),
                "an operation has no response",
            )
            .label("no status is listed")
            .help("list what comes back: `'200': {description: …}`, or `'204'` for nothing");
            self.tell(told);
        }
        found.sort_by_key(|(status, _)| *status);
        // `4XX` and `4xx` are one.
        found.dedup_by_key(|(status, _)| *status);
        let main = found.iter().map(|(status, _)| *status).find(|status| status.is_success());
        let main = main.or_else(|| {
            found.iter().map(|(status, _)| *status).find(|status| *status == StatusRange::Default)
        });
        let mut answers = Vec::with_capacity(found.len());
        for (status, response) in found {
            answers.extend(self.answer(status, response, main == Some(status), operation));
        }
        answers
    }

    fn answer(
        &mut self,
        status: StatusRange,
        found: Located<'d, ReferenceOr<Response>>,
        is_main: bool,
        operation: PlaceId,
    ) -> Option<Answer> {
        let (response, shared) = match found.value {
            ReferenceOr::Item(response) => (Located::new(response, found.node), None),
            ReferenceOr::Reference { reference } => {
                let resolved = self.document.resolve(reference, found.at("$ref"));
                let Resolved { value, name, .. } = self.found(resolved)?;
                (value, name)
            }
        };
        let place = match shared {
            Some(name) => self.places.root(Root::Shared(Section::Response, name)),
            None => {
                let place = self.places.part(operation, "response");
                if is_main { place } else { self.places.part(place, &word(status)) }
            }
        };
        let content = self.contents(response, &response.value.content, place, true);
        let mut headers = BTreeMap::new();
        for entry in response.entries("headers", &response.value.headers) {
            if let Some(schema) = self.header(entry, place) {
                headers.insert(entry.name.to_owned(), schema);
            }
        }
        let links = response.entries("links", &response.value.links);
        let mut links: Vec<_> =
            links.map(|entry| Link { name: entry.name.into(), location: entry.key }).collect();
        links.sort_by(|one, other| one.name.cmp(&other.name));
        let description = response.value.description.clone();
        Some(Answer { status, description, content, headers, links, location: found.location() })
    }

    fn header(
        &mut self,
        entry: Entry<'d, ReferenceOr<openapiv3::Header>>,
        answer: PlaceId,
    ) -> Option<crate::api::Schema> {
        let (header, place) = match entry.value.value {
            ReferenceOr::Item(header) => {
                (Located::new(header, entry.value.node), self.places.part(answer, entry.name))
            }
            ReferenceOr::Reference { reference } => {
                let resolved = self.document.resolve(reference, entry.value.at("$ref"));
                let Resolved { value, name, .. } = self.found(resolved)?;
                let name = name.unwrap_or(entry.name);
                (value, self.places.root(Root::Shared(Section::Header, name)))
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
        is_answer: bool,
    ) -> Vec<Content> {
        let mut entries: Vec<_> = owner.entries("content", content).collect();
        entries.sort_unstable_by_key(|entry| entry.name);
        // JSON is what types are called after; where there is none, the first.
        let json = entries.iter().position(|entry| MediaType(entry.name.into()).is_json());
        let main = json.unwrap_or(0);
        let mut contents = Vec::with_capacity(entries.len());
        for (index, entry) in entries.into_iter().enumerate() {
            let media_type = MediaType(entry.name.into());
            let is_sendable = entry.name.chars().all(|c| matches!(c, ' '..='~'));
            if !is_sendable || !media_type.essence().contains('/') {
                let message = format!("`{}` is no media type", entry.name);
                let found = Diagnostic::new(Code::UnsupportedMediaType, entry.key, message)
                    .label(match is_sendable {
                        true => "lacks a type or a subtype",
                        false => "has characters that no header can have",
                    })
                    .help(
                        "write it as `application/json`; for any bytes, `application/octet-stream`",
                    );
                self.tell(found);
            }
            let place =
                if index == main { place } else { self.places.part(place, &media_type.essence()) };
            contents.push(self.content(entry, media_type, place, is_answer));
        }
        contents
    }

    fn content(
        &mut self,
        entry: Entry<'d, openapiv3::MediaType>,
        media_type: MediaType,
        place: PlaceId,
        is_answer: bool,
    ) -> Content {
        let value = entry.value.value;
        let schema = value.schema.as_ref();
        let schema = schema
            .map(|schema| SchemaRef::new(entry.value.member("schema", schema), At::here(place)));
        let envelope = schema
            .filter(|_| is_answer && media_type.is_json())
            .and_then(|schema| self.envelope(schema, place));
        let schema = match (&envelope, schema) {
            (None, Some(schema)) => Some(self.lower_schema(schema).schema),
            _ => None,
        };
        let mut parts = BTreeMap::new();
        for part in entry.value.entries("encoding", &value.encoding) {
            if let Some(media_type) = &part.value.value.content_type {
                parts.insert(part.name.to_owned(), media_type.clone());
            }
            for member in ["headers", "style", "allowReserved"] {
                if part.value.node.get(member).is_some() {
                    let message = format!("`{member}` of a part of a body is left out");
                    let found =
                        Diagnostic::new(Code::UnsupportedEncoding, part.value.key(member), message)
                            .label("has no effect");
                    self.tell(found);
                }
            }
        }
        let examples = Examples { one: value.example.as_ref(), many: &value.examples };
        let examples = self.examples(entry.value, examples);
        Content { media_type, schema, envelope, examples, parts, location: entry.key }
    }
}

/// The status that a key of the responses names, and the response.
fn response<'d>(
    responses: &'d Responses,
    key: &str,
) -> Option<(StatusRange, &'d ReferenceOr<Response>)> {
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

/// A status as a part of a name.
fn word(status: StatusRange) -> String {
    match status {
        StatusRange::Code(code) => code.to_string(),
        StatusRange::Class(class) => format!("{class}xx"),
        StatusRange::Default => "default".into(),
    }
}
