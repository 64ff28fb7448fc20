//! How much of the generated crate a small edit of its document changes: typical edits of
//! `spec/shares.yaml`, with the files and lines that each changes in the crate and in the outlines.

use crate::cases::{self, Case, Version};
use generator::diagnostic::{Diagnostics, Severity, Sources, render};
use generator::options::{self, Options};
use generator::outline;
use generator::output::Output;
use rayon::prelude::*;
use serde_yaml::Value;
use similar::{ChangeTag, TextDiff};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The most files and lines of the crate that an edit may change, unless its operation is new.
const MOST_FILES: usize = 3;
const MOST_LINES: usize = 40;

/// What an edit changes.
#[derive(Default)]
struct Cost {
    files: usize,
    lines: usize,
    outline: usize,
    names: Vec<String>,
}

fn spec(file: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec").join(file);
    fs::read_to_string(path).unwrap()
}

fn settings() -> Options {
    let (sources, diagnostics) = (Sources::new(), Diagnostics::new());
    let file = sources.add("codegen.toml", spec("codegen.toml"));
    options::parse(&sources, file, &diagnostics).remove(0).options
}

/// The crate, and its outline.
fn generate(document: &Value, options: &Options) -> (Output, String) {
    let (sources, diagnostics) = (Sources::new(), Diagnostics::new());
    let file = sources.add("shares.yaml", serde_yaml::to_string(document).unwrap());
    let generated = generator::generate(&sources, file, options, &diagnostics);
    let mut said = diagnostics.into_sorted();
    said.retain(|found| found.severity() == Severity::Error);
    let said = render::text(&said, &sources, render::Style::default());
    let output = generated.unwrap_or_else(|| panic!("{said}")).output;
    let version = Version::with(serde_yaml::to_string(document).unwrap(), options);
    (output, outline::outline(&version.plan()))
}

/// Every mapping the other way round.
fn turned(value: &Value) -> Value {
    match value {
        Value::Mapping(mapping) => {
            let mut entries: Vec<_> =
                mapping.iter().map(|(key, value)| (key.clone(), turned(value))).collect();
            entries.reverse();
            Value::Mapping(entries.into_iter().collect())
        }
        Value::Sequence(items) => Value::Sequence(items.iter().map(turned).collect()),
        other => other.clone(),
    }
}

/// The lines that are in one text only; a line that is changed counts once.
fn lines(old: &str, new: &str) -> usize {
    let diff = TextDiff::from_lines(old, new);
    let count = |tag| diff.iter_all_changes().filter(|it| it.tag() == tag).count();
    count(ChangeTag::Insert).max(count(ChangeTag::Delete))
}

fn cost((old, old_outline): &(Output, String), (new, new_outline): &(Output, String)) -> Cost {
    let paths: BTreeSet<&str> = old.iter().chain(new.iter()).map(|(path, _)| path).collect();
    let mut cost = Cost::default();
    for path in paths {
        let (old, new) = (old.get(path).unwrap_or_default(), new.get(path).unwrap_or_default());
        if old != new {
            cost.files += 1;
            cost.lines += lines(old, new);
            cost.names.push(path.trim_start_matches("src/").to_owned());
        }
    }
    if cost.files > 0 {
        cost.outline = lines(old_outline, new_outline);
    }
    cost
}

#[test]
fn small_edits_make_small_diffs() {
    let options = settings();
    let document: Value = serde_yaml::from_str(&spec("shares.yaml")).unwrap();
    let old = generate(&document, &options);
    let folder = cases::folder().join("small");
    let edits: Vec<Value> =
        serde_yaml::from_str(&fs::read_to_string(folder.join("edits.yaml")).unwrap()).unwrap();
    assert!(edits.len() >= 12);
    let costs: Vec<(String, bool, Cost)> = edits
        .par_iter()
        .map(|edit| {
            let mut edited = document.clone();
            Case::of(edit).apply(&mut edited);
            if edit.get("reorder").is_some() {
                edited = turned(&edited);
            }
            let name = edit["name"].as_str().unwrap().to_owned();
            let is_new = edit.get("is_new").is_some();
            (name, is_new, cost(&old, &generate(&edited, &options)))
        })
        .collect();
    let mut table = String::from(
        "| edit | files | lines | lines of the outline | which files |\n|---|--:|--:|--:|---|\n",
    );
    let mut faults = Vec::new();
    for (name, is_new, cost) in costs {
        let Cost { files, lines, outline, names } = cost;
        table.push_str(&format!(
            "| {name} | {files} | {lines} | {outline} | {} |\n",
            names.join(", ")
        ));
        if name.starts_with("reorder") {
            assert_eq!((files, lines, outline), (0, 0, 0), "the order of keys changes the crate");
        } else if !name.starts_with("move") {
            assert!(files > 0, "{name}: changes nothing");
        }
        if !is_new && (files > MOST_FILES || lines > MOST_LINES) {
            faults.push(format!("{name}: {files} files, {lines} lines: {}", names.join(", ")));
        }
    }
    let mut snapshot = insta::Settings::clone_current();
    snapshot.set_snapshot_path(folder);
    snapshot.set_prepend_module_to_snapshot(false);
    snapshot.set_omit_expression(true);
    snapshot.bind(|| insta::assert_snapshot!("table", table));
    assert!(faults.is_empty(), "{faults:#?}");
}
