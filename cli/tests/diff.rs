//! `cratewright diff`: each format, where documents come from, what is denied, each exit code.

// The functions of a test are tests too; clippy sees that of those with an attribute only.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod support;

use support::{DOCUMENT, Run, Workspace};

/// The document with a field that is gone, one that is new, an enum value more and other words.
fn changed() -> String {
    DOCUMENT
        .replace(
            "\"name\": { \"type\": \"string\", \"description\": \"What it is called.\" },\n",
            "\"nick\": { \"type\": \"string\" },\n",
        )
        .replace("\"required\": [\"id\", \"name\"]", "\"required\": [\"id\"]")
        .replace("[\"cat\", \"dog\"]", "[\"cat\", \"dog\", \"fish\"]")
        .replace("Lists pets.", "Lists all pets.")
}

/// The document with something more, and nothing else.
fn extended() -> String {
    DOCUMENT.replace("[\"cat\", \"dog\"]", "[\"cat\", \"dog\", \"fish\"]")
}

/// A repository with the document committed, and another one in the working copy.
fn repository(working_copy: &str) -> Workspace {
    let workspace = Workspace::new();
    workspace.commit("Pets");
    workspace.write("spec/pets.json", working_copy);
    workspace
}

fn run(working_copy: &str, arguments: &[&str]) -> Run {
    let arguments = [&["diff", "git:HEAD", "--today", "2027-01-01"], arguments].concat();
    repository(working_copy).run(&arguments)
}

/// Raises the version of the crate.
fn raise(workspace: &Workspace, version: &str) {
    let text = workspace.read("spec/codegen.toml");
    let raised =
        text.replace("name = \"pets\"\n", &format!("name = \"pets\"\nversion = \"{version}\"\n"));
    workspace.write("spec/codegen.toml", &raised);
}

#[test]
fn text() {
    let run = run(&changed(), &[]).exits(0);
    assert_eq!(run.err, "");
    insta::assert_snapshot!(run.out);
}

#[test]
fn markdown() {
    insta::assert_snapshot!(run(&changed(), &["--format", "markdown"]).exits(0).out);
}

#[test]
fn json() {
    insta::assert_snapshot!(run(&extended(), &["--format", "json"]).exits(0).out);
}

#[test]
fn nothing_changed() {
    for format in ["text", "markdown"] {
        let run =
            run(DOCUMENT, &["--format", format, "--deny", "breaking", "--deny", "undeclared"]);
        assert_eq!(run.exits(0).out, "pets: nothing changed\n");
    }
}

#[test]
fn what_breaks_is_denied() {
    let run = run(&changed(), &["--deny", "breaking", "--format", "json"]).exits(1);
    assert!(run.err.contains("error[diff-breaking]: property-removed"), "{}", run.err);
    assert!(run.err.contains("git:HEAD:spec/pets.json:"), "{}", run.err);
    let fine = self::run(&extended(), &["--deny", "breaking"]).exits(0);
    assert_eq!(fine.err, "");
}

#[test]
fn a_version_that_was_not_raised_is_denied() {
    let denied = run(&extended(), &["--deny", "undeclared"]).exits(1);
    assert!(denied.err.contains("error[diff-undeclared]"), "{}", denied.err);
    assert!(denied.err.contains("it must be at least 0.1.1"), "{}", denied.err);
    let workspace = repository(&extended());
    raise(&workspace, "0.1.1");
    workspace.run(&["diff", "git:HEAD", "--deny", "undeclared"]).exits(0);
    workspace.write("spec/pets.json", &changed());
    let denied = workspace.run(&["diff", "git:HEAD", "--deny", "undeclared"]).exits(1);
    assert!(denied.err.contains("it must be at least 0.2.0"), "{}", denied.err);
    raise(&workspace, "0.1.1");
}

#[test]
fn two_files_have_no_old_version_but_the_one_that_is_given() {
    let workspace = Workspace::new();
    workspace.write("old.json", DOCUMENT);
    workspace.write("spec/pets.json", &extended());
    let arguments = ["diff", "old.json", "--deny", "undeclared"];
    let unknown = workspace.run(&arguments).exits(1);
    assert!(unknown.err.contains("is not known"), "{}", unknown.err);
    workspace.run(&[&arguments[..], &["--old-version", "0.0.9"]].concat()).exits(0);
    workspace.run(&[&arguments[..], &["--old-version", "0.1.0"]].concat()).exits(1);
    let both = workspace.run(&["diff", "old.json", "spec/pets.json"]).exits(0);
    assert!(both.out.contains("enum-value-added"), "{}", both.out);
    let turned = workspace.run(&["diff", "spec/pets.json", "old.json"]).exits(0);
    assert!(turned.out.contains("enum-value-removed"), "{}", turned.out);
}

#[test]
fn what_was_announced_may_go_after_its_day() {
    let deprecated =
        "\"name\": { \"type\": \"string\", \"deprecated\": true, \"x-sunset\": \"2027-06-30\"";
    let workspace = Workspace::new();
    let old = DOCUMENT.replace("[\"id\", \"name\"]", "[\"id\"]");
    workspace.write("old.json", &old.replace("\"name\": { \"type\": \"string\"", deprecated));
    workspace.write("new.json", &changed());
    let arguments = ["diff", "old.json", "new.json", "--deny", "breaking", "--today"];
    let early = workspace.run(&[&arguments[..], &["2027-06-30"]].concat()).exits(1);
    assert!(early.err.contains("removed-before-sunset"), "{}", early.err);
    let in_time = workspace.run(&[&arguments[..], &["2027-07-01"]].concat()).exits(0);
    assert!(in_time.out.contains("removed-after-sunset"), "{}", in_time.out);
    assert!(in_time.out.contains("; major"), "the compiler sees it all the same: {}", in_time.out);
}

#[test]
fn what_ends_soon_is_told() {
    let deprecated =
        "\"name\": { \"type\": \"string\", \"deprecated\": true, \"x-sunset\": \"2027-03-01\"";
    let document = DOCUMENT.replace("\"name\": { \"type\": \"string\"", deprecated);
    for format in ["text", "markdown"] {
        let soon = run(&document, &["--format", format]).exits(0);
        assert!(
            soon.out.contains("property name of Pet ends on 2027-03-01, in 59 days"),
            "{}",
            soon.out
        );
    }
    let late = run(&document.replace("2027-03-01", "2028-03-01"), &[]).exits(0);
    assert!(!late.out.contains("ends on"), "{}", late.out);
}

#[test]
fn what_cannot_be_read_is_said() {
    let workspace = repository(DOCUMENT);
    for old in ["none.json", "git:none", "git:", "git:--output=x"] {
        let run = workspace.run(&["diff", old]).exits(1);
        assert!(run.err.contains("error[file-not-found]"), "{old}: {}", run.err);
    }
    assert!(!workspace.path("x").exists());
    workspace.run(&["diff"]).exits(2);
    workspace.run(&["diff", "git:HEAD", "--deny", "all"]).exits(2);
    workspace.write("broken.json", "{");
    let broken = workspace.run(&["diff", "git:HEAD", "broken.json"]).exits(1);
    assert!(broken.err.contains("broken.json"), "{}", broken.err);
}

#[test]
fn rules_are_explained() {
    let workspace = Workspace::new();
    let rule = workspace.run(&["explain", "property-removed"]).exits(0);
    assert!(rule.out.starts_with("# property-removed\n"), "{}", rule.out);
    let all = workspace.run(&["explain"]).exits(0);
    assert!(all.out.contains("property-removed"), "{}", all.out);
    let near = workspace.run(&["explain", "property-remove"]).exits(2);
    assert!(near.err.contains("`property-removed`"), "{}", near.err);
}
