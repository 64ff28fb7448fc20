//! What references lead to, before anything of the document is moved.

use super::prepare;
use crate::diagnostic::Location;
use crate::openapi::shape::bundled::{Bundled, Place};
use crate::openapi::shape::grammar::{ObjectKind, Shape};
use crate::openapi::shape::root_shape;
use crate::openapi::shape::special::place_of;
use crate::openapi::shape::step::{parts, shape_of};
use crate::source::Node;
use std::collections::{HashMap, HashSet};

/// How many references may follow each other.
const LONGEST_CHAIN: usize = 16;

/// The sections of a document whose entries references name.
const SECTIONS: [&str; 3] = ["definitions", "parameters", "responses"];

/// What references lead to.
#[derive(Default)]
pub(super) struct Found {
    /// What stands where the grammar says nothing, as in other files, and what it is taken for. What
    /// is further inside comes first.
    pub(super) elsewhere: Vec<(Place, ObjectKind)>,
    /// The parameters and the responses that references lead to in the end.
    targets: HashMap<String, Node>,
    /// Where that stands which references lead to that lead further in than to a component.
    pub(super) inside: HashMap<Location, Vec<(String, ObjectKind)>>,
}

impl Found {
    /// A parameter or response itself, if it is a reference to one.
    pub(super) fn resolved<'n>(&'n self, node: &'n Node) -> &'n Node {
        let reference = node.get("$ref").and_then(Node::as_str);
        reference.and_then(|reference| self.targets.get(reference)).unwrap_or(node)
    }

    /// Where a parameter goes.
    pub(super) fn place_of<'n>(&'n self, parameter: &'n Node) -> &'n str {
        self.resolved(parameter).as_object().map_or("", place_of)
    }
}

/// Looks at every reference of a document, and at those of what they lead to.
pub(super) fn find(document: &mut Bundled) -> Found {
    let mut found = Found::default();
    let (mut todo, mut seen, mut done) = (Vec::new(), HashSet::new(), HashSet::new());
    collect(&document.root, root_shape(&document.root), &mut todo);
    while let Some((text, kind)) = todo.pop() {
        if !seen.insert((text.clone(), kind)) {
            continue;
        }
        let Some(place) = Place::of(&text) else { continue };
        let landing = document.land(&place);
        let Some((shape, location)) = landing.map(|it| (it.shape, it.node.location)) else {
            continue;
        };
        if shape.is_some() {
            if section(&place).is_none() {
                found.inside.entry(location).or_default().push((text, kind));
            }
        } else if done.insert((place.clone(), kind))
            && let Some(node) = document.at_mut(&place)
        {
            prepare(node, shape_of(kind));
            collect(node, shape_of(kind), &mut todo);
            found.elsewhere.push((place, kind));
        }
    }
    let depth = |place: &Place| place.pointer.matches('/').count();
    found.elsewhere.sort_by_cached_key(|(place, kind)| {
        (std::cmp::Reverse(depth(place)), place.clone(), *kind)
    });
    for (text, kind) in seen {
        if matches!(kind, ObjectKind::SwaggerParameter | ObjectKind::SwaggerResponse)
            && let Some(node) = follow(document, &text)
        {
            found.targets.insert(text, node.clone());
        }
    }
    found
}

/// The section that a place is an entry of, and its name.
pub(super) fn section(place: &Place) -> Option<(&'static str, String)> {
    let mut tokens = place.tokens();
    let (section, name) = (tokens.next()?, tokens.next()?);
    let section = SECTIONS.into_iter().find(|known| *known == section)?;
    (place.file.is_empty() && tokens.next().is_none()).then(|| (section, name.into_owned()))
}

/// What a chain of references leads to in the end.
fn follow<'d>(document: &'d Bundled, reference: &str) -> Option<&'d Node> {
    let mut node = document.node(reference)?;
    for _ in 0..LONGEST_CHAIN {
        let Some(next) = node.get("$ref").and_then(Node::as_str) else { return Some(node) };
        node = document.node(next)?;
    }
    None
}

/// The references of a part of a document, each with what its place asks for.
fn collect(node: &Node, shape: &Shape, into: &mut Vec<(String, ObjectKind)>) {
    let kind = shape.object().filter(|(kind, may_be)| *may_be && kind.section().is_some());
    if let Some((kind, _)) = kind
        && let Some(reference) = node.get("$ref").and_then(Node::as_str)
    {
        into.push((reference.to_owned(), kind));
    }
    for (_, part, shape) in parts(node, shape) {
        collect(part, shape, into);
    }
}
