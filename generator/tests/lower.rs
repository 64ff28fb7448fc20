//! What documents come to in the API model: each document of `fixtures/lower` as a short text.
//!
//! `INSTA_UPDATE=always cargo test` writes the snapshots; read them before you commit them.

// The functions of a test are tests too; clippy sees that of those with an attribute only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/dump.rs"]
mod dump;

use generator::api::Api;
use generator::diagnostic::{Diagnostics, Sources};
use generator::options::{EnvelopeOptions, Options, Setting};
use generator::source::{Node, Value};
use generator::{openapi, source};
use std::fs;
use std::path::{Path, PathBuf};

/// The model of a document, and what is said of the document.
fn model(name: &str, text: &str) -> (Api, String) {
    let sources = Sources::new();
    let file = sources.add(name, text);
    let diagnostics = Diagnostics::new();
    let tree = source::parse(&sources, file, &diagnostics).expect("the text is YAML");
    let bundled = openapi::Bundled::from(tree);
    let version = openapi::check(&bundled, None, &diagnostics).expect("the text is a document");
    let tree = openapi::normalise(bundled, version, &diagnostics);
    let document = openapi::parse(tree, &diagnostics).expect("the check finds what cannot be read");
    let envelope = EnvelopeOptions {
        result: "result".into(),
        success: Some("success".into()),
        errors: Some("errors".into()),
        page_info: Some("result_info".into()),
    };
    let options = Options {
        envelope: Setting::Is(envelope),
        sunset_key: Some("x-end.on".into()),
        ..Options::default()
    };
    let api = generator::api_model(&document, &options, &diagnostics);
    let said = diagnostics.into_sorted().into_iter().map(|found| {
        let line = found.location().map_or(0, |place| sources.position(place).line);
        format!("{}[{}] line {line}: {}\n", found.severity(), found.code(), found.message())
    });
    (api, said.collect())
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lower")
}

fn snapshot(name: &str) {
    let file = folder().join(name).with_extension("yaml");
    let (api, said) = model(name, &fs::read_to_string(file).unwrap());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_input_file();
    settings.bind(|| insta::assert_snapshot!(name, format!("{said}{}", dump::dump(&api))));
}

macro_rules! fixtures {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            snapshot(stringify!($name));
        })*

        #[test]
        fn every_fixture_has_a_test() {
            let mut files: Vec<_> = fs::read_dir(folder())
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
                .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
                .collect();
            files.sort();
            assert_eq!(files, [$(stringify!($name)),*]);
        }
    };
}

fixtures! {
    bodies
    conjunctions
    deprecation
    enumerations
    envelope
    objects
    operations
    parameters
    recursion
    scalars
    tuples
    unions
}

/// How the keys of mappings are written.
#[derive(Clone, Copy)]
enum Order {
    Sorted,
    Backwards,
}

/// A tree as JSON.
fn json(node: &Node, order: Order) -> String {
    match &node.value {
        Value::Number(number) => number.to_string(),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| json(item, order)).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(object) => {
            let mut entries: Vec<_> = object.iter().collect();
            match order {
                Order::Sorted => entries.sort_by_key(|(key, _)| key.as_str()),
                Order::Backwards => entries.reverse(),
            }
            let entries = entries.iter().map(|(key, value)| {
                format!("{}:{}", serde_json::Value::from(key.as_str()), json(value, order))
            });
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
        _ => node.to_json().to_string(),
    }
}

/// A reordered document gives the same model, and so does its JSON.
fn order_means_nothing(text: &str) {
    let sources = Sources::new();
    let file = sources.add("original", text);
    let tree = source::parse(&sources, file, &Diagnostics::new()).unwrap();
    let original = dump::dump(&model("original", text).0);
    for order in [Order::Sorted, Order::Backwards] {
        assert_eq!(dump::dump(&model("reordered", &json(&tree, order)).0), original);
    }
}

#[test]
fn the_order_of_keys_means_nothing() {
    let shares = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/shares.yaml");
    order_means_nothing(&fs::read_to_string(shares).unwrap());
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "yaml") {
            order_means_nothing(&fs::read_to_string(path).unwrap());
        }
    }
}
