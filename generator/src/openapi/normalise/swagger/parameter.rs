//! Parameters that are no bodies, and headers: what they say of their values becomes a schema.

use super::{ObjectKind, Raise, is_true, only_known, put};
use crate::diagnostic::{Code, Diagnostic};
use crate::openapi::extension::{DEPRECATED_FLAGS, DEPRECATED_VALUES};
use crate::openapi::shape::objects::rule_of;
use crate::openapi::shape::special::place_of;
use crate::source::{Key, Node, Object, Value};

impl Raise<'_> {
    /// Makes a parameter one of OpenAPI 3.0. Says whether it is kept: one whose values cannot be
    /// put together as the document says is left out, which is told.
    pub(super) fn parameter(&self, node: &mut Node) -> bool {
        let place = node.location;
        let Some(object) = node.as_object_mut().filter(|object| !object.contains_key("$ref"))
        else {
            return true;
        };
        only_known(object, ObjectKind::SwaggerParameter);
        let style = collection(object);
        if let Some((key, style)) = style {
            match style.of_parameter(place_of(object)) {
                Some((style, explode)) => {
                    put(object, "style", Node::string(key.location, style));
                    put(object, "explode", Node::new(key.location, Value::Bool(explode)));
                }
                None => return self.no_style(object, &key, style),
            }
        }
        if !object.contains_key("schema") || object.contains_key("type") {
            let schema = schema(object);
            let place = schema.get("type").map_or(place, |node| node.location);
            put(object, "schema", Node::new(place, Value::Object(schema)));
        }
        false_is_nothing(object);
        true
    }

    /// Makes a header of a response one of OpenAPI 3.0.
    pub(super) fn header(&self, node: &mut Node) {
        let place = node.location;
        let Some(object) = node.as_object_mut() else { return };
        only_known(object, ObjectKind::SwaggerHeader);
        if let Some((key, format)) = collection(object).filter(|(_, it)| *it != Format::Commas) {
            self.ignored(
                &key,
                &format!("items of a header that are {} are not taken apart", format.words()),
            );
        }
        let schema = schema(object);
        let place = schema.get("type").map_or(place, |node| node.location);
        put(object, "schema", Node::new(place, Value::Object(schema)));
    }

    /// Tells that a list cannot be sent as the document says.
    fn no_style(&self, object: &Object, key: &Key, format: Format) -> bool {
        let required = is_true(object, "required") || place_of(object) == "path";
        let code = if required { Code::UnsupportedStyle } else { Code::UnsupportedFeature };
        let message = format!("a parameter cannot have items that are {} here", format.words());
        let found = Diagnostic::new(code, key.location, message);
        let found = if required {
            found.label("it cannot be sent, and it is required")
        } else {
            found.label("the parameter is left out")
        };
        self.diagnostics.push(found.help("`csv` is sent everywhere, `ssv` and `pipes` in a query"));
        required
    }
}

/// How the items of a list are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Commas,
    Spaces,
    Tabs,
    Pipes,
    Repeated,
}

impl Format {
    /// The style of a parameter, and whether each item is a value of its own. None if there is no such
    /// style.
    fn of_parameter(self, place: &str) -> Option<(&'static str, bool)> {
        match (place, self) {
            ("query", _) => self.in_query(),
            // Several instances are for queries and forms alone; one with commas is the usual one.
            (_, Self::Commas | Self::Repeated) => Some(("simple", false)),
            _ => None,
        }
    }

    /// The same in a query or a form.
    pub(super) fn in_query(self) -> Option<(&'static str, bool)> {
        match self {
            Self::Commas => Some(("form", false)),
            Self::Spaces => Some(("spaceDelimited", false)),
            Self::Pipes => Some(("pipeDelimited", false)),
            Self::Repeated => Some(("form", true)),
            Self::Tabs => None,
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Commas => "parted by commas",
            Self::Spaces => "parted by spaces",
            Self::Tabs => "parted by tabs",
            Self::Pipes => "parted by pipes",
            Self::Repeated => "instances of their own",
        }
    }
}

/// Takes out how the items of a list are put together, which is with commas if nothing says more.
/// None if it is no list.
pub(super) fn collection(object: &mut Object) -> Option<(Key, Format)> {
    let said = object.remove_entry("collectionFormat");
    if object.get("type").and_then(Node::as_str) != Some("array") {
        return None;
    }
    let Some((_, node)) = said else {
        let place = object.get("type")?.location;
        return Some((Key::new("collectionFormat", place), Format::Commas));
    };
    let format = match node.as_str() {
        Some("ssv") => Format::Spaces,
        Some("tsv") => Format::Tabs,
        Some("pipes") => Format::Pipes,
        Some("multi") => Format::Repeated,
        _ => Format::Commas,
    };
    Some((Key::new("collectionFormat", node.location), format))
}

/// Takes what an object says of its values out of it.
pub(super) fn schema(object: &mut Object) -> Object {
    let rule = rule_of(ObjectKind::SwaggerItems);
    let of_values = |key: &Key| {
        let name = key.as_str();
        rule.member(name).is_some()
            || name.starts_with("x-enum")
            || [DEPRECATED_VALUES, DEPRECATED_FLAGS, "x-nullable"].contains(&name)
    };
    let mut schema = Object::new();
    object.retain(|key, node| {
        let moves = of_values(key);
        if moves {
            let place = node.location;
            let node = std::mem::replace(node, Node::new(place, Value::Null));
            schema.insert(key.clone(), node);
        }
        !moves
    });
    object.remove("schema");
    items(&mut schema);
    schema
}

/// The items of lists in lists are schemas, which say nothing of how they are put together.
fn items(schema: &mut Object) {
    schema.remove("collectionFormat");
    if let Some(inner) = schema.get_mut("items").and_then(Node::as_object_mut) {
        items(inner);
    }
}

/// `allowEmptyValue: false` says nothing.
fn false_is_nothing(object: &mut Object) {
    if object.get("allowEmptyValue").and_then(Node::as_bool) == Some(false) {
        object.remove("allowEmptyValue");
    }
}
