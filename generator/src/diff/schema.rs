//! One use of a type, old and new.

use super::change::{Subject, SubjectKind};
use super::rules::Rule;
use super::view::{Kind, View, view};
use super::walk::{Anchor, At, Found, Walk};
use super::{Side, place};
use crate::api::{Api, Docs, Enumeration, Schema, Shape, Type, TypeId, Union, Untyped};
use crate::diagnostic::Location;
use crate::outline::Cause;
use std::collections::HashMap;

/// Whether values are single ones: neither lists nor objects, as far as is known.
pub(super) fn is_single(api: &Api, schema: &Schema) -> bool {
    is_one(&view(api, schema).kind)
}

/// Whether values of a kind are single ones.
fn is_one(kind: &Kind<'_>) -> bool {
    matches!(kind, Kind::Scalar(_) | Kind::Text | Kind::Enumeration(_))
}

/// How the values of a new type stand to those of an old one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    Same,
    Widened,
    Narrowed,
    Changed,
    /// The same values where they are written as text.
    Respelled,
}

impl Relation {
    fn turned(self) -> Self {
        match self {
            Self::Widened => Self::Narrowed,
            Self::Narrowed => Self::Widened,
            same => same,
        }
    }

    fn rule(self) -> Option<Rule> {
        match self {
            Self::Same => None,
            Self::Widened => Some(Rule::TypeWidened),
            Self::Narrowed => Some(Rule::TypeNarrowed),
            Self::Changed => Some(Rule::TypeChanged),
            Self::Respelled => Some(Rule::TypeRespelled),
        }
    }
}

/// Whether every value of `small` is one of `large`, as JSON writes them.
pub(super) fn is_part(small: &Type, large: &Type) -> bool {
    use Type::{
        Base64, Binary, Date, DateTime, Double, Float, Int32, Int64, Int128, String, Time, UInt64,
    };
    matches!(
        (small, large),
        (Int32, Int64 | Int128 | Double | Float)
            | (UInt64, Int64 | Int128 | Double | Float)
            | (Int64, Int128 | Double | Float)
            | (Int128, Double | Float)
            | (Float, Double)
            | (DateTime | Date | Time | Base64 | Binary, String)
    )
}

fn scalars(old: &Type, new: &Type, is_text: bool) -> Relation {
    let is_written =
        |ty: &Type| is_integer(ty) || matches!(ty, Type::Boolean | Type::Float | Type::Double);
    if is_text && *new == Type::String && is_written(old) {
        // What a number looks like is a string too.
        Relation::Widened
    } else if is_text && *old == Type::String && is_written(new) {
        Relation::Narrowed
    } else if old == new {
        Relation::Same
    } else if is_part(old, new) {
        Relation::Widened
    } else if is_part(new, old) {
        Relation::Narrowed
    } else {
        Relation::Changed
    }
}

fn is_integer(ty: &Type) -> bool {
    matches!(ty, Type::Int32 | Type::Int64 | Type::UInt64 | Type::Int128)
}

fn untyped(old: Untyped, new: Untyped) -> Relation {
    match (old, new) {
        (Untyped::OpenObject, Untyped::OpenObject) => Relation::Same,
        (Untyped::OpenObject, _) => Relation::Widened,
        (_, Untyped::OpenObject) => Relation::Narrowed,
        _ => Relation::Same,
    }
}

/// A typed value in place of an open one.
fn closed(old: Untyped, new: &Kind<'_>) -> Relation {
    match (old, new) {
        (Untyped::OpenObject, Kind::Object | Kind::Map(_)) => Relation::Narrowed,
        (Untyped::OpenObject, _) => Relation::Changed,
        _ => Relation::Narrowed,
    }
}

impl<'a> Walk<'a> {
    /// Compares one use of a type with the one in its place.
    pub(super) fn schema(&mut self, at: &At, old: &'a Schema, new: &'a Schema) {
        let places = (old.location, new.location);
        let (old_view, new_view) = (view(self.old.api, old), view(self.new.api, new));
        if old_view.nullable != new_view.nullable {
            let rule = if new_view.nullable { Rule::NullAllowed } else { Rule::NullForbidden };
            let old = place::schema(self.old.api, old);
            let new = place::schema(self.new.api, new);
            self.pair_of_texts(at, rule, old, new, places);
        }
        if old.default != new.default {
            let text = |schema: &Schema| {
                schema
                    .default
                    .as_ref()
                    .map_or_else(|| "no default".into(), |it| format!("default {it}"))
            };
            self.pair_of_texts(at, Rule::DefaultChanged, text(old), text(new), places);
        }
        if own_docs(&self.old, old) != own_docs(&self.new, new) {
            self.words(at, &old.docs, &new.docs, places);
        }
        let relation = self.kinds(at, (old, &old_view), (new, &new_view));
        if relation != Relation::Changed {
            self.left_out(at, old.location, new.location);
        }
        if let Some(rule) = relation.rule() {
            self.replaced_by(at, rule, old, new);
        }
        let is_pair = matches!(
            (&old_view.kind, &new_view.kind),
            (Kind::Text, Kind::Text) | (Kind::Object, Kind::Object)
        );
        let is_list = |view: &View<'_>| matches!(view.kind, Kind::Array(_));
        let is_pair = is_pair || is_list(&old_view) != is_list(&new_view);
        if relation != Relation::Changed && !is_pair {
            self.constraints(at, &old_view.constraints, &new_view.constraints, places);
        }
    }

    /// Compares what values are made of, and what is inside of them.
    fn kinds(
        &mut self,
        at: &At,
        (old_schema, old): (&'a Schema, &View<'a>),
        (new_schema, new): (&'a Schema, &View<'a>),
    ) -> Relation {
        let places = (old_schema.location, new_schema.location);
        if at.is_text
            && let Some(relation) = self.texts(at, (old_schema, old), (new_schema, new))
        {
            return relation;
        }
        match (&old.kind, &new.kind) {
            (Kind::Scalar(old), Kind::Scalar(new)) => scalars(old, new, at.is_text),
            (Kind::Text, Kind::Text)
            | (Kind::Object, Kind::Object)
            | (Kind::Enumeration(_), Kind::Enumeration(_))
            | (Kind::Union(_), Kind::Union(_)) => {
                if let (Some(old), Some(new)) = (old.id, new.id) {
                    self.named(at, old, new, places);
                }
                Relation::Same
            }
            (Kind::Text, Kind::Scalar(new)) => scalars(&Type::String, new, at.is_text),
            (Kind::Scalar(old), Kind::Text) => scalars(old, &Type::String, at.is_text),
            (Kind::Array(old), Kind::Array(new)) => {
                self.schema(&at.inside(&["item"]), old, new);
                Relation::Same
            }
            (Kind::Map(old), Kind::Map(new)) => {
                self.schema(&at.inside(&["value"]), old, new);
                Relation::Same
            }
            (Kind::Tuple(old), Kind::Tuple(new)) if old.len() == new.len() => {
                for (index, (old, new)) in old.iter().zip(*new).enumerate() {
                    self.schema(&at.inside(&[&index.to_string()]), old, new);
                }
                Relation::Same
            }
            (Kind::Untyped(old_one), Kind::Untyped(new_one)) => {
                if *old_one == Untyped::Unsupported || *new_one == Untyped::Unsupported {
                    self.unsaid(at, old.location, new.location);
                }
                untyped(*old_one, *new_one)
            }
            (Kind::Untyped(old), new) => closed(*old, new),
            (old, Kind::Untyped(new)) => closed(*new, old).turned(),
            (Kind::Enumeration(values), other) => {
                self.opened(at, values, other, Rule::EnumOpened, (old_schema, new_schema))
            }
            (other, Kind::Enumeration(values)) => {
                self.opened(at, values, other, Rule::EnumClosed, (old_schema, new_schema))
            }
            (_, Kind::Union(union)) => {
                let found = self.branch(union, old_schema, false);
                let Some(branch) = found else {
                    return Relation::Changed;
                };
                self.schema(at, old_schema, branch);
                Relation::Widened
            }
            (Kind::Union(union), _) => {
                let found = self.branch(union, new_schema, true);
                let Some(branch) = found else {
                    return Relation::Changed;
                };
                self.schema(at, branch, new_schema);
                Relation::Narrowed
            }
            _ => Relation::Changed,
        }
    }

    /// Compares what is written as text, where that says something else than JSON would.
    fn texts(
        &mut self,
        at: &At,
        (old_schema, old): (&'a Schema, &View<'a>),
        (new_schema, new): (&'a Schema, &View<'a>),
    ) -> Option<Relation> {
        match (&old.kind, &new.kind) {
            // Without a type it is a string.
            (Kind::Untyped(Untyped::Open), Kind::Scalar(Type::String) | Kind::Text)
            | (Kind::Scalar(Type::String) | Kind::Text, Kind::Untyped(Untyped::Open)) => {
                Some(Relation::Respelled)
            }
            // One value is a list of one.
            (one, Kind::Array(items)) if is_one(one) => {
                let may_be_one = new.constraints.min_items.is_none_or(|least| least < 2);
                match self.one_of_list(at, (old_schema, old), items, false) {
                    Relation::Same | Relation::Widened if may_be_one => Some(Relation::Widened),
                    _ => Some(Relation::Changed),
                }
            }
            (Kind::Array(items), one) if is_one(one) => {
                match self.one_of_list(at, (new_schema, new), items, true) {
                    Relation::Same | Relation::Narrowed => Some(Relation::Narrowed),
                    _ => Some(Relation::Changed),
                }
            }
            _ => None,
        }
    }

    /// One value beside a list of such values; `is_old` says on which side the list is.
    fn one_of_list(
        &mut self,
        at: &At,
        (schema, one): (&'a Schema, &View<'a>),
        items: &'a Schema,
        is_old: bool,
    ) -> Relation {
        let api = if is_old { self.old.api } else { self.new.api };
        let item = view(api, items);
        let (left, right) =
            if is_old { ((items, &item), (schema, one)) } else { ((schema, one), (items, &item)) };
        self.constraints(
            at,
            &left.1.constraints,
            &right.1.constraints,
            (left.0.location, right.0.location),
        );
        self.kinds(at, left, right)
    }

    /// An enum that became any value of its type, or the other way round.
    fn opened(
        &mut self,
        at: &At,
        values: &Enumeration,
        other: &Kind<'_>,
        rule: Rule,
        (old, new): (&Schema, &Schema),
    ) -> Relation {
        let base = match other {
            Kind::Scalar(ty) => scalars(&values.base, ty, at.is_text),
            Kind::Text => scalars(&values.base, &Type::String, at.is_text),
            _ => Relation::Changed,
        };
        if base == Relation::Changed {
            return base;
        }
        self.replaced_by(at, rule, old, new);
        Relation::Same
    }

    /// Tells that a type took the place of one of another kind. Where a component became another
    /// kind of thing, that is told once, and not at each of its uses.
    fn replaced_by(&mut self, at: &At, rule: Rule, old: &Schema, new: &Schema) {
        let id = |schema: &Schema| match &schema.ty {
            Type::Named(id) => Some(*id),
            _ => None,
        };
        let component = |side: &Side<'a>, schema: &Schema| {
            let id = id(schema)?;
            Some((place::component(side.api, id)?, side.api.get(id)?.location))
        };
        let (old_one, new_one) = (component(&self.old, old), component(&self.new, new));
        let found = Found::new(rule);
        let (found, name) = match (old_one, new_one) {
            (Some((old_name, old)), Some((new_name, new))) if old_name == new_name => {
                (found.at(old, new), Some(old_name))
            }
            (Some((name, old)), None) => match another(&self.new, self.new_components.get(name)) {
                Other::Gone => (found.at_old(old), Some(name)),
                Other::Alias(new) => (found.at(old, new), Some(name)),
                Other::Type => (found.at(old, new.location), None),
            },
            (None, Some((name, new))) => match another(&self.old, self.old_components.get(name)) {
                Other::Gone => (found.at_new(new), Some(name)),
                Other::Alias(old) => (found.at(old, new), Some(name)),
                Other::Type => (found.at(old.location, new), None),
            },
            _ => (found.at(old.location, new.location), None),
        };
        let mut at = at.clone();
        if let Some(name) = name {
            at.subject = Subject::new(SubjectKind::Schema, name);
            // It is the type that is another, and not this use of it.
            let cause = |schema: &Schema| match schema.ty {
                Type::Named(id) => Some(Cause::Type(id)),
                _ => None,
            };
            at.anchors.extend(cause(old).map(Anchor::Old));
            at.anchors.extend(cause(new).map(Anchor::New));
        }
        let (before, after) = (place::schema(self.old.api, old), place::schema(self.new.api, new));
        // One name says nothing of what changed.
        let (before, after) = match before == after {
            true => (place::shape(self.old.api, old), place::shape(self.new.api, new)),
            false => (before, after),
        };
        self.tell(&at, found.texts(before, after));
    }

    /// The branch of a union that is what stood alone; `is_old` says on which side the union is.
    fn branch(&self, union: &'a Union, alone: &Schema, is_old: bool) -> Option<&'a Schema> {
        let likeness = |schema: &Schema| match is_old {
            true => self.likeness(schema, alone),
            false => self.likeness(alone, schema),
        };
        let branches = union.variants.iter().map(|variant| &variant.schema);
        let alike = branches.map(|schema| (likeness(schema), schema)).filter(|(like, _)| *like > 0);
        // The first of those that are equally like it.
        alike.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, it)| it)
    }

    /// Two named types of one kind.
    pub(super) fn named(
        &mut self,
        at: &At,
        old: TypeId,
        new: TypeId,
        places: super::bounds::Places,
    ) {
        let titles = (place::of_type(self.old.api, old), place::of_type(self.new.api, new));
        let paths = (place::model(self.old.names, old), place::model(self.new.names, new));
        let is_component = place::component(self.old.api, old).is_some()
            || place::component(self.new.api, new).is_some();
        // What stands inline has a name of its own in Rust alone.
        if paths.0 != paths.1 || is_component && titles.0 != titles.1 {
            self.replaced(at, (old, new), (titles, paths), places);
        }
        self.pair(at, old, new);
    }

    /// Another type in the place of one: the same under another name, or another one.
    fn replaced(
        &mut self,
        at: &At,
        (old, new): (TypeId, TypeId),
        (titles, paths): ((Subject, Subject), (Option<String>, Option<String>)),
        places: super::bounds::Places,
    ) {
        let stays = place::component(self.old.api, old)
            .is_some_and(|it| self.new_components.contains_key(it));
        let was = place::component(self.new.api, new)
            .is_some_and(|it| self.old_components.contains_key(it));
        let texts = if titles.0 == titles.1 {
            (paths.0.clone().unwrap_or_default(), paths.1.clone().unwrap_or_default())
        } else {
            (titles.0.to_string(), titles.1.to_string())
        };
        let anchors = Anchor::both(Cause::Type(old), Cause::Type(new));
        let renamed = !stays && !was;
        let (at, places) = if renamed {
            let place =
                |side: &Side<'_>, id, place| side.api.get(id).map_or(place, |def| def.location);
            let mut at = at.with_anchors(anchors);
            at.subject = titles.0.clone();
            (at, (place(&self.old, old, places.0), place(&self.new, new, places.1)))
        } else {
            let mut at = at.clone();
            // What nothing else has any more, or had before, comes and goes with this use.
            if !is_used(&self.new, place::component(self.old.api, old), &self.new_components) {
                at.anchors.push(Anchor::Old(Cause::Type(old)));
            }
            if !is_used(&self.old, place::component(self.new.api, new), &self.old_components) {
                at.anchors.push(Anchor::New(Cause::Type(new)));
            }
            (at, places)
        };
        let rule = if renamed { Rule::SchemaRenamed } else { Rule::SchemaReplaced };
        self.pair_of_texts(&at, rule, texts.0, texts.1, places);
    }
}

/// Whether a side uses a component of that name.
fn is_used(side: &Side<'_>, name: Option<&str>, components: &HashMap<&str, TypeId>) -> bool {
    let id = name.and_then(|name| components.get(name));
    id.is_some_and(|id| side.facts.usage(*id).is_used())
}

/// What a component of a name is on the other side.
enum Other {
    /// There is none.
    Gone,
    /// It is another name for something without a name, and stands there.
    Alias(Location),
    /// It is a type of its own.
    Type,
}

fn another(side: &Side<'_>, id: Option<&TypeId>) -> Other {
    match id.and_then(|id| side.api.get(*id)) {
        None => Other::Gone,
        Some(def) if matches!(def.shape, Shape::Alias(_)) => Other::Alias(def.location),
        Some(_) => Other::Type,
    }
}

/// The words of one use: not those of the component that it is.
fn own_docs<'a>(side: &Side<'a>, schema: &'a Schema) -> Option<&'a Docs> {
    match &schema.ty {
        Type::Named(id) => {
            let inner = side.api.get(*id).map(|def| &def.docs);
            (inner != Some(&schema.docs)).then_some(&schema.docs)
        }
        _ => Some(&schema.docs),
    }
}
