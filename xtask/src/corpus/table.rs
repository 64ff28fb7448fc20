//! The table of a corpus, in Markdown.

use super::Row;
use crate::codegen::number;
use crate::markdown;

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
            let built = made.built.as_ref();
            cells.push(built.map_or("".into(), |it| format!("{:.1} s", it.time.as_secs_f64())));
        }
        None => cells.resize(HEAD.len() - 1, String::new()),
    }
    cells.push(result(row));
    cells
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
