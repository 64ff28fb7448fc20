//! The changes for a terminal.

use super::Comparison;
use super::overview::{self, Weight};
use crate::words::number;
use anstyle::{AnsiColor, Style};
use generator::diagnostic::render::shown;
use generator::diff::{Change, Rule, RustChange, RustChangeKind, SubjectKind, Verdict};
use generator::outline::ItemKind;
use std::collections::BTreeMap;

/// How many operations and items of one change are listed.
pub(super) const LISTED: usize = 8;

/// How many changes of one rule that break nothing have a paragraph each.
const ALONE: usize = 4;

/// How long a line of operations may be.
const WIDTH: usize = 100;

/// Whether it may be merged and how many changes there are, then a paragraph a change, the worst ones
/// first. Of what breaks nothing and comes in numbers there is one paragraph a rule.
pub(super) fn render(comparison: &Comparison) -> String {
    let mut text = String::new();
    for line in overview::unread(comparison) {
        text.push_str(&format!("{line}\n"));
    }
    if let Some(answer) = overview::answer(comparison) {
        let bold = Style::new().bold();
        text.push_str(&format!("{bold}{answer}{bold:#}\n"));
        for (weight, count, rules) in overview::counts(comparison) {
            text.push_str(&format!("  {count:>5} {}: {rules}\n", weight.words()));
        }
        text.push('\n');
    }
    for weight in Weight::ALL {
        for (rule, changes) in overview::by_rule(comparison, weight) {
            if weight >= Weight::More && changes.len() > ALONE {
                together(rule, &changes, &mut text);
                text.push('\n');
                continue;
            }
            for change in changes {
                paragraph(comparison, change, &mut text);
                text.push('\n');
            }
        }
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

/// Many changes of one rule: which, on a few lines.
fn together(rule: Rule, changes: &[&Change], text: &mut String) {
    let worst = changes.iter().map(|change| change.worst()).max().unwrap_or_default();
    let bold = Style::new().bold();
    text.push_str(&format!(
        "{}[{rule}]: {bold}{} times: {}{bold:#}\n",
        painted(worst),
        changes.len(),
        rule.summary()
    ));
    let names: Vec<String> = changes.iter().map(|change| subject(change)).collect();
    let (listed, more) = listed(&names);
    for name in listed {
        text.push_str(&format!("  {}\n", shown(name)));
    }
    if let Some(more) = more {
        text.push_str(&format!("  and {more} more, with `--format json`\n"));
    }
}

/// What a change is about, on one line of a list.
pub(super) fn subject(change: &Change) -> String {
    match values(change) {
        Some(values) if values.chars().count() < WIDTH => format!("{}: {values}", change.subject),
        _ => change.subject.to_string(),
    }
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
    if !is_itself(change) {
        for part in reached(&change.operations) {
            line(text, &shown(&part));
        }
    }
    let items = folded(&change.rust);
    for (item, members) in items.iter().take(LISTED) {
        line(text, &format!("{} {}", mark(item), shown(&self::item(item, *members))));
    }
    if items.len() > LISTED {
        line(text, &format!("… and {} more items", items.len() - LISTED));
    }
}

/// Whether the only operation that a change reaches is the one that it is about.
pub(super) fn is_itself(change: &Change) -> bool {
    match change.operations.as_slice() {
        [] => true,
        [only] => *only == change.subject.name,
        _ => false,
    }
}

/// The operations that a change reaches, on as many lines as they need.
fn reached(operations: &[String]) -> Vec<String> {
    let mut lines = vec![format!("reaches {}:", number(operations.len(), "operation"))];
    let (listed, more) = listed(operations);
    let last = listed.len().saturating_sub(1);
    for (index, name) in listed.iter().enumerate() {
        let comma = if index < last { "," } else { "" };
        match lines.last_mut() {
            Some(line) if line.chars().count() + name.chars().count() + 2 < WIDTH => {
                line.push_str(&format!(" {name}{comma}"));
            }
            _ => lines.push(format!("  {name}{comma}")),
        }
    }
    if let Some(more) = more {
        lines.push(format!("  and {more} more"));
    }
    lines
}

/// The items of a change. The members of a type that comes or goes with them are counted with it.
pub(super) fn folded(items: &[RustChange]) -> Vec<(&RustChange, usize)> {
    let mut found: Vec<(&RustChange, usize)> = Vec::new();
    let mut types: BTreeMap<(&str, RustChangeKind), usize> = BTreeMap::new();
    let is_type = |item: &&RustChange| matches!(item.item, ItemKind::Struct | ItemKind::Enum);
    for item in items.iter().filter(is_type) {
        if matches!(item.kind, RustChangeKind::Removed | RustChangeKind::Added) {
            types.insert((item.path.as_str(), item.kind), found.len());
            found.push((item, 0));
        }
    }
    for item in items {
        let holder = match item.item {
            ItemKind::Implementation | ItemKind::Struct | ItemKind::Enum => Some(&*item.path),
            _ => item.path.rsplit_once("::").map(|(holder, _)| holder),
        };
        let ty = holder.and_then(|holder| types.get(&(holder, item.kind)));
        match ty.and_then(|index| found.get_mut(*index)) {
            Some((ty, _)) if std::ptr::eq(*ty, item) => {}
            Some((_, members)) => *members += 1,
            None => found.push((item, 0)),
        }
    }
    found.sort_by_key(|(item, _)| *item);
    found
}

/// Old and new value of a change.
pub(super) fn values(change: &Change) -> Option<String> {
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => Some(format!("{old} -> {new}")),
        (Some(old), None) => Some(format!("was: {old}")),
        (None, Some(new)) => Some(format!("now: {new}")),
        (None, None) => None,
    }
    .filter(|text| !text.ends_with(' '))
}

/// The directions of a change in words. An operation as a whole has none.
pub(super) fn directions(change: &Change) -> String {
    if change.subject.kind == SubjectKind::Operation && change.subject.path.is_empty() {
        return String::new();
    }
    match (change.directions.request, change.directions.response) {
        (true, true) => "requests and answers".into(),
        (true, false) => "requests".into(),
        (false, true) => "answers".into(),
        (false, false) => String::new(),
    }
}

/// The first few names of a list, and how many more there are.
pub(super) fn listed(names: &[String]) -> (&[String], Option<usize>) {
    match names.split_at_checked(LISTED) {
        Some((listed, more)) if !more.is_empty() => (listed, Some(more.len())),
        _ => (names, None),
    }
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

/// An item on one line, with how many members of it come or go with it.
pub(super) fn item(item: &RustChange, members: usize) -> String {
    let path = &item.path;
    if members > 0 {
        return format!("{path}, with {} of it", number(members, "item"));
    }
    match (item.kind, &item.old, &item.new) {
        (RustChangeKind::Changed, Some(old), Some(new)) => format!("{path}: {old} -> {new}"),
        (RustChangeKind::Deprecated, ..) => format!("{path} is deprecated now"),
        (RustChangeKind::Undeprecated, ..) => format!("{path} is not deprecated any more"),
        (_, Some(text), None) | (_, None, Some(text)) => format!("{path}: {text}"),
        _ => path.clone(),
    }
}
