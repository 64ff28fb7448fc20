//! `values.rs`: the lists of values that the document has in several places, each once.

use super::code::{self, ident, spaced};
use super::context::{Context, Model};
use super::{describe, docs, enumeration};
use crate::api::{Enumeration, Shape};
use crate::names::ValuesNames;
use proc_macro2::TokenStream;
use quote::quote;

/// Whether the crate has the module.
pub(super) fn is_needed(context: &Context<'_>) -> bool {
    !context.names.values().is_empty()
}

/// The module.
pub(super) fn file(context: &Context<'_>) -> TokenStream {
    let head = docs::inner_attributes(&[
        "Lists of values that the API has in several places, each once.".to_owned(),
        String::new(),
        "Each place has a name for its list in [`models`](crate::models). Use that one: it stays when"
            .to_owned(),
        "the list of the place changes. A name in this module follows from the values, and goes with"
            .to_owned(),
        "the last place that has them.".to_owned(),
    ]);
    let import = quote! { use crate::runtime::model::string_enum; };
    let lists = context.names.values().iter().filter_map(|list| definition(context, list));
    code::file(&head, std::iter::once(import).chain(lists))
}

fn definition(context: &Context<'_>, list: &ValuesNames) -> Option<TokenStream> {
    // All members have the same values and variants.
    let model = list.members.iter().find_map(|id| context.model(*id))?;
    let Shape::Enumeration(enumeration) = &model.def.shape else { return None };
    let name = ident(&list.ident);
    let docs = docs::attributes(&docs::wrap(&summary(enumeration)));
    let definition = enumeration::definition(&name, &docs, enumeration, &model.names.variants);
    Some(spaced(definition))
}

fn summary(enumeration: &Enumeration) -> String {
    let texts: Vec<String> =
        enumeration.values.iter().filter_map(|it| it.value.as_str()).map(docs::code).collect();
    match texts.as_slice() {
        [only] => format!("Always {only}."),
        [one, other] => format!("Either {one} or {other}."),
        _ => format!("One of {} values.", texts.len()),
    }
}

/// The name that a place has for its list: an alias.
pub(super) fn alias(model: &Model<'_>, list: &str) -> TokenStream {
    let (name, list) = (ident(&model.names.ident), ident(list));
    let head = describe::head(model, &Default::default());
    quote! {
        #head
        pub type #name = crate::values::#list;
    }
}
