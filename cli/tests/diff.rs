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

#[test]
fn both_documents_may_be_of_commits() {
    let workspace = repository(&extended());
    workspace.commit("More kinds");
    workspace.write("spec/pets.json", "{");
    let run = workspace.run(&["diff", "git:HEAD~1", "git:HEAD"]).exits(0);
    assert!(run.out.contains("enum-value-added"), "{}", run.out);
    let back = workspace.run(&["diff", "git:HEAD", "git:HEAD~1"]).exits(0);
    assert!(back.out.contains("enum-value-removed"), "{}", back.out);
    workspace.write("old.json", &changed());
    let file = workspace.run(&["diff", "old.json", "git:HEAD"]).exits(0);
    assert!(file.out.contains("property-removed"), "{}", file.out);
    let none = workspace.run(&["diff", "git:HEAD", "git:none"]).exits(1);
    assert!(none.err.contains("error[file-not-found]"), "{}", none.err);
}

#[test]
fn a_part_may_be_compared() {
    let other = DOCUMENT.replace("Lists pets.", "Lists all pets.");
    let whole = run(&other, &[]).exits(0);
    assert!(whole.out.contains("documentation-changed"), "{}", whole.out);
    let id = DOCUMENT.split("\"operationId\": \"").nth(1).unwrap().split('"').next().unwrap();
    let part = run(&other, &["--only", id]).exits(0);
    assert!(part.out.contains("documentation-changed"), "{}", part.out);
    let none = run(&other, &["--only", "noSuchOperation"]).exits(1);
    assert!(none.err.contains("selection-empty"), "{}", none.err);
}

#[test]
fn without_settings_the_old_version_says_which_the_new_one_must_be() {
    let workspace = Workspace::new();
    workspace.write("old.json", DOCUMENT);
    workspace.write("new.json", &extended());
    let arguments = ["diff", "old.json", "new.json", "--old-version", "1.2.3"];
    let run = workspace.run(&arguments).exits(0);
    assert!(
        run.out.contains("minor: after 1.2.3 the version must be at least 1.3.0"),
        "{}",
        run.out
    );
    let denied = workspace.run(&[&arguments[..], &["--deny", "undeclared"]].concat()).exits(1);
    assert!(denied.err.contains("must be at least 1.3.0, and is not known"), "{}", denied.err);
    let same = ["diff", "old.json", "old.json", "--old-version", "1.2.3", "--deny", "undeclared"];
    workspace.run(&same).exits(0);
}

#[test]
fn documents_with_errors_are_compared_as_far_as_they_can_be_read() {
    let broken = |text: &str| {
        text.replace("\"name\": { \"type\": \"string\"", "\"name\": { \"type\": \"text\"")
    };
    let workspace = Workspace::new();
    workspace.write("old.json", &broken(DOCUMENT));
    workspace.write("new.json", &extended());
    assert_ne!(broken(DOCUMENT), DOCUMENT);
    let old = workspace.run(&["diff", "old.json", "new.json"]).exits(0);
    assert!(old.err.contains("error["), "{}", old.err);
    assert!(old.out.contains("The old document has 1 error"), "{}", old.out);
    assert!(old.out.contains("enum-value-added"), "{}", old.out);
    let new = workspace.run(&["diff", "new.json", "old.json", "--format", "markdown"]).exits(1);
    assert!(new.out.contains("The new document has 1 error"), "{}", new.out);
    assert!(new.out.contains("enum-value-removed"), "{}", new.out);
}

/// A document with so many operations, each with a parameter of a type.
fn large(operations: usize, ty: &str) -> String {
    let operation = |index: usize| {
        format!(
            "\"/things-with-a-name-of-some-length/{index}\": {{\"get\": {{\"operationId\": \"thing{index}\", \
             \"parameters\": [{{\"name\": \"page\", \"in\": \"query\", \"schema\": {{\"type\": \"{ty}\"}}}}], \
             \"responses\": {{\"204\": {{\"description\": \"Done.\"}}}}}}}}"
        )
    };
    let paths: Vec<_> = (0..operations).map(operation).collect();
    format!(
        "{{\"openapi\": \"3.0.3\", \"info\": {{\"title\": \"Things\", \"version\": \"1\"}}, \"paths\": {{{}}}}}",
        paths.join(",\n")
    )
}

#[test]
fn a_comment_has_room_for_any_markdown() {
    const MOST: usize = 65_536;
    let workspace = Workspace::new();
    workspace.write("old.json", &large(200, "string"));
    workspace.write("new.json", &large(300, "integer"));
    let run = workspace.run(&["diff", "old.json", "new.json", "--format", "markdown"]).exits(0);
    let length = run.out.chars().count();
    assert!((MOST / 2..MOST).contains(&length), "{length} characters");
    let first: Vec<_> = run.out.lines().take(6).collect();
    assert!(first[0].contains("200 changes break on the wire, in 200 operations"), "{first:?}");
    assert!(run.out.contains("- 200 breaking on the wire: 200 type-narrowed"), "{first:?}");
    assert!(run.out.contains("100 times: an operation is new"), "additions are not folded");
    let last = run.out.lines().last().unwrap();
    assert!(last.starts_with("Left out") && last.contains("`--format json`"), "{last}");
    // The same as a text is whole.
    let text = workspace.run(&["diff", "old.json", "new.json"]).exits(0);
    assert_eq!(text.out.matches("breaking[type-narrowed]").count(), 200);
}
