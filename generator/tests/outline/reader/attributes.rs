//! What attributes say that matters to a user of the item.

use super::item::Deprecated;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, Expr, Lit, Meta, Token, punctuated::Punctuated};

/// Whether the item is not there for users: compiled for tests only, or hidden from the docs.
///
/// A hidden item can be named, but Rust's conventions put it outside of what is promised.
pub(super) fn is_absent(attributes: &[Attribute]) -> bool {
    is_test(attributes) || is_hidden(attributes)
}

/// Whether the item is compiled for tests only.
pub(super) fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || conditions(attribute).is_some_and(|tokens| asks_for_test(&tokens))
    })
}

fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("doc") => list
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .is_ok_and(|words| words.iter().any(|word| word.path().is_ident("hidden"))),
        _ => false,
    })
}

fn conditions(attribute: &Attribute) -> Option<TokenStream> {
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => Some(list.tokens.clone()),
        _ => None,
    }
}

/// `test`, or `all(…, test, …)`.
fn asks_for_test(condition: &TokenStream) -> bool {
    match syn::parse2::<Meta>(condition.clone()) {
        Ok(Meta::Path(path)) => path.is_ident("test"),
        Ok(Meta::List(list)) if list.path.is_ident("all") => list
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .is_ok_and(|parts| parts.iter().any(|part| asks_for_test(&part.to_token_stream()))),
        _ => false,
    }
}

/// The conditions under which the item is compiled, other than tests and features. All features of a
/// generated crate are on by default, and its outline is that of the whole crate.
pub(super) fn condition(attributes: &[Attribute]) -> Option<TokenStream> {
    attributes.iter().filter_map(conditions).find(|tokens| !asks_for_features(tokens))
}

/// `feature = "…"`, or `any(…)` or `all(…)` of nothing else.
fn asks_for_features(condition: &TokenStream) -> bool {
    match syn::parse2::<Meta>(condition.clone()) {
        Ok(Meta::NameValue(pair)) => pair.path.is_ident("feature"),
        Ok(Meta::List(list)) if list.path.is_ident("all") || list.path.is_ident("any") => list
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .is_ok_and(|parts| parts.iter().all(|part| asks_for_features(&part.to_token_stream()))),
        _ => false,
    }
}

/// Whether more fields or variants may come.
pub(super) fn is_non_exhaustive(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|it| it.path().is_ident("non_exhaustive"))
}

/// Whether a macro can be named from outside.
pub(super) fn is_exported(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|it| it.path().is_ident("macro_export"))
}

/// Whether the item says where its file is.
pub(super) fn has_path(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|it| it.path().is_ident("path"))
}

/// Whether the item is deprecated, and what is said of it.
pub(super) fn deprecated(attributes: &[Attribute]) -> Option<Deprecated> {
    let attribute = attributes.iter().find(|it| it.path().is_ident("deprecated"))?;
    let note = match &attribute.meta {
        Meta::Path(_) => None,
        Meta::NameValue(pair) => text(&pair.value),
        Meta::List(list) => list
            .parse_args_with(Punctuated::<syn::MetaNameValue, Token![,]>::parse_terminated)
            .ok()
            .and_then(|pairs| {
                let note = pairs.iter().find(|pair| pair.path.is_ident("note"))?;
                text(&note.value)
            }),
    };
    Some(Deprecated::new(note))
}

fn text(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// The traits of every `#[derive(…)]`.
pub(super) fn derives(attributes: &[Attribute]) -> Vec<syn::Path> {
    attributes
        .iter()
        .filter(|it| it.path().is_ident("derive"))
        .filter_map(|it| {
            it.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated).ok()
        })
        .flatten()
        .collect()
}
