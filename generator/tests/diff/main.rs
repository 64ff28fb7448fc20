//! What changes between two documents, and what it breaks: a base document with one change each, in
//! both directions, under snapshot; and programs that were written for one crate, compiled with the
//! other, exactly when the verdict on the Rust API says so.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod cases;
mod programs;
mod small;
mod versions;

use cases::{Case, Version};
use generator::api::Usage;
use generator::diff::{Change, Diff, Rule, RustChangeKind, Verdict};
use generator::options::Placed;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// A snapshot that is longer shows more than one group.
const LONGEST: usize = 160;

/// The rules that no document leads to by itself.
const OTHERWISE: [Rule; 1] = [
    // A setting changes; see the test of that name.
    Rule::RustApiChanged,
];

#[test]
fn every_change_has_its_verdicts() {
    let mut seen = BTreeSet::new();
    let mut pairs = 0;
    for (group, cases) in cases::groups() {
        for back in [false, true] {
            let compared = cases.par_iter().map(|case| compared(case, back));
            let compared: Vec<_> = compared.collect();
            pairs += compared.len();
            let mut text = String::new();
            for (part, rules) in compared {
                text.push_str(&part);
                seen.extend(rules);
            }
            let lines = text.lines().count();
            let name = if back { format!("{group}_back") } else { group.clone() };
            assert!(lines <= LONGEST, "{name}: {lines} lines; make it two groups");
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path(cases::folder());
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings.bind(|| insta::assert_snapshot!(name, text));
        }
    }
    assert!(pairs >= 80, "{pairs} pairs");
    let unseen: Vec<_> = Rule::all()
        .iter()
        .filter(|rule| !seen.contains(rule) && !OTHERWISE.contains(rule))
        .collect();
    assert!(unseen.is_empty(), "no case shows {unseen:?}");
}

/// A case as the snapshot shows it, and its rules.
fn compared(case: &Case, back: bool) -> (String, Vec<Rule>) {
    let (base, changed) = (cases::base(), case.version());
    let (old, new) = if back { (&changed, &base) } else { (&base, &changed) };
    let diff = cases::compare(old, new, case.today);
    assert!(!diff.changes.is_empty(), "{}: nothing is seen", case.name);
    let rules = diff.changes.iter().map(|change| change.rule).collect();
    (shown(case, back, &diff, old, new), rules)
}

fn shown(case: &Case, back: bool, diff: &Diff, old: &Version, new: &Version) -> String {
    let back = if back { ", taken back" } else { "" };
    let mut text = format!(
        "## {}{back}\nwire {}, Rust {}: {}\n",
        case.name,
        diff.wire(),
        diff.rust(),
        diff.semver()
    );
    for change in &diff.changes {
        text.push_str(&line(change, old, new));
    }
    text + "\n"
}

fn line(change: &Change, old: &Version, new: &Version) -> String {
    let directions = match change.directions {
        Usage { request: true, answer: true } => "",
        Usage { request: true, .. } => " sent",
        Usage { answer: true, .. } => " received",
        _ => "",
    };
    let place = |version: &Version, location| {
        let position = version.sources.position(location);
        format!("{}:{}", position.line, position.column)
    };
    let old_place = change.old_location.map_or("-".into(), |it| place(old, it));
    let new_place = change.new_location.map_or("-".into(), |it| place(new, it));
    let values = match (&change.old, &change.new) {
        (None, None) => String::new(),
        (old, new) => {
            format!(": {} -> {}", old.as_deref().unwrap_or("-"), new.as_deref().unwrap_or("-"))
        }
    };
    let mut text = format!(
        "- {}: wire {}{directions}, Rust {} @ {old_place} {new_place}, {} operations\n  {}{values}\n",
        change.rule,
        change.wire,
        change.rust_verdict(),
        change.operations.len(),
        change.subject
    );
    const LISTED: usize = 4;
    for item in change.rust.iter().take(LISTED) {
        let mark = match item.kind {
            RustChangeKind::Added => '+',
            RustChangeKind::Removed => '-',
            RustChangeKind::Changed => '~',
            _ => '!',
        };
        let breaking = if item.verdict == Verdict::Breaking { " (breaking)" } else { "" };
        text.push_str(&format!("  {mark} {}{breaking}\n", item.path));
    }
    if change.rust.len() > LISTED {
        text.push_str(&format!("  and {} more\n", change.rust.len() - LISTED));
    }
    text
}

#[test]
fn the_same_document_has_no_change() {
    let diff = cases::compare(&cases::base(), &cases::base(), cases::TODAY);
    assert_eq!(diff, Diff::default());
}

#[test]
fn a_setting_alone_changes_the_rust_api() {
    let base = cases::base();
    let mut options = cases::options();
    let name = Placed { value: "Keeper".into(), location: None };
    options.names.schemas.insert("Owner".into(), name);
    let other = Version::with(cases::base_text(), &options);
    let diff = cases::compare(&base, &other, cases::TODAY);
    assert_eq!(diff.wire(), Verdict::Unaffected);
    assert_eq!(diff.rust(), Verdict::Breaking);
}

#[test]
fn every_rule_is_explained() {
    for rule in Rule::all() {
        let text = rule.explanation();
        assert!(text.starts_with(&format!("# {rule}\n")), "{rule}: the title is not the id");
        let sections: Vec<_> = text.split("\n## ").skip(1).collect();
        let titles: Vec<_> = sections.iter().filter_map(|it| it.lines().next()).collect();
        assert_eq!(titles, ["Bad", "Good", "What to do"], "{rule}");
        assert_ne!(sections[0].split_once('\n'), sections[1].split_once('\n'), "{rule}");
        assert_eq!(Rule::from_id(rule.id()), Some(*rule));
    }
    let ids: BTreeSet<_> = Rule::all().iter().map(|rule| rule.id()).collect();
    assert_eq!(ids.len(), Rule::all().len());
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/diff/explain");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let id = path.file_stem().unwrap().to_str().unwrap();
        assert!(ids.contains(id), "{id}.md explains no rule");
    }
}
