//! `cargo xtask corpus`: which files are documents, what the table says, how it ends.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../../cli/tests/support/mod.rs"]
mod support;

use support::{DOCUMENT, Workspace};

/// The cells of the row of a document, without what differs from run to run.
fn row(table: &str, document: &str) -> Vec<String> {
    let line = table.lines().find(|line| line.starts_with(&format!("| {document} "))).unwrap();
    let cells = line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned());
    cells.filter(|cell| !cell.ends_with(" s")).collect()
}

#[test]
fn every_document_of_a_folder_has_a_row() {
    let workspace = Workspace::new();
    let kinds = r#""enum": ["cat", "dog"],"#;
    let document = DOCUMENT.replace(kinds, &format!(r#"{kinds} "example": "dog","#));
    workspace
        .write("docs/pets.json", &document.replace(r#""Its number.""#, r#""", "example": "x""#));
    workspace.write(
        "docs/deep/part.yaml",
        "openapi: 3.0.3\ninfo: {title: P, version: '1'}\npaths: {}\n",
    );
    workspace.write("docs/notes.json", "{\"name\": \"no document\"}");
    workspace.write("docs/readme.md", "openapi: 3.0.3");
    let run = workspace.run(&["corpus", "docs", "--no-build"]).exits(0);
    assert!(run.out.ends_with("\n2 of 2 documents\n"), "{}", run.out);
    let pets = row(&run.out, "pets.json");
    assert_eq!(pets[2..9], ["2", "2", "3", "0", "0", "0", "0"], "{pets:?}");
    assert_eq!(pets.last().unwrap(), "generated");
    // Its examples are counted; whether they come back, nobody knows.
    assert_eq!(pets[pets.len() - 5..pets.len() - 1], ["2", "1", "1", ""]);
    assert!(workspace.path("target/corpus/corpus-pets/src/lib.rs").exists());
}

#[test]
fn settings_beside_a_document_hold() {
    let workspace = Workspace::new();
    workspace.write("docs/pets.json", DOCUMENT);
    workspace.write("docs/pets.toml", "[[crate]]\nonly = [\"listPets\"]\n");
    let run = workspace.run(&["corpus", "docs", "--no-build"]).exits(0);
    assert_eq!(row(&run.out, "pets.json")[2], "1");
    workspace.write("docs/pets.toml", "[[crate]]\nonly = [\"none\"]\n");
    let run = workspace.run(&["corpus", "docs", "--no-build"]).exits(1);
    assert!(run.err.contains("error[selection-empty]"), "{}", run.err);
}

#[test]
fn a_document_with_errors_ends_with_1_and_hides_no_other() {
    let workspace = Workspace::new();
    workspace.write("docs/bad.yaml", "openapi: 3.0.3\ninfo: {title: P, version: '1'}\npaths: []\n");
    workspace.write("docs/pets.json", DOCUMENT);
    let run = workspace.run(&["corpus", "docs", "--no-build"]).exits(1);
    assert_eq!(row(&run.out, "bad.yaml").last().unwrap(), "1 error");
    assert_eq!(row(&run.out, "pets.json").last().unwrap(), "generated");
    assert!(run.out.ends_with("\n1 of 2 documents\n"), "{}", run.out);
    assert!(run.err.contains("docs/bad.yaml:3:8"), "{}", run.err);
    workspace.run(&["corpus", "nowhere"]).exits(1);
}
