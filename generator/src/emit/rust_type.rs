//! A use of a type as Rust writes it.

use super::code::ident;
use super::context::Context;
use crate::api::{Schema, Type, TypeId, Untyped};
use crate::options::WithoutOffset;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// Where a type is written, which decides how a model is named there.
#[derive(Clone, Copy)]
pub(super) enum Scope {
    /// Directly in a type of `models`: a type that can hold its holder again is boxed.
    Field(TypeId),
    /// In a list or a map of a type of `models`, which are pointers already.
    Models,
    /// In a file of `api`, where builders may have the names of models.
    Api,
}

/// The type of a value, `null` included.
pub(super) fn value(context: &Context<'_>, schema: &Schema, scope: Scope) -> TokenStream {
    let ty = without_null(context, schema, scope);
    if schema.nullable { quote!(Option<#ty>) } else { ty }
}

/// The type of a value that is not `null`.
pub(super) fn without_null(context: &Context<'_>, schema: &Schema, scope: Scope) -> TokenStream {
    match &schema.ty {
        Type::Untyped(Untyped::OpenObject) => quote!(serde_json::Map<String, serde_json::Value>),
        Type::Untyped(Untyped::Open | Untyped::Unsupported) => quote!(serde_json::Value),
        Type::Null => quote!(()),
        Type::Boolean => quote!(bool),
        Type::Int32 => quote!(i32),
        Type::Int64 => quote!(i64),
        Type::UInt64 => quote!(u64),
        Type::Int128 => quote!(i128),
        Type::Float => quote!(f32),
        Type::Double => quote!(f64),
        Type::String | Type::Base64 | Type::Binary => quote!(String),
        Type::DateTime => match context.options.date_time_without_offset {
            WithoutOffset::Civil => quote!(jiff::civil::DateTime),
            WithoutOffset::Refuse | WithoutOffset::Utc => quote!(jiff::Timestamp),
        },
        Type::Date => quote!(jiff::civil::Date),
        Type::Time => quote!(crate::TimeOfDay),
        Type::Array(items) => {
            let items = value(context, items, unboxed(scope));
            quote!(Vec<#items>)
        }
        Type::Map(values) => {
            let values = value(context, values, unboxed(scope));
            quote!(std::collections::BTreeMap<String, #values>)
        }
        Type::Tuple(places) => {
            let places = places.iter().map(|place| value(context, place, scope));
            quote!((#(#places,)*))
        }
        Type::Named(id) => named(context, *id, scope),
    }
}

fn unboxed(scope: Scope) -> Scope {
    match scope {
        Scope::Field(_) | Scope::Models => Scope::Models,
        Scope::Api => Scope::Api,
    }
}

fn named(context: &Context<'_>, id: TypeId, scope: Scope) -> TokenStream {
    let Some(names) = context.names.get(id) else {
        return quote!(serde_json::Value);
    };
    let name = ident(&names.ident);
    match scope {
        Scope::Api => quote!(models::#name),
        Scope::Field(holder) if context.facts.is_recursive(holder, id) => quote!(Box<#name>),
        Scope::Field(_) | Scope::Models => quote!(#name),
    }
}

/// How a caller passes a value to a setter or a constructor.
pub(super) struct Argument {
    /// The type of the argument.
    pub(super) ty: TokenStream,
    /// The expression that makes the value of the argument `value`.
    pub(super) convert: TokenStream,
}

/// An argument that becomes a field: text and lists are taken in every usual form.
pub(super) fn owned_argument(
    context: &Context<'_>,
    schema: &Schema,
    name: &proc_macro2::Ident,
    scope: Scope,
) -> Argument {
    let plain = without_null(context, schema, scope);
    match &schema.ty {
        Type::String | Type::Base64 | Type::Binary | Type::Array(_) => {
            Argument { ty: quote!(impl Into<#plain>), convert: quote!(#name.into()) }
        }
        Type::Named(id) if is_boxed(context, *id, scope) => {
            let inner = names_ident(context, *id);
            Argument { ty: quote!(#inner), convert: quote!(Box::new(#name)) }
        }
        _ => Argument { ty: plain, convert: quote!(#name) },
    }
}

/// Whether a model is behind a pointer where it is written.
pub(super) fn is_boxed(context: &Context<'_>, id: TypeId, scope: Scope) -> bool {
    matches!(scope, Scope::Field(holder) if context.facts.is_recursive(holder, id))
}

fn names_ident(context: &Context<'_>, id: TypeId) -> TokenStream {
    match context.names.get(id) {
        Some(names) => {
            let name = ident(&names.ident);
            quote!(#name)
        }
        None => quote!(serde_json::Value),
    }
}

/// The type of a parameter of an endpoint function: what is large is borrowed.
pub(super) fn borrowed(context: &Context<'_>, schema: &Schema) -> TokenStream {
    match &schema.ty {
        Type::String | Type::Base64 | Type::Binary => quote!(&str),
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
        | Type::Time => without_null(context, schema, Scope::Api),
        Type::Array(items) => {
            let items = match items.ty {
                Type::String => quote!(&str),
                _ => value(context, items, Scope::Api),
            };
            quote!(&[#items])
        }
        _ => {
            let ty = without_null(context, schema, Scope::Api);
            quote!(&#ty)
        }
    }
}

/// Whether a borrowed parameter is a reference already, or is taken by reference to be written.
pub(super) fn is_reference(schema: &Schema) -> bool {
    !matches!(
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

/// The models that a use of a type mentions, by name.
pub(super) fn mentions(context: &Context<'_>, schema: &Schema, into: &mut BTreeSet<String>) {
    let names = schema.types().into_iter().filter_map(|id| context.names.get(id));
    into.extend(names.map(|names| names.ident.clone()));
}
