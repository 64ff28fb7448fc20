//! What the generator wrote says so, and what is written by hand does not.

use super::{Finding, Repository, has_extension};
use cratewright::write::is_generated;

const FOLDER: &str = "generated/";

/// What is written by hand in the folder of a generated crate.
const BY_HAND: [&str; 3] = ["generated/tests/", "generated/examples/", "generated/benches/"];

/// What is generated there all the same: the test of the document's examples.
const ROUND_TRIPS: [&str; 2] = ["generated/tests/round_trips.rs", "generated/tests/round_trips/"];

pub(super) fn generated(repository: &Repository) -> Vec<Finding> {
    let files = repository.files.iter().filter(|(path, _)| path.starts_with(FOLDER));
    files
        .filter_map(|(path, text)| {
            let within = |places: &[&str]| places.iter().any(|place| path.starts_with(place));
            let by_hand = within(&BY_HAND) && !within(&ROUND_TRIPS);
            let has_header = is_generated(text.as_bytes());
            let needs_header =
                !by_hand && ["rs", "toml", "md"].iter().any(|end| has_extension(path, end));
            let (message, help) = if by_hand && has_header {
                (
                    "a file written by hand bears the header of generated ones",
                    "remove the header: the next run would delete the file",
                )
            } else if needs_header && !has_header {
                (
                    "a file of the generated crate has no header",
                    "files written by hand belong in `tests` or `examples`",
                )
            } else {
                return None;
            };
            Some(Finding {
                rule: "tidy-header",
                file: path.clone(),
                span: None,
                message: message.into(),
                help: help.into(),
            })
        })
        .collect()
}
