//! The build of a generated crate: the compiler and clippy's default lints, warnings denied.

use crate::report::{Fault, unreadable};
use std::ffi::OsString;
use std::io::{self, Read as _};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use wait4::Wait4 as _;

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

/// What a command took.
#[derive(Clone, Copy)]
pub(super) struct Cost {
    /// By the clock.
    pub(super) time: Duration,
    /// Of the processors.
    pub(super) processor: Duration,
    /// The most memory that one of its processes had at a time, in bytes.
    pub(super) memory: u64,
}

/// What a command came to.
struct Ran {
    status: ExitStatus,
    said: Vec<u8>,
    cost: Cost,
}

impl Ran {
    fn is_good(&self) -> bool {
        self.status.success() && self.said.is_empty()
    }
}

/// Builds the crate in a folder. It is the only member of a workspace in the folder around it, since
/// the repository around that is one to which it does not belong.
pub(super) fn run(folder: &Path, target: &Path) -> Result<Built, Fault> {
    if let (Some(around), Some(name)) = (folder.parent(), folder.file_name()) {
        let manifest = around.join("Cargo.toml");
        let text = format!("[workspace]\nresolver = \"3\"\nmembers = [{name:?}]\n");
        std::fs::write(&manifest, text)
            .map_err(|error| unreadable(&manifest.display().to_string(), &error))?;
    }
    // Clippy builds the dependencies as well, so that what is measured then is the crate alone.
    let linted = cargo(folder, target, &["clippy", "--quiet", "--", "--deny", "warnings"])?;
    if !linted.is_good() {
        return Ok(Built { cost: None, said: Some(said(&linted)) });
    }
    touch(folder)?;
    let checked = cargo(folder, target, &["check", "--quiet"])?;
    let said = (!checked.is_good()).then(|| said(&checked));
    Ok(Built { cost: Some(checked.cost), said })
}

/// Makes Cargo build the crate anew.
fn touch(folder: &Path) -> Result<(), Fault> {
    let library = folder.join("src/lib.rs");
    let opened = std::fs::File::options().append(true).open(&library);
    opened
        .and_then(|file| file.set_modified(std::time::SystemTime::now()))
        .map_err(|error| unreadable(&library.display().to_string(), &error))
}

fn cargo(folder: &Path, target: &Path, arguments: &[&str]) -> Result<Ran, Fault> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        // What is measured is a build from nothing.
        .env("CARGO_INCREMENTAL", "0");
    run_measured(&mut command).map_err(|error| unreadable("cargo", &error))
}

fn run_measured(command: &mut Command) -> io::Result<Ran> {
    let start = Instant::now();
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let mut said = Vec::new();
    if let Some(mut pipe) = child.stderr.take() {
        pipe.read_to_end(&mut said)?;
    }
    let ended = child.wait4()?;
    let time = start.elapsed();
    let used = ended.rusage;
    let cost = Cost { time, processor: used.utime + used.stime, memory: used.maxrss };
    Ok(Ran { status: ended.status, said, cost })
}

fn said(ran: &Ran) -> String {
    let text = String::from_utf8_lossy(&ran.said);
    let mut lines: Vec<_> = text.lines().take(SHOWN + 1).collect();
    if lines.len() > SHOWN {
        lines.truncate(SHOWN);
        lines.push("…");
    }
    format!("{}\n", lines.join("\n"))
}
