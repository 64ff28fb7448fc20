//! The rules for schemas: JSON Schema 2020-12 as OpenAPI 3.1 uses it, said with the Schema Object
//! of OpenAPI 3.0. The parts of a schema are normalised before the schema itself.

mod arrays;
mod keywords;
mod numbers;
mod objects;
mod references;
mod strings;
mod types;
mod unions;
mod values;

use super::{Context, put, rename};
use crate::diagnostic::Location;
use crate::openapi::made;
use crate::source::{Key, Node, Object, Value};

/// Applies the rules to a schema.
pub(super) fn normalise(node: &mut Node, context: &mut Context<'_>) {
    if let Value::Bool(allows) = node.value {
        node.value = Value::Object(boolean(allows, node.location));
        return;
    }
    let place = node.location;
    let Some(object) = node.as_object_mut() else {
        return;
    };
    keywords::ignore(object, context);
    references::choose_siblings(object, context);
    types::empty_enum(object, context);
    types::constant(object);
    types::null_in_enum(object);
    types::null_in_type(object);
    unions::null_branches(object, place);
    unions::several_types(object, place, &mut |branch| typed(branch, context));
    typed(object, context);
    examples(object);
    references::wrap(object);
}

/// The rules that a branch of a union of types has to obey as well.
fn typed(object: &mut Object, context: &Context<'_>) {
    values::of_type(object, context);
    numbers::exclusive_bounds(object);
    numbers::integer_bounds(object);
    numbers::integer_multiple(object, context);
    arrays::tuple(object);
    objects::patterns(object, context);
    objects::unevaluated(object, context);
    strings::content(object);
}

/// A boolean as a schema (JSON Schema, section 4.3.2): `true` allows everything, `false` nothing.
fn boolean(allows: bool, place: Location) -> Object {
    let mut object = Object::new();
    if !allows {
        put(&mut object, "not", Node::new(place, Value::Object(Object::new())));
    }
    object
}

/// Whether a schema allows nothing: what `false` became.
fn is_never(node: &Node) -> bool {
    let object = node.as_object().filter(|object| object.len() == 1);
    let not = object.and_then(|object| object.get("not")).and_then(Node::as_object);
    not.is_some_and(Object::is_empty)
}

/// Whether a schema allows `null` alone: what `type: "null"` became.
fn is_null(node: &Node) -> bool {
    let Some(object) = node.as_object() else {
        return false;
    };
    let values = object.get("enum").and_then(Node::as_array);
    values.is_some_and(|values| !values.is_empty() && values.iter().all(Node::is_null))
        && !object.contains_key("$ref")
}

/// Makes a schema one that allows `null` beside the rest.
fn make_nullable(object: &mut Object, place: Location) {
    put(object, "nullable", Node::new(place, Value::Bool(true)));
}

/// Makes a schema one that allows `null` alone. What it says otherwise but for annotations has no
/// effect then.
fn make_null(object: &mut Object, place: Location) {
    object.remove("type");
    make_nullable(object, place);
    put(object, "enum", Node::new(place, Value::Array(vec![Node::new(place, Value::Null)])));
}

/// `examples` (JSON Schema, section 9.5): 3.0 has one `example`. The list stays under a key that is made for it.
fn examples(object: &mut Object) {
    let first = object
        .get("examples")
        .and_then(Node::as_array)
        .and_then(|examples| examples.first())
        .cloned();
    rename(object, "examples", made::EXAMPLES);
    if let Some(first) = first
        && !object.contains_key("example")
    {
        object.insert(Key::new("example", first.location), first);
    }
}
