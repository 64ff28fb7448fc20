//! How like each other an old and a new branch of a union are: which is which.

use super::place;
use super::schema::is_part;
use super::view::{Kind, view};
use super::walk::Walk;
use crate::api::{Additional, Api, Enumeration, Schema, Shape, Struct, Type, TypeId};
use std::collections::BTreeSet;

/// One component in both documents.
pub(super) const SAME_COMPONENT: u32 = 4_000;

/// Everything alike.
const SAME: u32 = 2_000;

/// Values of one type.
const SAME_KIND: u32 = 1_000;

/// How many lists inside of each other are looked into.
const DEEPEST: u32 = 8;

/// Something of it.
const ALIKE: u32 = 100;

impl Walk<'_> {
    /// How like each other two schemas are, 0 where they are of different kinds. Two components of
    /// which one is on both sides are different things, however like each other they are.
    pub(super) fn likeness(&self, old: &Schema, new: &Schema) -> u32 {
        self.likeness_within(old, new, DEEPEST)
    }

    fn likeness_within(&self, old: &Schema, new: &Schema, depth: u32) -> u32 {
        let component = |api: &Api, schema: &Schema| match schema.ty {
            Type::Named(id) => place::component(api, id).map(ToOwned::to_owned),
            _ => None,
        };
        let names = (component(self.old.api, old), component(self.new.api, new));
        match &names {
            (Some(old), Some(new)) if old == new => return SAME_COMPONENT,
            (Some(old), Some(new))
                if self.new_components.contains_key(old.as_str())
                    || self.old_components.contains_key(new.as_str()) =>
            {
                return 0;
            }
            _ => {}
        }
        let (old_view, new_view) = (view(self.old.api, old), view(self.new.api, new));
        match (&old_view.kind, &new_view.kind) {
            (Kind::Object, Kind::Object) => {
                match (object(self.old.api, old_view.id), object(self.new.api, new_view.id)) {
                    (Some(old), Some(new)) => objects(old, new),
                    _ => 0,
                }
            }
            (Kind::Scalar(old), Kind::Scalar(new)) if old == new => SAME,
            (Kind::Scalar(old), Kind::Scalar(new)) if is_part(old, new) || is_part(new, old) => {
                SAME_KIND
            }
            (Kind::Text, Kind::Text) => SAME,
            (Kind::Text, Kind::Scalar(Type::String)) | (Kind::Scalar(Type::String), Kind::Text) => {
                SAME_KIND
            }
            (Kind::Enumeration(old), Kind::Enumeration(new)) => enumerations(old, new),
            (Kind::Enumeration(values), Kind::Scalar(ty))
            | (Kind::Scalar(ty), Kind::Enumeration(values))
                if values.base == **ty =>
            {
                SAME_KIND
            }
            (Kind::Enumeration(values), Kind::Text) | (Kind::Text, Kind::Enumeration(values))
                if values.base == Type::String =>
            {
                SAME_KIND
            }
            (Kind::Array(old), Kind::Array(new)) | (Kind::Map(old), Kind::Map(new)) => {
                // Lists of themselves have no end.
                let inner = match depth.checked_sub(1) {
                    Some(depth) => self.likeness_within(old, new, depth),
                    None => 0,
                };
                ALIKE + u32::from(inner > 0) * SAME_KIND
            }
            (Kind::Object, Kind::Map(_)) | (Kind::Map(_), Kind::Object) => ALIKE,
            (Kind::Tuple(_), Kind::Tuple(_))
            | (Kind::Union(_), Kind::Union(_))
            | (Kind::Untyped(_), Kind::Untyped(_)) => SAME_KIND,
            _ => 0,
        }
    }
}

fn object(api: &Api, id: Option<TypeId>) -> Option<&Struct> {
    match id.and_then(|id| api.get(id)).map(|def| &def.shape) {
        Some(Shape::Struct(object)) => Some(object),
        _ => None,
    }
}

/// Objects are alike where they have half of their properties in common, or the constants that say
/// what they are.
fn objects(old: &Struct, new: &Struct) -> u32 {
    let constants = |object: &Struct| -> BTreeSet<(String, String)> {
        let fixed = object.properties.iter().filter_map(|property| {
            Some((property.name.clone(), property.fixed.as_ref()?.to_string()))
        });
        fixed.collect()
    };
    let (old_constants, new_constants) = (constants(old), constants(new));
    let said = old_constants.intersection(&new_constants).count();
    let differs = old_constants
        .iter()
        .any(|(name, value)| new_constants.iter().any(|(it, other)| it == name && other != value));
    let names = |object: &Struct| -> BTreeSet<String> {
        object.properties.iter().map(|property| property.name.clone()).collect()
    };
    let (old_names, new_names) = (names(old), names(new));
    let common = old_names.intersection(&new_names).count();
    let all = old_names.union(&new_names).count();
    let is_open = |it: &Struct| !matches!(it.additional, Additional::Forbidden);
    let share = match all {
        0 if is_open(old) == is_open(new) => SAME_KIND,
        0 => ALIKE,
        _ => u32::try_from(common.saturating_mul(1_000) / all).unwrap_or(0),
    };
    match (said > 0 && !differs, share >= 500) {
        (true, _) => SAME + share,
        (false, true) if !differs => ALIKE + share,
        _ => 0,
    }
}

fn enumerations(old: &Enumeration, new: &Enumeration) -> u32 {
    if old.base != new.base {
        return 0;
    }
    let has = |value: &serde_json::Value| new.values.iter().any(|it| it.value == *value);
    let common = old.values.iter().filter(|it| has(&it.value)).count();
    ALIKE + u32::try_from(common).unwrap_or(0).min(SAME_KIND)
}
