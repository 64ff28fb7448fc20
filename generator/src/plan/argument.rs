//! How a caller passes a value.

use super::RustType;
use super::context::Planner;
use super::rust_type::Scope;
use crate::api::{Schema, Shape, Type};

/// An argument of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its type.
    pub ty: RustType<'a>,
    /// How the function takes the value out of it.
    pub conversion: Conversion<'a>,
}

/// How a function makes of an argument `it` what it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conversion<'a> {
    /// `it`
    Plain,
    /// `it.into()`
    Into,
    /// `Box::new(it)`
    Boxed,
    /// `&it`
    Reference,
    /// `&Into::<T>::into(it)`
    IntoReference(RustType<'a>),
    /// `&it.iter().map(AsRef::as_ref).collect::<Vec<&str>>()`
    Texts,
}

impl<'a> Planner<'a> {
    /// An argument that becomes a field: text and lists are taken in every usual form, and what is boxed
    /// as it is.
    pub(super) fn owned(&self, schema: &Schema, name: &'a str, scope: Scope) -> Argument<'a> {
        let plain = self.without_null(schema, scope);
        let (ty, conversion) = match (&schema.ty, plain) {
            (Type::String | Type::Base64 | Type::Binary | Type::Array(_), plain) => {
                (RustType::into(plain), Conversion::Into)
            }
            (_, RustType::Boxed(inner)) => (*inner, Conversion::Boxed),
            (_, plain) => (plain, Conversion::Plain),
        };
        Argument { name, ty, conversion }
    }

    /// An argument that is written: what is large is borrowed.
    pub(super) fn borrowed(&self, schema: &Schema, name: &'a str) -> Argument<'a> {
        let ty = match &schema.ty {
            Type::String | Type::Base64 | Type::Binary => RustType::reference(RustType::Str),
            Type::Array(items) => RustType::Slice(Box::new(match items.ty {
                Type::String => RustType::reference(RustType::Str),
                _ => self.value(items, Scope::Free),
            })),
            _ if is_small(schema) => self.without_null(schema, Scope::Free),
            _ => RustType::reference(self.without_null(schema, Scope::Free)),
        };
        let conversion = if is_small(schema) { Conversion::Reference } else { Conversion::Plain };
        Argument { name, ty, conversion }
    }

    /// An argument that is written, of a function that callers need not call: one of a list is taken as it
    /// is, and texts in every usual form.
    pub(super) fn optional(&self, schema: &Schema, name: &'a str) -> Argument<'a> {
        let model = self.named(schema);
        let is_list = model.is_some_and(|it| matches!(it.def.shape, Shape::Enumeration(_)));
        match &schema.ty {
            Type::Array(items) if items.ty == Type::String => Argument {
                name,
                ty: RustType::Slice(Box::new(RustType::AsStr)),
                conversion: Conversion::Texts,
            },
            _ if is_list => Argument {
                name,
                ty: self.without_null(schema, Scope::Free),
                conversion: Conversion::Reference,
            },
            _ => self.borrowed(schema, name),
        }
    }
}

/// Whether a value is as quickly copied as borrowed.
pub(super) fn is_small(schema: &Schema) -> bool {
    matches!(
        schema.ty,
        Type::Boolean
            | Type::Int32
            | Type::Int64
            | Type::UInt64
            | Type::Int128
            | Type::Float
            | Type::Double
            | Type::Null
            | Type::DateTime
            | Type::Date
            | Type::Time
    )
}
