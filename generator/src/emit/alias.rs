//! Names for types that hold themselves: `Tree: [Tree]` cannot be a type alias.

use super::code::{ident, spaced};
use super::context::{Context, Model};
use super::rust_type::{self, Scope};
use super::{deprecation, describe, docs};
use crate::api::Alias;
use proc_macro2::TokenStream;
use quote::quote;

/// A newtype that is read and written as what it holds.
pub(super) fn tokens(context: &Context<'_>, model: &Model<'_>, alias: &Alias) -> TokenStream {
    let name = ident(&model.names.ident);
    let ty = rust_type::value(context, &alias.schema, Scope::Field(model.id));
    let docs = describe::schema(&model.def.docs, &alias.schema.constraints, None);
    let extra = deprecation::doc_line(model.def.deprecation.as_ref());
    let docs = docs::attributes(&describe::with(docs, extra, &model.names.ident));
    let deprecated = deprecation::attribute(model.def.deprecation.as_ref(), None);
    spaced([
        quote! {
            #docs
            #deprecated
            #[derive(Clone, Debug, PartialEq)]
            pub struct #name(pub #ty);
        },
        quote! {
            impl<'de> serde::Deserialize<'de> for #name {
                fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                    serde::Deserialize::deserialize(from).map(Self)
                }
            }
        },
        quote! {
            impl serde::Serialize for #name {
                fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                    self.0.serialize(to)
                }
            }
        },
    ])
}
