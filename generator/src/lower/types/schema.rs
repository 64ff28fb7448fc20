//! From a conjunction to its type: a use of a name, a type without a name, or one that needs a
//! definition.

use super::Types;
use super::annotation::Annotation;
use super::plan::{Define, Job, Plan, Planned, Values};
use super::scalar::scalar;
use crate::api::{Constraints, Deprecation, Docs, Origin, Schema, Shape, Type, TypeDef, Untyped};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::lower::schemas::bounds;
use crate::lower::schemas::keywords::{JsonTypes, NodeId, SchemaRef};
use crate::lower::schemas::merged::Merged;
use crate::lower::schemas::pieces::{Conjunction, Member, Null, Part, Term};
use crate::lower::schemas::place::{At, PlaceId, Root, Word};
use std::collections::HashSet;
use std::rc::Rc;

/// How many types there may be. `n` schemas that are combined with each other can make two to the
/// power of `n` of them.
const MAX_TYPES: usize = 200_000;

/// The places of the longest tuple for which Rust has `Debug` and `PartialEq`.
const LONGEST_TUPLE: usize = 12;

/// A use of a type, and what is said at that place.
pub(crate) struct Lowered {
    pub(crate) schema: Schema,
    pub(crate) annotation: Annotation,
}

/// Whose words are taken where several schemas hold together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    /// Those of all, the last ones first.
    All,
    /// Those of the last alone.
    Last,
}

impl<'d> Types<'d> {
    /// The type of one schema.
    pub(crate) fn lower_schema(&mut self, schema: SchemaRef<'d>) -> Lowered {
        let place = self.schemas.places.at(schema.at);
        self.lower_terms(&[Term::Schema(schema)], place)
    }

    /// The type of schemas that hold together, where they belong to `place`.
    pub(super) fn lower_all(&mut self, schemas: &[SchemaRef<'d>], place: PlaceId) -> Lowered {
        let terms: Vec<_> = schemas.iter().copied().map(Term::Schema).collect();
        self.lower_terms(&terms, place)
    }

    /// The same, with the words of the last schema alone.
    pub(crate) fn lower_last(&mut self, schemas: &[SchemaRef<'d>], place: PlaceId) -> Lowered {
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
        let conjunction = self.schemas.conjoin(terms);
        let members = conjunction.members();
        let mut annotation = self.annotation(&members);
        if let [_, .., last] = terms {
            // What is said first is of a wider type; a component that narrows it has better words.
            let last = self.schemas.conjoin(std::slice::from_ref(last));
            let named = last.parts.iter().any(|part| matches!(part, Part::Component(..)));
            if named || words == Words::Last {
                annotation.docs = self.annotation(&last.members()).docs;
            }
        }
        let planned = self.deeper(location, |this| this.plan(&conjunction, place));
        let Some(planned) = planned else {
            return Lowered { schema: Schema::untyped(Untyped::Unsupported, location), annotation };
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
            Define::Text(constraints) => {
                return Schema::of(Type::String, location).holding_to(*constraints);
            }
            Define::Struct(ref merged) => key_of([merged]),
            Define::Enumeration(ref all) => key_of(all),
            Define::Union(ref plan) => key_of([&plan.merged]),
        };
        if let Some(id) = self.inline.get(&key) {
            return Schema::of(Type::Named(*id), location);
        }
        if let Some(Root::Component(name)) = self.schemas.places.root_of(place) {
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
            .help(format!(
                "name the combinations under `{}`, and refer to them",
                self.document.naming().section("schemas")
            ));
            self.tell(found);
            return Schema::untyped(Untyped::Unsupported, location);
        }
        let id = self.reserve(place);
        self.inline.insert(key, id);
        let (docs, deprecation) = (annotation.docs.clone(), annotation.deprecation.clone());
        self.jobs.push_back(Job { id, define, docs, deprecation, location });
        Schema::of(Type::Named(id), location)
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
                self.schemas.merged_parts(parts, conjunction.null);
            }
            for more in &more {
                bounds::tighten(&mut schema.constraints, more);
            }
            let nullable = nullable && !holds_null(&schema.ty);
            return Planned { plan: Plan::Use(Box::new(schema)), nullable, place };
        }
        let merged = self.schemas.merged_parts(parts, conjunction.null);
        self.plan_merged(&merged, place)
    }

    /// Finds what simple schemas come to, put together.
    pub(super) fn plan_merged(&mut self, merged: &Rc<Merged<'d>>, place: PlaceId) -> Planned<'d> {
        let place = own_place(merged).unwrap_or(place);
        let nullable = merged.null == Null::Yes;
        let at = merged.location().unwrap_or(self.document.root().location());
        let plan = if merged.members.is_empty() {
            Plan::Use(Box::new(Schema::untyped(Untyped::Unsupported, at)))
        } else if merged.is_null() {
            Plan::Use(Box::new(Schema::of(Type::Null, at)))
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
                Plan::Use(Box::new(Schema::of(ty, at).holding_to(constraints)))
            };
        }
        let schema = match merged.types {
            Some(JsonTypes::OBJECT)
                if !merged.properties.is_empty() || (merged.closed && !merged.open) =>
            {
                return Plan::Define(Define::Struct(Rc::clone(merged)));
            }
            Some(JsonTypes::OBJECT) => self.map(merged, place, at),
            Some(JsonTypes::ARRAY) => self.array(merged, place, at),
            Some(_) => Schema::untyped(Untyped::Unsupported, at),
            None => Schema::untyped(Untyped::Open, at),
        };
        Plan::Use(Box::new(schema))
    }

    /// An object without properties.
    fn map(&mut self, merged: &Rc<Merged<'d>>, place: PlaceId, at: Location) -> Schema {
        self.schemas.check_required(merged);
        let constraints = merged.constraints.clone();
        if merged.additional.is_empty() {
            return Schema::untyped(Untyped::OpenObject, at).holding_to(constraints);
        }
        let inner = self.schemas.places.at(At { whole: place, word: Word::Value });
        let values = self.lower_all(&merged.additional, inner).schema;
        let open =
            matches!(values.ty, Type::Untyped(Untyped::Open)) && values.docs == Docs::default();
        let ty =
            if open { Type::Untyped(Untyped::OpenObject) } else { Type::Map(Box::new(values)) };
        Schema::of(ty, at).holding_to(constraints)
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
            Schema::untyped(Untyped::Open, at)
        } else {
            let inner = self.schemas.places.at(At { whole: place, word: Word::Item });
            self.lower_all(&merged.items, inner).schema
        };
        Schema::of(Type::Array(Box::new(items)), at).holding_to(constraints)
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
            return Schema::of(Type::Tuple(places), at).holding_to(constraints);
        }
        let found = Diagnostic::new(Code::UnsupportedSchema, at, "the first items of a list have types of their own")
            .label("becomes a list of anything")
            .help(match fits {
                true => "say that there are no more and no fewer: `items: false`, and `minItems` with their number",
                false => "tuples of more than 12 places have no traits in Rust; make it an object",
            });
        self.tell(found);
        Schema::of(Type::Array(Box::new(Schema::untyped(Untyped::Unsupported, at))), at)
            .holding_to(constraints)
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
            let merged = self.schemas.merged_component(name, *at);
            let own: HashSet<NodeId> =
                merged.members.iter().map(|member| std::ptr::from_ref(member.node)).collect();
            let all = self.schemas.expand(parts);
            let others =
                all.iter().filter(|member| !own.contains(&std::ptr::from_ref(member.node)));
            !own.is_empty()
                && others.into_iter().all(|member| self.schemas.adds_nothing(member, &merged))
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
