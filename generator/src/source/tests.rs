//! What the reader makes of texts that are right.

use serde_json::json;

use super::*;
use crate::diagnostic::Severity;

fn read(text: &str) -> (Node, Sources) {
    let sources = Sources::new();
    let file = sources.add("a.yaml", text);
    let diagnostics = Diagnostics::new();
    let tree = parse(&sources, file, &diagnostics);
    let found = diagnostics.into_sorted();
    assert!(found.is_empty(), "{found:?}");
    (tree.unwrap(), sources)
}

fn value(text: &str) -> serde_json::Value {
    read(text).0.to_json()
}

fn position(sources: &Sources, place: Location) -> (usize, usize) {
    let position = sources.position(place);
    (position.line, position.column)
}

#[test]
fn yaml_and_json_spellings_are_the_same_tree() {
    let yaml = "openapi: 3.0.3\ninfo: {title: 'it''s', version: \"1\\u00e9\"}\nx: [1, 2.5, ~, true]\n200: ok\n";
    let json = r#"{"openapi": "3.0.3", "info": {"title": "it's", "version": "1é"},
                   "x": [1, 2.5, null, true], "200": "ok"}"#;
    assert_eq!(read(yaml).0, read(json).0);
}

#[test]
fn keys_that_are_no_strings_become_their_text() {
    assert_eq!(
        value("200: a\n'201': b\non: c\nyes: d\ntrue: e\n~: f\n0x1F: g\n"),
        json!({"200": "a", "201": "b", "on": "c", "yes": "d", "true": "e", "~": "f", "0x1F": "g"})
    );
}

#[test]
fn quotes_blocks_and_tags_make_strings() {
    let text = "a: '1'\nb: !!str 1\nc: |\n  1\nd: 2027-05-26\ne: ! 1\nf: !!int '1'\ng: !!float 1\n";
    assert_eq!(
        value(text),
        json!({"a": "1", "b": "1", "c": "1\n", "d": "2027-05-26", "e": "1", "f": 1, "g": 1})
    );
}

#[test]
fn aliases_repeat_values_and_keep_the_place_of_the_anchor() {
    let (tree, sources) = read(
        "a: &a {x: &n 1}\nb: *a\nc: [*n, *a]\n&k d: 1\n*k : 2\n"
            .replace("*k : 2", "e: *k")
            .as_str(),
    );
    assert_eq!(
        tree.to_json(),
        json!({"a": {"x": 1}, "b": {"x": 1}, "c": [1, {"x": 1}], "d": 1, "e": "d"})
    );
    let alias = tree.pointer("/b/x").unwrap();
    assert_eq!(position(&sources, alias.location), (1, 14));
}

#[test]
fn an_anchor_can_be_given_anew() {
    assert_eq!(value("a: &x 1\nb: *x\nc: &x 2\nd: *x\n"), json!({"a": 1, "b": 1, "c": 2, "d": 2}));
}

#[test]
fn merge_keys_add_what_is_not_there() {
    let text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 3\nd: {<<: *b, \"<<\": 4}\n";
    let tree = read(text).0;
    assert_eq!(tree.get("c").unwrap().to_json(), json!({"x": 3, "y": 1, "z": 2}));
    assert_eq!(tree.get("d").unwrap().to_json(), json!({"<<": 4, "y": 2, "z": 2}));
}

#[test]
fn numbers_are_as_exact_as_the_text() {
    let (tree, _) = read("[9223372036854775807, 18446744073709551615, -9223372036854775809, 1e3]");
    let numbers: Vec<_> =
        tree.as_array().unwrap().iter().filter_map(Node::as_number).cloned().collect();
    let expected = [
        Number::Signed(i64::MAX),
        Number::Unsigned(u64::MAX),
        Number::Big("-9223372036854775809".into()),
        Number::Float(1000.0),
    ];
    assert_eq!(numbers, expected);
    assert_eq!(numbers[2].as_f64(), -9_223_372_036_854_775_808.0);
    assert_eq!(numbers[3].as_u64(), Some(1000));
}

#[test]
fn json_with_comments_and_trailing_commas_is_yaml() {
    assert_eq!(value("{\n  # a comment\n  \"a\": [1, 2,],\n}\n"), json!({"a": [1, 2]}));
}

#[test]
fn places_are_those_of_the_text() {
    for (text, pointer, line, column, slice) in [
        ("a:\n  é: {b: 'x'}\n", "/a/é/b", 2, 10, "'x'"),
        ("a:\n  é: {b: 'x'}\n", "/a/é", 2, 6, "{b: 'x'}"),
        ("a:\n  é: {b: 'x'}\n", "/a", 2, 3, "é: {b: 'x'}"),
        ("a:\n- 1\n- b: 2\n  c: 3\n\n# end\n", "/a", 2, 1, "- 1\n- b: 2\n  c: 3"),
        ("a:\n- 1\n- b: 2\n  c: 3\n\n# end\n", "/a/1", 3, 3, "b: 2\n  c: 3"),
        ("a: |\n  one\n  two\nb: 1\n", "/a", 2, 3, "one\n  two"),
        ("a: &x !!map {b: 1}\n", "/a", 1, 13, "{b: 1}"),
        ("a:\r\n  b: 1\r\n", "/a/b", 2, 6, "1"),
        ("a:\r  b: 1\r", "/a/b", 2, 6, "1"),
        ("\u{feff}a: 1\n", "/a", 1, 4, "1"),
        ("\u{feff}a: é\nb: ü\n", "/b", 2, 4, "ü"),
        ("\u{feff}{\"a\":\n [1]}", "/a/0", 2, 3, "1"),
        ("{\"é\": {\"b\": \"x\"}}", "/é/b", 1, 13, "\"x\""),
        ("a:\nb: 1\n", "/a", 1, 1, "a"),
        ("a:\n  -\n  - 1\n", "/a/0", 2, 4, ""),
    ] {
        let (tree, sources) = read(text);
        let node = tree.pointer(pointer).unwrap();
        let shown = (position(&sources, node.location), sources.slice(node.location));
        assert_eq!(shown, ((line, column), slice), "{text:?} {pointer}");
    }
}

#[test]
fn a_document_with_errors_still_has_a_tree_if_it_can_be_read() {
    let sources = Sources::new();
    let file = sources.add("a.yaml", "a: 1\na: 2\nb: .inf\nc: 3\n---\nd: 4\n");
    let diagnostics = Diagnostics::new();
    let tree = parse(&sources, file, &diagnostics).unwrap();
    assert_eq!(tree.to_json(), json!({"a": 1, "b": null, "c": 3}));
    let found = diagnostics.into_sorted();
    let codes: Vec<_> = found.iter().map(Diagnostic::code).collect();
    assert_eq!(codes, [Code::DuplicateKey, Code::NumberNotFinite, Code::SeveralDocuments]);
    assert!(found.iter().all(|found| found.severity() == Severity::Error));
}

#[test]
fn hostile_texts_are_refused_at_once() {
    for text in [
        "[".repeat(1_000_000),
        "{\"a\":".repeat(1_000_000),
        "- ".repeat(100_000),
        "[{".repeat(500_000),
    ] {
        let sources = Sources::new();
        let file = sources.add("a", text);
        let diagnostics = Diagnostics::new();
        assert!(parse(&sources, file, &diagnostics).is_none());
        assert_eq!(diagnostics.into_sorted()[0].code(), Code::NestingTooDeep);
    }
}

#[test]
fn nesting_up_to_the_limit_works() {
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    for (levels, reads) in [(MAX_DEPTH, true), (MAX_DEPTH + 1, false)] {
        for text in [deep(levels), format!("# YAML\n{}", deep(levels))] {
            let sources = Sources::new();
            let file = sources.add("a", text);
            assert_eq!(parse(&sources, file, &Diagnostics::new()).is_some(), reads, "{levels}");
        }
    }
}
