//! References whose meaning depends on where they stand (JSON Schema 2020-12 and 2019-09):
//! `$anchor`, `$dynamicRef`, `$recursiveRef`, and `#/$defs/…` as a schema says it that was once a
//! document of its own. They become `$ref`s with a pointer from the start of the document.

use std::collections::HashMap;

use super::super::shape::step::parts_mut;
use super::{ObjectKind, Shape, rename};
use crate::source::{Node, Object, Value, escape_token};

/// The members that make such references possible.
const SIGNS: &[&str] =
    &["$anchor", "$dynamicAnchor", "$recursiveRef", "$dynamicRef", "$defs", "definitions"];

/// Where definitions stand in a schema.
const DEFINITIONS: &[&str] = &["$defs", "definitions"];

/// Rewrites the references of a document.
pub(super) fn resolve(root: &mut Node) {
    if !has_signs(root) {
        return;
    }
    let mut walk = Walk::default();
    walk.node(root, &Shape::Object(ObjectKind::OpenApi), &mut Walk::note);
    walk.node(root, &Shape::Object(ObjectKind::OpenApi), &mut Walk::rewrite);
}

fn has_signs(root: &Node) -> bool {
    let mut todo = vec![root];
    while let Some(node) = todo.pop() {
        match &node.value {
            Value::Array(items) => todo.extend(items),
            Value::Object(object) => {
                if SIGNS.iter().any(|sign| object.contains_key(sign)) {
                    return true;
                }
                todo.extend(object.values());
            }
            _ => {}
        }
    }
    false
}

/// A walk over the schemas of a document that knows where it is.
#[derive(Default)]
struct Walk {
    /// The tokens of the pointer to the place.
    path: Vec<String>,
    /// The schemas around the place, from the outermost: how long the path to each is, and whether
    /// it is a `$recursiveAnchor`.
    around: Vec<(usize, bool)>,
    /// The pointers of anchors, by the pointer of the outermost schema around each, and by none.
    anchors: HashMap<(String, String), String>,
    /// The pointers of definitions.
    definitions: HashMap<String, ()>,
}

type Visit = dyn FnMut(&mut Walk, &mut Object);

impl Walk {
    fn node(&mut self, node: &mut Node, shape: &Shape, visit: &mut Visit) {
        let is_schema = matches!(shape.object(), Some((ObjectKind::Schema, _)));
        let schema = node.as_object_mut().filter(|_| is_schema);
        let is_schema = schema.is_some();
        if let Some(schema) = schema {
            let anchor = schema.get("$recursiveAnchor").and_then(Node::as_bool).unwrap_or(false);
            self.around.push((self.path.len(), anchor));
            visit(self, schema);
        }
        for (token, part, shape) in parts_mut(node, shape) {
            self.path.push(token.text());
            self.node(part, shape, visit);
            self.path.pop();
        }
        if is_schema {
            self.around.pop();
        }
    }

    /// Remembers the anchors and definitions of a schema.
    fn note(&mut self, schema: &mut Object) {
        let here = self.pointer(self.path.len());
        for name in ["$anchor", "$dynamicAnchor"] {
            if let Some(anchor) = schema.get(name).and_then(Node::as_str) {
                let resource = (self.outermost(), anchor.to_owned());
                self.anchors.entry(resource).or_insert_with(|| here.clone());
                self.anchors
                    .entry((String::new(), anchor.to_owned()))
                    .or_insert_with(|| here.clone());
            }
        }
        for section in DEFINITIONS {
            for name in
                schema.get(section).and_then(Node::as_object).into_iter().flat_map(Object::keys)
            {
                self.definitions
                    .insert(format!("{here}/{section}/{}", escape_token(&name.name)), ());
            }
        }
    }

    /// Rewrites the reference of a schema.
    fn rewrite(&mut self, schema: &mut Object) {
        if !schema.contains_key("$ref") {
            rename(schema, "$dynamicRef", "$ref");
            if let Some(node) =
                schema.get_mut("$recursiveRef").filter(|node| node.as_str() == Some("#"))
            {
                let anchor = self.around.iter().find(|(_, anchor)| *anchor).or(self.around.first());
                let pointer = self.pointer(anchor.map_or(0, |(length, _)| *length));
                node.value = Value::String(format!("#{pointer}").into());
                rename(schema, "$recursiveRef", "$ref");
            }
        }
        let Some(node) = schema.get_mut("$ref") else {
            return;
        };
        let target = node.as_str().and_then(|text| self.target(text.strip_prefix('#')?));
        if let Some(pointer) = target {
            node.value = Value::String(format!("#{pointer}").into());
        }
    }

    /// What a fragment means here, if it is not a pointer from the start of the document.
    fn target(&self, fragment: &str) -> Option<String> {
        if fragment.is_empty() {
            return None;
        }
        let Some(pointer) = fragment.strip_prefix('/') else {
            let anchor = |resource: String| self.anchors.get(&(resource, fragment.to_owned()));
            return anchor(self.outermost()).or_else(|| anchor(String::new())).cloned();
        };
        let mut tokens = pointer.splitn(3, '/');
        let (section, name) = (tokens.next()?, tokens.next()?);
        if !DEFINITIONS.contains(&section) {
            return None;
        }
        let around = self.around.iter().rev().map(|(length, _)| self.pointer(*length));
        let mut holders = around
            .filter(|here| self.definitions.contains_key(&format!("{here}/{section}/{name}")));
        holders.next().map(|here| format!("{here}{fragment}"))
    }

    /// The pointer to the outermost schema around the place.
    fn outermost(&self) -> String {
        self.pointer(self.around.first().map_or(0, |(length, _)| *length))
    }

    fn pointer(&self, length: usize) -> String {
        let tokens = self.path.iter().take(length);
        tokens.flat_map(|token| ["/".into(), escape_token(token)]).collect()
    }
}
