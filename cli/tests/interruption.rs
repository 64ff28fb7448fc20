//! Whatever happens while files are written, the folder has the old ones or the new ones, at the
//! latest when the next run has started.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test that cannot go on fails"
)]

mod support;

use cratewright::write::{self, ByHand, Disk, RECORD};
use generator::diagnostic::Diagnostic;
use generator::output::Output;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::rc::Rc;
use std::time::{Duration, Instant};
use support::{Workspace, tree};

/// Tells the child process of a test where to work, when to fail, and when to wait for its end.
const CHILD: &str = "CRATEWRIGHT_TEST_CHILD";

/// How often the command is killed, at times spread over a run.
const KILLS: u32 = 32;

type Files = BTreeMap<String, String>;

fn generated(text: &str) -> String {
    format!("// {}\n{text}\n", generator::output::HEADER)
}

fn old() -> Output {
    let mut output = Output::default();
    output.insert("src/lib.rs", generated("old lib"));
    output.insert("src/same.rs", generated("same"));
    output.insert("src/gone/deep.rs", generated("gone"));
    output.insert("a.rs", generated("old a"));
    output
}

fn new() -> Output {
    let mut output = Output::default();
    output.insert("src/lib.rs", generated("new lib"));
    output.insert("src/same.rs", generated("same"));
    output.insert("src/fresh/deep.rs", generated("fresh"));
    output.insert("a.rs", generated("new a"));
    output.insert("z.rs", generated("new z"));
    output
}

fn files(output: &Output) -> Files {
    let mut files: Files =
        output.iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    files.insert("tests/mine.rs".into(), "//! Mine.\n".into());
    files.insert(RECORD.into(), write::record(output));
    files
}

/// A folder with the old crate and a file written by hand.
fn old_crate() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("tests")).unwrap();
    fs::write(folder.path().join("tests/mine.rs"), "//! Mine.\n").unwrap();
    write::write(folder.path(), &old(), ByHand::Refuse, &mut Disk::new()).unwrap();
    assert_eq!(tree(folder.path()), files(&old()));
    folder
}

fn codes(faults: &[Diagnostic]) -> Vec<&str> {
    faults.iter().map(|fault| fault.code().id()).collect()
}

fn full_disk() -> io::Error {
    io::ErrorKind::StorageFull.into()
}

/// The steps of a run that goes well.
fn steps() -> Vec<String> {
    let folder = old_crate();
    let steps = Rc::new(RefCell::new(Vec::new()));
    let seen = Rc::clone(&steps);
    let mut disk = Disk::with_hook(Box::new(move |action, path| {
        let name = path.file_name().unwrap().to_string_lossy();
        seen.borrow_mut().push(format!("{action} {name}"));
        Ok(())
    }));
    write::write(folder.path(), &new(), ByHand::Refuse, &mut disk).unwrap();
    assert_eq!(tree(folder.path()), files(&new()));
    drop(disk);
    Rc::into_inner(steps).unwrap().into_inner()
}

#[test]
fn the_switch_begins_after_everything_is_on_the_disk() {
    let steps = steps();
    let position = |step: &str| steps.iter().position(|found| found == step).unwrap();
    let commit = position("replace journal");
    let first = position("replace a.rs");
    let last_written = steps.iter().rposition(|step| step.starts_with("write ")).unwrap();
    assert!(last_written < commit && commit < first, "{steps:#?}");
    assert!(position("remove journal") > position("remove deep.rs"), "{steps:#?}");
    assert_eq!(steps.last().unwrap(), "remove .cratewright.run");
}

#[test]
fn a_fault_at_any_step_leaves_the_old_crate_or_the_new_one() {
    for at in 0..steps().len() {
        let folder = old_crate();
        let mut count = 0;
        let mut disk = Disk::with_hook(Box::new(move |_, _| {
            count += 1;
            if count == at + 1 { Err(full_disk()) } else { Ok(()) }
        }));
        let result = write::write(folder.path(), &new(), ByHand::Refuse, &mut disk);
        // Clearing up may fail after the work is done; the next run does it.
        let expected = if result.is_ok() { new() } else { old() };
        if let Err(faults) = result {
            assert_eq!(codes(&faults), ["output-not-written"], "step {at}");
        }
        let mut found = tree(folder.path());
        found.retain(|path, _| !path.starts_with(".cratewright.run/"));
        assert_eq!(found, files(&expected), "step {at}");
        write::recover(folder.path(), &mut Disk::new()).unwrap();
        assert_eq!(tree(folder.path()), files(&expected), "step {at}");
    }
}

#[test]
fn a_disk_that_fails_for_good_loses_nothing() {
    for at in 0..steps().len() {
        let folder = old_crate();
        let mut count = 0;
        let mut disk = Disk::with_hook(Box::new(move |_, _| {
            count += 1;
            if count > at { Err(full_disk()) } else { Ok(()) }
        }));
        let result = write::write(folder.path(), &new(), ByHand::Refuse, &mut disk);
        write::recover(folder.path(), &mut Disk::new()).unwrap();
        let found = tree(folder.path());
        let is_new = found == files(&new());
        assert!(is_new || found == files(&old()), "step {at}: {found:#?}");
        assert!(is_new || result.is_err(), "step {at}");
        assert!(!folder.path().join(".cratewright.run").exists(), "step {at}");
        assert!(!folder.path().join("src/fresh").exists() || is_new, "step {at}");
    }
}

/// The process that is killed: it does nothing unless a test starts it.
#[test]
fn child() {
    let Ok(arguments) = std::env::var(CHILD) else {
        return;
    };
    let mut arguments = arguments.split('\n');
    let folder = arguments.next().unwrap().to_owned();
    let fail_at: usize = arguments.next().unwrap().parse().unwrap();
    let stop_at: usize = arguments.next().unwrap().parse().unwrap();
    let mut count = 0;
    let mut disk = Disk::with_hook(Box::new(move |_, _| {
        count += 1;
        if count == stop_at {
            println!("\nstopped");
            io::stdout().flush().unwrap();
            std::thread::sleep(Duration::from_secs(600));
        }
        if count == fail_at { Err(full_disk()) } else { Ok(()) }
    }));
    let _ = write::write(Path::new(&folder), &new(), ByHand::Refuse, &mut disk);
}

/// Runs the child and kills it before a step; whether it got there.
fn kill(folder: &Path, fail_at: usize, stop_at: usize) -> bool {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture"])
        .env(CHILD, format!("{}\n{fail_at}\n{stop_at}", folder.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let stopped = lines.map_while(Result::ok).any(|line| line == "stopped");
    child.kill().unwrap();
    child.wait().unwrap();
    stopped
}

/// Kills a run before each of its steps. `fail_at` is the step that fails in it, if any.
fn kill_everywhere(fail_at: usize, first: usize) -> usize {
    let mut killed = 0;
    loop {
        let stop_at = first + killed;
        let folder = old_crate();
        if !kill(folder.path(), fail_at, stop_at) {
            return killed;
        }
        killed += 1;
        let begun = folder.path().join(".cratewright.run/journal").exists();
        let undone = folder.path().join(".cratewright.run/undo").exists();
        if begun || undone {
            let faults = write::compare(folder.path(), &new()).unwrap_err();
            assert_eq!(codes(&faults), ["output-interrupted"], "step {stop_at}");
        }
        write::recover(folder.path(), &mut Disk::new()).unwrap();
        let found = tree(folder.path());
        let is_new = found == files(&new());
        assert!(is_new || found == files(&old()), "step {stop_at}: {found:#?}");
        assert!(is_new || !begun, "step {stop_at}: a switch that was begun is completed");
        assert!(!is_new || !undone, "step {stop_at}: a switch that failed is undone");
        assert!(!folder.path().join(".cratewright.run").exists(), "step {stop_at}");
    }
}

#[test]
fn killed_before_any_step_the_next_run_has_the_old_crate_or_the_new_one() {
    assert_eq!(kill_everywhere(0, 1), steps().len());
}

#[test]
fn killed_while_it_puts_the_old_files_back_the_next_run_goes_on_with_it() {
    // A step in the middle of the switch fails, so what follows are the steps back.
    let fails = steps().iter().position(|step| step == "remove deep.rs");
    let fail_at = fails.unwrap() + 1;
    assert!(kill_everywhere(fail_at, fail_at + 1) > 8);
}

#[test]
fn killed_at_any_time_the_command_leaves_one_crate_or_the_other() {
    let workspace = Workspace::new();
    workspace.run(&["codegen"]).exits(0);
    let one = workspace.tree("generated");
    workspace.rename_pet();
    let start = Instant::now();
    workspace.run(&["codegen"]).exits(0);
    let length = start.elapsed();
    let two = workspace.tree("generated");
    assert_ne!(one, two);
    let mut is_one = false;
    for step in 0..KILLS {
        // From before the beginning to a little after the end.
        let delay = length * step * 12 / (KILLS * 10);
        if is_one {
            workspace.rename_pet();
        } else {
            workspace.write("spec/pets.json", support::DOCUMENT);
        }
        let mut command = workspace.command(".", &["codegen", "--quiet"]);
        let mut child = command.spawn().unwrap();
        std::thread::sleep(delay);
        child.kill().unwrap();
        child.wait().unwrap();
        // The next run completes or undoes, even if its own document is broken.
        workspace.write("spec/pets.json", "{");
        workspace.run(&["codegen"]).exits(1);
        let found = workspace.tree("generated");
        is_one = found == one;
        assert!(is_one || found == two, "killed after {delay:?}");
    }
}

#[test]
fn two_runs_at_once_do_not_mix() {
    let folder = old_crate();
    let path = folder.path().to_owned();
    let second = Rc::new(RefCell::new(None));
    let result = Rc::clone(&second);
    // The second run starts in the middle of the first one.
    let mut disk = Disk::with_hook(Box::new(move |action, file| {
        if action == "replace" && file.ends_with("a.rs") {
            let write = write::write(&path, &old(), ByHand::Refuse, &mut Disk::new());
            let check = write::compare(&path, &old()).map(|_| ());
            *result.borrow_mut() = Some((write.map(|_| ()), check));
        }
        Ok(())
    }));
    write::write(folder.path(), &new(), ByHand::Refuse, &mut disk).unwrap();
    let (write, check) = second.take().unwrap();
    assert_eq!(codes(&write.unwrap_err()), ["output-locked"]);
    assert_eq!(codes(&check.unwrap_err()), ["output-locked"]);
    assert_eq!(tree(folder.path()), files(&new()));
}

#[test]
fn a_journal_that_cannot_be_read_is_reported_and_kept() {
    let folder = old_crate();
    let state = folder.path().join(".cratewright.run");
    fs::create_dir(&state).unwrap();
    fs::write(state.join("lock"), "").unwrap();
    for text in ["", "nonsense\n", "codegen journal 1\nremove ../x\nend\n"] {
        fs::write(state.join("journal"), text).unwrap();
        let faults =
            write::write(folder.path(), &new(), ByHand::Refuse, &mut Disk::new()).unwrap_err();
        assert_eq!(codes(&faults), ["output-interrupted"], "{text}");
        assert!(state.join("journal").exists());
    }
}
