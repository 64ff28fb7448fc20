//! Strings with rules of their own: identifiers, names.

use super::code::{ident, spaced};
use super::context::Model;
use super::{deprecation, describe, docs};
use crate::api::Constraints;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// A newtype, checked when made and lenient when received.
pub(super) fn tokens(model: &Model<'_>, constraints: &Constraints) -> TokenStream {
    let name = ident(&model.names.ident);
    let def = model.def;
    let text = describe::schema(&def.docs, constraints, None);
    let extra = deprecation::doc_line(def.deprecation.as_ref());
    let docs = docs::attributes(&describe::with(text, extra, &model.names.ident));
    let deprecated = deprecation::attribute(def.deprecation.as_ref(), None);
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
            #docs
            #deprecated
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
