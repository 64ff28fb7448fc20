//! The same from another program: nothing is printed, and what is said comes back.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

mod support;

use cratewright::Project;
use cratewright::write::Change;
use std::fs;
use support::Workspace;

#[test]
fn a_program_of_its_own_generates_compares_and_writes() {
    let workspace = Workspace::new();
    let crates = Project::open(workspace.path(".")).unwrap().generate().unwrap();
    assert_eq!(crates.crates.len(), 1);
    let made = &crates.crates[0];
    assert_eq!(made.name, "pets");
    let inputs: Vec<_> = made.inputs().collect();
    assert!(inputs[0].ends_with("codegen.toml") && inputs[1].ends_with("pets.json"), "{inputs:?}");
    let plans = crates.compare().unwrap();
    assert!(plans[0].changes.iter().all(|(_, change)| matches!(change, Change::Add { .. })));
    assert!(!workspace.path("generated").exists(), "a comparison writes nothing");
    let written = crates.write().unwrap();
    assert_eq!(written[0].written, plans[0].shown().len());
    assert!(crates.compare().unwrap()[0].is_empty());
    // The command line makes the same.
    workspace.run(&["codegen", "--check"]).exits(0);
}

#[test]
fn a_fault_is_a_value_that_shows_itself_as_the_command_line_does() {
    let workspace = Workspace::new();
    let text = workspace.read("spec/pets.json").replacen("\"string\"", "\"strnig\"", 1);
    workspace.write("spec/pets.json", &text);
    let project = Project::open(workspace.path("spec/codegen.toml")).unwrap();
    let failure = project.generate().unwrap_err();
    let codes: Vec<_> = failure.diagnostics().map(|found| found.code().id()).collect();
    assert_eq!(codes, ["type-unknown"]);
    let run = workspace.run(&["codegen"]).exits(1);
    let shown = failure.to_string().replace(&workspace.path("").display().to_string(), "");
    assert!(run.err.starts_with(&shown), "{shown}\n{}", run.err);
    assert_eq!(format!("{failure:?}"), failure.to_string());
    assert!(!workspace.path("generated").exists());
}

#[test]
fn what_is_not_there_or_in_the_way_is_a_fault() {
    let workspace = Workspace::new();
    let crates = Project::open(workspace.path(".")).unwrap().generate().unwrap();
    workspace.write("generated/src/lib.rs", "//! Mine.\n");
    let failure = crates.write().unwrap_err();
    let codes: Vec<_> = failure.diagnostics().map(|found| found.code().id()).collect();
    assert_eq!(codes, ["output-hand-written"]);
    fs::remove_file(workspace.path("spec/codegen.toml")).unwrap();
    let failure = Project::open(workspace.path(".")).map(|_| ()).unwrap_err();
    assert_eq!(failure.diagnostics().next().unwrap().code().id(), "file-not-found");
}
