//! What a generated crate costs those who depend on it: `cargo check` of the crate, and a build of a
//! program that makes one call.

use super::document::Document;
use super::process::{Runs, megabytes};
use super::{empty, make_folder, not_run, progress};
use crate::corpus::build::{command, in_workspace, touch};
use crate::measure::{self, Cost};
use cratewright::markdown;
use cratewright::report::{Fault, Reporter, unreadable};
use std::fs;
use std::path::Path;
use std::process::Command;
use walkdir::WalkDir;

const HEAD: [&str; 8] = [
    "document",
    "`cargo check`",
    "processor",
    "peak memory",
    "program from nothing",
    "processor",
    "peak memory",
    "its size",
];

/// The table of all documents, and whether everything could be built.
pub(super) fn table(
    documents: &[Document],
    output: &Path,
    program: &Path,
    runs: u32,
    reporter: &mut Reporter,
) -> Result<(String, bool), Fault> {
    let mut rows = vec![HEAD.map(str::to_owned).to_vec()];
    let mut is_good = true;
    for document in documents {
        progress(&format!("bench: building the crate of {}", document.name), reporter);
        let mut cells = vec![document.name.clone()];
        match built(document, output, program, runs) {
            Ok(more) => cells.extend(more),
            Err(fault) => {
                reporter.fault(&fault);
                is_good = false;
                cells.push("fails".into());
            }
        }
        cells.resize(HEAD.len(), String::new());
        rows.push(cells);
    }
    Ok((markdown::table(&rows), is_good))
}

fn built(
    document: &Document,
    output: &Path,
    program: &Path,
    runs: u32,
) -> Result<Vec<String>, Fault> {
    let folder = output.join("crates").join(&document.crate_name);
    let target = output.join("target");
    succeed(&mut document.codegen(program, &folder))?;
    in_workspace(&folder)?;
    let mut checks = Runs::default();
    for turn in 0..=runs {
        touch(&folder)?;
        let run = succeed(&mut command(&folder, &target, &["check", "--quiet"]))?;
        // The first one builds the dependencies.
        if turn > 0 {
            checks.0.push(run);
        }
    }
    let mut cells = checks.cells().to_vec();
    let caller = output.join("programs").join(format!("{}-program", document.crate_name));
    if !write_program(document, &folder, &caller)? {
        return Ok(cells);
    }
    in_workspace(&caller)?;
    let target = output.join("program-target");
    empty(&target)?;
    let run = succeed(&mut command(&caller, &target, &["build", "--quiet"]))?;
    cells.extend(Runs(vec![run]).cells());
    let binary = target.join("debug/program").with_extension(std::env::consts::EXE_EXTENSION);
    let size = fs::metadata(&binary).map_err(|error| unreadable("the program", &error))?.len();
    empty(&target)?;
    cells.push(megabytes(size));
    Ok(cells)
}

fn succeed(command: &mut Command) -> Result<Cost, Fault> {
    let shown = format!("{command:?}");
    let run = measure::run(command).map_err(|error| not_run(&shown, &error.to_string()))?;
    if run.status.success() { Ok(run.cost) } else { Err(not_run(&shown, &run.status.to_string())) }
}

/// Writes a program that makes one call; says whether the docs of the crate have an example of one.
fn write_program(document: &Document, library: &Path, folder: &Path) -> Result<bool, Fault> {
    let Some(example) = example(&library.join("src/api")) else { return Ok(false) };
    let name = &document.crate_name;
    let krate = name.replace('-', "_");
    let manifest = format!(
        "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         {name} = {{ path = {library:?} }}\njiff = \"0.2\"\nserde_json = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n"
    );
    let main = format!(
        "{example}\n#[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
         example({krate}::Client::from_env()?).await\n}}\n"
    );
    make_folder(&folder.join("src"))?;
    for (path, text) in [("Cargo.toml", manifest), ("src/main.rs", main)] {
        let path = folder.join(path);
        fs::write(&path, text).map_err(|error| unreadable(&path.display().to_string(), &error))?;
    }
    Ok(true)
}

/// The first example of a call that reads something, from the docs of the crate, as a function.
fn example(folder: &Path) -> Option<String> {
    let files = WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let mut files = files.filter(|entry| entry.path().extension().is_some_and(|end| end == "rs"));
    files.find_map(|entry| example_in(&fs::read_to_string(entry.path() as &Path).ok()?))
}

fn example_in(text: &str) -> Option<String> {
    let mut lines = text.lines().map(str::trim_start);
    lines.find(|line| line.starts_with("/// `GET "))?;
    lines.find(|line| *line == "/// ```no_run")?;
    let lines = lines.take_while(|line| *line != "/// ```");
    let plain = |line: &str| {
        let line = line.strip_prefix("///").unwrap_or(line);
        let line = line.strip_prefix(' ').unwrap_or(line);
        let line = line.strip_prefix("# ").or_else(|| line.strip_prefix('#')).unwrap_or(line);
        format!("{line}\n")
    };
    Some(lines.map(plain).collect())
}

#[cfg(test)]
mod tests {
    use super::example_in;

    #[test]
    fn an_example_becomes_a_function() {
        let text = "    /// `POST /a`\n    /// ```no_run\n    /// no\n    /// ```\n    /// `GET /a`\n    \
                    ///\n    /// ```no_run\n    /// # async fn example() {\n    /// a().await;\n    ///\n    \
                    /// # }\n    /// ```\n    pub fn a() {}\n";
        assert_eq!(example_in(text).as_deref(), Some("async fn example() {\na().await;\n\n}\n"));
        assert_eq!(example_in("/// `GET /a`\nfn a() {}\n"), None);
    }
}
