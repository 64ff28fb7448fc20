//! The shape of a document: whether each object of OpenAPI has the members that it must have, and
//! each member the kind of value that it may have.
//!
//! What the specification says is data: [`objects`](self::objects) and [`schema`](self::schema)
//! hold it as one table, in the terms of [`grammar`]. What a value of another kind is taken for,
//! where it harms nothing, is in [`reading`]. Every walk takes the [`step`] from a value to its parts. [`walk`] compares a document with both, and
//! `special` holds the rules that are about more than one member. Normalisation reads the same
//! table, so that what passed here is what it puts right.

mod along;
pub(in crate::openapi) mod bundled;
mod extensions;
pub(in crate::openapi) mod grammar;
pub(in crate::openapi) mod objects;
pub(in crate::openapi) mod reading;
pub(in crate::openapi) mod schema;
pub(in crate::openapi) mod special;
pub(in crate::openapi) mod step;
mod swagger;
mod swagger_special;
#[cfg(test)]
mod tests;
mod version;
mod walk;
mod words;

pub(in crate::openapi) use along::{Landing, land, land_on, root_shape};
pub use bundled::Bundled;
pub(crate) use schema::{Keyword, Role, To};
pub use version::Version;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// Checks a whole document. Says which dialect it is in; there is none if it is no document of
/// Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2 at all, and then nothing else has been looked at. `sunset_key` is the extension
/// that the settings name.
pub fn check(
    document: &Bundled,
    sunset_key: Option<&str>,
    diagnostics: &Diagnostics,
) -> Option<Version> {
    let root = &document.root;
    let Some(object) = root.as_object() else {
        let message = "an OpenAPI document is a mapping";
        diagnostics.push(
            Diagnostic::new(Code::WrongType, root.location, message)
                .label(format!("this is {}", root.kind())),
        );
        return None;
    };
    let version = version::of(root, object, diagnostics)?;
    walk::document(document, version, sunset_key, diagnostics);
    Some(version)
}
