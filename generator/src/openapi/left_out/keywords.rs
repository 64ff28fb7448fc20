//! What becomes of each keyword.

use super::super::extension;
use super::super::shape::grammar::ObjectKind;
use super::super::shape::objects::rule_of;
use crate::source::{Node, Object};

/// What becomes of a keyword.
pub(super) enum Keyword {
    /// The model has it, or holds what is inside of it.
    Read,
    /// It only explains or spells.
    Words,
    /// It is one note.
    Whole,
    /// Each entry of it is a note.
    Entries,
    /// The model has what is inside of it, and not its keys.
    Names,
    /// How the parts of a body are written, of which the model has the media types.
    Encodings,
}

/// Words of any object.
const WORDS: &[&str] =
    &["description", "summary", "title", "example", "examples", "externalDocs", "$comment"];

/// What only says how a schema is spelt or found.
const SPELLING: &[&str] =
    &["$schema", "$id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$vocabulary"];

/// Keywords of a schema of which no type comes.
const CONDITIONS: &[&str] = &[
    "not",
    "if",
    "then",
    "else",
    "propertyNames",
    "contains",
    "minContains",
    "maxContains",
    "unevaluatedItems",
    "contentSchema",
    "xml",
    "$dynamicRef",
    "$recursiveRef",
];

/// What becomes of a keyword of an object; `sunset_key` is the extension of the settings.
pub(super) fn role(
    kind: ObjectKind,
    object: &Object,
    name: &str,
    sunset_key: Option<&str>,
) -> Keyword {
    if matches!(
        kind,
        ObjectKind::Contact
            | ObjectKind::License
            | ObjectKind::Tag
            | ObjectKind::Example
            | ObjectKind::ExternalDocumentation
    ) {
        return Keyword::Words;
    }
    let is_known = rule_of(kind).member(name).is_some() || rule_of(kind).others.shape().is_some();
    let is_known = is_known && !name.starts_with("x-");
    if !is_known || WORDS.contains(&name) {
        let is_read = Some(name) == sunset_key
            || extension::all().any(|known| known == name)
            || WORDS.contains(&name);
        return if is_read { Keyword::Words } else { Keyword::Whole };
    }
    if says_nothing(object, name) {
        return Keyword::Words;
    }
    match kind {
        ObjectKind::Schema => of_schema(object, name),
        ObjectKind::Header if !matches!(name, "schema" | "content") => Keyword::Whole,
        _ => match name {
            "webhooks" | "callbacks" | "links" | "flows" => Keyword::Entries,
            "jsonSchemaDialect" | "allowEmptyValue" | "openIdConnectUrl" => Keyword::Whole,
            "termsOfService" | "bearerFormat" => Keyword::Words,
            "encoding" => Keyword::Encodings,
            _ => Keyword::Read,
        },
    }
}

/// Whether a keyword has the value that is meant without it, and nothing is inside of it.
fn says_nothing(object: &Object, name: &str) -> bool {
    let value = object.get(name).and_then(Node::as_bool);
    match name {
        "required" | "deprecated" | "allowEmptyValue" => value == Some(false),
        "unevaluatedProperties" | "unevaluatedItems" => value == Some(true),
        _ => false,
    }
}

fn of_schema(object: &Object, name: &str) -> Keyword {
    match name {
        name if SPELLING.contains(&name) => Keyword::Words,
        name if CONDITIONS.contains(&name) => Keyword::Whole,
        "dependentRequired" | "dependentSchemas" | "dependencies" => Keyword::Entries,
        "patternProperties" => {
            let is_only = object
                .get(name)
                .and_then(Node::as_object)
                .is_some_and(|it| it.len() == 1)
                && object.get("additionalProperties").is_none_or(|it| it.as_bool() == Some(false));
            if is_only { Keyword::Names } else { Keyword::Entries }
        }
        "unevaluatedProperties" if is_joined(object) => Keyword::Whole,
        "prefixItems" if !is_tuple(object) => Keyword::Whole,
        "items" if object.contains_key("prefixItems") => Keyword::Whole,
        "contentEncoding" => match object.get(name).and_then(Node::as_str) {
            Some(text) if text.eq_ignore_ascii_case("base64") => Keyword::Read,
            Some(text) if text.eq_ignore_ascii_case("binary") => Keyword::Read,
            _ => Keyword::Whole,
        },
        "contentMediaType" => match object.get(name).and_then(Node::as_str) {
            Some("application/octet-stream") if !object.contains_key("contentEncoding") => {
                Keyword::Read
            }
            _ => Keyword::Whole,
        },
        _ => Keyword::Read,
    }
}

/// Whether a schema is put together from others.
fn is_joined(object: &Object) -> bool {
    ["$ref", "allOf", "anyOf", "oneOf"].iter().any(|keyword| object.contains_key(keyword))
}

/// Whether a list has exactly the places that it names: that is a type of its own.
fn is_tuple(object: &Object) -> bool {
    let Some(places) = object.get("prefixItems").and_then(Node::as_array) else {
        return false;
    };
    let length = i64::try_from(places.len()).ok();
    let is = |keyword: &str| object.get(keyword).and_then(Node::as_i64) == length;
    let ends = object.get("items").is_some_and(|items| items.as_bool() == Some(false));
    is("minItems") && (ends || is("maxItems"))
}
