//! The changes for programs. The shape is described in `docs/reviewing.md`: members may be added to
//! it, and none changes its meaning.

use super::{Approaching, Comparison, Place};
use generator::diff::{Change, RustChange};
use generator::outline::ItemKind;
use serde::Serialize;

#[derive(Serialize)]
struct Report<'a> {
    crates: Vec<Crate<'a>>,
}

#[derive(Serialize)]
struct Crate<'a> {
    name: &'a str,
    today: String,
    old_version: Option<String>,
    new_version: Option<String>,
    needed_version: Option<String>,
    declared: Option<bool>,
    wire: &'static str,
    rust: &'static str,
    semver: &'static str,
    old_errors: usize,
    new_errors: usize,
    approaching: Vec<Soon<'a>>,
    changes: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Soon<'a> {
    what: &'a str,
    sunset: String,
    days_left: i32,
    place: Option<Position>,
}

#[derive(Serialize)]
struct Row<'a> {
    rule: &'static str,
    summary: &'static str,
    kind: &'static str,
    subject: &'a str,
    path: &'a [String],
    old: Option<&'a str>,
    new: Option<&'a str>,
    old_place: Option<Position>,
    new_place: Option<Position>,
    in_requests: bool,
    in_answers: bool,
    operations: &'a [String],
    wire: &'static str,
    rust: &'static str,
    denied: bool,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Position {
    file: String,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Item<'a> {
    path: &'a str,
    kind: ItemKind,
    change: &'static str,
    verdict: &'static str,
    old: Option<&'a str>,
    new: Option<&'a str>,
}

/// One JSON object.
pub(super) fn render(all: &[Comparison]) -> String {
    let report = Report { crates: all.iter().map(one).collect() };
    // Texts and numbers can always be written.
    let text = serde_json::to_string_pretty(&report).unwrap_or_default();
    format!("{text}\n")
}

fn one(comparison: &Comparison) -> Crate<'_> {
    let diff = &comparison.diff;
    Crate {
        name: &comparison.name,
        today: comparison.today.to_string(),
        old_version: comparison.old_version.as_ref().map(ToString::to_string),
        new_version: comparison.new_version.as_ref().map(ToString::to_string),
        needed_version: comparison.needed().as_ref().map(ToString::to_string),
        declared: comparison.is_declared(),
        wire: diff.wire().as_str(),
        rust: diff.rust().as_str(),
        semver: diff.semver().as_str(),
        old_errors: comparison.old.errors,
        new_errors: comparison.new.errors,
        approaching: comparison.approaching.iter().map(soon).collect(),
        changes: diff.changes.iter().map(|change| row(comparison, change)).collect(),
    }
}

fn soon(soon: &Approaching) -> Soon<'_> {
    Soon {
        what: &soon.what,
        sunset: soon.date.to_string(),
        days_left: soon.days_left,
        place: position(Some(soon.place.clone())),
    }
}

fn position(place: Option<Place>) -> Option<Position> {
    place.map(|Place { file, line, column }| Position { file, line, column })
}

fn row<'a>(comparison: &Comparison, change: &'a Change) -> Row<'a> {
    Row {
        rule: change.rule.id(),
        summary: change.rule.summary(),
        kind: change.subject.kind.as_str(),
        subject: &change.subject.name,
        path: &change.subject.path,
        old: change.old.as_deref(),
        new: change.new.as_deref(),
        old_place: position(comparison.old_place(change)),
        new_place: position(comparison.new_place(change)),
        in_requests: change.directions.request,
        in_answers: change.directions.response,
        operations: &change.operations,
        wire: change.wire.as_str(),
        rust: change.rust_verdict().as_str(),
        denied: change.is_denied(),
        items: change.rust.iter().map(item).collect(),
    }
}

fn item(item: &RustChange) -> Item<'_> {
    Item {
        path: &item.path,
        kind: item.item,
        change: item.kind.as_str(),
        verdict: item.verdict.as_str(),
        old: item.old.as_deref(),
        new: item.new.as_deref(),
    }
}
