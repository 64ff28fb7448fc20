//! The changes for a pull request: a line that sums up, a table, and the details folded.

use super::Comparison;
use super::text::{directions, folded, is_itself, item, listed, mark, values};
use crate::codegen::number;
use crate::sunsets::code;
use generator::diagnostic::render::shown;
use generator::diff::{Change, Verdict};

/// The summary, and the table where something changed. What only changes words is counted, and
/// listed in the details.
pub(super) fn render(comparison: &Comparison) -> String {
    let summary = shown(&comparison.summary()).into_owned();
    let summary = match comparison.diff.wire().max(comparison.diff.rust()) {
        Verdict::Breaking => format!("**Breaking.** {summary}"),
        _ => summary,
    };
    let changes = &comparison.diff.changes;
    let mut text = format!("{summary}\n");
    if !comparison.approaching.is_empty() {
        text.push_str("\nEnds soon:\n\n");
    }
    for soon in &comparison.approaching {
        text.push_str(&format!("- {} ({})\n", code(&soon.line()), code(&soon.place.to_string())));
    }
    if changes.is_empty() {
        return text;
    }
    text.push('\n');
    let shown: Vec<&Change> =
        changes.iter().filter(|it| it.worst() > Verdict::Unaffected).collect();
    if !shown.is_empty() {
        text.push_str(
            "| wire | Rust | what | where | old | new | operations |\n|---|---|---|---|---|---|--:|\n",
        );
        for change in &shown {
            text.push_str(&row(change));
        }
        text.push('\n');
    }
    text.push_str("<details>\n<summary>Details</summary>\n\n");
    for change in changes {
        text.push_str(&details(comparison, change));
    }
    text.push_str("\n</details>\n");
    text
}

fn verdict(verdict: Verdict) -> String {
    match verdict {
        Verdict::Breaking | Verdict::Warning => format!("**{verdict}**"),
        Verdict::Compatible => verdict.to_string(),
        Verdict::Unaffected => String::new(),
    }
}

fn row(change: &Change) -> String {
    let cells = [
        verdict(change.wire),
        verdict(change.rust_verdict()),
        change.rule.summary().to_owned(),
        code(&change.subject.to_string()),
        change.old.as_deref().map(code).unwrap_or_default(),
        change.new.as_deref().map(code).unwrap_or_default(),
        match change.operations.len() {
            0 => String::new(),
            reached => reached.to_string(),
        },
    ];
    format!("| {} |\n", cells.join(" | "))
}

fn details(comparison: &Comparison, change: &Change) -> String {
    let mut text = format!(
        "- {} {}: {}",
        code(change.rule.id()),
        code(&change.subject.to_string()),
        change.rule.summary()
    );
    if let Some(values) = values(change) {
        text.push_str(&format!(": {}", code(&values)));
    }
    text.push('\n');
    let places = [comparison.old_place(change), comparison.new_place(change)];
    let places: Vec<_> =
        places.into_iter().flatten().map(|place| code(&place.to_string())).collect();
    if !places.is_empty() {
        text.push_str(&format!("  - at {}\n", places.join(" and ")));
    }
    if !is_itself(change) {
        let directions = match directions(change) {
            directions if directions.is_empty() => directions,
            directions => format!("in {directions} of "),
        };
        let (listed, more) = listed(&change.operations);
        let names: Vec<_> = listed.iter().map(|name| code(name)).collect();
        let more = more.map(|more| format!(" and {more} more")).unwrap_or_default();
        let reached = number(change.operations.len(), "operation");
        text.push_str(&format!("  - {directions}{reached}: {}{more}\n", names.join(", ")));
    }
    for (changed, members) in folded(&change.rust) {
        let line = format!("{} {}", mark(changed), item(changed, members));
        text.push_str(&format!("  - {}\n", code(&line)));
    }
    text
}
