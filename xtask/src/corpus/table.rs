//! The table of a corpus, in Markdown.

use super::Row;
use crate::codegen::number;
use crate::markdown;
use crate::measure::Cost;
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
    "result",
];

/// One row a document, and a total.
pub(super) fn render(rows: &[Row]) -> String {
    let mut cells = vec![HEAD.iter().map(|title| (*title).to_owned()).collect::<Vec<_>>()];
    cells.extend(rows.iter().map(row));
    let good = rows.iter().filter(|row| result(row) == "good" || result(row) == "generated");
    let good = good.count();
    markdown::table(&cells) + &format!("\n{good} of {} documents\n", rows.len())
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
