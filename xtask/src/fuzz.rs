//! `cargo xtask fuzz`: generates from arbitrary and changed documents until the time is over, and
//! keeps the smallest that fails.
//!
//! The cases are tried by a process of their own, so that one that never ends or takes its process
//! with it is a finding like any other. The numbers of a case come from the seed and its index
//! alone: what was found once is found again.

mod progress;
mod search;
mod serve;
mod worker;

pub use progress::Progress;
pub use search::{Counts, Ended, Finding, Search};
pub use serve::{Check, LONGEST, serve};
pub use worker::{Limits, Verdict, Worker};

use crate::cli::FuzzArgs;
use crate::home;
use cratewright::Exit;
use cratewright::report::{Fault, Reporter, unreadable};
use cratewright::words::number;
use cratewright::workspace;
use fuzz::Case;
use generator::diagnostic::{Code, Diagnostic};
use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Where cases are kept, in the folder of the workspace.
const FOLDER: &str = "target/fuzz";

/// The document that is changed to make others.
const ORIGINAL: &str = "spec/shares.yaml";

/// Tries cases until the time is over or one fails.
pub fn run(arguments: &FuzzArgs, reporter: &mut Reporter) -> Exit {
    let done = if arguments.serve {
        let check = |case: &Case| Ok(fuzz::check(case)?.is_some());
        serve(check, LONGEST).map(|()| Exit::Done).map_err(|error| no_process(&error))
    } else if let Some(file) = &arguments.case {
        repeat(file, reporter)
    } else {
        search(arguments, reporter)
    };
    done.unwrap_or_else(|fault| {
        reporter.fault(&fault);
        Exit::Fault
    })
}

/// The process that tries cases: this program again.
fn process() -> io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["fuzz", "--serve"]);
    Ok(command)
}

/// Tries one case that was kept.
fn repeat(file: &Path, reporter: &mut Reporter) -> Result<Exit, Fault> {
    let shown = file.display().to_string();
    let case = read(file).map_err(|error| unreadable(&shown, &error))?;
    let mut worker = Worker::new(&process, Limits::default());
    let tried = worker.run(&case).map_err(|error| no_process(&error))?;
    Ok(match tried.verdict {
        Verdict::Holds { has_crate } => {
            let end = if has_crate { "a crate" } else { "diagnostics" };
            reporter.summary(&format!("{shown} ends in {end}"));
            Exit::Done
        }
        Verdict::Fails(why) => {
            reporter.fault(&Box::new(fault(&shown, &why)));
            Exit::Fault
        }
    })
}

/// Reads a case that was kept. The name of the file says whether it is JSON, and no more.
///
/// # Errors
///
/// If the file cannot be read.
pub fn read(file: &Path) -> io::Result<Case> {
    let is_json = file.extension().is_some_and(|end| end == "json");
    let name = if is_json { "document.json" } else { "document.yaml" };
    Ok(Case { name, bytes: fs::read(file)? })
}

fn search(arguments: &FuzzArgs, reporter: &mut Reporter) -> Result<Exit, Fault> {
    let root = home::root()?;
    let original = root.join(ORIGINAL);
    let text = fs::read_to_string(&original).map_err(|error| unreadable(ORIGINAL, &error))?;
    let folder = root.join(FOLDER);
    let search = Search {
        seed: arguments.seed,
        time: Duration::from_secs(arguments.minutes.saturating_mul(60)),
        folder: &folder,
        process: &process,
        limits: Limits::default(),
    };
    let is_wanted = io::stderr().is_terminal() && !reporter.is_json();
    let mut progress = Progress::new(is_wanted, search.time);
    let ended = search.run(&fuzz::cases(&text), |counts, is_shrinking| {
        if let Some(line) = progress.line(counts, is_shrinking) {
            reporter.error_text(&line);
        }
    });
    reporter.error_text(&progress.end());
    let Ended { counts, finding } = ended.map_err(|error| unwritable(&folder, &error))?;
    let Some(Finding { index, why, file }) = finding else {
        reporter.summary(&summary(&counts, arguments.seed));
        return Ok(Exit::Done);
    };
    let place = format!("case {index} of the seed {}", arguments.seed);
    let shown = workspace::tidy_path(&file);
    let help = format!("repeat it with `cargo xtask fuzz --case {}`", shown.display());
    reporter.fault(&Box::new(fault(&place, &why).help(help)));
    Ok(Exit::Fault)
}

fn fault(place: &str, why: &str) -> Diagnostic {
    Diagnostic::without_location(Code::GeneratorFault, format!("{place} fails: {why}"))
}

fn unwritable(folder: &Path, error: &io::Error) -> Fault {
    let message = format!("cannot try cases and keep them in `{}`: {error}", folder.display());
    Box::new(Diagnostic::without_location(Code::OutputNotWritten, message))
}

fn no_process(error: &io::Error) -> Fault {
    let message = format!("cannot start the process that tries cases: {error}");
    Box::new(Diagnostic::without_location(Code::NoThreads, message))
}

fn summary(counts: &Counts, seed: u64) -> String {
    let cases = usize::try_from(counts.cases).unwrap_or(usize::MAX);
    format!(
        "nothing found: {} of the seed {seed}, of which {} ended in a crate; the slowest took {} ms",
        number(cases, "case"),
        counts.crates,
        counts.slowest.as_millis()
    )
}
