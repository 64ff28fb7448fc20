//! Whatever a document says, the crate that comes of it compiles, without a warning.
//!
//! Every document of `fixtures/emit` and of `fixtures/hostile`, and some that are made up, become
//! crates of one scratch workspace outside of this repository, with the versions of this one. Where
//! a fixture has a `<construct>.rs` beside it, that is a test of the crate against a server, and runs.
//! `COMPILED_SAMPLES` sets how many are made up.

// The functions of a test are tests too; clippy sees that of those with an attribute only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/scratch.rs"]
mod scratch;

use generator::diagnostic::{Diagnostics, Severity, Sources, render};
use generator::options::{self, Options};
use generator::output::Output;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use scratch::{Scratch, succeeds};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

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

#[test]
fn every_fixture_compiles() {
    let made = |folder| fixtures(folder).iter().map(|path| generate(path)).collect::<Vec<_>>();
    let hostile = made("hostile");
    let crates: Vec<_> = made("emit").into_iter().chain(hostile.clone()).chain(samples()).collect();
    assert!(hostile.len() > 2 && crates.len() > hostile.len());
    let members: Vec<_> = crates.iter().map(|(name, _)| name).collect();
    let names: BTreeSet<_> = members.iter().collect();
    assert_eq!(names.len(), members.len(), "two fixtures have one name: {members:?}");
    let scratch = Scratch::new(&format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"));
    for (name, output) in &crates {
        check(name, output);
        write(&scratch, name, output);
    }
    let wired = write_wire_tests(&scratch);
    // The crates, and the examples of their docs.
    succeeds(&mut scratch.cargo(&["check", "--workspace", "--test", "examples_of_docs"]));
    let features = crates.iter().find(|(name, _)| name == "features").unwrap();
    check_each_feature(&scratch, features);
    // What goes over the wire.
    assert!(wired.len() > 3);
    let packages = wired.iter().flat_map(|name| ["--package", name]);
    let arguments: Vec<_> = ["test", "--test", "wire"].into_iter().chain(packages).collect();
    succeeds(&mut scratch.cargo(&arguments));
    let shown = crates.iter().find(|(name, _)| name == "round-trips").unwrap();
    run_examples_of_a_document(&scratch, shown);
    let mut document = scratch.cargo(&["doc", "--workspace", "--no-deps"]);
    succeeds(document.env("RUSTDOCFLAGS", "-D warnings"));
    // Whatever text there is, what rustdoc takes for a test is an example, and it runs.
    let packages = hostile.iter().flat_map(|(name, _)| ["--package", name]);
    let arguments: Vec<_> = ["test", "--doc"].into_iter().chain(packages).collect();
    let ran = succeeds(&mut scratch.cargo(&arguments));
    // One of them stands in the README.
    let wanted: usize = hostile.iter().map(|(_, output)| examples(output).len() + 1).sum();
    assert!(wanted > 2 * hostile.len());
    assert_eq!(tests_that_ran(&ran), wanted, "{ran}");
}

/// A crate has no warning with none of its features, nor with any one alone.
fn check_each_feature(scratch: &Scratch, (name, output): &(String, Output)) {
    let (_, manifest) = output.iter().find(|(path, _)| *path == "Cargo.toml").unwrap();
    let features = manifest.split_once("\n[features]\n").unwrap().1.lines();
    let features = features.filter_map(|line| line.strip_suffix(" = []"));
    let features: Vec<_> = features.collect();
    assert_eq!(features.len(), 3, "{manifest}");
    for feature in [""].into_iter().chain(features) {
        let arguments =
            ["check", "--package", name, "--no-default-features", "--features", feature];
        succeeds(&mut scratch.cargo(&arguments));
    }
}

/// What a document shows comes back as it is; and where it does not, that is told.
fn run_examples_of_a_document(scratch: &Scratch, (name, output): &(String, Output)) {
    let lint = ["clippy", "--package", name, "--test", "round_trips", "--", "--deny", "warnings"];
    succeeds(&mut scratch.cargo(&lint));
    let run = ["test", "--package", name, "--test", "round_trips", "--", "--nocapture"];
    let said = succeeds(&mut scratch.cargo(&run));
    assert!(said.contains("9 of 9 examples come back as they are"), "{said}");
    // Without all of the models there is no such test.
    let features = ["--no-default-features", "--features", "pets"];
    let run_less = [&["test", "--package", name, "--test", "round_trips"], &features[..]].concat();
    let said = scratch::errors(&scratch.cargo(&run_less).output().unwrap());
    assert!(said.contains("requires the features: `default`"), "{said}");
    let (path, table) = output.iter().find(|(path, _)| *path == "tests/round_trips.rs").unwrap();
    let [good, bad] = [r#"{"name":"Ann","#, r#"{"name":"Ann","age":40,"#];
    assert_eq!(table.matches(good).count(), 1, "{table}");
    scratch.write(&format!("{name}/{path}"), &table.replace(good, bad));
    let run = scratch.cargo(&run).output().unwrap();
    assert!(!run.status.success());
    let said = scratch::errors(&run);
    let place = "#/paths/~1owners~1{id}/get/responses/200/content/application~1json/example";
    assert!(said.contains(&format!("{place}: `/age` is 40, and was lost")), "{said}");
}

/// The examples that the generator wrote into the docs of a crate, as modules.
fn examples(output: &Output) -> Vec<String> {
    let mut found = Vec::new();
    for (_, text) in output.iter().filter(|(path, _)| path.ends_with(".rs")) {
        let mut example = None;
        for line in text.lines().map(str::trim_start) {
            let doc = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"));
            let doc = doc.map(|doc| doc.strip_prefix(' ').unwrap_or(doc));
            match (doc, &mut example) {
                (Some("```no_run"), None) => example = Some(String::new()),
                (Some("```"), Some(code)) => {
                    found.push(format!("mod example_{} {{\n{code}}}\n", found.len()));
                    example = None;
                }
                (Some(doc), Some(code)) => {
                    code.push_str(doc.strip_prefix("# ").unwrap_or(doc));
                    code.push('\n');
                }
                _ => {}
            }
        }
    }
    found
}

/// How many tests passed, by what the runs of several crates print.
fn tests_that_ran(printed: &str) -> usize {
    let results = printed.lines().filter_map(|line| line.strip_prefix("test result: ok. "));
    results.map(|line| line.split_once(' ').unwrap().0.parse::<usize>().unwrap()).sum()
}

/// Gives the crates of `fixtures/emit` the tests of their requests and answers, where there are
/// some. Returns the names of these crates.
fn write_wire_tests(scratch: &Scratch) -> Vec<String> {
    let support = include_str!("support/wire.rs");
    let mut names = Vec::new();
    for fixture in fixtures("emit") {
        let Ok(test) = fs::read_to_string(fixture.with_extension("rs")) else {
            continue;
        };
        let name = fixture.file_stem().unwrap().to_str().unwrap();
        scratch.write(&format!("{name}/tests/wire/main.rs"), &test);
        scratch.write(&format!("{name}/tests/wire/support.rs"), support);
        names.push(name.to_owned());
    }
    names
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

fn write(scratch: &Scratch, name: &str, output: &Output) {
    for (path, text) in output.iter() {
        let path = format!("{name}/{path}");
        match path.ends_with("/src/lib.rs") {
            // The crate itself allows nothing but what it says.
            true => scratch.write(&path, &format!("#![deny(warnings)]\n{text}")),
            false => scratch.write(&path, text),
        }
    }
    let examples = examples(output).concat();
    let text = format!("#![allow(missing_docs, unused)]\n{examples}");
    scratch.write(&format!("{name}/tests/examples_of_docs.rs"), &text);
}
