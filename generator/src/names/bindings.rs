//! What values of each enum are bound to.
//!
//! Rust refuses a binding that has the name of a variant of its own type (E0170): it is nearly always
//! a pattern that was meant to be that variant. A name of a script without capitals is written the same
//! as a binding and as a variant, so a parameter `種類` of the values `種類` and `犬` comes to it.

use super::ident::{self, Case};
use super::words::Words;
use crate::api::{Api, Schema, Shape, Type, TypeId};
use std::collections::{BTreeSet, HashMap};

/// The names of the arguments and fields whose type is an enum, by that enum: those that could be the
/// name of a variant.
pub(super) fn bindings(api: &Api) -> HashMap<TypeId, BTreeSet<String>> {
    let parameters = api.operations.iter().flat_map(|operation| &operation.parameters);
    let parameters = parameters.map(|parameter| (parameter.name.as_str(), &parameter.schema));
    let structs = api.types().filter_map(|(_, def)| match &def.shape {
        Shape::Struct(object) => Some(&object.properties),
        _ => None,
    });
    let properties = structs.flatten().map(|it| (it.name.as_str(), &it.schema));
    let mut found: HashMap<TypeId, BTreeSet<String>> = HashMap::new();
    // What is of ASCII has a capital as a variant and none as a binding.
    for (name, schema) in parameters.chain(properties).filter(|(name, _)| !name.is_ascii()) {
        if let Some(id) = enum_of(api, schema) {
            let text = ident::text(&Words::new(name).cut(), Case::Snake, "_");
            found.entry(id).or_default().insert(text);
        }
    }
    found
}

/// The enum that a schema's values are of, whatever other names its type has.
fn enum_of(api: &Api, schema: &Schema) -> Option<TypeId> {
    let mut ty = &schema.ty;
    // No chain of aliases is longer than there are types.
    for _ in 0..=api.types.len() {
        let Type::Named(id) = ty else { return None };
        match &api.get(*id)?.shape {
            Shape::Enumeration(_) | Shape::Union(_) => return Some(*id),
            Shape::Alias(alias) => ty = &alias.schema.ty,
            Shape::Struct(_) | Shape::Text(_) => return None,
        }
    }
    None
}
