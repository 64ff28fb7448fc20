//! `cratewright codegen --only`, and the report on what is in a crate.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use support::{DOCUMENT, Run, Workspace};

const OTHERS: &str = r##"{
  "openapi": "3.0.3",
  "info": { "title": "Farm", "version": "1" },
  "servers": [{ "url": "https://example.com" }],
  "paths": {
    "/cows": { "get": { "operationId": "listCows", "tags": ["cows"], "responses": { "200": {
      "description": "Cows.", "content": { "application/json": { "schema": { "type": "array",
      "items": { "$ref": "#/components/schemas/Cow" } } } } } } } },
    "/hens": { "get": { "operationId": "listHens", "tags": ["hens"], "responses": { "200": {
      "description": "Hens.", "content": { "application/json": { "schema": { "type": "array",
      "items": { "$ref": "#/components/schemas/Hen" } } } } } } } },
    "/eggs": { "get": { "operationId": "listEggs", "responses": { "200": {
      "description": "Eggs.", "content": { "application/json": { "schema": {
      "$ref": "#/components/schemas/Egg" } } } } } } }
  },
  "components": { "schemas": {
    "Cow": { "type": "object", "properties": { "barn": { "$ref": "#/components/schemas/Barn" } } },
    "Hen": { "type": "object", "properties": { "barn": { "$ref": "#/components/schemas/Barn" },
      "eggs": { "type": "array", "items": {} } } },
    "Barn": { "type": "object", "properties": { "name": { "type": "string" } } },
    "Egg": { "type": "object", "properties": { "size": { "type": "string", "format": "egg-size" } } }
  } }
}"##;

fn farm(arguments: &[&str]) -> (Workspace, Run) {
    let workspace = Workspace::new();
    workspace.write("farm.json", OTHERS);
    let spec = ["codegen", "--spec", "farm.json", "--out", "farm", "--name", "farm"];
    let run = workspace.run(&[&spec, arguments].concat());
    (workspace, run)
}

fn models(workspace: &Workspace) -> Vec<String> {
    let files = workspace.tree("farm/src/models").into_keys();
    files.map(|path| path.rsplit('/').next().unwrap().to_owned()).collect()
}

#[test]
fn only_what_is_selected_is_generated() {
    let (workspace, run) = farm(&["--only", "tag:cows"]);
    run.exits(0);
    assert_eq!(models(&workspace), ["barn.rs", "cow.rs"]);
    let (workspace, run) = farm(&["--only", "GET /eggs", "--only", "listHens"]);
    let run = run.exits(0);
    assert_eq!(models(&workspace), ["barn.rs", "egg.rs", "hen.rs"]);
    assert!(run.out.contains("2 operations, 3 models"), "{}", run.out);
}

#[test]
fn a_selection_of_nothing_is_an_error() {
    let (workspace, run) = farm(&["--only", "tag:cow"]);
    let run = run.exits(1);
    assert!(run.err.contains("error[selection-empty]"), "{}", run.err);
    assert!(run.err.contains("did you mean `tag:cows`?"), "{}", run.err);
    assert!(!workspace.path("farm").exists());
    let (_, run) = farm(&["--only", "/cows"]);
    run.exits(2);
}

#[test]
fn settings_for_what_is_not_selected_are_no_fault() {
    let workspace = Workspace::new();
    let config = "[[crate]]\ndocument = \"pets.json\"\noutput = \"../generated\"\nonly = [\"listPets\"]\n\
                  [crate.package]\nname = \"pets\"\n[crate.names.operations]\nnone = { method = \"a\" }\n";
    workspace.write("spec/codegen.toml", config);
    assert!(DOCUMENT.contains("\"listPets\""));
    let run = workspace.run(&["codegen"]).exits(0);
    assert!(!run.err.contains("config-unused-override"), "{}", run.err);
}

#[test]
fn the_report_names_each_place() {
    let (_, run) = farm(&["--report"]);
    insta::assert_snapshot!(run.exits(0).out);
    let (_, run) = farm(&["--report=json"]);
    insta::assert_snapshot!(run.exits(0).out);
}

#[test]
fn what_was_found_in_the_document_is_told_and_in_the_report() {
    let query = |name: &str| {
        format!(r#"{{ "name": "{name}", "in": "query", "schema": {{ "type": "integer" }} }}"#)
    };
    let parameters = format!(r#""parameters": [{}, {}], "#, query("offset"), query("limit"));
    let hens = r#""operationId": "listHens", "#;
    let document = OTHERS.replace(hens, &format!("{hens}{parameters}"));
    let workspace = Workspace::new();
    workspace.write("farm.json", &document);
    let spec = ["codegen", "--spec", "farm.json", "--out", "farm", "--name", "farm"];
    let run = workspace.run(&[&spec[..], &["--report"]].concat()).exits(0);
    assert!(run.err.contains("note[pagination-detected]: a list comes in pages"), "{}", run.err);
    let line = "`pagination = { style = \"offset\", offset = \"offset\", limit = \"limit\" }`";
    assert!(run.err.contains(line) && run.out.contains(line), "{}{}", run.err, run.out);
    let run = workspace.run(&[&spec[..], &["--quiet"]].concat()).exits(0);
    assert!(!run.err.contains("pagination-detected"), "{}", run.err);
}

/// A document with an example that comes back, one that is wrong, one that nobody can check, and one
/// of what no operation reaches.
const EXAMPLES: &str = r##"{
  "openapi": "3.1.0",
  "info": { "title": "Zoo", "version": "1" },
  "servers": [{ "url": "https://example.com" }],
  "paths": { "/apes": { "get": { "operationId": "listApes", "responses": { "200": {
    "description": "Apes.", "content": { "application/json": {
      "schema": { "type": "array", "items": { "$ref": "#/components/schemas/Ape" } },
      "examples": { "one": { "value": [{ "name": "Koko" }] } } } } },
    "400": { "description": "No.", "content": { "application/json": { "example": "no" } } }
  } } } },
  "components": { "schemas": {
    "Ape": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } },
      "examples": [{ "name": "Lucy", "age": 3 }, { "age": 4 }] },
    "Bee": { "type": "string", "example": "Maya" }
  } }
}"##;

#[test]
fn examples_are_tested_counted_and_told() {
    let workspace = Workspace::new();
    workspace.write("zoo.json", EXAMPLES);
    let spec = ["codegen", "--spec", "zoo.json", "--out", "zoo", "--name", "zoo"];
    let run = workspace.run(&[&spec[..], &["--with-example-tests"]].concat()).exits(0);
    let said = "5 examples, 1 of them not what their own schemas allow\n";
    assert!(run.out.ends_with(said), "{}", run.out);
    let table = workspace.read("zoo/tests/round_trips.rs");
    assert!(table.contains(r##"r#"{"age":3,"name":"Lucy"}"#"##), "{table}");
    assert!(!table.contains(r#"{"age":4}"#), "{table}");
    assert!(workspace.read("zoo/tests/round_trips/check.rs").contains("fn failures"));
    // The settings say it too.
    workspace.write("zoo.toml", "[[crate]]\nexample-tests = true\n");
    let check = [&spec[..], &["--config", "zoo.toml", "--check"]].concat();
    workspace.run(&check).exits(0);
    // A report lists them; the test goes where nobody asks for it.
    let run = workspace.run(&[&spec[..], &["--report"]].concat()).exits(0);
    insta::assert_snapshot!(run.out);
    assert!(!workspace.path("zoo/tests/round_trips.rs").exists());
}
