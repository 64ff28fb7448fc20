//! What OpenAPI 3.2 adds and nobody looks at yet: each member is taken out, and told once with the
//! number of its places.

use super::ObjectKind;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::openapi::shape::grammar::Versions;
use crate::openapi::shape::objects::rule_of;
use crate::source::{Key, Node, Object};
use indexmap::IndexMap;

/// Members without which something that the API offers cannot be reached or read by its type. The
/// others are words for a reader.
const NEEDED: &[&str] = &[
    "additionalOperations",
    "deviceAuthorization",
    "encoding",
    "itemEncoding",
    "itemSchema",
    "mediaTypes",
    "prefixEncoding",
    "query",
];

/// What each item of a stream is.
const ITEM_SCHEMA: &str = "itemSchema";

/// The media type of server-sent events.
const EVENTS: &str = "text/event-stream";

/// A parameter that is the whole query of a URL.
const QUERYSTRING: &str = "querystring";

/// What was taken out: by its name and what it stood in, where it stood first, and how often.
#[derive(Default)]
pub(super) struct Newer {
    found: IndexMap<(&'static str, &'static str), (Location, usize)>,
}

impl Newer {
    /// Takes out what an object has of it.
    pub(super) fn take(&mut self, object: &mut Object, kind: ObjectKind) {
        // The most frequent kind, to which 3.2 adds nothing.
        if kind == ObjectKind::Schema {
            return;
        }
        let rule = rule_of(kind);
        let is_newer = |name: &str| {
            // Who has the content knows of what media type it is.
            let member = rule.member(name).filter(|member| member.name != ITEM_SCHEMA);
            member.filter(|member| member.versions == Versions::From32)
        };
        object.retain(|key, _| {
            let Some(member) = is_newer(key.as_str()) else { return true };
            self.add(member.name, rule.name, key.location);
            false
        });
        let content = object.get_mut("content").filter(|_| rule.member("content").is_some());
        for (media_type, node) in
            content.and_then(Node::as_object_mut).into_iter().flat_map(Object::iter_mut)
        {
            if let Some(content) = node.as_object_mut() {
                self.items(media_type.as_str(), content);
            }
        }
        if kind == ObjectKind::Components {
            let parameters = object.get_mut("parameters").and_then(Node::as_object_mut);
            if let Some(parameters) = parameters {
                parameters.retain(|key, node| {
                    let goes = is_query_string(node);
                    if goes {
                        self.add(QUERYSTRING, "a Parameter Object", key.location);
                    }
                    !goes
                });
            }
        }
        if let Some(parameters) = object.get_mut("parameters").and_then(Node::as_array_mut) {
            parameters.retain(|node| {
                let goes = is_query_string(node);
                if goes {
                    self.add(QUERYSTRING, "a Parameter Object", node.location);
                }
                !goes
            });
        }
    }

    /// `itemSchema` (3.2, Media Type Object): what each event of a stream is, which `schema` says in
    /// documents before 3.2. Of other media types no items are read.
    fn items(&mut self, media_type: &str, content: &mut Object) {
        let Some((key, node)) = content.remove_entry(ITEM_SCHEMA) else { return };
        let essence = media_type.split(';').next().unwrap_or("").trim();
        if essence.eq_ignore_ascii_case(EVENTS) && !content.contains_key("schema") {
            content.insert(Key::new("schema", key.location), node);
        } else {
            self.add(ITEM_SCHEMA, rule_of(ObjectKind::MediaType).name, key.location);
        }
    }

    fn add(&mut self, name: &'static str, holder: &'static str, place: Location) {
        let (first, count) = self.found.entry((name, holder)).or_insert((place, 0));
        *first = (*first).min(place);
        *count += 1;
    }

    /// Tells what was taken out.
    pub(super) fn report(&self, diagnostics: &Diagnostics) {
        for ((name, holder), (place, count)) in &self.found {
            let needed = NEEDED.contains(name) || *name == QUERYSTRING;
            let code = if needed { Code::UnsupportedFeature } else { Code::MemberIgnored };
            let message = format!("`{name}` of {holder} (OpenAPI 3.2) is not looked at");
            let found = Diagnostic::new(code, *place, message).label("no code comes of this");
            diagnostics.push(match count {
                1 => found,
                _ => found.note(format!("it stands in {count} places, of which this is the first")),
            });
        }
    }
}

/// Whether a parameter is the whole query of a URL.
pub(super) fn is_query_string(parameter: &Node) -> bool {
    parameter.get("in").and_then(Node::as_str) == Some(QUERYSTRING)
}
