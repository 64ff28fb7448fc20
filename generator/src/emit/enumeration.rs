//! Enumerations: the values that the document knows, and one variant that keeps any other.

use super::code::{ident, spaced};
use super::context::{Context, Model};
use super::{deprecation, describe, docs};
use crate::api::{Enumeration, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// What of the runtime the type needs.
pub(super) fn runtime(enumeration: &Enumeration) -> [&'static str; 2] {
    match enumeration.base {
        Type::String => ["StringEnum", "string_enum"],
        _ => ["IntegerEnum", "integer_enum"],
    }
}

/// An enum and its wire names.
pub(super) fn tokens(
    _context: &Context<'_>,
    model: &Model<'_>,
    enumeration: &Enumeration,
) -> TokenStream {
    let name = ident(&model.names.ident);
    let def = model.def;
    let text = describe::schema(&def.docs, &Default::default(), None);
    let extra = deprecation::doc_line(def.deprecation.as_ref());
    let docs = docs::attributes(&describe::with(text, extra, &model.names.ident));
    let deprecated = deprecation::attribute(def.deprecation.as_ref(), None);
    let textual = enumeration.base == Type::String;
    let values: Vec<_> = enumeration.values.iter().zip(&model.names.variants).collect();
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
    let unknown = if textual { quote!(String) } else { quote!(i64) };
    let definition = quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that this version of the crate does not know, as it came.
            Unknown(#unknown),
        }
    };
    let table = values.iter().map(|(value, variant)| {
        let variant = ident(variant);
        if textual {
            let wire = wire_text(&value.value);
            quote!((#wire, Self::#variant))
        } else {
            let wire =
                proc_macro2::Literal::i64_unsuffixed(value.value.as_i64().unwrap_or_default());
            quote!((#wire, Self::#variant))
        }
    });
    let (trait_name, macro_name, wire_type) = if textual {
        (quote!(StringEnum), quote!(string_enum), quote!(&'static str))
    } else {
        (quote!(IntegerEnum), quote!(integer_enum), quote!(i64))
    };
    spaced([
        definition,
        quote! {
            impl #trait_name for #name {
                const VALUES: &'static [(#wire_type, Self)] = &[#(#table),*];
            }
        },
        quote! { #macro_name!(#name); },
    ])
}

/// A value of an enumeration as the wire has it.
fn wire_text(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
