//! `explain CODE`.

use crate::Exit;
use crate::cli::Cli;
use crate::program;
use crate::report::Reporter;
use clap::CommandFactory;
use clap::error::ErrorKind;
use generator::diagnostic::Code;
use generator::diff::Rule;

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
    let explanation = Code::from_id(id)
        .map(Code::explanation)
        .or_else(|| Rule::from_id(id).map(Rule::explanation));
    match explanation {
        Some(text) => {
            reporter.result(&format!("{}\n", text.trim_end()));
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
    let width = ids().map(str::len).max();
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
    for rule in Rule::all() {
        text.push_str(&format!("{:width$}  {:7}  {}\n", rule.id(), "change", rule.summary()));
    }
    text
}

/// The ids of diagnostics, and of the rules of `diff`.
fn ids() -> impl Iterator<Item = &'static str> {
    let codes = Code::all().iter().map(|code| code.id());
    codes.chain(Rule::all().iter().map(|rule| rule.id()))
}

fn unknown(id: &str) -> String {
    let mut near: Vec<_> = ids()
        .map(|known| (strsim::jaro_winkler(id, known), known))
        .filter(|&(likeness, _)| likeness >= ALIKE)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    let near: Vec<_> = near.iter().take(SUGGESTIONS).map(|(_, near)| format!("`{near}`")).collect();
    if near.is_empty() {
        format!("there is no code `{id}`; `{} explain` lists all", program::name())
    } else {
        format!("there is no code `{id}`; similar ones are {}", near.join(", "))
    }
}
