//! The table of a corpus, in Markdown.

use super::{Made, Row};
use crate::measure::Cost;
use cratewright::contents::Examples;
use cratewright::markdown;
use cratewright::words::number;
use std::time::Duration;

const HEAD: &[&str] = &[
    "document",
    "size",
    "operations",
    "models",
    "fields",
    "left open",
    "untyped",
    "approximated",
    "left out",
    "files",
    "lines",
    "generate",
    "cargo check",
    "processor",
    "memory",
    "examples",
    "valid",
    "tested",
    "come back",
    "result",
];

/// One row a document, and a total.
pub(super) fn render(rows: &[Row]) -> String {
    let mut cells = vec![HEAD.iter().map(|title| (*title).to_owned()).collect::<Vec<_>>()];
    cells.extend(rows.iter().map(row));
    let good = rows.iter().filter(|row| result(row) == "good" || result(row) == "generated");
    let good = good.count();
    let text = markdown::table(&cells) + &format!("\n{good} of {} documents\n", rows.len());
    text + &come_back(rows)
}

/// How many examples of all documents come back; nothing where none were tried.
fn come_back(rows: &[Row]) -> String {
    let made = rows.iter().filter_map(|row| row.made.as_ref());
    let tried = made.filter_map(|made| Some((made.contents.examples()?.tested, good(made)?)));
    let (tested, good) = tried.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    if tested == 0 {
        return String::new();
    }
    let percent = percent(good, tested);
    format!("{good} of {tested} examples that were tested come back as they are{percent}\n")
}

/// How many examples come back, where that was tried.
fn good(made: &Made) -> Option<usize> {
    Some(made.built.as_ref()?.examples.as_ref()?.good)
}

/// A share, rounded down so that only all of it is all.
fn percent(part: usize, whole: usize) -> String {
    let tenths = (part * 1000).checked_div(whole);
    tenths.map(|it| format!(" ({}.{} %)", it / 10, it % 10)).unwrap_or_default()
}

/// How many examples there are, how many of them their own schemas allow, how many of those are
/// values of types of the crate, and how many of these come back as they are.
fn examples(made: &Made) -> [String; 4] {
    let Some(Examples { all, valid, tested }) = made.contents.examples() else {
        return Default::default();
    };
    let good = good(made).map(|good| format!("{good}{}", percent(good, tested)));
    [all.to_string(), valid.to_string(), tested.to_string(), good.unwrap_or_default()]
}

fn row(row: &Row) -> Vec<String> {
    let mut cells = vec![row.document.clone(), size(row.size)];
    match &row.made {
        Some(made) => {
            cells.extend(made.contents.numbers().map(|number| number.to_string()));
            cells.extend([made.files.to_string(), made.lines.to_string()]);
            cells.push(format!("{:.2} s", made.time.as_secs_f64()));
            let cost = made.built.as_ref().and_then(|built| built.cost);
            cells.extend(cost.map_or_else(Default::default, costs));
            cells.extend(examples(made));
        }
        None => cells.resize(HEAD.len() - 1, String::new()),
    }
    cells.push(result(row));
    cells
}

/// What `cargo check` took: by the clock, of the processors, and the most memory of a process.
fn costs(cost: Cost) -> [String; 3] {
    let seconds = |time: Duration| format!("{:.1} s", time.as_secs_f64());
    [seconds(cost.wall), seconds(cost.processor), size(cost.memory)]
}

fn result(row: &Row) -> String {
    let built = row.made.as_ref().map(|made| made.built.as_ref().map(super::Built::is_good));
    match built {
        None => number(row.errors, "error"),
        Some(None) => "generated".into(),
        Some(Some(true)) => "good".into(),
        Some(Some(false)) => "does not build".into(),
    }
}

pub(crate) fn size(bytes: u64) -> String {
    if bytes < 1_000_000 {
        format!("{} kB", bytes.div_ceil(1000))
    } else {
        format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
    }
}
