//! The command line as clap reads it.

use clap::{Args, Parser, Subcommand, ValueEnum};
use generator::options::Selector;
use jiff::civil::Date;
use std::path::PathBuf;

/// What `--help` says at its end.
pub const EXIT_CODES: &str = "Exit codes: 0 done; 1 the input or a check is at fault; \
                              2 the command line is at fault.";

/// Generates Rust client crates from OpenAPI documents.
#[derive(Debug, Parser)]
#[command(name = "cratewright", version, max_term_width = 100)]
#[command(after_help = EXIT_CODES)]
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
    /// Find the document of a project, write its settings, and generate its crate
    Init(InitArgs),
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
}

/// What the settings are to say.
#[derive(Args, Clone, Debug, Default)]
pub struct InitArgs {
    /// The OpenAPI document [default: the only one in the current folder and below it]
    #[arg(value_name = "DOCUMENT")]
    pub document: Option<PathBuf>,
    /// The folder of the crate [default: the name of the crate, in `crates` where there is such a folder]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The name of the crate [default: the title of the document, with `-client`]
    #[arg(long, value_name = "CRATE", value_parser = crate_name)]
    pub name: Option<String>,
}

/// Which crates to generate.
#[derive(Args, Clone, Debug, Default)]
pub struct CodegenArgs {
    /// Write nothing, print a diff of what is stale, and exit with 1 if anything is
    #[arg(long)]
    pub check: bool,
    /// Replace generated files that were changed by hand since; without it they are an error, and stay
    #[arg(long, conflicts_with = "check")]
    pub overwrite: bool,
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
    /// The settings [default: the nearest codegen.toml or spec/codegen.toml upwards; none with --spec]
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

/// What `sunsets --help` says at its end.
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
    /// The settings [default: the nearest codegen.toml or spec/codegen.toml upwards]
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

/// What `diff --help` says at its end.
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
    /// The settings [default: the nearest codegen.toml or spec/codegen.toml upwards]
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
