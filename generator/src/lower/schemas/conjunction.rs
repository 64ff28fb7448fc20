//! A schema taken apart: what it says itself, what the members of its `allOf` say, and the
//! components that it refers to.

use super::Schemas;
use super::keywords::{Keywords, NodeId, SchemaRef, Target, is_leaf};
use super::pieces::{Conjunction, Member, MemberSet, Null, Part, Term};
use super::place::{At, PlaceId, Root};
use crate::api::Method;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::openapi::{Located, Resolved};
use openapiv3::Schema;
use std::collections::HashSet;
use std::hash::Hash;
use std::rc::Rc;

/// Takes a conjunction apart.
struct Apart<'d> {
    parts: Vec<Part<'d>>,
    nodes: Seen<(NodeId, bool)>,
    components: Seen<&'d str>,
}

/// What was met. Most conjunctions have a handful of pieces, which are compared sooner than hashed.
struct Seen<T> {
    few: Vec<T>,
    many: HashSet<T>,
}

impl<T: Copy + Eq + Hash> Seen<T> {
    const FEW: usize = 16;

    fn new() -> Self {
        Self { few: Vec::new(), many: HashSet::new() }
    }

    /// Whether it was not met before.
    fn insert(&mut self, new: T) -> bool {
        if self.few.len() < Self::FEW {
            let known = self.few.contains(&new);
            if !known {
                self.few.push(new);
            }
            return !known;
        }
        !self.few.contains(&new) && self.many.insert(new)
    }
}

impl<'d> Schemas<'d> {
    /// Takes schemas that hold together apart, down to references.
    pub(crate) fn conjoin(&mut self, terms: &[Term<'d>]) -> Conjunction<'d> {
        let mut apart = Apart { parts: Vec::new(), nodes: Seen::new(), components: Seen::new() };
        let mut null = Null::Unsaid;
        for term in terms {
            null = null.and(match term {
                Term::Schema(schema) => self.take_apart(*schema, &mut apart),
                Term::Member(member) => {
                    let null = self.null_of_member(member);
                    apart.member(Rc::clone(member));
                    null
                }
            });
        }
        Conjunction { parts: apart.parts, null }
    }

    fn take_apart(&mut self, schema: SchemaRef<'d>, apart: &mut Apart<'d>) -> Null {
        let inline = match schema.target {
            Target::Inline(inline) => Located::new(inline, schema.node),
            Target::Reference(reference) => {
                let at = schema.node.get("$ref").map_or(schema.node.location, |node| node.location);
                let Some(resolved) = self.resolve_schema(reference, at) else {
                    return Null::Unsaid;
                };
                match resolved {
                    Reached::Component(name) => {
                        if apart.components.insert(name) {
                            apart.parts.push(Part::Component(name, at));
                        }
                        return self.null_of_component(name, at);
                    }
                    Reached::Elsewhere(found, place) => {
                        let target = Target::Inline(found.value);
                        let there = SchemaRef { target, node: found.node, at: At::here(place) };
                        // Only a schema that lies inside of itself would come back here.
                        return self.deeper(at, Null::Unsaid, |this| this.take_apart(there, apart));
                    }
                }
            }
        };
        // Few schemas are asked for their place; those without parts never are.
        let place = if is_leaf(schema.node) { schema.at.whole } else { self.places.at(schema.at) };
        let mut view = Keywords::new(self.document, inline, place);
        self.check_keywords(&view);
        let members = std::mem::take(&mut view.all_of);
        let mut null = Null::Unsaid;
        for member in members.iter().copied() {
            let at = member.node.location;
            null = null.and(self.deeper(at, Null::Unsaid, |this| this.take_apart(member, apart)));
        }
        let own = self.null_of_member(&view);
        let null = match own {
            // A wrapper that says `nullable` around a reference is meant to add `null`, whatever
            // the letter of the specification.
            Null::Yes if view.data.nullable && !members.is_empty() => Null::Yes,
            own => own.and(null),
        };
        apart.member(Rc::new(view));
        null
    }

    /// What a reference to a schema leads to.
    fn resolve_schema(&mut self, reference: &'d str, at: Location) -> Option<Reached<'d>> {
        let resolved = self.document.resolve::<Schema>(reference, at);
        let Resolved { value, name, pointer } = self.teller.resolved(resolved)?;
        Some(match name {
            Some(name) => Reached::Component(name),
            None => Reached::Elsewhere(value, self.place_of_pointer(&pointer)),
        })
    }

    /// The place in words of what a pointer leads to that is no component. References into schemas
    /// were made references to components before; what is left stands in an operation or beside one.
    fn place_of_pointer(&mut self, pointer: &[String]) -> PlaceId {
        let document = self.document.root();
        let path = pointer.get(1).and_then(|path| document.value.paths.paths.get_key_value(path));
        let method = |word: &String| Method::ALL.into_iter().find(|method| method.key() == word);
        let (root, rest) = match (path, pointer.get(2).and_then(method)) {
            (Some((path, _)), Some(method)) => (Root::Operation(path, method), pointer.get(3..)),
            _ => (Root::Operation("", Method::Get), Some(pointer)),
        };
        let mut place = self.places.root(root);
        for word in rest.unwrap_or_default() {
            place = self.places.part(place, word);
        }
        place
    }

    /// The simple schemas that a component comes to; none while the same component is being taken
    /// apart, which is told.
    pub(super) fn members_of(&mut self, name: &'d str, at: Location) -> MemberSet<'d> {
        match self.members.get(name) {
            Some(Some(members)) => return Rc::clone(members),
            Some(None) => {
                let message = format!("`{name}` is a part of itself");
                let found = Diagnostic::new(Code::SchemaRecursive, at, message)
                    .label("leads back to where it stands")
                    .help("refer to it from a property or from the items of a list");
                self.tell(found);
                return Rc::new([]);
            }
            None => {}
        }
        let Some(schema) = self.component_schema(name) else {
            return Rc::new([]);
        };
        self.members.insert(name, None);
        let members = self.deeper(at, Rc::from([]), |this| {
            let conjunction = this.conjoin(&[Term::Schema(schema)]);
            this.expand(&conjunction.parts)
        });
        self.members.insert(name, Some(Rc::clone(&members)));
        members
    }

    /// The simple schemas of a conjunction, components taken apart too.
    pub(crate) fn expand(&mut self, parts: &[Part<'d>]) -> MemberSet<'d> {
        let mut apart = Apart { parts: Vec::new(), nodes: Seen::new(), components: Seen::new() };
        for part in parts {
            match part {
                Part::Member(member) => apart.member(Rc::clone(member)),
                Part::Component(name, at) => {
                    for member in self.members_of(name, *at).iter() {
                        apart.member(Rc::clone(member));
                    }
                }
            }
        }
        let members = apart.parts.into_iter().filter_map(|part| match part {
            Part::Member(member) => Some(member),
            Part::Component(..) => None,
        });
        members.collect()
    }

    /// The schema of a component as the document has it: it may be a reference itself.
    pub(crate) fn component_schema(&mut self, name: &str) -> Option<SchemaRef<'d>> {
        let root = self.document.root();
        let components = root.value.components.as_ref()?;
        let (name, schema) = components.schemas.get_key_value(name)?;
        let node = root.node.get("components")?.get("schemas")?.get(name)?;
        let place = self.places.root(Root::Component(name));
        Some(SchemaRef::new(Located::new(schema, node), At::here(place)))
    }

    fn null_of_component(&mut self, name: &'d str, at: Location) -> Null {
        if let Some(merged) = self.merged.get(name) {
            return merged.null;
        }
        if matches!(self.members.get(name), Some(None)) {
            return Null::Unsaid;
        }
        self.merged_component(name, at).null
    }

    /// What a simple schema says of `null`.
    fn null_of_member(&mut self, member: &Keywords<'d>) -> Null {
        if member.data.nullable {
            return Null::Yes;
        }
        if let Some(values) = member.values {
            // `null` among the values is meant, even where `nullable` was forgotten.
            return if values.iter().any(crate::source::Node::is_null) {
                Null::Yes
            } else {
                Null::No
            };
        }
        if member.types.is_some() || !member.properties.is_empty() || member.items.is_some() {
            return Null::No;
        }
        if member.one_of.is_empty() && member.any_of.is_empty() {
            return Null::Unsaid;
        }
        let branches: Vec<_> = member.one_of.iter().chain(&member.any_of).copied().collect();
        let place = member.node.location;
        let nullable = self.deeper(place, false, |this| {
            branches
                .into_iter()
                .any(|branch| this.conjoin(&[Term::Schema(branch)]).null == Null::Yes)
        });
        if nullable { Null::Yes } else { Null::No }
    }
}

/// What a reference leads to.
enum Reached<'d> {
    /// A schema of the components.
    Component(&'d str),
    /// A schema elsewhere in the document, and the place in words.
    Elsewhere(Located<'d, Schema>, PlaceId),
}

impl<'d> Apart<'d> {
    fn member(&mut self, member: Member<'d>) {
        if self.nodes.insert((std::ptr::from_ref(member.node), member.stripped)) {
            self.parts.push(Part::Member(member));
        }
    }
}
