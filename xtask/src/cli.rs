//! The command line as clap reads it.

use clap::{Args, Parser, Subcommand};
use cratewright::cli::{EXIT_CODES, OutputArgs};
use std::path::PathBuf;

/// Generates Rust client crates from OpenAPI documents, and looks after this repository.
#[derive(Debug, Parser)]
#[command(name = "xtask", bin_name = "cargo xtask", max_term_width = 100)]
#[command(after_help = EXIT_CODES)]
pub struct Cli {
    /// What to print, and how.
    #[command(flatten)]
    pub output: OutputArgs,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// What `cratewright` does, too
    #[command(flatten)]
    User(cratewright::cli::Command),
    /// Make every call of the generated crate on a mock server that reads the document by itself
    #[command(after_help = CONTRACT_HELP)]
    Contract(ContractArgs),
    /// Generate and build the crates of all documents of a folder, and print a table
    #[command(after_help = CORPUS_HELP)]
    Corpus(CorpusArgs),
    /// Measure whole runs of the generator, and builds of what it makes, beside other commands
    #[command(after_help = BENCH_HELP)]
    Bench(BenchArgs),
    /// Generate from arbitrary and changed documents, and keep the smallest that fails
    #[command(after_help = FUZZ_HELP)]
    Fuzz(FuzzArgs),
    /// Check this repository against the rules of its design
    Tidy,
    /// Run everything that continuous integration runs
    Ci,
}

/// What `cargo xtask contract --help` says at its end.
const CONTRACT_HELP: &str = "\
The mock server is Prism, in the version that xtask/contract/package-lock.json names. It runs on \
Node.js, and is installed by npm on the first run.";

/// Whether to check, or to serve.
#[derive(Args, Clone, Debug, Default)]
pub struct ContractArgs {
    /// Start the mock server alone, and keep it until Ctrl-C
    #[arg(long)]
    pub serve: bool,
    /// The document that --serve serves, in place of that of the settings
    #[arg(long, value_name = "FILE", requires = "serve")]
    pub spec: Option<PathBuf>,
    /// The port of the mock server that --serve keeps
    #[arg(long, value_name = "PORT", default_value_t = 4010, requires = "serve")]
    pub port: u16,
}

/// What `cargo xtask corpus --help` says at its end.
const CORPUS_HELP: &str = "\
A document is a file whose name ends in .json, .yaml or .yml and which has the member `openapi` or \
`swagger`. Settings for NAME.json are taken from NAME.toml beside it. The crates are in target/corpus. \
Each is built by `cargo check`, from nothing but its dependencies, and by clippy with its default \
lints; a warning is an error. Then it is tested with the examples of the document, as by `codegen \
--with-example-tests`: `examples` are all, `valid` those that their own schemas allow, `tested` those of \
them that are values of types of the crate; those that do not come back are listed. The exit code is 1 if \
a document has errors or a crate does not build.";

/// Which documents to try.
#[derive(Args, Clone, Debug, Default)]
pub struct CorpusArgs {
    /// The folder with the documents
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Generate the crates, and do not build them
    #[arg(long)]
    pub no_build: bool,
}

/// What `cargo xtask bench --help` says at its end.
const BENCH_HELP: &str = "\
Without documents, the one of this workspace and seeded ones of 10, 100, 1,000 and 10,000 operations \
are taken; the last has 20 MB. Settings for NAME.json are taken from NAME.toml beside it. Each run \
writes a whole crate into a folder that is not there. All commands have one turn after the other, so \
that what else the machine does falls on all of them; a ratio is the median of the ratios of the runs \
of one turn. Processor time is that of the process and all that it starts; peak memory that of the \
largest of these processes.

In COMMAND, {document} stands for the path of the document, {name} for a name for the crate, and {out} \
for the folder to write. There is no shell: quotes group words, and nothing else is read.

With --build, `cargo check` of the crate alone is measured, its dependencies built; and, once, a build \
of a program that makes one call, with nothing built before, and the size of that program.

Result: Markdown. The exit code is 1 if a run of the generator fails; a run of another command may.";

/// What to measure, and beside what.
#[derive(Args, Clone, Debug, Default)]
pub struct BenchArgs {
    /// The documents
    #[arg(value_name = "DOCUMENT")]
    pub documents: Vec<PathBuf>,
    /// How often each command runs, after one run that does not count
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    pub runs: u32,
    /// Another command to run in turn with this one; may be given several times
    #[arg(long, value_name = "COMMAND")]
    pub vs: Vec<String>,
    /// Make all runs of a command one after the other, not in turn: what another one has left of
    /// memory then counts for nothing, and what changes on the machine counts for more
    #[arg(long)]
    pub apart: bool,
    /// Build the crates, too
    #[arg(long)]
    pub build: bool,
    /// The program to measure [default: this one, built with optimisations]
    #[arg(long, value_name = "FILE")]
    pub program: Option<PathBuf>,
    /// Where documents and crates are written, in a folder `bench`: one in memory leaves out the disk
    /// [default: target]
    #[arg(long, value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Write a seeded document with so many operations to the standard output, and do nothing else
    #[arg(long, value_name = "OPERATIONS", conflicts_with_all = ["documents", "vs", "apart", "build", "program", "folder"])]
    pub seeded: Option<usize>,
}

/// What `cargo xtask fuzz --help` says at its end.
const FUZZ_HELP: &str = "\
A case fails if the generator panics, ends its process or takes more than 2 s, if it gives neither \
files nor an error, if a diagnostic has no place in the document, or if a file is not Rust. The \
smallest failing document is kept in target/fuzz. The optimised build tries many more: \
cargo run --release --package xtask -- fuzz";

/// For how long documents are made up, and from which numbers.
#[derive(Args, Clone, Debug, Default)]
pub struct FuzzArgs {
    /// How long to go on
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub minutes: u64,
    /// Where to begin: the same seed gives the same documents
    #[arg(long, value_name = "S", default_value_t = 0)]
    pub seed: u64,
    /// Try this document alone, such as one that was kept
    #[arg(long, value_name = "FILE", conflicts_with_all = ["minutes", "seed"])]
    pub case: Option<PathBuf>,
    /// Try the documents that come on the standard input: what this command starts to try them in
    #[arg(long, hide = true)]
    pub serve: bool,
}
