//! Rules for properties that have no name in the schema.

use super::super::Context;
use super::is_never;
use super::keywords::ignored_keyword;
use crate::source::{Key, Node, Object, Value};

/// `patternProperties` (JSON Schema, section 10.3.2.2): if there is one pattern and no other rule
/// for such properties, its schema is that of `additionalProperties`.
pub(super) fn patterns(object: &mut Object, context: &Context<'_>) {
    let Some((key, node)) = object.remove_entry("patternProperties") else {
        return;
    };
    let Value::Object(patterns) = node.value else {
        return;
    };
    if patterns.is_empty() {
        return;
    }
    let only = patterns.len() == 1 && object.get("additionalProperties").is_none_or(is_false);
    if !only {
        let found =
            ignored_keyword(&key).note("it is one of several rules for properties without a name");
        context.push(found.help("one pattern alone is read as `additionalProperties`"));
        // The properties are there, whatever their types.
        object.remove("additionalProperties");
        return;
    }
    for (pattern, schema) in patterns {
        object.remove("additionalProperties");
        object.insert(Key::new("additionalProperties", pattern.location), schema);
    }
}

/// `unevaluatedProperties` (JSON Schema, section 11.3): the same as `additionalProperties` in a
/// schema that is not put together from others. In one that is, 3.0 cannot say it; if it is
/// `false`, that has no effect on what is read.
pub(super) fn unevaluated(object: &mut Object, context: &Context<'_>) {
    let Some((key, node)) = object.remove_entry("unevaluatedProperties") else {
        return;
    };
    let joined =
        ["$ref", "allOf", "anyOf", "oneOf"].iter().any(|keyword| object.contains_key(keyword));
    if !joined {
        if !object.contains_key("additionalProperties") {
            object.insert(Key::new("additionalProperties", key.location), node);
        }
    } else if !is_false(&node) {
        context.push(ignored_keyword(&key).note("the schema is put together from others"));
    }
}

fn is_false(node: &Node) -> bool {
    node.as_bool() == Some(false) || is_never(node)
}
