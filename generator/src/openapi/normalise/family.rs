//! Unions and their branches that name each other: a schema lists its kinds in `oneOf`, and each of them
//! extends it by `allOf`. Taken by the letter, each would be a part of itself. What is meant is both: the
//! schema is the union of its kinds, and a kind has the properties that the schema says beside it.
//!
//! So what it says itself becomes a schema of its own, which the kinds extend in its place.

use super::inheritance::{
    Base, all_of, component, free_name, is_free, refer_to, say_kinds, schemas,
};
use super::inheritance::{PREFIX, WORDS, schemas_mut, values};
use super::put;
use crate::source::{Key, Node, Object, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The keywords of unions.
const UNIONS: [&str; 2] = ["oneOf", "anyOf"];

/// A union that its branches extend.
struct Family {
    /// The name of what it says itself.
    own: String,
    /// The branches that extend it, and what lies between: whose `allOf` is about what it says itself.
    members: BTreeSet<String>,
    /// What tells the branches apart, where a property does.
    base: Option<Base>,
}

/// Takes apart the unions that their branches extend.
pub(super) fn resolve(root: &mut Node) {
    let Some(families) = schemas(root).map(families).filter(|all| !all.is_empty()) else {
        return;
    };
    let Some(schemas) = schemas_mut(root) else { return };
    for (name, family) in &families {
        let own = BTreeMap::from([(name.clone(), family.own.clone())]);
        for (member, node) in schemas.iter_mut() {
            if family.members.contains(member.as_str()) {
                refer_to(node, &own);
            }
        }
    }
    for (name, family) in &families {
        split(schemas, name, family);
    }
    let bases = families.into_iter().filter_map(|(name, family)| Some((name, family.base?)));
    let bases: BTreeMap<String, Base> = bases.collect();
    for (name, node) in schemas.iter_mut() {
        say_kinds(node, name.as_str(), &bases);
    }
}

fn families(schemas: &Object) -> BTreeMap<String, Family> {
    let mut families = BTreeMap::new();
    for (name, node) in schemas.iter() {
        let branches: Vec<&str> = branches(node).filter_map(component).collect();
        let mut members = BTreeSet::new();
        for branch in &branches {
            ascend(schemas, branch, name.as_str(), &mut members);
        }
        if members.is_empty() {
            continue;
        }
        let own = free_name(schemas, name.as_str());
        let base = base(schemas, node, &branches);
        families.insert(name.as_str().to_owned(), Family { own, members, base });
    }
    families
}

fn branches(node: &Node) -> impl Iterator<Item = &Node> {
    let lists = UNIONS.iter().filter_map(|keyword| node.get(keyword)?.as_array());
    lists.flatten()
}

/// The schemas on the ways up from one, by `allOf`, to another, each of which extends that.
fn ascend(schemas: &Object, from: &str, to: &str, members: &mut BTreeSet<String>) {
    let mut seen = BTreeSet::new();
    let mut todo = vec![from];
    while let Some(name) = todo.pop().filter(|name| *name != to) {
        let Some(node) = schemas.get(name).filter(|_| seen.insert(name)) else { continue };
        for parent in all_of(node).iter().filter_map(component) {
            match parent == to {
                true => drop(members.insert(name.to_owned())),
                false => todo.push(parent),
            }
        }
    }
}

/// What tells the branches of a union apart, where it is a text.
fn base(schemas: &Object, node: &Node, branches: &[&str]) -> Option<Base> {
    let discriminator = node.get("discriminator")?;
    let property = discriminator.get("propertyName")?.as_str()?;
    let values = values(schemas, node, property)?;
    let mapping = discriminator.get("mapping").and_then(Node::as_object);
    let extended: BTreeSet<&str> =
        schemas.values().flat_map(all_of).filter_map(component).collect();
    let mut kinds = Vec::new();
    // What others extend is not of its own kind alone.
    for branch in branches.iter().filter(|branch| !extended.contains(**branch)) {
        let is_it = |target: &Node| {
            target.as_str().is_some_and(|target| target.rsplit('/').next() == Some(branch))
        };
        let mapped = mapping.into_iter().flat_map(Object::iter);
        let mapped = mapped.filter(|(_, target)| is_it(target)).map(|(value, _)| value.as_str());
        let before = kinds.len();
        kinds.extend(mapped.map(|value| (value.to_owned(), (*branch).to_owned())));
        if kinds.len() == before {
            kinds.push(((*branch).to_owned(), (*branch).to_owned()));
        }
    }
    Some(Base { property: property.to_owned(), values, kinds })
}

/// Makes two schemas of a union: what it says itself, under a name of its own, and the union.
fn split(schemas: &mut Object, name: &str, family: &Family) {
    let own = format!("{PREFIX}{}", family.own);
    let Some(node) = schemas.get(name) else { return };
    let at = node.location;
    let mut union = Object::new();
    let mut says = Object::new();
    for (key, value) in node.as_object().into_iter().flatten() {
        let name = key.as_str();
        let is_union = UNIONS.contains(&name) || name == "discriminator";
        if is_union || WORDS.contains(&name) || is_free(name) {
            union.insert(key.clone(), value.clone());
        }
        if !is_union && !matches!(name, "example" | "examples" | "nullable") {
            says.insert(key.clone(), value.clone());
        }
    }
    // A branch that does not extend the union has what it says all the same.
    let reaches = |branch: &Node| {
        let mut members = BTreeSet::new();
        let from = component(branch);
        from.into_iter().for_each(|from| ascend(schemas, from, family.own.as_str(), &mut members));
        !members.is_empty()
    };
    let adds = says.contains_key("properties");
    for keyword in UNIONS {
        let branches = union.get_mut(keyword).and_then(Node::as_array_mut);
        for branch in branches.into_iter().flatten().filter(|branch| adds && !reaches(branch)) {
            let place = branch.location;
            let mut reference = Object::new();
            put(&mut reference, "$ref", Node::string(place, own.as_str()));
            let both = vec![branch.clone(), Node::new(place, Value::Object(reference))];
            let mut joined = Object::new();
            put(&mut joined, "allOf", Node::new(place, Value::Array(both)));
            branch.value = Value::Object(joined);
        }
    }
    schemas.insert(Key::new(name, at), Node::new(at, Value::Object(union)));
    schemas.insert(Key::new(family.own.as_str(), at), Node::new(at, Value::Object(says)));
}
