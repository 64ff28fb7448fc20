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
                let number = Literal::i128_unsuffixed(*number);
                quote!((#number, Self::#variant))
            }
        }
    });
    let entries: Vec<TokenStream> = entries.collect();
    let Some(number) = number(list.base) else {
        return page.table("string_enum", name, vec![quote!(#(#entries,)*)]);
    };
    let other = (list.base != Base::I64).then(|| quote!(, #number));
    page.code(quote! {
        impl IntegerEnum for #name {
            const VALUES: &'static [(#number, Self)] = &[#(#entries),*];
        }
    });
    page.code(quote! { integer_enum!(#name #other); });
}

/// The Rust type of the numbers of a list; none for texts.
fn number(base: Base) -> Option<TokenStream> {
    Some(match base {
        Base::Text => return None,
        Base::I64 => quote!(i64),
        Base::U64 => quote!(u64),
        Base::I128 => quote!(i128),
    })
}

fn definition<'p>(list: &'p List<'_>) -> Block<'p> {
    let (name, attribute) = (ident(list.head.name), deprecated(list.head.deprecated.as_ref()));
    // `string_enum!` compares the texts, which a compiler is quicker with than with variants.
    let comparison = (list.base != Base::Text).then(|| quote!(, PartialEq, Eq, Hash));
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
    let unknown = number(list.base).unwrap_or_else(|| quote!(String));
    let docs = vec!["A value that this version of the crate does not know, as it came.".to_owned()];
    block.member(Words::default().and(docs), quote! { Unknown(#unknown), });
    block
}
