//! The build of a generated crate: the compiler and clippy's default lints, warnings denied.

use crate::measure::{self, Cost, Run};
use crate::report::{Fault, unreadable};
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// How many lines of what the compiler says are shown.
const SHOWN: usize = 60;

/// What came of a build.
pub(super) struct Built {
    /// What `cargo check` of the crate itself took, its dependencies built; nothing if clippy had
    /// something to say already.
    pub(super) cost: Option<Cost>,
    /// What the compiler or clippy said, if there was an error or a warning.
    pub(super) said: Option<String>,
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
    let linted = cargo(folder, target, &["clippy", "--quiet", "--", "--deny", "warnings"])?;
    if !is_good(&linted) {
        return Ok(Built { cost: None, said: Some(said(&linted)) });
    }
    touch(folder)?;
    let checked = cargo(folder, target, &["check", "--quiet"])?;
    let said = (!is_good(&checked)).then(|| said(&checked));
    Ok(Built { cost: Some(checked.cost), said })
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
    let mut lines: Vec<_> = text.lines().take(SHOWN + 1).collect();
    if lines.len() > SHOWN {
        lines.truncate(SHOWN);
        lines.push("…");
    }
    format!("{}\n", lines.join("\n"))
}
