//! One step of a walk over a document, beside the grammar: from a value to its parts, each with what
//! is expected there. Whoever walks takes this step.

use super::grammar::{ObjectKind, Shape};
use super::objects::rule_of;
use crate::source::{Key, Node, Object, Value};

/// How a part is reached from the value that holds it.
#[derive(Clone, Copy, Debug)]
pub(in crate::openapi) enum Token<'n> {
    /// An item of a list, by its number.
    Item(usize),
    /// What stands under a key.
    Key(&'n Key),
}

impl Token<'_> {
    /// The token as it stands in a pointer, before anything in it is escaped.
    pub(in crate::openapi) fn text(self) -> String {
        match self {
            Self::Item(index) => index.to_string(),
            Self::Key(key) => key.name.to_string(),
        }
    }
}

/// What the grammar expects under a key of a mapping. None if it says nothing of it, as of an
/// extension.
pub(in crate::openapi) fn under(shape: &Shape, key: &str) -> Option<&'static Shape> {
    match shape.entry() {
        Some(entry) => Some(entry),
        None => rule_of(shape.object()?.0).under(key),
    }
}

/// The parts of a value of which the grammar says something.
pub(in crate::openapi) fn parts<'n>(
    node: &'n Node,
    shape: &Shape,
) -> impl Iterator<Item = (Token<'n>, &'n Node, &'static Shape)> {
    let (items, members) = match &node.value {
        Value::Array(items) => (items.as_slice(), None),
        Value::Object(members) => (&[][..], Some(members)),
        _ => (&[][..], None),
    };
    let item = shape.item();
    let items = items.iter().enumerate();
    let items = items.filter_map(move |(index, node)| Some((Token::Item(index), node, item?)));
    let members = members
        .into_iter()
        .flatten()
        .filter_map(move |(key, node)| Some((Token::Key(key), node, under(shape, key.as_str())?)));
    items.chain(members)
}

/// The same, to be changed.
pub(in crate::openapi) fn parts_mut<'n>(
    node: &'n mut Node,
    shape: &Shape,
) -> impl Iterator<Item = (Token<'n>, &'n mut Node, &'static Shape)> {
    let (items, members) = match &mut node.value {
        Value::Array(items) => (items.as_mut_slice(), None),
        Value::Object(members) => (&mut [][..], Some(members)),
        _ => (&mut [][..], None),
    };
    let item = shape.item();
    let items = items.iter_mut().enumerate();
    let items = items.filter_map(move |(index, node)| Some((Token::Item(index), node, item?)));
    let members = members
        .into_iter()
        .flat_map(Object::iter_mut)
        .filter_map(move |(key, node)| Some((Token::Key(key), node, under(shape, key.as_str())?)));
    items.chain(members)
}

/// Visits every object of the specification, its parts before itself. Where a schema is expected
/// a boolean is visited as well. A reference is visited as the object that it stands for.
pub(in crate::openapi) fn each_object(
    node: &mut Node,
    shape: &Shape,
    visit: &mut dyn FnMut(&mut Node, ObjectKind),
) {
    for (_, part, shape) in parts_mut(node, shape) {
        each_object(part, shape, visit);
    }
    let is_object = match node.value {
        Value::Object(_) => true,
        Value::Bool(_) => matches!(shape, Shape::Schema | Shape::Items),
        _ => false,
    };
    if let Some((kind, _)) = shape.object().filter(|_| is_object) {
        visit(node, kind);
    }
}

/// The shape of an object that may be a reference.
pub(in crate::openapi) fn shape_of(kind: ObjectKind) -> &'static Shape {
    match kind {
        ObjectKind::Schema => &Shape::Schema,
        ObjectKind::Response => &Shape::ObjectOrRef(ObjectKind::Response),
        ObjectKind::Parameter => &Shape::ObjectOrRef(ObjectKind::Parameter),
        ObjectKind::Example => &Shape::ObjectOrRef(ObjectKind::Example),
        ObjectKind::RequestBody => &Shape::ObjectOrRef(ObjectKind::RequestBody),
        ObjectKind::Header => &Shape::ObjectOrRef(ObjectKind::Header),
        ObjectKind::SecurityScheme => &Shape::ObjectOrRef(ObjectKind::SecurityScheme),
        ObjectKind::Link => &Shape::ObjectOrRef(ObjectKind::Link),
        ObjectKind::Callback => &Shape::ObjectOrRef(ObjectKind::Callback),
        ObjectKind::PathItem => &Shape::ObjectOrRef(ObjectKind::PathItem),
        ObjectKind::SwaggerParameter => &Shape::ObjectOrRef(ObjectKind::SwaggerParameter),
        ObjectKind::SwaggerResponse => &Shape::ObjectOrRef(ObjectKind::SwaggerResponse),
        ObjectKind::SwaggerPathItem => &Shape::ObjectOrRef(ObjectKind::SwaggerPathItem),
        // Nothing can refer to the others.
        _ => &Shape::Any,
    }
}
