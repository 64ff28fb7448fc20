//! Unions: one variant a branch, and one that keeps what fits none.

use super::code::{ident, spaced};
use super::context::{Context, Model};
use super::rust_type::{self, Scope};
use super::{describe, docs};
use crate::api::{Type, Union, Variant};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

/// An enum over the branches.
pub(super) fn tokens(context: &Context<'_>, model: &Model<'_>, union: &Union) -> TokenStream {
    let name = ident(&model.names.ident);
    let head = describe::head(model, &Default::default());
    let branches: Vec<_> = union
        .variants
        .iter()
        .zip(&model.names.variants)
        .map(|(branch, variant)| {
            let ty = rust_type::value(context, &branch.schema, Scope::Field(model.id));
            (branch, ident(variant), ty)
        })
        .collect();
    let variants = branches.iter().map(|(branch, variant, ty)| {
        let docs = describe::schema(&branch.schema.docs, &branch.schema.constraints, None);
        let docs = docs::attributes(&describe::with(docs, None, &variant.to_string()));
        quote! { #docs #variant(#ty), }
    });
    let definition = quote! {
        #head
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// What fits none of the others, as it came.
            Unknown(serde_json::Value),
        }
    };
    let tag = match &union.discriminator {
        Some(discriminator) => {
            let property = &discriminator.property;
            quote!(Some(#property))
        }
        None => quote!(None),
    };
    let reads = branches.iter().map(|(branch, variant, _)| {
        let tags = &branch.tags;
        quote!(.branch(&[#(#tags),*], Self::#variant))
    });
    let writes = branches
        .iter()
        .map(|(_, variant, _)| quote!(Self::#variant(value) => value.write_value(to)));
    let functions = spaced([
        quote! {
            const TAG: Option<&'static str> = #tag;
            const UNKNOWN: fn(serde_json::Value) -> Self = Self::Unknown;
        },
        quote! {
            fn branches<B: Branches<Self>>(to: B) -> B {
                to #(#reads)*
            }
        },
        quote! {
            fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self {
                    #(#writes,)*
                    Self::Unknown(value) => value.write_value(to),
                }
            }
        },
    ]);
    let conversions = conversions(context, model, &branches);
    spaced(
        [definition, quote! { impl Union for #name { #functions } }, quote! { union!(#name); }]
            .into_iter()
            .chain(conversions),
    )
}

/// `From` for each branch whose type no other has. What is behind a pointer is put there.
fn conversions(
    context: &Context<'_>,
    model: &Model<'_>,
    branches: &[(&Variant, Ident, TokenStream)],
) -> Vec<TokenStream> {
    let name = ident(&model.names.ident);
    let scope = Scope::Field(model.id);
    let texts: Vec<String> =
        branches.iter().map(|(branch, _, ty)| meant(context, branch, ty)).collect();
    let unique = |ty: &String| {
        ty != "serde_json :: Value" && texts.iter().filter(|other| *other == ty).count() == 1
    };
    branches
        .iter()
        .zip(&texts)
        .filter(|(_, text)| unique(text))
        .map(|((branch, variant, ty), _)| {
            let (ty, value) = match branch.schema.ty {
                Type::Named(id) if rust_type::is_boxed(context, id, scope) => {
                    let inner = rust_type::value(context, &branch.schema, Scope::Models);
                    (inner, quote!(Box::new(value)))
                }
                _ => (ty.clone(), quote!(value)),
            };
            quote! {
                impl From<#ty> for #name {
                    fn from(value: #ty) -> Self {
                        Self::#variant(#value)
                    }
                }
            }
        })
        .collect()
}

/// The type of a branch as text, with what its names are other names of.
fn meant(context: &Context<'_>, branch: &Variant, ty: &TokenStream) -> String {
    let names = branch.schema.types().into_iter().filter_map(|id| context.names.get(id));
    let lists = names.filter_map(|names| Some((names.ident.as_str(), names.values.as_deref()?)));
    let lists: BTreeMap<&str, &str> = lists.collect();
    let text = ty.to_string();
    let words = text.split(' ').map(|word| lists.get(word).copied().unwrap_or(word));
    words.collect::<Vec<_>>().join(" ")
}
