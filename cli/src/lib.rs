//! `cratewright`: from OpenAPI documents to Rust client crates on the disk. The library `generator` makes
//! the files; this package reads what it needs, and writes what it made.
//!
//! From a program of one's own, such as an xtask, [`Project`] does the same:
//!
//! ```no_run
//! fn main() -> Result<(), cratewright::Failure> {
//!     cratewright::Project::open(".")?.generate()?.write()?;
//!     Ok(())
//! }
//! ```
//!
//! [`run`] is the command line. The modules are public so that tests, and programs that offer the same
//! commands under another name, can call them.

pub mod check;
pub mod cli;
pub mod codegen;
pub mod config;
pub mod contents;
pub mod diff;
pub mod explain;
pub mod init;
pub mod markdown;
mod outputs;
pub mod program;
mod project;
pub mod report;
mod settings;
pub mod sunsets;
pub mod words;
pub mod workspace;
pub mod write;

pub use project::{Crate, Crates, Failure, Project, Said};

use clap::Parser;
use cli::{Cli, Command};
use report::Reporter;
use std::ffi::OsString;

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;

/// How a command ended: what the process says when it exits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It did what it was asked to.
    Done,
    /// The input or a check is at fault, said in diagnostics.
    Fault,
    /// The command line is at fault.
    Usage,
}

impl Exit {
    /// The exit code.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Fault => 1,
            Self::Usage => 2,
        }
    }
}

/// Runs the command of a command line, whose first argument is the name of the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    match parse::<Cli>(arguments) {
        Ok(cli) => command(&cli.command, &mut Reporter::new(&cli.output)),
        Err(exit) => exit,
    }
}

/// Reads a command line, and prints what is wrong with it or the help that it asks for.
///
/// # Errors
///
/// How the process is to end, if there is no command to run.
pub fn parse<C: Parser>(arguments: impl IntoIterator<Item = OsString>) -> Result<C, Exit> {
    C::try_parse_from(arguments).map_err(|error| {
        // Where not even this can be printed there is nobody to tell.
        let _ = error.print();
        if error.use_stderr() { Exit::Usage } else { Exit::Done }
    })
}

/// Runs a command.
pub fn command(command: &Command, reporter: &mut Reporter) -> Exit {
    match command {
        Command::Init(arguments) => init::run(arguments, reporter),
        Command::Codegen(arguments) => codegen::run(arguments, reporter),
        Command::Sunsets(arguments) => sunsets::run(arguments, reporter),
        Command::Diff(arguments) => diff::run(arguments, reporter),
        Command::Explain { code } => explain::run(code.as_deref(), reporter),
    }
}
