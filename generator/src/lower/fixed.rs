//! Properties that can have one value alone.

use crate::api::{Property, Shape, Struct, Type, TypeDef, TypeId, Union};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Finds the properties that can have one value alone: constants, and what says which branch of a
/// union an object is.
pub(super) fn mark(types: &mut [TypeDef]) {
    let tags = tags(types);
    let mut found: Vec<(usize, usize, Value)> = Vec::new();
    for (index, def) in types.iter().enumerate() {
        let Shape::Struct(object) = &def.shape else { continue };
        for (place, property) in object.properties.iter().enumerate() {
            let tags = tags.get(&(index, property.name.as_str()));
            let value = fixed(types, property, tags);
            found.extend(value.map(|value| (index, place, value)));
        }
    }
    for (index, place, value) in found {
        if let Some(Shape::Struct(object)) = types.get_mut(index).map(|def| &mut def.shape)
            && let Some(property) = object.properties.get_mut(place)
        {
            property.fixed = Some(value);
        }
    }
}

/// The values by which objects say which branch of a union they are, by type and property.
fn tags(types: &[TypeDef]) -> BTreeMap<(usize, &str), BTreeSet<&str>> {
    let mut all: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    for def in types {
        let Shape::Union(Union { variants, discriminator: Some(tag), .. }) = &def.shape else {
            continue;
        };
        for variant in variants {
            let Some(index) = object(types, &variant.schema.ty) else { continue };
            let tags = variant.tags.iter().map(String::as_str);
            all.entry((index, tag.property.as_str())).or_default().extend(tags);
        }
    }
    all
}

/// The type that a use of it leads to, through other names.
fn named<'a>(types: &'a [TypeDef], mut ty: &'a Type) -> Option<(TypeId, &'a Shape)> {
    // Names that lead in a circle are told elsewhere.
    for _ in 0..=types.len() {
        let Type::Named(id) = ty else { return None };
        match &types.get(id.index())?.shape {
            Shape::Alias(alias) => ty = &alias.schema.ty,
            shape => return Some((*id, shape)),
        }
    }
    None
}

fn object(types: &[TypeDef], ty: &Type) -> Option<usize> {
    let (id, shape) = named(types, ty)?;
    matches!(shape, Shape::Struct(Struct { .. })).then_some(id.index())
}

/// The only value that a property can have. What may be left out is not set unless it says what the
/// object is.
fn fixed(types: &[TypeDef], property: &Property, tags: Option<&BTreeSet<&str>>) -> Option<Value> {
    if property.read_only {
        return None;
    }
    if let Some(tags) = tags {
        let mut tags = tags.iter();
        let (Some(tag), None) = (tags.next(), tags.next()) else { return None };
        let value = Value::from(*tag);
        return can_be(types, property, &value).then_some(value);
    }
    if !property.required || property.schema.nullable {
        return None;
    }
    let value = match named(types, &property.schema.ty) {
        Some((_, Shape::Enumeration(it))) => match it.values.as_slice() {
            [only] => &only.value,
            _ => return None,
        },
        Some(_) => return None,
        None => match property.schema.constraints.values.as_slice() {
            [only] => only,
            _ => return None,
        },
    };
    can_be(types, property, value).then(|| value.clone())
}

/// Whether the type of a property has a value, and it can be written down.
fn can_be(types: &[TypeDef], property: &Property, value: &Value) -> bool {
    match named(types, &property.schema.ty) {
        Some((_, Shape::Enumeration(it))) => it.values.iter().any(|known| known.value == *value),
        Some(_) => false,
        None => match property.schema.ty {
            Type::String => value.is_string(),
            Type::Boolean => value.is_boolean(),
            _ => false,
        },
    }
}
