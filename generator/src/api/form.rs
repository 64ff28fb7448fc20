use super::id::TypeId;
use super::model::Api;
use super::operation::{BodyKind, Content};
use super::schema::{Schema, Type};
use super::types::{Shape, Struct};

/// The object whose properties are the parts of a multipart body.
#[must_use]
pub fn form<'a>(api: &'a Api, content: &'a Content) -> Option<&'a Struct> {
    let schema = content.schema.as_ref().filter(|_| content.kind() == BodyKind::Multipart)?;
    api.object_of(schema)
}

/// Whether a schema stands for a file, or for several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Files {
    /// One file.
    One,
    /// A list of files.
    Many,
}

/// The files that a part of a form holds: bytes, or what its encoding says to be neither text nor JSON.
#[must_use]
pub fn files(api: &Api, schema: &Schema, media_type: Option<&str>) -> Option<Files> {
    let found = binary(api, schema, &mut Vec::new());
    let is_file = media_type.is_some_and(|types| {
        let mut types = types.split(',').map(str::trim);
        types.any(|it| !it.starts_with("text/") && !it.ends_with("json"))
    });
    found.or(match &schema.ty {
        _ if !is_file => None,
        Type::String | Type::Untyped(_) => Some(Files::One),
        Type::Array(items) if matches!(items.ty, Type::String | Type::Untyped(_)) => {
            Some(Files::Many)
        }
        _ => None,
    })
}

fn binary(api: &Api, schema: &Schema, seen: &mut Vec<TypeId>) -> Option<Files> {
    match &schema.ty {
        Type::Binary => Some(Files::One),
        Type::Array(items) => binary(api, items, seen).map(|_| Files::Many),
        Type::Named(id) if !seen.contains(id) => {
            seen.push(*id);
            match &api.get(*id)?.shape {
                shape @ (Shape::Alias(_) | Shape::Union(_)) => {
                    let all = shape.parts().into_iter();
                    let files: Vec<Files> = all.filter_map(|it| binary(api, it, seen)).collect();
                    match files.contains(&Files::Many) {
                        true => Some(Files::Many),
                        false => files.first().copied(),
                    }
                }
                _ => None,
            }
        }
        _ => None,
    }
}
