//! Base types: a schema with a discriminator and without branches, which other schemas extend by
//! `allOf`.
//!
//! Where such a schema is used, a value may be any of those that extend it. So it becomes the union of
//! them, and what it says itself becomes a schema of its own, which they extend in its place: the
//! rest of the generator knows unions, and nothing of inheritance. What extends a base says which of
//! its kinds it is by a property that can be nothing else.

use super::put;
use crate::openapi::extension::DISCRIMINATOR_VALUE;
use crate::openapi::made::is_made;
use crate::openapi::shape::grammar::{ObjectKind, Shape};
use crate::openapi::shape::step::each_object;
use crate::source::{Key, Node, Object, Value};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const PREFIX: &str = "#/components/schemas/";

/// The members of a schema that say how it is used, and not what it is.
pub(super) const WORDS: [&str; 7] =
    ["title", "description", "nullable", "deprecated", "externalDocs", "example", "examples"];

/// A base type.
pub(super) struct Base {
    /// The property that tells the kinds apart.
    pub(super) property: String,
    /// The values that the property can have, where they are listed.
    pub(super) values: Option<Vec<String>>,
    /// The kinds, in the order of their values: each with its value and the schema of it.
    pub(super) kinds: Vec<(String, String)>,
}

/// Makes unions of base types.
pub(super) fn resolve(root: &mut Node) {
    let Some(bases) = schemas(root).map(bases).filter(|bases| !bases.is_empty()) else {
        return;
    };
    let Some(taken) = schemas(root) else { return };
    let mut own: BTreeMap<String, String> = BTreeMap::new();
    for name in bases.keys() {
        own.insert(name.clone(), free_name(taken, name));
    }
    let kinds = bases.values().flat_map(|base| base.kinds.iter().map(|(_, name)| name));
    // What others extend is no mere use of a base either.
    let extended = taken.values().flat_map(all_of).filter_map(component);
    let parts: BTreeSet<String> =
        kinds.map(String::as_str).chain(extended).map(ToOwned::to_owned).collect();
    // Only what adds something to a base extends it; else it is a use of it with other words.
    each_object(root, &Shape::Object(ObjectKind::OpenApi), &mut |node, kind| {
        if kind == ObjectKind::Schema && extends(node) {
            refer_to(node, &own);
        }
    });
    let Some(schemas) = schemas_mut(root) else { return };
    for (name, node) in schemas.iter_mut().filter(|(name, _)| parts.contains(name.as_str())) {
        // A kind that adds nothing is one all the same.
        refer_to(node, &own);
        if !bases.contains_key(name.as_str()) {
            say_kinds(node, name.as_str(), &bases);
        }
    }
    for (name, base) in &bases {
        split(schemas, name, base, &own);
    }
}

/// A name for what a schema says itself.
pub(super) fn free_name(taken: &Object, name: &str) -> String {
    let numbered = (2_u32..).map(|number| format!("{name}Base{number}"));
    let mut names = std::iter::once(format!("{name}Base")).chain(numbered);
    names.find(|free| !taken.contains_key(free)).unwrap_or_default()
}

pub(super) fn schemas(root: &Node) -> Option<&Object> {
    root.get("components")?.get("schemas")?.as_object()
}

pub(super) fn schemas_mut(root: &mut Node) -> Option<&mut Object> {
    root.get_mut("components")?.get_mut("schemas")?.as_object_mut()
}

/// The base types, by name, those in the middle of several levels included.
fn bases(schemas: &Object) -> BTreeMap<String, Base> {
    let mut children: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, node) in schemas.iter() {
        for parent in all_of(node).iter().filter_map(component) {
            children.entry(parent).or_default().push(name.as_str());
        }
    }
    let mut bases = BTreeMap::new();
    for (name, node) in schemas.iter() {
        let is_union = ["oneOf", "anyOf"].iter().any(|key| node.get(key).is_some());
        let declared = node.get("discriminator").filter(|_| !is_union);
        let Some(property) = declared.and_then(|it| it.get("propertyName")?.as_str()) else {
            continue;
        };
        let Some(values) = values(schemas, node, property) else { continue };
        let mapping = declared.and_then(|it| it.get("mapping")?.as_object());
        let all = descendants(&children, name.as_str());
        let has_kinds = |name: &str| children.contains_key(name);
        let found = Found { all: &all, has_kinds: &has_kinds, values: values.as_deref() };
        let kinds = kinds(schemas, (name.as_str(), property), mapping, &found);
        if kinds.iter().all(|(_, kind)| kind == name.as_str()) {
            continue;
        }
        // What is between the base and others has their kinds too.
        for &middle in all.iter().filter(|&&it| children.contains_key(it)) {
            let of_middle = descendants(&children, middle);
            let is_own = schemas.get(middle).is_some_and(|it| it.get("discriminator").is_some());
            let inner: Vec<_> = kinds
                .iter()
                .filter(|(_, kind)| kind == middle || of_middle.contains(kind.as_str()))
                .cloned()
                .collect();
            if !is_own && inner.iter().any(|(_, kind)| kind != middle) {
                let (property, values) = (property.to_owned(), values.clone());
                let base = Base { property, values, kinds: inner };
                bases.entry(middle.to_owned()).or_insert(base);
            }
        }
        let property = property.to_owned();
        bases.insert(name.as_str().to_owned(), Base { property, values, kinds });
    }
    bases
}

/// What there is of a base.
struct Found<'f> {
    /// All that extends it.
    all: &'f BTreeSet<&'f str>,
    /// Whether others extend a schema.
    has_kinds: &'f dyn Fn(&str) -> bool,
    /// The values that its property can have, where they are listed.
    values: Option<&'f [String]>,
}

/// The kinds of a base: those that its mapping names, and what extends it besides, by its own name or
/// value. With a mapping, what is between the base and others is a kind only if it is named, and the
/// base itself only where there would be one kind alone.
fn kinds(
    schemas: &Object,
    (base, property): (&str, &str),
    mapping: Option<&Object>,
    found: &Found<'_>,
) -> Vec<(String, String)> {
    let known = |name: &str| name == base || found.all.contains(name);
    let mut kinds: Vec<(String, String)> = Vec::new();
    let mapping = mapping.filter(|mapping| !mapping.is_empty());
    for (value, target) in mapping.into_iter().flat_map(Object::iter) {
        let Some(target) = target.as_str() else { continue };
        // A name, a reference, or a path that a bundler left.
        let name = target.rsplit('/').next().unwrap_or(target);
        if known(name) {
            kinds.push((value.as_str().to_owned(), name.to_owned()));
        }
    }
    // Where the property has a list of values, a name that is none of them is no kind.
    let is_value =
        |name: &str| found.values.is_none_or(|all| all.iter().any(|value| value == name));
    let mapped: BTreeSet<String> = kinds.iter().map(|(_, name)| name.clone()).collect();
    let may_be = |name: &str| match mapping {
        Some(_) => name != base && !(found.has_kinds)(name) && !mapped.contains(name),
        None => true,
    };
    for name in found.all.iter().copied().chain([base]).filter(|name| may_be(name)) {
        let own = schemas.get(name).map(|node| own_values(node, property)).unwrap_or_default();
        if !own.is_empty() && name != base {
            kinds.extend(own.into_iter().map(|value| (value.to_owned(), name.to_owned())));
        } else if own.is_empty() && is_value(name) {
            kinds.push((name.to_owned(), name.to_owned()));
        }
    }
    // A value means one kind: the one that the mapping names.
    kinds.sort_by(|one, other| {
        (&one.0, !mapped.contains(&one.1), &one.1).cmp(&(
            &other.0,
            !mapped.contains(&other.1),
            &other.1,
        ))
    });
    kinds.dedup_by(|one, other| one.0 == other.0);
    // With one kind alone, there is nothing that others could be told from.
    let is_one = kinds.iter().all(|(_, name)| Some(name) == kinds.first().map(|(_, first)| first));
    if is_one && kinds.iter().all(|(value, name)| name != base && value != base) {
        kinds.push((base.to_owned(), base.to_owned()));
    }
    kinds.sort();
    kinds
}

/// The values that a property can have, where they are listed. None outside where it is not there, or
/// is no text.
pub(super) fn values(schemas: &Object, node: &Node, property: &str) -> Option<Option<Vec<String>>> {
    let find = |node: &Node| -> Option<Node> { node.get("properties")?.get(property).cloned() };
    let schema = std::iter::once(node).chain(all_of(node)).find_map(find)?;
    let schema = match component(&schema) {
        Some(name) => schemas.get(name)?,
        None => &schema,
    };
    if schema.get("type").is_some_and(|ty| ty.as_str() != Some("string")) {
        return None;
    }
    let listed = schema.get("enum").and_then(Node::as_array);
    Some(listed.map(|all| all.iter().filter_map(Node::as_str).map(ToOwned::to_owned).collect()))
}

/// The values by which a schema says itself which kind it is.
fn own_values<'n>(node: &'n Node, property: &str) -> Vec<&'n str> {
    let values = |node: &'n Node| node.get("properties")?.get(property)?.get("enum")?.as_array();
    let said = std::iter::once(node).chain(all_of(node)).find_map(values).unwrap_or_default();
    let said: Vec<&str> = said.iter().filter_map(Node::as_str).collect();
    let extension = node.get(DISCRIMINATOR_VALUE).and_then(Node::as_str);
    if said.is_empty() { extension.into_iter().collect() } else { said }
}

/// All that extends a schema, by any number of steps.
fn descendants<'a>(children: &BTreeMap<&str, Vec<&'a str>>, name: &str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut todo: Vec<&'a str> = children.get(name).into_iter().flatten().copied().collect();
    while let Some(child) = todo.pop() {
        if child != name && found.insert(child) {
            todo.extend(children.get(child).into_iter().flatten());
        }
    }
    found
}

pub(super) fn all_of(node: &Node) -> &[Node] {
    node.get("allOf").and_then(Node::as_array).unwrap_or_default()
}

/// The component that a reference names.
pub(super) fn component(node: &Node) -> Option<&str> {
    node.get("$ref")?.as_str()?.strip_prefix(PREFIX)
}

/// Whether a schema adds something to those that its `allOf` names, and not just words.
fn extends(node: &Node) -> bool {
    let adds = |node: &Node, except: &[&str]| {
        node.as_object().is_some_and(|object| {
            object.keys().any(|key| {
                let key = key.as_str();
                !WORDS.contains(&key) && !except.contains(&key) && !is_free(key)
            })
        })
    };
    adds(node, &["allOf", "type"])
        || all_of(node).iter().any(|member| adds(member, &["$ref"]))
        || all_of(node).iter().filter(|member| component(member).is_some()).count() > 1
}

/// Whether a key is an extension, or made up by normalisation.
pub(super) fn is_free(key: &str) -> bool {
    key.starts_with("x-") || is_made(key)
}

/// Lets the `allOf` of a schema name what bases say themselves.
pub(super) fn refer_to(node: &mut Node, own: &BTreeMap<String, String>) {
    let members = node.get_mut("allOf").and_then(Node::as_array_mut);
    for member in members.into_iter().flatten() {
        let Some(own) = component(member).and_then(|name| own.get(name)) else { continue };
        if let Some(reference) = member.get_mut("$ref") {
            reference.value = Value::String(format!("{PREFIX}{own}").into());
        }
    }
}

/// Lets a kind say of itself which one it is.
pub(super) fn say_kinds(node: &mut Node, name: &str, bases: &BTreeMap<String, Base>) {
    let mut values: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for base in bases.values() {
        let is_value = |value: &String| base.values.as_ref().is_none_or(|all| all.contains(value));
        let kinds = base.kinds.iter().filter(|(value, kind)| kind == name && is_value(value));
        for (value, _) in kinds {
            values.entry(&base.property).or_default().insert(value);
        }
    }
    let at = node.location;
    let text = |text: &str| Node::string(at, text);
    for (property, values) in values {
        if node.get(DISCRIMINATOR_VALUE).is_none() && !own_values(node, property).is_empty() {
            continue;
        }
        let values = values.into_iter().map(text).collect();
        let mut value = Object::new();
        put(&mut value, "type", text("string"));
        put(&mut value, "enum", Node::new(at, Value::Array(values)));
        let mut properties = Object::new();
        put(&mut properties, property, Node::new(at, Value::Object(value)));
        let mut schema = Object::new();
        put(&mut schema, "properties", Node::new(at, Value::Object(properties)));
        put(&mut schema, "required", Node::new(at, Value::Array(vec![text(property)])));
        if let Some(members) = node.get_mut("allOf").and_then(Node::as_array_mut) {
            members.push(Node::new(at, Value::Object(schema)));
        }
    }
}

/// Makes two schemas of a base: what it says itself, under a name of its own, and the union.
fn split(schemas: &mut Object, name: &str, base: &Base, own: &BTreeMap<String, String>) {
    let Some(own_name) = own.get(name) else { return };
    let Some(node) = schemas.get_mut(name) else { return };
    let at = node.location;
    let mut union = Object::new();
    for (key, value) in node.as_object().into_iter().flatten() {
        if WORDS.contains(&key.as_str()) || is_free(key.as_str()) {
            union.insert(key.clone(), value.clone());
        }
    }
    let place = node.get("discriminator").map_or(at, |node| node.location);
    let mut mapping = Object::new();
    let mut branches: Vec<Node> = Vec::new();
    for (value, kind) in &base.kinds {
        let target = format!("{PREFIX}{}", own.get(kind).unwrap_or(kind));
        put(&mut mapping, value, Node::string(place, target.as_str()));
        let mut branch = Object::new();
        put(&mut branch, "$ref", Node::string(place, target.as_str()));
        let is_new =
            |other: &Node| other.get("$ref").and_then(Node::as_str) != Some(target.as_str());
        if branches.iter().all(is_new) {
            branches.push(Node::new(place, Value::Object(branch)));
        }
    }
    let mut discriminator = Object::new();
    put(&mut discriminator, "propertyName", Node::string(place, base.property.as_str()));
    put(&mut discriminator, "mapping", Node::new(place, Value::Object(mapping)));
    put(&mut union, "oneOf", Node::new(place, Value::Array(branches)));
    put(&mut union, "discriminator", Node::new(place, Value::Object(discriminator)));
    let mut says = std::mem::replace(node, Node::new(at, Value::Object(union)));
    if let Some(object) = says.as_object_mut() {
        object.retain(|key, _| {
            !matches!(key.as_str(), "discriminator" | "example" | "examples" | "nullable")
        });
    }
    schemas.insert(Key::new(own_name.as_str(), at), says);
}
