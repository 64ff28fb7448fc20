//! `cargo xtask ci`: runs `.ci/run`, which is the one list of what continuous integration does.

use crate::home;
use cratewright::Exit;
use cratewright::report::{Reporter, unreadable};
use std::process::Command;

const SCRIPT: &str = ".ci/run";

/// Runs everything that continuous integration runs.
pub fn run(reporter: &mut Reporter) -> Exit {
    let root = match home::root() {
        Ok(root) => root,
        Err(fault) => {
            reporter.fault(&fault);
            return Exit::Fault;
        }
    };
    // By name through bash, because the mark of an executable file gets lost on some systems.
    match Command::new("bash").arg(SCRIPT).current_dir(root).status() {
        Ok(status) if status.success() => Exit::Done,
        Ok(_) => Exit::Fault,
        Err(error) => {
            reporter.fault(
                &unreadable(SCRIPT, &error).help("install bash, which runs the script").into(),
            );
            Exit::Fault
        }
    }
}
