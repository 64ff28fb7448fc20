//! No file names a folder of the machine that it was written on.

use super::{Finding, Repository};

/// Where the folders of people are on the usual systems. In pieces, so that this file does not
/// have them itself.
const FOLDERS: [[&str; 2]; 3] = [["/ho", "me/"], ["/Us", "ers/"], ["/wo", "rk/"]];

pub(super) fn rule(repository: &Repository) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, text) in &repository.files {
        for folder in FOLDERS.map(|pieces| pieces.concat()) {
            for (start, _) in text.match_indices(&folder) {
                if !begins_a_path(text, start) || !goes_on(text, start + folder.len()) {
                    continue;
                }
                found.push(Finding {
                    rule: "tidy-machine-path",
                    file: path.clone(),
                    span: Some(start..start + folder.len()),
                    message: "an absolute path of one machine".into(),
                    help: "write a path that is relative to the repository".into(),
                });
            }
        }
    }
    found
}

/// Whether a path begins here: the same text in a URL or in a relative path is something else.
fn begins_a_path(text: &str, start: usize) -> bool {
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    before.is_none_or(|c| c.is_whitespace() || "\"'`=:([<".contains(c))
}

/// Whether the name of a folder follows.
fn goes_on(text: &str, end: usize) -> bool {
    let next = text.get(end..).and_then(|text| text.chars().next());
    next.is_some_and(char::is_alphanumeric)
}
