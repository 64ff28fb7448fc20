//! One dialect: a document of Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2, as people write them, becomes one of OpenAPI 3.0
//! that `openapiv3` reads without fail. Every node keeps the place where its text stands.
//!
//! What OpenAPI 3.0 has no member for, and somebody reads, is kept under the keys of
//! [`made`](super::made), which no author can write.
//!
//! And where 3.0 has several spellings, one is chosen:
//!
//! - Only `null`: `{nullable: true, enum: [null]}`, without `type`. In any other `enum` there is no
//!   `null`; there is `nullable: true` instead.
//! - Several types: `anyOf` with one branch a type, each with the keywords that apply to it; in
//!   `allOf` if there is another `anyOf`.
//! - Members beside the `$ref` of a schema: the reference is the first of `allOf`.
//! - References into the inside of schemas: what they lead to is a component of its own.

mod component_names;
mod document;
mod family;
mod heal;
mod hoist;
mod inheritance;
mod inline;
mod mend;
mod newer;
mod schema;
mod scope;
mod swagger;

pub use swagger::raise;

use super::made;
use super::reference::Naming;
use super::shape::Version;
use super::shape::bundled::Bundled;
use super::shape::grammar::{ObjectKind, Shape};
use super::shape::step::each_object;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::source::{Key, Node, Object, Value};

/// Makes a document one of OpenAPI 3.0, whatever the check of its shape found. What is left out
/// is told.
pub fn normalise(mut document: Bundled, version: Version, diagnostics: &Diagnostics) -> Node {
    let mut context = Context::new(version, diagnostics);
    heal::heal(&mut document.root, &Shape::Object(ObjectKind::OpenApi));
    inline::path_items(&mut document, &context);
    scope::resolve(&mut document.root);
    // What was referred to in other files is among the components then.
    hoist::hoist(&mut document);
    let mut root = document.root;
    mend::references(&mut root, &context);
    each_object(&mut root, &Shape::Object(ObjectKind::OpenApi), &mut |node, kind| {
        context.object(node, kind)
    });
    family::resolve(&mut root);
    inheritance::resolve(&mut root);
    context.finish();
    let place = root.location;
    if let Some(object) = root.as_object_mut().filter(|_| version == Version::V2_0) {
        put(object, made::SWAGGER, Node::new(place, Value::Bool(true)));
    }
    root
}

/// A document as its author wrote it, but for references that depend on where they stand.
pub(super) fn scoped(document: &Bundled) -> Bundled {
    let mut document = document.clone();
    scope::resolve(&mut document.root);
    document
}

/// What every rule may ask and tell.
struct Context<'a> {
    version: Version,
    diagnostics: &'a Diagnostics,
    /// Members beside references to schemas that 3.0 does not know and that are honoured all the
    /// same: where the first stands, and how many references have any.
    honoured_siblings: Option<(Location, usize)>,
    newer: newer::Newer,
}

impl<'a> Context<'a> {
    fn new(version: Version, diagnostics: &'a Diagnostics) -> Self {
        Self { version, diagnostics, honoured_siblings: None, newer: newer::Newer::default() }
    }

    fn naming(&self) -> Naming {
        if self.version == Version::V2_0 { Naming::Swagger } else { Naming::OpenApi }
    }

    fn push(&self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Applies the rules to an object whose parts are normalised already.
    fn object(&mut self, node: &mut Node, kind: ObjectKind) {
        if let Some(object) = node.as_object_mut() {
            self.newer.take(object, kind);
        }
        match kind {
            ObjectKind::Schema => schema::normalise(node, self),
            _ => document::normalise(node, kind, self),
        }
    }

    fn finish(&self) {
        self.newer.report(self.diagnostics);
        if let Some((place, count)) = self.honoured_siblings {
            let message = format!(
                "{} does not look at members beside `$ref`, but these are honoured",
                self.version.as_str()
            );
            let found =
                Diagnostic::new(Code::RefSiblings, place, message).label("beside a reference");
            self.push(match count {
                1 => found,
                _ => found.note(format!("{count} references have such members; this is the first")),
            });
        }
    }
}

/// Puts a member in, under a key that stands where its value does.
fn put(object: &mut Object, name: &str, node: Node) {
    let key = Key::new(name, node.location);
    object.insert(key, node);
}

/// Gives a member another name.
fn rename(object: &mut Object, from: &str, to: &str) {
    if let Some((key, node)) = object.remove_entry(from) {
        object.insert(Key::new(to, key.location), node);
    }
}
