//! `init`: the way of somebody who has a project and a document, and nothing of ours.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use support::{DOCUMENT, Workspace};

/// A plain package with a document, in which nothing knows of this program.
fn project() -> Workspace {
    let workspace = Workspace::new();
    workspace.write("Cargo.toml", "[package]\nname = \"shop\"\nversion = \"0.1.0\"\n");
    fs::remove_file(workspace.path("spec/codegen.toml")).unwrap();
    fs::rename(workspace.path("spec"), workspace.path("api")).unwrap();
    workspace
}

#[test]
fn a_document_is_found_and_becomes_a_crate() {
    let workspace = project();
    // None of these is one.
    workspace.write("api/other.json", "{\"name\": \"openapi\"}");
    workspace.write("target/doc.json", DOCUMENT);
    workspace.write("node_modules/x/openapi.json", DOCUMENT);
    let run = workspace.run(&["init"]).exits(0);
    insta::assert_snapshot!(run.out.replace('\\', "/"));
    insta::assert_snapshot!(workspace.read("codegen.toml"));
    let manifest = workspace.read("pets-client/Cargo.toml");
    assert!(manifest.contains("publish = false"), "{manifest}");
    assert!(!manifest.contains("license") && !manifest.contains("authors"), "{manifest}");
    assert!(!workspace.read("pets-client/README.md").contains("icence"));
    // What is written as a comment can be read: every key that it names is one.
    let told = workspace.read("codegen.toml");
    let all = told.lines().map(|line| match line.strip_prefix("# ") {
        Some(said) if said.starts_with('[') || said.split(' ').nth(1) == Some("=") => said,
        _ => line,
    });
    workspace.write("codegen.toml", &all.collect::<Vec<_>>().join("\n"));
    assert!(
        workspace.read("codegen.toml").lines().filter(|line| !line.starts_with('#')).count() > 15
    );
    let run = workspace.run(&["codegen", "--check"]);
    assert!(!run.err.contains("error[config"), "{}", run.err);
}

#[test]
fn every_command_works_from_any_folder_below_and_needs_no_workspace() {
    let workspace = project();
    fs::remove_file(workspace.path("Cargo.toml")).unwrap();
    workspace.run(&["init", "--name", "zoo", "--out", "clients/zoo"]).exits(0);
    workspace.commit("A zoo");
    workspace.write("deep/down/here.txt", "");
    for arguments in [
        &["codegen"][..],
        &["codegen", "--check"],
        &["sunsets"],
        &["diff", "git:HEAD"],
        &["explain", "output-changed"],
    ] {
        for folder in [".", "api", "deep/down"] {
            let status = workspace.command(folder, arguments).status().unwrap();
            assert!(status.success(), "{arguments:?} in {folder}");
        }
    }
    assert!(!workspace.path("deep/down/clients").exists());
}

#[test]
fn what_cannot_be_found_out_is_said() {
    let workspace = project();
    workspace.write("other/openapi.yaml", "openapi: 3.1.0\n");
    let run = workspace.run(&["init"]).exits(1);
    insta::assert_snapshot!(run.err.replace('\\', "/"));
    fs::remove_dir_all(workspace.path("other")).unwrap();
    fs::remove_dir_all(workspace.path("api")).unwrap();
    insta::assert_snapshot!(workspace.run(&["init"]).exits(1).err);
    assert!(!workspace.path("codegen.toml").exists());
    workspace.run(&["init", "none.yaml"]).exits(1);
    assert!(!workspace.path("codegen.toml").exists());
}

#[test]
fn settings_that_are_there_stay() {
    for there in ["codegen.toml", "spec/codegen.toml"] {
        let workspace = project();
        workspace.write(there, "mine\n");
        let run = workspace.run(&["init"]).exits(1);
        assert!(run.err.contains(&format!("there are settings already: `{there}`")), "{run:?}");
        assert_eq!(workspace.read(there), "mine\n");
    }
}

#[test]
fn without_settings_the_help_is_to_make_some() {
    let workspace = project();
    let run = workspace.run(&["codegen"]).exits(1);
    insta::assert_snapshot!(run.err);
}

#[test]
fn licence_authors_and_publishing_are_settings() {
    let workspace = Workspace::new();
    let config = workspace.read("spec/codegen.toml");
    let said = "license = \"MIT\"\nauthors = [\"A. Writer <a@example.com>\"]\npublish = true\n";
    workspace.write("spec/codegen.toml", &format!("{config}{said}"));
    workspace.run(&["codegen"]).exits(0);
    let manifest = workspace.read("generated/Cargo.toml");
    assert!(manifest.contains("license = \"MIT\"\n"), "{manifest}");
    assert!(manifest.contains("authors = [\"A. Writer <a@example.com>\"]\n"), "{manifest}");
    assert!(!manifest.contains("publish"), "{manifest}");
    assert!(workspace.read("generated/README.md").ends_with("## Licence\n\nMIT.\n"));
    workspace.write("spec/codegen.toml", &format!("{config}license = \"as you like!\"\n"));
    let run = workspace.run(&["codegen"]).exits(1);
    assert!(run.err.contains("error[config-invalid-value]"), "{run:?}");
}
