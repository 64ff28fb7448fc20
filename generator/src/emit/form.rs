//! Forms with files: a type for each, whose functions add parts.

use super::code::{converted, deprecated, ident, many, option};
use super::page::{Block, Page, Words};
use super::rust_type::by_path;
use crate::plan::{Form, Part, PartKind, PartSetter};
use proc_macro2::TokenStream;
use quote::quote;

/// The type of the form.
pub(super) fn pieces<'p>(form: &'p Form<'_>, page: &mut Page<'p>) {
    let (name, deprecated) = (ident(form.head.name), deprecated(form.head.deprecated.as_ref()));
    let default = form.required.is_empty().then(|| quote!(, Default));
    page.item(
        &form.head.docs,
        quote! {
            #deprecated
            #[derive(Clone, Debug #default)]
            pub struct #name { form: crate::Form }
        },
    );
    let mut block = Block::new(quote! { impl #name });
    if !form.required.is_empty() {
        block.member(Words::default(), new(&form.required));
    }
    form.optional.iter().for_each(|setter| set(setter, &mut block));
    if form.is_open {
        block.member(
            Words::default(),
            quote! {
                /// Adds a part that the API does not document.
                #[must_use]
                pub fn with_part(self, name: impl Into<String>, part: impl Into<crate::Part>) -> Self {
                    Self { form: self.form.part(name, part) }
                }
            },
        );
    }
    page.block(Words::default(), block);
    page.code(quote! {
        impl From<#name> for crate::Form {
            fn from(form: #name) -> Self {
                form.form
            }
        }
    });
}

fn new(required: &[Part<'_>]) -> TokenStream {
    let arguments = required.iter().map(argument);
    let steps = required.iter().map(step);
    let many = many(required.len(), 7);
    quote! {
        /// The form with what it must have.
        #[must_use]
        #many
        pub fn new(#(#arguments),*) -> Self {
            Self { form: crate::Form::new() #(#steps)* }
        }
    }
}

fn set<'p>(setter: &'p PartSetter<'_>, block: &mut Block<'p>) {
    let (function, name) = (ident(setter.head.name), ident(setter.part.argument.name));
    let (argument, step) = (argument(&setter.part), step(&setter.part));
    let attribute = deprecated(setter.head.deprecated.as_ref());
    block.member(
        &setter.head.docs,
        quote! {
            #attribute
            #[must_use]
            pub fn #function(self, #argument) -> Self {
                Self { form: self.form #step }
            }
        },
    );
    for old in &setter.old {
        let (old_function, attribute) = (ident(old.name), deprecated(old.deprecated.as_ref()));
        block.member(
            &old.docs,
            quote! {
                #attribute
                #[must_use]
                pub fn #old_function(self, #argument) -> Self {
                    self.#function(#name)
                }
            },
        );
    }
}

fn argument(part: &Part<'_>) -> TokenStream {
    let (name, ty) = (ident(part.argument.name), by_path(&part.argument.ty));
    quote!(#name: #ty)
}

/// The step that adds a part.
fn step(part: &Part<'_>) -> TokenStream {
    let (wire, value, media_type) =
        (part.wire, converted(&part.argument, by_path), option(part.media_type));
    match part.kind {
        PartKind::File => quote!(.file(#wire, #value, #media_type)),
        PartKind::Files => quote!(.files(#wire, #value, #media_type)),
        PartKind::Field if part.media_type.is_none() => quote!(.field(#wire, #value)),
        PartKind::Field => quote!(.field_as(#wire, #value, #media_type)),
    }
}
