//! What a value is taken for at a place: real documents write `"8443"`, `true` or `3.0` for what
//! should be something else, and mean no harm by it. The check tells what is read as what, and
//! normalisation then puts it there, so both ask here.

use super::grammar::{ObjectKind, Shape};
use crate::source::{Key, Node, Number, Object, Value};

/// What a value is taken for.
#[derive(Debug)]
pub(in crate::openapi) enum Reading {
    /// The value is what is expected.
    Fits,
    /// Another spelling of the same value, which nobody has to be told.
    Same(Value),
    /// It is read as this value.
    As(Value),
    /// It is left out, for this reason: nothing depends on it.
    Dropped(&'static str),
    /// It cannot be what is expected.
    Refused,
}

/// What a value is taken for where the grammar expects a shape. Looks at the value itself, not at
/// what lists and mappings hold.
pub(in crate::openapi) fn read(node: &Node, shape: &Shape) -> Reading {
    match shape {
        Shape::Any => Reading::Fits,
        Shape::Text | Shape::Choice(_) => text(node),
        Shape::Reference => fits(matches!(node.value, Value::String(_))),
        Shape::Boolean => boolean(node),
        Shape::Count => count(node),
        Shape::Number | Shape::Divisor => number(node),
        Shape::ExclusiveBound => match boolean(node) {
            Reading::Refused => number(node),
            reading => reading,
        },
        Shape::List(Shape::Text) => listed(node),
        Shape::List(_) => fits(matches!(node.value, Value::Array(_))),
        Shape::Map(_) | Shape::Section(_) => fits(matches!(node.value, Value::Object(_))),
        Shape::Object(ObjectKind::Discriminator) => discriminator(node),
        Shape::Object(_) | Shape::ObjectOrRef(_) => fits(matches!(node.value, Value::Object(_))),
        Shape::Schema | Shape::SchemaOrBoolean => {
            fits(matches!(node.value, Value::Object(_) | Value::Bool(_)))
        }
        Shape::Items => {
            fits(matches!(node.value, Value::Object(_) | Value::Bool(_) | Value::Array(_)))
        }
        Shape::Types => fits(matches!(node.value, Value::String(_) | Value::Array(_))),
        Shape::Names => match node.value {
            Value::Bool(_) => Reading::Dropped(
                "`required` lists the names of properties, on the object that has them",
            ),
            _ => listed(node),
        },
        Shape::Examples => examples(node),
        Shape::Values => values(node),
    }
}

/// What the value of a member is taken for: `null` stands for a member that is absent.
pub(in crate::openapi) fn read_member(node: &Node, shape: &Shape) -> Reading {
    match (&node.value, shape) {
        (_, Shape::Any) => Reading::Fits,
        (Value::Null, Shape::Reference) => Reading::Refused,
        (Value::Null, _) => Reading::Dropped("`null` says as much as no member at all"),
        _ => read(node, shape),
    }
}

fn fits(condition: bool) -> Reading {
    if condition { Reading::Fits } else { Reading::Refused }
}

fn text(node: &Node) -> Reading {
    match &node.value {
        Value::String(_) => Reading::Fits,
        // YAML takes an unquoted `1.0` for a number; its text is more than `1`.
        Value::Number(Number::Float(value)) => {
            Reading::As(Value::String(format!("{value:?}").into()))
        }
        Value::Number(value) => Reading::As(Value::String(value.to_string().into())),
        Value::Bool(value) => Reading::As(Value::String(value.to_string().into())),
        Value::Null | Value::Array(_) | Value::Object(_) => Reading::Refused,
    }
}

fn boolean(node: &Node) -> Reading {
    match &node.value {
        Value::Bool(_) => Reading::Fits,
        Value::String(text) if text.eq_ignore_ascii_case("true") => Reading::As(Value::Bool(true)),
        Value::String(text) if text.eq_ignore_ascii_case("false") => {
            Reading::As(Value::Bool(false))
        }
        _ => Reading::Refused,
    }
}

fn count(node: &Node) -> Reading {
    const BEYOND: &str = "no length or count comes near it";
    let number = match &node.value {
        Value::Number(number) => number,
        Value::String(text) => {
            let digits = text.parse::<u64>().ok().and_then(|value| i64::try_from(value).ok());
            return digits.map_or(Reading::Refused, |value| {
                Reading::As(Value::Number(Number::Signed(value)))
            });
        }
        _ => return Reading::Refused,
    };
    match number {
        Number::Signed(value) => fits(*value >= 0),
        Number::Unsigned(_) => Reading::Fits,
        Number::Big(digits) if digits.starts_with('-') => Reading::Refused,
        Number::Big(_) => Reading::Dropped(BEYOND),
        Number::Float(value) if value.fract() != 0.0 || *value < 0.0 => Reading::Refused,
        Number::Float(_) => match number.as_i64() {
            Some(value) => Reading::Same(Value::Number(Number::Signed(value))),
            None => Reading::Dropped(BEYOND),
        },
    }
}

fn number(node: &Node) -> Reading {
    match &node.value {
        Value::Number(_) => Reading::Fits,
        Value::String(text) => {
            let number = text.parse::<i64>().map(Number::Signed);
            let number = number.or_else(|_| text.parse::<f64>().map(Number::Float));
            match number {
                Ok(Number::Float(value)) if !value.is_finite() => Reading::Refused,
                Ok(number) => Reading::As(Value::Number(number)),
                Err(_) => Reading::Refused,
            }
        }
        _ => Reading::Refused,
    }
}

/// A string where a list of strings is expected is a list with one item.
fn listed(node: &Node) -> Reading {
    match node.value {
        Value::Array(_) => Reading::Fits,
        Value::String(_) => Reading::As(Value::Array(vec![node.clone()])),
        _ => Reading::Refused,
    }
}

/// Swagger 2.0 gave the name of the property alone.
fn discriminator(node: &Node) -> Reading {
    match node.value {
        Value::Object(_) => Reading::Fits,
        Value::String(_) => {
            let key = Key::new("propertyName", node.location);
            Reading::As(Value::Object([(key, node.clone())].into_iter().collect()))
        }
        _ => Reading::Refused,
    }
}

/// Examples by name: a list of values has numbers for names, and a bare value is an Example
/// Object's `value`.
fn examples(node: &Node) -> Reading {
    match &node.value {
        Value::Array(items) => {
            let named = items.iter().enumerate().map(|(index, item)| {
                let key = Key::new(format!("example-{}", index + 1), item.location);
                (key, if is_example(item) { item.clone() } else { example(item) })
            });
            Reading::As(Value::Object(named.collect()))
        }
        Value::Object(object) if object.values().all(is_example) => Reading::Fits,
        Value::Object(object) => {
            let wrapped = object.iter().map(|(key, node)| {
                (key.clone(), if is_example(node) { node.clone() } else { example(node) })
            });
            Reading::As(Value::Object(wrapped.collect()))
        }
        _ => Reading::Refused,
    }
}

/// Examples of a schema: those that have names, as elsewhere in OpenAPI, are the list of their
/// values, and a bare value is a list of one.
fn values(node: &Node) -> Reading {
    match &node.value {
        Value::Array(_) => Reading::Fits,
        Value::Object(object) => {
            let bare = |node: &Node| match node.get("value") {
                Some(value) if is_example(node) => value.clone(),
                _ => node.clone(),
            };
            Reading::As(Value::Array(object.values().map(bare).collect()))
        }
        _ => Reading::As(Value::Array(vec![node.clone()])),
    }
}

/// Whether a value is an Example Object or a reference to one, rather than the example itself.
fn is_example(node: &Node) -> bool {
    const MEMBERS: &[&str] = &["value", "externalValue", "summary", "description", "$ref"];
    node.as_object().is_some_and(|object| {
        object.is_empty() || object.keys().any(|key| MEMBERS.contains(&key.as_str()))
    })
}

fn example(node: &Node) -> Node {
    let key = Key::new("value", node.location);
    let object: Object = [(key, node.clone())].into_iter().collect();
    Node::new(node.location, Value::Object(object))
}
