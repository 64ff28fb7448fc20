//! What a document says and the model has no place for, found beside the grammar.
//!
//! A note is made of each keyword that no later stage reads. What only explains, such as
//! descriptions and examples, and what only spells, such as `$id`, is none.

mod keywords;
mod meaning;

use super::shape::Bundled;
use super::shape::bundled::Place;
use super::shape::grammar::{ObjectKind, Shape};
use super::shape::objects::rule_of;
use super::shape::step::shape_of;
use crate::api::{Holder, LeftOut, Note, Step};
use crate::diagnostic::Location;
use crate::source::{Key, Node, Object, Value, escape_token};
use keywords::{Keyword, role};
use meaning::{Meaning, references, whole};
use std::collections::{HashMap, HashSet};

/// The sections of components of which nothing comes where nothing refers to them.
const SECTIONS: [&str; 6] =
    ["schemas", "responses", "parameters", "requestBodies", "headers", "pathItems"];

/// Everything that a bundled document says and the model has no place for. `sunset_key` is the
/// extension that the settings name, and `is_part` whether only a part of the document is asked for.
#[must_use]
pub fn left_out(document: &Bundled, sunset_key: Option<&str>, is_part: bool) -> LeftOut {
    let root = &document.root;
    let mut reader = Reader { sunset_key, ..Reader::new(document) };
    reader.found.is_part = is_part;
    let shape = Shape::Object(ObjectKind::OpenApi);
    whole(root, &shape, false, &mut reader.found);
    reader.value(root, &shape, None);
    reader.elsewhere();
    reader.components();
    reader.join();
    reader.found
}

struct Reader<'t> {
    document: &'t Bundled,
    sunset_key: Option<&'t str>,
    found: LeftOut,
    /// The pointer to where the reader is, and the same as a number.
    pointer: String,
    step: Step,
    /// The notes of an object itself.
    own: HashMap<Step, Vec<usize>>,
    /// What an object consists of: the parts of `allOf`, and what a reference leads to.
    parts: HashMap<Step, Vec<Step>>,
    /// Where objects begin.
    places: Vec<(Location, Step)>,
    /// The references of each component, and those of the rest of the document.
    references: HashMap<Step, HashSet<&'t str>>,
    /// References that do not lead to a component.
    odd: Vec<(&'t str, ObjectKind)>,
}

impl<'t> Reader<'t> {
    fn new(document: &'t Bundled) -> Self {
        Self {
            document,
            sunset_key: None,
            found: LeftOut::default(),
            pointer: String::new(),
            step: Step::default(),
            own: HashMap::new(),
            parts: HashMap::new(),
            places: Vec::new(),
            references: HashMap::new(),
            odd: Vec::new(),
        }
    }

    /// Does something one step further inside.
    fn inside(&mut self, token: &str, act: impl FnOnce(&mut Self)) {
        let (length, step) = (self.pointer.len(), self.step);
        self.pointer.push('/');
        self.pointer.push_str(&escape_token(token));
        self.step = step.inside(token);
        act(self);
        self.pointer.truncate(length);
        self.step = step;
    }

    fn value(&mut self, node: &'t Node, shape: &Shape, key: Option<&'t Key>) {
        match &node.value {
            Value::Array(items) => {
                let Some(shape) = shape.item() else { return };
                for (index, item) in items.iter().enumerate() {
                    self.inside(&index.to_string(), |this| this.value(item, shape, None));
                }
            }
            Value::Object(object) => match (shape.entry(), shape.object()) {
                (Some(entry), _) => {
                    for (key, node) in object {
                        self.inside(key.as_str(), |this| this.value(node, entry, Some(key)));
                    }
                }
                (None, Some((kind, _))) => self.object(node, object, kind, key),
                (None, None) => {}
            },
            _ => {}
        }
    }

    fn object(
        &mut self,
        node: &'t Node,
        object: &'t Object,
        kind: ObjectKind,
        key: Option<&'t Key>,
    ) {
        self.found.add_object(self.step);
        self.begins(node, object, kind, key);
        if let Some(reference) = object.get("$ref").and_then(Node::as_str) {
            self.reference(reference, kind);
            if !matches!(kind, ObjectKind::Schema | ObjectKind::PathItem) {
                return;
            }
        }
        for (key, node) in object {
            self.member(object, kind, key, node);
        }
    }

    /// Notes where the model has an object: most stand where they begin, others where their key does.
    fn begins(&mut self, node: &'t Node, object: &'t Object, kind: ObjectKind, key: Option<&Key>) {
        // A path item begins where its first operation does.
        if kind != ObjectKind::PathItem {
            self.places.push((node.location, self.step));
        }
        match kind {
            ObjectKind::Parameter => {
                let name = object.get("name").map(|name| name.location);
                self.places.extend(name.map(|name| (name, self.step)));
            }
            ObjectKind::Header => {
                let content = object.get("content").and_then(Node::as_object);
                let first = content.and_then(|content| content.values().next()?.get("schema"));
                let schema = object.get("schema").or(first);
                self.places.extend(schema.map(|schema| (schema.location, self.step)));
            }
            // The model has the key; that of an operation begins where its path item does.
            ObjectKind::Schema
            | ObjectKind::Operation
            | ObjectKind::MediaType
            | ObjectKind::SecurityScheme => {
                let is_entry = kind != ObjectKind::Schema || self.is_component();
                self.places.extend(key.filter(|_| is_entry).map(|key| (key.location, self.step)));
            }
            _ => {}
        }
    }

    /// Whether the reader is at a component.
    fn is_component(&self) -> bool {
        self.pointer.starts_with("/components/") && self.pointer.matches('/').count() == 3
    }

    /// The component that the reader is in, or the document.
    fn component(&self) -> Step {
        let mut ends = self.pointer.match_indices('/').map(|(at, _)| at).skip(3);
        let end = ends.next().unwrap_or(self.pointer.len());
        match self.pointer.get(..end) {
            Some(pointer) if pointer.starts_with("/components/") => Step::of(pointer),
            _ => Step::default(),
        }
    }

    fn reference(&mut self, reference: &'t str, kind: ObjectKind) {
        self.references.entry(self.component()).or_default().insert(reference);
        let Some(place) = Place::of(reference) else { return };
        self.parts.entry(self.step).or_default().push(step_of(&place));
        let is_component = {
            let mut tokens = place.tokens();
            tokens.next().as_deref() == Some("components")
                && tokens.next().as_deref() == kind.section()
        };
        if !(place.file.is_empty() && is_component) {
            self.odd.push((reference, kind));
        }
    }

    fn member(&mut self, object: &'t Object, kind: ObjectKind, key: &'t Key, node: &'t Node) {
        let rule = rule_of(kind);
        let member = rule.member(key.as_str()).map(|member| &member.shape);
        let is_extension = rule.others.extensible() && key.as_str().starts_with("x-");
        if member.is_none()
            && !is_extension
            && let Some(free) = rule.others.shape()
        {
            return self.inside(key.as_str(), |this| this.value(node, free, Some(key)));
        }
        let shape = member.unwrap_or(&Shape::Any);
        match role(kind, object, key.as_str(), self.sunset_key) {
            Keyword::Read => {
                if kind == ObjectKind::Schema && key.as_str() == "allOf" {
                    let count = node.as_array().map_or(0, <[Node]>::len);
                    let all = self.step.inside("allOf");
                    let parts = (0..count).map(|index| all.inside(&index.to_string()));
                    self.parts.entry(self.step).or_default().extend(parts);
                }
                self.inside(key.as_str(), |this| this.value(node, shape, Some(key)));
            }
            Keyword::Words => {}
            Keyword::Whole => self.note(kind, key.as_str(), key, node, shape),
            Keyword::Entries => self.entries(kind, key.as_str(), node, shape),
            Keyword::Names => {
                self.inside(key.as_str(), |this| this.value(node, shape, Some(key)));
                self.note_text(kind, key.name.to_string(), Meaning::of_keys(node).0, key.location);
            }
            Keyword::Encodings => {
                for (property, encoding) in node.as_object().into_iter().flatten() {
                    let inner = encoding.as_object().into_iter().flatten();
                    for (name, node) in inner.filter(|(name, _)| name.as_str() != "contentType") {
                        let known = rule_of(ObjectKind::Encoding).member(name.as_str());
                        let shape = known.map_or(&Shape::Any, |member| &member.shape);
                        let keyword = format!("encoding/{}/{}", property.as_str(), name.as_str());
                        self.note(kind, &keyword, name, node, shape);
                    }
                }
            }
        }
    }

    /// A note of each entry of a map, or of each member of an object.
    fn entries(&mut self, kind: ObjectKind, name: &str, node: &'t Node, shape: &Shape) {
        for (key, node) in node.as_object().into_iter().flatten() {
            let inner = shape.object().and_then(|(kind, _)| rule_of(kind).member(key.as_str()));
            let inner = shape.entry().or(inner.map(|member| &member.shape));
            let keyword = format!("{name}/{}", key.as_str());
            if name == "flows" {
                self.entries(kind, &keyword, node, inner.unwrap_or(&Shape::Any));
            } else {
                self.note(kind, &keyword, key, node, inner.unwrap_or(&Shape::Any));
            }
        }
    }

    fn note(&mut self, kind: ObjectKind, keyword: &str, key: &Key, node: &'t Node, shape: &Shape) {
        references(node, self.references.entry(self.component()).or_default());
        let text = match keyword.strip_suffix("/scopes") {
            // What a scope allows is told in words.
            Some(_) => Meaning::of_keys(node),
            None => Meaning::of(node, shape),
        };
        self.note_text(kind, keyword.to_owned(), text.0, key.location);
    }

    fn note_text(&mut self, kind: ObjectKind, keyword: String, text: String, location: Location) {
        let holder = match kind {
            ObjectKind::Schema => Holder::Schema,
            ObjectKind::Header => Holder::Header,
            ObjectKind::SecurityScheme => Holder::SecurityScheme,
            _ => Holder::Other,
        };
        let pointer = self.pointer.clone();
        let number = self.found.add(Note { holder, pointer, keyword, text, location });
        self.own.entry(self.step).or_default().push(number);
    }

    /// What references lead to of which the grammar knows nothing: other files, sections of the
    /// author's own.
    fn elsewhere(&mut self) {
        let mut seen = HashSet::new();
        while let Some((reference, kind)) = self.odd.pop() {
            let place = Place::of(reference).filter(|place| seen.insert((place.clone(), kind)));
            let Some(place) = place else { continue };
            let document = self.document;
            let Some(landing) = document.land(&place).filter(|it| it.shape.is_none()) else {
                continue;
            };
            self.step = step_of(&place);
            self.pointer = match place.file.as_str() {
                "" => place.pointer,
                file => format!("{file}#{}", place.pointer),
            };
            let shape = shape_of(kind);
            whole(landing.node, shape, false, &mut self.found);
            self.value(landing.node, shape, None);
        }
        (self.step, self.pointer) = (Step::default(), String::new());
    }

    /// What no reference leads to, and nothing comes of.
    fn components(&mut self) {
        let root = &self.document.root;
        let mut reached = HashSet::from([Step::default()]);
        let mut todo = vec![Step::default()];
        while let Some(step) = todo.pop() {
            for reference in self.references.get(&step).into_iter().flatten() {
                let place = Place::of(reference).filter(|place| place.file.is_empty());
                let Some(Place { pointer, .. }) = place else { continue };
                // A reference may lead inside of a component.
                let end = pointer.match_indices('/').map(|(at, _)| at).nth(3);
                let target = Step::of(end.and_then(|end| pointer.get(..end)).unwrap_or(&pointer));
                if reached.insert(target) {
                    todo.push(target);
                }
            }
        }
        let Some(components) = root.get("components") else { return };
        for section in SECTIONS {
            let entries = components.get(section).and_then(Node::as_object);
            for (key, node) in entries.into_iter().flatten() {
                let step = Step::default().inside("components").inside(section);
                if !reached.contains(&step.inside(key.as_str())) {
                    let keyword = format!("components/{section}/{}", key.as_str());
                    let shape = if section == "schemas" { &Shape::Schema } else { &Shape::Any };
                    self.note(ObjectKind::OpenApi, &keyword, key, node, shape);
                }
            }
        }
    }

    /// Gives each place the notes of its object and of all that the object consists of.
    fn join(&mut self) {
        let mut known: HashMap<Step, Vec<usize>> = HashMap::new();
        for (location, step) in std::mem::take(&mut self.places) {
            let notes = match known.get(&step) {
                Some(notes) => notes,
                None => {
                    let notes = self.notes_of(step);
                    known.entry(step).or_insert(notes)
                }
            };
            if !notes.is_empty() {
                self.found.place(location, notes.iter().copied());
            }
        }
    }

    fn notes_of(&self, step: Step) -> Vec<usize> {
        let mut notes = Vec::new();
        let (mut todo, mut seen) = (vec![step], HashSet::new());
        while let Some(step) = todo.pop() {
            if seen.insert(step) {
                notes.extend(self.own.get(&step).into_iter().flatten().copied());
                todo.extend(self.parts.get(&step).into_iter().flatten().copied());
            }
        }
        notes.sort_unstable();
        notes
    }
}

/// Where a place is, as a number: another file is a step of its own.
fn step_of(place: &Place) -> Step {
    let start = match place.file.as_str() {
        "" => Step::default(),
        file => Step::default().inside(file).inside("#"),
    };
    place.tokens().fold(start, |step, token| step.inside(&token))
}
