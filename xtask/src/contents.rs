//! What became of a document: how much is in the crate, and each place that is not in it as the
//! document has it.

use crate::cli::ContentsFormat;
use crate::codegen::number;
use crate::config::Job;
use crate::report::is_detected;
use generator::api::Untyped;
use generator::diagnostic::{Diagnostic, Location, Sources};
use generator::report::{Outcome, Report};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What is in a crate.
#[derive(Debug, Serialize)]
pub struct Contents {
    name: String,
    document: String,
    operations: usize,
    models: usize,
    fields: usize,
    counts: Counts,
    /// What was found in the document, since no settings say it.
    found: Vec<Found>,
    places: Vec<Place>,
}

/// How many places there are.
#[derive(Debug, Default, Serialize)]
struct Counts {
    /// Any JSON, since the document says nothing more.
    open: usize,
    /// Any JSON, though the document says more.
    untyped: usize,
    approximated: usize,
    left_out: usize,
}

/// Something that was found in the document.
#[derive(Debug, Serialize)]
struct Found {
    /// The diagnostic that says so.
    code: &'static str,
    message: String,
    /// What it was found by.
    reasons: Vec<String>,
    /// How to keep it, and how to do without it.
    settings: Vec<String>,
}

/// A part of the document that is not in the crate as the document has it.
#[derive(Debug, Serialize)]
struct Place {
    outcome: &'static str,
    /// The diagnostic that says so, if one does.
    code: Option<&'static str>,
    reason: String,
    file: String,
    line: usize,
    column: usize,
}

impl Contents {
    /// What is in a crate that was made, and what was said on the way.
    #[must_use]
    pub fn new(job: &Job, report: &Report, found: &[Diagnostic], sources: &Sources) -> Self {
        let mut contents = Self {
            name: job.options.package.name.clone(),
            document: job.document.display().to_string(),
            operations: report.operations,
            models: report.models,
            fields: report.fields,
            counts: Counts::default(),
            found: found.iter().filter(|it| is_detected(it.code())).map(Found::new).collect(),
            places: Vec::new(),
        };
        let mut places = Vec::new();
        for value in &report.untyped {
            let (outcome, reason) = match value.reason {
                Untyped::Open | Untyped::OpenObject => {
                    contents.counts.open += 1;
                    ("open", "any JSON, since the document leaves it open")
                }
                Untyped::Unsupported => {
                    contents.counts.untyped += 1;
                    ("untyped", "any JSON, though the document says more")
                }
            };
            places.push((value.location, place(outcome, None, reason, value.location, sources)));
        }
        for found in found {
            let (Some(outcome), Some(at)) = (Outcome::of(found.code()), found.location()) else {
                continue;
            };
            let outcome = match outcome {
                Outcome::Approximated => {
                    contents.counts.approximated += 1;
                    "approximated"
                }
                Outcome::LeftOut => {
                    contents.counts.left_out += 1;
                    "left-out"
                }
            };
            let code = Some(found.code().id());
            places.push((at, place(outcome, code, found.message(), at, sources)));
        }
        places.sort_by_key(|(at, _)| *at);
        contents.places = places.into_iter().map(|(_, place)| place).collect();
        contents
    }

    /// How many operations, models and fields there are, and how many places that are left open,
    /// untyped, approximated and left out.
    #[must_use]
    pub fn numbers(&self) -> [usize; 7] {
        let Counts { open, untyped, approximated, left_out } = self.counts;
        [self.operations, self.models, self.fields, open, untyped, approximated, left_out]
    }

    /// One line.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut text = format!(
            "{}, {} with {}",
            number(self.operations, "operation"),
            number(self.models, "model"),
            number(self.fields, "field"),
        );
        let Counts { open, untyped, .. } = self.counts;
        if open > 0 {
            let values = number(open, "value");
            text += &format!("; {values} left open by the document");
        }
        if untyped > 0 {
            let values = number(untyped, "value");
            text +=
                &format!("; {values} untyped, since the document says more than the generator can");
        }
        text
    }
}

impl Found {
    fn new(found: &Diagnostic) -> Self {
        Self {
            code: found.code().id(),
            message: found.message().to_owned(),
            reasons: found.notes().to_vec(),
            settings: found.helps().to_vec(),
        }
    }
}

fn place(
    outcome: &'static str,
    code: Option<&'static str>,
    reason: &str,
    at: Location,
    sources: &Sources,
) -> Place {
    let position = sources.position(at);
    Place {
        outcome,
        code,
        reason: reason.to_owned(),
        file: sources.name(at.file).to_owned(),
        line: position.line,
        column: position.column,
    }
}

/// What is in crates, as it is asked for.
#[must_use]
pub fn render(all: &[&Contents], format: ContentsFormat) -> String {
    match format {
        ContentsFormat::Text => all.iter().map(|contents| text(contents)).collect(),
        ContentsFormat::Json => {
            // Texts and numbers can always be written.
            let text = serde_json::to_string_pretty(all).unwrap_or_default();
            format!("{text}\n")
        }
    }
}

fn text(contents: &Contents) -> String {
    const TITLES: &[(&str, &str)] = &[
        ("open", "Any JSON, since the document leaves it open"),
        ("untyped", "Any JSON, though the document says more"),
        ("approximated", "Not quite what the document says"),
        ("left-out", "Left out"),
    ];
    let mut text = format!("{} from {}\n", contents.name, contents.document);
    let _ = writeln!(text, "  {}", contents.summary());
    for Found { code, message, reasons, settings } in &contents.found {
        let _ = writeln!(text, "\nFound in the document, since no settings say it: {code}");
        let _ = writeln!(text, "  {message}");
        for line in reasons.iter().chain(settings) {
            let _ = writeln!(text, "    {line}");
        }
    }
    for (outcome, title) in TITLES {
        let places: Vec<_> =
            contents.places.iter().filter(|place| place.outcome == *outcome).collect();
        if places.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n{title}: {}", number(places.len(), "place"));
        let mut reasons: BTreeMap<(Option<&str>, &str), Vec<&Place>> = BTreeMap::new();
        for place in places {
            // What differs in the words of the document only stands together by its code.
            let reason = if place.code.is_some() { "" } else { place.reason.as_str() };
            reasons.entry((place.code, reason)).or_default().push(place);
        }
        for ((code, _), places) in reasons {
            if let Some(code) = code {
                let _ = writeln!(text, "  {code}: {}", places.len());
            }
            for Place { file, line, column, reason, code, .. } in places {
                let _ = match code {
                    Some(_) => writeln!(text, "    {file}:{line}:{column}: {reason}"),
                    None => writeln!(text, "    {file}:{line}:{column}"),
                };
            }
        }
    }
    text
}
