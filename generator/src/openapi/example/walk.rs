//! The walk over a document that finds the examples.

use super::super::shape::bundled::{Bundled, Place};
use super::super::shape::grammar::{ObjectKind, Shape};
use super::super::shape::step::{Token, parts, shape_of};
use super::ExampleOwner;
use crate::diagnostic::Location;
use crate::source::{Key, Node, Object, Value, escape_token};
use std::borrow::Cow;
use std::collections::HashSet;

/// How many references may follow each other.
const LONGEST_CHAIN: usize = 16;

/// The way that a value travels, which decides on what of an object has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// To the server.
    Sent,
    /// From the server.
    Answered,
    /// Nothing is known of that.
    Either,
}

/// An example whose schema has not been asked.
pub(super) struct Found<'t> {
    pub(super) place: String,
    pub(super) node: &'t Node,
    pub(super) owner: ExampleOwner,
    /// Its schema, and those of which that is a part, from the inside to the outside.
    pub(super) schemas: Vec<SchemaAt<'t>>,
    pub(super) direction: Direction,
}

/// A schema and where it stands.
#[derive(Clone)]
pub(super) struct SchemaAt<'t> {
    pub(super) node: &'t Node,
    /// What other members of `allOf` say of the same property.
    pub(super) also: Vec<&'t Node>,
    /// Where it stands; where its name does, if it has one; and where the others do.
    pub(super) places: Vec<Location>,
}

/// Finds the examples, in the order of the text.
pub(super) fn find(document: &Bundled) -> Vec<Found<'_>> {
    let mut walk = Walk {
        document,
        file: String::new(),
        path: Vec::new(),
        todo: Vec::new(),
        seen: HashSet::new(),
        direction: Direction::Either,
        wholes: Vec::new(),
        also: Vec::new(),
        found: Vec::new(),
    };
    walk.node(&document.root, &Shape::Object(ObjectKind::OpenApi), None);
    while let Some((place, kind)) = walk.todo.pop() {
        if let Some(node) = document.at(&place) {
            walk.wholes.clear();
            walk.also.clear();
            walk.path = place.pointer.split('/').skip(1).map(ToOwned::to_owned).collect();
            walk.file = place.file;
            walk.node(node, shape_of(kind), None);
        }
    }
    walk.found.sort_by(|one, other| {
        let place = |found: &Found<'_>| found.node.location;
        (place(one), &one.place).cmp(&(place(other), &other.place))
    });
    walk.found
}

struct Walk<'t> {
    document: &'t Bundled,
    /// The file that the place is in; empty for the document itself.
    file: String,
    /// The tokens of the pointer to the place, escaped.
    path: Vec<String>,
    /// What of other files is still to be looked at.
    todo: Vec<(Place, ObjectKind)>,
    seen: HashSet<(Place, ObjectKind)>,
    /// Which way the body travels that is around the place.
    direction: Direction,
    /// The schemas of which the place is a part, from the inside to the outside.
    wholes: Vec<SchemaAt<'t>>,
    /// What other members of `allOf` say of the property that the place is.
    also: Vec<&'t Node>,
    found: Vec<Found<'t>>,
}

impl<'t> Walk<'t> {
    /// Looks at what stands at a place; `key` is that under which it stands.
    fn node(&mut self, node: &'t Node, shape: &Shape, key: Option<&'t Key>) {
        let kind = shape.object().map(|(kind, _)| kind);
        let (object, around) = (node.as_object(), self.direction);
        let schemas = match (object, kind) {
            (Some(object), Some(kind)) => self.object(node, object, kind, key),
            _ => std::mem::take(&mut self.wholes),
        };
        let is_list = object.is_none();
        for (token, part, shape) in parts(node, shape) {
            let key = match token {
                Token::Item(_) => None,
                Token::Key(key) => Some(key),
            };
            let name = key.map(Key::as_str).unwrap_or_default();
            self.wholes = match kind {
                _ if is_list => schemas.clone(),
                None => Vec::new(),
                Some(kind) if is_part(kind, name) => schemas.clone(),
                Some(_) => Vec::new(),
            };
            if kind.is_none() && !is_list {
                self.also = self.others(&schemas, name, part);
            }
            self.path.push(escape_token(&token.text()).into_owned());
            self.node(part, shape, key);
            self.path.pop();
        }
        self.direction = around;
    }

    /// What an object says itself. Gives the schemas of which its parts are.
    fn object(
        &mut self,
        node: &'t Node,
        object: &'t Object,
        kind: ObjectKind,
        key: Option<&'t Key>,
    ) -> Vec<SchemaAt<'t>> {
        self.reference(object, kind);
        let schemas = self.schemas(node, object, kind, key);
        self.examples(object, kind, key, &schemas);
        match kind {
            ObjectKind::RequestBody => self.direction = Direction::Sent,
            ObjectKind::Response => self.direction = Direction::Answered,
            _ => {}
        }
        schemas
    }

    /// Puts what a reference leads to in another file on the list: nothing else comes there.
    fn reference(&mut self, object: &'t Object, kind: ObjectKind) {
        let Some(place) = object.get("$ref").and_then(Node::as_str).and_then(Place::of) else {
            return;
        };
        if !place.file.is_empty() && self.seen.insert((place.clone(), kind)) {
            self.todo.push((place, kind));
        }
    }

    /// The schemas of an object, or the one that it is: its own, and those of which that is a part.
    fn schemas(
        &mut self,
        node: &'t Node,
        object: &'t Object,
        kind: ObjectKind,
        key: Option<&'t Key>,
    ) -> Vec<SchemaAt<'t>> {
        let (wholes, also) = (std::mem::take(&mut self.wholes), std::mem::take(&mut self.also));
        let alone = |node, places| SchemaAt { node, also: Vec::new(), places };
        if kind != ObjectKind::Schema {
            let schema = object.get("schema").into_iter();
            return schema.map(|node| alone(node, vec![node.location])).collect();
        }
        let name = key.map(|key| key.location).filter(|_| self.is_component());
        let others = also.iter().map(|other| other.location);
        let places = name.into_iter().chain([node.location]).chain(others).collect();
        if also.is_empty() {
            return std::iter::once(alone(node, places)).chain(wholes).collect();
        }
        // The type of the property is that of all that is said of it.
        vec![alone(node, Vec::new()), SchemaAt { node, also, places }]
    }

    /// What other schemas that hold together with the one of a property say of it.
    fn others(&self, wholes: &[SchemaAt<'t>], name: &str, property: &'t Node) -> Vec<&'t Node> {
        let mut all = Vec::new();
        for whole in wholes {
            self.members(whole.node, &mut all);
        }
        let same = all.into_iter().filter_map(|schema| schema.get("properties")?.get(name));
        let mut others: Vec<&Node> = Vec::new();
        for other in same.filter(|other| !std::ptr::eq(*other, property)) {
            if !others.iter().any(|known| std::ptr::eq(*known, other)) {
                others.push(other);
            }
        }
        others
    }

    /// A schema and the members of its `allOf`, through references.
    fn members(&self, schema: &'t Node, into: &mut Vec<&'t Node>) {
        let Some(schema) = self.resolved(schema) else { return };
        // A schema may refer to itself.
        if into.iter().any(|known| std::ptr::eq(*known, schema)) {
            return;
        }
        into.push(schema);
        for member in schema.get("allOf").and_then(Node::as_array).unwrap_or_default() {
            self.members(member, into);
        }
    }

    /// The examples of an object.
    fn examples(
        &mut self,
        object: &'t Object,
        kind: ObjectKind,
        key: Option<&'t Key>,
        schemas: &[SchemaAt<'t>],
    ) {
        let owner = match kind {
            ObjectKind::Schema => ExampleOwner::Schema,
            ObjectKind::Parameter => ExampleOwner::Parameter,
            ObjectKind::Header => ExampleOwner::Header,
            ObjectKind::MediaType => ExampleOwner::Body {
                media_type: key.map(|key| key.as_str().to_owned()).unwrap_or_default(),
                key: key.map(|key| key.location),
            },
            _ => return,
        };
        if let Some(value) = object.get("example") {
            self.add(&["example"], value, &owner, schemas);
        }
        match object.get("examples").map(|node| &node.value) {
            // In 3.0, a schema has none; people write the list of 3.1 all the same.
            Some(Value::Array(values)) if kind == ObjectKind::Schema => {
                for (index, value) in values.iter().enumerate() {
                    self.add(&["examples", &index.to_string()], value, &owner, schemas);
                }
            }
            Some(Value::Object(named)) if kind != ObjectKind::Schema => {
                for (name, example) in named {
                    if let Some(value) = self.resolved(example).and_then(|it| it.get("value")) {
                        self.add(&["examples", name.as_str()], value, &owner, schemas);
                    }
                }
            }
            _ => {}
        }
    }

    /// Whether this is a schema that has a name.
    fn is_component(&self) -> bool {
        let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        self.file.is_empty() && matches!(path.as_slice(), ["components", "schemas", _])
    }

    /// What a chain of references leads to.
    fn resolved(&self, node: &'t Node) -> Option<&'t Node> {
        let mut node = node;
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = node.get("$ref").and_then(Node::as_str) else {
                return Some(node);
            };
            node = self.document.node(reference)?;
        }
        None
    }

    fn add(
        &mut self,
        tokens: &[&str],
        node: &'t Node,
        owner: &ExampleOwner,
        schemas: &[SchemaAt<'t>],
    ) {
        let own = tokens.iter().map(|token| escape_token(token));
        let tokens = self.path.iter().map(|token| token.as_str().into()).chain(own);
        // As people name it.
        let pointer: String = tokens.map(|token: Cow<'_, str>| format!("/{token}")).collect();
        let place = format!("{}#{pointer}", self.file);
        let (owner, schemas) = (owner.clone(), schemas.to_vec());
        self.found.push(Found { place, node, owner, schemas, direction: self.direction });
    }
}

/// Whether what stands under a key of a schema says more of the same value, or of a property of it.
fn is_part(kind: ObjectKind, key: &str) -> bool {
    kind == ObjectKind::Schema && matches!(key, "allOf" | "anyOf" | "oneOf" | "properties")
}
