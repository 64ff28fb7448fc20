//! Strings with rules of their own: identifiers, names.

use super::code::{deprecated, ident};
use super::page::Page;
use crate::plan::Text;
use proc_macro2::Literal;
use quote::quote;

/// A newtype, checked when made and lenient when received.
pub(super) fn pieces<'p>(text: &'p Text<'_>, page: &mut Page<'p>) {
    let (name, deprecated) = (ident(text.head.name), deprecated(text.head.deprecated.as_ref()));
    let min = text.min_length.map(|least| {
        let least = Literal::u64_unsuffixed(least);
        quote!(.min_length(#least))
    });
    let max = text.max_length.map(|most| {
        let most = Literal::u64_unsuffixed(most);
        quote!(.max_length(#most))
    });
    page.item(
        &text.head.docs,
        quote! {
            #deprecated
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct #name(String);
        },
    );
    page.code(quote! {
        impl #name {
            const CONSTRAINTS: Constraints = Constraints::new() #min #max;
        }
    });
    page.code(quote! { text!(#name); });
}
