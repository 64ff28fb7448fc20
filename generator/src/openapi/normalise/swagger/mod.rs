//! Swagger 2.0 as OpenAPI 3.0: a document of the older form is put into the newer one, so that the rest
//! of the pipeline knows one. Every node keeps the place where its text stands; a node that the
//! newer form needs and the older has not stands where what it comes of does.

mod body;
mod find;
mod operation;
mod parameter;
mod references;
mod response;
mod security;
mod servers;

use super::heal::heal;
use super::{ObjectKind, Shape, Version, put};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::openapi::shape::bundled::Bundled;
use crate::openapi::shape::objects::rule_of;
use crate::openapi::shape::root_shape;
use crate::openapi::shape::step::each_object;
use crate::source::{Key, Node, Object, Value};
use find::Found;
use servers::Servers;

/// Makes a document of Swagger 2.0 whose shape was checked one of OpenAPI 3.0. Documents of other
/// versions stay as they are. What the newer form cannot say is told.
pub fn raise(mut document: Bundled, version: Version, diagnostics: &Diagnostics) -> Bundled {
    if version != Version::V2_0 {
        return document;
    }
    let shape = root_shape(&document.root);
    prepare(&mut document.root, shape);
    let found = find::find(&mut document);
    let Some(object) = document.root.as_object_mut() else { return document };
    let servers = Servers::take(object);
    let raise = Raise {
        consumes: MediaTypes::take(object, "consumes"),
        produces: MediaTypes::take(object, "produces"),
        servers,
        found: &found,
        diagnostics,
    };
    for (place, kind) in &found.elsewhere {
        if let Some(node) = document.at_mut(place) {
            raise.elsewhere(node, *kind);
        }
    }
    raise.document(&mut document.root);
    references::rewrite(&mut document, &found);
    document
}

/// Makes every value what the grammar of Swagger 2.0 expects. `type: file` is a string of any bytes.
fn prepare(node: &mut Node, shape: &Shape) {
    each_object(node, shape, &mut |node, kind| {
        if !matches!(kind, ObjectKind::Schema | ObjectKind::SwaggerParameter) {
            return;
        }
        let Some(object) = node.as_object_mut() else { return };
        if let Some(kind) = object.get_mut("type").filter(|kind| kind.as_str() == Some("file")) {
            kind.value = Value::String("string".into());
            let place = kind.location;
            put(object, "format", Node::string(place, "binary"));
        }
    });
    heal(node, shape);
}

/// Whether a value is a file.
fn is_file(object: &Object) -> bool {
    let is = |name: &str, value: &str| object.get(name).and_then(Node::as_str) == Some(value);
    is("type", "string") && is("format", "binary")
}

/// What holds for the whole document.
struct Raise<'a> {
    /// The media types of bodies, where an operation says none.
    consumes: MediaTypes,
    /// Those of responses.
    produces: MediaTypes,
    servers: Servers,
    found: &'a Found,
    diagnostics: &'a Diagnostics,
}

impl Raise<'_> {
    fn document(&self, root: &mut Node) {
        let place = root.location;
        let Some(object) = root.as_object_mut() else { return };
        only_known(object, ObjectKind::Swagger);
        if let Some((key, node)) = object.remove_entry("swagger") {
            object.insert(Key::new("openapi", key.location), Node::string(node.location, "3.0.3"));
        }
        for key in self.servers.unused() {
            self.ignored(&key, &format!("the scheme `{}` is not one of HTTP", key.name));
        }
        if let Some(servers) = self.servers.all(place) {
            put(object, "servers", servers);
        }
        for (path, item) in members_mut(object.get_mut("paths")) {
            if !path.name.starts_with("x-") {
                self.path_item(item);
            }
        }
        let mut components = Object::new();
        if let Some((key, node)) = object.remove_entry("definitions") {
            components.insert(Key::new("schemas", key.location), node);
        }
        self.parameters(object, &mut components);
        if let Some((key, mut node)) = object.remove_entry("responses") {
            members_mut(Some(&mut node))
                .for_each(|(_, response)| self.response(response, &self.produces));
            components.insert(Key::new("responses", key.location), node);
        }
        if let Some((key, mut node)) = object.remove_entry("securityDefinitions") {
            members_mut(Some(&mut node)).for_each(|(_, scheme)| security::scheme(scheme));
            components.insert(Key::new("securitySchemes", key.location), node);
        }
        if !components.is_empty() {
            put(object, "components", Node::new(place, Value::Object(components)));
        }
    }

    /// The parameters that have names: those in the body are bodies, and a part of a form is written
    /// out where it is used.
    fn parameters(&self, object: &mut Object, components: &mut Object) {
        let Some((key, node)) = object.remove_entry("parameters") else { return };
        let Value::Object(all) = node.value else { return };
        let (mut parameters, mut bodies) = (Object::new(), Object::new());
        for (name, mut parameter) in all {
            let place = self.found.place_of(&parameter).to_owned();
            match place.as_str() {
                "body" => {
                    bodies.insert(name, self.body(&parameter, &self.consumes));
                }
                "formData" => {}
                _ if self.parameter(&mut parameter) => {
                    parameters.insert(name, parameter);
                }
                _ => {}
            }
        }
        for (section, all) in [("parameters", parameters), ("requestBodies", bodies)] {
            let node = Node::new(node.location, Value::Object(all));
            components.insert(Key::new(section, key.location), node);
        }
    }

    /// What a reference leads to in another file, or in a section of the author's own.
    fn elsewhere(&self, node: &mut Node, kind: ObjectKind) {
        match kind {
            ObjectKind::SwaggerPathItem => self.path_item(node),
            ObjectKind::SwaggerResponse => self.response(node, &self.produces),
            ObjectKind::SwaggerParameter => match self.found.place_of(node) {
                "body" => *node = self.body(node, &self.consumes),
                "formData" => {}
                _ => drop(self.parameter(node)),
            },
            _ => {}
        }
    }

    fn ignored(&self, key: &Key, message: &str) {
        let found = Diagnostic::new(Code::MemberIgnored, key.location, message);
        self.diagnostics.push(found.label("this is not looked at"));
    }
}

/// A list of media types, each with its place.
#[derive(Clone, Debug, Default)]
struct MediaTypes(Vec<Key>);

impl MediaTypes {
    /// Takes the list out of an object.
    fn take(object: &mut Object, name: &str) -> Self {
        Self::taken(object, name).unwrap_or_default()
    }

    /// The same; none if there is no list, or an empty one.
    fn taken(object: &mut Object, name: &str) -> Option<Self> {
        let node = object.remove(name)?;
        let mut all: Vec<Key> = Vec::new();
        for item in node.as_array()? {
            let Some(text) = item.as_str() else { continue };
            if !all.iter().any(|known| known.as_str() == text) {
                all.push(Key::new(text, item.location));
            }
        }
        (!all.is_empty()).then_some(Self(all))
    }

    /// The media types, or JSON, which most documents mean that say none.
    fn or_json(&self, place: Location) -> Vec<Key> {
        self.or("application/json", place)
    }

    fn or(&self, media_type: &str, place: Location) -> Vec<Key> {
        if self.0.is_empty() { vec![Key::new(media_type, place)] } else { self.0.clone() }
    }

    /// Those of which something holds.
    fn filter(&self, holds: impl Fn(&str) -> bool) -> Self {
        let all = self.0.iter().filter(|key| {
            let essence = key.as_str().split(';').next().unwrap_or_default().trim();
            holds(&essence.to_ascii_lowercase())
        });
        Self(all.cloned().collect())
    }

    /// Whether another list has the same.
    fn is(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.iter().all(|key| other.0.contains(key))
    }
}

/// Content of these media types, each with the same members.
fn content(media_types: Vec<Key>, place: Location, members: &Object) -> Node {
    let entry = |key: Key| (key, Node::new(place, Value::Object(members.clone())));
    Node::new(place, Value::Object(media_types.into_iter().map(entry).collect()))
}

/// Takes out what the grammar does not have, which the check has told: in the newer form it could
/// mean something.
fn only_known(object: &mut Object, kind: ObjectKind) {
    let rule = rule_of(kind);
    object.retain(|key, _| rule.member(&key.name).is_some() || rule.is_extension(key.as_str()));
}

/// The members of a mapping, to be changed; nothing if it is none.
fn members_mut(node: Option<&mut Node>) -> impl Iterator<Item = (&Key, &mut Node)> {
    node.and_then(Node::as_object_mut).into_iter().flat_map(Object::iter_mut)
}

/// A truth value of a mapping, if it is `true`.
fn is_true(object: &Object, name: &str) -> bool {
    object.get(name).and_then(Node::as_bool) == Some(true)
}
