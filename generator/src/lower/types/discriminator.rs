//! How a value says which branch of a union it is.

use super::Types;
use super::plan::{Branch, UnionPlan};
use crate::api::Discriminator;
use crate::diagnostic::{Code, Diagnostic};
use crate::lower::schemas::keywords::{JsonTypes, PropertyKey, Target};
use crate::lower::schemas::merged::Merged;
use crate::lower::schemas::pieces::Term;
use crate::openapi::Located;
use crate::source::Node;
use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

/// What tells the branches of a union apart.
pub(super) struct Telling {
    pub(super) discriminator: Option<Discriminator>,
    /// The values of the discriminator that mean each branch.
    pub(super) tags: Vec<Vec<String>>,
}

impl<'d> Types<'d> {
    /// Finds what tells the branches of a union apart.
    pub(super) fn discriminate(&mut self, plan: &UnionPlan<'d>) -> Telling {
        match &plan.member.data.discriminator {
            Some(declared) => self.declared(plan, declared),
            None => self.implied(plan),
        }
    }

    fn declared(
        &mut self,
        plan: &UnionPlan<'d>,
        declared: &'d openapiv3::Discriminator,
    ) -> Telling {
        let property = declared.property_name.as_str();
        let mut tags = vec![BTreeSet::new(); plan.branches.len()];
        let branches = if plan.member.one_of.is_empty() { "anyOf" } else { "oneOf" };
        let whole =
            Located::new(plan.member.data, plan.member.node).member("discriminator", declared);
        for entry in whole.entries("mapping", &declared.mapping) {
            let target = component_of(entry.value.value);
            let direct = plan.branches.iter().position(|branch| branch.component == Some(target));
            let found = direct.or_else(|| {
                plan.branches.iter().position(|branch| reaches(&branch.merged, target))
            });
            match found.and_then(|index| tags.get_mut(index)) {
                Some(tags) => {
                    tags.insert(entry.name.to_owned());
                }
                None => {
                    let message =
                        format!("`{}` stands for `{target}`, which is no branch", entry.name);
                    let found = Diagnostic::new(
                        Code::DiscriminatorUnknown,
                        entry.value.location(),
                        message,
                    )
                    .label("left out: not one of the branches")
                    .secondary(plan.member.key(branches), "the branches")
                    .help("add it to the branches, or take it out of the mapping");
                    self.tell(found);
                }
            }
        }
        let mut known = false;
        for (branch, tags) in plan.branches.iter().zip(&mut tags) {
            let values = self.tag_values(&branch.merged, property);
            known |= has_property(&branch.merged, property) || !values.is_empty();
            if tags.is_empty() {
                let named = branch.component.filter(|_| branch.merged.is(JsonTypes::OBJECT));
                match values.is_empty() {
                    true => tags.extend(named.map(Into::into)),
                    false => tags.extend(values),
                }
            }
        }
        // A name that is not there was told already.
        if !known && !plan.branches.is_empty() && !property.is_empty() {
            let at = whole.at("propertyName");
            let found = Diagnostic::new(
                Code::DiscriminatorUnknown,
                at,
                format!("no branch has a property `{property}`"),
            )
            .label("left out: no such property")
            .help("name a property that all branches have");
            self.tell(found);
            return self.implied(plan);
        }
        let discriminator = Some(Discriminator { property: property.into(), declared: true });
        Telling {
            discriminator,
            tags: tags.into_iter().map(|tags| tags.into_iter().collect()).collect(),
        }
    }

    /// A property that every branch requires, and whose values differ from branch to branch.
    fn implied(&mut self, plan: &UnionPlan<'d>) -> Telling {
        let none = Telling { discriminator: None, tags: vec![Vec::new(); plan.branches.len()] };
        let objects = plan
            .branches
            .iter()
            .all(|branch| branch.merged.is(JsonTypes::OBJECT) && branch.joined.is_none());
        let Some(first) = plan.branches.first().filter(|_| objects && plan.branches.len() > 1)
        else {
            return none;
        };
        let names = first.merged.properties.keys().copied();
        let names: Vec<_> = names
            .filter(|name| plan.branches.iter().all(|branch| is_required(branch, name)))
            .collect();
        let mut best: Option<(usize, Telling)> = None;
        for name in names {
            let tags: Vec<Vec<_>> = plan
                .branches
                .iter()
                .map(|branch| self.tag_values(&branch.merged, name).into_iter().collect())
                .collect();
            let count: usize = tags.iter().map(Vec::len).sum();
            let distinct: HashSet<&String> = tags.iter().flatten().collect();
            if tags.iter().any(Vec::is_empty) || distinct.len() != count {
                continue;
            }
            // The fewer values, the more it is made for this; the first by name of equals.
            if best.as_ref().is_none_or(|(least, _)| count < *least) {
                let discriminator = Some(Discriminator { property: name.into(), declared: false });
                best = Some((count, Telling { discriminator, tags }));
            }
        }
        best.map_or(none, |(_, telling)| telling)
    }

    /// The strings that a property can be, in a schema and the branches of its union.
    fn tag_values(&mut self, merged: &Rc<Merged<'d>>, property: &str) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        let mut seen = HashSet::new();
        let mut todo = vec![Rc::clone(merged)];
        while let Some(merged) = todo.pop() {
            if let Some(parts) = merged.properties.get(property) {
                all.extend(self.property_values(parts));
                continue;
            }
            for branch in merged.unions.iter().flat_map(|union| &union.branches) {
                let target = self.schemas.put_together(&[Term::Schema(*branch)]);
                let last = target.members.last().map(|member| std::ptr::from_ref(member.node));
                if last.is_some_and(|node| seen.insert(node)) {
                    todo.push(target);
                }
            }
        }
        all
    }

    fn property_values(&mut self, parts: &[PropertyKey<'d>]) -> BTreeSet<String> {
        let merged = self.schemas.property(parts);
        let values = merged.values.iter().flatten().filter_map(|node| Node::as_str(node));
        values.map(Into::into).collect()
    }
}

fn is_required(branch: &Branch<'_>, name: &str) -> bool {
    branch.merged.properties.contains_key(name) && branch.merged.required.contains_key(name)
}

fn has_property(merged: &Merged<'_>, name: &str) -> bool {
    merged.properties.contains_key(name) || !merged.unions.is_empty()
}

/// The name of a component in a mapping: written as a reference, or alone.
fn component_of(target: &str) -> &str {
    target.rsplit('/').next().unwrap_or(target)
}

/// Whether a branch of the branch is a component of that name.
fn reaches(merged: &Merged<'_>, name: &str) -> bool {
    let mut branches = merged.unions.iter().flat_map(|union| &union.branches);
    branches.any(|branch| matches!(branch.target, Target::Reference(reference) if component_of(reference) == name))
}
