//! The files of `models`.

use super::code::{self, ident, spaced};
use super::context::{Context, Model};
use super::features::OfModels;
use super::rust_type::mentions;
use super::{alias, describe, docs, enumeration, record, text_type, union, values};
use crate::api::{Additional, Shape, TypeId};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// `models.rs`: the modules, and every type in one flat list.
pub(super) fn index(context: &Context<'_>) -> TokenStream {
    let files = context.names.files().iter();
    let features = OfModels::new(context);
    let modules = files.clone().map(|(module, _)| {
        let condition = features.condition(module);
        let module = ident(module);
        quote! { #condition mod #module; }
    });
    let uses = files.map(|(module, types)| {
        let condition = features.condition(module);
        let module = ident(module);
        let types: Vec<_> = types
            .iter()
            .filter_map(|id| context.names.get(*id))
            .map(|names| ident(&names.ident))
            .collect();
        match types.as_slice() {
            [only] => quote! { #condition pub use self::#module::#only; },
            _ => quote! { #condition pub use self::#module::{#(#types),*}; },
        }
    });
    let head = docs::inner_attributes(&docs::wrap(&format!(
        "What the {} sends and answers.",
        describe::title(context.api)
    )));
    let shapes = context.names.files().values().flatten();
    let shapes: Vec<&Shape> =
        shapes.filter_map(|id| context.api.get(*id)).map(|def| &def.shape).collect();
    let unions = shapes.iter().any(|shape| matches!(shape, Shape::Union(_))).then(|| {
        quote! {
            #![allow(
                clippy::large_enum_variant,
                reason = "a branch behind a pointer could not be matched on"
            )]
        }
    });
    let records = shapes.iter().any(|shape| matches!(shape, Shape::Struct(_))).then(|| {
        quote! { #![allow(unused_parens, reason = "`record!` cannot leave them out")] }
    });
    let head = quote! { #head #unions #records };
    let modules: TokenStream = modules.collect();
    let uses: TokenStream = uses.collect();
    code::file(&head, [modules, uses])
}

/// The file of a model and of the types inside it.
pub(super) fn file(context: &Context<'_>, types: &[TypeId]) -> TokenStream {
    let models: Vec<Model<'_>> = types.iter().filter_map(|id| context.model(*id)).collect();
    let imports = imports(context, &models);
    let items = models.iter().map(|model| item(context, model));
    spaced(std::iter::once(imports).chain(items))
}

fn item(context: &Context<'_>, model: &Model<'_>) -> TokenStream {
    match &model.def.shape {
        Shape::Struct(object) => record::tokens(context, model, object),
        Shape::Enumeration(enumeration) => match &model.names.values {
            Some(list) => values::alias(model, list),
            None => enumeration::tokens(model, enumeration),
        },
        Shape::Text(constraints) => text_type::tokens(model, constraints),
        Shape::Union(branches) => union::tokens(context, model, branches),
        Shape::Alias(inner) => alias::tokens(context, model, inner),
    }
}

fn imports(context: &Context<'_>, models: &[Model<'_>]) -> TokenStream {
    let mut mentioned = BTreeSet::new();
    let mut runtime = BTreeSet::new();
    let mut writes_unions = false;
    for model in models {
        match &model.def.shape {
            Shape::Struct(object) => {
                runtime.insert("record");
                for property in &object.properties {
                    mentions(context, &property.schema, &mut mentioned);
                }
                if let Additional::Allowed(schema) = &object.additional {
                    mentions(context, schema, &mut mentioned);
                }
            }
            Shape::Union(branches) => {
                runtime.extend(["Branches", "ModelPart", "Union", "union"]);
                writes_unions = true;
                for variant in &branches.variants {
                    mentions(context, &variant.schema, &mut mentioned);
                }
            }
            Shape::Enumeration(_) if model.names.values.is_some() => {}
            Shape::Enumeration(enumeration) => {
                runtime.extend(enumeration::runtime(enumeration));
            }
            Shape::Text(_) => runtime.extend(["Constraints", "text"]),
            Shape::Alias(inner) => {
                mentions(context, &inner.schema, &mut mentioned);
            }
        }
    }
    for model in models {
        mentioned.remove(&model.names.ident);
    }
    let mentioned: Vec<_> = mentioned.iter().map(|name| ident(name)).collect();
    let runtime: Vec<_> = runtime.iter().map(|name| ident(name)).collect();
    let models = match mentioned.as_slice() {
        [] => TokenStream::new(),
        [only] => quote! { use crate::models::#only; },
        _ => quote! { use crate::models::{#(#mentioned),*}; },
    };
    let runtime = match runtime.as_slice() {
        [] => TokenStream::new(),
        [only] => quote! { use crate::runtime::model::#only; },
        _ => quote! { use crate::runtime::model::{#(#runtime),*}; },
    };
    let writing = writes_unions.then(|| quote! { use serde::Serializer; });
    quote! { #models #runtime #writing }
}
