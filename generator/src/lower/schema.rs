//! From a conjunction to its type: a use of a name, a type without a name, or one that needs a
//! definition.

use super::annotation::Annotation;
use super::bounds;
use super::conjunction::{Conjunction, Member, Null, Part, Term};
use super::enumeration::Values;
use super::keywords::{SchemaRef, Types};
use super::merge::Merged;
use super::place::{PlaceId, Word};
use super::scalar::scalar;
use super::union::UnionPlan;
use super::{Lowerer, MAX_TYPES, NodeId};
use crate::api::{
    Constraints, Deprecation, Docs, Origin, Schema, Shape, Type, TypeDef, TypeId, Untyped,
};
use crate::diagnostic::{Code, Diagnostic, Location};
use std::rc::Rc;

/// The places of the longest tuple for which Rust has `Debug` and `PartialEq`.
const LONGEST_TUPLE: usize = 12;

/// What a conjunction comes to.
pub(super) struct Planned<'d> {
    pub(super) plan: Plan<'d>,
    pub(super) nullable: bool,
    /// The place of a type that is to be defined.
    pub(super) place: PlaceId,
}

/// What a conjunction comes to.
pub(super) enum Plan<'d> {
    /// A type that needs no definition of its own.
    Use(Box<Schema>),
    /// A type that does.
    Define(Define<'d>),
}

/// A type that needs a definition.
pub(super) enum Define<'d> {
    /// An object with properties.
    Struct(Rc<Merged<'d>>),
    /// A list of values.
    Enumeration(Vec<Rc<Merged<'d>>>),
    /// One of several schemas.
    Union(Box<UnionPlan<'d>>),
    /// A string with rules: only a component is a type of its own.
    Text(Box<Constraints>),
}

/// A type that was reserved and has to be defined.
pub(super) struct Job<'d> {
    pub(super) id: TypeId,
    pub(super) define: Define<'d>,
    pub(super) docs: Docs,
    pub(super) deprecation: Option<Deprecation>,
    pub(super) location: Location,
}

/// A use of a type, and what is said at that place.
pub(super) struct Lowered {
    pub(super) schema: Schema,
    pub(super) annotation: Annotation,
}

/// Whose words are taken where several schemas hold together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    /// Those of all, the last ones first.
    All,
    /// Those of the last alone.
    Last,
}

impl<'d> Lowerer<'d> {
    /// The type of one schema.
    pub(super) fn lower_schema(&mut self, schema: SchemaRef<'d>) -> Lowered {
        let place = self.places.at(schema.at);
        self.lower_terms(&[Term::Schema(schema)], place)
    }

    /// The type of schemas that hold together, where they belong to `place`.
    pub(super) fn lower_all(&mut self, schemas: &[SchemaRef<'d>], place: PlaceId) -> Lowered {
        let terms: Vec<_> = schemas.iter().copied().map(Term::Schema).collect();
        self.lower_terms(&terms, place)
    }

    /// The same, with the words of the last schema alone.
    pub(super) fn lower_last(&mut self, schemas: &[SchemaRef<'d>], place: PlaceId) -> Lowered {
        let terms: Vec<_> = schemas.iter().copied().map(Term::Schema).collect();
        self.lower_worded(&terms, place, Words::Last)
    }

    /// The type of what holds together, where it belongs to `place`.
    pub(super) fn lower_terms(&mut self, terms: &[Term<'d>], place: PlaceId) -> Lowered {
        self.lower_worded(terms, place, Words::All)
    }

    fn lower_worded(&mut self, terms: &[Term<'d>], place: PlaceId, words: Words) -> Lowered {
        let location = terms.last().map_or(self.document.root().location(), |term| match term {
            Term::Schema(schema) => schema.node.location,
            Term::Member(member) => member.node.location,
        });
        let conjunction = self.conjoin(terms);
        let members = conjunction.members();
        let mut annotation = self.annotation(&members);
        if let [_, .., last] = terms {
            // What is said first is of a wider type; a component that narrows it has better words.
            let last = self.conjoin(std::slice::from_ref(last));
            let named = last.parts.iter().any(|part| matches!(part, Part::Component(..)));
            if named || words == Words::Last {
                annotation.docs = self.annotation(&last.members()).docs;
            }
        }
        let planned = self.deeper(location, None, |this| Some(this.plan(&conjunction, place)));
        let Some(planned) = planned else {
            return Lowered { schema: untyped(Untyped::Unsupported, location), annotation };
        };
        let mut schema = match planned.plan {
            Plan::Use(schema) => *schema,
            Plan::Define(define) => {
                self.use_definition(define, planned.place, &annotation, location)
            }
        };
        if annotation.deprecation.is_none() {
            // Another name that is deprecated is not to be seen where it is seen through.
            annotation.deprecation = self.deprecation_of_alias(&conjunction);
        }
        annotation.fill(&mut schema);
        schema.nullable = planned.nullable;
        schema.location = location;
        Lowered { schema, annotation }
    }

    /// The use of a type that has no name in the document.
    fn use_definition(
        &mut self,
        define: Define<'d>,
        place: PlaceId,
        annotation: &Annotation,
        location: Location,
    ) -> Schema {
        let key = match define {
            Define::Text(constraints) => return typed(Type::String, *constraints, location),
            Define::Struct(ref merged) => key_of([merged]),
            Define::Enumeration(ref all) => key_of(all),
            Define::Union(ref plan) => key_of([&plan.merged]),
        };
        if let Some(id) = self.inline.get(&key) {
            return typed(Type::Named(*id), Constraints::default(), location);
        }
        if let Some(super::place::Root::Component(name)) = self.places.root_of(place) {
            // What the type is called after has to be there.
            self.component(name, location);
        }
        if self.types.len() >= MAX_TYPES {
            let found = Diagnostic::new(
                Code::SchemaRecursive,
                location,
                "schemas are combined with each other without end",
            )
            .label("one combination too many")
            .help("name the combinations under `components/schemas`, and refer to them");
            self.tell(found);
            return untyped(Untyped::Unsupported, location);
        }
        let id = self.reserve(place);
        self.inline.insert(key, id);
        let (docs, deprecation) = (annotation.docs.clone(), annotation.deprecation.clone());
        self.jobs.push_back(Job { id, define, docs, deprecation, location });
        typed(Type::Named(id), Constraints::default(), location)
    }

    /// The use of a list of values that branches of a union come to together.
    pub(super) fn inner_enumeration(
        &mut self,
        sources: Vec<Rc<Merged<'d>>>,
        place: PlaceId,
        at: Location,
    ) -> Schema {
        self.use_definition(Define::Enumeration(sources), place, &Annotation::default(), at)
    }

    fn deprecation_of_alias(&self, conjunction: &Conjunction<'d>) -> Option<Deprecation> {
        let mut components = conjunction.parts.iter().filter_map(|part| match part {
            Part::Component(name, _) => Some(*name),
            Part::Member(_) => None,
        });
        let name = components.next()?;
        if components.next().is_none() { self.alias_deprecation(name) } else { None }
    }

    /// Finds what a conjunction comes to.
    pub(super) fn plan(&mut self, conjunction: &Conjunction<'d>, place: PlaceId) -> Planned<'d> {
        let nullable = conjunction.null == Null::Yes;
        let parts = &conjunction.parts;
        if let Some((name, at)) = self.sole_component(parts) {
            let mut schema = self.use_component(name, at);
            let more: Vec<_> =
                conjunction.members().iter().map(|member| bounds::own(member)).collect();
            if more.iter().any(|more| !more.is_empty()) {
                // Tells if the component's own rules and those of its use exclude each other.
                self.merged_parts(parts, conjunction.null);
            }
            for more in &more {
                bounds::tighten(&mut schema.constraints, more);
            }
            let nullable = nullable && !holds_null(&schema.ty);
            return Planned { plan: Plan::Use(Box::new(schema)), nullable, place };
        }
        let merged = self.merged_parts(parts, conjunction.null);
        self.plan_merged(&merged, place)
    }

    /// Finds what simple schemas come to, put together.
    pub(super) fn plan_merged(&mut self, merged: &Rc<Merged<'d>>, place: PlaceId) -> Planned<'d> {
        let place = own_place(merged).unwrap_or(place);
        let nullable = merged.null == Null::Yes;
        let at = merged.location().unwrap_or(self.document.root().location());
        let plan = if merged.members.is_empty() {
            Plan::Use(Box::new(untyped(Untyped::Unsupported, at)))
        } else if merged.is_null() {
            Plan::Use(Box::new(typed(Type::Null, Constraints::default(), at)))
        } else if !merged.unions.is_empty() {
            return self.plan_union(merged, place);
        } else if merged.values.is_some() {
            match self.plan_values(merged, at) {
                Values::Enumeration => Plan::Define(Define::Enumeration(vec![Rc::clone(merged)])),
                Values::Rule(schema) => Plan::Use(schema),
                Values::None => self.plan_type(merged, place, at),
            }
        } else {
            self.plan_type(merged, place, at)
        };
        let holds_null = matches!(&plan, Plan::Use(schema) if holds_null(&schema.ty));
        Planned { plan, nullable: nullable && !holds_null, place }
    }

    fn plan_type(&mut self, merged: &Rc<Merged<'d>>, place: PlaceId, at: Location) -> Plan<'d> {
        if let Some((ty, constraints)) = scalar(merged) {
            let text = matches!(ty, Type::String) && has_rules(&constraints);
            return if text {
                Plan::Define(Define::Text(Box::new(constraints)))
            } else {
                Plan::Use(Box::new(typed(ty, constraints, at)))
            };
        }
        let schema = match merged.types {
            Some(Types::OBJECT)
                if !merged.properties.is_empty() || (merged.closed && !merged.open) =>
            {
                return Plan::Define(Define::Struct(Rc::clone(merged)));
            }
            Some(Types::OBJECT) => self.map(merged, place, at),
            Some(Types::ARRAY) => self.array(merged, place, at),
            Some(_) => untyped(Untyped::Unsupported, at),
            None => untyped(Untyped::Open, at),
        };
        Plan::Use(Box::new(schema))
    }

    /// An object without properties.
    fn map(&mut self, merged: &Rc<Merged<'d>>, place: PlaceId, at: Location) -> Schema {
        self.check_required(merged);
        let constraints = merged.constraints.clone();
        if merged.additional.is_empty() {
            return typed(Type::Untyped(Untyped::OpenObject), constraints, at);
        }
        let inner = self.places.at(super::place::At { whole: place, word: Word::Value });
        let values = self.lower_all(&merged.additional, inner).schema;
        let open =
            matches!(values.ty, Type::Untyped(Untyped::Open)) && values.docs == Docs::default();
        let ty =
            if open { Type::Untyped(Untyped::OpenObject) } else { Type::Map(Box::new(values)) };
        typed(ty, constraints, at)
    }

    fn array(&mut self, merged: &Rc<Merged<'d>>, place: PlaceId, at: Location) -> Schema {
        if !merged.first_items.is_empty() {
            return self.tuple(merged, at);
        }
        let constraints = merged.constraints.clone();
        let items = if merged.items.is_empty() {
            let found =
                Diagnostic::new(Code::ItemsMissing, at, "an array does not say what its items are")
                    .label("no `items`")
                    .help("write `items: {}` if they can be anything");
            self.tell(found);
            untyped(Untyped::Open, at)
        } else {
            let inner = self.places.at(super::place::At { whole: place, word: Word::Item });
            self.lower_all(&merged.items, inner).schema
        };
        typed(Type::Array(Box::new(items)), constraints, at)
    }

    /// A list whose places have types of their own. If there may be fewer items, or more, it is a
    /// list of anything.
    fn tuple(&mut self, merged: &Rc<Merged<'d>>, at: Location) -> Schema {
        let length = u64::try_from(merged.first_items.len()).ok();
        let mut constraints = merged.constraints.clone();
        let fits = merged.first_items.len() <= LONGEST_TUPLE;
        if fits && constraints.max_items == length && constraints.min_items == length {
            (constraints.min_items, constraints.max_items) = (None, None);
            let places: Vec<_> =
                merged.first_items.iter().map(|item| self.lower_schema(*item).schema).collect();
            return typed(Type::Tuple(places), constraints, at);
        }
        let found = Diagnostic::new(Code::UnsupportedSchema, at, "the first items of a list have types of their own")
            .label("becomes a list of anything")
            .help(match fits {
                true => "say that there are no more and no fewer: `items: false`, and `minItems` with their number",
                false => "tuples of more than 12 places have no traits in Rust; make it an object",
            });
        self.tell(found);
        typed(Type::Array(Box::new(untyped(Untyped::Unsupported, at))), constraints, at)
    }

    /// The component that a conjunction is no more than: all else in it are words, rules that
    /// narrow, and what the component says anyway.
    fn sole_component(&mut self, parts: &[Part<'d>]) -> Option<(&'d str, Location)> {
        if let [Part::Component(name, at)] = parts {
            return Some((name, *at));
        }
        let components = parts.iter().rev().filter_map(|part| match part {
            Part::Component(name, at) => Some((*name, *at)),
            Part::Member(_) => None,
        });
        let components: Vec<_> = components.collect();
        let simple = components.len() == 1
            && parts.iter().all(|part| match part {
                Part::Member(member) => member.is_narrowing(),
                Part::Component(..) => true,
            });
        if simple {
            return components.first().copied();
        }
        components.into_iter().find(|(name, at)| {
            let merged = self.merged_component(name, *at);
            let own: std::collections::HashSet<NodeId> =
                merged.members.iter().map(|member| std::ptr::from_ref(member.node)).collect();
            let all = self.expand(parts);
            let others =
                all.iter().filter(|member| !own.contains(&std::ptr::from_ref(member.node)));
            !own.is_empty() && others.into_iter().all(|member| self.adds_nothing(member, &merged))
        })
    }

    /// Defines a type that was reserved.
    pub(super) fn run(&mut self, job: Job<'d>) {
        let Job { id, define, docs, deprecation, location } = job;
        let Some(place) = self.type_places.get(id.index()).copied() else {
            return;
        };
        let shape = match define {
            Define::Struct(merged) => Shape::Struct(self.object(&merged, place)),
            Define::Enumeration(sources) => Shape::Enumeration(self.enumeration(&sources)),
            Define::Union(plan) => Shape::Union(self.union(*plan, place)),
            Define::Text(constraints) => Shape::Text(*constraints),
        };
        // The origin is known when all types are: it names the type around this one.
        let origin = Origin::Component(String::new());
        self.define(id, TypeDef { origin, shape, docs, deprecation, location });
    }
}

/// Whether `null` is a value of the type itself, so that there is no need to say so.
fn holds_null(ty: &Type) -> bool {
    matches!(ty, Type::Null | Type::Untyped(Untyped::Open))
}

/// Whether a string has rules that make it more than text.
pub(super) fn has_rules(constraints: &Constraints) -> bool {
    constraints.min_length.is_some()
        || constraints.max_length.is_some()
        || constraints.pattern.is_some()
}

/// The place that simple schemas have in common.
fn own_place(merged: &Merged<'_>) -> Option<PlaceId> {
    let mut places =
        merged.members.iter().filter(|member| !member.is_annotation()).map(|member| member.place);
    let first = places.next()?;
    places.all(|place| place == first).then_some(first)
}

/// What tells a type without a name from others: the simple schemas that it consists of.
fn key_of<'a, 'd: 'a>(all: impl IntoIterator<Item = &'a Rc<Merged<'d>>>) -> Vec<(NodeId, bool)> {
    let members = all.into_iter().flat_map(|merged| merged.members.iter());
    let node = |member: &Member<'_>| (std::ptr::from_ref(member.node), member.stripped);
    let mut key: Vec<_> = members.filter(|member| !member.is_annotation()).map(node).collect();
    key.sort_unstable();
    key.dedup();
    key
}

/// A use of a type.
pub(super) fn typed(ty: Type, constraints: Constraints, location: Location) -> Schema {
    Schema { ty, nullable: false, constraints, default: None, docs: Docs::default(), location }
}

/// A use of no type.
pub(super) fn untyped(why: Untyped, location: Location) -> Schema {
    typed(Type::Untyped(why), Constraints::default(), location)
}
