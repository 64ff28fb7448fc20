//! References to what was moved, and what Swagger 2.0 says in a schema in its own way.

use super::find::{Found, section};
use super::{ObjectKind, Shape, is_true, put};
use crate::diagnostic::Location;
use crate::openapi::shape::bundled::{Bundled, Place};
use crate::openapi::shape::step::{each_object, parts, shape_of};
use crate::source::{Node, Object, Value, escape_token};
use std::collections::{HashMap, HashSet};

const DOCUMENT: Shape = Shape::Object(ObjectKind::OpenApi);

/// Rewrites the references of a document that is raised but for them, and its schemas. A reference
/// that leads to nothing stays as it is written: so it is told.
pub(super) fn rewrite(document: &mut Bundled, found: &Found) {
    let mut moved = HashMap::new();
    if !found.inside.is_empty() {
        let mut pointer = String::new();
        find(&document.root, &DOCUMENT, found, &mut pointer, &mut moved);
    }
    let mut renamed: HashMap<String, Option<String>> = HashMap::new();
    let names = names(&document.root);
    let mut visit = |node: &mut Node, kind: ObjectKind| {
        if kind == ObjectKind::Schema {
            schema(node);
        }
        let Some(node) = node.get_mut("$ref").filter(|_| kind.section().is_some()) else { return };
        let Some(text) = node.as_str() else { return };
        let new = renamed
            .entry(text.to_owned())
            .or_insert_with(|| moved.get(text).cloned().or_else(|| component(text, &names)));
        if let Some(new) = new {
            node.value = Value::String(new.as_str().into());
        }
    };
    each_object(&mut document.root, &DOCUMENT, &mut visit);
    for (place, kind) in &found.elsewhere {
        if let Some(node) = document.at_mut(place) {
            each_object(node, shape_of(raised(*kind, node)), &mut visit);
        }
    }
}

/// The components of a document, by section.
fn names(root: &Node) -> HashSet<(String, String)> {
    let sections = root.get("components").and_then(Node::as_object).into_iter().flatten();
    let names = sections.flat_map(|(section, all)| {
        let names = all.as_object().into_iter().flat_map(Object::keys);
        names.map(|name| (section.name.to_string(), name.name.to_string()))
    });
    names.collect()
}

/// What an object of Swagger 2.0 became.
fn raised(kind: ObjectKind, node: &Node) -> ObjectKind {
    match kind {
        ObjectKind::SwaggerParameter if node.get("content").is_some() => ObjectKind::RequestBody,
        ObjectKind::SwaggerParameter => ObjectKind::Parameter,
        ObjectKind::SwaggerResponse => ObjectKind::Response,
        ObjectKind::SwaggerPathItem => ObjectKind::PathItem,
        kind => kind,
    }
}

/// The component that a reference to a definition, a parameter or a response leads to.
fn component(text: &str, components: &HashSet<(String, String)>) -> Option<String> {
    let (old, name) = section(&Place::of(text)?)?;
    let sections: &[&str] = match old {
        "definitions" => &["schemas"],
        "parameters" => &["parameters", "requestBodies"],
        _ => &["responses"],
    };
    let has = |section: &str| components.contains(&(section.to_owned(), name.clone()));
    let section = sections.iter().find(|section| has(section))?;
    // The name as it is written: it may be escaped.
    let name = text.rsplit('/').next()?;
    Some(format!("#/components/{section}/{name}"))
}

/// Finds where that stands now which references lead into.
fn find(
    node: &Node,
    shape: &Shape,
    found: &Found,
    pointer: &mut String,
    moved: &mut HashMap<String, String>,
) {
    if let Some((kind, _)) = shape.object()
        && let Some(asked) = wanted(found, node.location)
    {
        for (text, _) in asked.iter().filter(|(_, old)| {
            raised(*old, node) == kind
                || *old == ObjectKind::SwaggerParameter && kind == ObjectKind::RequestBody
        }) {
            moved.entry(text.clone()).or_insert_with(|| format!("#{pointer}"));
        }
    }
    for (token, part, shape) in parts(node, shape) {
        let length = pointer.len();
        pointer.push('/');
        let token = token.text();
        pointer.push_str(&escape_token(&token).replace('%', "%25"));
        find(part, shape, found, pointer, moved);
        pointer.truncate(length);
    }
}

fn wanted(found: &Found, location: Location) -> Option<&Vec<(String, ObjectKind)>> {
    found.inside.get(&location)
}

/// `x-nullable` is what OpenAPI 3.0 calls `nullable`.
fn schema(node: &mut Node) {
    let Some(object) = node.as_object_mut() else { return };
    if is_true(object, "x-nullable") && !object.contains_key("nullable") {
        let place = object.get("x-nullable").map(|node| node.location);
        if let Some(place) = place {
            put(object, "nullable", Node::new(place, Value::Bool(true)));
        }
    }
    object.remove("x-nullable");
}
