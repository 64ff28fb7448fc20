//! `cargo xtask corpus DIR`: every document of a folder becomes a crate, every crate is built, and a
//! table says what came of each.

pub(crate) mod build;
pub(crate) mod table;

use crate::cli::CorpusArgs;
use crate::home;
use build::Built;
use cratewright::Exit;
use cratewright::config::Job;
use cratewright::contents::Contents;
use cratewright::report::{Fault, Reporter, unreadable};
use cratewright::workspace;
use cratewright::write::{self, ByHand, Disk};
use generator::diagnostic::{Diagnostics, Severity, Sources};
use generator::options::{self, Options};
use std::fs;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use walkdir::WalkDir;

/// Where the crates are written and built.
const OUTPUT: &str = "target/corpus";

/// What came of a document.
struct Row {
    /// Its path from the folder.
    document: String,
    /// Its size in bytes.
    size: u64,
    errors: usize,
    /// What is in the crate; nothing if there were errors.
    made: Option<Made>,
}

/// A crate that was generated.
struct Made {
    contents: Contents,
    files: usize,
    lines: usize,
    /// How long it took from the text to the files in memory.
    time: Duration,
    /// What the compiler said; nothing with `--no-build`.
    built: Option<Built>,
}

/// Generates and builds.
pub fn run(arguments: &CorpusArgs, reporter: &mut Reporter) -> Exit {
    match rows(arguments, reporter) {
        Ok(rows) => {
            reporter.result(&table::render(&rows));
            let is_good = |made: &Made| made.built.as_ref().is_none_or(Built::is_good);
            let good = |row: &Row| row.made.as_ref().is_some_and(is_good);
            if rows.iter().all(good) { Exit::Done } else { Exit::Fault }
        }
        Err(fault) => {
            reporter.fault(&fault);
            Exit::Fault
        }
    }
}

fn rows(arguments: &CorpusArgs, reporter: &mut Reporter) -> Result<Vec<Row>, Fault> {
    let documents = documents(&arguments.folder)?;
    let output = home::root()?.join(OUTPUT);
    let mut rows = Vec::new();
    for document in &documents {
        let shown = document.strip_prefix(&arguments.folder).unwrap_or(document);
        let shown = shown.display().to_string();
        progress(&format!("corpus: generating {shown}"), reporter);
        let mut row = generate(document, shown, &output, reporter)?;
        if let Some(made) = row.made.as_mut().filter(|_| !arguments.no_build) {
            progress(&format!("corpus: building {}", row.document), reporter);
            made.built = Some(build::run(&folder(&output, document), &output.join("target"))?);
            if let Some(Built { said, examples, .. }) = &made.built {
                let failures = examples.as_ref().map(|examples| &examples.failures);
                [said.as_ref(), failures]
                    .into_iter()
                    .flatten()
                    .for_each(|it| reporter.error_text(it));
            }
        }
        rows.push(row);
    }
    Ok(rows)
}

/// Says on a terminal what is going on.
fn progress(line: &str, reporter: &mut Reporter) {
    if std::io::stderr().is_terminal() {
        reporter.error_text(&format!("{line}\n"));
    }
}

/// The documents below a folder, sorted: what is JSON or YAML by its name, and says that it is
/// OpenAPI.
fn documents(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let mut documents = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let shown = folder.display().to_string();
            unreadable(&shown, &error.into())
        })?;
        let path = entry.path();
        let ends = path.extension().is_some_and(|end| {
            ["json", "yaml", "yml"].iter().any(|known| end.eq_ignore_ascii_case(known))
        });
        if !ends || !entry.file_type().is_file() {
            continue;
        }
        let text =
            fs::read(path).map_err(|error| unreadable(&path.display().to_string(), &error))?;
        if is_document(&String::from_utf8_lossy(&text)) {
            documents.push(path.to_owned());
        }
    }
    Ok(documents)
}

/// Whether a text has the member `openapi`, or `swagger`, near enough to its start. What it is worth
/// is for the generator to say.
fn is_document(text: &str) -> bool {
    let mut lines = text.split(['\n', '{', ',']).map(str::trim_start);
    lines.any(|line| {
        let key = line.trim_start_matches(['"', '\'']);
        let rest = key.strip_prefix("openapi").or_else(|| key.strip_prefix("swagger"));
        rest.is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':'))
    })
}

/// The folder of the crate of a document.
fn folder(output: &Path, document: &Path) -> PathBuf {
    output.join(name(document))
}

/// A package name that is made of the name of a file.
pub(crate) fn name(document: &Path) -> String {
    let stem = document.file_stem().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let clean = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let name: String = stem.chars().map(clean).collect();
    format!("corpus-{}", name.trim_matches('-'))
}

/// Generates the crate of one document, by the settings beside it where there are some.
fn generate(
    document: &Path,
    shown: String,
    output: &Path,
    reporter: &mut Reporter,
) -> Result<Row, Fault> {
    let (mut sources, diagnostics) = (Sources::new(), Diagnostics::new());
    let mut options = settings(document, &mut sources, &diagnostics);
    options.package.name = name(document);
    let size = fs::metadata(document).map_or(0, |found| found.len());
    let start = Instant::now();
    let file = workspace::read_document(document, &mut sources, &diagnostics);
    let plain = file.and_then(|file| generator::generate(&sources, file, &options, &diagnostics));
    let time = start.elapsed();
    let found = diagnostics.into_sorted();
    let errors: Vec<_> =
        found.iter().filter(|found| found.severity() == Severity::Error).cloned().collect();
    reporter.diagnostics(&sources, &errors);
    let mut row = Row { document: shown, size, errors: errors.len(), made: None };
    let Some(plain) = plain.filter(|_| errors.is_empty()).map(|plain| plain.output) else {
        return Ok(row);
    };
    // What is measured and counted is the crate; once more, with the test of the examples.
    options.example_tests = true;
    let again = Diagnostics::new();
    let whole = file.and_then(|file| generator::generate(&sources, file, &options, &again));
    let Some(whole) = whole else { return Ok(row) };
    let folder = folder(output, document);
    if let Err(faults) = write::write(&folder, &whole.output, ByHand::Overwrite, &mut Disk::new()) {
        reporter.diagnostics(&Sources::new(), &faults);
        row.errors = faults.len();
        return Ok(row);
    }
    let job = Job { document: document.to_owned(), output: folder, options };
    row.made = Some(Made {
        contents: Contents::new(&job, &whole.report, &found, &sources),
        files: plain.iter().count(),
        lines: plain.iter().map(|(_, text)| text.lines().count()).sum(),
        time,
        built: None,
    });
    Ok(row)
}

/// The settings of `NAME.toml` beside `NAME.json`, if they are there.
fn settings(document: &Path, sources: &mut Sources, diagnostics: &Diagnostics) -> Options {
    let path = document.with_extension("toml");
    if !path.is_file() {
        return Options::default();
    }
    let file = workspace::read(&path, sources, diagnostics);
    let entries = file.map(|file| options::parse(sources, file, diagnostics)).unwrap_or_default();
    entries.into_iter().next().map(|entry| entry.options).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{is_document, name};
    use std::path::Path;

    #[test]
    fn documents_say_so() {
        for text in ["openapi: 3.0.3\n", "{\"openapi\":\"3.1.0\"}", "info: {}\nswagger: '2.0'\n"] {
            assert!(is_document(text), "{text}");
        }
        for text in ["", "[]", "{\"name\": \"openapi\"}", "openapis: 1"] {
            assert!(!is_document(text), "{text}");
        }
        assert_eq!(name(Path::new("a/Pets v2.json")), "corpus-pets-v2");
    }
}
