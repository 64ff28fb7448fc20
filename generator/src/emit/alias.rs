//! Names for types that hold themselves: `Tree: [Tree]` cannot be a type alias.

use super::code::{ident, spaced};
use super::context::{Context, Model};
use super::describe;
use super::rust_type::{self, Scope};
use crate::api::Alias;
use proc_macro2::TokenStream;
use quote::quote;

/// A newtype that is read and written as what it holds.
pub(super) fn tokens(context: &Context<'_>, model: &Model<'_>, alias: &Alias) -> TokenStream {
    let name = ident(&model.names.ident);
    let ty = rust_type::value(context, &alias.schema, Scope::Field(model.id));
    let head = describe::head(model, &alias.schema.constraints);
    spaced([
        quote! {
            #head
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
