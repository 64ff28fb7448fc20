//! Whatever a document says, the crate that comes of it compiles, without a warning.
//!
//! Every document of `fixtures/emit` and of `fixtures/hostile`, and some that are made up, become
//! crates of one scratch workspace outside of this repository, with the versions of this one. Where
//! a fixture has a `<construct>.rs` beside it, that is a test of the crate against a server, and runs.
//! `COMPILED_SAMPLES` sets how many are made up.

// The functions of a test are tests too; clippy sees that of those with an attribute only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use generator::diagnostic::{Diagnostics, Severity, Sources, render};
use generator::options::{self, Options};
use generator::output::Output;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Output as Ended};

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    found.sort();
    found
}

/// The crate of a document, under its file's name.
fn generate(fixture: &Path) -> (String, Output) {
    let mut sources = Sources::new();
    let diagnostics = Diagnostics::new();
    let mut options = options(fixture, &mut sources, &diagnostics);
    let name = fixture.file_stem().unwrap().to_str().unwrap().to_owned();
    options.package.name.clone_from(&name);
    let file = sources.add(name.as_str(), fs::read_to_string(fixture).unwrap());
    let generated = generator::generate(&sources, file, &options, &diagnostics);
    let mut said = diagnostics.into_sorted();
    said.retain(|found| found.severity() == Severity::Error);
    let said = render::text(&said, &sources, render::Style::default());
    (name, generated.unwrap_or_else(|| panic!("{}: {said}", fixture.display())).output)
}

fn options(fixture: &Path, sources: &mut Sources, diagnostics: &Diagnostics) -> Options {
    let Ok(text) = fs::read_to_string(fixture.with_extension("toml")) else {
        return Options::default();
    };
    let file = sources.add("codegen.toml", text);
    options::parse(sources, file, diagnostics).remove(0).options
}

/// What nothing in a crate may have: paths that lead out of its folder, and characters that could
/// mislead a reader.
fn check(name: &str, output: &Output) {
    let mut folded = std::collections::HashSet::new();
    for (path, text) in output.iter() {
        let parts: Vec<_> = Path::new(path).components().collect();
        assert!(parts.iter().all(|part| matches!(part, Component::Normal(_))), "{name}: {path:?}");
        assert!(path.len() < 200, "{name}: {path:?}");
        assert!(folded.insert(path.to_lowercase()), "{name}: {path:?} differs in case only");
        let stem = Path::new(path).file_stem().unwrap().to_str().unwrap().to_ascii_lowercase();
        let devices = ["con", "nul", "aux", "prn", "com1", "lpt1"];
        assert!(!devices.contains(&stem.as_str()), "{name}: {path:?}");
        let misleading = |c: &char| render::is_misleading(*c) && *c != '\n';
        if let Some(found) = text.chars().find(misleading) {
            let line = text.lines().find(|line| line.contains(found)).unwrap();
            panic!("{name}: {path} has U+{:04X}: {line:?}", u32::from(found));
        }
    }
}

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn cargo(folder: &Path, arguments: &[&str]) -> Ended {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(arguments)
        .args(["--offline", "--quiet", "--target-dir"])
        .arg(workspace().join("target/consumer"))
        .current_dir(folder)
        .env_remove("RUSTFLAGS");
    command.output().unwrap()
}

fn succeeds(folder: &Path, arguments: &[&str]) {
    let ended = cargo(folder, arguments);
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(
        ended.status.success(),
        "{arguments:?}\n{}\n{said}",
        String::from_utf8_lossy(&ended.stdout)
    );
}

#[test]
fn every_fixture_compiles() {
    let folder = tempfile::tempdir().unwrap();
    let mut members = Vec::new();
    let mut wired = vec!["test".to_owned(), "--test".to_owned(), "wire".to_owned()];
    for fixture in fixtures("emit").into_iter().chain(fixtures("hostile")) {
        let (name, output) = generate(&fixture);
        check(&name, &output);
        write(&folder.path().join(&name), &output);
        if write_wire_test(&fixture, &folder.path().join(&name)) {
            wired.extend(["-p".to_owned(), name.clone()]);
        }
        members.push(name);
    }
    for (name, output) in samples() {
        write(&folder.path().join(&name), &output);
        members.push(name);
    }
    assert!(members.len() > 2);
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    // The versions of this workspace, so that nothing has to be fetched or built twice.
    fs::copy(workspace().join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
    succeeds(folder.path(), &["check", "--workspace"]);
    assert!(wired.len() > 3);
    let wired: Vec<&str> = wired.iter().map(String::as_str).collect();
    succeeds(folder.path(), &wired);
    let mut document = Command::new(env!("CARGO"));
    document
        .args(["doc", "--workspace", "--no-deps", "--offline", "--quiet", "--target-dir"])
        .arg(workspace().join("target/consumer"))
        .current_dir(folder.path())
        .env_remove("RUSTFLAGS")
        .env("RUSTDOCFLAGS", "-D warnings");
    let ended = document.output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    // The examples of the docs compile, too, and nothing of the document is one.
    succeeds(folder.path(), &["test", "--workspace", "--doc"]);
}

/// Gives a crate the test of its requests and answers, if its fixture has one.
fn write_wire_test(fixture: &Path, folder: &Path) -> bool {
    let test = fixture.with_extension("rs");
    if !test.exists() {
        return false;
    }
    let support = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/wire.rs");
    let folder = folder.join("tests/wire");
    fs::create_dir_all(&folder).unwrap();
    fs::copy(test, folder.join("main.rs")).unwrap();
    fs::copy(support, folder.join("support.rs")).unwrap();
    true
}

/// Crates of documents that are made up: the same ones each time.
fn samples() -> Vec<(String, Output)> {
    let set = std::env::var("COMPILED_SAMPLES").ok().and_then(|text| text.parse().ok());
    let strategy = fuzz::documents();
    let outputs = (0_u64..).filter_map(|index| {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&index.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let case = strategy.new_tree(&mut runner).unwrap().current();
        let output = fuzz::check(&case).unwrap()?;
        if let Some(folder) = std::env::var_os("KEPT_SAMPLES") {
            fs::write(Path::new(&folder).join(format!("sample-{index}.json")), &case.bytes)
                .unwrap();
        }
        // All are crates of one name otherwise.
        let rename = |text: &str| {
            text.replacen("name = \"api-client\"", &format!("name = \"sample-{index}\""), 1)
        };
        let mut renamed = Output::default();
        for (path, text) in output.iter() {
            renamed.insert(
                path,
                if path == "Cargo.toml" {
                    rename(text)
                } else {
                    text.replace("api_client::", &format!("sample_{index}::"))
                },
            );
        }
        Some((format!("sample-{index}"), renamed))
    });
    outputs.take(set.unwrap_or(4)).collect()
}

fn write(folder: &Path, output: &Output) {
    for (path, text) in output.iter() {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        let text = match path {
            // The crate itself allows nothing but what it says.
            "src/lib.rs" => format!("#![deny(warnings)]\n{text}"),
            _ => text.to_owned(),
        };
        fs::write(file, text).unwrap();
    }
}
