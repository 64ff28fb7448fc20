//! `cratewright sunsets`: each format, each boundary, each exit code.

// The functions of a test are tests too; clippy sees that of those with an attribute only.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod support;

use support::{Run, Workspace};

/// The dates of what is deprecated here: 2027-05-26 twice, 2027-06-30, 2028-01-31, and none.
const DOCUMENT: &str = r##"openapi: 3.0.3
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{$ref: '#/components/parameters/Kind'}]
      responses: {"204": {description: Done.}}
    post:
      operationId: addPet
      deprecated: true
      parameters: [{$ref: '#/components/parameters/Kind'}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {"204": {description: Done.}}
components:
  parameters:
    Kind:
      name: kind
      in: query
      deprecated: true
      x-sunset: "2027-06-30"
      schema: {type: string, enum: [cat, dog, lynx], x-deprecated-values: {lynx: {replacement: cat, sunset: "2028-01-31"}}}
  schemas:
    Pet:
      type: object
      properties:
        color: {type: string}
        colour:
          type: string
          deprecated: true
          x-alias-of: color
          x-sunset: "2027-05-26"
          x-stainless-deprecation-message: One spelling is enough.
        "tail|length": {type: number, deprecated: true, x-forge-sunset: {date: "2027-05-26T23:59:59Z"}}
"##;

fn workspace(document: &str) -> Workspace {
    let workspace = Workspace::new();
    workspace.write("spec/pets.json", "");
    workspace.write("spec/pets.yaml", document);
    workspace.write(
        "spec/codegen.toml",
        "[[crate]]\ndocument = \"pets.yaml\"\noutput = \"../generated\"\n[crate.package]\nname = \"pets\"\n",
    );
    workspace
}

fn run(document: &str, arguments: &[&str]) -> Run {
    workspace(document).run(&[&["sunsets"], arguments].concat())
}

/// A document in which nothing is deprecated.
fn empty() -> String {
    support::DOCUMENT.replace("\"deprecated\": true", "\"deprecated\": false")
}

#[test]
fn text() {
    let run = run(DOCUMENT, &["--today", "2027-05-26"]).exits(0);
    assert_eq!(run.err, "");
    insta::assert_snapshot!(run.out);
}

#[test]
fn markdown() {
    let run = run(DOCUMENT, &["--today", "2027-05-27", "--format", "markdown"]).exits(0);
    insta::assert_snapshot!(run.out);
}

#[test]
fn json() {
    let run = run(DOCUMENT, &["--today", "2027-05-27", "--format", "json"]).exits(0);
    insta::assert_snapshot!(run.out);
}

#[test]
fn within_hides_what_is_later_and_what_has_no_date() {
    let run = run(DOCUMENT, &["--today", "2027-05-27", "--within", "34d"]).exits(0);
    insta::assert_snapshot!(run.out);
}

/// How many rows there are for what ends on 2027-06-30 and before.
fn rows(today: &str, within: &str) -> usize {
    let run = run(DOCUMENT, &["--today", today, "--within", within, "--format", "json"]).exits(0);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    report["items"].as_array().unwrap().len()
}

#[test]
fn within_counts_its_last_day_and_what_has_ended() {
    assert_eq!(rows("2027-06-02", "27d"), 2, "the two that have ended");
    assert_eq!(rows("2027-06-02", "28d"), 3);
    assert_eq!(rows("2027-06-02", "4w"), 3);
    assert_eq!(rows("2027-06-30", "0d"), 3);
    assert_eq!(rows("2030-01-01", "0d"), 4);
}

#[test]
fn the_last_day_is_in_time_and_the_next_is_not() {
    run(DOCUMENT, &["--today", "2027-05-26", "--deny-expired"]).exits(0);
    let run = run(DOCUMENT, &["--today", "2027-05-27", "--deny-expired"]).exits(1);
    insta::assert_snapshot!(run.err);
}

#[test]
fn what_ends_soon_can_be_denied() {
    run(DOCUMENT, &["--today", "2027-04-25", "--deny-within", "30d"]).exits(0);
    let near = run(DOCUMENT, &["--today", "2027-04-26", "--deny-within", "30d"]).exits(1);
    assert_eq!(near.err.matches("error[sunset-near]").count(), 2, "{}", near.err);
    let late = run(DOCUMENT, &["--today", "2027-05-27", "--deny-within", "1d"]).exits(1);
    assert_eq!(late.err.matches("error[sunset-expired]").count(), 2, "{}", late.err);
    assert_eq!(late.err.matches("error[").count(), 2, "{}", late.err);
}

#[test]
fn without_a_deny_option_a_date_is_no_fault() {
    run(DOCUMENT, &["--today", "2099-01-01"]).exits(0);
}

#[test]
fn an_empty_calendar() {
    let (document, today) = (empty(), ["--today", "2027-05-26"]);
    let text = run(&document, &today).exits(0);
    assert_eq!(text.out, "2027-05-26: nothing is deprecated\n");
    let markdown = run(&document, &[&today[..], &["--format", "markdown"]].concat()).exits(0);
    assert_eq!(markdown.out, "2027-05-26: nothing is deprecated\n");
    let json = run(&document, &[&today[..], &["--format", "json"]].concat()).exits(0);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["items"], serde_json::json!([]));
    run(&document, &[&today[..], &["--deny-expired"]].concat()).exits(0);
}

#[test]
fn a_document_without_settings() {
    let workspace = workspace(DOCUMENT);
    workspace.write("elsewhere/pets.yaml", DOCUMENT);
    let arguments = ["sunsets", "--spec", "elsewhere/pets.yaml", "--today", "2027-05-26"];
    let run = workspace.run(&arguments).exits(0);
    assert!(run.out.contains("elsewhere/pets.yaml:30:23"), "{}", run.out);
    workspace.run(&[&arguments[..], &["--config", "spec/codegen.toml"]].concat()).exits(2);
    workspace.run(&["sunsets", "--config", "none.toml"]).exits(1);
}

#[test]
fn the_key_of_the_settings_is_read() {
    let workspace = workspace(&DOCUMENT.replace("x-sunset", "x-my-end"));
    let settings = workspace.read("spec/codegen.toml");
    let settings =
        settings.replace("[crate.package]", "sunset-key = \"x-my-end\"\n[crate.package]");
    workspace.write("spec/codegen.toml", &settings);
    let run = workspace.run(&["sunsets", "--today", "2027-05-26"]).exits(0);
    assert!(run.out.contains("5 deprecated: 0 ended, 4 in time, 1 without a date"), "{}", run.out);
}

#[test]
fn two_crates_of_one_document_have_one_calendar() {
    let workspace = workspace(DOCUMENT);
    let settings = workspace.read("spec/codegen.toml");
    let second = settings.replace("generated", "other").replace("\"pets\"", "\"others\"");
    workspace.write("spec/codegen.toml", &format!("{settings}{second}"));
    let run = workspace.run(&["sunsets", "--today", "2027-05-26"]).exits(0);
    assert!(run.out.contains(": 5 deprecated:"), "{}", run.out);
}

#[test]
fn faults_of_the_document_and_of_the_command_line() {
    let broken = run(&DOCUMENT.replace("\"2027-06-30\"", "soon"), &[]).exits(1);
    assert!(broken.err.contains("error[sunset-invalid]"), "{}", broken.err);
    assert_eq!(broken.out, "");
    for bad in [
        ["--within", "90"],
        ["--within", "d"],
        ["--within", "-1d"],
        ["--deny-within", "3m"],
        ["--today", "tomorrow"],
        ["--today", "2027-02-30"],
        ["--today", "2027-05-26T00:00:00Z"],
        ["--format", "html"],
    ] {
        run(DOCUMENT, &bad).exits(2);
    }
}

#[test]
fn today_is_the_day_in_utc() {
    let before = jiff::Timestamp::now();
    let run = run(&empty(), &[]).exits(0);
    let after = jiff::Timestamp::now();
    let day = |time: jiff::Timestamp| time.to_string()[..10].to_owned();
    let shown = &run.out[..10];
    assert!([day(before), day(after)].contains(&shown.to_owned()), "{shown}");
    assert!(!run.out.contains('\u{1b}'), "colours outside of a terminal");
}
