//! The words in which the check tells what it found.

use super::grammar::{Shape, one_of};
use super::objects::rule_of;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::source::{Key, Node, Value};

/// The diagnostic for a member that is not there.
pub(super) fn lacks(place: Location, holder: &str, member: &str, required: bool) -> Diagnostic {
    let message = format!("{holder} must have `{member}`");
    if required {
        Diagnostic::new(Code::MissingMember, place, message)
            .label(format!("`{member}` is missing here"))
    } else {
        Diagnostic::new(Code::MemberAssumed, place, message)
            .label(format!("an empty `{member}` is assumed"))
    }
}

/// What is expected, in the words of messages.
fn expected(shape: &Shape) -> String {
    match shape {
        Shape::Text | Shape::Reference => "a string".to_owned(),
        Shape::Boolean => "`true` or `false`".to_owned(),
        Shape::Count => "an integer that is not negative".to_owned(),
        Shape::Number => "a number".to_owned(),
        Shape::Divisor => "a number above zero".to_owned(),
        Shape::ExclusiveBound => "a number or a boolean".to_owned(),
        Shape::Any => "a value".to_owned(),
        Shape::Choice(choices) => one_of(choices),
        Shape::List(Shape::Text) => "a list of strings".to_owned(),
        Shape::List(_) => "a list".to_owned(),
        Shape::Map(_) | Shape::Section(_) => "a mapping".to_owned(),
        Shape::Object(kind) => rule_of(*kind).name.to_owned(),
        Shape::ObjectOrRef(kind) => format!("{} or a reference", rule_of(*kind).name),
        Shape::Schema => "a Schema Object or a reference".to_owned(),
        Shape::SchemaOrBoolean => "a Schema Object, a reference or a boolean".to_owned(),
        Shape::Items => "a Schema Object or a reference".to_owned(),
        Shape::Types => "the name of a type or a list of them".to_owned(),
        Shape::Names => "a list of property names".to_owned(),
        Shape::Examples => "a mapping of Example Objects".to_owned(),
        Shape::Values => "a list".to_owned(),
    }
}

/// What is expected of a member, or of a value without a name.
pub(super) fn must_be(member: Option<&str>, shape: &Shape) -> String {
    let expected = expected(shape);
    member.map_or_else(
        || format!("{expected} is expected here"),
        |name| format!("`{name}` must be {expected}"),
    )
}

/// What is said of a value among the components that can be none.
pub(super) fn no_component(key: &Key, node: &Node, shape: &Shape) -> Diagnostic {
    let message = format!("`{}` is no component: {}", shortened(&key.name), must_be(None, shape));
    Diagnostic::new(Code::MemberIgnored, key.location, message)
        .label("left out")
        .secondary(node.location, format!("this is {}", node.kind()))
        .help("take it out, or write it where it belongs")
}

/// Where to tell what a list's item lacks: at its first key, which is short.
pub(super) fn anchor(node: &Node) -> Location {
    let first = node.as_object().and_then(|object| object.keys().next());
    first.map_or(node.location, |key| key.location)
}

/// A text of the document as a part of a message.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")),
    }
}

/// What a value is, where that is not what is expected.
pub(super) fn found(node: &Node, shape: &Shape) -> String {
    match (&node.value, shape) {
        (Value::Object(_), Shape::Examples) => "a mapping of the examples themselves".to_owned(),
        _ => node.kind().to_owned(),
    }
}

/// What a value is read as, for labels.
pub(super) fn described(value: &Value, shape: &Shape) -> String {
    match value {
        Value::String(text) => format!("the string `{}`", shortened(text)),
        Value::Bool(value) => format!("`{value}`"),
        Value::Number(number) => format!("the number {number}"),
        Value::Array(_) => "a list with one item".to_owned(),
        Value::Object(_) if matches!(shape, Shape::Examples) => {
            "the `value`s of Example Objects".to_owned()
        }
        Value::Object(_) => "a mapping".to_owned(),
        Value::Null => "null".to_owned(),
    }
}
