//! Every value as the grammar wants it. The check of the shape has told what is read as what; here
//! it is done, so that `openapiv3` never meets a value that it refuses. What the check found at
//! fault is replaced by something that says nothing: the errors are told, and the rest of the
//! document can still be looked at in the same run.

use super::super::made;
use super::super::shape::grammar::{Member, Need};
use super::super::shape::objects::rule_of;
use super::super::shape::reading::{Reading, read, read_member};
use super::super::shape::step::{Token, parts_mut};
use super::super::shape::{schema, special};
use super::{ObjectKind, Shape, put};
use crate::diagnostic::Location;
use crate::source::{Key, Node, Number, Object, Value};

/// Makes a value what the grammar expects, with all that it holds.
pub(super) fn heal(node: &mut Node, shape: &Shape) {
    match read(node, shape) {
        Reading::Fits => {}
        Reading::Same(value) | Reading::As(value) => node.value = value,
        Reading::Dropped(_) | Reading::Refused => node.value = nothing(shape),
    }
    inside(node, shape);
}

/// A value that says nothing.
fn nothing(shape: &Shape) -> Value {
    match shape {
        Shape::Text | Shape::Reference => Value::String("".into()),
        Shape::Boolean | Shape::ExclusiveBound => Value::Bool(false),
        Shape::Count | Shape::Number => Value::Number(Number::Signed(0)),
        Shape::Divisor => Value::Number(Number::Signed(1)),
        Shape::Any => Value::Null,
        Shape::Choice(choices) => Value::String((*choices.first().unwrap_or(&"")).into()),
        Shape::List(_) | Shape::Names | Shape::Types | Shape::Values => Value::Array(Vec::new()),
        Shape::Map(_)
        | Shape::Section(_)
        | Shape::Object(_)
        | Shape::ObjectOrRef(_)
        | Shape::Schema
        | Shape::SchemaOrBoolean
        | Shape::Items
        | Shape::Examples => Value::Object(Object::new()),
    }
}

/// Heals what a value holds.
fn inside(node: &mut Node, shape: &Shape) {
    let place = node.location;
    let mut rule = None;
    match (&mut node.value, shape.object()) {
        (Value::Array(items), _) => {
            let Some(shape) = shape.item() else { return };
            // An item that is at fault is better absent than empty: an empty name is a name.
            items.retain(|item| !matches!(read(item, shape), Reading::Refused));
        }
        (Value::Object(object), Some((kind, may_be_reference))) => {
            if may_be_reference && reference(object, kind) {
                return;
            }
            rule = Some(rule_of(kind));
            object.retain(|key, node| match rule_of(kind).member(&key.name) {
                Some(member) => keeps(node, member),
                None => !made::is_made(&key.name),
            });
        }
        (Value::Object(object), None) => {
            if let Shape::Section(entry) = shape {
                object.retain(|_, node| !matches!(read(node, entry), Reading::Refused));
            }
        }
        _ => {}
    }
    for (token, part, shape) in parts_mut(node, shape) {
        match (token, rule) {
            // The member itself is healed already.
            (Token::Key(key), Some(rule)) if rule.member(&key.name).is_some() => {
                inside(part, shape)
            }
            _ => heal(part, shape),
        }
    }
    if let (Value::Object(object), Some((kind, _))) = (&mut node.value, shape.object()) {
        complete(object, kind, place);
    }
}

/// Whether an object is a reference with nothing beside it that has to be healed.
fn reference(object: &mut Object, kind: ObjectKind) -> bool {
    if matches!(kind, ObjectKind::Schema | ObjectKind::PathItem) {
        return false;
    }
    match object.get("$ref") {
        Some(node) if node.as_str().is_some() => true,
        Some(_) => {
            object.remove("$ref");
            false
        }
        None => false,
    }
}

/// Puts in what has to be there, and heals what is about more than one member.
fn complete(object: &mut Object, kind: ObjectKind, place: Location) {
    for member in rule_of(kind).members {
        if member.need != Need::Optional && !object.contains_key(member.name) {
            fill(object, member, place);
        }
    }
    together(object, kind, place);
}

/// Makes the value of a member what the grammar expects. Says whether to keep the member.
fn keeps(node: &mut Node, member: &Member) -> bool {
    match read_member(node, &member.shape) {
        Reading::Fits => {}
        Reading::Same(value) | Reading::As(value) => node.value = value,
        Reading::Dropped(_) | Reading::Refused => return false,
    }
    let text = node.as_str();
    match &member.shape {
        Shape::Choice(choices) => text.is_some_and(|text| choices.contains(&text)),
        Shape::Divisor => node.as_f64().is_some_and(|value| value > 0.0),
        Shape::Types => types(node),
        _ => true,
    }
}

/// Keeps the types that there are.
fn types(node: &mut Node) -> bool {
    let known = |node: &Node| node.as_str().is_some_and(|name| schema::TYPES.contains(&name));
    match &mut node.value {
        Value::Array(items) => {
            items.retain(known);
            !items.is_empty()
        }
        _ => known(node),
    }
}

/// Puts in a member that must be there: an empty one.
fn fill(object: &mut Object, member: &Member, place: Location) {
    let mut node = Node::new(place, nothing(&member.shape));
    inside(&mut node, &member.shape);
    object.insert(Key::new(member.name, place), node);
}

/// Heals what is about more than one member.
fn together(object: &mut Object, kind: ObjectKind, place: Location) {
    match kind {
        ObjectKind::Parameter => {
            let way = special::place_of(object).to_owned();
            style(object, &way);
            schema_or_content(object, place);
        }
        ObjectKind::Header => {
            style(object, "header");
            schema_or_content(object, place);
        }
        ObjectKind::Encoding => style(object, "query"),
        ObjectKind::SecurityScheme => {
            let rule = rule_of(kind);
            let scheme = object.get("type").and_then(Node::as_str).unwrap_or("").to_owned();
            for (name, _) in special::members_of_scheme(&scheme) {
                if let Some(member) = rule.member(name)
                    && !object.contains_key(name)
                {
                    fill(object, member, place);
                }
            }
        }
        _ => {}
    }
}

fn style(object: &mut Object, place: &str) {
    let style = object.get("style").and_then(Node::as_str);
    if style.is_some_and(|style| !special::styles_of(place).contains(&style)) {
        object.remove("style");
    }
}

/// `openapiv3` asks for exactly one of `schema` and `content`.
fn schema_or_content(object: &mut Object, place: Location) {
    if object.contains_key("schema") {
        object.remove("content");
    } else if !object.contains_key("content") {
        put(object, "schema", Node::new(place, Value::Object(Object::new())));
    }
}
