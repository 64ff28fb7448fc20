//! The walk over the objects of a document, to change them.

use super::ObjectKind;
use super::Shape;
use crate::source::{Node, Value};

/// Visits every object of the specification, its parts before itself. Where a schema is expected
/// a boolean is visited as well. A reference is visited as the object that it stands for.
pub(in crate::openapi) fn each_object(
    node: &mut Node,
    shape: &Shape,
    visit: &mut dyn FnMut(&mut Node, ObjectKind),
) {
    let object = shape.object();
    match &mut node.value {
        Value::Array(items) => {
            let Some(item_shape) = shape.item() else {
                return;
            };
            for item in items {
                each_object(item, item_shape, visit);
            }
            return;
        }
        Value::Object(members) => match (shape.entry(), object) {
            (Some(entry), _) => {
                for (_, node) in members.iter_mut() {
                    each_object(node, entry, visit);
                }
                return;
            }
            (None, Some((kind, _))) => {
                let rule = kind.rule();
                let free = rule.others.shape();
                for (key, node) in members.iter_mut() {
                    let extension = rule.others.extensible() && key.name.starts_with("x-");
                    match rule.member(&key.name) {
                        Some(member) => each_object(node, &member.shape, visit),
                        None if extension => {}
                        None => {
                            if let Some(shape) = free {
                                each_object(node, shape, visit);
                            }
                        }
                    }
                }
            }
            (None, None) => return,
        },
        Value::Bool(_) if matches!(shape, Shape::Schema | Shape::Items) => {}
        _ => return,
    }
    if let Some((kind, _)) = object {
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
        // Nothing can refer to the others.
        _ => &Shape::Any,
    }
}
