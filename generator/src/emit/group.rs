//! Groups of operations: their handles, and the way to them.

use super::code::{deprecated, ident, many};
use super::page::{Block, Page, Words, condition};
use super::{example, step};
use crate::plan::{Accessor, ClientGroups, Crate, Function, Handle};
use proc_macro2::TokenStream;
use quote::quote;

/// The handle of a group, and its functions.
pub(super) fn handle<'p>(plan: &Crate<'_>, handle: &'p Handle<'_>, page: &mut Page<'p>) {
    let name = ident(handle.name);
    page.item(
        &handle.docs,
        quote! {
            #[derive(Clone, Debug)]
            pub struct #name {
                client: Client,
            }
        },
    );
    let mut block = Block::new(quote! { impl #name });
    block.member(
        Words::default(),
        quote! {
            pub(crate) fn new(client: &Client) -> Self {
                Self { client: client.clone() }
            }
        },
    );
    for group in &handle.groups {
        block.member(&group.docs, accessor(group, &quote!(&self.client)));
    }
    for function in &handle.functions {
        let example = function.example.iter();
        let example = example.flat_map(|example| example::section(plan, example)).collect();
        block.member(Words::from(&function.head.docs).and(example), call(function));
    }
    page.block(Words::default(), block);
}

/// The methods of the client that give the handles of its groups.
pub(super) fn client<'p>(client: &'p ClientGroups<'_>, page: &mut Page<'p>) {
    let mut block = Block::new(quote! { impl Client });
    for group in &client.groups {
        block.member(&group.docs, accessor(group, &quote!(self)));
    }
    page.block(Words::default(), block);
}

fn accessor(group: &Accessor<'_>, client: &TokenStream) -> TokenStream {
    let (name, module, handle) = (ident(group.name), ident(group.module), ident(group.handle));
    let condition = condition(&group.features);
    quote! {
        #condition
        #[must_use]
        pub fn #name(&self) -> #module::#handle {
            #module::#handle::new(#client)
        }
    }
}

fn call(function: &Function<'_>) -> TokenStream {
    let (name, facts, builder) =
        (ident(function.head.name), ident(&function.facts), ident(function.call));
    let deprecated = deprecated(function.head.deprecated.as_ref());
    let arguments = function.inputs.iter().map(step::argument);
    let steps = function.inputs.iter().map(step::step);
    let many = many(function.inputs.len(), 6);
    let call = quote! { Call::new(&self.client, &#facts) #(#steps)* };
    let value = match function.reads.map(ident) {
        Some(read) => quote! { #call.reads(#read) },
        None => quote! { #builder { call: #call } },
    };
    quote! {
        #deprecated
        #many
        pub fn #name(&self, #(#arguments),*) -> #builder {
            #value
        }
    }
}
