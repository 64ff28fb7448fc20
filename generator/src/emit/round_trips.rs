//! The test that reads each example of the document and writes it again.

use super::Unit;
use super::context::Context;
use super::rust_type::{self, Scope};
use super::{code, docs, package};
use crate::api::{Schema, Shape, Type};
use crate::diagnostic::render::is_misleading;
use crate::emit::RUST_HEADER;
use crate::examples::{Examples, Fate, Held};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

const CHECK: &str = templates::ROUND_TRIPS_CHECK;

/// What the test is called.
pub(super) const NAME: &str = "round_trips";

/// How many examples that are left out are named in the file.
const NAMED: usize = 20;

/// The files of the test.
pub(super) fn units<'a>(context: &'a Context<'a>) -> Vec<Unit<'a>> {
    let Some(examples) = tested(context) else { return Vec::new() };
    vec![
        Unit::rust(format!("tests/{NAME}.rs"), move || tokens(context, examples)),
        Unit::text(format!("tests/{NAME}/check.rs"), format!("{RUST_HEADER}\n\n{CHECK}")),
    ]
}

/// The examples that the crate is tested with.
pub(super) fn tested<'a>(context: &Context<'a>) -> Option<&'a Examples> {
    context.examples.filter(|_| context.options.example_tests)
}

/// The examples of each type, by its text.
type ByType<'a> = BTreeMap<String, (TokenStream, BTreeMap<&'a str, &'a Held>)>;

fn tokens(context: &Context<'_>, examples: &Examples) -> TokenStream {
    let (mut sent, mut answered) = (ByType::new(), ByType::new());
    let mut mentioned = BTreeSet::new();
    for held in examples.held() {
        for schema in &held.types {
            let ty = rust_type::value(context, schema, Scope::Api);
            rust_type::mentions(context, schema, &mut mentioned);
            // Only what is sent tells apart what is absent and what is null.
            let is_sent = schema.types().into_iter().all(|id| context.facts.usage(id).request);
            let side = if is_sent { &mut sent } else { &mut answered };
            let (_, all) = side.entry(ty.to_string()).or_insert((ty, BTreeMap::new()));
            all.insert(&held.place, held);
        }
    }
    let head = docs::inner_attributes(&overview(examples));
    let head = quote! {
        #head
        #![allow(missing_docs, deprecated, reason = "examples may be of what ends")]
        #![cfg_attr(rustfmt, rustfmt_skip)]
    };
    // Without examples, nothing is read again.
    let unused = mentioned.is_empty() && sent.is_empty() && answered.is_empty();
    let allowed = unused.then(|| {
        quote! { #[allow(dead_code, reason = "no example is a value of a type")] }
    });
    let again = (!unused).then(|| quote! { , again });
    let module = quote! {
        #allowed
        #[path = "round_trips/check.rs"]
        mod check;
    };
    let library = code::ident(&package::library_name(context));
    let models = (!mentioned.is_empty()).then(|| quote! { use #library::models; });
    let has_times = examples.held().flat_map(|held| &held.types).any(mentions_time);
    let time = has_times.then(|| quote! { use #library::TimeOfDay; });
    let uses = quote! {
        use check::{Examples, Table #again};
        #models
        #time
    };
    code::file(&head, [module, uses, test(), table(context, examples), rows(&sent, &answered)])
}

/// Whether a type is written with that of times of day.
fn mentions_time(schema: &Schema) -> bool {
    match &schema.ty {
        Type::Time => true,
        Type::Array(inner) | Type::Map(inner) => mentions_time(inner),
        Type::Tuple(places) => places.iter().any(mentions_time),
        _ => false,
    }
}

fn test() -> TokenStream {
    quote! {
        #[test]
        fn examples_come_back_as_they_are() {
            let failures = TABLE.failures();
            assert!(failures.is_empty(), "{}", failures.join("\n"));
        }
    }
}

/// The examples and what is known of them.
fn table(context: &Context<'_>, examples: &Examples) -> TokenStream {
    let held: BTreeMap<&str, &Held> =
        examples.held().map(|held| (held.place.as_str(), held)).collect();
    let unnamed = held.iter().filter(|(_, held)| !held.unnamed.is_empty());
    let unnamed = unnamed.map(|(place, held)| {
        let members = &held.unnamed;
        quote! { (#place, &[#(#members),*]) }
    });
    let old_names = old_names(context);
    let old_names = old_names.iter().map(|(old, new)| quote! { (#old, #new) });
    quote! {
        const TABLE: Table = Table {
            sent: SENT,
            answered: ANSWERED,
            unnamed: &[#(#unnamed),*],
            old_names: &[#(#old_names),*],
        };
    }
}

fn rows(sent: &ByType<'_>, answered: &ByType<'_>) -> TokenStream {
    let rows = |types: &ByType<'_>| -> Vec<TokenStream> {
        let rows = types.values().map(|(ty, all)| {
            let examples = all.iter().map(|(place, held)| {
                let json = raw(&json_text(&held.value));
                quote! { (#place, #json) }
            });
            quote! { (again::<#ty>, &[#(#examples),*]) }
        });
        rows.collect()
    };
    let (sent, answered) = (rows(sent), rows(answered));
    code::spaced([
        quote! {
            /// The examples of what is sent, and of what is no model, by type.
            const SENT: &[Examples] = &[#(#sent),*];
        },
        quote! {
            /// The examples of what is only answered, by type.
            const ANSWERED: &[Examples] = &[#(#answered),*];
        },
    ])
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

/// The old names of properties, each with the present one.
fn old_names(context: &Context<'_>) -> BTreeSet<(String, String)> {
    let mut names = BTreeSet::new();
    for (id, def) in context.api.types() {
        let Shape::Struct(object) = &def.shape else { continue };
        for property in object.properties.iter().filter(|_| context.facts.usage(id).is_used()) {
            let old = property.aliases.iter().map(|old| old.name.clone());
            names.extend(old.map(|old| (old, property.name.clone())));
        }
    }
    names
}

/// The docs of the file.
fn overview(examples: &Examples) -> Vec<String> {
    let mut lines = docs::wrap(
        "Each example of the API's document, read as its type and written again: what comes out is equal \
         to what went in. The module `check` says what is equal.",
    );
    let invalid = examples.all.iter().filter(|it| matches!(it.fate, Fate::Invalid(_)));
    let invalid: Vec<&str> = invalid.map(|example| example.place.as_str()).collect();
    if invalid.is_empty() {
        return lines;
    }
    lines.push(String::new());
    let few = invalid.len() <= NAMED;
    let what = match invalid.len() {
        1 => "One example is not what its own schema allows, and is left out".to_owned(),
        count => format!("{count} examples are not what their own schemas allow, and are left out"),
    };
    let end = if few { ":" } else { "." };
    let text = format!("{what}; `cratewright codegen --report` says why{end}");
    lines.extend(docs::wrap(&text));
    if few {
        lines.push(String::new());
        lines.extend(invalid.iter().map(|place| format!("- {}", docs::code(place))));
    }
    lines
}
