//! Structs, their constructors and setters, and their names on the wire.

use super::context::{Model, Planner};
use super::rust_type::Scope;
use super::{Argument, Conversion, Deprecated, Docs, Head, RustType, deprecation, describe};
use crate::api::{Additional, Constraints, Property, Schema, Shape, Struct, Type, TypeId, Untyped};
use crate::docs;
use crate::names::FieldNames;

/// A struct of `models`.
///
/// It is `Clone`, `Debug`, `PartialEq` and `#[non_exhaustive]`; the macro `record!` reads and writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// The type that it is.
    pub of: TypeId,
    /// Its name and docs.
    pub head: Head<'a>,
    /// The fields, in the order of the properties.
    pub fields: Vec<Field<'a>>,
    /// The field for the properties that the document does not name.
    pub rest: Option<Rest<'a>>,
    /// Whether callers make it: only then it has `new` and setters.
    pub is_made: bool,
    /// How it is `Default`.
    pub default: Default,
}

/// How a struct is `Default`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Default {
    /// It is not: something must be given.
    No,
    /// It is derived, and `new` is the same.
    Derived,
    /// It is what `new` makes, which takes nothing, and sets what can have one value alone.
    New,
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// The place of its property in [`Struct::properties`](crate::api::Struct::properties).
    pub property: usize,
    /// What it is called.
    pub name: &'a str,
    /// Its type.
    pub ty: RustType<'a>,
    /// What its docs say.
    pub docs: Docs,
    /// Whether it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// How it is read and written.
    pub kind: Kind,
    /// Its name on the wire.
    pub wire: &'a str,
    /// The old names that are read too.
    pub old_wires: Vec<&'a str>,
    /// What `new` makes of it.
    pub start: Start<'a>,
    /// The function that sets it; none for what the constructor always takes or sets.
    pub setter: Option<Setter<'a>>,
}

/// How a field is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is always there.
    Required,
    /// An `Option` that is left out where it is `None`.
    Optional,
    /// Absent, `null` and a value are three things.
    Nullable,
    /// Optional, and `null` is a value like any other.
    Anything,
}

/// What the constructor makes of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start<'a> {
    /// Nothing.
    Absent,
    /// What the caller gives.
    Given(Argument<'a>),
    /// The only value that it can have.
    Fixed(Constant<'a>),
}

/// A value that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constant<'a> {
    /// A text.
    Text(&'a str),
    /// `true` or `false`.
    Bool(bool),
    /// A variant of a list: the type of `models` and the variant.
    Variant(&'a str, &'a str),
}

/// A function that sets a field and gives the struct back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setter<'a> {
    /// Its name and docs.
    pub head: Head<'a>,
    /// What it takes.
    pub argument: Argument<'a>,
    /// The functions that set the field under its old names, in the order of
    /// [`Property::aliases`](crate::api::Property::aliases). They take the same argument.
    pub old: Vec<Head<'a>>,
}

/// The field for the properties that the document does not name: a map by their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The type of the values.
    pub ty: RustType<'a>,
}

/// A struct, and how a caller makes one.
pub(super) fn record<'a>(
    planner: &Planner<'a>,
    model: &Model<'a>,
    object: &'a Struct,
) -> Record<'a> {
    let properties = object.properties.iter().zip(&model.names.fields).enumerate();
    let fields: Vec<Field<'a>> = properties
        .map(|(index, (property, names))| field(planner, model, index, property, names))
        .collect();
    let rest = match &object.additional {
        Additional::Allowed(schema) => Some(Rest {
            name: &model.names.additional.ident,
            ty: planner.value(schema, Scope::Free),
        }),
        Additional::Unsaid | Additional::Forbidden => None,
    };
    let is_made = planner.facts.usage(model.id).request;
    let default = if fields.iter().all(|field| field.start == Start::Absent) {
        Default::Derived
    } else if is_made && !fields.iter().any(|field| matches!(field.start, Start::Given(_))) {
        Default::New
    } else {
        Default::No
    };
    let head = describe::head(planner, model, &Constraints::default());
    Record { of: model.id, head, fields, rest, is_made, default }
}

fn field<'a>(
    planner: &Planner<'a>,
    model: &Model<'a>,
    index: usize,
    property: &'a Property,
    names: &'a FieldNames,
) -> Field<'a> {
    let (name, schema, scope) = (names.ident.as_str(), &property.schema, Scope::Field(model.id));
    let kind = kind(planner, model, property);
    let inner = planner.without_null(schema, scope);
    let ty = match kind {
        Kind::Required if schema.nullable => RustType::option(inner),
        Kind::Required => inner,
        Kind::Optional | Kind::Anything => RustType::option(inner),
        Kind::Nullable => RustType::option(RustType::option(inner)),
    };
    let is_made = planner.facts.usage(model.id).request;
    let argument = || planner.owned(schema, name, scope);
    let start = match fixed(planner, property).filter(|_| is_made) {
        Some(value) => Start::Fixed(value),
        None if kind != Kind::Required && !is_asked_for(planner, model, property) => Start::Absent,
        None if !schema.nullable => Start::Given(argument()),
        // What may be `null` is passed as an `Option`.
        None => Start::Given(Argument {
            name,
            ty: planner.value(schema, scope),
            conversion: Conversion::Plain,
        }),
    };
    let words = || {
        let text = describe::property(planner, schema);
        let extra = deprecation::doc_line(property.deprecation.as_ref());
        let called = if property.name.is_empty() { name } else { &property.name };
        describe::with(text, extra, called)
    };
    let replacement = property.deprecation.as_ref().and_then(|it| it.replacement.as_deref());
    let deprecated = deprecation::deprecated(property.deprecation.as_ref(), replacement);
    let is_set = is_made && kind != Kind::Required && !matches!(start, Start::Fixed(_));
    let setter = is_set.then(|| Setter {
        head: Head {
            name: &names.setter,
            docs: planner.docs(|| vec![format!("Sets {}.", docs::member_link(name))]),
            deprecated: deprecated.clone(),
        },
        argument: argument(),
        old: deprecation::old_heads(
            planner,
            &property.aliases,
            &names.aliases,
            &names.setter,
            name,
        ),
    });
    Field {
        property: index,
        name,
        ty,
        docs: planner.docs(words),
        deprecated,
        kind,
        wire: &property.name,
        old_wires: property.aliases.iter().map(|old| old.name.as_str()).collect(),
        start,
        setter,
    }
}

/// The one value that a property can have, as its type has it.
fn fixed<'a>(planner: &Planner<'a>, property: &'a Property) -> Option<Constant<'a>> {
    let value = property.fixed.as_ref()?;
    Some(match (value, planner.named(&property.schema)) {
        (_, Some(model)) => {
            let Shape::Enumeration(list) = &model.def.shape else { return None };
            let index = list.values.iter().position(|it| it.value == *value)?;
            Constant::Variant(&model.names.ident, model.names.variants.get(index)?)
        }
        (serde_json::Value::String(text), None) => Constant::Text(text),
        (serde_json::Value::Bool(value), None) => Constant::Bool(*value),
        _ => return None,
    })
}

/// Whether a request must have a property that no response has.
fn is_asked_for(planner: &Planner<'_>, model: &Model<'_>, property: &Property) -> bool {
    property.required && property.write_only && planner.facts.usage(model.id).request
}

/// A property that may be absent and may be `null` is three-valued only where a caller can say
/// which: in a request.
fn kind(planner: &Planner<'_>, model: &Model<'_>, property: &Property) -> Kind {
    let usage = planner.facts.usage(model.id);
    let one_way = (property.read_only && usage.request) || (property.write_only && usage.response);
    let optional = !property.required || one_way;
    match (optional, property.schema.nullable && usage.request) {
        (false, _) => Kind::Required,
        (true, false) if is_any_json(planner, &property.schema) => Kind::Anything,
        (true, false) => Kind::Optional,
        (true, true) => Kind::Nullable,
    }
}

/// Whether `null` is among the values of the Rust type.
fn is_any_json(planner: &Planner<'_>, schema: &Schema) -> bool {
    match &schema.ty {
        Type::Untyped(Untyped::Open | Untyped::Unsupported) => true,
        Type::Named(id) => planner.api.get(*id).is_some_and(|def| match &def.shape {
            Shape::Alias(alias) => is_any_json(planner, &alias.schema),
            _ => false,
        }),
        _ => false,
    }
}
