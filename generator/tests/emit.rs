//! One construct, one snapshot of the code that is made of it.
//!
//! A fixture is a document `fixtures/emit/<construct>.yaml`, with settings of its own in a
//! `<construct>.toml` beside it where it needs some; the snapshot lies beside it. Only models and
//! operations are shown, or the files that a line `# Shown: …` of the document names: the runtime is
//! the same for all.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use generator::diagnostic::{Code, Diagnostic, Diagnostics, Severity, Sources, render};
use generator::options::{self, Options};
use generator::output::Output;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// A snapshot that is longer shows more than one construct.
const LONGEST: usize = 250;

#[test]
fn every_fixture_makes_its_code() {
    let mut failed = Vec::new();
    let fixtures = files("yaml");
    assert!(!fixtures.is_empty());
    for fixture in fixtures {
        if std::panic::catch_unwind(|| check(&fixture)).is_err() {
            failed.push(name(&fixture));
        }
    }
    assert!(failed.is_empty(), "these fixtures failed: {failed:#?}");
}

#[test]
fn every_snapshot_has_a_fixture() {
    let fixtures: BTreeSet<_> = files("yaml").into_iter().collect();
    for file in files("snap") {
        assert!(fixtures.contains(&file.with_extension("")), "stale: {}", file.display());
    }
    for file in files("toml").into_iter().chain(files("rs")) {
        assert!(fixtures.contains(&file.with_extension("yaml")), "stale: {}", file.display());
    }
}

#[test]
fn the_docs_of_a_crate_say_what_its_bodies_and_servers_are() {
    for (fixture, said) in [
        (
            "servers",
            "/// - `Client::builder().region(…)` sets `{region}`: `eu` if nothing else is said, one of `eu`, `us`. Where the data are.",
        ),
        (
            "error-bodies",
            "//! - The body of an error is [`Error::body`], with a type that the docs of the call name.",
        ),
        (
            "server-sent-events",
            "//! - Server-sent events come with `.events()`, one [`Event`] after the other.",
        ),
        ("multipart-form", "//! - A form takes files as [`Part`]s, with a name and a media type."),
    ] {
        let path = fixtures().join(fixture).with_extension("yaml");
        let (_, output) = generate(&path);
        let (_, text) = output.iter().find(|(path, _)| *path == "src/lib.rs").unwrap();
        let said = said.trim_start_matches(['/', '!']);
        assert!(text.contains(said), "{fixture}: {text}");
    }
}

#[test]
fn what_is_found_can_be_written_into_the_settings() {
    let mut found = 0;
    for fixture in files("yaml") {
        if fixture.with_extension("toml").exists() {
            continue;
        }
        let sources = Sources::new();
        let file = sources.add(name(&fixture), fs::read_to_string(&fixture).unwrap());
        let run = |options: &Options| {
            let diagnostics = Diagnostics::new();
            let generated = generator::generate(&sources, file, options, &diagnostics).unwrap();
            let files: Vec<_> = generated
                .output
                .iter()
                .map(|(path, text)| (path.to_owned(), text.to_owned()))
                .collect();
            let said = diagnostics.into_sorted().into_iter().filter(is_detected);
            let helps = said.flat_map(|it| it.helps().to_vec()).collect::<Vec<_>>();
            (files, helps)
        };
        let (files, helps) = run(&Options::default());
        let settings =
            helps.iter().filter_map(|help| Some(help.split_once("`codegen.toml`: `")?.1));
        let settings: Vec<_> = settings.map(|line| line.trim_end_matches('`').to_owned()).collect();
        if settings.is_empty() {
            continue;
        }
        found += 1;
        let said = parse(&mut Sources::new(), &settings.join("\n"));
        assert_eq!(run(&said), (files.clone(), Vec::new()), "{}", fixture.display());
        // It can be switched off, too.
        let off = parse(&mut Sources::new(), "envelope = false\npagination = false");
        let (other, helps) = run(&off);
        assert!(other != files && helps.is_empty(), "{}", fixture.display());
    }
    assert!(found >= 4);
}

fn is_detected(found: &Diagnostic) -> bool {
    matches!(found.code(), Code::EnvelopeDetected | Code::PaginationDetected)
}

/// The options of a crate with these settings.
fn parse(sources: &mut Sources, settings: &str) -> Options {
    let file = sources.add("codegen.toml", format!("[[crate]]\n{settings}\n"));
    let diagnostics = Diagnostics::new();
    let options = options::parse(sources, file, &diagnostics).remove(0).options;
    assert!(diagnostics.into_sorted().is_empty(), "{settings}");
    options
}

fn check(fixture: &Path) {
    let text = shown(fixture);
    let lines = text.lines().count();
    assert!(lines <= LONGEST, "{}: {lines} lines; make it two fixtures", name(fixture));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(fixture.parent().unwrap());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_input_file();
    settings.bind(|| insta::assert_snapshot!(name(fixture), text));
}

/// The files with code of the document, and what the generator had to say beside notes.
fn shown(fixture: &Path) -> String {
    let (mut text, output) = generate(fixture);
    let document = fs::read_to_string(fixture).unwrap();
    let files = document.lines().find_map(|line| line.strip_prefix("# Shown: "));
    let files: Vec<&str> = files.unwrap_or("src/models/ src/api/").split(' ').collect();
    for (path, contents) in output.iter() {
        if files.iter().any(|file| path.starts_with(file)) {
            let body = contents.split_once('\n').map_or("", |(_, body)| body);
            text.push_str(&format!("// ---- {path}\n{body}\n"));
        }
    }
    text
}

/// The crate of a fixture, and what the generator had to say beside notes.
fn generate(fixture: &Path) -> (String, Output) {
    let mut sources = Sources::new();
    let diagnostics = Diagnostics::new();
    let options = options(fixture, &mut sources, &diagnostics);
    let file = sources.add(name(fixture), fs::read_to_string(fixture).unwrap());
    let generated = generator::generate(&sources, file, &options, &diagnostics);
    let output = generated.map(|generated| generated.output);
    let mut said = diagnostics.into_sorted();
    said.retain(|found| found.severity() != Severity::Note);
    let said = render::text(&said, &sources, render::Style::default());
    let output = output.unwrap_or_else(|| panic!("{said}"));
    (said, output)
}

fn options(fixture: &Path, sources: &mut Sources, diagnostics: &Diagnostics) -> Options {
    let path = fixture.with_extension("toml");
    let Ok(text) = fs::read_to_string(&path) else {
        return Options::default();
    };
    let file = sources.add(name(&path), text);
    let mut entries = options::parse(sources, file, diagnostics);
    assert_eq!(entries.len(), 1, "{}", path.display());
    entries.remove(0).options
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/emit")
}

fn files(extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<_> =
        entries.filter(|path| path.extension() == Some(OsStr::new(extension))).collect();
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}
