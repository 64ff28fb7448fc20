//! What a part of a document says, as a text that is the same for the same meaning.

use super::super::shape::grammar::Shape;
use super::super::shape::objects::rule_of;
use super::keywords::{Keyword, role};
use crate::api::LeftOut;
use crate::source::{Node, Object, Value};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// JSON without words, with its keys in order, and with lists in order where it says nothing.
pub(super) struct Meaning(pub(super) String);

impl Meaning {
    /// What a value says.
    pub(super) fn of(node: &Node, shape: &Shape) -> Self {
        let mut text = String::new();
        write(node, shape, matches!(shape, Shape::List(Shape::Text)), &mut text);
        Self(text)
    }

    /// The keys of a map, where what stands under them is words.
    pub(super) fn of_keys(node: &Node) -> Self {
        let keys = node.as_object().into_iter().flatten().map(|(key, _)| key.as_str());
        let mut keys: Vec<_> = keys.map(quoted).collect();
        keys.sort_unstable();
        Self(format!("[{}]", keys.join(",")))
    }
}

/// What a value says as a number; that of each schema inside of it is kept.
pub(super) fn whole(node: &Node, shape: &Shape, any_order: bool, found: &mut LeftOut) -> u64 {
    let mut hasher = DefaultHasher::new();
    match &node.value {
        Value::Array(items) => {
            let shape = shape.item().unwrap_or(&Shape::Any);
            let mut all: Vec<u64> =
                items.iter().map(|item| whole(item, shape, false, found)).collect();
            if any_order {
                all.sort_unstable();
            }
            ("list", all).hash(&mut hasher);
        }
        Value::Object(object) => {
            let mut all: Vec<(&str, u64)> = members(object, shape)
                .map(|(name, node, shape, any_order)| (name, whole(node, shape, any_order, found)))
                .collect();
            all.sort_unstable();
            ("object", all).hash(&mut hasher);
        }
        _ => node.to_json().to_string().hash(&mut hasher),
    }
    let number = hasher.finish();
    if matches!(shape, Shape::Schema | Shape::SchemaOrBoolean | Shape::Items) {
        found.schema(node.location, number);
    }
    number
}

/// The members of an object that are no words: the shape of each, and whether it is a list whose
/// order says nothing.
fn members<'t>(
    object: &'t Object,
    shape: &Shape,
) -> impl Iterator<Item = (&'t str, &'t Node, &'static Shape, bool)> {
    let entry = shape.entry();
    let kind = shape.object().map(|(kind, _)| kind).filter(|_| entry.is_none());
    let of_names = matches!(shape, Shape::Map(Shape::List(Shape::Text)));
    object.iter().filter_map(move |(key, node)| {
        let name = key.as_str();
        let is_words = |kind| matches!(role(kind, object, name, None), Keyword::Words);
        if kind.is_some_and(is_words) {
            return None;
        }
        let known = kind.and_then(|kind| rule_of(kind).member(name)).map(|member| &member.shape);
        let free = kind.and_then(|kind| rule_of(kind).others.shape());
        let any_order =
            of_names || kind.is_some() && matches!(name, "required" | "enum" | "type" | "tags");
        Some((name, node, entry.or(known).or(free).unwrap_or(&Shape::Any), any_order))
    })
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// `any_order` is whether the order of a list says nothing.
fn write(node: &Node, shape: &Shape, any_order: bool, into: &mut String) {
    match &node.value {
        Value::Array(items) => {
            let shape = shape.item().unwrap_or(&Shape::Any);
            let mut texts: Vec<String> =
                items.iter().map(|item| Meaning::of(item, shape).0).collect();
            if any_order {
                texts.sort_unstable();
            }
            into.push('[');
            into.push_str(&texts.join(","));
            into.push(']');
        }
        Value::Object(object) => {
            let mut members: Vec<_> = members(object, shape).collect();
            members.sort_unstable_by_key(|(name, ..)| *name);
            into.push('{');
            for (index, (name, node, shape, any_order)) in members.into_iter().enumerate() {
                if index > 0 {
                    into.push(',');
                }
                into.push_str(&quoted(name));
                into.push(':');
                write(node, shape, any_order, into);
            }
            into.push('}');
        }
        _ => into.push_str(&node.to_json().to_string()),
    }
}

/// All references inside of a value.
pub(super) fn references<'t>(node: &'t Node, into: &mut HashSet<&'t str>) {
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| references(item, into)),
        Value::Object(object) => {
            into.extend(object.get("$ref").and_then(Node::as_str));
            object.values().for_each(|node| references(node, into));
        }
        _ => {}
    }
}
