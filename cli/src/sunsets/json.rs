//! The calendar for programs. Its shape is described in `docs/deprecation.md`: members may be added
//! to it, and none changes its meaning.

use super::{Calendar, Item};
use serde::Serialize;

#[derive(Serialize)]
struct Report<'a> {
    today: String,
    within_days: Option<u32>,
    items: Vec<Row<'a>>,
    counts: Counts,
}

#[derive(Serialize)]
struct Row<'a> {
    kind: &'static str,
    name: &'a str,
    inside: &'a [String],
    replacement: Option<&'a str>,
    reason: Option<&'a str>,
    sunset: Option<String>,
    days_left: Option<i32>,
    file: &'a str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Counts {
    total: usize,
    expired: usize,
    ahead: usize,
    undated: usize,
}

/// One JSON object.
pub(super) fn render(calendar: &Calendar) -> String {
    let counts = calendar.counts;
    let report = Report {
        today: calendar.today.to_string(),
        within_days: calendar.within,
        items: calendar.items.iter().map(row).collect(),
        counts: Counts {
            total: counts.total,
            expired: counts.expired,
            ahead: counts.ahead,
            undated: counts.undated,
        },
    };
    // Texts and numbers can always be written.
    let text = serde_json::to_string_pretty(&report).unwrap_or_default();
    format!("{text}\n")
}

fn row(item: &Item) -> Row<'_> {
    let entry = &item.entry;
    Row {
        kind: entry.kind.as_str(),
        name: &entry.name,
        inside: &entry.inside,
        replacement: entry.replacement.as_deref(),
        reason: entry.reason.as_deref(),
        sunset: entry.sunset.map(|date| date.to_string()),
        days_left: item.days_left,
        file: &item.file,
        line: item.line,
        column: item.column,
    }
}
