//! `cargo xtask bench`: what is run, and what the tables say. How long anything takes is not looked at.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../../cli/tests/support/mod.rs"]
mod support;

use std::fs;
use support::{DOCUMENT, Workspace};

const PROGRAM: &str = env!("CARGO_BIN_EXE_xtask");

/// The cells of the row of a document and a command.
fn row(table: &str, document: &str, command: &str) -> Vec<String> {
    let cells = |line: &str| -> Vec<_> {
        line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let mut rows = table.lines().filter(|line| line.starts_with('|')).map(cells);
    rows.find(|row| row.first().unwrap() == document && row.get(2).unwrap() == command).unwrap()
}

#[test]
fn commands_run_in_turn_beside_the_generator() {
    let workspace = Workspace::new();
    workspace.write("docs/pets.json", DOCUMENT);
    let vs =
        format!("'{PROGRAM}' codegen --quiet --spec {{document}} --out {{out}} --name {{name}}");
    workspace.write("elsewhere/bench/kept", "kept");
    let arguments = [
        "bench",
        "docs/pets.json",
        "--runs",
        "2",
        "--program",
        PROGRAM,
        "--vs",
        &vs,
        "--folder",
        "elsewhere",
    ];
    let run = workspace.run(&arguments).exits(0);
    let head = run.out.lines().next().unwrap();
    assert!(
        head.ends_with("medians of 2 runs after a warm-up") && head.contains("rustc"),
        "{head}"
    );
    let ours = row(&run.out, "pets.json", "generator");
    assert!(ours.iter().skip(1).take(5).all(|cell| !cell.is_empty()), "{ours:?}");
    let theirs = row(&run.out, "pets.json", "xtask");
    // The ratios of a program beside itself are what chance makes of 1.
    for cell in theirs.iter().skip(6) {
        assert!(cell.parse::<f64>().unwrap() > 0.0, "{theirs:?}");
    }
    assert_eq!(theirs.len(), 8);
    let apart = workspace.run(&[&arguments[..], &["--apart"]].concat()).exits(0);
    assert_eq!(row(&apart.out, "pets.json", "xtask").len(), 8);
    assert!(!workspace.path("target/bench").exists());
    let left: Vec<_> = fs::read_dir(workspace.path("elsewhere/bench")).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn a_command_that_fails_is_told_and_hides_no_other() {
    let workspace = Workspace::new();
    workspace.write("docs/pets.json", DOCUMENT);
    let vs = format!("'{PROGRAM}' codegen --spec none.json --out {{out}} --name none");
    let mut arguments =
        vec!["bench", "docs/pets.json", "--runs", "1", "--program", PROGRAM, "--vs", &vs];
    let run = workspace.run(&arguments).exits(0);
    assert!(row(&run.out, "pets.json", "xtask").concat().contains("fails: exit status: 1"));
    assert_eq!(row(&run.out, "pets.json", "generator").len(), 8);
    // Where the generator itself fails, the command does.
    workspace.write("docs/pets.json", "{}");
    workspace.run(&arguments).exits(1);
    *arguments.last_mut().unwrap() = "'no end";
    let run = workspace.run(&arguments).exits(1);
    assert!(run.err.contains("a quote is not closed"), "{}", run.err);
}

#[test]
fn seeded_documents_are_the_same_each_time_and_have_no_faults() {
    let workspace = Workspace::new();
    let document = workspace.run(&["bench", "--seeded", "13"]).exits(0).out;
    assert_eq!(document, workspace.run(&["bench", "--seeded", "13"]).exits(0).out);
    workspace.write("seeded.json", &document);
    let arguments = ["codegen", "--spec", "seeded.json", "--out", "seeded", "--name", "seeded"];
    let run = workspace.run(&arguments).exits(0);
    assert!(run.out.contains("13 operations"), "{}", run.out);
    let faults = run.err.lines().filter(|it| it.starts_with("error") || it.starts_with("warning"));
    assert_eq!(faults.count(), 0, "{}", run.err);
}
