//! References into the inside of schemas, such as to `$defs` (JSON Schema, section 8.2.4) or to a
//! property of another schema: what they lead to becomes a component, and a reference to it takes
//! its place. The rules for schemas move things about; a pointer through them would miss.

use std::collections::{HashMap, HashSet};

use super::super::shape::bundled::{Bundled, Place};
use super::super::shape::step::{each_object, shape_of};
use super::component_names::Names;
use super::heal::heal;
use super::{ObjectKind, Shape};
use crate::source::{Key, Node, Object, Value};

/// Moves what such references lead to, and rewrites them.
pub(super) fn hoist(document: &mut Bundled) {
    let mut targets = Targets::default();
    targets.collect(&mut document.root, &Shape::Object(ObjectKind::OpenApi));
    targets.reach(document);
    if targets.kinds.is_empty() {
        return;
    }
    let moved = targets.move_out(document);
    put_in(&mut document.root, moved.components);
    rewrite(&mut document.root, &moved.renamed);
}

/// What odd references lead to.
#[derive(Default)]
struct Targets {
    /// The places that are still to be looked at.
    todo: Vec<Place>,
    /// The places with what the first reference takes each for.
    kinds: HashMap<Place, ObjectKind>,
    /// The references as they are written, by where they lead.
    spellings: HashMap<Place, HashSet<String>>,
}

/// What was moved.
struct Moved {
    /// The new components: section, name, what.
    components: Vec<(&'static str, String, Node)>,
    /// The references to them, by what they were.
    renamed: HashMap<String, String>,
}

impl Targets {
    /// Finds the references below a place that do not lead to a component.
    fn collect(&mut self, node: &mut Node, shape: &Shape) {
        each_object(node, shape, &mut |node, kind| {
            let Some(text) = node.get("$ref").and_then(Node::as_str) else {
                return;
            };
            let Some(place) = odd(text, kind) else {
                return;
            };
            if !self.kinds.contains_key(&place) {
                self.kinds.insert(place.clone(), kind);
                self.todo.push(place.clone());
            }
            self.spellings.entry(place).or_default().insert(text.to_owned());
        });
    }

    /// Looks at what they lead to. Where the grammar knows nothing of the place, it is healed as
    /// what it is taken for, and its own references count as well. What is left are those that
    /// have to be moved.
    fn reach(&mut self, document: &mut Bundled) {
        while let Some(place) = self.todo.pop() {
            let Some(kind) = self.kinds.get(&place).copied() else {
                continue;
            };
            let found = document.land(&place).map(|landing| (landing.shape, landing.in_schema));
            let keep = match found {
                None => false,
                Some((None, _)) => {
                    if let Some(node) = document.at_mut(&place) {
                        heal(node, shape_of(kind));
                        self.collect(node, shape_of(kind));
                    }
                    kind.section().is_some()
                }
                Some((Some(shape), in_schema)) => in_schema && shape.object() == Some((kind, true)),
            };
            if !keep {
                // Not to be moved, but seen: it must not be looked at again.
                self.spellings.remove(&place);
            }
        }
    }

    /// Takes them out, those inside of others first.
    fn move_out(&self, document: &mut Bundled) -> Moved {
        let mut places: Vec<&Place> = self.spellings.keys().collect();
        // A file is two steps further in than what the document itself has.
        let depth = |place: &Place| {
            let steps = place.pointer.matches('/').count();
            if place.file.is_empty() { steps } else { steps + 2 }
        };
        places.sort_by_key(|place| (std::cmp::Reverse(depth(place)), *place));
        let all = self.spellings.keys();
        let all = all.filter_map(|place| Some((place, self.kinds.get(place)?.section()?)));
        let mut names = Names::new(&document.root, all);
        let mut moved = Moved { components: Vec::new(), renamed: HashMap::new() };
        for place in places {
            let Some(section) = self.kinds.get(place).and_then(|kind| kind.section()) else {
                continue;
            };
            let name = names.choose(section, place);
            let reference = format!("#/components/{section}/{name}");
            let Some(node) = document.at_mut(place) else {
                continue;
            };
            let stub = reference_to(node, &reference);
            moved.components.push((section, name, std::mem::replace(node, stub)));
            for spelling in self.spellings.get(place).into_iter().flatten() {
                moved.renamed.insert(spelling.clone(), reference.clone());
            }
        }
        moved
    }
}

/// Where a reference leads, unless it leads to a component as a whole.
fn odd(reference: &str, kind: ObjectKind) -> Option<Place> {
    let mut tokens = reference.split('/');
    let component = tokens.next() == Some("#")
        && tokens.next() == Some("components")
        && tokens.next() == kind.section()
        && tokens.next().is_some()
        && tokens.next().is_none();
    if component { None } else { Place::of(reference) }
}

/// A reference in the place of a node.
fn reference_to(node: &Node, reference: &str) -> Node {
    let key = Key::new("$ref", node.location);
    let object: Object = [(key, Node::string(node.location, reference))].into_iter().collect();
    Node::new(node.location, Value::Object(object))
}

/// Puts the new components at the end of their sections.
fn put_in(root: &mut Node, components: Vec<(&'static str, String, Node)>) {
    let place = root.location;
    let Some(document) = root.as_object_mut() else {
        return;
    };
    let empty = || Node::new(place, Value::Object(Object::new()));
    for (section, name, node) in components {
        let Some(all) = member_or(document, "components", empty()) else {
            return;
        };
        let Some(section) = member_or(all, section, empty()) else {
            continue;
        };
        section.insert(Key::new(name, node.location), node);
    }
}

fn member_or<'a>(object: &'a mut Object, name: &str, empty: Node) -> Option<&'a mut Object> {
    if !object.contains_key(name) {
        object.insert(Key::new(name, empty.location), empty);
    }
    object.get_mut(name)?.as_object_mut()
}

/// Rewrites every reference, and the references that discriminators map to.
fn rewrite(root: &mut Node, renamed: &HashMap<String, String>) {
    let change = |node: &mut Node| {
        if let Some(new) = node.as_str().and_then(|text| renamed.get(text)) {
            node.value = Value::String(new.as_str().into());
        }
    };
    each_object(root, &Shape::Object(ObjectKind::OpenApi), &mut |node, kind| {
        if kind == ObjectKind::Discriminator {
            let mapping = node.get_mut("mapping").and_then(Node::as_object_mut);
            mapping.into_iter().flat_map(Object::iter_mut).for_each(|(_, node)| change(node));
        } else if let Some(node) = node.get_mut("$ref") {
            change(node);
        }
    });
}
