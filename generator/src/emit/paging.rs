//! How lists come in pages: a constant for each way, in a module of `config.rs`.

use super::code::ident;
use super::context::Context;
use crate::api::{PageNumbers, PageStyle, Paging};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

/// The ways in which the lists of an API come in pages: each with the name of its constant, and how
/// many operations have it.
pub(super) struct Ways<'a>(BTreeMap<&'a str, (&'a Paging, usize)>);

impl<'a> Ways<'a> {
    pub(super) fn new(context: &Context<'a>) -> Self {
        let mut ways: BTreeMap<&str, (&Paging, usize)> = BTreeMap::new();
        let operations = context.api.operations.iter().zip(context.names.operations());
        for (operation, names) in operations {
            if let (Some(paging), Some(name)) = (&operation.paging, &names.paging) {
                ways.entry(name).or_insert((paging, 0)).1 += 1;
            }
        }
        Self(ways)
    }

    /// The module with the constants.
    pub(super) fn module(&self) -> Option<TokenStream> {
        let constants = self.0.iter().map(|(name, (paging, _))| {
            let (name, value) = (ident(name), value(paging));
            quote! { pub(crate) static #name: Paging = #value; }
        });
        (!self.0.is_empty()).then(|| {
            quote! {
                /// How lists come in pages.
                pub(crate) mod paging {
                    use crate::runtime::{PageFields, PageStyle, Paging};
                    #(#constants)*
                }
            }
        })
    }

    /// The way of calls that the document does not have: that of most operations.
    pub(super) fn usual(&self) -> TokenStream {
        // The first of those that are used equally often.
        let usual = self.0.iter().rev().max_by_key(|(_, (_, count))| *count);
        let usual = usual.map(|(name, _)| -> Ident { ident(name) });
        usual.map_or(quote!(None), |name| quote!(Some(&paging::#name)))
    }
}

fn value(paging: &Paging) -> TokenStream {
    let Paging { items, style, more, info, .. } = paging;
    let style = match style {
        PageStyle::Number { page, first } => {
            let first = proc_macro2::Literal::u64_unsuffixed(*first);
            quote!(Number { page: #page, first: #first })
        }
        PageStyle::Offset { offset } => quote!(Offset { offset: #offset }),
        PageStyle::Cursor { cursor, next } => {
            quote!(Cursor { cursor: #cursor, next: &[#(#next),*] })
        }
        PageStyle::LastItem { cursor, id } => quote!(LastItem { cursor: #cursor, id: #id }),
        PageStyle::Url { next } => quote!(Url { next: &[#(#next),*] }),
        PageStyle::LinkHeader => quote!(LinkHeader),
    };
    let more = more.as_deref().unwrap_or_default();
    let info = if *info == PageNumbers::default() {
        quote!(PageFields::NONE)
    } else {
        let PageNumbers { count, page, per_page, total_count, total_pages } = info;
        quote! {
            PageFields {
                count: &[#(#count),*],
                page: &[#(#page),*],
                per_page: &[#(#per_page),*],
                total_count: &[#(#total_count),*],
                total_pages: &[#(#total_pages),*],
            }
        }
    };
    quote! {
        Paging {
            items: &[#(#items),*],
            info: #info,
            style: PageStyle::#style,
            more: &[#(#more),*],
        }
    }
}
