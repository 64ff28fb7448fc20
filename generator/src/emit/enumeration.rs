//! Lists of values: the values that the document knows, and one variant that keeps any other.

use super::code::{deprecated, ident};
use super::page::{Block, Page, Words};
use crate::plan::{Base, List, Wire};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// An enum and its wire names.
pub(super) fn pieces<'p>(list: &'p List<'_>, page: &mut Page<'p>) {
    page.block(&list.head.docs, definition(list));
    let name = ident(list.head.name);
    let entries = list.values.iter().map(|value| {
        let variant = ident(value.name);
        match &value.wire {
            Wire::Text(text) => {
                let text = &**text;
                quote!(#variant = #text)
            }
            Wire::Integer(number) => {
                let number = Literal::i64_unsuffixed(*number);
                quote!((#number, Self::#variant))
            }
        }
    });
    let entries: Vec<TokenStream> = entries.collect();
    match list.base {
        Base::Text => page.table("string_enum", name, vec![quote!(#(#entries,)*)]),
        Base::Integer => {
            page.code(quote! {
                impl IntegerEnum for #name {
                    const VALUES: &'static [(i64, Self)] = &[#(#entries),*];
                }
            });
            page.code(quote! { integer_enum!(#name); });
        }
    }
}

fn definition<'p>(list: &'p List<'_>) -> Block<'p> {
    let (name, attribute) = (ident(list.head.name), deprecated(list.head.deprecated.as_ref()));
    // `string_enum!` compares the texts, which a compiler is quicker with than with variants.
    let comparison = (list.base == Base::Integer).then(|| quote!(, PartialEq, Eq, Hash));
    let mut block = Block::new(quote! {
        #attribute
        #[derive(Clone, Debug #comparison)]
        #[non_exhaustive]
        pub enum #name
    });
    for value in &list.values {
        let (name, attribute) = (ident(value.name), deprecated(value.deprecated.as_ref()));
        block.member(&value.docs, quote! { #attribute #name, });
    }
    let unknown = match list.base {
        Base::Text => quote!(String),
        Base::Integer => quote!(i64),
    };
    let docs = vec!["A value that this version of the crate does not know, as it came.".to_owned()];
    block.member(Words::default().and(docs), quote! { Unknown(#unknown), });
    block
}
