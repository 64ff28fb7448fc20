//! `lib.rs`.

use super::code;
use super::context::Context;
use super::runtime::Needs;
use super::{docs, features, package, values};
use proc_macro2::TokenStream;
use quote::quote;

/// The root of the crate.
pub(super) fn tokens(context: &Context<'_>) -> TokenStream {
    let head = docs::inner_attributes(&package::overview(context));
    let has_features = !features::all(context).is_empty();
    let parts = has_features.then(|| {
        quote! {
            #[allow(dead_code, reason = "each group uses a part of it")]
        }
    });
    let values = values::is_needed(context).then(|| {
        quote! {
            #[rustfmt::skip]
            pub mod values;
        }
    });
    let modules = quote! {
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
    };
    let others = quote! {
        pub use bytes::Bytes;
        pub use reqwest::{Method, StatusCode, header::HeaderMap};
        pub use secrecy::SecretString;
    };
    let uses = uses(context);
    let head = quote! {
        #head
        #![deny(missing_docs)]
        #![forbid(unsafe_code)]
        #![cfg_attr(rustfmt, rustfmt_skip)]
        #![allow(deprecated, reason = "what the API has deprecated is still read and written here")]
    };
    let head = match has_features {
        // The docs of docs.rs say of each item which features have it.
        true => quote! {
            #head
            #![cfg_attr(docsrs, feature(doc_cfg))]
        },
        false => head,
    };
    let head = match context.names.is_ascii() {
        true => head,
        false => quote! {
            #head
            #![allow(
                confusable_idents,
                mixed_script_confusables,
                uncommon_codepoints,
                reason = "names are as the API has them"
            )]
        },
    };
    let readme = quote! {
        #[cfg(doctest)]
        #[doc = include_str!("../README.md")]
        struct Readme;
    };
    code::file(&head, [modules, others, uses, readme])
}

/// What callers use of the runtime.
fn uses(context: &Context<'_>) -> TokenStream {
    let needs = Needs::new(context);
    let mut names = vec![
        "ApiError",
        "ByteStream",
        "CallOptions",
        "Client",
        "ClientBuilder",
        "ConfigError",
        "DecodeError",
        "DeprecationNotice",
        "Error",
        "ErrorDetail",
        "InvalidValue",
        "Items",
        "Link",
        "Page",
        "PageInfo",
        "Pages",
        "PlainCall",
        "RawResponse",
        "Request",
        "RequestError",
        "Response",
        "ResponseFuture",
        "TimeOfDay",
        "TransportError",
        "TransportErrorKind",
    ];
    let parts: [(bool, &[&str]); 3] = [
        (needs.events, &["Event", "Events"]),
        (needs.upload, &["Body"]),
        (needs.form, &["Form", "Part"]),
    ];
    names.extend(parts.into_iter().filter(|(needed, _)| *needed).flat_map(|(_, names)| names));
    names.sort_unstable();
    let names = names.into_iter().map(code::ident);
    quote! {
        pub use self::runtime::{#(#names),*};
    }
}
