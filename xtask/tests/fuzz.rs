//! What a search does with cases that fail, in every way in which one can.
//!
//! The process that tries the cases is this test again, with a check that fails.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test that cannot go on fails"
)]

#[path = "../../cli/tests/support/mod.rs"]
mod support;

use fuzz::Case;
use proptest::prelude::*;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use support::Workspace;
use xtask::fuzz::{
    Check, Counts, Ended, Finding, LONGEST, Limits, Search, Verdict, Worker, read, serve,
};

/// Tells the process that tries cases which check it has.
const CHECK: &str = "XTASK_TEST_CHECK";

/// The byte that the checks fail at.
const BAD: u8 = 200;

fn is_bad(case: &Case) -> bool {
    case.bytes.iter().any(|byte| *byte >= BAD)
}

fn refuses(case: &Case) -> Result<bool, String> {
    if is_bad(case) { Err("there is\na bad byte".into()) } else { Ok(case.bytes.is_empty()) }
}

fn panics(case: &Case) -> Result<bool, String> {
    assert!(!is_bad(case), "a bad byte");
    Ok(true)
}

fn panics_on_another_thread(case: &Case) -> Result<bool, String> {
    let case = case.clone();
    std::thread::spawn(move || panics(&case)).join().unwrap()
}

fn aborts(case: &Case) -> Result<bool, String> {
    if is_bad(case) {
        std::process::abort();
    }
    Ok(true)
}

fn overflows(case: &Case) -> Result<bool, String> {
    fn deeper(depth: u64) -> u64 {
        let frame = std::hint::black_box([depth; 64]);
        if depth == u64::MAX { frame[0] } else { deeper(depth + 1) + frame[1] }
    }
    if is_bad(case) {
        return Ok(deeper(0) == 0);
    }
    Ok(true)
}

fn is_slow(case: &Case) -> Result<bool, String> {
    if is_bad(case) {
        // Far more than what the process may take.
        return Ok((0..10_000_000_u64).map(std::hint::black_box).sum::<u64>() > 0);
    }
    Ok(true)
}

fn hangs(_: &Case) -> Result<bool, String> {
    loop {
        std::thread::sleep(Duration::from_secs(600));
    }
}

fn holds(_: &Case) -> Result<bool, String> {
    // What else is printed does not matter.
    print!("something else");
    Ok(true)
}

const CHECKS: [(&str, Check); 8] = [
    ("refuses", refuses),
    ("panics", panics),
    ("panics on another thread", panics_on_another_thread),
    ("aborts", aborts),
    ("overflows", overflows),
    ("is slow", is_slow),
    ("hangs", hangs),
    ("holds", holds),
];

/// The process that tries cases: it does nothing unless a test starts it.
#[test]
fn child() {
    let Ok(name) = std::env::var(CHECK) else {
        return;
    };
    let (_, check) = CHECKS.into_iter().find(|check| check.0 == name).unwrap();
    let longest = if name == "is slow" { Duration::from_millis(5) } else { LONGEST };
    serve(check, longest).unwrap();
}

fn process(check: &str) -> io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["--exact", "child", "--nocapture"]).env(CHECK, check);
    Ok(command)
}

/// Bytes: the smallest that are bad are one byte.
fn cases() -> impl Strategy<Value = Case> {
    let names = prop_oneof![Just("some.yaml"), Just("some.json")];
    (names, proptest::collection::vec(any::<u8>(), 0..40))
        .prop_map(|(name, bytes)| Case { name, bytes })
}

fn search(check: &'static str, folder: &Path, limits: Limits) -> Ended {
    let process = move || process(check);
    let time = if check == "holds" { Duration::from_secs(1) } else { Duration::from_secs(600) };
    let search = Search { seed: 3, time, folder, process: &process, limits };
    search.run(&cases(), |_, _| {}).unwrap()
}

/// What a search with a check finds, whose smallest case has to be one byte.
fn finds(check: &'static str) -> Finding {
    let folder = tempfile::tempdir().unwrap();
    let Ended { counts, finding } = search(check, &folder.path().join("kept"), Limits::default());
    let finding = finding.unwrap();
    assert_eq!(counts.cases, finding.index + 1, "{check}");
    let kept = read(&finding.file).unwrap();
    assert_eq!(kept.bytes, [BAD], "{check}: {}", finding.why);
    assert_eq!(kept.name, "document.yaml", "{check}: the simplest name");
    // What is kept is what fails.
    let process = move || process(check);
    let tried = Worker::new(&process, Limits::default()).run(&kept).unwrap();
    assert_eq!(tried.verdict, Verdict::Fails(finding.why.clone()), "{check}");
    finding
}

#[test]
fn keeps_the_smallest_case_of_which_something_does_not_hold() {
    let first = finds("refuses");
    assert_eq!(first.why, "there is a bad byte");
    // The same seed gives the same cases.
    assert_eq!(finds("refuses").index, first.index);
}

#[test]
fn keeps_the_smallest_case_that_panics() {
    for check in ["panics", "panics on another thread"] {
        let why = finds(check).why;
        assert!(why.starts_with("it panics: ") && why.contains(file!()), "{why}");
    }
    assert!(finds("panics").why.ends_with("a bad byte"));
}

#[test]
fn keeps_the_smallest_case_that_ends_its_process() {
    let why = finds("aborts").why;
    assert!(why.starts_with("it ends the process: "), "{why}");
}

#[test]
fn keeps_the_smallest_case_that_overflows_the_stack() {
    // The number of the thread differs from run to run, so that the sentence does.
    let folder = tempfile::tempdir().unwrap();
    let finding = search("overflows", folder.path(), Limits::default()).finding.unwrap();
    assert_eq!(read(&finding.file).unwrap().bytes, [BAD]);
    assert!(finding.why.contains("overflowed its stack"), "{}", finding.why);
}

#[test]
fn keeps_the_smallest_case_that_takes_too_long() {
    assert_eq!(finds("is slow").why, "it takes more than 0.005 s");
}

#[test]
fn ends_a_case_that_never_ends() {
    let folder = tempfile::tempdir().unwrap();
    let case = Duration::from_millis(100);
    let limits = Limits { case, shrinking: Duration::from_millis(1) };
    let Ended { counts, finding } = search("hangs", folder.path(), limits);
    assert_eq!(counts.cases, 1);
    let finding = finding.unwrap();
    assert_eq!(finding.why, "it does not end in 0.1 s");
    assert!(finding.file.exists());
}

#[test]
fn keeps_nothing_where_all_holds() {
    let folder = tempfile::tempdir().unwrap();
    let Ended { counts, finding } = search("holds", folder.path(), Limits::default());
    assert_eq!(finding, None);
    assert_eq!(counts.crates, counts.cases);
    assert_ne!(counts, Counts::default());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_process_that_cannot_be_started_is_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    let process = || Ok(Command::new(folder.path().join("nothing")));
    let limits = Limits::default();
    let time = Duration::from_secs(600);
    let search = Search { seed: 0, time, folder: folder.path(), process: &process, limits };
    assert!(search.run(&cases(), |_, _| {}).is_err());
}

#[test]
fn the_command_tries_a_kept_case_again() {
    let workspace = Workspace::new();
    workspace.write("broken.yaml", "{");
    let kept = workspace.run(&["fuzz", "--case", "spec/pets.json"]).exits(0);
    assert_eq!(kept.out, "spec/pets.json ends in a crate\n");
    let kept = workspace.run(&["fuzz", "--case", "broken.yaml"]).exits(0);
    assert_eq!(kept.out, "broken.yaml ends in diagnostics\n");
    let missing = workspace.run(&["fuzz", "--case", "missing.yaml"]).exits(1);
    assert!(missing.err.contains("error[file-not-found]"), "{}", missing.err);
}

#[test]
fn the_command_says_what_it_did() {
    let workspace = Workspace::new();
    workspace.write("spec/shares.yaml", support::DOCUMENT);
    let run = workspace.run(&["fuzz", "--minutes", "0", "--seed", "5"]).exits(0);
    assert_eq!(run.err, "");
    assert!(run.out.starts_with("nothing found: 0 cases of the seed 5"), "{}", run.out);
}
