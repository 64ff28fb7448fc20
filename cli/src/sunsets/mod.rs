//! `sunsets`: what is deprecated, replaced by what, and until when. This is the only
//! command that looks at a clock.

mod json;
mod markdown;
mod text;

pub(crate) use markdown::code;

use crate::Exit;
use crate::cli::{CodegenArgs, ReportFormat, SunsetsArgs};
use crate::config::{self, Job};
use crate::program;
use crate::report::Reporter;
use crate::settings::settings_of;
use crate::words::number;
use crate::workspace;
use generator::calendar::{self, Entry};
use generator::diagnostic::{Code, Diagnostic, Diagnostics, Severity, Sources};
use generator::options::Options;
use jiff::civil::Date;
use std::path::PathBuf;

/// What is deprecated on a day.
#[derive(Debug)]
pub struct Calendar {
    /// The day from which the days are counted.
    pub today: Date,
    /// How many days ahead are looked at; all are where there is no number.
    pub within: Option<u32>,
    /// What is shown, in the order of the dates; what has no date is last.
    pub items: Vec<Item>,
    /// How many there are, the ones that are not shown included.
    pub counts: Counts,
}

/// Something deprecated, and where it is said.
#[derive(Clone, Debug)]
pub struct Item {
    /// What the document says.
    pub entry: Entry,
    /// How many days are left: 0 on the last day, negative after it; `None` without a date.
    pub days_left: Option<i32>,
    /// The document.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

/// How many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub total: usize,
    /// Those whose last day has passed.
    pub expired: usize,
    /// Those whose last day is today or later.
    pub ahead: usize,
    /// Those without a date.
    pub undated: usize,
}

impl Item {
    /// Whether the last day has passed.
    #[must_use]
    pub fn is_expired(&self) -> bool {
        self.days_left.is_some_and(|days| days < 0)
    }

    /// Whether it ends within a number of days, or has ended. What has no date does not.
    #[must_use]
    pub fn is_within(&self, days: u32) -> bool {
        self.days_left.is_some_and(|left| i64::from(left) <= i64::from(days))
    }
}

impl Calendar {
    /// The calendar of all `items` on a day.
    #[must_use]
    pub fn new(today: Date, within: Option<u32>, mut items: Vec<Item>) -> Self {
        let count = |is: fn(&Item) -> bool| items.iter().filter(|item| is(item)).count();
        let counts = Counts {
            total: items.len(),
            expired: count(Item::is_expired),
            ahead: count(|item| item.days_left.is_some_and(|days| days >= 0)),
            undated: count(|item| item.days_left.is_none()),
        };
        items.retain(|item| within.is_none_or(|days| item.is_within(days)));
        Self { today, within, items, counts }
    }

    /// One line that sums up.
    #[must_use]
    pub fn summary(&self) -> String {
        let Counts { total, expired, ahead, undated } = self.counts;
        if total == 0 {
            return format!("{}: nothing is deprecated", self.today);
        }
        let shown = match self.within {
            Some(days) => {
                format!(
                    "; {} shown: ended, or ending within {}",
                    self.items.len(),
                    number_of_days(days.into())
                )
            }
            None => String::new(),
        };
        format!(
            "{}: {total} deprecated: {expired} ended, {ahead} in time, {undated} without a date{shown}",
            self.today
        )
    }
}

/// Prints what is deprecated.
pub fn run(arguments: &SunsetsArgs, reporter: &mut Reporter) -> Exit {
    let Some(found) = find(arguments, reporter) else {
        return Exit::Fault;
    };
    let today = arguments.today.unwrap_or_else(today);
    let faults = denied(arguments, today, &found);
    let mut items: Vec<Item> = Vec::new();
    for (sources, entries) in &found {
        items.extend(entries.iter().map(|entry| item(entry, sources, today)));
    }
    sort(&mut items);
    let calendar = Calendar::new(today, arguments.within, items);
    match arguments.format {
        ReportFormat::Text => {
            reporter.result(&text::render(&calendar));
            reporter.summary(&calendar.summary());
        }
        ReportFormat::Markdown => reporter.result(&markdown::render(&calendar)),
        ReportFormat::Json => reporter.result(&json::render(&calendar)),
    }
    if faults.is_empty() {
        return Exit::Done;
    }
    for (sources, faults) in faults {
        reporter.diagnostics(sources, &faults);
    }
    Exit::Fault
}

/// The day in UTC.
pub(crate) fn today() -> Date {
    jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date()
}

/// What is deprecated in each document; nothing if one of them has an error.
fn find(arguments: &SunsetsArgs, reporter: &mut Reporter) -> Option<Vec<(Sources, Vec<Entry>)>> {
    let mut settings = Sources::new();
    let diagnostics = Diagnostics::new();
    let jobs = jobs(arguments, &mut settings, &diagnostics);
    let jobs = report(&settings, diagnostics, reporter, jobs);
    let mut found = Vec::new();
    let mut seen: Vec<PathBuf> = Vec::new();
    let mut failed = false;
    for job in jobs? {
        // Two crates of one document have one calendar.
        if seen.contains(&job.document) {
            continue;
        }
        let mut sources = settings_of(&settings);
        let diagnostics = Diagnostics::new();
        let entries = workspace::read_document(&job.document, &mut sources, &diagnostics)
            .and_then(|file| generator::model(&sources, file, &job.options, &diagnostics))
            .map(|model| calendar::calendar(&model.api));
        match report(&sources, diagnostics, reporter, entries) {
            Some(entries) => found.push((sources, entries)),
            None => failed = true,
        }
        seen.push(job.document);
    }
    (!failed).then_some(found)
}

/// The documents to look at, with their settings.
fn jobs(
    arguments: &SunsetsArgs,
    settings: &mut Sources,
    diagnostics: &Diagnostics,
) -> Option<Vec<Job>> {
    if let Some(document) = &arguments.spec {
        return Some(vec![Job {
            document: workspace::tidy_path(document),
            output: PathBuf::new(),
            options: Options::default(),
        }]);
    }
    let arguments = CodegenArgs { config: arguments.config.clone(), ..CodegenArgs::default() };
    config::jobs(&arguments, settings, diagnostics)
}

/// Prints diagnostics. There is no result if one of them is an error.
fn report<T>(
    sources: &Sources,
    diagnostics: Diagnostics,
    reporter: &mut Reporter,
    result: Option<T>,
) -> Option<T> {
    let found = diagnostics.into_sorted();
    reporter.diagnostics(sources, &found);
    result.filter(|_| found.iter().all(|found| found.severity() != Severity::Error))
}

fn item(entry: &Entry, sources: &Sources, today: Date) -> Item {
    let position = sources.position(entry.location);
    Item {
        entry: entry.clone(),
        days_left: entry.days_left(today),
        file: sources.name(entry.location.file).replace('\\', "/"),
        line: position.line,
        column: position.column,
    }
}

/// By date; within a day, and without a date, by document and place.
fn sort(items: &mut [Item]) {
    items.sort_by(|one, other| {
        let key = |item: &Item| (item.days_left.is_none(), item.days_left);
        key(one)
            .cmp(&key(other))
            .then_with(|| one.file.cmp(&other.file))
            .then_with(|| (one.line, one.column).cmp(&(other.line, other.column)))
    });
}

/// The diagnostics that the `--deny-…` options ask for.
fn denied<'a>(
    arguments: &SunsetsArgs,
    today: Date,
    found: &'a [(Sources, Vec<Entry>)],
) -> Vec<(&'a Sources, Vec<Diagnostic>)> {
    let command = program::name();
    let expired = arguments.deny_expired || arguments.deny_within.is_some();
    let fault = |entry: &Entry| {
        let (date, left) = (entry.sunset?, entry.days_left(today)?);
        let name = format!("{} `{}`", entry.kind.as_str(), entry.name);
        if left < 0 {
            return expired.then(|| {
                let ago = number_of_days(-i64::from(left));
                let message = format!("the {name} ended on {date}, {ago} ago");
                Diagnostic::new(Code::SunsetExpired, entry.location, message)
                    .label("still in the document")
                    .help(format!("take it out and run `{command} codegen`, or write the new date"))
            });
        }
        let near = arguments.deny_within.is_some_and(|days| i64::from(left) <= i64::from(days));
        near.then(|| {
            let rest = number_of_days(left.into());
            let message = format!("the {name} ends on {date}: {rest} left");
            Diagnostic::new(Code::SunsetNear, entry.location, message)
                .label("ends soon")
                .help("tell those who still use it, and take it out after that day")
        })
    };
    found
        .iter()
        .map(|(sources, entries)| (sources, entries.iter().filter_map(fault).collect()))
        .filter(|(_, faults): &(_, Vec<_>)| !faults.is_empty())
        .collect()
}

fn number_of_days(days: i64) -> String {
    number(usize::try_from(days).unwrap_or(usize::MAX), "day")
}

/// What an item is a part of, in a few words.
fn inside(item: &Item) -> String {
    match item.entry.inside.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    }
}

/// How many days are left, in words.
fn left(item: &Item) -> String {
    match item.days_left.map(i64::from) {
        Some(days) if days < 0 => format!("ended {} ago", number_of_days(-days)),
        Some(days) => number_of_days(days),
        None => "no date".into(),
    }
}
