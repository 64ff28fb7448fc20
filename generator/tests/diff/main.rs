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

mod arbitrary;
mod cases;
mod pairs;
mod programs;
mod settings;
mod small;
mod versions;

use cases::{Judged, Version};
use generator::api::Usage;
use generator::diagnostic::Sources;
use generator::diff::{Change, Diff, Rule, RustChangeKind, Verdict};
use std::collections::BTreeSet;

/// A snapshot that is longer shows more than one group.
const LONGEST: usize = 160;

#[test]
fn every_change_has_its_verdicts() {
    let mut seen = BTreeSet::new();
    let mut count = 0;
    for (group, cases) in cases::groups() {
        for back in [false, true] {
            count += cases.len();
            let mut text = String::new();
            for case in cases {
                let diff = if back { &case.back } else { &case.forth };
                assert!(!diff.changes.is_empty(), "{}: nothing is seen", case.case.name);
                seen.extend(diff.changes.iter().map(|change| change.rule));
                text.push_str(&shown(case, back));
            }
            snapshot(group, back, &text);
        }
    }
    seen.extend(pairs::rules());
    assert!(count >= 80, "{count} pairs");
    let unseen: Vec<_> = Rule::all().iter().filter(|rule| !seen.contains(rule)).collect();
    assert!(unseen.is_empty(), "no case shows {unseen:?}");
}

fn snapshot(group: &str, back: bool, text: &str) {
    let lines = text.lines().count();
    let name = if back { format!("{group}_back") } else { group.to_owned() };
    assert!(lines <= LONGEST, "{name}: {lines} lines; make it two groups");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(cases::folder());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

fn shown(case: &Judged, back: bool) -> String {
    let base = cases::base();
    let name = &case.case.name;
    if back {
        described(&format!("{name}, taken back"), &case.back, &case.changed, base)
    } else {
        described(name, &case.forth, base, &case.changed)
    }
}

/// A case as the snapshot shows it.
fn described(name: &str, diff: &Diff, old: &Version, new: &Version) -> String {
    let mut text =
        format!("## {name}\nwire {}, Rust {}: {}\n", diff.wire(), diff.rust(), diff.semver());
    let (old, new) = (cases::sources(old.text.clone()).0, cases::sources(new.text.clone()).0);
    for change in &diff.changes {
        text.push_str(&line(change, &old, &new));
    }
    text + "\n"
}

fn line(change: &Change, old: &Sources, new: &Sources) -> String {
    let directions = match change.directions {
        Usage { request: true, response: true } => "",
        Usage { request: true, .. } => " sent",
        Usage { response: true, .. } => " received",
        _ => "",
    };
    let place = |sources: &Sources, location| {
        let position = sources.position(location);
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
    let diff = cases::compare(cases::base(), cases::base(), cases::TODAY);
    assert_eq!(diff, Diff::default());
}

#[test]
fn what_is_the_same_on_the_wire_is_no_change() {
    let text = cases::base_text();
    for (old, new) in [
        // A single value is written as it is, exploded or not.
        ("{name: colour, in: query,", "{name: colour, in: query, explode: false,"),
        ("{name: kind, in: query,", "{name: kind, in: query, explode: false,"),
        // What is meant anyway, said.
        ("{name: tags, in: query,", "{name: tags, in: query, style: form, explode: true,"),
        ("{name: tags, in: query,", "{name: tags, in: query, required: false,"),
    ] {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        let [one, other] =
            [&text, &text.replace(old, new)].map(|it| Version::with(it.clone(), &cases::options()));
        let diff = cases::compare(&one, &other, cases::TODAY);
        assert_eq!(diff, Diff::default(), "{new}");
    }
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
