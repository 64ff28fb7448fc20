//! Responses.

use super::{MediaTypes, ObjectKind, Raise, content, is_file, members_mut, only_known, put};
use crate::source::{Key, Node, Object, Value};

/// Bytes of which nothing else is known.
const BYTES: &str = "application/octet-stream";

impl Raise<'_> {
    /// Makes a response one of OpenAPI 3.0, with content of these media types.
    pub(super) fn response(&self, node: &mut Node, produces: &MediaTypes) {
        let Some(object) = node.as_object_mut().filter(|object| !object.contains_key("$ref"))
        else {
            return;
        };
        only_known(object, ObjectKind::SwaggerResponse);
        members_mut(object.get_mut("headers")).for_each(|(_, header)| self.header(header));
        let examples = object.remove_entry("examples");
        if let Some((key, schema)) = object.remove_entry("schema") {
            let place = key.location;
            let media_types = if schema.as_object().is_some_and(is_file) {
                // A file is sent as it is: no document of JSON is around it.
                produces.filter(|name| !is_json(name)).or(BYTES, place)
            } else {
                produces.or_json(place)
            };
            let members: Object = [(key, schema)].into_iter().collect();
            put(object, "content", content(media_types, place, &members));
        }
        if let Some((key, examples)) = examples {
            self.examples(object, &key, examples);
        }
    }

    /// Examples by media type.
    fn examples(&self, response: &mut Object, key: &Key, examples: Node) {
        let Value::Object(examples) = examples.value else { return };
        let mut content = response.get_mut("content").and_then(Node::as_object_mut);
        for (media_type, example) in examples {
            let of = content.as_mut().and_then(|all| all.get_mut(&media_type.name));
            match of.and_then(Node::as_object_mut) {
                Some(members) => {
                    members.insert(Key::new("example", media_type.location), example);
                }
                None if media_type.name.starts_with("x-") => {}
                None => {
                    let name = &media_type.name;
                    let message = format!("the response has no content of the media type `{name}`");
                    self.ignored(&Key::new(key.as_str(), media_type.location), &message);
                }
            }
        }
    }
}

fn is_json(media_type: &str) -> bool {
    media_type == "application/json" || media_type.ends_with("+json")
}
