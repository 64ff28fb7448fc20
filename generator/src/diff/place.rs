//! What things of a document are called, in words.

use super::change::{Subject, SubjectKind};
use crate::api::{
    Api, Enumeration, Method, Origin, ParameterPlace, Schema, Section, Shape, Type, TypeId, Untyped,
};
use crate::names::Names;
use serde_json::Value;

/// The name of an operation.
pub(super) fn operation(method: Method, path: &str) -> String {
    format!("{} {path}", method.wire())
}

/// Where a type stands: the component or operation, and the place inside of it.
pub(super) fn of_type(api: &Api, id: TypeId) -> Subject {
    let mut inner: Vec<String> = Vec::new();
    let mut at = id;
    // A type lies in fewer types than there are.
    for _ in 0..=api.types.len() {
        let Some(def) = api.get(at) else { break };
        let (kind, name, role) = match &def.origin {
            Origin::Inside { parent, path } => {
                inner.splice(0..0, path.iter().cloned());
                at = *parent;
                continue;
            }
            Origin::Component(name) => (SubjectKind::Schema, name.clone(), &[] as &[String]),
            Origin::Shared { name, role, section } => (
                SubjectKind::Component,
                format!("{} {name}", self::section(*section)),
                role.as_slice(),
            ),
            Origin::Operation { path, method, role } => (
                SubjectKind::Operation,
                format!("{} {path}", method.to_uppercase()),
                role.as_slice(),
            ),
        };
        inner.splice(0..0, role.iter().cloned());
        return Subject { kind, name, path: inner };
    }
    Subject::new(SubjectKind::Schema, "")
}

fn section(section: Section) -> &'static str {
    match section {
        Section::Parameter => "parameter",
        Section::RequestBody => "request body",
        Section::Response => "answer",
        Section::Header => "header",
    }
}

/// The name of a component, if the type is one.
pub(super) fn component(api: &Api, id: TypeId) -> Option<&str> {
    match api.get(id).map(|def| &def.origin) {
        Some(Origin::Component(name)) => Some(name),
        _ => None,
    }
}

/// What a type is called in the crate: its public path.
pub(super) fn model(names: &Names, id: TypeId) -> Option<String> {
    names.get(id).map(|names| format!("models::{}", names.ident))
}

/// The public path of the function that makes the call of an operation.
pub(super) fn function(names: &Names, operation: usize) -> String {
    let found = names.operation(operation);
    let found = found.and_then(|operation| Some((operation, names.group(operation.group)?)));
    let path = found.map(|(operation, group)| {
        format!("api::{}::{}::{}", group.path.join("::"), group.handle, operation.method)
    });
    path.unwrap_or_default()
}

/// A place of parameters.
pub(super) fn parameters(place: ParameterPlace) -> &'static str {
    match place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query => "query",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    }
}

/// Whether something must be there.
pub(super) fn required(is_required: bool) -> &'static str {
    if is_required { "required" } else { "optional" }
}

/// A value as text.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A type in words, without its name where that is what both sides have in common.
pub(super) fn shape(api: &Api, schema: &Schema) -> String {
    let text = match &schema.ty {
        Type::Named(id) => of_shape(api, *id),
        other => ty(api, other),
    };
    or_null(text, schema)
}

/// A type in words.
pub(super) fn schema(api: &Api, schema: &Schema) -> String {
    or_null(ty(api, &schema.ty), schema)
}

fn or_null(text: String, schema: &Schema) -> String {
    if schema.nullable { format!("{text} or null") } else { text }
}

fn ty(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Untyped(Untyped::OpenObject) => "any object".into(),
        Type::Untyped(_) => "any value".into(),
        Type::Null => "null".into(),
        Type::Boolean => "boolean".into(),
        Type::Int32 => "32-bit integer".into(),
        Type::Int64 => "integer".into(),
        Type::UInt64 => "integer from 0".into(),
        Type::Int128 => "integer beyond 64 bits".into(),
        Type::Float => "number (float)".into(),
        Type::Double => "number".into(),
        Type::String => "string".into(),
        Type::DateTime => "date and time".into(),
        Type::Date => "date".into(),
        Type::Time => "time".into(),
        Type::Base64 => "Base64".into(),
        Type::Binary => "bytes".into(),
        Type::Named(id) => named(api, *id),
        Type::Array(items) => format!("list of {}", schema(api, items)),
        Type::Map(values) => format!("map of {}", schema(api, values)),
        Type::Tuple(places) => {
            let places: Vec<_> = places.iter().map(|place| schema(api, place)).collect();
            format!("({})", places.join(", "))
        }
    }
}

fn named(api: &Api, id: TypeId) -> String {
    component(api, id).map_or_else(|| of_shape(api, id), ToOwned::to_owned)
}

/// What a type is, whatever it is called.
fn of_shape(api: &Api, id: TypeId) -> String {
    match api.get(id).map(|def| &def.shape) {
        Some(Shape::Struct(_)) => "object".into(),
        Some(Shape::Enumeration(enumeration)) => values(enumeration),
        Some(Shape::Union(_)) => "one of several types".into(),
        Some(Shape::Text(_)) => "string".into(),
        Some(Shape::Alias(alias)) => ty(api, &alias.schema.ty),
        None => "any value".into(),
    }
}

/// The values of an enumeration, as far as they fit a line.
pub(super) fn values(enumeration: &Enumeration) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<_> = enumeration.values.iter().take(SHOWN).map(|it| value(&it.value)).collect();
    let more = if enumeration.values.len() > SHOWN { ", …" } else { "" };
    format!("one of {}{more}", shown.join(", "))
}
