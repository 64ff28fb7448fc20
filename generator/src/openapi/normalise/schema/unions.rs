//! `anyOf` and `oneOf` with a branch for `null`, and several types at once.

use super::{is_null, make_null, make_nullable, put};
use crate::diagnostic::Location;
use crate::openapi::{Keyword, To};
use crate::source::{Key, Node, Object, Value};

/// A branch that allows `null` alone is what `nullable: true` says in 3.0. If one other branch is
/// left, there is no union any more.
pub(super) fn null_branches(object: &mut Object, place: Location) {
    for keyword in ["anyOf", "oneOf"] {
        let Some(branches) = object.get_mut(keyword).and_then(Node::as_array_mut) else {
            continue;
        };
        let Some(null) =
            branches.iter().find(|branch| is_null(branch)).map(|branch| branch.location)
        else {
            continue;
        };
        branches.retain(|branch| !is_null(branch));
        match branches.len() {
            0 => {
                object.remove(keyword);
                make_null(object, null);
            }
            1 => {
                let branch = object.remove(keyword).and_then(|mut node| node.as_array_mut()?.pop());
                make_nullable(object, null);
                if let Some(branch) = branch {
                    object.remove("discriminator");
                    absorb(object, branch, place);
                }
            }
            _ => make_nullable(object, null),
        }
    }
}

/// The only branch of a union: its members become the schema's own, or it goes to `allOf` if both
/// have a member of one name, or it is a reference.
fn absorb(object: &mut Object, branch: Node, place: Location) {
    let overlaps = |members: &Object| {
        members.iter().any(|(key, node)| object.get(&key.name).is_some_and(|own| own != node))
    };
    match branch.value {
        Value::Object(members) if !members.contains_key("$ref") && !overlaps(&members) => {
            for (key, node) in members {
                object.insert(key, node);
            }
        }
        value => add_to_all(object, Node::new(branch.location, value), place),
    }
}

fn add_to_all(object: &mut Object, node: Node, place: Location) {
    match object.get_mut("allOf").and_then(Node::as_array_mut) {
        Some(all) => all.push(node),
        None => {
            let place = Location { file: place.file, ..node.location };
            put(object, "allOf", Node::new(place, Value::Array(vec![node])));
        }
    }
}

/// A list of types (3.1, Schema Object): a union with one branch a type, each with the keywords
/// that apply to it. Annotations stay where they are.
pub(super) fn several_types(
    object: &mut Object,
    place: Location,
    each: &mut dyn FnMut(&mut Object),
) {
    let Some(node) = object.get_mut("type") else {
        return;
    };
    let list = node.location;
    let Some(types) = node.as_array_mut() else {
        return;
    };
    let types = std::mem::take(types);
    object.remove("type");
    let values = object.get("enum").and_then(Node::as_array).map(<[Node]>::to_vec);
    let mut branches = Vec::new();
    for node in types {
        let Some(name) = node.as_str().map(str::to_owned) else {
            continue;
        };
        let mut branch = Object::new();
        let place = node.location;
        put(&mut branch, "type", node);
        if let Some(values) = &values {
            let own: Vec<Node> =
                values.iter().filter(|value| is_of(value, &name)).cloned().collect();
            if own.is_empty() {
                continue;
            }
            let at = object.get("enum").map_or(place, |node| node.location);
            put(&mut branch, "enum", Node::new(at, Value::Array(own)));
        }
        take_keywords(object, &mut branch, &name);
        each(&mut branch);
        branches.push(Node::new(place, Value::Object(branch)));
    }
    object.remove("enum");
    match branches.len() {
        // No value of the `enum` is of any of the types: left to who checks `enum`s.
        0 => {
            if let Some(values) = values {
                put(object, "enum", Node::new(list, Value::Array(values)));
            }
        }
        1 => branches.into_iter().for_each(|branch| absorb(object, branch, place)),
        _ if object.contains_key("anyOf") => {
            let mut union = Object::new();
            put(&mut union, "anyOf", Node::new(list, Value::Array(branches)));
            add_to_all(object, Node::new(list, Value::Object(union)), place);
        }
        _ => put(object, "anyOf", Node::new(list, Value::Array(branches))),
    }
}

/// Moves the keywords that apply to a type from a schema to the branch of that type. Integers and
/// numbers do not stand in one list, so that no keyword belongs to two branches.
fn take_keywords(object: &mut Object, branch: &mut Object, name: &str) {
    let format = object
        .get("format")
        .and_then(Node::as_str)
        .is_some_and(|format| format_type(format) == name);
    let number = format_type_is_number(object) && name == "integer";
    for keyword in To::of_type(name).into_iter().flat_map(Keyword::of) {
        if let Some((key, node)) = object.remove_entry(keyword.name()) {
            branch.insert(key, node);
        }
    }
    if (format || number)
        && let Some((key, node)) = object.remove_entry("format")
    {
        branch.insert(Key::new("format", key.location), node);
    }
}

fn format_type_is_number(object: &Object) -> bool {
    object
        .get("format")
        .and_then(Node::as_str)
        .is_some_and(|format| format_type(format) == "number")
}

/// The type that a format goes with.
fn format_type(format: &str) -> &'static str {
    match format {
        "float" | "double" | "decimal" | "decimal128" => "number",
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64"
        | "unixtime" => "integer",
        _ => "string",
    }
}

/// Whether a value is of a type.
fn is_of(node: &Node, name: &str) -> bool {
    match (&node.value, name) {
        (Value::String(_), "string")
        | (Value::Bool(_), "boolean")
        | (Value::Number(_), "number") => true,
        (Value::Number(number), "integer") => number.is_integer(),
        (Value::Array(_), "array") | (Value::Object(_), "object") => true,
        _ => false,
    }
}
