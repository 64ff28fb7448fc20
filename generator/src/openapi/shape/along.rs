//! What the grammar expects where a JSON pointer leads.

use super::grammar::{ObjectKind, Shape};
use super::step::under;
use crate::source::{Node, Value, unescape_token};

/// Where a JSON pointer leads.
pub(in crate::openapi) struct Landing<'a> {
    /// The value there.
    pub(in crate::openapi) node: &'a Node,
    /// What the grammar expects there. None if it says nothing of the place, as inside of an
    /// extension or an example.
    pub(in crate::openapi) shape: Option<&'static Shape>,
    /// Whether the place is inside of a schema.
    pub(in crate::openapi) in_schema: bool,
}

/// Follows a JSON pointer, already percent-decoded, and the grammar with it.
pub(in crate::openapi) fn land<'a>(root: &'a Node, pointer: &str) -> Option<Landing<'a>> {
    if pointer.is_empty() {
        return land_on(root, [] as [&str; 0]);
    }
    land_on(root, pointer.strip_prefix('/')?.split('/').map(unescape_token))
}

/// Follows the tokens of a JSON pointer as they are meant, and the grammar with them.
pub(in crate::openapi) fn land_on<T: AsRef<str>>(
    root: &Node,
    tokens: impl IntoIterator<Item = T>,
) -> Option<Landing<'_>> {
    let mut landing = Landing { node: root, shape: Some(root_shape(root)), in_schema: false };
    for token in tokens {
        let token = token.as_ref();
        let object = landing.shape.and_then(Shape::object);
        landing = Landing {
            node: landing.node.step(token)?,
            shape: landing.shape.and_then(|shape| below(shape, landing.node, token)),
            in_schema: landing.in_schema
                || object.is_some_and(|(kind, _)| kind == ObjectKind::Schema),
        };
    }
    Some(landing)
}

/// What the grammar expects of a whole document.
pub(in crate::openapi) fn root_shape(root: &Node) -> &'static Shape {
    let is = |name: &str| root.get(name).is_some();
    if is("swagger") && !is("openapi") {
        &Shape::Object(ObjectKind::Swagger)
    } else {
        &Shape::Object(ObjectKind::OpenApi)
    }
}

/// What the grammar expects one step below a place.
fn below(shape: &'static Shape, node: &Node, token: &str) -> Option<&'static Shape> {
    match node.value {
        Value::Array(_) => shape.item(),
        _ => under(shape, token),
    }
}
