//! The command line as clap reads it.

use clap::{Args, Parser, Subcommand, ValueEnum};
use generator::options::Selector;
use jiff::civil::Date;
use std::path::PathBuf;

/// Generates Rust client crates from OpenAPI documents, and looks after this repository.
#[derive(Debug, Parser)]
#[command(name = "xtask", bin_name = "cargo xtask", max_term_width = 100)]
#[command(after_help = "Exit codes: 0 done; 1 the input or a check is at fault; \
                        2 the command line is at fault.")]
pub struct Cli {
    /// What to print, and how.
    #[command(flatten)]
    pub output: OutputArgs,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to print, and how.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct OutputArgs {
    /// How diagnostics are printed
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    pub message_format: MessageFormat,
    /// Print errors only
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Print notes, too
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// With excerpts, for people
    #[default]
    Text,
    /// One JSON object a line, for editors and continuous integration
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Generate client crates
    Codegen(CodegenArgs),
    /// List what is deprecated, and until when
    #[command(after_help = SUNSETS_HELP)]
    Sunsets(SunsetsArgs),
    /// Say what changed between two documents, and what that breaks
    #[command(after_help = DIFF_HELP)]
    Diff(DiffArgs),
    /// Say what a diagnostic or a rule of `diff` means, with a bad and a good example
    Explain {
        /// The diagnostic or rule, such as `ref-not-found`; without it, all are listed
        code: Option<String>,
    },
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

/// Which crates to generate.
#[derive(Args, Clone, Debug, Default)]
pub struct CodegenArgs {
    /// Write nothing, print a diff of what is stale, and exit with 1 if anything is
    #[arg(long)]
    pub check: bool,
    /// Print what became of the documents: how many operations, models and fields, and every place
    /// that is untyped, approximated or left out, and every example that its own schema does not allow,
    /// with its reason
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "check")]
    #[arg(num_args = 0..=1, require_equals = true, default_missing_value = "text")]
    pub report: Option<ContentsFormat>,
    /// Give the crates a test, `tests/round_trips.rs`, that reads each example of the document and writes it
    /// again, but for those that their own schemas do not allow; `example-tests = true` in the settings
    /// does the same
    #[arg(long)]
    pub with_example_tests: bool,
    /// The settings [default: spec/codegen.toml of this workspace; none with --spec]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Generate from this document in place of those of the settings
    #[arg(long, value_name = "FILE", requires_all = ["out", "name"])]
    pub spec: Option<PathBuf>,
    /// Generate these operations alone, with the models that they reach: `tag:NAME`, `GET /path` or an
    /// operationId; may be given several times
    #[arg(long, value_name = "WHAT", requires = "spec", value_parser = selector)]
    pub only: Vec<Selector>,
    /// The folder of the crate
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub out: Option<PathBuf>,
    /// The name of the crate
    #[arg(long, value_name = "CRATE", requires = "spec", value_parser = crate_name)]
    pub name: Option<String>,
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

/// What `cargo xtask sunsets --help` says at its end.
const SUNSETS_HELP: &str = "\
A deprecated item counts as in time on its last day (0 days left), and as expired from the day \
after. Items without a date are listed last; --within hides them, and the summary counts them. \
The exit code is 1 only with a --deny-... option.

JSON: { today, within_days, items: [{ kind, name, inside: [...], replacement, reason, sunset, \
days_left, file, line, column }], counts: { total, expired, ahead, undated } }; what is not known \
is null. The kind is one of: operation, schema, property, parameter, value, old name.";

/// Which documents to look at, and what to list.
#[derive(Args, Clone, Debug, Default)]
pub struct SunsetsArgs {
    /// The settings [default: spec/codegen.toml of this workspace]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Look at this document in place of those of the settings
    #[arg(long, value_name = "FILE", conflicts_with = "config")]
    pub spec: Option<PathBuf>,
    /// List only what ends within this time (`90d`, `12w`) or has ended
    #[arg(long, value_name = "TIME", value_parser = days)]
    pub within: Option<u32>,
    /// Exit with 1 if anything has ended
    #[arg(long)]
    pub deny_expired: bool,
    /// Exit with 1 if anything ends within this time (`30d`, `4w`) or has ended
    #[arg(long, value_name = "TIME", value_parser = days)]
    pub deny_within: Option<u32>,
    /// The day to count from [default: today, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub today: Option<Date>,
    /// How the list is printed
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: ReportFormat,
}

/// What `cargo xtask diff --help` says at its end.
const DIFF_HELP: &str = "\
Each change has two verdicts: what it does to the wire, for those who send and receive, and what it \
does to a program that uses the generated crate. Both together say how the version of the crate must \
rise. The removal of what was deprecated is compatible on the wire from the day after its last day, \
counted from --today; the compiler calls it a removal all the same.

The shape of the JSON is described in docs/reviewing.md.";

/// What to compare, and how to judge it.
#[derive(Args, Clone, Debug, Default)]
pub struct DiffArgs {
    /// The old document: a file, or `git:REV` for the committed one
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The new document: a file, or `git:REV` for the committed one [default: those of the settings, as
    /// they lie in the working copy]
    #[arg(value_name = "NEW")]
    pub new: Option<PathBuf>,
    /// The settings [default: spec/codegen.toml of this workspace]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Compare these operations alone, with the models that they reach: `tag:NAME`, `GET /path` or an
    /// operationId; may be given several times
    #[arg(long, value_name = "WHAT", value_parser = selector)]
    pub only: Vec<Selector>,
    /// Exit with 1 if there is such a change
    #[arg(long, value_enum, value_name = "WHAT")]
    pub deny: Vec<Deny>,
    /// The version that the crate had [default: that of the settings at `git:REV`]
    #[arg(long, value_name = "VERSION")]
    pub old_version: Option<semver::Version>,
    /// The day on which removals are judged [default: today, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub today: Option<Date>,
    /// How the changes are printed
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: ReportFormat,
}

/// What `diff` does not let pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// What breaks the wire or programs, unless its end was announced and has come
    Breaking,
    /// Changes for which the version was not raised as they ask for
    Undeclared,
}

/// How a report on what was generated is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ContentsFormat {
    /// For people, at a terminal
    #[default]
    Text,
    /// For programs
    Json,
}

/// How a result is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people, at a terminal
    #[default]
    Text,
    /// For a pull request
    Markdown,
    /// For programs
    Json,
}

/// A number of days: `90d`, or `12w` in weeks.
fn days(text: &str) -> Result<u32, String> {
    let (number, unit) = match text.strip_suffix('w') {
        Some(number) => (number, 7),
        None => (text.strip_suffix('d').unwrap_or_default(), 1),
    };
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let number = if digits { number.parse::<u32>().ok() } else { None };
    number
        .and_then(|number| number.checked_mul(unit))
        .ok_or_else(|| "write days or weeks, such as `90d` or `12w`".into())
}

/// A day as the documents write it.
fn date(text: &str) -> Result<Date, String> {
    let plain = text.len() == "2027-05-26".len();
    let day = if plain { text.parse().ok() } else { None };
    day.ok_or_else(|| "write a day such as `2027-05-26`".into())
}

fn selector(text: &str) -> Result<Selector, String> {
    Selector::parse(text).map_err(|(fault, help)| format!("it {fault}; {help}"))
}

fn crate_name(name: &str) -> Result<String, String> {
    generator::options::check_package_name(name)
        .map(|()| name.to_owned())
        .map_err(|(fault, help)| format!("it {fault}; {help}"))
}
