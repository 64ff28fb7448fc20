//! `cargo xtask explain CODE`.

use crate::Exit;
use crate::cli::Cli;
use crate::report::Reporter;
use clap::CommandFactory;
use clap::error::ErrorKind;
use generator::diagnostic::Code;

/// How many similar codes are suggested.
const SUGGESTIONS: usize = 3;

/// How alike two codes must be for one to be suggested in place of the other, from 0 to 1.
const ALIKE: f64 = 0.7;

/// Prints what a code means; without one, a list of all.
pub fn run(code: Option<&str>, reporter: &mut Reporter) -> Exit {
    let Some(id) = code else {
        reporter.result(&list());
        return Exit::Done;
    };
    match Code::from_id(id) {
        Some(code) => {
            let text = code.explanation().trim_end();
            reporter.result(&format!("{text}\n"));
            Exit::Done
        }
        None => {
            let error = Cli::command().error(ErrorKind::InvalidValue, unknown(id));
            // Where not even this can be printed there is nobody to tell.
            let _ = error.print();
            Exit::Usage
        }
    }
}

fn list() -> String {
    let width = Code::all().iter().map(|code| code.id().len()).max();
    let width = width.unwrap_or_default();
    let mut text = String::new();
    for code in Code::all() {
        text.push_str(&format!(
            "{:width$}  {:7}  {}\n",
            code.id(),
            code.severity().as_str(),
            code.summary()
        ));
    }
    text
}

fn unknown(id: &str) -> String {
    let mut near: Vec<_> = Code::all()
        .iter()
        .map(|code| (strsim::jaro_winkler(id, code.id()), code.id()))
        .filter(|&(likeness, _)| likeness >= ALIKE)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    let near: Vec<_> = near
        .iter()
        .take(SUGGESTIONS)
        .map(|(_, near)| format!("`{near}`"))
        .collect();
    if near.is_empty() {
        format!("there is no code `{id}`; `cargo xtask explain` lists all")
    } else {
        format!(
            "there is no code `{id}`; similar ones are {}",
            near.join(", ")
        )
    }
}
