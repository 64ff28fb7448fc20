//! Structs.

use super::code::{converted, deprecated, ident, many};
use super::page::{Block, Page, Words};
use super::rust_type::in_models;
use crate::plan::{Constant, Conversion, Default, Field, Kind, Record, Setter, Start};
use proc_macro2::TokenStream;
use quote::quote;

/// How many fields a tuple of the runtime holds.
const TUPLE: usize = 16;

/// A struct, its constructor and setters, and its wire names.
pub(super) fn pieces<'p>(record: &'p Record<'_>, page: &mut Page<'p>) {
    page.block(&record.head.docs, definition(record));
    if record.is_made {
        page.block(Words::default(), functions(record));
    }
    if record.is_made && record.default == Default::New {
        let name = ident(record.head.name);
        page.code(quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        });
    }
    // A tuple of the runtime holds so many fields, so each as many are a group.
    let rest = record.rest.iter().map(|rest| {
        let name = ident(rest.name);
        quote!(#name = Rest)
    });
    let entries: Vec<TokenStream> = record.fields.iter().map(entry).chain(rest).collect();
    let mut groups: Vec<TokenStream> =
        entries.chunks(TUPLE).map(|entries| quote!(#(#entries,)*)).collect();
    if groups.is_empty() {
        groups.push(TokenStream::new());
    }
    page.table("record", ident(record.head.name), groups);
}

fn definition<'p>(record: &'p Record<'_>) -> Block<'p> {
    let (name, attribute) = (ident(record.head.name), deprecated(record.head.deprecated.as_ref()));
    let default = (record.default == Default::Derived).then(|| quote!(, Default));
    let mut block = Block::new(quote! {
        #attribute
        #[derive(Clone, Debug, PartialEq #default)]
        #[non_exhaustive]
        pub struct #name
    });
    for field in &record.fields {
        let attribute = deprecated(field.deprecated.as_ref());
        let (name, ty) = (ident(field.name), in_models(&field.ty));
        block.member(&field.docs, quote! { #attribute pub #name: #ty, });
    }
    if let Some(rest) = &record.rest {
        let (name, ty) = (ident(rest.name), in_models(&rest.ty));
        let docs = vec!["Properties that the document does not name.".to_owned()];
        block.member(
            Words::default().and(docs),
            quote! { pub #name: std::collections::BTreeMap<String, #ty>, },
        );
    }
    block
}

/// `new` and the setters.
fn functions<'p>(record: &'p Record<'_>) -> Block<'p> {
    let name = ident(record.head.name);
    let mut block = Block::new(quote! { impl #name });
    block.member(Words::default(), new(record));
    for field in &record.fields {
        if let Some(setter) = &field.setter {
            set(field, setter, &mut block);
        }
    }
    block
}

fn new(record: &Record<'_>) -> TokenStream {
    if record.default == Default::Derived {
        return quote! {
            /// A value in which nothing is set.
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let arguments: Vec<TokenStream> = record
        .fields
        .iter()
        .filter_map(|field| match &field.start {
            Start::Given(argument) => {
                let (name, ty) = (ident(argument.name), in_models(&argument.ty));
                Some(quote!(#name: #ty))
            }
            Start::Absent | Start::Fixed(_) => None,
        })
        .collect();
    let values = record.fields.iter().map(|field| {
        let (name, value) = (ident(field.name), start(field));
        match &field.start {
            // What is the name itself is not said twice.
            Start::Given(argument)
                if argument.conversion == Conversion::Plain && field.kind == Kind::Required =>
            {
                value
            }
            _ => quote!(#name: #value),
        }
    });
    let rest = record.rest.iter().map(|rest| {
        let name = ident(rest.name);
        quote!(#name: std::collections::BTreeMap::new())
    });
    let values = values.chain(rest);
    let many = many(arguments.len(), 7);
    quote! {
        /// A value with what is required; the rest is not set.
        #[must_use]
        #many
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values),* }
        }
    }
}

/// What the constructor makes of a field.
fn start(field: &Field<'_>) -> TokenStream {
    match (&field.start, field.kind) {
        (Start::Absent, _) => quote!(None),
        (Start::Given(argument), Kind::Required) => converted(argument, in_models),
        (Start::Given(argument), _) => {
            let value = converted(argument, in_models);
            quote!(Some(#value))
        }
        (Start::Fixed(value), _) => {
            let mut value = constant(value);
            let mut ty = &field.ty;
            while ty.without_option() != ty {
                value = quote!(Some(#value));
                ty = ty.without_option();
            }
            value
        }
    }
}

fn constant(value: &Constant<'_>) -> TokenStream {
    match value {
        Constant::Text(text) => quote!(#text.to_owned()),
        Constant::Bool(value) => quote!(#value),
        Constant::Variant(list, variant) => {
            let (list, variant) = (ident(list), ident(variant));
            quote!(#list::#variant)
        }
    }
}

/// The functions that set a field, under its present name and its old ones.
fn set<'p>(field: &Field<'_>, setter: &'p Setter<'_>, block: &mut Block<'p>) {
    let (name, function) = (ident(field.name), ident(setter.head.name));
    let ty = in_models(&setter.argument.ty);
    let value = converted(&setter.argument, in_models);
    let value = match field.kind {
        Kind::Nullable => quote!(Some(Some(#value))),
        Kind::Required | Kind::Optional | Kind::Anything => quote!(Some(#value)),
    };
    let attribute = deprecated(setter.head.deprecated.as_ref());
    block.member(
        &setter.head.docs,
        quote! {
            #attribute
            #[must_use]
            pub fn #function(mut self, #name: #ty) -> Self {
                self.#name = #value;
                self
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
                pub fn #old_function(self, #name: #ty) -> Self {
                    self.#function(#name)
                }
            },
        );
    }
}

/// The entry of the table of wire names: the field, its kind and its names. What is plainly optional
/// needs no kind.
fn entry(field: &Field<'_>) -> TokenStream {
    let (name, key, old) = (ident(field.name), field.wire, &field.old_wires);
    let kind = match (field.kind, old.is_empty()) {
        (Kind::Optional, true) => return quote!(#name = #key),
        (Kind::Optional, false) => "OptionalRenamed",
        (Kind::Required, true) => "Required",
        (Kind::Required, false) => "RequiredRenamed",
        (Kind::Nullable, true) => "Nullable",
        (Kind::Nullable, false) => "NullableRenamed",
        (Kind::Anything, true) => "Anything",
        (Kind::Anything, false) => "AnythingRenamed",
    };
    let kind = ident(kind);
    quote!(#name = #kind(#key #(, #old)*))
}
