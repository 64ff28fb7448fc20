//! Pairs of small documents, each of one kind of change: those that were missed, those that are none,
//! and one at least of each family of another checker's rules, with its verdict.

use crate::cases::{self, Case, Version};
use generator::diff::{Change, Diff, Rule, Side, Verdict};
use generator::options::Options;
use rayon::prelude::*;
use serde_yaml::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

fn folder() -> PathBuf {
    cases::folder().join("pairs")
}

fn read(name: &str) -> Value {
    serde_yaml::from_str(&fs::read_to_string(folder().join(name)).unwrap()).unwrap()
}

/// The document of one side of a case.
fn document(case: &Value, side: &str) -> Value {
    let mut document = read("base.yaml");
    let mut edits = Vec::new();
    let mut put = |at: &str, value: &Value| {
        let mut edit = Value::Mapping(Default::default());
        edit["at"] = at.into();
        edit["new"] = value.clone();
        edits.push(edit);
    };
    if let Some(schemas) = case.get("components") {
        let of_side = schemas.get(side).unwrap_or(schemas).as_mapping().unwrap();
        for (name, schema) in of_side {
            put(&format!("/components/schemas/{}", name.as_str().unwrap()), schema);
        }
    }
    for component in ["Sent", "Got"] {
        if let Some(value) = case.get("value") {
            put(&format!("/components/schemas/{component}/properties/value"), &value[side]);
        }
        if let Some(value) = case.get("whole") {
            put(&format!("/components/schemas/{component}"), &value[side]);
        }
    }
    let own = case.get(side).and_then(Value::as_sequence).into_iter().flatten().cloned();
    edits.extend(own);
    let mut all = Value::Mapping(Default::default());
    all["name"] = case["name"].clone();
    all["edits"] = Value::Sequence(edits);
    Case::of(&all).apply(&mut document);
    document
}

fn version(case: &Value, side: &str) -> Version {
    let mut options = Options::default();
    options.package.name = "things".into();
    Version::with(serde_yaml::to_string(&document(case, side)).unwrap(), &options)
}

fn rows(diff: &Diff) -> String {
    let row = |change: &Change| {
        let values = match (&change.old, &change.new) {
            (None, None) => String::new(),
            (old, new) => {
                let text = |it: &Option<String>| it.clone().unwrap_or_else(|| "-".into());
                format!(": {} -> {}", text(old), text(new))
            }
        };
        format!("  {} {}: {}{values}\n", change.wire, change.rule, change.subject)
    };
    diff.changes.iter().map(row).collect()
}

/// The worst of what is sent, or of what is received.
fn worst(diff: &Diff, is_request: bool) -> Verdict {
    let of = |change: &Change| match is_request {
        true if change.directions.request => change.rule.in_request(),
        false if change.directions.response => change.rule.in_response(),
        _ if !change.directions.is_used() => change.wire,
        _ => Verdict::Unaffected,
    };
    diff.changes.iter().map(of).max().unwrap_or_default()
}

/// The files of pairs.
const FILES: [&str; 4] = ["left_out.yaml", "breaks.yaml", "harmless.yaml", "families.yaml"];

type Judged = (Value, Diff, Diff);

/// All pairs, judged once for all tests.
fn judged(name: &str) -> &'static [Judged] {
    static ALL: LazyLock<BTreeMap<&str, Vec<Judged>>> =
        LazyLock::new(|| FILES.into_iter().map(|name| (name, judge(name))).collect());
    &ALL[name]
}

/// The rules that pairs show.
pub(crate) fn rules() -> BTreeSet<Rule> {
    let all = FILES.into_iter().flat_map(judged);
    all.flat_map(|(_, forth, back)| forth.changes.iter().chain(&back.changes))
        .map(|change| change.rule)
        .collect()
}

/// What changes on the wire: items of the crate take longer, and other tests have them.
fn wire(old: &Version, new: &Version) -> Diff {
    let [old, new] = [old, new].map(|it| Side {
        api: &it.model.api,
        facts: &it.model.facts,
        names: &it.model.names,
        left_out: &it.model.left_out,
        items: &[],
    });
    generator::diff::compare(old, new, cases::TODAY)
}

fn judge(name: &str) -> Vec<Judged> {
    let cases: Vec<Value> = serde_yaml::from_value(read(name)).unwrap();
    let judge = |case: Value| {
        let (old, new) = (version(&case, "old"), version(&case, "new"));
        let (forth, back) = (wire(&old, &new), wire(&new, &old));
        (case, forth, back)
    };
    cases.into_par_iter().map(judge).collect()
}

fn shown(judged: &[Judged]) -> String {
    let mut text = String::new();
    for (case, forth, back) in judged {
        let name = case["name"].as_str().unwrap();
        text.push_str(&format!("## {name}\n-> {}\n{}", forth.wire(), rows(forth)));
        text.push_str(&format!("<- {}\n{}\n", back.wire(), rows(back)));
    }
    text
}

fn snapshot(name: &str, text: String) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn pairs_of_what_no_type_comes_of_are_told() {
    let all = judged("left_out.yaml");
    for (case, forth, back) in all {
        let name = &case["name"];
        assert!(!forth.changes.is_empty() && !back.changes.is_empty(), "{name:?}");
    }
    snapshot("left_out", shown(all));
}

#[test]
fn pairs_that_break_are_told() {
    let all = judged("breaks.yaml");
    for (case, forth, back) in all {
        let verdicts = (forth.wire(), back.wire());
        let is_told = verdicts.0 == Verdict::Breaking
            || case.get("back").is_some() && verdicts.1 == Verdict::Breaking;
        assert!(is_told, "{:?}: {verdicts:?}\n{}", case["name"], rows(forth));
    }
    snapshot("breaks", shown(all));
}

#[test]
fn pairs_that_break_nothing_alarm_nobody() {
    let all = judged("harmless.yaml");
    for (case, forth, back) in all {
        let both = case.get("both").is_some();
        let is_quiet =
            forth.wire() < Verdict::Breaking && (!both || back.wire() < Verdict::Breaking);
        assert!(is_quiet, "{:?}\n{}\n{}", case["name"], rows(forth), rows(back));
    }
    snapshot("harmless", shown(all));
}

#[test]
fn pairs_of_another_checker_have_its_verdict_or_a_reason() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/reviewing.md");
    let page = fs::read_to_string(page).unwrap();
    let level = |verdict: Verdict| match verdict {
        Verdict::Breaking => "ERR",
        Verdict::Warning => "WARN",
        Verdict::Compatible | Verdict::Unaffected => "INFO",
    };
    let mut faults = Vec::new();
    let all = judged("families.yaml");
    for (case, forth, back) in all {
        let name = case["name"].as_str().unwrap();
        assert!(!forth.changes.is_empty(), "{name}: nothing is seen");
        let found = [
            ("sent", level(worst(forth, true))),
            ("received", level(worst(forth, false))),
            ("sent_back", level(worst(back, true))),
            ("received_back", level(worst(back, false))),
        ];
        for (place, found) in found {
            let Some(theirs) = case.get(place).and_then(Value::as_str) else { continue };
            if theirs == found {
                continue;
            }
            match case.get("reason").and_then(Value::as_str) {
                Some(reason) if page.contains(reason) => {}
                _ => faults.push(format!("{name}, {place}: {found}, and {theirs} there")),
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    snapshot("families", shown(all));
}
