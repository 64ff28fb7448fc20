//! The test that reads each example of the document and writes it again.

use super::code::ident;
use super::page::Page;
use super::rust_type::by_path;
use super::{RUST_HEADER, Unit};
use crate::diagnostic::render::is_misleading;
use crate::plan::{Crate, Examples, Item, RoundTrips, RustType};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

const CHECK: &str = templates::ROUND_TRIPS_CHECK;

/// What the test is called.
pub(super) const NAME: &str = "round_trips";

/// The module of the test that says what is equal, where the crate has the test.
pub(super) fn check(plan: &Crate<'_>) -> Option<Unit<'static>> {
    let text = || format!("{RUST_HEADER}\n\n{CHECK}");
    is_in(plan).then(|| Unit::text(format!("tests/{NAME}/check.rs"), text()))
}

/// Whether the crate has the test.
pub(super) fn is_in(plan: &Crate<'_>) -> bool {
    let mut items = plan.files.iter().flat_map(|file| &file.items);
    items.any(|item| matches!(item, Item::RoundTrips(_)))
}

/// The test.
pub(super) fn pieces<'p>(plan: &Crate<'_>, test: &'p RoundTrips<'_>, page: &mut Page<'p>) {
    page.head = quote! {
        #![allow(missing_docs, deprecated, reason = "examples may be of what ends")]
        #![cfg_attr(rustfmt, rustfmt_skip)]
    };
    page.code(quote! {
        #[path = "round_trips/check.rs"]
        mod check;
    });
    let library = ident(&plan.library);
    let mut types = test.sent.keys().chain(test.received.keys());
    let models = types.any(|ty| !ty.models().is_empty()).then(|| quote! { use #library::models; });
    page.code(quote! {
        use check::{Examples, Table, again};
        #models
    });
    page.code(quote! {
        #[test]
        fn examples_come_back_as_they_are() {
            let failures = TABLE.failures();
            assert!(failures.is_empty(), "{}", failures.join("\n"));
        }
    });
    page.code(table(test));
    let (sent, received) = (rows(&test.sent), rows(&test.received));
    page.code(quote! {
        /// The examples of what is sent, and of what is no model, by type.
        const SENT: &[Examples] = &[#(#sent),*];
    });
    page.code(quote! {
        /// The examples of what is only answered, by type.
        const ANSWERED: &[Examples] = &[#(#received),*];
    });
}

/// The examples and what is known of them.
fn table(test: &RoundTrips<'_>) -> TokenStream {
    let unnamed = test.unnamed.iter().map(|(place, members)| {
        quote! { (#place, &[#(#members),*]) }
    });
    let old_names = test.old_names.iter().map(|(old, new)| quote! { (#old, #new) });
    quote! {
        const TABLE: Table = Table {
            sent: SENT,
            answered: ANSWERED,
            unnamed: &[#(#unnamed),*],
            old_names: &[#(#old_names),*],
        };
    }
}

/// A row a type, in the order in which they are read.
fn rows(types: &Examples<'_>) -> Vec<TokenStream> {
    let row = |(ty, all): (&RustType<'_>, &BTreeMap<&str, &serde_json::Value>)| {
        let ty = by_path(ty);
        let examples = all.iter().map(|(place, value)| {
            let json = raw(&json_text(value));
            quote! { (#place, #json) }
        });
        (ty.to_string(), quote! { (again::<#ty>, &[#(#examples),*]) })
    };
    types.iter().map(row).collect::<BTreeMap<String, TokenStream>>().into_values().collect()
}

/// A value as JSON on one line, in which nothing can mislead a reader.
fn json_text(value: &serde_json::Value) -> String {
    let mut text = String::new();
    for character in value.to_string().chars() {
        if is_misleading(character) {
            // What stands outside of strings in JSON is plain.
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            text.push(character);
        }
    }
    text
}

/// A raw string: JSON has quotes all over.
fn raw(text: &str) -> Literal {
    if !text.contains(['"', '\\']) {
        return Literal::string(text);
    }
    let mut fence = String::new();
    while text.contains(&format!("\"{fence}")) {
        fence.push('#');
    }
    let raw = format!("r{fence}\"{text}\"{fence}");
    raw.parse().unwrap_or_else(|_| Literal::string(text))
}
