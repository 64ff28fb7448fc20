//! The tree to openapiv3's types.

use super::Document;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Node;

/// Reads the types of a document from its tree, which has passed the check of its shape and has
/// been normalised to OpenAPI 3.0.
///
/// There is no document only if the tree is not what the check promises. That is told as well: a
/// gap in the check must not end in silence.
#[must_use]
pub fn parse(tree: Node, diagnostics: &Diagnostics) -> Option<Document> {
    match tree.deserialize_into() {
        Ok(value) => Some(Document::new(tree, value)),
        Err(error) => {
            let place = error.location.unwrap_or(tree.location);
            let found = Diagnostic::new(
                Code::WrongType,
                place,
                format!("this cannot be read: {}", error.message),
            )
            .label("not as OpenAPI 3.0 has it");
            diagnostics.push(found);
            None
        }
    }
}
