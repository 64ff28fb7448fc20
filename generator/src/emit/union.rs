//! Unions: one variant a branch, and one that keeps what fits none.

use super::code::{deprecated, ident, option};
use super::page::{Block, Page, Words};
use super::rust_type::in_models;
use crate::plan::{RustType, Union};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// An enum over the branches.
pub(super) fn pieces<'p>(union: &'p Union<'_>, page: &mut Page<'p>) {
    let name = ident(union.head.name);
    page.block(&union.head.docs, definition(union));
    page.block(Words::default(), implementation(union));
    page.code(quote! { union!(#name); });
    conversions(union, page);
}

fn definition<'p>(union: &'p Union<'_>) -> Block<'p> {
    let (name, deprecated) = (ident(union.head.name), deprecated(union.head.deprecated.as_ref()));
    let mut block = Block::new(quote! {
        #deprecated
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name
    });
    for branch in &union.branches {
        let (name, ty) = (ident(branch.name), in_models(&branch.ty));
        block.member(&branch.docs, quote! { #name(#ty), });
    }
    let docs = vec!["What fits none of the others, as it came.".to_owned()];
    block.member(Words::default().and(docs), quote! { Unknown(serde_json::Value), });
    block
}

/// How it is read and written.
fn implementation<'p>(union: &'p Union<'_>) -> Block<'p> {
    let (name, tag) = (ident(union.head.name), option(union.tag));
    let variants: Vec<Ident> = union.branches.iter().map(|it| ident(it.name)).collect();
    let tags = union.branches.iter().map(|branch| {
        let tags = branch.tags;
        quote!(&[#(#tags),*])
    });
    let mut block = Block::new(quote! { impl Union for #name });
    let members: [TokenStream; 3] = [
        quote! { const TAG: Option<&'static str> = #tag; },
        quote! {
            fn read(from: Branches<Self>) -> Self {
                from #(.branch(#tags, Self::#variants))* .or_unknown(Self::Unknown)
            }
        },
        quote! {
            fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self {
                    #(Self::#variants(value) => value.serialize(to),)*
                    Self::Unknown(value) => value.serialize(to),
                }
            }
        },
    ];
    members.into_iter().for_each(|member| block.member(Words::default(), member));
    block
}

/// `From` for each branch whose type no other has. What is behind a pointer is put there.
fn conversions(union: &Union<'_>, page: &mut Page<'_>) {
    let name = ident(union.head.name);
    for branch in union.branches.iter().filter(|branch| branch.is_from) {
        let variant = ident(branch.name);
        let (ty, value) = match &branch.ty {
            RustType::Boxed(inner) => (in_models(inner), quote!(Box::new(value))),
            ty => (in_models(ty), quote!(value)),
        };
        page.code(quote! {
            impl From<#ty> for #name {
                fn from(value: #ty) -> Self {
                    Self::#variant(#value)
                }
            }
        });
    }
}
