//! What the fields of a struct and the variants of an enum are called.

use super::ident::{self, Case};
use super::model::FieldNames;
use super::reserved;
use super::respell::respelled;
use super::scope::{self, Given, Item, Rank, Scope};
use super::words::Words;
use crate::api::{
    Api, Enumeration, OldName, Origin, Property, Schema, Struct, Type, TypeId, Union, Variant,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use std::borrow::Cow;

/// A field, a variant or a parameter that needs a name.
pub(super) struct Member<'a> {
    pub(super) wire: Cow<'a, str>,
    pub(super) plain: Words,
    /// Names that are tried before its spelling decides.
    pub(super) others: Vec<Words>,
    /// What is added to it where the crate itself has the name.
    pub(super) suffix: &'static str,
    pub(super) rank: Rank,
    pub(super) precedence: u8,
    pub(super) location: Location,
}

impl Item for Member<'_> {
    fn wire(&self) -> &str {
        &self.wire
    }

    fn plain(&self) -> Words {
        self.plain.clone()
    }

    fn others(&self, reserved: bool) -> Vec<Words> {
        let mut names = Vec::new();
        if reserved && !self.suffix.is_empty() {
            names.push(self.plain.and([self.suffix]));
        }
        names.extend(self.others.iter().cloned());
        names.extend(respelled(&self.wire, &self.plain));
        names
    }

    fn rank(&self) -> Rank {
        self.rank
    }

    fn precedence(&self) -> u8 {
        self.precedence
    }

    fn location(&self) -> Location {
        self.location
    }
}

/// An old name never takes a name from what is not on its way out.
pub(super) fn old_name(old: &OldName) -> Member<'_> {
    let rank = match Rank::of(old.deprecation.as_ref()) {
        Rank::Live => Rank::Ending(None),
        ending => ending,
    };
    Member {
        wire: Cow::Borrowed(&old.name),
        plain: Words::new(&old.name),
        others: Vec::new(),
        suffix: "",
        rank,
        precedence: 0,
        location: old.location,
    }
}

/// Says so where nothing of a name can be kept.
pub(super) fn note_empty(
    what: &str,
    wire: &str,
    found: &str,
    location: Location,
    diagnostics: &Diagnostics,
) {
    if Words::is_symbols_only(wire) {
        let message =
            format!("the {what} `{}` has no letter or digit in its name", scope::shown(wire));
        diagnostics.push(
            Diagnostic::new(Code::NameEmpty, location, message).label(format!("called `{found}`")),
        );
    }
}

/// The names of the fields of a struct, and of the field for what the document does not name.
pub(super) fn fields(
    object: &Struct,
    location: Location,
    diagnostics: &Diagnostics,
) -> (Vec<FieldNames>, FieldNames) {
    let mut members: Vec<Member<'_>> = object.properties.iter().map(property).collect();
    members.push(Member {
        wire: Cow::Borrowed("additional properties"),
        plain: Words::from_words(["additional", "properties"]),
        others: vec![Words::from_words(["other", "properties"])],
        suffix: "",
        rank: Rank::Live,
        precedence: 1,
        location,
    });
    members.extend(object.properties.iter().flat_map(|property| &property.aliases).map(old_name));
    let mut given =
        Scope::new("property", Case::Snake, "_", &[]).assign(&members, diagnostics).into_iter();
    let mut fields: Vec<FieldNames> =
        given.by_ref().take(object.properties.len()).map(|given| field(&given)).collect();
    let additional = given.next().map(|given| field(&given)).unwrap_or_default();
    for (property, names) in object.properties.iter().zip(&mut fields) {
        note_empty("property", &property.name, &names.ident, property.location, diagnostics);
        names.aliases =
            given.by_ref().take(property.aliases.len()).map(|given| field(&given).setter).collect();
    }
    (fields, additional)
}

fn property(property: &Property) -> Member<'_> {
    Member {
        wire: Cow::Borrowed(&property.name),
        plain: Words::new(&property.name),
        others: Vec::new(),
        suffix: "",
        rank: Rank::of(property.deprecation.as_ref()),
        precedence: 0,
        location: property.location,
    }
}

fn field(given: &Given) -> FieldNames {
    FieldNames {
        ident: ident::escape(&given.text),
        setter: format!("with_{}", given.text.trim_start_matches('_')),
        aliases: Vec::new(),
    }
}

/// The names of the values of an enumeration. `bindings` are the names of arguments and fields of its
/// type.
pub(super) fn values(
    enumeration: &Enumeration,
    bindings: &[&str],
    diagnostics: &Diagnostics,
) -> Vec<String> {
    let members: Vec<Member<'_>> = enumeration
        .values
        .iter()
        .map(|value| {
            let wire = match &value.value {
                serde_json::Value::String(text) => Cow::Borrowed(text.as_str()),
                other => Cow::Owned(other.to_string()),
            };
            Member {
                plain: Words::of_value(&wire),
                wire,
                others: Vec::new(),
                suffix: "value",
                rank: Rank::of(value.deprecation.as_ref()),
                precedence: 0,
                location: value.location,
            }
        })
        .collect();
    assign_variants("value", &members, bindings, diagnostics)
}

/// The names of the branches of a union of `api`. `types` are the words of the types that have a name already,
/// `own` is the union itself, `bindings` are the names of arguments and fields of its type.
pub(super) fn branches(
    api: &Api,
    union: &Union,
    own: TypeId,
    types: &[Words],
    bindings: &[&str],
    diagnostics: &Diagnostics,
) -> Vec<String> {
    let own = types.get(own.index()).cloned().unwrap_or_default();
    let members: Vec<Member<'_>> = union
        .variants
        .iter()
        .map(|variant| {
            let plain = branch(api, variant, &own, types);
            let wire = variant
                .name
                .as_deref()
                .map_or_else(|| Cow::Owned(plain.as_slice().join(" ")), Cow::Borrowed);
            let title =
                variant.schema.docs.title.as_deref().filter(|title| !Words::is_symbols_only(title));
            let mut others: Vec<Words> = title.map(Words::new).into_iter().collect();
            others.extend(kind(&variant.schema, types, true));
            let (rank, precedence, location) = (Rank::Live, 0, variant.schema.location);
            Member { wire, plain, others, suffix: "value", rank, precedence, location }
        })
        .collect();
    assign_variants("branch", &members, bindings, diagnostics)
}

fn assign_variants(
    what: &'static str,
    members: &[Member<'_>],
    bindings: &[&str],
    diagnostics: &Diagnostics,
) -> Vec<String> {
    let reserved = [reserved::VARIANTS, bindings].concat();
    let given = Scope::new(what, Case::UpperCamel, "Value", &reserved).assign(members, diagnostics);
    given.into_iter().map(|given| ident::escape(&given.text)).collect()
}

/// What a branch is called: after its type, without what the union is called itself, else after what
/// the document calls it, else after the kind of its values.
fn branch(api: &Api, variant: &Variant, own: &Words, types: &[Words]) -> Words {
    if let Type::Named(id) = variant.schema.ty {
        let words = types.get(id.index()).filter(|words| !words.is_empty());
        if let Some(words) = words {
            let inside = words.as_slice().strip_prefix(own.as_slice()).filter(|rest| is_name(rest));
            // The name of an inline schema says less than what the document calls the branch.
            let origin = api.get(id).map(|def| &def.origin);
            let is_inline =
                matches!(origin, Some(Origin::Inside { .. } | Origin::Operation { .. }));
            let named = variant.name.as_deref();
            let named = named
                .filter(|name| (inside.is_some() || is_inline) && !Words::is_symbols_only(name));
            return match (named, inside) {
                (Some(name), _) => without_own(&Words::new(name), own),
                (None, Some(rest)) => Words::from_words(rest.iter().cloned()),
                (None, None) => words.clone(),
            };
        }
    }
    match variant.name.as_deref().filter(|name| !Words::is_symbols_only(name)) {
        Some(name) => without_own(&Words::new(name), own),
        None => kind(&variant.schema, types, false).unwrap_or_else(|| Words::from_words(["other"])),
    }
}

fn without_own(words: &Words, own: &Words) -> Words {
    match words.as_slice().strip_prefix(own.as_slice()) {
        Some(rest) if is_name(rest) => Words::from_words(rest.iter().cloned()),
        _ => words.clone(),
    }
}

fn is_name(words: &[String]) -> bool {
    words.first().is_some_and(|word| word.starts_with(unicode_ident::is_xid_start))
}

/// A word for the kind of a schema's values, and for what is inside where that is to be told.
fn kind(schema: &Schema, types: &[Words], inner: bool) -> Option<Words> {
    let word = match &schema.ty {
        Type::Null => "null",
        Type::Boolean => "boolean",
        Type::Int32 | Type::Int64 | Type::UInt64 | Type::Int128 => "integer",
        Type::Float | Type::Double => "number",
        Type::String => "string",
        Type::DateTime => "date_time",
        Type::Date => "date",
        Type::Time => "time",
        Type::Base64 | Type::Binary => "bytes",
        Type::Tuple(_) => "tuple",
        Type::Untyped(_) => "any",
        Type::Named(id) => {
            return types.get(id.index()).filter(|words| !words.is_empty()).cloned();
        }
        Type::Array(items) | Type::Map(items) => {
            let own = if matches!(schema.ty, Type::Array(_)) { "list" } else { "map" };
            let of = if inner { kind(items, types, true) } else { None };
            return Some(of.unwrap_or_default().and([own]));
        }
    };
    Some(Words::from_words(word.split('_')))
}
