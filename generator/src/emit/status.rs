//! What comes back where that depends on the status.

use super::code::{deprecated, ident};
use super::page::{Block, Page, Words};
use super::rust_type::by_path;
use crate::plan::{ByStatus, Status};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The type, and how it is read.
pub(super) fn pieces<'p>(by_status: &'p ByStatus<'_>, page: &mut Page<'p>) {
    let name = ident(by_status.head.name);
    let deprecated = deprecated(by_status.head.deprecated.as_ref());
    let mut block = Block::new(quote! {
        #deprecated
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant, reason = "there is one of it a call")]
        pub enum #name
    });
    for status in &by_status.statuses {
        let (name, ty) = (ident(&status.name), by_path(&status.read.ty));
        let value = status.has_value.then(|| quote!((#ty)));
        block.member(&status.docs, quote! { #name #value, });
    }
    if by_status.has_other {
        let docs = "A status of success that the API does not document, with the whole response."
            .to_owned();
        block.member(Words::default().and(vec![docs]), quote! { Other(crate::RawResponse) });
    }
    page.block(&by_status.head.docs, block);
    let arms = by_status.statuses.iter().filter_map(|status| {
        let (code, value) = (Literal::u16_unsuffixed(status.code?), read(status));
        Some(quote! { #code => #value, })
    });
    let mut others = by_status.statuses.iter().filter(|status| status.code.is_none());
    let other = match others.next_back() {
        Some(status) => read(status),
        None => quote!(Ok(Self::Other(reply.raw.clone()))),
    };
    page.code(quote! {
        impl crate::runtime::FromStatus for #name {
            fn from_status(
                status: u16,
                reply: &mut crate::runtime::Reply,
            ) -> Result<Self, crate::Error> {
                use crate::runtime::read;
                match status {
                    #(#arms)*
                    _ => #other,
                }
            }
        }
    });
}

fn read(status: &Status<'_>) -> TokenStream {
    let (name, by) = (ident(&status.name), ident(status.read.by));
    let make = match status.has_value {
        true => quote!(Self::#name),
        false => quote!(|()| Self::#name),
    };
    quote!(read::<_, crate::runtime::#by>(reply).map(#make))
}
