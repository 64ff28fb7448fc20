//! The calendar as a table for a terminal.

use super::{Calendar, Item, inside, left};
use anstyle::{AnsiColor, Style};
use generator::diagnostic::render::shown;

/// What ends within this number of days is marked.
const SOON: u32 = 30;

const TITLES: [&str; 6] = ["UNTIL", "LEFT", "WHAT", "IN", "USE INSTEAD", "WHERE"];

/// The table; empty where nothing is shown. The standard output takes the colours away where they
/// are not wanted.
pub(super) fn render(calendar: &Calendar) -> String {
    if calendar.items.is_empty() {
        return String::new();
    }
    let rows: Vec<_> = calendar.items.iter().map(cells).collect();
    let mut widths = TITLES.map(width);
    for row in &rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(width(cell));
        }
    }
    let mut text = line(&TITLES.map(String::from), &widths, Style::new().bold());
    for (row, item) in rows.iter().zip(&calendar.items) {
        text.push_str(&line(row, &widths, style(item)));
    }
    text
}

fn cells(item: &Item) -> [String; 6] {
    let entry = &item.entry;
    let clean = |text: &str| shown(text).into_owned();
    [
        entry.sunset.map_or_else(|| "-".into(), |date| date.to_string()),
        left(item),
        clean(&format!("{} {}", entry.kind.as_str(), entry.name)),
        clean(&inside(item)),
        entry.replacement.as_deref().map_or_else(|| "-".into(), clean),
        clean(&format!("{}:{}:{}", item.file, item.line, item.column)),
    ]
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn style(item: &Item) -> Style {
    if item.is_expired() {
        AnsiColor::Red.on_default()
    } else if item.is_within(SOON) {
        AnsiColor::Yellow.on_default()
    } else {
        Style::new()
    }
}

/// A row; its first two columns, which say how urgent it is, are painted.
fn line(cells: &[String; 6], widths: &[usize; 6], style: Style) -> String {
    let padded: Vec<String> =
        cells.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
    let (urgency, rest) = padded.split_at(2.min(padded.len()));
    let rest = rest.join("  ");
    format!("{style}{}{style:#}  {}\n", urgency.join("  "), rest.trim_end())
}
