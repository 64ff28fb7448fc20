//! The parameters in the body, and those that are parts of a form.

use super::parameter::{collection, schema};
use super::{MediaTypes, ObjectKind, Raise, content, is_file, is_true, only_known, put};
use crate::diagnostic::Location;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Key, Node, Object, Value};

/// A form with a file in it.
const MULTIPART: &str = "multipart/form-data";

/// A form without one.
const URLENCODED: &str = "application/x-www-form-urlencoded";

impl Raise<'_> {
    /// A parameter in the body as a request body of these media types.
    pub(super) fn body(&self, parameter: &Node, consumes: &MediaTypes) -> Node {
        let mut body = parameter.clone();
        let place = body.location;
        let Some(object) = body.as_object_mut() else { return body };
        if object.contains_key("$ref") {
            return body;
        }
        only_known(object, ObjectKind::SwaggerParameter);
        // No two objects stand at one place.
        let at = object.get("in").map_or(place, |node| node.location);
        let mut members = Object::new();
        if let Some((key, schema)) = object.remove_entry("schema") {
            members.insert(key, schema);
        }
        let words = |key: &Key| {
            key.name.starts_with("x-") || matches!(key.as_str(), "description" | "required")
        };
        object.retain(|key, _| words(key));
        put(object, "content", content(consumes.or_json(at), at, &members));
        body
    }

    /// The parts of a form as a request body. `place` is where the parameters stand.
    pub(super) fn form(&self, parts: &[Node], consumes: &MediaTypes, place: Location) -> Node {
        let (mut properties, mut required) = (Object::new(), Vec::new());
        let mut encoding = Object::new();
        let mut has_file = false;
        // No two objects stand at one place: what is around the schema stands where a part says so.
        let around = parts.first().and_then(|part| part.get("in"));
        let around = around.map_or(place, |node| node.location);
        for part in parts {
            let mut part = part.clone();
            let at = part.location;
            let Some(object) = part.as_object_mut() else { continue };
            only_known(object, ObjectKind::SwaggerParameter);
            let Some(name) = object.remove("name") else { continue };
            let Some(text) = name.as_str() else { continue };
            if is_true(object, "required") {
                required.push(Node::string(name.location, text));
            }
            has_file |= is_file(object);
            if let Some(parts) = self.encoding(object) {
                encoding.insert(Key::new(text, name.location), parts);
            }
            let kind = object.get("type").map_or(at, |node| node.location);
            let mut schema = schema(object);
            for (key, node) in std::mem::take(object) {
                if key.name.starts_with("x-") || key.as_str() == "description" {
                    schema.insert(key, node);
                }
            }
            let schema = Node::new(kind, Value::Object(schema));
            properties.insert(Key::new(text, name.location), schema);
        }
        let is_required = !required.is_empty();
        let mut schema = Object::new();
        put(&mut schema, "type", Node::string(place, "object"));
        put(&mut schema, "properties", Node::new(place, Value::Object(properties)));
        if is_required {
            put(&mut schema, "required", Node::new(place, Value::Array(required)));
        }
        let mut members = Object::new();
        put(&mut members, "schema", Node::new(place, Value::Object(schema)));
        if !encoding.is_empty() {
            put(&mut members, "encoding", Node::new(around, Value::Object(encoding)));
        }
        let media_types = if has_file {
            consumes.filter(|name| name == MULTIPART).or(MULTIPART, around)
        } else {
            let forms = consumes.filter(|name| name == MULTIPART || name == URLENCODED);
            forms.or(URLENCODED, around)
        };
        let mut body = Object::new();
        put(&mut body, "content", content(media_types, around, &members));
        if is_required {
            put(&mut body, "required", Node::new(around, Value::Bool(true)));
        }
        let place = parts.first().map_or(place, |part| part.location);
        Node::new(place, Value::Object(body))
    }

    /// How a part of a form is sent that is a list. A form sends each item as a part of its own if
    /// nothing else is said.
    fn encoding(&self, part: &mut Object) -> Option<Node> {
        let (key, format) = collection(part)?;
        let place = key.location;
        let Some((style, explode)) = format.in_query() else {
            let message = format!("a form cannot have items that are {}", format.words());
            let found = Diagnostic::new(Code::UnsupportedEncoding, place, message);
            self.diagnostics.push(found.label("each item is sent as a part of its own"));
            return None;
        };
        if explode {
            return None;
        }
        let mut encoding = Object::new();
        put(&mut encoding, "style", Node::string(place, style));
        put(&mut encoding, "explode", Node::new(place, Value::Bool(false)));
        Some(Node::new(place, Value::Object(encoding)))
    }
}
