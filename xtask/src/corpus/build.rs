//! The build of a generated crate: the compiler and clippy's default lints, warnings denied; and its
//! test of the document's examples.

use crate::measure::{self, Cost, Run};
use cratewright::report::{Fault, unreadable};
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// The name of the test of the examples.
const ROUND_TRIPS: &str = "round_trips";

/// How many lines of what the compiler says are shown.
const SHOWN: usize = 60;

/// What came of a build.
pub(super) struct Built {
    /// What `cargo check` of the crate itself took, its dependencies built; nothing if clippy had
    /// something to say already.
    pub(super) cost: Option<Cost>,
    /// What the compiler or clippy said, if there was an error or a warning.
    pub(super) said: Option<String>,
    /// What came of the examples of the document; nothing if the test did not get so far.
    pub(super) examples: Option<Examples>,
}

/// What came of the examples of a document.
pub(super) struct Examples {
    /// How many come back as they are.
    pub(super) good: usize,
    /// The others, each with what differs.
    pub(super) failures: String,
}

impl Built {
    /// Whether there was neither an error nor a warning.
    pub(super) fn is_good(&self) -> bool {
        self.said.is_none()
    }
}

/// Makes the crate in a folder the only member of a workspace in the folder around it, since the
/// repository around that is one to which it does not belong.
pub(crate) fn in_workspace(folder: &Path) -> Result<(), Fault> {
    if let (Some(around), Some(name)) = (folder.parent(), folder.file_name()) {
        let manifest = around.join("Cargo.toml");
        let text = format!("[workspace]\nresolver = \"3\"\nmembers = [{name:?}]\n");
        std::fs::write(&manifest, text)
            .map_err(|error| unreadable(&manifest.display().to_string(), &error))?;
    }
    Ok(())
}

/// Builds the crate in a folder, in a workspace of its own.
pub(super) fn run(folder: &Path, target: &Path) -> Result<Built, Fault> {
    in_workspace(folder)?;
    // Clippy builds the dependencies as well, so that what is measured then is the crate alone.
    let lint = ["clippy", "--quiet", "--lib", "--test", ROUND_TRIPS, "--", "--deny", "warnings"];
    let linted = cargo(folder, target, &lint)?;
    if !is_good(&linted) {
        return Ok(Built { cost: None, said: Some(said(&linted)), examples: None });
    }
    touch(folder)?;
    let checked = cargo(folder, target, &["check", "--quiet"])?;
    if !is_good(&checked) {
        return Ok(Built { cost: Some(checked.cost), said: Some(said(&checked)), examples: None });
    }
    let (examples, said) = match examples(folder, target)? {
        Ok(examples) => (Some(examples), None),
        Err(said) => (None, Some(said)),
    };
    Ok(Built { cost: Some(checked.cost), said, examples })
}

/// Runs the test of the examples; if it does not come to an end, what was said instead.
fn examples(folder: &Path, target: &Path) -> Result<Result<Examples, String>, Fault> {
    let mut command = command(folder, target, &["test", "--quiet", "--test", ROUND_TRIPS]);
    // What a debugger would need is most of what a build takes.
    command.args(["--", "--nocapture"]).env("CARGO_PROFILE_DEV_DEBUG", "0");
    let output = command.output().map_err(|error| unreadable("cargo", &error))?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let said = String::from_utf8_lossy(&output.stderr);
    let good = printed.lines().find_map(|line| {
        let (counts, _) = line.split_once(" examples come back as they are")?;
        counts.split_once(" of ")?.0.trim().parse().ok()
    });
    // Each begins with the place of the example.
    let failures: Vec<&str> = said.lines().filter(|line| line.contains("#/")).collect();
    Ok(match good {
        Some(good) => Ok(Examples { good, failures: shortened(&failures) }),
        None => Err(shortened(&said.lines().collect::<Vec<_>>())),
    })
}

/// Makes Cargo build the crate anew.
pub(crate) fn touch(folder: &Path) -> Result<(), Fault> {
    let library = folder.join("src/lib.rs");
    let opened = std::fs::File::options().append(true).open(&library);
    opened
        .and_then(|file| file.set_modified(std::time::SystemTime::now()))
        .map_err(|error| unreadable(&library.display().to_string(), &error))
}

/// Cargo, as it builds the crate in a folder from nothing.
pub(crate) fn command(folder: &Path, target: &Path, arguments: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command.args(arguments).current_dir(folder);
    command.env("CARGO_TARGET_DIR", target).env("CARGO_INCREMENTAL", "0");
    command
}

fn cargo(folder: &Path, target: &Path, arguments: &[&str]) -> Result<Run, Fault> {
    measure::run(&mut command(folder, target, arguments))
        .map_err(|error| unreadable("cargo", &error))
}

/// Whether there was neither an error nor a warning.
fn is_good(run: &Run) -> bool {
    run.status.success() && run.said.is_empty()
}

fn said(run: &Run) -> String {
    let text = String::from_utf8_lossy(&run.said);
    shortened(&text.lines().collect::<Vec<_>>())
}

/// The first lines of a text.
fn shortened(lines: &[&str]) -> String {
    let first: String = lines.iter().take(SHOWN).map(|line| format!("{line}\n")).collect();
    let rest = if lines.len() > SHOWN { "…\n" } else { "" };
    first + rest
}
