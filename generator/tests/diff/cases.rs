//! The base document, and what is changed in it: edits as data.

use crate::settings;
use generator::Model;
use generator::diagnostic::{Diagnostics, FileId, Severity, Sources, render};
use generator::diff::Diff;
use generator::options::{EnvelopeOptions, Options, Setting};
use generator::plan::{self, Context, Crate};
use jiff::civil::{Date, date};
use rayon::prelude::*;
use serde_yaml::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The day on which most cases are judged.
pub(crate) const TODAY: Date = date(2027, 1, 1);

/// One change of the base document.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) today: Date,
    edits: Vec<Value>,
}

/// A case, and what the library says of it in both directions.
pub(crate) struct Judged {
    pub(crate) case: Case,
    /// The base document after the change.
    pub(crate) changed: Version,
    /// From the base to the changed document, and back.
    pub(crate) forth: Diff,
    pub(crate) back: Diff,
}

/// A document that became a model.
pub(crate) struct Version {
    pub(crate) text: String,
    pub(crate) model: Model,
    pub(crate) options: Options,
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/diff")
}

pub(crate) fn base_text() -> String {
    fs::read_to_string(folder().join("base.yaml")).unwrap()
}

pub(crate) fn base() -> &'static Version {
    // Through the same writer as the changed documents, so that positions can be compared.
    static BASE: LazyLock<Version> = LazyLock::new(|| {
        let value: Value = serde_yaml::from_str(&base_text()).unwrap();
        Version::with(serde_yaml::to_string(&value).unwrap(), &options())
    });
    &BASE
}

pub(crate) fn options() -> Options {
    let mut options = Options::default();
    options.package.name = "pets".into();
    options.envelope = Setting::Is(EnvelopeOptions {
        result: "result".into(),
        success: Some("success".into()),
        errors: None,
        page_info: None,
    });
    options
}

/// All cases, in the order of their groups. They are judged once for all tests.
pub(crate) fn all() -> Vec<&'static Judged> {
    groups().iter().flat_map(|(_, cases)| cases).collect()
}

/// The groups of cases, by file, and those of the settings.
pub(crate) fn groups() -> &'static [(String, Vec<Judged>)] {
    static GROUPS: LazyLock<Vec<(String, Vec<Judged>)>> = LazyLock::new(|| {
        let base = base();
        let judge = |case: Case| {
            let changed = case.version();
            let (forth, back) =
                (compare(base, &changed, case.today), compare(&changed, base, case.today));
            Judged { case, changed, forth, back }
        };
        let all = read_groups().into_par_iter();
        let mut all: Vec<(String, Vec<Judged>)> =
            all.map(|(name, cases)| (name, cases.into_par_iter().map(judge).collect())).collect();
        all.push(("settings".to_owned(), settings::all()));
        all
    });
    &GROUPS
}

fn read_groups() -> Vec<(String, Vec<Case>)> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension().is_some_and(|it| it == "yaml") && !path.ends_with("base.yaml")
        })
        .collect();
    files.sort();
    let group = |path: &PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let cases: Vec<Value> = serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        (name, cases.iter().map(Case::of).collect())
    };
    files.iter().map(group).collect()
}

impl Case {
    /// A case that changes nothing of the document.
    pub(crate) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), today: TODAY, edits: Vec::new() }
    }

    /// Reads a case: one edit, or several.
    pub(crate) fn of(value: &Value) -> Self {
        let edits = match value.get("edits") {
            Some(edits) => edits.as_sequence().unwrap().clone(),
            None => vec![value.clone()],
        };
        let today = value.get("today").map_or(TODAY, |day| day.as_str().unwrap().parse().unwrap());
        Self { name: value["name"].as_str().unwrap().to_owned(), today, edits }
    }

    /// The base document after the change.
    pub(crate) fn version(&self) -> Version {
        let mut document: Value = serde_yaml::from_str(&base_text()).unwrap();
        self.apply(&mut document);
        Version::with(serde_yaml::to_string(&document).unwrap(), &options())
    }

    /// Makes the edits.
    pub(crate) fn apply(&self, document: &mut Value) {
        for edit in &self.edits {
            let at = edit["at"].as_str().unwrap();
            match (edit.get("new"), edit.get("move")) {
                (Some(new), _) => put(document, at, new.clone()),
                (None, Some(to)) => {
                    let value = take(document, at);
                    put(document, to.as_str().unwrap(), value);
                }
                (None, None) => {
                    take(document, at);
                }
            }
        }
    }
}

impl Version {
    pub(crate) fn with(text: String, options: &Options) -> Self {
        let (sources, file) = sources(text.clone());
        let diagnostics = Diagnostics::new();
        let model = generator::model(&sources, file, options, &diagnostics);
        let mut said = diagnostics.into_sorted();
        said.retain(|found| found.severity() == Severity::Error);
        let Some(model) = model else {
            panic!("{}", render::text(&said, &sources, render::Style::default()));
        };
        Self { text, model, options: options.clone() }
    }
}

impl Version {
    /// What is decided about its crate.
    pub(crate) fn plan(&self) -> Crate<'_> {
        let Model { api, facts, names, .. } = &self.model;
        let context = Context { api, facts, names, options: &self.options, examples: None };
        plan::without_docs(&context)
    }
}

/// A text with its place among the sources.
pub(crate) fn sources(text: String) -> (Sources, FileId) {
    let sources = Sources::new();
    let file = sources.add("pets.yaml", text);
    (sources, file)
}

pub(crate) fn compare(old: &Version, new: &Version, today: Date) -> Diff {
    generator::compare((&old.model, &old.options), (&new.model, &new.options), today)
}

fn steps(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect()
}

/// The value at the outer steps, and the last step. Mappings that are missing are made.
fn holder<'a>(document: &'a mut Value, pointer: &str) -> (&'a mut Value, String) {
    let mut steps = steps(pointer);
    let last = steps.pop().unwrap();
    let mut here = document;
    for step in steps {
        here = match here {
            Value::Sequence(items) => &mut items[step.parse::<usize>().unwrap()],
            Value::Mapping(mapping) => mapping
                .entry(Value::String(step))
                .or_insert_with(|| Value::Mapping(Default::default())),
            other => panic!("{pointer}: {other:?}"),
        };
    }
    (here, last)
}

fn put(document: &mut Value, pointer: &str, new: Value) {
    let (holder, last) = holder(document, pointer);
    match holder {
        Value::Sequence(items) if last == "-" => items.push(new),
        Value::Sequence(items) => items[last.parse::<usize>().unwrap()] = new,
        Value::Mapping(mapping) => {
            mapping.insert(Value::String(last), new);
        }
        other => panic!("{pointer}: {other:?}"),
    }
}

fn take(document: &mut Value, pointer: &str) -> Value {
    let (holder, last) = holder(document, pointer);
    match holder {
        Value::Sequence(items) => items.remove(last.parse().unwrap()),
        Value::Mapping(mapping) => mapping.remove(last.as_str()).expect(pointer),
        other => panic!("{pointer}: {other:?}"),
    }
}
