//! Files and functions that ask to be two.

use super::rust::Rust;
use super::{Finding, Repository};

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 80;

/// Where the Rust files are that are written by hand.
const FOLDERS: [&str; 4] = ["cli/", "generator/", "templates/", "xtask/"];

pub(super) fn files(repository: &Repository) -> Vec<Finding> {
    let files = repository.rust(&FOLDERS);
    files
        .filter_map(|(path, text)| {
            let lines = text.lines().count();
            (lines > FILE_LINES).then(|| Finding {
                rule: "tidy-file-size",
                file: path.to_owned(),
                span: None,
                message: format!("the file has {lines} lines, {FILE_LINES} are allowed"),
                help: "move one of its concerns to a file of its own".into(),
            })
        })
        .collect()
}

pub(super) fn functions(repository: &Repository) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, text) in repository.rust(&FOLDERS) {
        for function in Rust::new(text).functions(text) {
            if function.lines > FUNCTION_LINES {
                let (name, lines) = (function.name.text, function.lines);
                found.push(Finding {
                    rule: "tidy-function-size",
                    file: path.to_owned(),
                    span: Some(function.name.span),
                    message: format!("`{name}` has {lines} lines, {FUNCTION_LINES} are allowed"),
                    help: "give its steps names of their own".into(),
                });
            }
        }
    }
    found
}
