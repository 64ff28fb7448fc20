//! Every code of the catalogue has a fixture, and every fixture a snapshot of what is said of it.
//!
//! A fixture is a document `fixtures/bad/<code>/<case>.yaml` or `.json`, or settings `.toml` that
//! name a document of `fixtures/bad`; the snapshot lies beside it. `INSTA_UPDATE=always cargo test` writes the snapshots; read them before you commit them.

// The functions of a test are tests too; clippy sees that of those with an attribute only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use generator::diagnostic::{Code, Diagnostic, Diagnostics, FoundIn, Sources, render};
use generator::options::{self, Options};
use generator::source;

/// All that the generator says of a document, or of a `codegen.toml` and the documents that it
/// names.
fn diagnose(fixture: &Path) -> (Vec<Diagnostic>, Sources) {
    let mut sources = Sources::new();
    let diagnostics = Diagnostics::new();
    if fixture.extension() == Some(OsStr::new("toml")) {
        let file = sources.add(name(fixture), fs::read_to_string(fixture).unwrap());
        for entry in options::parse(&sources, file, &diagnostics) {
            let Some((document, _)) = entry.paths(&diagnostics) else {
                continue;
            };
            let document = fixture.parent().unwrap().join(document);
            generate(&document, &entry.options, &mut sources, &diagnostics);
        }
    } else {
        generate(fixture, &Options::default(), &mut sources, &diagnostics);
    }
    (diagnostics.into_sorted(), sources)
}

fn generate(document: &Path, options: &Options, sources: &mut Sources, diagnostics: &Diagnostics) {
    let bytes = fs::read(document).unwrap();
    if let Some(file) = source::add_bytes(sources, name(document), bytes, diagnostics) {
        let generated = generator::generate(sources, file, options, diagnostics);
        assert_eq!(generated.is_none(), diagnostics.has_errors(), "{}", document.display());
    }
}

#[test]
fn every_fixture_has_its_snapshot() {
    let mut failed = Vec::new();
    for fixture in fixtures() {
        let shown = fixture.strip_prefix(folder()).unwrap().display().to_string();
        let result = std::panic::catch_unwind(|| check(&fixture));
        if result.is_err() {
            failed.push(shown);
        }
    }
    assert!(failed.is_empty(), "these fixtures failed: {failed:#?}");
}

fn check(fixture: &Path) {
    let folder = fixture.parent().unwrap();
    let id = name(folder);
    let code = Code::from_id(&id).unwrap_or_else(|| panic!("{id} is no code"));
    let (diagnostics, sources) = diagnose(fixture);
    assert!(diagnostics.iter().any(|found| found.code() == code), "{}: no {id}", fixture.display());
    let text = render::text(&diagnostics, &sources, render::Style::default());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_input_file();
    settings.bind(|| insta::assert_snapshot!(name(fixture), text));
}

#[test]
fn what_is_explained_of_settings_is_so() {
    let of_settings =
        |code: &&Code| code.id().starts_with("config-") && **code != Code::ConfigUnusedOverride;
    for code in Code::all().iter().filter(of_settings) {
        let examples: Vec<_> = code.explanation().split("```toml\n").skip(1).collect();
        assert_eq!(examples.len(), 2, "{code}");
        for (example, is_bad) in examples.iter().zip([true, false]) {
            let sources = Sources::new();
            let file = sources.add("codegen.toml", example.split("```").next().unwrap());
            let diagnostics = Diagnostics::new();
            for entry in options::parse(&sources, file, &diagnostics) {
                entry.paths(&diagnostics);
            }
            assert_eq!(diagnostics.any(|found| found.code() == *code), is_bad, "{code}: {example}");
            assert!(is_bad || diagnostics.is_empty(), "{code}: {example}");
        }
    }
}

#[test]
fn every_code_has_a_fixture() {
    let shown: BTreeSet<_> =
        fixtures().iter().filter_map(|fixture| Code::from_id(&name(fixture.parent()?))).collect();
    let texts = |code: &&Code| code.found_in() == FoundIn::Texts;
    let missing: Vec<_> =
        Code::all().iter().filter(texts).filter(|code| !shown.contains(code)).collect();
    assert!(missing.is_empty(), "codes without a fixture: {missing:?}");
    let both: Vec<_> = shown.iter().filter(|code| !texts(code)).collect();
    assert!(both.is_empty(), "codes of the catalogue that are found in texts: {both:?}");
}

#[test]
fn every_snapshot_has_a_fixture() {
    let fixtures: BTreeSet<_> = fixtures().into_iter().collect();
    for snapshot in files().filter(|file| file.extension() == Some(OsStr::new("snap"))) {
        assert!(fixtures.contains(&snapshot.with_extension("")), "stale: {}", snapshot.display());
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bad")
}

fn files() -> impl Iterator<Item = PathBuf> {
    let entries = |folder: &Path| {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut entries: Vec<_> = entries.collect();
        entries.sort();
        entries
    };
    entries(&folder()).into_iter().filter(|path| path.is_dir()).flat_map(move |path| entries(&path))
}

fn fixtures() -> Vec<PathBuf> {
    let is_document = |file: &PathBuf| {
        file.extension().is_some_and(|end| end == "yaml" || end == "json" || end == "toml")
    };
    files().filter(is_document).collect()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}
