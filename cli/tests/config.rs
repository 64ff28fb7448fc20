//! What is said of a `codegen.toml`: everything that is wrong with it, in one run, with places.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test that cannot go on fails"
)]

mod support;

use support::Workspace;

fn faults(config: &str) -> String {
    let workspace = Workspace::new();
    workspace.write("spec/codegen.toml", config);
    let run = workspace.run(&["codegen"]).exits(1);
    assert!(!workspace.path("generated").exists());
    run.err
}

#[test]
fn all_faults_are_found_in_one_run() {
    let config = r#"[[crate]]
document = "pets.json"
output = "../generated"
request-id-header = "no header"
colour = "red"

[crate.package]
name = "9lives"
version = 1
keywords = ["a", "b", "c", "d", "e", "f"]

[crate.names]
strip_prefixes = ["x_"]
strip-suffixes = "_object"

[crate.names.operations."shares-list"]
methods = "list"

[crate.envelope]
success = "success"

[crate.pagination]
style = "page-number"
page = "page"
next = "cursor"

[crate.credentials]
env-prefix = "MY API"
precedence = [["api_token"], [], "api_key"]
"#;
    insta::assert_snapshot!(faults(config));
}

#[test]
fn several_faults_of_syntax_are_found_in_one_run() {
    insta::assert_snapshot!(faults(
        "[[crate]]\ndocument = pets.json\noutput =\nname = \"x\"\nname = \"y\"\n"
    ));
}

#[test]
fn what_is_missing_is_named() {
    insta::assert_snapshot!(faults("[[crate]]\n"));
    insta::assert_snapshot!(faults(""));
    insta::assert_snapshot!(faults("[crate]\ndocument = \"pets.json\"\n"));
}

#[test]
fn two_crates_need_two_folders() {
    let one = "[[crate]]\ndocument = \"pets.json\"\noutput = \"../generated\"\n";
    insta::assert_snapshot!(faults(&one.repeat(2)));
}

#[test]
fn a_style_of_pagination_that_is_not_known_is_one_fault() {
    let config = "[[crate]]\ndocument = \"pets.json\"\noutput = \"../generated\"\n\
                  [crate.pagination]\nstyle = \"skip\"\nstart = \"from\"\n";
    insta::assert_snapshot!(faults(config));
}
