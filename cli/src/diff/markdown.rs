//! The changes for a pull request: whether it may be merged, the counts, a table, and the details folded.

use super::Comparison;
use super::overview::{self, Weight};
use super::text::{LISTED, directions, folded, is_itself, item, listed, mark, values};
use crate::sunsets::code;
use crate::words::number;
use generator::diagnostic::render::shown;
use generator::diff::{Change, Verdict};

/// The most characters of a comment. GitHub takes 65,536; what a workflow puts below needs room.
pub(super) const MOST: usize = 60_000;

/// How much room is kept for saying what is left out.
const RESERVE: usize = 600;

/// The most characters of a cell.
const CELL: usize = 160;

/// How many changes of one rule that break nothing have a row each.
const ALONE: usize = 4;

/// A piece of the text, which may be left out where there is no room.
struct Piece {
    weight: Weight,
    is_row: bool,
    /// How many changes it is about.
    changes: usize,
    text: String,
}

impl Piece {
    /// What is left out first comes last: rows say more than details, and what breaks more than what
    /// does not.
    fn rank(&self) -> (bool, Weight) {
        (!self.is_row, self.weight)
    }
}

/// Whether it may be merged, the counts, a table of what is seen, and the details folded; all of it in
/// so many characters.
pub(super) fn render(comparison: &Comparison, room: usize) -> String {
    let changes = &comparison.diff.changes;
    let mut text = head(comparison);
    if changes.is_empty() {
        return text;
    }
    let mut pieces: Vec<Piece> = rows(comparison);
    pieces.extend(changes.iter().map(|change| Piece {
        weight: Weight::of(change),
        is_row: false,
        changes: 1,
        text: details(comparison, change),
    }));
    pieces.sort_by_key(Piece::rank);
    let mut left = room.saturating_sub(text.chars().count() + RESERVE);
    let mut kept = vec![false; pieces.len()];
    let mut is_full = false;
    for (piece, kept) in pieces.iter().zip(&mut kept) {
        let length = piece.text.chars().count();
        // From the first that has no room on, nothing is kept: so it can be said what is left out.
        is_full |= length > left;
        if !is_full {
            *kept = true;
            left -= length;
        }
    }
    let part = |is_row: bool| -> Vec<&Piece> {
        let all = pieces.iter().zip(&kept).filter(|(piece, kept)| piece.is_row == is_row && **kept);
        all.map(|(piece, _)| piece).collect()
    };
    let rows = part(true);
    if !rows.is_empty() {
        text.push_str(
            "\n| wire | Rust | what | where | old | new | operations |\n|---|---|---|---|---|---|--:|\n",
        );
        rows.iter().for_each(|piece| text.push_str(&piece.text));
    }
    let details = part(false);
    if !details.is_empty() {
        text.push_str("\n<details>\n<summary>Details</summary>\n\n");
        details.iter().for_each(|piece| text.push_str(&piece.text));
        text.push_str("\n</details>\n");
    }
    text.push_str(&left_out(&pieces, &kept));
    text
}

/// What there was no room for.
fn left_out(pieces: &[Piece], kept: &[bool]) -> String {
    let mut lines = Vec::new();
    for (is_row, what) in [(true, "rows"), (false, "details")] {
        for weight in Weight::ALL {
            let gone = pieces.iter().zip(kept).filter(|(piece, kept)| {
                !**kept && piece.is_row == is_row && piece.weight == weight
            });
            let count: usize = gone.map(|(piece, _)| piece.changes).sum();
            if count > 0 {
                lines.push(format!("{what} of {count} ({})", weight.words()));
            }
        }
    }
    if lines.is_empty() {
        return String::new();
    }
    format!(
        "\nLeft out, since a comment has no room for more: {}. `--format text` and `--format json` have the whole.\n",
        lines.join("; ")
    )
}

fn head(comparison: &Comparison) -> String {
    let summary = shown(&comparison.summary()).into_owned();
    let summary = match comparison.diff.wire().max(comparison.diff.rust()) {
        Verdict::Breaking => format!("**Breaking.** {summary}"),
        _ => summary,
    };
    let mut text = String::new();
    if let Some(answer) = overview::answer(comparison) {
        text.push_str(&format!("**{answer}**\n\n"));
    }
    text.push_str(&format!("{summary}\n"));
    for line in overview::unread(comparison) {
        text.push_str(&format!("\n{line}\n"));
    }
    let counts = overview::counts(comparison);
    if !counts.is_empty() {
        text.push('\n');
    }
    for (weight, count, rules) in counts {
        text.push_str(&format!("- {count} {}: {}\n", weight.words(), cut(&rules, CELL * 4)));
    }
    const SOON: usize = 20;
    if !comparison.approaching.is_empty() {
        text.push_str("\nEnds soon:\n\n");
    }
    for soon in comparison.approaching.iter().take(SOON) {
        text.push_str(&format!("- {} ({})\n", code(&soon.line()), code(&soon.place.to_string())));
    }
    if comparison.approaching.len() > SOON {
        text.push_str(&format!("- and {} more\n", comparison.approaching.len() - SOON));
    }
    text
}

/// The rows of the table: one for each change, and one for all of a rule that break nothing and come in
/// numbers. What only changes words has none.
fn rows(comparison: &Comparison) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for weight in Weight::ALL.into_iter().filter(|weight| *weight != Weight::Rest) {
        for (_, changes) in overview::by_rule(comparison, weight) {
            let is_row = true;
            if weight >= Weight::More && changes.len() > ALONE {
                let text = together(&changes);
                pieces.push(Piece { weight, is_row, changes: changes.len(), text });
                continue;
            }
            let each = changes.into_iter().map(row);
            pieces.extend(each.map(|text| Piece { weight, is_row, changes: 1, text }));
        }
    }
    pieces
}

/// One row for many changes.
fn together(changes: &[&Change]) -> String {
    let worst =
        |of: fn(&Change) -> Verdict| changes.iter().map(|it| of(it)).max().unwrap_or_default();
    let summary = changes.first().map_or("", |change| change.rule.summary());
    let names: Vec<String> = changes.iter().map(|change| change.subject.to_string()).collect();
    let (listed, more) = listed(&names);
    let listed: Vec<_> = listed.iter().map(|name| code(&cut(name, CELL))).collect();
    let more = more.map(|more| format!(" and {more} more")).unwrap_or_default();
    let cells = [
        verdict(worst(|it| it.wire)),
        verdict(worst(Change::rust_verdict)),
        format!("{} times: {summary}", changes.len()),
        format!("{}{more}", listed.join(", ")),
    ];
    format!("| {} |  |  |  |\n", cells.join(" | "))
}

/// A text of at most so many characters.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
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
        change.old.as_deref().map(|text| code(&cut(text, CELL))).unwrap_or_default(),
        change.new.as_deref().map(|text| code(&cut(text, CELL))).unwrap_or_default(),
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
        text.push_str(&format!(": {}", code(&cut(&values, CELL * 4))));
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
    let items = folded(&change.rust);
    for (changed, members) in items.iter().take(LISTED) {
        let line = format!("{} {}", mark(changed), item(changed, *members));
        text.push_str(&format!("  - {}\n", code(&cut(&line, CELL * 3))));
    }
    if items.len() > LISTED {
        text.push_str(&format!("  - and {} more items\n", items.len() - LISTED));
    }
    text
}
