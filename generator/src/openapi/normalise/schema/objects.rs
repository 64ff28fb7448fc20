//! Rules for properties that have no name in the schema.

use super::super::Context;
use super::keywords::ignored_keyword;
use super::{is_never, put};
use crate::source::{Key, Node, Object, Value};

/// `patternProperties` (JSON Schema, section 10.3.2.2): what any of the patterns says, and what is
/// said of other properties, is said of `additionalProperties`. A property that fits no pattern may
/// be anything, unless that is forbidden.
pub(super) fn patterns(object: &mut Object) {
    let Some((key, node)) = object.remove_entry("patternProperties") else {
        return;
    };
    let Value::Object(patterns) = node.value else {
        return;
    };
    if patterns.is_empty() {
        return;
    }
    let all_match = patterns.keys().any(|pattern| matches_all(pattern.as_str()));
    let others = object.remove_entry("additionalProperties").map(|(_, node)| node);
    let anything = || Node::new(key.location, Value::Object(Object::new()));
    let others = match others {
        Some(others) if is_false(&others) => None,
        Some(others) if !all_match => Some(others),
        None if !all_match => Some(anything()),
        _ => None,
    };
    let mut said: Vec<Node> = Vec::new();
    for (_, schema) in patterns {
        if !is_false(&schema) && !said.contains(&schema) {
            said.push(schema);
        }
    }
    said.extend(others);
    let place = said.first().map_or(key.location, |first| first.location);
    let whole = match said.len() {
        0 => return put(object, "additionalProperties", Node::new(place, Value::Bool(false))),
        1 => said.swap_remove(0),
        _ => {
            let mut union = Object::new();
            put(&mut union, "anyOf", Node::new(place, Value::Array(said)));
            Node::new(place, Value::Object(union))
        }
    };
    object.insert(Key::new("additionalProperties", place), whole);
}

/// Whether a pattern is one that every name matches.
fn matches_all(pattern: &str) -> bool {
    let inner = pattern.strip_prefix('^').unwrap_or(pattern);
    let inner = inner.strip_suffix('$').unwrap_or(inner);
    let inner = inner.strip_prefix('(').and_then(|it| it.strip_suffix(')')).unwrap_or(inner);
    matches!(inner, "" | ".*" | ".+" | r"[\s\S]*" | r"[\s\S]+") && pattern != "^$"
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
