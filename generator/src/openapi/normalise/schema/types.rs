//! `type`, `const` and `enum`.

use super::super::Context;
use super::{make_null, make_nullable, put};
use crate::diagnostic::{Code, Diagnostic};
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

/// An `enum` without values (JSON Schema, section 6.1.2: it should have one) would allow nothing, which
/// nobody means: it is taken as if it were not there.
pub(super) fn empty_enum(object: &mut Object, context: &Context<'_>) {
    let is_empty = |node: &Node| node.as_array().is_some_and(<[Node]>::is_empty);
    let Some((key, _)) = object.entry("enum").filter(|(_, node)| is_empty(node)) else { return };
    let found = Diagnostic::new(Code::EnumEmpty, key.location, "an enum has no values")
        .label("taken as if it were not there")
        .help("list the values, or take `enum` away");
    context.push(found);
    object.remove("enum");
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
