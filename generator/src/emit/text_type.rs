//! Strings with rules of their own: identifiers, names.

use super::code::{ident, spaced};
use super::context::Model;
use super::describe;
use crate::api::Constraints;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// A newtype, checked when made and lenient when received.
pub(super) fn tokens(model: &Model<'_>, constraints: &Constraints) -> TokenStream {
    let name = ident(&model.names.ident);
    let head = describe::head(model, constraints);
    let min = constraints.min_length.map(|least| {
        let least = Literal::u64_unsuffixed(least);
        quote!(.min_length(#least))
    });
    let max = constraints.max_length.map(|most| {
        let most = Literal::u64_unsuffixed(most);
        quote!(.max_length(#most))
    });
    spaced([
        quote! {
            #head
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct #name(String);
        },
        quote! {
            impl #name {
                const CONSTRAINTS: Constraints = Constraints::new() #min #max;
            }
        },
        quote! { text!(#name); },
    ])
}
