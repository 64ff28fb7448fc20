//! `api.rs`: the groups of the client.

use super::code::ident;
use super::context::Context;
use super::{describe, docs, features};
use crate::names::GroupNames;
use proc_macro2::TokenStream;
use quote::quote;

/// The modules of the groups, and the methods of the client that give them.
pub(super) fn index(context: &Context<'_>) -> TokenStream {
    let head = docs::inner_attributes(&docs::wrap(&format!(
        "The operations of the {}, in groups.",
        describe::title(context.api),
    )));
    let groups: Vec<&GroupNames> = context.names.top_groups().collect();
    let modules = groups.iter().map(|group| {
        let (module, condition) = (ident(group.module()), features::of_group(context, group));
        quote! { #condition pub mod #module; }
    });
    let accessors = super::code::spaced(groups.iter().map(|group| {
        let path = ident(group.module());
        let docs = docs::attributes(&docs::wrap(&super::group::title(context, group)));
        let (accessor, handle) = (ident(&group.accessor), ident(&group.handle));
        let condition = features::of_group(context, group);
        quote! {
            #docs
            #condition
            #[must_use]
            pub fn #accessor(&self) -> #path::#handle {
                #path::#handle::new(self)
            }
        }
    }));
    let blank = super::BLANK;
    let implementation = (!groups.is_empty()).then(|| {
        quote! {
            #[comment = #blank]
            use crate::runtime::Client;

            #[comment = #blank]
            impl Client {
                #accessors
            }
        }
    });
    // An attribute needs an item.
    let space = (!groups.is_empty()).then(|| quote! { #[comment = #blank] });
    quote! {
        #head
        #space
        #(#modules)*
        #implementation
    }
}
