//! Lists of values: the values that the document knows, and one variant that keeps any other.

use super::context::{Model, Planner};
use super::{Deprecated, Docs, Head, deprecation, describe};
use crate::api::{Constraints, EnumValue, Enumeration, Shape, Type, TypeId};
use crate::docs;
use crate::names::ValuesNames;
use std::borrow::Cow;

/// An enum over the values of a list, with `Unknown` for any other.
///
/// It is `Clone`, `Debug` and `#[non_exhaustive]`; the macro `string_enum!` or `integer_enum!` compares,
/// reads and writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<'a> {
    /// The type that it is; none for a list that several types are names of.
    pub of: Option<TypeId>,
    /// Its name and docs.
    pub head: Head<'a>,
    /// What the values are.
    pub base: Base,
    /// The values, in the order of the document's list.
    pub values: Vec<Value<'a>>,
}

/// What the values of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// Texts.
    Text,
    /// Whole numbers.
    Integer,
}

/// A value of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value<'a> {
    /// The variant.
    pub name: &'a str,
    /// What its docs say.
    pub docs: Docs,
    /// Whether it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// The value on the wire.
    pub wire: Wire<'a>,
}

/// A value as the wire has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wire<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
}

/// The list that a type is.
pub(super) fn list<'a>(
    planner: &Planner<'a>,
    model: &Model<'a>,
    list: &'a Enumeration,
) -> List<'a> {
    let head = describe::head(planner, model, &Constraints::default());
    let values = values(planner, head.name, list, &model.names.variants);
    List { of: Some(model.id), head, base: base(list), values }
}

/// A list that several types are names of.
pub(super) fn shared<'a>(planner: &Planner<'a>, names: &'a ValuesNames) -> Option<List<'a>> {
    // All members have the same values and variants.
    let model = names.members.iter().find_map(|id| planner.model(*id))?;
    let Shape::Enumeration(list) = &model.def.shape else { return None };
    let name = &names.ident;
    let docs = planner.docs(|| docs::wrap(&summary(list)));
    Some(List {
        of: None,
        head: Head { name, docs, deprecated: None },
        base: base(list),
        values: values(planner, name, list, &model.names.variants),
    })
}

fn base(list: &Enumeration) -> Base {
    if list.base == Type::String { Base::Text } else { Base::Integer }
}

fn values<'a>(
    planner: &Planner<'a>,
    list_name: &str,
    list: &'a Enumeration,
    variants: &'a [String],
) -> Vec<Value<'a>> {
    let all = || list.values.iter().zip(variants);
    let value = |(value, name): (&'a EnumValue, &'a String)| {
        let words = || {
            let text = value.description.as_deref().map(docs::lines).unwrap_or_default();
            let extra = deprecation::doc_line(value.deprecation.as_ref());
            describe::with(text, extra, &wire_text(&value.value))
        };
        // The document names a value of the wire; a caller needs the variant.
        let replacement = value.deprecation.as_ref().and_then(|it| it.replacement.as_deref());
        let replacement = replacement.map(|wire| {
            let known = all().find(|(other, _)| wire_text(&other.value) == wire);
            known.map_or_else(|| wire.to_owned(), |(_, variant)| format!("{list_name}::{variant}"))
        });
        Value {
            name,
            docs: planner.docs(words),
            deprecated: deprecation::deprecated(value.deprecation.as_ref(), replacement.as_deref()),
            wire: match base(list) {
                Base::Text => Wire::Text(wire_text(&value.value)),
                Base::Integer => Wire::Integer(value.value.as_i64().unwrap_or_default()),
            },
        }
    };
    all().map(value).collect()
}

/// A value of a list as the wire has it.
fn wire_text(value: &serde_json::Value) -> Cow<'_, str> {
    match value {
        serde_json::Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

fn summary(list: &Enumeration) -> String {
    let texts: Vec<String> =
        list.values.iter().filter_map(|it| it.value.as_str()).map(docs::code).collect();
    match texts.as_slice() {
        [only] => format!("Always {only}."),
        [one, other] => format!("Either {one} or {other}."),
        _ => format!("One of {} values.", texts.len()),
    }
}
