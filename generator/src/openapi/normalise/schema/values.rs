//! The values of `enum`.

use super::super::Context;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::source::{Node, Number, Object, Value};

/// How many values that are left out are listed.
const LISTED: usize = 5;

/// Values that are not of the type beside them, such as `"1"` as an integer, are read as values of
/// it. What cannot be read so never occurs, and is left out.
pub(super) fn of_type(object: &mut Object, context: &Context<'_>) {
    let Some(wanted) = object.get("type").and_then(Node::as_str).map(ToOwned::to_owned) else {
        return;
    };
    let Some(values) = object.get_mut("enum").and_then(Node::as_array_mut) else {
        return;
    };
    let mut faults = Faults::default();
    values.retain_mut(|node| {
        let place = node.location;
        match read(&node.value, &wanted) {
            Read::Fits => return true,
            Read::As(value) => {
                faults.add(place, Some(described(&value)));
                node.value = value;
            }
            Read::Never => {
                faults.left_out.push(described(&node.value));
                faults.add(place, None);
                return false;
            }
        }
        true
    });
    let is_empty = values.is_empty();
    if let Some((place, read_as)) = faults.first {
        let message = format!("a value of the enum is not of the type {wanted}");
        let found = Diagnostic::new(Code::EnumTypeMismatch, place, message);
        let found = match read_as {
            Some(text) => found.label(format!("read as {text}")),
            None => found.label("left out"),
        };
        let found = match faults.count {
            1 => found,
            count => found.note(format!("{count} values of this enum are not; this is the first")),
        };
        let found = match faults.left_out.as_slice() {
            [] => found,
            texts => {
                let shown: Vec<_> = texts.iter().take(LISTED).map(String::as_str).collect();
                let more = if texts.len() > LISTED { " and others" } else { "" };
                found.note(format!("left out: {}{more}", shown.join(", ")))
            }
        };
        context.push(match wanted.as_str() {
            "array" => found.help("put the values of the items on `items`"),
            "string" => found.help("put it in quotes, or correct the `type`"),
            _ => found.help("write the value as one of the type, or correct the `type`"),
        });
        if is_empty {
            object.remove("enum");
        }
    }
}

/// What is not of the type in one list.
#[derive(Default)]
struct Faults {
    first: Option<(Location, Option<String>)>,
    count: usize,
    /// What is left out, in words.
    left_out: Vec<String>,
}

impl Faults {
    fn add(&mut self, place: Location, read_as: Option<String>) {
        self.count += 1;
        self.first.get_or_insert((place, read_as));
    }
}

enum Read {
    Fits,
    As(Value),
    Never,
}

fn read(value: &Value, wanted: &str) -> Read {
    let or_never = |read: Option<Value>| read.map_or(Read::Never, Read::As);
    match (wanted, value) {
        (_, Value::Null)
        | ("string", Value::String(_))
        | ("boolean", Value::Bool(_))
        | ("number", Value::Number(_))
        | ("array", Value::Array(_))
        | ("object", Value::Object(_)) => Read::Fits,
        ("integer", Value::Number(number)) if number.is_integer() => Read::Fits,
        ("string", Value::Number(number)) => Read::As(Value::String(number.to_string().into())),
        ("string", Value::Bool(value)) => Read::As(Value::String(value.to_string().into())),
        ("boolean", Value::String(text)) => or_never(text.parse().ok().map(Value::Bool)),
        ("integer", Value::String(text)) => {
            or_never(text.trim().parse().ok().map(Number::Signed).map(Value::Number))
        }
        ("number", Value::String(text)) => {
            let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
            or_never(number.map(|number| Value::Number(Number::Float(number))))
        }
        // Another type is told as what it is.
        ("string" | "boolean" | "integer" | "number" | "array" | "object", _) => Read::Never,
        _ => Read::Fits,
    }
}

fn described(value: &Value) -> String {
    match value {
        Value::String(text) => format!("the text `{text}`"),
        Value::Number(number) => format!("the number `{number}`"),
        Value::Bool(value) => format!("`{value}`"),
        _ => "another value".into(),
    }
}
