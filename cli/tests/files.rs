//! Documents of several files, on the disk and in a commit.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use support::{DOCUMENT, Workspace};

/// The document with its schema `Pet` in another file.
fn two_files(workspace: &Workspace) {
    let mut document: serde_json::Value = serde_json::from_str(DOCUMENT).unwrap();
    let schemas = document.pointer_mut("/components/schemas").unwrap().as_object_mut().unwrap();
    let pet = schemas.remove("Pet").unwrap().to_string();
    let text = document.to_string().replace("#/components/schemas/Pet\"", "parts/pets.json#/Pet\"");
    let part = format!("{{\"Pet\": {pet}}}");
    let part = part.replace("#/components/schemas/Pet\"", "#/Pet\"");
    let part = part.replace("\"#/components", "\"../pets.json#/components");
    workspace.write("spec/pets.json", &text);
    workspace.write("spec/parts/pets.json", &part);
}

#[test]
fn other_files_of_the_folder_are_read() {
    let workspace = Workspace::new();
    workspace.run(&["codegen"]).exits(0);
    let one = workspace.tree("generated");
    two_files(&workspace);
    // The model of a pet stands where it stood: not a byte is another one.
    workspace.run(&["codegen", "--check"]).exits(0);
    assert_eq!(workspace.tree("generated"), one);
}

#[test]
fn the_folder_of_a_commit_is_that_of_the_commit() {
    let workspace = Workspace::new();
    two_files(&workspace);
    workspace.commit("Pets in two files");
    workspace.write("spec/pets.json", DOCUMENT);
    std::fs::remove_dir_all(workspace.path("spec/parts")).unwrap();
    let run = workspace.run(&["diff", "git:HEAD", "--deny", "breaking"]).exits(0);
    assert!(run.out.contains("nothing changed"), "{}", run.out);
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folder() {
    let workspace = Workspace::new();
    two_files(&workspace);
    std::fs::rename(workspace.path("spec/parts"), workspace.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(workspace.path("elsewhere"), workspace.path("spec/parts")).unwrap();
    let run = workspace.run(&["codegen"]).exits(1);
    assert!(run.err.contains("error[ref-outside-folder]"), "{}", run.err);
    assert!(run.err.contains("behind a link"), "{}", run.err);
    assert!(!workspace.path("generated").exists());
}
