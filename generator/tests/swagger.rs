//! One API in Swagger 2.0 and in OpenAPI 3.0, 3.1 and 3.2 gives one crate.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may end anywhere")]

use generator::diagnostic::{Diagnostics, FileId, Sources, render};
use generator::options::Options;
use generator::output::Output;
use jiff::civil::date;
use std::path::Path;

const VERSIONS: [&str; 4] = ["2.0", "3.0", "3.1", "3.2"];

fn source(version: &str) -> (Sources, FileId) {
    let name = format!("library.{version}.yaml");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/swagger");
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    let sources = Sources::new();
    let file = sources.add("library.yaml", text);
    (sources, file)
}

fn said(diagnostics: Diagnostics, sources: &Sources) -> String {
    render::text(&diagnostics.into_sorted(), sources, render::Style::default())
}

fn generate(version: &str) -> Output {
    let (sources, file) = source(version);
    let diagnostics = Diagnostics::new();
    let generated = generator::generate(&sources, file, &Options::default(), &diagnostics);
    let said = said(diagnostics, &sources);
    generated.unwrap_or_else(|| panic!("{version}: {said}")).output
}

#[test]
fn four_spellings_of_an_api_give_one_crate() {
    let [old, others @ ..] = VERSIONS.map(generate);
    let paths = |output: &Output| -> Vec<String> {
        output.iter().map(|(path, _)| path.to_owned()).collect()
    };
    for (version, other) in VERSIONS.iter().skip(1).zip(&others) {
        assert_eq!(paths(&old), paths(other), "{version}");
        for (path, text) in other.iter() {
            let of_old = old.get(path).unwrap();
            let differs = text.lines().zip(of_old.lines()).find(|(new, old)| new != old);
            assert!(of_old == text, "{path} of {version}: {differs:#?}");
        }
    }
    let books = old.get("src/api/books.rs").unwrap();
    assert!(books.contains("pub fn put_cover(&self, book_id: i64, body: PutCoverForm)"));
}

#[test]
fn spellings_of_an_api_differ_in_nothing() {
    let model = |version: &str| {
        let (sources, file) = source(version);
        let diagnostics = Diagnostics::new();
        let model = generator::model(&sources, file, &Options::default(), &diagnostics);
        let said = said(diagnostics, &sources);
        model.unwrap_or_else(|| panic!("{version}: {said}"))
    };
    let options = Options::default();
    let [old, others @ ..] = VERSIONS.map(model);
    for (version, other) in VERSIONS.iter().skip(1).zip(&others) {
        for (one, two) in [(&old, other), (other, &old)] {
            let diff = generator::compare((one, &options), (two, &options), date(2027, 1, 1));
            assert!(diff.changes.is_empty(), "{version}: {:#?}", diff.changes);
        }
    }
}
