//! Simple schemas that hold together, put together.

use super::Schemas;
use super::formats::is_of_strings;
use super::keywords::{Additional, JsonTypes, Keywords, PropertyKey, SchemaRef};
use super::merged::{Merged, UnionPart};
use super::pieces::{Member, MemberSet, Null, Part, Term};
use crate::api::Constraints;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::openapi::{Keyword, Role, To};
use crate::source::Node;
use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

impl<'d> Schemas<'d> {
    /// A component put together.
    pub(crate) fn merged_component(&mut self, name: &'d str, at: Location) -> Rc<Merged<'d>> {
        if let Some(merged) = self.merged.get(name) {
            return Rc::clone(merged);
        }
        let members = self.members_of(name, at);
        let null = self.null_of(name);
        let merged = Rc::new(self.merge(members, null));
        // While the component is taken apart, what is there is not all of it.
        if matches!(self.members.get(name), Some(Some(_))) {
            self.merged.insert(name, Rc::clone(&merged));
        }
        merged
    }

    /// Whether `null` is a value of a component that was taken apart.
    fn null_of(&mut self, name: &'d str) -> Null {
        match self.component_schema(name) {
            Some(schema) => self.conjoin(&[Term::Schema(schema)]).null,
            None => Null::Unsaid,
        }
    }

    /// What schemas come to that hold together.
    pub(crate) fn put_together(&mut self, terms: &[Term<'d>]) -> Rc<Merged<'d>> {
        let conjunction = self.conjoin(terms);
        self.merged_parts(&conjunction.parts, conjunction.null)
    }

    /// What is said of a property, put together.
    pub(crate) fn property(&mut self, keys: &[PropertyKey<'d>]) -> Rc<Merged<'d>> {
        let terms: Vec<_> = keys.iter().map(|key| Term::Schema(key.schema)).collect();
        self.put_together(&terms)
    }

    /// Pieces put together.
    pub(crate) fn merged_parts(&mut self, parts: &[Part<'d>], null: Null) -> Rc<Merged<'d>> {
        if let [Part::Component(name, at)] = parts {
            return self.merged_component(name, *at);
        }
        let members = self.expand(parts);
        Rc::new(self.merge(members, null))
    }

    /// Simple schemas put together.
    pub(crate) fn merge(&mut self, members: MemberSet<'d>, null: Null) -> Merged<'d> {
        let mut merged = Merged {
            members: Rc::clone(&members),
            null,
            types: None,
            values: None,
            format: None,
            constraints: Constraints::default(),
            properties: BTreeMap::new(),
            required: BTreeMap::new(),
            additional: Vec::new(),
            open: false,
            closed: false,
            items: Vec::new(),
            first_items: Vec::new(),
            unions: Vec::new(),
        };
        if members.iter().any(|member| is_only_null(member)) {
            // Whatever else is said, `null` is all that is left. Responses of failure are written so:
            // as that of success, with a `result` that is `null`.
            merged.null = Null::Yes;
            merged.values = Some(Vec::new());
            return merged;
        }
        self.merge_types(&mut merged);
        self.merge_values(&mut merged);
        for member in members.iter() {
            merged.format = member.format.or(merged.format);
            for property in &member.properties {
                merged.properties.entry(property.name).or_default().push(*property);
            }
            for (index, name) in member.required.iter().enumerate() {
                let list = member.get("required").and_then(Node::as_array);
                let place = list
                    .and_then(|list| list.get(index))
                    .map_or(member.node.location, |node| node.location);
                merged.required.entry(name).or_insert(place);
            }
            match member.additional {
                Additional::Unsaid => {}
                Additional::Forbidden => merged.closed = true,
                Additional::Open => merged.open = true,
                Additional::Of(schema) => merged.additional.push(schema),
            }
            merged.items.extend(member.items);
            if !member.first_items.is_empty() {
                merged.first_items.clone_from(&member.first_items);
            }
            for (exclusive, branches) in [(true, &member.one_of), (false, &member.any_of)] {
                if !branches.is_empty() {
                    let (member, branches) = (Rc::clone(member), branches.clone());
                    merged.unions.push(UnionPart { member, exclusive, branches });
                }
            }
        }
        if merged.types.is_none() {
            merged.types = implied_types(&merged);
        }
        merged.constraints = self.merge_constraints(&members);
        merged
    }

    fn merge_types(&mut self, merged: &mut Merged<'d>) {
        let mut said: Option<(JsonTypes, &Member<'d>)> = None;
        let members = Rc::clone(&merged.members);
        for member in members.iter() {
            let Some(types) = member.types else { continue };
            let place = || member.get("type").map_or(member.node.location, |node| node.location);
            let both = said.map_or(types, |(before, _)| before.and(types));
            let Some((before, first)) = said.filter(|_| both.is_none()) else {
                said = Some((both, member));
                continue;
            };
            let place = place();
            let first = first.get("type").map_or(first.node.location, |node| node.location);
            let (old, new) = (before.words(), types.words());
            let message = format!("a value cannot be both: {old} and {new}");
            let found = Diagnostic::new(Code::AllofConflict, place, message)
                .label(format!("{new} here, which is taken"))
                .secondary(first, format!("{old} here"))
                .help("give both the same type, or take one of them out of the `allOf`");
            self.tell(found);
            said = Some((types, member));
        }
        merged.types = said.map(|(types, _)| types);
    }

    fn merge_values(&mut self, merged: &mut Merged<'d>) {
        let mut said: Option<(Vec<&'d Node>, Location)> = None;
        for member in Rc::clone(&merged.members).iter() {
            let Some(values) = member.values else {
                continue;
            };
            let place = member.key("enum");
            let own = values.iter().filter(|value| !value.is_null());
            let Some((before, first)) = said else {
                said = Some((own.collect(), place));
                continue;
            };
            let own: Vec<_> = own.collect();
            let known = ValueSet::new(before.iter().copied());
            let both: Vec<_> = own.iter().copied().filter(|value| known.holds(value)).collect();
            if both.is_empty() && !before.is_empty() {
                let found = Diagnostic::new(
                    Code::AllofConflict,
                    place,
                    "two lists of values have none in common",
                )
                .label("these are taken")
                .secondary(first, "none of them is one of these")
                .help("an `allOf` asks for values that all its members have");
                self.tell(found);
            }
            said = Some((if both.is_empty() { own } else { both }, place));
        }
        merged.values = said.map(|(values, _)| values);
    }

    /// Whether a simple schema says nothing of a value beyond what `merged` says, but for rules
    /// that narrow it.
    pub(crate) fn adds_nothing(&mut self, member: &Keywords<'d>, merged: &Merged<'d>) -> bool {
        let is_object = merged.is(JsonTypes::OBJECT);
        let types = match (member.types, merged.types) {
            (None, _) => true,
            (Some(own), Some(types)) => own.holds(types),
            (Some(_), None) => false,
        };
        let values = match (member.values, &merged.values) {
            (None, _) => true,
            (Some(own), Some(values)) => {
                let own = ValueSet::new(own);
                values.iter().all(|value| own.holds(value))
            }
            (Some(_), None) => false,
        };
        types
            && values
            && member.properties.is_empty()
            && (member.required.is_empty() || is_object)
            && member.required.iter().all(|name| merged.required.contains_key(name.as_str()))
            && match member.additional {
                Additional::Unsaid | Additional::Open => true,
                Additional::Of(schema) => self.says_nothing(schema),
                Additional::Forbidden => false,
            }
            && member.first_items.is_empty()
            && member
                .items
                .is_none_or(|items| merged.is(JsonTypes::ARRAY) && self.says_nothing(items))
            && member.format.is_none_or(|format| merged.format == Some(format))
            && [&member.one_of, &member.any_of].into_iter().all(|branches| {
                branches.is_empty()
                    || branches.iter().any(|branch| self.branch_adds_nothing(*branch, merged))
            })
    }

    /// Whether a branch of a union holds for every value of `merged`. Unions in unions in unions are
    /// not looked into: they can refer to each other so often that there would be no end to it.
    fn branch_adds_nothing(&mut self, branch: SchemaRef<'d>, merged: &Merged<'d>) -> bool {
        if self.union_depth >= 2 {
            return false;
        }
        self.union_depth += 1;
        let conjunction = self.conjoin(&[Term::Schema(branch)]);
        let members = self.expand(&conjunction.parts);
        let nothing = members.iter().all(|member| self.adds_nothing(member, merged));
        self.union_depth -= 1;
        nothing
    }

    /// Whether a schema allows anything.
    fn says_nothing(&mut self, schema: SchemaRef<'d>) -> bool {
        let conjunction = self.conjoin(&[Term::Schema(schema)]);
        let members = self.expand(&conjunction.parts);
        members.iter().all(|member| member.is_annotation())
    }
}

/// Values to be looked for among each other, of which there can be many.
struct ValueSet(HashSet<String>);

impl ValueSet {
    fn new<'a>(values: impl IntoIterator<Item = &'a Node>) -> Self {
        Self(values.into_iter().map(|value| value.to_json().to_string()).collect())
    }

    fn holds(&self, value: &Node) -> bool {
        self.0.contains(&value.to_json().to_string())
    }
}

/// Whether a schema allows `null` and nothing else.
fn is_only_null(member: &Keywords<'_>) -> bool {
    member.values.is_some_and(|values| !values.is_empty() && values.iter().all(Node::is_null))
}

/// The types of values that have no `type`, by the keywords that are there.
fn implied_types(merged: &Merged<'_>) -> Option<JsonTypes> {
    // Words and names that must be there say less of the type than what is said of values.
    let any = |to: To| {
        let keywords =
            || Keyword::of(to).filter(|it| it.role != Role::Word && it.name() != "required");
        let is_there = |member: &Keywords<'_>| {
            keywords().flat_map(Keyword::keys).any(|key| member.get(key).is_some())
        };
        merged.members.iter().any(|member| is_there(member))
    };
    if let Some(values) = merged.values.as_ref().filter(|values| !values.is_empty()) {
        let types =
            values.iter().fold(JsonTypes::NONE, |types, value| types.or(JsonTypes::of(value)));
        // Numbers with and without fractions are numbers.
        let number = !types.and(JsonTypes::FRACTION).is_none();
        return Some(if number { types.or(JsonTypes::NUMBER) } else { types });
    }
    if !merged.properties.is_empty() || any(To::Objects) {
        return Some(JsonTypes::OBJECT);
    }
    if any(To::Arrays) {
        return Some(JsonTypes::ARRAY);
    }
    if !merged.unions.is_empty() {
        return None;
    }
    if merged.members.iter().any(|member| member.get("required").is_some()) {
        return Some(JsonTypes::OBJECT);
    }
    if any(To::Strings) || merged.format.is_some_and(is_of_strings) {
        return Some(JsonTypes::STRING);
    }
    if any(To::Numbers) {
        return Some(JsonTypes::NUMBER);
    }
    None
}
