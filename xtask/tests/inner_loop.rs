//! `cargo quick`, the inner loop of the generator, is the alias in `.cargo/config.toml`. It has every test of
//! the generator but those that are named here, each for a reason.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may end wherever something is not as expected"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Files of tests that are left out.
const SLOW_FILES: [&str; 3] = [
    // Builds the crate of every fixture.
    "compiles",
    // Thousands of documents, each as far as Rust.
    "properties",
    // Thousands of texts.
    "source_properties",
];

/// Tests of other files that are left out, each with its file.
const SLOW_TESTS: [(&str, &str); 3] = [
    // Thousands of pairs of documents.
    ("diff/arbitrary.rs", "any_two_documents_can_be_compared"),
    // Hundreds of pairs of crates, each as far as its public items: as long as all others together.
    ("diff/main.rs", "every_change_has_its_verdicts"),
    // Builds programs with crates.
    ("diff/versions.rs", "programs_compile_exactly_when_the_verdict_says_so"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// What stands behind each of these words of the alias.
fn behind(word: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join(".cargo/config.toml")).unwrap();
    let config: toml::Table = text.parse().unwrap();
    let words: Vec<&str> = config["alias"]["quick"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it.as_str().unwrap())
        .collect();
    words.windows(2).filter(|pair| pair[0] == word).map(|pair| pair[1].to_owned()).collect()
}

#[test]
fn the_inner_loop_forgets_no_file_of_tests() {
    let tests = root().join("generator/tests");
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(tests).unwrap() {
        let path = entry.unwrap().path();
        let is_rust = path.extension().is_some_and(|end| end == "rs");
        if is_rust || path.join("main.rs").is_file() {
            files.insert(path.file_stem().unwrap().to_str().unwrap().to_owned());
        }
    }
    for slow in SLOW_FILES {
        assert!(files.remove(slow), "there is no `generator/tests/{slow}`");
    }
    assert_eq!(
        behind("--test"),
        files,
        "name it in `.cargo/config.toml`, or above with the reason"
    );
}

#[test]
fn what_the_inner_loop_skips_is_there() {
    let skipped = behind("--skip");
    assert_eq!(skipped, SLOW_TESTS.map(|(_, name)| name.to_owned()).into());
    for (file, name) in SLOW_TESTS {
        let text = fs::read_to_string(root().join("generator/tests").join(file)).unwrap();
        assert!(text.contains(&format!("fn {name}(")), "{file} has no test `{name}`");
    }
}
