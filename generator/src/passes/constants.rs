//! Properties that can have one value alone.

use crate::api::{Api, Property, Shape, Type, TypeId, Union};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Marks the properties that can have one value alone: constants, and what says which branch of a
/// union an object is.
#[must_use]
pub fn mark_constants(mut api: Api) -> Api {
    let tags = tags(&api);
    let mut constants: Vec<(TypeId, usize, Value)> = Vec::new();
    for (id, def) in api.types() {
        let Shape::Struct(object) = &def.shape else { continue };
        for (index, property) in object.properties.iter().enumerate() {
            let value = constant(&api, property, tags.get(&(id, property.name.as_str())));
            constants.extend(value.map(|value| (id, index, value)));
        }
    }
    for (id, index, value) in constants {
        if let Some(Shape::Struct(object)) = api.types.get_mut(id.index()).map(|def| &mut def.shape)
            && let Some(property) = object.properties.get_mut(index)
        {
            property.fixed = Some(value);
        }
    }
    api
}

/// The values by which objects say which branch of a union they are, by type and property.
fn tags(api: &Api) -> BTreeMap<(TypeId, &str), BTreeSet<&str>> {
    let mut all: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    for def in &api.types {
        let Shape::Union(Union { variants, discriminator: Some(tag), .. }) = &def.shape else {
            continue;
        };
        for variant in variants {
            let Some((id, Shape::Struct(_))) = api.shape_of(&variant.schema) else { continue };
            let tags = variant.tags.iter().map(String::as_str);
            all.entry((id, tag.property.as_str())).or_default().extend(tags);
        }
    }
    all
}

/// The only value that a property can have. What may be left out is not set unless it says what the
/// object is.
fn constant(api: &Api, property: &Property, tags: Option<&BTreeSet<&str>>) -> Option<Value> {
    if property.read_only {
        return None;
    }
    if let Some(tags) = tags {
        let mut tags = tags.iter();
        let (Some(tag), None) = (tags.next(), tags.next()) else { return None };
        let value = Value::from(*tag);
        return can_be(api, property, &value).then_some(value);
    }
    if !property.required || property.schema.nullable {
        return None;
    }
    let value = match api.shape_of(&property.schema) {
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
    can_be(api, property, value).then(|| value.clone())
}

/// Whether the type of a property has a value, and it can be written down.
fn can_be(api: &Api, property: &Property, value: &Value) -> bool {
    match api.shape_of(&property.schema) {
        Some((_, Shape::Enumeration(it))) => it.values.iter().any(|known| known.value == *value),
        Some(_) => false,
        None => match property.schema.ty {
            Type::String => value.is_string(),
            Type::Boolean => value.is_boolean(),
            _ => false,
        },
    }
}
