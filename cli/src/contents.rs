//! What became of a document: how much is in the crate, and each place that is not in it as the
//! document has it.

use crate::cli::ContentsFormat;
use crate::config::Job;
use crate::report::is_detected;
use crate::words::number;
use generator::api::Untyped;
use generator::diagnostic::{Diagnostic, Location, Outcome, Sources};
use generator::examples::{Fate, WithoutType};
use generator::report::Report;
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
    /// The examples; nothing where they were not asked for.
    examples: Option<Examples>,
    /// How many places there are of each kind.
    counts: BTreeMap<Became, usize>,
    /// What was found in the document, since no settings say it.
    found: Vec<Found>,
    places: Vec<Place>,
}

/// How many examples a document has.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Examples {
    /// All of them.
    pub all: usize,
    /// Those that their own schemas allow.
    pub valid: usize,
    /// Those of them that are values of types of the crate.
    pub tested: usize,
}

/// What became of a place that is not in the crate as the document has it, or not held to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
enum Became {
    /// Any JSON, since the document says nothing more.
    Open,
    /// Any JSON, though the document says more.
    Untyped,
    /// Something like it.
    Approximated,
    /// Nothing.
    LeftOut,
    /// No test: the document is wrong.
    InvalidExample,
    /// No test: nobody knows.
    UncheckedExample,
    /// No test: the crate has no type for it.
    ExampleWithoutType,
}

impl Became {
    const ALL: [Self; 7] = [
        Self::Open,
        Self::Untyped,
        Self::Approximated,
        Self::LeftOut,
        Self::InvalidExample,
        Self::UncheckedExample,
        Self::ExampleWithoutType,
    ];

    /// What stands above the places.
    fn title(self) -> &'static str {
        match self {
            Self::Open => "Any JSON, since the document leaves it open",
            Self::Untyped => "Any JSON, though the document says more",
            Self::Approximated => "Not quite what the document says",
            Self::LeftOut => "Left out",
            Self::InvalidExample => "Examples that their own schemas do not allow",
            Self::UncheckedExample => "Examples that cannot be checked",
            Self::ExampleWithoutType => "Examples of what is no type of the crate",
        }
    }

    /// Whether there is more to say of a place than what stands above.
    fn has_reasons(self) -> bool {
        !matches!(self, Self::Open | Self::Untyped)
    }
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
    outcome: Became,
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
        let detected = found.iter().filter(|it| is_detected(it.code())).map(Found::new).collect();
        let mut places = Vec::new();
        for value in &report.untyped {
            let (became, reason) = match value.reason {
                Untyped::Open | Untyped::OpenObject => {
                    (Became::Open, "any JSON, since the document leaves it open")
                }
                Untyped::Unsupported => {
                    (Became::Untyped, "any JSON, though the document says more")
                }
            };
            places.push((value.location, place(became, None, reason, value.location, sources)));
        }
        for found in found {
            let (Some(outcome), Some(at)) = (found.code().outcome(), found.location()) else {
                continue;
            };
            let became = match outcome {
                Outcome::Approximated => Became::Approximated,
                Outcome::LeftOut => Became::LeftOut,
            };
            let code = Some(found.code().id());
            places.push((at, place(became, code, found.message(), at, sources)));
        }
        for example in report.examples.iter().flat_map(|examples| &examples.all) {
            let Some((became, reason)) = untested(&example.fate) else { continue };
            let at = example.location;
            places.push((at, place(became, None, reason, at, sources)));
        }
        places.sort_by_key(|(at, _)| *at);
        let places: Vec<Place> = places.into_iter().map(|(_, place)| place).collect();
        let count = |became| places.iter().filter(|place| place.outcome == became).count();
        Self {
            name: job.options.package.name.clone(),
            document: job.document.display().to_string(),
            operations: report.operations,
            models: report.models,
            fields: report.fields,
            examples: report.examples.as_ref().map(|examples| Examples {
                all: examples.all.len(),
                valid: examples.valid().count(),
                tested: examples.held().count(),
            }),
            counts: Became::ALL.map(|became| (became, count(became))).into(),
            found: detected,
            places,
        }
    }

    /// How many places there are of a kind.
    fn count(&self, became: Became) -> usize {
        self.counts.get(&became).copied().unwrap_or_default()
    }

    /// How many operations, models and fields there are, and how many places that are left open,
    /// untyped, approximated and left out.
    #[must_use]
    pub fn numbers(&self) -> [usize; 7] {
        let [open, untyped, approximated, left_out, ..] =
            Became::ALL.map(|became| self.count(became));
        [self.operations, self.models, self.fields, open, untyped, approximated, left_out]
    }

    /// How many examples there are; nothing where they were not asked for.
    #[must_use]
    pub fn examples(&self) -> Option<Examples> {
        self.examples
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
        let [open, untyped, invalid] =
            [Became::Open, Became::Untyped, Became::InvalidExample].map(|it| self.count(it));
        if open > 0 {
            let values = number(open, "value");
            text += &format!("; {values} left open by the document");
        }
        if untyped > 0 {
            let values = number(untyped, "value");
            text +=
                &format!("; {values} untyped, since the document says more than the generator can");
        }
        if let Some(examples) = self.examples.filter(|examples| examples.all > 0) {
            text += &format!("; {}", number(examples.all, "example"));
            if invalid > 0 {
                text += &format!(", {invalid} of them not what their own schemas allow");
            }
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

/// Why an example is not in the test, if it is not.
fn untested(fate: &Fate) -> Option<(Became, &str)> {
    Some(match fate {
        Fate::Held(_) => return None,
        Fate::Invalid(reason) => (Became::InvalidExample, reason),
        Fate::Unknown(reason) => (Became::UncheckedExample, reason),
        Fate::Untyped(reason) => (
            Became::ExampleWithoutType,
            match reason {
                WithoutType::NotJson => "a body that is not JSON",
                WithoutType::Header => "a header of an answer",
                WithoutType::Unused => "no operation sends or answers it as a value of its own",
            },
        ),
    })
}

fn place(
    outcome: Became,
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
    let mut text = format!("{} from {}\n", contents.name, contents.document);
    let _ = writeln!(text, "  {}", contents.summary());
    for Found { code, message, reasons, settings } in &contents.found {
        let _ = writeln!(text, "\nFound in the document, since no settings say it: {code}");
        let _ = writeln!(text, "  {message}");
        for line in reasons.iter().chain(settings) {
            let _ = writeln!(text, "    {line}");
        }
    }
    for became in Became::ALL {
        let title = became.title();
        let places: Vec<_> =
            contents.places.iter().filter(|place| place.outcome == became).collect();
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
                    None if !became.has_reasons() => writeln!(text, "    {file}:{line}:{column}"),
                    _ => writeln!(text, "    {file}:{line}:{column}: {reason}"),
                };
            }
        }
    }
    text
}
