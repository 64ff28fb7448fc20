//! The command line of this project: the only code that reads and writes the disk.
//!
//! [`run`] is all of it; the modules are public so that tests can call them.

pub mod bench;
pub mod check;
pub mod ci;
pub mod cli;
pub mod codegen;
pub mod config;
pub mod contents;
pub mod contract;
pub mod corpus;
pub mod diff;
pub mod explain;
pub mod fuzz;
pub mod markdown;
pub mod measure;
pub mod report;
pub mod sunsets;
pub mod tidy;
pub mod workspace;
pub mod write;

use clap::Parser;
use cli::{Cli, Command};
use report::Reporter;
use std::ffi::OsString;

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

/// Runs the command of a command line.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Where not even this can be printed there is nobody to tell.
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Done };
        }
    };
    let mut reporter = Reporter::new(&cli.output);
    match &cli.command {
        Command::Codegen(arguments) => codegen::run(arguments, &mut reporter),
        Command::Sunsets(arguments) => sunsets::run(arguments, &mut reporter),
        Command::Diff(arguments) => diff::run(arguments, &mut reporter),
        Command::Explain { code } => explain::run(code.as_deref(), &mut reporter),
        Command::Contract(arguments) => contract::run(arguments, &mut reporter),
        Command::Corpus(arguments) => corpus::run(arguments, &mut reporter),
        Command::Bench(arguments) => bench::run(arguments, &mut reporter),
        Command::Fuzz(arguments) => fuzz::run(arguments, &mut reporter),
        Command::Tidy => tidy::run(&mut reporter),
        Command::Ci => ci::run(&mut reporter),
    }
}
