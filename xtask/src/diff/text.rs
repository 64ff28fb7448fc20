//! The changes for a terminal.

use super::Comparison;
use anstyle::{AnsiColor, Style};
use generator::diagnostic::render::shown;
use generator::diff::{Change, RustChange, RustChangeKind, Verdict};

/// How many operations and items of one change are listed.
const LISTED: usize = 8;

/// A paragraph a change, the worst ones first.
pub(super) fn render(comparison: &Comparison) -> String {
    let mut text = String::new();
    for change in &comparison.diff.changes {
        paragraph(comparison, change, &mut text);
        text.push('\n');
    }
    let style = style(Verdict::Warning);
    for soon in &comparison.approaching {
        let place = shown(&soon.place.to_string()).into_owned();
        text.push_str(&format!("{style}soon{style:#}: {}\n  at {place}\n\n", shown(&soon.line())));
    }
    text
}

fn style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Breaking => AnsiColor::Red.on_default().bold(),
        Verdict::Warning => AnsiColor::Yellow.on_default(),
        Verdict::Compatible => AnsiColor::Green.on_default(),
        Verdict::Unaffected => Style::new(),
    }
}

fn painted(verdict: Verdict) -> String {
    let style = style(verdict);
    format!("{style}{verdict}{style:#}")
}

fn paragraph(comparison: &Comparison, change: &Change, text: &mut String) {
    let bold = Style::new().bold();
    let subject = shown(&change.subject.to_string()).into_owned();
    let line = |text: &mut String, line: &str| {
        text.push_str("  ");
        text.push_str(line);
        text.push('\n');
    };
    text.push_str(&format!(
        "{}[{}]: {bold}{subject}: {}{bold:#}\n",
        painted(change.worst()),
        change.rule,
        change.rule.summary()
    ));
    if let Some(values) = values(change) {
        line(text, &shown(&values));
    }
    let places: Vec<String> = [comparison.old_place(change), comparison.new_place(change)]
        .into_iter()
        .flatten()
        .map(|place| shown(&place.to_string()).into_owned())
        .collect();
    if !places.is_empty() {
        line(text, &format!("at {}", places.join(" -> ")));
    }
    let directions = directions(change);
    let directions = if directions.is_empty() { directions } else { format!(" ({directions})") };
    line(
        text,
        &format!(
            "wire {}{directions}, Rust {}",
            painted(change.wire),
            painted(change.rust_verdict())
        ),
    );
    let is_itself =
        change.operations.len() == 1 && change.operations.first() == Some(&change.subject.name);
    if !change.operations.is_empty() && !is_itself {
        line(text, &format!("reaches {}", shown(&listed(&change.operations))));
    }
    for item in change.rust.iter().take(LISTED) {
        line(text, &format!("{} {}", mark(item), shown(&self::item(item))));
    }
    if change.rust.len() > LISTED {
        line(text, &format!("… and {} more items", change.rust.len() - LISTED));
    }
}

/// Old and new value of a change.
pub(super) fn values(change: &Change) -> Option<String> {
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => Some(format!("{old} -> {new}")),
        (Some(old), None) => Some(format!("was {old}")),
        (None, Some(new)) => Some(format!("is {new}")),
        (None, None) => None,
    }
    .filter(|text| !text.ends_with(' '))
}

/// The directions of a change in words.
pub(super) fn directions(change: &Change) -> String {
    match (change.directions.request, change.directions.answer) {
        (true, true) => "requests and answers".into(),
        (true, false) => "requests".into(),
        (false, true) => "answers".into(),
        (false, false) => String::new(),
    }
}

/// The first few names of a list.
pub(super) fn listed(names: &[String]) -> String {
    let shown: Vec<&str> = names.iter().take(LISTED).map(String::as_str).collect();
    let more = names.len().saturating_sub(LISTED);
    if more > 0 { format!("{} and {more} more", shown.join(", ")) } else { shown.join(", ") }
}

/// `+`, `-` or `~`, as in a diff.
pub(super) fn mark(item: &RustChange) -> char {
    match item.kind {
        RustChangeKind::Added => '+',
        RustChangeKind::Removed => '-',
        RustChangeKind::Changed => '~',
        RustChangeKind::Deprecated | RustChangeKind::Undeprecated => '!',
    }
}

/// An item on one line.
pub(super) fn item(item: &RustChange) -> String {
    let path = &item.path;
    match (item.kind, &item.old, &item.new) {
        (RustChangeKind::Changed, Some(old), Some(new)) => format!("{path}: {old} -> {new}"),
        (RustChangeKind::Deprecated, ..) => format!("{path} is deprecated now"),
        (RustChangeKind::Undeprecated, ..) => format!("{path} is not deprecated any more"),
        (_, Some(text), None) | (_, None, Some(text)) => format!("{path}: {text}"),
        _ => path.clone(),
    }
}
