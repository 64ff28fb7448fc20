//! `diff`: what changed between two documents, and what that breaks.

mod documents;
mod json;
mod markdown;
mod overview;
mod text;

use crate::Exit;
use crate::cli::{Deny, DiffArgs, ReportFormat};
use crate::program;
use crate::report::Reporter;
use crate::sunsets::today;
use crate::words::number;
use documents::{Document, Pair};
use generator::calendar::{self, Entry};
use generator::diagnostic::{Code, Diagnostic, Diagnostics, Location, Sources};
use generator::diff::{self, Change, Diff, Semver, Verdict};
use jiff::civil::Date;
use semver::Version;

/// A place as it is printed.
#[derive(Clone, Debug)]
pub struct Place {
    /// The document.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// How many days before its end something is told of.
const SOON: i32 = 90;

/// Something that ends soon.
#[derive(Clone, Debug)]
pub struct Approaching {
    /// What it is: `property nick of Pet`.
    pub what: String,
    /// Its last day.
    pub date: Date,
    /// How many days are left: 0 on the last day.
    pub days_left: i32,
    /// Where the new document says so.
    pub place: Place,
}

impl Approaching {
    /// One line.
    #[must_use]
    pub fn line(&self) -> String {
        let days = number(usize::try_from(self.days_left).unwrap_or_default(), "day");
        format!("{} ends on {}, in {days}", self.what, self.date)
    }
}

/// What of a document ends soon.
fn approaching(document: &Document, today: Date) -> Vec<Approaching> {
    let entries = calendar::calendar(&document.model.api);
    let soon = |entry: Entry| {
        let (date, days_left) = (entry.sunset?, entry.days_left(today)?);
        let inside = entry.inside.first().map(|it| format!(" of {it}")).unwrap_or_default();
        (0..=SOON).contains(&days_left).then(|| Approaching {
            what: format!("{} {}{inside}", entry.kind.as_str(), entry.name),
            date,
            days_left,
            place: place(&document.sources, entry.location),
        })
    };
    entries.into_iter().filter_map(soon).collect()
}

/// What changed for one crate.
pub struct Comparison {
    /// The name of the crate; of the document, where there are no settings.
    pub name: String,
    /// The day on which it is judged.
    pub today: Date,
    /// What changed.
    pub diff: Diff,
    /// The version that the crate had.
    pub old_version: Option<Version>,
    /// The version that it has.
    pub new_version: Option<Version>,
    /// What is deprecated and ends soon, in the order of the days.
    pub approaching: Vec<Approaching>,
    old: Document,
    new: Document,
}

impl Comparison {
    /// The least version that may hold the changes.
    #[must_use]
    pub fn needed(&self) -> Option<Version> {
        let old = self.old_version.as_ref()?;
        Some(diff::needed(old, self.diff.semver()))
    }

    /// Whether the version was raised as the changes ask for; `None` where a version is not known.
    #[must_use]
    pub fn is_declared(&self) -> Option<bool> {
        let (old, new) = (self.old_version.as_ref()?, self.new_version.as_ref()?);
        Some(diff::suffices(old, new, self.diff.semver()))
    }

    /// Where the old document has what a change is about.
    #[must_use]
    pub fn old_place(&self, change: &Change) -> Option<Place> {
        change.old_location.map(|location| place(&self.old.sources, location))
    }

    /// Where the new document has it.
    #[must_use]
    pub fn new_place(&self, change: &Change) -> Option<Place> {
        change.new_location.map(|location| place(&self.new.sources, location))
    }

    /// How many changes have this verdict, the worse of both counting.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.diff.changes.iter().filter(|change| change.worst() == verdict).count()
    }

    /// One line that sums up.
    #[must_use]
    pub fn summary(&self) -> String {
        if self.diff.changes.is_empty() {
            let what = match self.old.errors + self.new.errors {
                0 => "nothing changed",
                _ => "nothing changed that can be compared",
            };
            return format!("{}: {what}", self.name);
        }
        format!(
            "{}: {} ({} breaking): wire {}, Rust {}{}",
            self.name,
            number(self.diff.changes.len(), "change"),
            self.count(Verdict::Breaking),
            self.diff.wire(),
            self.diff.rust(),
            self.release(),
        )
    }

    /// What the sum asks of the version.
    fn release(&self) -> String {
        let semver = self.diff.semver();
        let Some(needed) = self.needed() else {
            return format!("; {semver}");
        };
        let Some(new) = &self.new_version else {
            return match (&self.old_version, semver) {
                (Some(old), semver) if semver != Semver::None => {
                    format!("; {semver}: after {old} the version must be at least {needed}")
                }
                _ => format!("; {semver}"),
            };
        };
        let old = self.old_version.as_ref().map(ToString::to_string).unwrap_or_default();
        match self.is_declared() {
            Some(true) if semver == Semver::None => format!("; {semver}"),
            Some(true) => format!("; {semver}, from {old} to {new}"),
            _ => format!("; {semver}: the version is {new}, and must be at least {needed}"),
        }
    }
}

fn place(sources: &Sources, location: Location) -> Place {
    let position = sources.position(location);
    Place {
        file: sources.name(location.file).replace('\\', "/"),
        line: position.line,
        column: position.column,
    }
}

/// Prints what changed.
pub fn run(arguments: &DiffArgs, reporter: &mut Reporter) -> Exit {
    let today = arguments.today.unwrap_or_else(today);
    let Some(pairs) = documents::pairs(arguments, reporter) else {
        return Exit::Fault;
    };
    let all: Vec<Comparison> =
        pairs.into_iter().map(|pair| compare(pair, arguments, today)).collect();
    match arguments.format {
        ReportFormat::Text => {
            for comparison in &all {
                reporter.result(&text::render(comparison));
                reporter.summary(&comparison.summary());
            }
        }
        ReportFormat::Markdown => {
            let room = markdown::MOST / all.len().max(1);
            let texts: Vec<_> = all.iter().map(|it| markdown::render(it, room)).collect();
            reporter.result(&texts.join("\n"));
        }
        ReportFormat::Json => reporter.result(&json::render(&all)),
    }
    let mut exit = Exit::Done;
    for comparison in &all {
        // What is wrong with the old document is past.
        if comparison.new.errors > 0 {
            exit = Exit::Fault;
        }
        let faults = denied(comparison, &arguments.deny);
        if !faults.is_empty() {
            reporter.diagnostics(&comparison.new.sources, &faults);
            exit = Exit::Fault;
        }
    }
    exit
}

fn compare(pair: Pair, arguments: &DiffArgs, today: Date) -> Comparison {
    let Pair { name, old, new, has_settings } = pair;
    let version = |document: &Document| Version::parse(&document.options.package.version).ok();
    let new_version = version(&new).filter(|_| has_settings);
    let old_version = match &arguments.old_version {
        Some(given) => Some(given.clone()),
        None => version(&old).filter(|_| has_settings && old.is_committed),
    };
    let diff = generator::compare((&old.model, &old.options), (&new.model, &new.options), today);
    Comparison {
        name,
        today,
        diff,
        old_version,
        new_version,
        approaching: approaching(&new, today),
        old,
        new,
    }
}

/// The diagnostics that `--deny` asks for.
fn denied(comparison: &Comparison, deny: &[Deny]) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    if deny.contains(&Deny::Breaking) {
        faults.extend(comparison.diff.denied().map(|change| breaking(comparison, change)));
    }
    if deny.contains(&Deny::Undeclared) {
        faults.extend(undeclared(comparison));
    }
    faults
}

fn breaking(comparison: &Comparison, change: &Change) -> Diagnostic {
    let subject = &change.subject;
    let broken = match (change.wire, change.rust_verdict()) {
        (Verdict::Breaking, Verdict::Breaking) => "the wire and the Rust API",
        (Verdict::Breaking, _) => "the wire",
        _ => "the Rust API",
    };
    let message =
        format!("{}: {} (`{subject}`), which breaks {broken}", change.rule, change.rule.summary());
    let fault = match change.new_location {
        Some(location) => Diagnostic::new(Code::DiffBreaking, location, message).label("here"),
        None => Diagnostic::without_location(Code::DiffBreaking, message),
    };
    let fault = match comparison.old_place(change) {
        Some(place) => fault.note(format!("it was at {place}")),
        None => fault,
    };
    fault.help(format!(
        "`{} explain {}` says why, and what to do in its place",
        program::name(),
        change.rule
    ))
}

fn undeclared(comparison: &Comparison) -> Option<Diagnostic> {
    match (comparison.is_declared(), comparison.needed(), &comparison.new_version) {
        (Some(true), ..) => None,
        _ if comparison.diff.semver() == Semver::None => None,
        (_, Some(needed), None) => {
            let semver = comparison.diff.semver();
            let message = format!(
                "the changes of `{}` are {semver}: its version must be at least {needed}, and is not known",
                comparison.name
            );
            let fault = Diagnostic::without_location(Code::DiffUndeclared, message);
            Some(fault.help("name the settings that say it with `--config`"))
        }
        (_, Some(needed), Some(new)) => {
            let semver = comparison.diff.semver();
            let message = format!(
                "the changes of `{}` are {semver}, and its version is {new}: it must be at least {needed}",
                comparison.name
            );
            let fault = Diagnostic::without_location(Code::DiffUndeclared, message);
            Some(fault.help(format!(
                "raise `version` in codegen.toml and run `{} codegen`",
                program::name()
            )))
        }
        _ => {
            let message = format!("the version that `{}` had is not known", comparison.name);
            let fault = Diagnostic::without_location(Code::DiffUndeclared, message);
            Some(fault.help(
                "compare with `git:REV`, where codegen.toml says it, or give it with `--old-version`",
            ))
        }
    }
}

/// Prints diagnostics. There is no result if one of them is an error.
pub(crate) fn report<T>(
    sources: &Sources,
    diagnostics: Diagnostics,
    reporter: &mut Reporter,
    result: Option<T>,
) -> Option<T> {
    let is_fine = !diagnostics.has_errors();
    reporter.diagnostics(sources, &diagnostics.into_sorted());
    result.filter(|_| is_fine)
}
