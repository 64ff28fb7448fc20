//! Forms with files: a type for each, whose functions add parts.

use super::context::Planner;
use super::endpoint::Endpoint;
use super::rust_type::Scope;
use super::{Argument, Conversion, Head, RustType, deprecation, describe};
use crate::api::{self, Content, Files, Property, Type, TypeId, files};
use crate::docs;
use crate::names::FieldNames;

/// The form that an operation sends: `Clone` and `Debug`, and `Into` the runtime's `Form`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form<'a> {
    /// The type whose properties its parts are.
    pub of: Option<TypeId>,
    /// Its name and docs.
    pub head: Head<'a>,
    /// What `new` takes; it is `Default` in place of it if that is nothing.
    pub required: Vec<Part<'a>>,
    /// What else it can have.
    pub optional: Vec<PartSetter<'a>>,
    /// Whether it has `with_part`, for parts that the API does not document.
    pub is_open: bool,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// The place of its property in [`Struct::properties`](crate::api::Struct::properties).
    pub property: usize,
    /// What a caller gives.
    pub argument: Argument<'a>,
    /// Its name on the wire.
    pub wire: &'a str,
    /// What it holds.
    pub kind: PartKind,
    /// Its media type, where there is one alone.
    pub media_type: Option<&'a str>,
}

/// What a part of a form holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// A value.
    Field,
    /// A file.
    File,
    /// Several files.
    Files,
}

/// A function that adds a part to a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartSetter<'a> {
    /// Its name and docs.
    pub head: Head<'a>,
    /// The part.
    pub part: Part<'a>,
    /// The functions for its old names, in the order of
    /// [`Property::aliases`](crate::api::Property::aliases). They take the same argument.
    pub old: Vec<Head<'a>>,
}

/// The type of the form with files that an operation can send.
pub(super) fn form<'a>(endpoint: &Endpoint<'_, 'a>) -> Option<Form<'a>> {
    let Endpoint { planner, operation, names, .. } = endpoint;
    let contents = &operation.request.as_ref()?.content;
    let mut found = contents.iter().enumerate();
    let (index, content, object) =
        found.find_map(|(index, it)| Some((index, it, api::form(planner.api, it)?)))?;
    let properties = object.properties.iter().zip(&names.form.fields).enumerate();
    let sent = properties.filter(|(_, (property, _))| !property.read_only);
    let parts = sent.map(|(index, (property, names))| {
        (property, names, part(planner, content, index, property, names))
    });
    let (required, optional): (Vec<_>, Vec<_>) = parts.partition(|(it, _, _)| it.required);
    let mut all = required.iter().chain(&optional);
    let is_open = all.all(|(_, names, _)| names.setter != "with_part");
    let words = || {
        // The function that takes it is one of its own where another media type is the usual one.
        let other = names.others.iter().find(|(at, _)| *at == index);
        let function = other.map_or(names.method.as_str(), |(_, name)| name);
        let function = format!("{}::{}", endpoint.group.handle, function.trim_start_matches("r#"));
        docs::wrap(&format!("The form that {} sends.", docs::code(&function)))
    };
    let schemas = content.schema.iter().flat_map(|schema| planner.api.names_of(schema));
    let names_of = schemas.filter_map(|schema| match schema.ty {
        Type::Named(id) => Some(id),
        _ => None,
    });
    Some(Form {
        of: names_of.last(),
        head: Head {
            name: &names.form.ident,
            docs: planner.docs(words),
            deprecated: deprecation::deprecated(operation.deprecation.as_ref(), None),
        },
        required: required.into_iter().map(|(_, _, part)| part).collect(),
        optional: optional.into_iter().map(|it| setter(planner, it)).collect(),
        is_open,
    })
}

fn setter<'a>(
    planner: &Planner<'a>,
    (property, names, part): (&'a Property, &'a FieldNames, Part<'a>),
) -> PartSetter<'a> {
    let name = names.setter.as_str();
    let words = || {
        let text = describe::property(planner, &property.schema);
        let extra = deprecation::doc_line(property.deprecation.as_ref());
        describe::with(text, extra, &property.name)
    };
    PartSetter {
        head: Head {
            name,
            docs: planner.docs(words),
            deprecated: deprecation::deprecated(property.deprecation.as_ref(), None),
        },
        part,
        old: deprecation::old_heads(planner, &property.aliases, &names.aliases, name, name),
    }
}

fn part<'a>(
    planner: &Planner<'a>,
    content: &'a Content,
    index: usize,
    property: &'a Property,
    names: &'a FieldNames,
) -> Part<'a> {
    let name = names.ident.as_str();
    let media_type = content.parts.get(&property.name).map(String::as_str);
    let file = || RustType::into(RustType::Runtime("Part"));
    let plain = |ty| Argument { name, ty, conversion: Conversion::Plain };
    let (argument, kind) = match files(planner.api, &property.schema, media_type) {
        Some(Files::One) => (plain(file()), PartKind::File),
        Some(Files::Many) => (plain(RustType::Iterator(Box::new(file()))), PartKind::Files),
        None => {
            let mut argument = planner.owned(&property.schema, name, Scope::Free);
            argument.conversion = match argument.conversion {
                Conversion::Plain => Conversion::Reference,
                // The argument may be one of many types, and this is the one that is written.
                _ => Conversion::IntoReference(planner.without_null(&property.schema, Scope::Free)),
            };
            (argument, PartKind::Field)
        }
    };
    // Of several, the caller says which.
    let media_type = media_type.filter(|it| !it.contains(',') && !it.contains('*'));
    Part { property: index, argument, wire: &property.name, kind, media_type }
}
