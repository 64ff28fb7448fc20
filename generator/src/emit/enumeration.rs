//! Enumerations: the values that the document knows, and one variant that keeps any other.

use super::code::{ident, spaced};
use super::context::Model;
use super::{deprecation, describe, docs};
use crate::api::{Enumeration, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// What of the runtime the type needs.
pub(super) fn runtime(enumeration: &Enumeration) -> &'static [&'static str] {
    match enumeration.base {
        Type::String => &["string_enum"],
        _ => &["IntegerEnum", "integer_enum"],
    }
}

/// An enum and its wire names.
pub(super) fn tokens(model: &Model<'_>, enumeration: &Enumeration) -> TokenStream {
    let name = ident(&model.names.ident);
    let head = describe::head(model, &Default::default());
    spaced(definition(&name, &head, enumeration, &model.names.variants))
}

/// The enum under any name, and its wire names. `head` is what stands above it.
pub(super) fn definition(
    name: &Ident,
    head: &TokenStream,
    enumeration: &Enumeration,
    variants: &[String],
) -> Vec<TokenStream> {
    let textual = enumeration.base == Type::String;
    let values: Vec<_> = enumeration.values.iter().zip(variants).collect();
    let table = table(name, enumeration, variants);
    let variants = values.iter().map(|(value, variant)| {
        let wire = wire_text(&value.value);
        let text = value.description.as_deref().map(docs::lines).unwrap_or_default();
        let extra = deprecation::doc_line(value.deprecation.as_ref());
        let docs = docs::attributes(&describe::with(text, extra, &wire));
        // The document names a value of the wire; a caller needs the variant.
        let replacement = value.deprecation.as_ref().and_then(|it| it.replacement.as_deref());
        let replacement = replacement.map(|wire| {
            let known = values.iter().find(|(other, _)| wire_text(&other.value) == wire);
            known.map_or_else(|| wire.to_owned(), |(_, variant)| format!("{name}::{variant}"))
        });
        let deprecated = deprecation::attribute(value.deprecation.as_ref(), replacement.as_deref());
        let variant = ident(variant);
        quote! { #docs #deprecated #variant, }
    });
    let unknown = if textual { quote!(String) } else { number_type(enumeration) };
    // `string_enum!` compares the texts, which a compiler is quicker with than with variants.
    let comparison = (!textual).then(|| quote!(, PartialEq, Eq, Hash));
    let definition = quote! {
        #head
        #[derive(Clone, Debug #comparison)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that this version of the crate does not know, as it came.
            Unknown(#unknown),
        }
    };
    std::iter::once(definition).chain(table).collect()
}

/// The values of the wire, and what reads and writes them.
fn table(name: &Ident, enumeration: &Enumeration, variants: &[String]) -> Vec<TokenStream> {
    let values = enumeration.values.iter().map(|it| &it.value);
    let variants = variants.iter().map(|variant| ident(variant));
    if enumeration.base == Type::String {
        let texts = values.map(wire_text);
        return vec![quote! { string_enum!(#name { #(#variants = #texts,)* }); }];
    }
    let numbers = values.map(|it| wire_text(it).parse::<TokenStream>().unwrap_or_default());
    let number = number_type(enumeration);
    let base = matches!(enumeration.base, Type::UInt64 | Type::Int128).then(|| quote!(, #number));
    vec![
        quote! {
            impl IntegerEnum for #name {
                const VALUES: &'static [(#number, Self)] = &[#((#numbers, Self::#variants)),*];
            }
        },
        quote! { integer_enum!(#name #base); },
    ]
}

/// The Rust type of the numbers of an enumeration.
fn number_type(enumeration: &Enumeration) -> TokenStream {
    match enumeration.base {
        Type::UInt64 => quote!(u64),
        Type::Int128 => quote!(i128),
        _ => quote!(i64),
    }
}

/// A value of an enumeration as the wire has it.
fn wire_text(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
