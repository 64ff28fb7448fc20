//! Path items that stand elsewhere (3.1, `components/pathItems`; 3.0, any other path): a path that
//! refers to one gets a copy of it, for `openapiv3` has no such section.

use super::super::shape::bundled::{Bundled, Place};
use super::super::shape::grammar::{ObjectKind, Shape};
use super::super::shape::step::shape_of;
use super::Context;
use super::heal::heal;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::source::{Node, Object, Value};

/// How many nodes may be copied, however small the document is. A document may ask for as many
/// copies as it has nodes itself on top of this.
const FREE_COPIES: usize = 100_000;

/// How many references may follow each other.
const LONGEST_CHAIN: usize = 16;

/// Replaces the references of paths by what they lead to. The section stays: references may lead
/// into it.
pub(super) fn path_items(document: &mut Bundled, context: &Context<'_>) {
    let mut copies = Vec::new();
    if let Some(paths) = document.root.get("paths").and_then(Node::as_object) {
        let mut budget = None;
        for (path, item) in paths {
            if path.name.starts_with("x-") || item.get("$ref").is_none() {
                continue;
            }
            let Some(target) = follow(document, item) else {
                continue;
            };
            let budget = budget.get_or_insert_with(|| FREE_COPIES + size_of(document));
            let cost = size(target);
            if cost > *budget {
                context.push(too_large(path.location));
                break;
            }
            *budget -= cost;
            if let Some(target) = target.as_object() {
                copies.push((path.name.clone(), target.clone()));
            }
        }
    }
    if let Some(paths) = document.root.get_mut("paths").and_then(Node::as_object_mut) {
        for (path, target) in copies {
            if let Some(node) = paths.get_mut(&path) {
                if let Some(item) = node.as_object_mut() {
                    merge(item, target);
                }
                // It may come from a place of which the grammar knows nothing.
                heal(node, shape_of(ObjectKind::PathItem));
            }
        }
    }
}

/// The path item that a reference leads to in the end. None if there is none: the reference stays,
/// and is told by who follows it.
fn follow<'a>(document: &'a Bundled, item: &'a Node) -> Option<&'a Node> {
    let mut target = item;
    for _ in 0..LONGEST_CHAIN {
        let Some(reference) = target.get("$ref").and_then(Node::as_str) else {
            return Some(target);
        };
        let landing = document.land(&Place::of(reference)?)?;
        match landing.shape {
            None | Some(Shape::ObjectOrRef(ObjectKind::PathItem)) => target = landing.node,
            Some(_) => return None,
        }
    }
    None
}

/// What stands beside the reference goes before what it leads to.
fn merge(item: &mut Object, target: Object) {
    item.remove("$ref");
    for (key, node) in target {
        if !item.contains_key(&key.name) {
            item.insert(key, node);
        }
    }
}

/// How many nodes there are in a document and its files.
fn size_of(document: &Bundled) -> usize {
    size(&document.root) + document.files.values().map(size).sum::<usize>()
}

/// How many nodes there are in a tree.
fn size(node: &Node) -> usize {
    let inside: usize = match &node.value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(object) => object.values().map(size).sum(),
        _ => 0,
    };
    1 + inside
}

fn too_large(place: Location) -> Diagnostic {
    Diagnostic::new(Code::AliasBomb, place, "paths refer to path items too often to be written out")
        .label("from here on there is no room for more")
        .help("refer to large path items from fewer paths")
}
