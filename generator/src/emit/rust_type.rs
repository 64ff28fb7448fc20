//! Types as Rust has them.

use super::code::ident;
use crate::plan::RustType;
use proc_macro2::TokenStream;
use quote::quote;

/// A type in a file of `models`, which imports the others.
pub(super) fn in_models(ty: &RustType<'_>) -> TokenStream {
    tokens(ty, in_models, |name| {
        let name = ident(name);
        quote!(#name)
    })
}

/// A type in any other file, where a type may have the name of a model.
pub(super) fn by_path(ty: &RustType<'_>) -> TokenStream {
    tokens(ty, by_path, |name| {
        let name = ident(name);
        quote!(models::#name)
    })
}

fn tokens(
    ty: &RustType<'_>,
    tokens: fn(&RustType<'_>) -> TokenStream,
    model: fn(&str) -> TokenStream,
) -> TokenStream {
    match ty {
        RustType::Unit => quote!(()),
        RustType::Bool => quote!(bool),
        RustType::I32 => quote!(i32),
        RustType::I64 => quote!(i64),
        RustType::U64 => quote!(u64),
        RustType::I128 => quote!(i128),
        RustType::F32 => quote!(f32),
        RustType::F64 => quote!(f64),
        RustType::String => quote!(String),
        RustType::Str => quote!(str),
        RustType::Timestamp => quote!(jiff::Timestamp),
        RustType::Date => quote!(jiff::civil::Date),
        RustType::Time => quote!(jiff::civil::Time),
        RustType::Json => quote!(serde_json::Value),
        RustType::JsonObject => quote!(serde_json::Map<String, serde_json::Value>),
        RustType::AsStr => quote!(impl AsRef<str>),
        RustType::Model(name) => model(name),
        RustType::Local(name) => {
            let name = ident(name);
            quote!(#name)
        }
        RustType::Runtime(name) => {
            let name = ident(name);
            quote!(crate::#name)
        }
        RustType::Tuple(parts) => {
            let parts = parts.iter().map(tokens);
            quote!((#(#parts,)*))
        }
        RustType::Option(ty) => around(tokens(ty), |ty| quote!(Option<#ty>)),
        RustType::Boxed(ty) => around(tokens(ty), |ty| quote!(Box<#ty>)),
        RustType::Vec(ty) => around(tokens(ty), |ty| quote!(Vec<#ty>)),
        RustType::Map(ty) => {
            around(tokens(ty), |ty| quote!(std::collections::BTreeMap<String, #ty>))
        }
        RustType::Events(ty) => around(tokens(ty), |ty| quote!(crate::Events<#ty>)),
        RustType::Reference(ty) => around(tokens(ty), |ty| quote!(&#ty)),
        RustType::Slice(ty) => around(tokens(ty), |ty| quote!(&[#ty])),
        RustType::Into(ty) => around(tokens(ty), |ty| quote!(impl Into<#ty>)),
        RustType::Iterator(ty) => around(tokens(ty), |ty| quote!(impl IntoIterator<Item = #ty>)),
    }
}

fn around(inner: TokenStream, outer: fn(TokenStream) -> TokenStream) -> TokenStream {
    outer(inner)
}
