//! The chores of this repository. What a user needs, too, is in the package `cratewright`, which is
//! offered here as well.
//!
//! [`run`] is all of it; the modules are public so that tests can call them.

pub mod bench;
pub mod ci;
pub mod cli;
pub mod contract;
pub mod corpus;
pub mod fuzz;
pub mod home;
pub mod measure;
pub mod tidy;

use cli::{Cli, Command};
use cratewright::Exit;
use cratewright::report::Reporter;
use std::ffi::OsString;
use std::path::PathBuf;

/// Runs the command of a command line.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    cratewright::program::is_called("cargo xtask");
    let cli: Cli = match cratewright::parse(arguments) {
        Ok(cli) => cli,
        Err(exit) => return exit,
    };
    let mut reporter = Reporter::new(&cli.output);
    match &cli.command {
        Command::User(command) => {
            remove_stand_in(command);
            cratewright::command(command, &mut reporter)
        }
        Command::Contract(arguments) => contract::run(arguments, &mut reporter),
        Command::Corpus(arguments) => corpus::run(arguments, &mut reporter),
        Command::Bench(arguments) => bench::run(arguments, &mut reporter),
        Command::Fuzz(arguments) => fuzz::run(arguments, &mut reporter),
        Command::Tidy => tidy::run(&mut reporter),
        Command::Ci => ci::run(&mut reporter),
    }
}

/// Takes away the empty manifest that stands in for the generated one while this program is built, where
/// that was deleted: see `xtask/bootstrap`. To `codegen` it would be a file that somebody else wrote.
fn remove_stand_in(command: &cratewright::cli::Command) {
    let Some(stand_in) = std::env::var_os("XTASK_STAND_IN").map(PathBuf::from) else { return };
    if matches!(command, cratewright::cli::Command::Codegen(arguments) if !arguments.check) {
        // What cannot be removed is told as a file that is in the way.
        let _ = std::fs::remove_file(stand_in);
    }
}
