//! Bounds of numbers.

use super::super::Context;
use super::keywords::ignored_keyword;
use super::put;
use crate::openapi::made;
use crate::source::{Key, Node, Number, Object, Value};

/// A bound: its keyword, the one that excludes it, where it goes if 64 bits do not hold it, and
/// which of two is the stricter.
struct Bound {
    inclusive: &'static str,
    exclusive: &'static str,
    beyond: &'static str,
    stricter: fn(f64, f64) -> bool,
    round: fn(f64) -> f64,
}

const BOUNDS: &[Bound] = &[
    Bound {
        inclusive: "minimum",
        exclusive: "exclusiveMinimum",
        beyond: made::MINIMUM,
        stricter: |bound, than| bound > than,
        round: f64::ceil,
    },
    Bound {
        inclusive: "maximum",
        exclusive: "exclusiveMaximum",
        beyond: made::MAXIMUM,
        stricter: |bound, than| bound < than,
        round: f64::floor,
    },
];

/// A number as `exclusiveMinimum` (JSON Schema, section 6.2.5) is `minimum` with a boolean that
/// excludes it. Of two bounds the stricter holds.
pub(super) fn exclusive_bounds(object: &mut Object) {
    for bound in BOUNDS {
        let Some(exclusive) = object.get(bound.exclusive).and_then(Node::as_f64) else {
            continue;
        };
        let inclusive = object.get(bound.inclusive).and_then(Node::as_f64);
        let Some((key, node)) = object.remove_entry(bound.exclusive) else {
            continue;
        };
        if inclusive.is_some_and(|inclusive| (bound.stricter)(inclusive, exclusive)) {
            continue;
        }
        let place = node.location;
        object.remove(bound.inclusive);
        object.insert(Key::new(bound.inclusive, key.location), node);
        put(object, bound.exclusive, Node::new(place, Value::Bool(true)));
    }
}

/// Bounds of integers are integers: `0.5` as a minimum is `1`. Those that 64 bits with a sign do
/// not hold go under a key that is made for it, as a string of their digits.
pub(super) fn integer_bounds(object: &mut Object) {
    if !is_integer(object) {
        return;
    }
    for bound in BOUNDS {
        let Some(node) = object.get_mut(bound.inclusive) else {
            continue;
        };
        let Value::Number(number) = &node.value else {
            continue;
        };
        if let Number::Signed(_) = number {
            continue;
        }
        if let Some(whole) = number.as_i64() {
            node.value = Value::Number(Number::Signed(whole));
            continue;
        }
        let rounded = match number {
            Number::Float(value) if value.fract() != 0.0 => {
                Number::Float((bound.round)(*value)).as_i64().map(Number::Signed)
            }
            _ => None,
        };
        if let Some(rounded) = rounded {
            node.value = Value::Number(rounded);
            // The bound itself is no integer, so excluding it says nothing more.
            object.remove(bound.exclusive);
            continue;
        }
        let digits = match number {
            Number::Float(value) => format!("{value:.0}"),
            _ => number.to_string(),
        };
        node.value = Value::String(digits.into());
        super::rename(object, bound.inclusive, bound.beyond);
    }
}

/// `multipleOf` of integers is an integer: every integer is a multiple of `0.5`. One that says
/// something else is left out.
pub(super) fn integer_multiple(object: &mut Object, context: &Context<'_>) {
    if !is_integer(object) {
        return;
    }
    let Some((key, node)) = object.entry("multipleOf") else {
        return;
    };
    let Some(number) = node.as_number() else {
        return;
    };
    if matches!(number, Number::Signed(_)) {
        return;
    }
    if let Some(whole) = number.as_i64() {
        if let Some(node) = object.get_mut("multipleOf") {
            node.value = Value::Number(Number::Signed(whole));
        }
        return;
    }
    if number.as_f64().recip().fract() != 0.0 {
        context.push(ignored_keyword(key).note("it is no integer, and the type is"));
    }
    object.remove("multipleOf");
}

fn is_integer(object: &Object) -> bool {
    object.get("type").and_then(Node::as_str) == Some("integer")
}
