//! `oneOf` and `anyOf`.

use super::Types;
use super::branch_name::branch_names;
use super::plan::{Branch, Define, Joined, Plan, Planned, UnionPlan};
use super::scalar::scalar;
use crate::api::{Schema, Type, Union, Untyped, Variant};
use crate::diagnostic::{Code, Diagnostic};
use crate::lower::schemas::keywords::{JsonTypes, SchemaRef};
use crate::lower::schemas::merged::{Merged, UnionPart};
use crate::lower::schemas::pieces::{Member, Null, Part, Term};
use crate::lower::schemas::place::{At, PlaceId};
use std::rc::Rc;

/// How many types unions that hold together may make: each branch of one with each of the other.
const MAX_COMBINATIONS: usize = 256;

impl<'d> Types<'d> {
    /// Finds what a schema with `oneOf` or `anyOf` comes to.
    pub(super) fn plan_union(&mut self, merged: &Rc<Merged<'d>>, place: PlaceId) -> Planned<'d> {
        let nullable = merged.null == Null::Yes;
        let bare = self.bare(merged, None);
        let allowed = self.allowed_types(merged, &bare);
        let mut chosen: Option<(&UnionPart<'d>, Vec<Branch<'d>>)> = None;
        let mut combinations = 1_usize;
        for union in merged.unions.iter().filter(|_| allowed.is_some()) {
            let mut branches = self.branches(union);
            // What only says types was taken into account before.
            if is_typing(&branches) {
                continue;
            }
            let all = branches.len();
            branches.retain(|branch| may_be(&branch.merged, allowed));
            if branches.is_empty() && all > 0 {
                self.tell_no_branch(union, &bare);
            }
            if branches.is_empty() || (!bare.is_open() && self.are_idle(&branches, &bare)) {
                continue;
            }
            combinations = combinations.saturating_mul(branches.len());
            if combinations > MAX_COMBINATIONS && chosen.is_some() {
                self.tell_combinations(union);
                chosen = None;
                break;
            }
            chosen = chosen.or(Some((union, branches)));
        }
        if allowed.is_none() {
            // Nothing but unions of plain types: the first of them is the type.
            chosen = merged.unions.first().map(|union| (union, self.branches(union)));
        }
        let Some((union, branches)) = chosen.filter(|(_, branches)| !branches.is_empty()) else {
            let mut bare = bare;
            bare.null = merged.null;
            return self.plan_merged(&Rc::new(bare), place);
        };
        let base = self.bare(merged, Some(union));
        let mut branches = self.distribute(branches, &base);
        self.join(&mut branches);
        if let Some(planned) = self.plan_single(&mut branches, nullable, place) {
            return planned;
        }
        let plan = UnionPlan {
            merged: Rc::clone(merged),
            member: Rc::clone(&union.member),
            branches,
            exclusive: union.exclusive,
        };
        Planned { plan: Plan::Define(Define::Union(Box::new(plan))), nullable, place }
    }

    /// What a schema says beside its unions. With `without`, that one alone is taken out.
    fn bare(&mut self, merged: &Merged<'d>, without: Option<&UnionPart<'d>>) -> Merged<'d> {
        let strip = |member: &Member<'d>| -> Member<'d> {
            let (one, any) = match without {
                Some(union) if std::ptr::eq(union.member.node, member.node) => {
                    (union.exclusive, !union.exclusive)
                }
                Some(_) => (false, false),
                None => (true, true),
            };
            if (!one || member.one_of.is_empty()) && (!any || member.any_of.is_empty()) {
                return Rc::clone(member);
            }
            let mut member = member.as_ref().clone();
            if one {
                member.one_of.clear();
            }
            if any {
                member.any_of.clear();
            }
            member.stripped = true;
            Rc::new(member)
        };
        let members = merged.members.iter().map(strip).collect();
        self.schemas.merge(members, Null::No)
    }

    /// The types that a value may have by what is said beside unions, and by the unions that say
    /// no more than types. `None` if there is nothing else that these could narrow.
    fn allowed_types(&mut self, merged: &Merged<'d>, bare: &Merged<'d>) -> Option<JsonTypes> {
        let mut allowed = bare.types;
        let mut structured = !bare.is_open();
        for union in &merged.unions {
            let branches = self.branches(union);
            if !is_typing(&branches) {
                structured = true;
                continue;
            }
            let types = branches
                .iter()
                .filter_map(|branch| branch.merged.types)
                .fold(JsonTypes::NONE, JsonTypes::or);
            let before = allowed.unwrap_or(JsonTypes::ALL);
            if before.and(types).is_none() {
                self.tell_no_branch(union, bare);
            } else {
                allowed = Some(before.and(types));
            }
        }
        structured.then_some(allowed.unwrap_or(JsonTypes::ALL))
    }

    /// The branches of a union, each once. Those for `null` alone are left out: that is said
    /// already.
    fn branches(&mut self, union: &UnionPart<'d>) -> Vec<Branch<'d>> {
        let mut branches: Vec<Branch<'d>> = Vec::new();
        for schema in &union.branches {
            let Some(branch) = self.branch(vec![Term::Schema(*schema)]) else {
                continue;
            };
            if !branches.iter().any(|other| same_members(&other.merged, &branch.merged)) {
                branches.push(branch);
            }
        }
        branches
    }

    fn branch(&mut self, terms: Vec<Term<'d>>) -> Option<Branch<'d>> {
        let at = match terms.last()? {
            Term::Schema(schema) => schema.node.location,
            Term::Member(member) => member.node.location,
        };
        let (merged, component) = self.deeper(at, |this| {
            let conjunction = this.schemas.conjoin(&terms);
            let component = match conjunction.parts.as_slice() {
                [Part::Component(name, _)] => Some(*name),
                _ => None,
            };
            (this.schemas.merged_parts(&conjunction.parts, conjunction.null), component)
        })?;
        if merged.members.is_empty() || merged.is_null() {
            return None;
        }
        Some(Branch { terms, merged, component, joined: None })
    }

    fn tell_combinations(&mut self, union: &UnionPart<'d>) {
        let keyword = if union.exclusive { "oneOf" } else { "anyOf" };
        let message =
            format!("unions that hold together make more than {MAX_COMBINATIONS} combinations");
        let found = Diagnostic::new(Code::UnsupportedSchema, union.member.key(keyword), message)
            .label("all of the unions are left out")
            .help("describe the combinations that there are as branches of one union");
        self.tell(found);
    }

    fn tell_no_branch(&mut self, union: &UnionPart<'d>, rest: &Merged<'d>) {
        let keyword = if union.exclusive { "oneOf" } else { "anyOf" };
        let at = union.member.key(keyword);
        let found =
            Diagnostic::new(Code::AllofConflict, at, format!("no branch of `{keyword}` can match"))
                .label("all have other types than the rest of the schema, which is taken")
                .help("give the rest of the schema and a branch the same type");
        let mut others = rest.members.iter().rev().map(|member| member.node.location);
        let other = others.find(|place| *place != union.member.node.location);
        self.tell(match other {
            Some(place) => found.secondary(place, "the rest"),
            None => found,
        });
    }

    /// Whether no branch says more of a value than `base` does, but for which properties have to be
    /// there.
    fn are_idle(&mut self, branches: &[Branch<'d>], base: &Merged<'d>) -> bool {
        branches.iter().all(|branch| {
            branch.merged.members.iter().all(|member| {
                let mut member = member.as_ref().clone();
                member.required = &[];
                self.schemas.adds_nothing(&member, base)
            })
        })
    }

    /// Lets what holds beside the union hold in each branch.
    fn distribute(&mut self, branches: Vec<Branch<'d>>, base: &Merged<'d>) -> Vec<Branch<'d>> {
        let rules: Vec<_> =
            base.members.iter().filter(|member| !member.is_annotation()).cloned().collect();
        let mut all = Vec::with_capacity(branches.len());
        for branch in branches {
            if rules.iter().all(|rule| self.schemas.adds_nothing(rule, &branch.merged)) {
                all.push(branch);
                continue;
            }
            let mut terms: Vec<_> = rules.iter().cloned().map(Term::Member).collect();
            terms.extend(branch.terms);
            if let Some(joined) = self.branch(terms) {
                all.push(Branch { component: branch.component, ..joined });
            }
        }
        all
    }

    /// Makes one branch of those of one type without parts.
    fn join(&mut self, branches: &mut Vec<Branch<'d>>) {
        let mut all: Vec<Branch<'d>> = Vec::with_capacity(branches.len());
        for mut branch in std::mem::take(branches) {
            let Some(own) = self.joinable(&branch.merged) else {
                all.push(branch);
                continue;
            };
            let partner = all.iter_mut().find_map(|other| {
                let with = match &other.joined {
                    Some(joined) => join_two(joined, &own),
                    None => None,
                }?;
                Some((other, with))
            });
            match partner {
                Some((other, with)) => {
                    other.joined = Some(with);
                    other.component = None;
                    // More than one schema: none of them is the branch's.
                    other.terms.append(&mut branch.terms);
                }
                None => {
                    branch.joined = Some(own);
                    all.push(branch);
                }
            }
        }
        for branch in &mut all {
            // A branch that found no partner is what it was.
            if branch.terms.len() == 1 || branch.component.is_some() {
                branch.joined = None;
            }
        }
        *branches = all;
    }

    /// A branch as a type without parts.
    fn joinable(&mut self, merged: &Rc<Merged<'d>>) -> Option<Joined<'d>> {
        if !merged.unions.is_empty() {
            return None;
        }
        let (ty, constraints) = scalar(merged)?;
        match &merged.values {
            None => Some(Joined::Scalar(ty, Box::new(constraints))),
            Some(values) if !values.is_empty() && merged.is(JsonTypes::STRING) => {
                Some(Joined::Values(vec![Rc::clone(merged)]))
            }
            Some(_) => None,
        }
    }

    /// What a union comes to that has but one branch.
    fn plan_single(
        &mut self,
        branches: &mut Vec<Branch<'d>>,
        nullable: bool,
        place: PlaceId,
    ) -> Option<Planned<'d>> {
        let [branch] = branches.as_mut_slice() else {
            return None;
        };
        let at = branch.merged.location().unwrap_or(self.document.root().location());
        let plan = match branch.joined.take() {
            Some(Joined::Scalar(ty, constraints)) => {
                Plan::Use(Box::new(Schema::of(ty, at).holding_to(*constraints)))
            }
            Some(Joined::Values(sources)) => Plan::Define(Define::Enumeration(sources)),
            None => {
                let terms = std::mem::take(&mut branch.terms);
                let conjunction = self.schemas.conjoin(&terms);
                let planned = self.deeper(at, |this| this.plan(&conjunction, place));
                let Some(planned) = planned else {
                    return Some(Planned {
                        plan: Plan::Use(Box::new(Schema::untyped(Untyped::Unsupported, at))),
                        nullable,
                        place,
                    });
                };
                // The words of the only branch are the union's.
                let said = self.annotation(&conjunction.members());
                let plan = match planned.plan {
                    Plan::Use(mut schema) => {
                        said.fill(&mut schema);
                        Plan::Use(schema)
                    }
                    define @ Plan::Define(_) => define,
                };
                return Some(Planned {
                    plan,
                    nullable: nullable || planned.nullable,
                    place: planned.place,
                });
            }
        };
        Some(Planned { plan, nullable, place })
    }

    /// The definition of a union.
    pub(super) fn union(&mut self, mut plan: UnionPlan<'d>, place: PlaceId) -> Union {
        let telling = self.discriminate(&plan);
        let names = branch_names(&plan.branches, &telling.tags);
        let mut variants = Vec::with_capacity(plan.branches.len());
        for ((branch, tags), name) in plan.branches.iter_mut().zip(telling.tags).zip(names) {
            let word = name.clone().unwrap_or_else(|| format!("option{}", variants.len() + 1));
            let inner = self.schemas.places.part(place, &word);
            let at = branch.merged.location().unwrap_or(self.document.root().location());
            let mut schema = match branch.joined.take() {
                Some(Joined::Scalar(ty, constraints)) => {
                    Schema::of(ty, at).holding_to(*constraints)
                }
                Some(Joined::Values(sources)) => self.inner_enumeration(sources, inner, at),
                None => {
                    let terms: Vec<_> =
                        branch.terms.iter().map(|term| at_place(term, inner)).collect();
                    self.lower_terms(&terms, inner).schema
                }
            };
            // `null` is a value of the whole, or of none.
            schema.nullable = false;
            variants.push(Variant { name, schema, tags });
        }
        Union { variants, discriminator: telling.discriminator, exclusive: plan.exclusive }
    }
}

/// Whether the branches of a union say no more than which types there are.
fn is_typing(branches: &[Branch<'_>]) -> bool {
    branches.iter().all(|branch| {
        let merged = &branch.merged;
        let plain = merged
            .members
            .iter()
            .all(|member| member.items.is_none_or(|items| is_empty_schema(items)));
        plain
            && merged.types.is_some()
            && merged.values.is_none()
            && merged.properties.is_empty()
            && merged.required.is_empty()
            && merged.additional.is_empty()
            && merged.first_items.is_empty()
            && merged.unions.is_empty()
            && merged.format.is_none()
            && merged.constraints.is_empty()
    })
}

/// Whether a schema is `{}`.
fn is_empty_schema(schema: SchemaRef<'_>) -> bool {
    schema.node.as_object().is_some_and(crate::source::Object::is_empty)
}

/// Whether a branch has one of the types.
fn may_be(merged: &Merged<'_>, allowed: Option<JsonTypes>) -> bool {
    match (merged.types, allowed) {
        (Some(own), Some(types)) => !own.and(types).is_none(),
        _ => true,
    }
}

/// A branch that is written out is a part of the union under the name of its variant.
fn at_place<'d>(term: &Term<'d>, place: PlaceId) -> Term<'d> {
    match term {
        Term::Schema(schema) => Term::Schema(SchemaRef { at: At::here(place), ..*schema }),
        Term::Member(member) => Term::Member(Rc::clone(member)),
    }
}

/// Whether two branches say the same.
fn same_members(one: &Merged<'_>, other: &Merged<'_>) -> bool {
    one.members.len() == other.members.len()
        && one
            .members
            .iter()
            .zip(other.members.iter())
            .all(|(one, other)| std::ptr::eq(one.node, other.node))
}

/// Two branches as one; `None` if they are of different types.
fn join_two<'d>(one: &Joined<'d>, other: &Joined<'d>) -> Option<Joined<'d>> {
    match (one, other) {
        (Joined::Values(one), Joined::Values(other)) => {
            Some(Joined::Values([one.as_slice(), other].concat()))
        }
        // An enumeration takes what it does not know.
        (Joined::Values(values), Joined::Scalar(Type::String, _))
        | (Joined::Scalar(Type::String, _), Joined::Values(values)) => {
            Some(Joined::Values(values.clone()))
        }
        (Joined::Scalar(one, rules), Joined::Scalar(other, more)) => {
            let ty = wider(one, other)?;
            // What not all ask for is not asked for.
            let rules = if rules == more { rules.clone() } else { Box::default() };
            Some(Joined::Scalar(ty, rules))
        }
        _ => None,
    }
}

/// The type that holds the values of two.
fn wider(one: &Type, other: &Type) -> Option<Type> {
    let rank = |ty: &Type| match ty {
        Type::Int32 => Some(0),
        Type::Int64 => Some(1),
        Type::Float => Some(2),
        Type::Double => Some(3),
        _ => None,
    };
    if one == other {
        return Some(one.clone());
    }
    match (rank(one)?, rank(other)?) {
        // A float does not hold all integers.
        (2, 0 | 1) | (0 | 1, 2) => Some(Type::Double),
        (first, second) => Some(if first > second { one.clone() } else { other.clone() }),
    }
}
