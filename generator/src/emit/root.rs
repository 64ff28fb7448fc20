//! `lib.rs`.

use super::code::ident;
use super::example;
use super::page::{Page, Words};
use crate::plan::{Crate, Root};
use proc_macro2::TokenStream;
use quote::quote;

/// The root of the crate.
pub(super) fn pieces<'p>(plan: &Crate<'_>, root: &'p Root<'_>, page: &mut Page<'p>) {
    let [before, after] = &root.docs;
    let mut more = example::doc_test(plan, root.start.as_ref());
    more.extend(after.iter().cloned());
    page.docs = Words::from(before).and(more);
    page.head = head(root);
    page.code(modules(root));
    page.code(quote! {
        pub use bytes::Bytes;
        pub use reqwest::{Method, StatusCode, header::HeaderMap};
        pub use secrecy::SecretString;
    });
    let exports = root.exports.iter().map(|name| ident(name));
    page.code(quote! { pub use self::runtime::{#(#exports),*}; });
    page.code(quote! {
        #[cfg(doctest)]
        #[doc = include_str!("../README.md")]
        struct Readme;
    });
}

fn head(root: &Root<'_>) -> TokenStream {
    // The docs of docs.rs say of each item which features have it.
    let features = root.has_features.then(|| quote! { #![cfg_attr(docsrs, feature(doc_cfg))] });
    let scripts = (!root.is_ascii).then(|| {
        quote! {
            #![allow(
                confusable_idents,
                mixed_script_confusables,
                uncommon_codepoints,
                reason = "names are as the API has them"
            )]
        }
    });
    quote! {
        #![deny(missing_docs)]
        #![forbid(unsafe_code)]
        #![cfg_attr(rustfmt, rustfmt_skip)]
        #![allow(deprecated, reason = "what the API has deprecated is still read and written here")]
        #features
        #scripts
    }
}

fn modules(root: &Root<'_>) -> TokenStream {
    let parts = root.has_features.then(|| {
        quote! {
            #[allow(dead_code, reason = "each group uses a part of it")]
        }
    });
    let values = root.has_values.then(|| {
        quote! {
            #[rustfmt::skip]
            pub mod values;
        }
    });
    quote! {
        #[rustfmt::skip]
        pub mod api;
        #parts
        #[rustfmt::skip]
        mod config;
        #[rustfmt::skip]
        pub mod models;
        #[allow(
            dead_code,
            unused_imports,
            unused_macros,
            reason = "each crate uses a part of the runtime"
        )]
        mod runtime;
        #values
    }
}
