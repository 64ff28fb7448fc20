//! Which items of the crate come of which part of the document.

use super::Side;
use crate::api::TypeId;

/// The public path of a type.
pub(super) fn of_type(side: &Side<'_>, id: TypeId) -> Option<String> {
    let names = side.names.get(id)?;
    Some(format!("models::{}", names.ident))
}

/// The paths of a property: the field and its setters, and the constructor for what must be given.
pub(super) fn of_property(
    side: &Side<'_>,
    id: TypeId,
    index: usize,
    required: bool,
) -> Vec<String> {
    let Some(names) = side.names.get(id) else {
        return Vec::new();
    };
    let Some(field) = names.fields.get(index) else {
        return Vec::new();
    };
    let mut found = vec![
        format!("models::{}::{}", names.ident, field.ident),
        format!("models::{}::{}", names.ident, field.setter),
    ];
    found.extend(field.aliases.iter().map(|alias| format!("models::{}::{alias}", names.ident)));
    if required {
        found.push(format!("models::{}::new", names.ident));
        // `Default`, which only a type without required fields has.
        found.push(format!("models::{}", names.ident));
    }
    found
}

/// The path of the setter of an old name of a property.
pub(super) fn of_old_name(side: &Side<'_>, id: TypeId, index: usize, alias: usize) -> Vec<String> {
    let names = side.names.get(id);
    let field = names.and_then(|names| names.fields.get(index));
    let setter = field.and_then(|field| field.aliases.get(alias));
    let path =
        names.zip(setter).map(|(names, setter)| format!("models::{}::{setter}", names.ident));
    Vec::from_iter(path)
}

/// The path of a variant of an enumeration or a union.
pub(super) fn of_variant(side: &Side<'_>, id: TypeId, index: usize) -> Vec<String> {
    let names = side.names.get(id);
    let variant = names.and_then(|names| names.variants.get(index));
    let path =
        names.zip(variant).map(|(names, variant)| format!("models::{}::{variant}", names.ident));
    Vec::from_iter(path)
}

/// The paths of an operation: the method of its group, and the call that it gives.
pub(super) fn of_operation(side: &Side<'_>, index: usize) -> Vec<String> {
    let Some(names) = side.names.operation(index) else {
        return Vec::new();
    };
    let Some(group) = side.names.group(names.group) else {
        return Vec::new();
    };
    let module = group.path.join("::");
    vec![
        format!("api::{module}::{}::{}", group.handle, names.method),
        format!("api::{module}::{}", names.builder),
    ]
}

/// The paths of a parameter: the setter of the call, or the method that takes it as an argument.
pub(super) fn of_parameter(
    side: &Side<'_>,
    operation: usize,
    index: usize,
    required: bool,
) -> Vec<String> {
    let Some(names) = side.names.operation(operation) else {
        return Vec::new();
    };
    let Some(group) = side.names.group(names.group) else {
        return Vec::new();
    };
    let Some(parameter) = names.parameters.get(index) else {
        return Vec::new();
    };
    let module = group.path.join("::");
    if required {
        return vec![format!("api::{module}::{}::{}", group.handle, names.method)];
    }
    let setters = std::iter::once(&parameter.ident).chain(&parameter.aliases);
    setters.map(|setter| format!("api::{module}::{}::{setter}", names.builder)).collect()
}

/// The path of the setter of a secret.
pub(super) fn of_security(side: &Side<'_>, scheme: &str) -> Vec<String> {
    let names = side.names.security(scheme);
    Vec::from_iter(names.map(|names| format!("ClientBuilder::{}", names.setter)))
}
