//! Documents of OpenAPI 3.0 to 3.2 that say the same give the same tree, and whatever a document
//! says, `openapiv3` reads what normalisation makes of it.

// The functions of a test are tests too; clippy sees that of those with an attribute only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};

use generator::diagnostic::{Diagnostics, Severity, Sources};
use generator::openapi;
use generator::source::{self, Node};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A text as a normalised tree, and what was said on the way.
fn normalised(text: &str) -> (Option<Node>, Diagnostics) {
    let sources = Sources::new();
    let file = sources.add("document.yaml", text);
    let diagnostics = Diagnostics::new();
    let tree = source::parse(&sources, file, &diagnostics).and_then(|tree| {
        let bundled = openapi::Bundled::from(tree);
        let version = openapi::check(&bundled, None, &diagnostics)?;
        let bundled = openapi::raise(bundled, version, &diagnostics);
        Some(openapi::normalise(bundled, version, &diagnostics))
    });
    (tree, diagnostics)
}

fn read(tree: &Node) -> Result<openapiv3::OpenAPI, source::TreeError> {
    tree.deserialize_into()
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/normalise")
}

/// A document of OpenAPI 3.0 that says the same stands beside each of 3.1; or the normal form, where
/// 3.0 cannot say it.
#[test]
fn spellings_of_3_0_and_3_1_give_one_tree() {
    let mut cases = 0;
    for entry in fixtures().read_dir().unwrap() {
        let path = entry.unwrap().path();
        let Some(name) = path.to_str().unwrap().strip_suffix(".3.1.yaml") else {
            continue;
        };
        let normal = format!("{name}.normal.yaml");
        let other = match std::fs::read_to_string(&normal) {
            Ok(text) => {
                let sources = Sources::new();
                let file = sources.add("normal.yaml", text);
                source::parse(&sources, file, &Diagnostics::new()).unwrap()
            }
            Err(_) => tree_of(&format!("{name}.3.0.yaml")),
        };
        let trees = [other, tree_of(path.to_str().unwrap())];
        if trees[0] != trees[1] {
            let texts =
                trees.map(|tree| serde_json::to_string_pretty(&sorted(tree.to_json())).unwrap());
            let differs = texts[0].lines().zip(texts[1].lines()).find(|(old, new)| old != new);
            panic!("{name}: {differs:?}\nexpected: {}\n3.1: {}", texts[0], texts[1]);
        }
        cases += 1;
    }
    assert!(cases > 10, "only {cases} pairs of fixtures");
}

/// A document of OpenAPI 3.0 that says the same stands beside each of Swagger 2.0.
#[test]
fn spellings_of_2_0_and_3_0_give_one_tree() {
    let mut cases = 0;
    for entry in fixtures().read_dir().unwrap() {
        let path = entry.unwrap().path();
        let Some(name) = path.to_str().unwrap().strip_suffix(".2.0.yaml") else {
            continue;
        };
        let trees = [format!("{name}.3.0.yaml"), format!("{name}.2.0.yaml")];
        let texts = trees.map(|path| {
            let tree = without_made(tree_of(&path).to_json());
            serde_json::to_string_pretty(&sorted(tree)).unwrap()
        });
        let differs = texts[0].lines().zip(texts[1].lines()).find(|(new, old)| new != old);
        assert!(texts[0] == texts[1], "{name}: {differs:#?}\n2.0: {}", texts[1]);
        cases += 1;
    }
    assert!(cases > 4, "only {cases} pairs of fixtures");
}

/// The tree of a fixture without errors, which `openapiv3` can read.
fn tree_of(path: &str) -> Node {
    let (tree, diagnostics) = normalised(&std::fs::read_to_string(path).unwrap());
    for found in diagnostics {
        assert_ne!(found.severity(), Severity::Error, "{path}: {found:?}");
    }
    let tree = tree.unwrap();
    read(&tree).unwrap_or_else(|error| panic!("{path}: {error:?}"));
    tree
}

/// What normalisation makes up for later stages is no channel for authors.
#[test]
fn keys_that_are_made_up_are_nobody_elses() {
    let schema = r#"{"type": "array", "items": {"type": "string"}, KEY: [{"type": "integer"}]}"#;
    let text = |key: &str| {
        let schema = schema.replace("KEY", key);
        format!(
            r#"{{"openapi": "3.0.3", "info": {{"title": "a", "version": "1"}}, "paths": {{}},
                "components": {{"schemas": {{"A": {schema}}}}}}}"#
        )
    };
    let (tree, _) = normalised(&text(r#""\u0000prefixItems""#));
    let schema = tree.unwrap().pointer("/components/schemas/A").unwrap().to_json();
    assert_eq!(schema, json!({"type": "array", "items": {"type": "string"}}));
    // An extension stays, and nobody takes it for anything.
    let (tree, _) = normalised(&text(r#""x-prefix-items""#));
    let schema = tree.unwrap().pointer("/components/schemas/A").unwrap().to_json();
    assert_eq!(schema["x-prefix-items"], json!([{"type": "integer"}]));
}

/// The same value with the members of mappings in the order of their names.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> =
                members.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            members.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(members.into_iter().collect())
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        scalar => scalar,
    }
}

#[test]
fn normalising_twice_changes_nothing() {
    for entry in fixtures().read_dir().unwrap() {
        let path = entry.unwrap().path();
        let (tree, _) = normalised(&std::fs::read_to_string(&path).unwrap());
        let once = without_made(tree.unwrap().to_json());
        let (tree, _) = normalised(&once.to_string());
        assert_eq!(without_made(tree.unwrap().to_json()), once, "{}", path.display());
    }
}

/// A value without what normalisation put in under keys of its own.
fn without_made(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.into_iter().filter(|(key, _)| !key.starts_with('\0'));
            Value::Object(members.map(|(key, value)| (key, without_made(value))).collect())
        }
        Value::Array(items) => items.into_iter().map(without_made).collect(),
        scalar => scalar,
    }
}

/// A document that has each object of the specification, to be mutated.
const DOCUMENT: &str = include_str!("fixtures/everything.yaml");

/// The same of Swagger 2.0.
const OLD_DOCUMENT: &str = include_str!("fixtures/swagger/library.2.0.yaml");

/// Names of members, some of them of no object.
const NAMES: &[&str] = &[
    "$ref",
    "$defs",
    "$anchor",
    "$recursiveRef",
    "additionalProperties",
    "allOf",
    "anyOf",
    "basePath",
    "callbacks",
    "collectionFormat",
    "consumes",
    "definitions",
    "components",
    "const",
    "content",
    "default",
    "description",
    "discriminator",
    "encoding",
    "enum",
    "example",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "explode",
    "externalDocs",
    "flows",
    "format",
    "get",
    "headers",
    "in",
    "items",
    "links",
    "mapping",
    "maxLength",
    "maximum",
    "minItems",
    "minimum",
    "multipleOf",
    "name",
    "not",
    "nullable",
    "oneOf",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyName",
    "requestBody",
    "required",
    "responses",
    "schema",
    "schemas",
    "scopes",
    "security",
    "servers",
    "style",
    "tags",
    "type",
    "uniqueItems",
    "unevaluatedProperties",
    "url",
    "variables",
    "webhooks",
    "x-extension",
    "unknown",
    "/path",
    "200",
    "4xx",
    "default",
];

/// Values that stand where they should not.
fn values() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(3.0),
        json!(1e300),
        json!(u64::MAX),
        json!("big-number"),
        json!(""),
        json!("3"),
        json!("true"),
        json!("string"),
        json!("null"),
        json!("query"),
        json!("body"),
        json!("formData"),
        json!("array"),
        json!("file"),
        json!("deepObject"),
        json!("mutualTLS"),
        json!([]),
        json!({}),
        json!([null]),
        json!([["a"]]),
        json!(["string", "null", "integer"]),
        json!(["number", 5]),
        json!([{"type": "null"}]),
        json!([{}, 5, null]),
        json!({"type": "null"}),
        json!({"type": ["string", "array"], "enum": ["a", null], "items": [true]}),
        json!({"a": null, "b": 5, "c": {}}),
        json!({"$ref": 5}),
        json!({"$ref": "#"}),
        json!({"$ref": "#/components/schemas/Share"}),
        json!({"$ref": "#/components/schemas/Share/properties/id"}),
        json!({"$ref": "#/components/schemas/Share/properties"}),
        json!({"$ref": "#/components/parameters/limit", "description": "a"}),
        json!({"$ref": "#/paths/~1shares"}),
        json!({"$ref": "#/parameters/NewBook"}),
        json!({"$ref": "#/definitions/Book"}),
        json!({"$ref": "#/x-own/thing", "type": "string", "title": "b"}),
        json!({"$ref": "#/x-own"}),
        json!({"$defs": {"a": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"}),
    ]
}

/// One change of a document: where, by a number of the place, and what.
#[derive(Clone, Debug)]
enum Mutation {
    Drop(usize),
    Set(usize, usize),
    Rename(usize, usize),
    Add(usize, usize, usize),
    Copy(usize, usize),
    Wrap(usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let place = 0_usize..100_000;
    prop_oneof![
        place.clone().prop_map(Mutation::Drop),
        (place.clone(), 0_usize..1000).prop_map(|(at, value)| Mutation::Set(at, value)),
        (place.clone(), 0_usize..1000).prop_map(|(at, name)| Mutation::Rename(at, name)),
        (place.clone(), 0_usize..1000, 0_usize..1000)
            .prop_map(|(at, name, value)| Mutation::Add(at, name, value)),
        (place.clone(), place.clone()).prop_map(|(from, to)| Mutation::Copy(from, to)),
        place.prop_map(Mutation::Wrap),
    ]
}

/// The pointers of a document but for that of the whole.
fn places(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut todo = vec![(String::new(), value)];
    while let Some((at, value)) = todo.pop() {
        let below: Vec<(String, &Value)> = match value {
            Value::Object(members) => {
                let escape = |key: &str| key.replace('~', "~0").replace('/', "~1");
                members
                    .iter()
                    .map(|(key, value)| (format!("{at}/{}", escape(key)), value))
                    .collect()
            }
            Value::Array(items) => {
                items.iter().enumerate().map(|(i, item)| (format!("{at}/{i}"), item)).collect()
            }
            _ => Vec::new(),
        };
        found.extend(below.iter().map(|(at, _)| at.clone()));
        todo.extend(below);
    }
    found
}

fn mutate(document: &mut Value, mutation: &Mutation) {
    let places = places(document);
    if places.is_empty() {
        return;
    }
    let place = |number: usize| places[number % places.len()].as_str();
    let all = values();
    let value = |number: usize| all[number % all.len()].clone();
    let name = |number: usize| NAMES[number % NAMES.len()].to_owned();
    let parent =
        |document: &mut Value, at: &str, change: &mut dyn FnMut(&mut Map<String, Value>, &str)| {
            let (above, key) = at.rsplit_once('/').unwrap();
            let key = key.replace("~1", "/").replace("~0", "~");
            if let Some(Value::Object(members)) = document.pointer_mut(above) {
                change(members, &key);
            }
        };
    match *mutation {
        Mutation::Drop(at) => parent(document, place(at), &mut |members, key| {
            members.remove(key);
        }),
        Mutation::Set(at, new) => *document.pointer_mut(place(at)).unwrap() = value(new),
        Mutation::Rename(at, new) => parent(document, place(at), &mut |members, key| {
            let value = members.remove(key).unwrap();
            members.insert(name(new), value);
        }),
        Mutation::Add(at, new, with) => {
            if let Some(Value::Object(members)) = document.pointer_mut(place(at)) {
                members.insert(name(new), value(with));
            }
        }
        Mutation::Copy(from, to) => {
            let copy = document.pointer(place(from)).unwrap().clone();
            *document.pointer_mut(place(to)).unwrap() = copy;
        }
        Mutation::Wrap(at) => {
            let value = document.pointer_mut(place(at)).unwrap();
            *value = json!([value.take()]);
        }
    }
}

fn assert_read(text: &str) {
    let (tree, diagnostics) = normalised(text);
    let Some(tree) = tree else {
        assert!(diagnostics.has_errors(), "nothing is read, and nothing is said");
        return;
    };
    if let Err(error) = read(&tree) {
        panic!("{error:?} in\n{text}");
    }
}

#[test]
fn openapiv3_reads_the_whole_document() {
    for version in ["3.0.3", "3.1.0"] {
        let text = DOCUMENT.replace("3.1.0", version);
        let (tree, diagnostics) = normalised(&text);
        let errors: Vec<_> =
            diagnostics.into_iter().filter(|d| d.severity() == Severity::Error).collect();
        assert!(errors.is_empty(), "{errors:?}");
        read(&tree.unwrap()).unwrap();
    }
    let sources = Sources::new();
    let file = sources.add("everything.yaml", DOCUMENT);
    let tree = source::parse(&sources, file, &Diagnostics::new()).unwrap();
    assert!(read(&tree).is_err(), "the document asks nothing of normalisation");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn openapiv3_reads_whatever_was_normalised(
        mutations in proptest::collection::vec(mutation(), 1..12),
        old in any::<bool>(),
    ) {
        let sources = Sources::new();
        let file = sources.add("everything.yaml", DOCUMENT);
        let mut document = source::parse(&sources, file, &Diagnostics::new()).unwrap().to_json();
        for mutation in &mutations {
            mutate(&mut document, mutation);
        }
        let text = document.to_string().replace("\"big-number\"", "-123456789012345678901234567890");
        let text = if old { text.replace("3.1.0", "3.0.3") } else { text };
        assert_read(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn openapiv3_reads_whatever_was_raised(
        mutations in proptest::collection::vec(mutation(), 1..12),
    ) {
        let sources = Sources::new();
        let file = sources.add("library.yaml", OLD_DOCUMENT);
        let mut document = source::parse(&sources, file, &Diagnostics::new()).unwrap().to_json();
        for mutation in &mutations {
            mutate(&mut document, mutation);
        }
        assert_read(&document.to_string());
    }
}

/// A real document, which has no fault: what it says is taken without a word.
#[test]
fn the_document_of_the_repository_has_the_right_shape() {
    let (tree, diagnostics) = normalised(include_str!("../../spec/shares.yaml"));
    let counts = diagnostics.counts();
    assert_eq!((counts.errors, counts.warnings), (0, 0), "{:?}", diagnostics.into_sorted());
    read(&tree.unwrap()).unwrap_or_else(|error| panic!("{error:?}"));
}
