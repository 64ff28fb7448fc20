//! Which file of a project is its OpenAPI document.

use crate::report::Fault;
use generator::diagnostic::{Code, Diagnostic};
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// How many folders deep a document is looked for.
const DEPTH: usize = 4;

/// How much of a file is looked at: the version stands near the top.
const HEAD: u64 = 64 * 1024;

/// How many files are looked at before it is given up.
const FILES: usize = 10_000;

/// Folders of tools, in which no document is anybody's own.
const SKIPPED: [&str; 4] = ["target", "node_modules", "vendor", "fixtures"];

/// The only document below a folder.
pub(super) fn document(folder: &Path) -> Result<PathBuf, Fault> {
    let mut found = Vec::new();
    let mut seen = 0;
    collect(folder, DEPTH, &mut seen, &mut found);
    found.sort();
    let command = format!("{} init", crate::program::name());
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Diagnostic::without_location(
            Code::FileNotFound,
            "no OpenAPI document is found in the current folder or below it",
        )
        .note("a document is a file in YAML or JSON with the member `openapi` at its top")
        .help(format!("name it: `{command} FILE`"))
        .into()),
        several => {
            let fault = Diagnostic::without_location(
                Code::ConfigMissingKey,
                format!(
                    "there are {} OpenAPI documents here, and it is not said which to take",
                    several.len()
                ),
            );
            let fault = several
                .iter()
                .take(20)
                .fold(fault, |fault, path| fault.note(format!("`{}`", path.display())));
            Err(fault.help(format!("name one: `{command} FILE`")).into())
        }
    }
}

fn collect(folder: &Path, depth: usize, seen: &mut usize, found: &mut Vec<PathBuf>) {
    // A folder that cannot be read has no document for us.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let Ok(kind) = entry.file_type() else { continue };
        *seen += 1;
        if *seen > FILES || name.starts_with('.') {
            continue;
        }
        let path = entry.path();
        if kind.is_dir() && depth > 1 && !SKIPPED.contains(&name.as_ref()) {
            collect(&path, depth - 1, seen, found);
        } else if kind.is_file() && is_document(&path) {
            found.push(path.strip_prefix(".").unwrap_or(&path).to_owned());
        }
    }
}

fn is_document(path: &Path) -> bool {
    let ends = path.extension().and_then(|end| end.to_str());
    if !ends.is_some_and(|end| ["yaml", "yml", "json"].contains(&end)) {
        return false;
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && has_version(&String::from_utf8_lossy(&head))
}

/// Whether a text has a member that says which version of OpenAPI it is, at its top level.
fn has_version(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        let after = |name: &str| text.split_once(name).map(|(_, rest)| rest.trim_start());
        return ["\"openapi\"", "\"swagger\""]
            .iter()
            .any(|name| after(name).is_some_and(|rest| rest.starts_with(':')));
    }
    text.lines().any(|line| {
        let line = line.trim_start_matches(['"', '\'']);
        ["openapi", "swagger"].iter().any(|name| {
            let rest = line.strip_prefix(name).map(|rest| rest.trim_start_matches(['"', '\'']));
            rest.is_some_and(|rest| rest.trim_start().starts_with(':'))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::has_version;

    #[test]
    fn knows_a_document_by_its_version() {
        for text in [
            "openapi: 3.1.0\n",
            "# mine\ninfo: {}\n\"openapi\": 3.0.3\n",
            "{\"info\":{},\"openapi\" : \"3.0.3\"}",
            "\u{feff}{\n  \"openapi\": \"3.0.3\"}",
            "swagger: '2.0'\n",
        ] {
            assert!(has_version(text), "{text}");
        }
        for text in
            ["", "open: 3\n", "tools:\n  openapi: 3\n", "{\"name\": \"openapi\"}", "- openapi"]
        {
            assert!(!has_version(text), "{text}");
        }
    }
}
