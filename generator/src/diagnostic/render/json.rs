//! Diagnostics as lines of JSON, for editors and continuous integration.

use serde::Serialize;

use super::clean;
use crate::diagnostic::{Diagnostic, Location, Sources};

#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<Place<'a>>,
    label: Option<&'a str>,
    labels: Vec<Label<'a>>,
    notes: &'a [String],
    help: &'a [String],
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Label<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: &'a str,
}

/// Diagnostics as JSON, one object a line, in the order that they have. Lines and columns are
/// counted from 1, columns in characters; the end is the position after the last character.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut text = String::new();
    for found in diagnostics {
        let secondaries = found.secondaries().iter();
        let line = Line {
            code: found.code().id(),
            severity: found.severity().as_str(),
            message: found.message(),
            place: found.location().map(|location| place(location, sources)),
            label: found.label_text(),
            labels: secondaries
                .map(|(location, text)| Label { place: place(*location, sources), text })
                .collect(),
            notes: found.notes(),
            help: found.helps(),
        };
        // Strings, numbers and lists of them: nothing of it can fail to be written.
        let line = serde_json::to_string(&line).unwrap_or_default();
        text.push_str(&clean::json_line(&line));
        text.push('\n');
    }
    text
}

fn place(location: Location, sources: &Sources) -> Place<'_> {
    let (start, end) = (sources.position(location), sources.end_position(location));
    Place {
        file: sources.name(location.file),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}
