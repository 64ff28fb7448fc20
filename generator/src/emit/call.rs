//! An operation: its facts, the type of its call, and what that type has.

use super::code::{deprecated, ident};
use super::page::{Block, Code, Page, Piece, Words};
use super::rust_type::by_path;
use super::{config, form, status, step};
use crate::plan::{
    Builder, Call, Data, Events, Facts, Flag, Gives, InputSetter, Requirement, Shape, Stream,
};
use proc_macro2::TokenStream;
use quote::quote;

/// The facts, the type, and what goes with it.
pub(super) fn pieces<'p>(call: &'p Call<'_>, page: &mut Page<'p>) {
    page.code(facts(&call.facts));
    let (name, deprecated) = (ident(call.head.name), deprecated(call.head.deprecated.as_ref()));
    match &call.shape {
        Shape::Plain(read) => {
            let ty = by_path(&read.ty);
            let alias = quote! { #deprecated pub type #name = PlainCall<#ty>; };
            page.item(&call.head.docs, alias);
        }
        Shape::Builder(builder) => {
            page.item(
                &call.head.docs,
                quote! {
                    #deprecated
                    #[derive(Clone, Debug)]
                    #[must_use = "a call is sent when it is awaited"]
                    pub struct #name {
                        call: Call,
                    }
                },
            );
            page.functions(functions(call, builder));
            page.pieces.push(Piece { docs: Words::default(), code: conclusion(call, builder) });
        }
    }
    if let Some(by_status) = &call.by_status {
        status::pieces(by_status, page);
    }
    if let Some(form) = &call.form {
        form::pieces(form, page);
    }
}

fn facts(facts: &Facts<'_>) -> TokenStream {
    let (name, id, path) = (ident(&facts.name), &*facts.id, facts.path);
    let method = ident(facts.method.wire());
    let accept = facts.accept.iter().map(|accept| quote!(.accept(#accept)));
    let security = facts.security.iter().map(|security| {
        let requirement = match security {
            Requirement::Named(name) => {
                let name = ident(name);
                quote!(config::requirement::#name)
            }
            Requirement::Sets(sets) => config::sets(sets, &quote!(config::)),
        };
        quote!(.security(#requirement))
    });
    let paging = facts.paging.map(ident).into_iter();
    let paging = paging.map(|name| quote!(.paging(&config::paging::#name)));
    let server = facts.server.iter().map(|server| quote!(.server(#server)));
    let errors = facts.errors.iter().map(|(status, ty)| {
        let ty = by_path(ty);
        quote!((#status, TypeId::of::<#ty>))
    });
    let errors = (!facts.errors.is_empty()).then(|| quote!(.errors(&[#(#errors),*])));
    quote! {
        static #name: Operation = Operation::new(#id, Method::#method, #path)
            #(#accept)* #(#security)* #(#paging)* #(#server)* #errors;
    }
}

/// What a caller may set, and other ways to read the response.
fn functions<'p>(call: &Call<'_>, builder: &'p Builder<'_>) -> Block<'p> {
    let name = ident(call.head.name);
    let mut block = Block::new(quote! { impl #name });
    builder.setters.iter().for_each(|setter| set(setter, &mut block));
    builder.stream.iter().for_each(|it| block.member(&it.docs, stream(it)));
    builder.events.iter().for_each(|it| block.member(&it.docs, events(it)));
    block
}

fn set<'p>(setter: &'p InputSetter<'_>, block: &mut Block<'p>) {
    let (function, name) = (ident(setter.head.name), ident(setter.input.argument.name));
    let (argument, step) = (step::argument(&setter.input), step::step(&setter.input));
    let attribute = deprecated(setter.head.deprecated.as_ref());
    block.member(
        &setter.head.docs,
        quote! {
            #attribute
            pub fn #function(self, #argument) -> Self {
                Self { call: self.call #step }
            }
        },
    );
    for old in &setter.old {
        let (old_function, attribute) = (ident(old.name), deprecated(old.deprecated.as_ref()));
        block.member(
            &old.docs,
            quote! {
                #attribute
                pub fn #old_function(self, #argument) -> Self {
                    self.#function(#name)
                }
            },
        );
    }
}

fn stream(stream: &Stream) -> TokenStream {
    let accept = &stream.accept;
    quote! {
        pub fn stream(self) -> crate::ResponseFuture<crate::ByteStream> {
            self.call.accept(#accept).value::<crate::ByteStream, crate::runtime::AsStream>()
        }
    }
}

fn events(events: &Events<'_>) -> TokenStream {
    let ty = by_path(&events.data.ty());
    let data = ident(match events.data {
        Data::Text => "TextData",
        Data::Json(_) => "JsonData",
        Data::Whole(_) => "WholeEvent",
    });
    let flag = match events.flag {
        Some(Flag::Query) => quote!(.replace_query("stream", "true")),
        Some(Flag::Body) => quote!(.flag("stream")),
        None => TokenStream::new(),
    };
    quote! {
        pub fn events(self) -> crate::Events<#ty> {
            crate::Events::new::<crate::runtime::#data>(self.call #flag)
        }
    }
}

/// What makes the type a call: macros name what it gives.
fn conclusion<'p>(call: &Call<'_>, builder: &Builder<'_>) -> Code<'p> {
    let name = || ident(call.head.name);
    let gives = match &builder.gives {
        Gives::Page(items) => ("paged", name(), by_path(items), None),
        // That is the usual reader.
        Gives::Value(read) if read.by == "Enveloped" => {
            ("endpoint", name(), by_path(&read.ty), None)
        }
        Gives::Value(read) => ("endpoint", name(), by_path(&read.ty), Some(ident(read.by))),
    };
    let items = builder.items.iter().map(|items| ("listed", name(), by_path(items), None));
    Code::Types(std::iter::once(gives).chain(items).collect())
}
