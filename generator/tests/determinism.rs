//! One document gives one crate: in whatever order and spelling it is written, on every run.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may end anywhere")]

use generator::diagnostic::{Diagnostics, Sources, render};
use generator::options::{self, Options};
use generator::output::Output;
use serde_yaml::Value;

const DOCUMENT: &str = include_str!("../../spec/shares.yaml");
const SETTINGS: &str = include_str!("../../spec/codegen.toml");

fn options() -> Options {
    let sources = Sources::new();
    let diagnostics = Diagnostics::new();
    let file = sources.add("codegen.toml", SETTINGS);
    let entries = options::parse(&sources, file, &diagnostics);
    entries.into_iter().next().unwrap().options
}

fn generate(text: String) -> Output {
    let sources = Sources::new();
    let diagnostics = Diagnostics::new();
    // The settings come first, where the options say that they are.
    sources.add("codegen.toml", SETTINGS);
    let file = sources.add("document", text);
    let generated = generator::generate(&sources, file, &options(), &diagnostics);
    let said = diagnostics.into_sorted();
    let said = render::text(&said, &sources, render::Style::default());
    generated.unwrap_or_else(|| panic!("{said}")).output
}

fn document() -> Value {
    serde_yaml::from_str(DOCUMENT).unwrap()
}

/// The keys of every mapping in the opposite order.
fn reversed(value: Value) -> Value {
    match value {
        Value::Mapping(map) => {
            let entries: Vec<_> = map.into_iter().collect();
            let entries = entries.into_iter().rev();
            Value::Mapping(entries.map(|(key, value)| (key, reversed(value))).collect())
        }
        Value::Sequence(items) => Value::Sequence(items.into_iter().map(reversed).collect()),
        other => other,
    }
}

#[track_caller]
fn assert_same(left: &Output, right: &Output) {
    let paths = |output: &Output| -> Vec<String> {
        output.iter().map(|(path, _)| path.to_owned()).collect()
    };
    assert_eq!(paths(left), paths(right));
    for (path, text) in left.iter() {
        assert!(right.get(path) == Some(text), "{path} differs");
    }
}

#[test]
fn two_runs_give_the_same() {
    assert_same(&generate(DOCUMENT.to_owned()), &generate(DOCUMENT.to_owned()));
}

#[test]
fn yaml_and_json_give_the_same() {
    let json = serde_json::to_string_pretty(&document()).unwrap();
    assert_same(&generate(DOCUMENT.to_owned()), &generate(json));
}

#[test]
fn the_order_of_keys_changes_nothing() {
    let reordered = serde_yaml::to_string(&reversed(document())).unwrap();
    let (tags, info) = (reordered.find("\ntags:"), reordered.find("\ninfo:"));
    assert!(tags.is_some() && tags < info, "the order is another");
    assert_same(&generate(DOCUMENT.to_owned()), &generate(reordered));
}

#[test]
fn another_document_gives_another_crate() {
    let renamed = DOCUMENT.replace("account_name", "account_title");
    let (left, right) = (generate(DOCUMENT.to_owned()), generate(renamed));
    assert!(left != right);
}
