//! The file of a group of operations.

use super::code::{self, ident, spaced};
use super::context::Context;
use super::{docs, operation};
use crate::names::GroupNames;
use proc_macro2::TokenStream;
use quote::quote;

/// What the docs call a group.
pub(super) fn title(context: &Context<'_>, group: &GroupNames) -> String {
    let tag = context.api.tags.get(&group.title);
    let said = tag
        .filter(|_| group.parent.is_none())
        .and_then(|tag| tag.description.as_deref())
        .and_then(docs::sentence);
    match said {
        Some(said) => docs::escape(&said),
        None => {
            let words = group.path.iter().rev().map(|part| part.replace('_', " "));
            let words: Vec<String> = words.collect();
            format!("Operations on {}.", words.join(" of "))
        }
    }
}

/// The handle of the group, its functions, and a builder for each.
pub(super) fn file(context: &Context<'_>, group: &GroupNames) -> TokenStream {
    let head = docs::inner_attributes(&docs::wrap(&title(context, group)));
    let children: Vec<&GroupNames> =
        group.children.iter().filter_map(|id| context.names.group(*id)).collect();
    let modules = children.iter().map(|child| {
        let module = ident(child.module());
        quote! { pub mod #module; }
    });
    let operations: Vec<operation::Emitter<'_>> = group
        .operations
        .iter()
        .filter_map(|index| operation::Emitter::new(context, group, *index))
        .collect();
    let imports = imports(&operations);
    let handle = handle(context, group, &children, &operations);
    let builders = operations.iter().map(operation::Emitter::builder);
    let items = [quote! { #(#modules)* }, imports, handle];
    code::file(&head, items.into_iter().chain(builders))
}

fn imports(operations: &[operation::Emitter<'_>]) -> TokenStream {
    let mut names: Vec<&str> = vec!["Client"];
    for operation in operations {
        names.extend(operation.runtime());
    }
    names.sort_unstable();
    names.dedup();
    let names: Vec<_> = names.into_iter().map(ident).collect();
    let models = operations
        .iter()
        .any(operation::Emitter::mentions_models)
        .then(|| quote! { use crate::models; });
    let config = operations
        .iter()
        .any(operation::Emitter::mentions_config)
        .then(|| quote! { use crate::config; });
    let runtime = match names.as_slice() {
        [only] => quote! { use crate::runtime::#only; },
        _ => quote! { use crate::runtime::{#(#names),*}; },
    };
    let facts = (!operations.is_empty()).then(|| {
        quote! {
            use reqwest::Method;
        }
    });
    let errors = operations
        .iter()
        .any(operation::Emitter::mentions_errors)
        .then(|| quote! { use std::any::TypeId; });
    quote! { #config #models #runtime #facts #errors }
}

fn handle(
    context: &Context<'_>,
    group: &GroupNames,
    children: &[&GroupNames],
    operations: &[operation::Emitter<'_>],
) -> TokenStream {
    let name = ident(&group.handle);
    let docs = docs::attributes(&docs::wrap(&title(context, group)));
    let new = quote! {
        pub(crate) fn new(client: &Client) -> Self {
            Self { client: client.clone() }
        }
    };
    let accessors = children.iter().map(|child| {
        let docs = docs::attributes(&docs::wrap(&title(context, child)));
        let (accessor, module) = (ident(&child.accessor), ident(child.module()));
        let handle = ident(&child.handle);
        quote! {
            #docs
            #[must_use]
            pub fn #accessor(&self) -> #module::#handle {
                #module::#handle::new(&self.client)
            }
        }
    });
    let functions = operations.iter().flat_map(operation::Emitter::functions);
    let items = spaced(std::iter::once(new).chain(accessors).chain(functions));
    let blank = super::BLANK;
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name {
            client: Client,
        }

        #[comment = #blank]
        impl #name {
            #items
        }
    }
}
