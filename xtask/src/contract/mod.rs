//! `cargo xtask contract`: makes every call of the generated crate on a mock server that no one here
//! wrote, and runs the crate's examples there as their own words say.
//!
//! The mock server is Prism. It reads the document by itself, so that a misreading of ours that is in
//! the generator and in its tests alike shows here.

mod calls;
mod examples;
mod mock;
mod node;
mod table;

pub use calls::{Check, check};
pub use examples::{Program, program};
pub use mock::MOCK;

use crate::cli::ContractArgs;
use crate::home;
use cratewright::Exit;
use cratewright::cli::CodegenArgs;
use cratewright::config::{self, Job};
use cratewright::report::{Fault, Reporter, unreadable};
use generator::diagnostic::{Code, Diagnostic, Diagnostics, Sources};
use mock::Mock;
use std::ffi::OsString;
use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// The program of a crate that makes the calls, below the crate's folder.
const CALLS: &str = "tests/contract/main.rs";

/// Checks the crates of the settings that have calls to make, or serves a document until it is
/// stopped.
pub fn run(arguments: &ContractArgs, reporter: &mut Reporter) -> Exit {
    if let Some(document) = &arguments.spec {
        return serve_other(document, arguments.port, reporter);
    }
    let Some(jobs) = jobs(reporter) else {
        return Exit::Fault;
    };
    let done = home::root().map_err(|fault| vec![*fault]).and_then(|root| {
        node::install(&root, reporter).map_err(|fault| vec![*fault])?;
        if arguments.serve {
            return serve(&root, &jobs, arguments.port, reporter).map_err(|fault| vec![*fault]);
        }
        all(&root, &jobs, reporter)
    });
    match done {
        Ok(()) => Exit::Done,
        Err(faults) => {
            reporter.diagnostics(&Sources::new(), &faults);
            Exit::Fault
        }
    }
}

/// Serves any document until the command is stopped.
fn serve_other(document: &Path, port: u16, reporter: &mut Reporter) -> Exit {
    let mut serve = || {
        let shown = document.display().to_string();
        File::open(document).map_err(|error| unreadable(&shown, &error))?;
        let root = home::root()?;
        node::install(&root, reporter)?;
        reporter.summary(&format!("{shown}: {MOCK} serves it on {}", mock::address(port)));
        mock::serve(&root, document, port)
    };
    match serve() {
        Ok(()) => Exit::Done,
        Err(fault) => {
            reporter.fault(&fault);
            Exit::Fault
        }
    }
}

/// The crates of the settings that have calls to make.
fn jobs(reporter: &mut Reporter) -> Option<Vec<Job>> {
    let (mut sources, diagnostics) = (Sources::new(), Diagnostics::new());
    let jobs = config::jobs(&CodegenArgs::default(), &mut sources, &diagnostics);
    reporter.diagnostics(&sources, &diagnostics.into_sorted());
    let mut jobs = jobs?;
    jobs.retain(|job| job.output.join(CALLS).is_file());
    if jobs.is_empty() {
        let message = format!("no crate of `{}` has a `{CALLS}`", home::CONFIG);
        let fault = Diagnostic::without_location(Code::FileNotFound, message);
        reporter.fault(&fault.help("write the calls that are to be made").into());
        return None;
    }
    Some(jobs)
}

/// Checks every crate.
fn all(root: &Path, jobs: &[Job], reporter: &mut Reporter) -> Result<(), Vec<Diagnostic>> {
    let mut faults = Vec::new();
    for job in jobs {
        let examples = match examples::find(job) {
            Ok(examples) => examples,
            Err(found) => {
                faults.extend(found);
                continue;
            }
        };
        match one_crate(root, job, &examples, reporter) {
            Ok(found) => faults.extend(found),
            Err(fault) => faults.push(*fault),
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// Checks one crate; what is wrong with its calls and examples is the result.
fn one_crate(
    root: &Path,
    job: &Job,
    examples: &[Program],
    reporter: &mut Reporter,
) -> Result<Vec<Diagnostic>, Fault> {
    let name = job.options.package.name.as_str();
    // All is built before the mock server starts, so that it does not wait for a compiler.
    build(root, name)?;
    let started = Instant::now();
    let mock = Mock::start(root, &job.document)?;
    let address = mock.address();
    reporter.summary(&format!("{name}: making the calls on {address} ({MOCK})"));
    let checks = calls::make(root, name, &address)?;
    let mut faults: Vec<_> = checks.iter().filter_map(Check::fault).collect();
    let mut ran = Vec::new();
    for example in examples {
        let fault = examples::run(root, name, &address, example);
        ran.push((example.name.clone(), fault.is_none()));
        faults.extend(fault);
    }
    reporter.result(&table::render(&checks, &ran));
    if faults.is_empty() {
        let seconds = started.elapsed().as_secs_f64();
        reporter.summary(&format!(
            "{name}: {} calls and {} examples agree with `{}` ({seconds:.1} s)",
            checks.len(),
            ran.len(),
            job.document.display()
        ));
    }
    Ok(faults)
}

/// Builds the calls and the examples of a crate.
fn build(root: &Path, name: &str) -> Result<(), Fault> {
    let commands: [&[&str]; 2] = [
        &["test", "--package", name, "--test", "contract", "--no-run"],
        &["build", "--package", name, "--examples"],
    ];
    for arguments in commands {
        let built = cargo(root).args(arguments).status();
        if !built.is_ok_and(|status| status.success()) {
            let message = format!("the calls and examples of `{name}` do not build");
            return Err(Diagnostic::without_location(Code::ContractBroken, message)
                .help("what the compiler said is above")
                .into());
        }
    }
    Ok(())
}

/// Serves the first document until the command is stopped.
fn serve(root: &Path, jobs: &[Job], port: u16, reporter: &mut Reporter) -> Result<(), Fault> {
    let Some(job) = jobs.first() else {
        return Ok(());
    };
    let name = &job.options.package.name;
    for example in examples::find(job).unwrap_or_default() {
        let command = example.command(&mock::address(port));
        reporter.summary(&format!("{name}: try `{command}`"));
    }
    mock::serve(root, &job.document, port)
}

/// Cargo, as it was called.
fn cargo(root: &Path) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command.current_dir(root);
    command
}

/// The end of what a program said.
fn tail(text: &str) -> String {
    const LINES: usize = 20;
    let lines: Vec<_> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let skipped = lines.len().saturating_sub(LINES);
    lines.into_iter().skip(skipped).collect::<Vec<_>>().join("\n")
}
