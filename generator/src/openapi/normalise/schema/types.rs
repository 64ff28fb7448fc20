//! `type`, `const` and `enum`.

use super::{make_null, make_nullable, put};
use crate::source::{Node, Object, Value};

/// `const` (JSON Schema, section 6.1.3) is an `enum` with one value.
pub(super) fn constant(object: &mut Object) {
    if let Some((key, value)) = object.remove_entry("const") {
        let place = value.location;
        object.remove("enum");
        object.insert(
            crate::source::Key::new("enum", key.location),
            Node::new(place, Value::Array(vec![value])),
        );
    }
}

/// `null` in an `enum`: 3.0 asks for `nullable: true` beside it, and authors forget one or the
/// other. Either is taken for both, and the `null` goes.
pub(super) fn null_in_enum(object: &mut Object) {
    let Some(node) = object.get_mut("enum") else {
        return;
    };
    let Some(values) = node.as_array_mut() else {
        return;
    };
    let Some(null) = values.iter().find(|value| value.is_null()).map(|null| null.location) else {
        return;
    };
    values.retain(|value| !value.is_null());
    if values.is_empty() {
        make_null(object, null);
    } else {
        make_nullable(object, null);
    }
}

/// `null` as a type or in a list of types (3.1, Schema Object); a list of one; a list that names
/// integers beside all numbers, or every type there is.
pub(super) fn null_in_type(object: &mut Object) {
    let Some(node) = object.get_mut("type") else {
        return;
    };
    let place = node.location;
    if node.as_str() == Some("null") {
        return make_null(object, place);
    }
    let Some(types) = node.as_array_mut() else {
        return;
    };
    let mut names: Vec<Node> = Vec::new();
    let mut null = None;
    for item in types.drain(..) {
        if item.as_str() == Some("null") {
            null.get_or_insert(item.location);
        } else if !names.contains(&item) {
            names.push(item);
        }
    }
    let has = |name: &str| names.iter().any(|node| node.as_str() == Some(name));
    let all = ["string", "number", "boolean", "array", "object"].into_iter().all(has);
    if has("number") {
        names.retain(|node| node.as_str() != Some("integer"));
    }
    let none = names.is_empty();
    if all || none {
        object.remove("type");
    } else if let [_] = names.as_slice() {
        names.into_iter().for_each(|name| put(object, "type", name));
    } else {
        put(object, "type", Node::new(place, Value::Array(names)));
    }
    match null {
        Some(null) if none => make_null(object, null),
        Some(null) => make_nullable(object, null),
        None => {}
    }
}
