//! Every diagnostic code has a test that shows it. (That each has an explanation is held by the
//! compiler: the catalogue includes the file.)

use super::{Finding, Repository};
use generator::diagnostic::Code;

const CATALOGUE: &str = "generator/src/diagnostic/catalogue.rs";
const FIXTURES: &str = "generator/tests/fixtures/bad/";
const COMMAND_LINE_TESTS: [&str; 2] = ["cli/tests/", "xtask/tests/"];

/// What the codes begin with that are about the disk, the system's limits, the settings, the day,
/// comparisons and the mock server: the tests of the command line show them.
const COMMAND_LINE: [&str; 9] = [
    "config-",
    "contract-",
    "diff-",
    "file-not-found",
    "no-threads",
    "output-",
    "sunset-expired",
    "sunset-near",
    "too-large",
];

/// Codes that no document can lead to.
const UNREACHABLE: [(&str, &str); 1] = [(
    "generator-fault",
    "a document that leads to it shows a fault of the generator, which is then mended",
)];

pub(super) fn fixtures(repository: &Repository) -> Vec<Finding> {
    let Some(catalogue) = repository.text(CATALOGUE) else {
        return Vec::new();
    };
    Code::all()
        .iter()
        .map(|code| code.id())
        .filter(|id| !UNREACHABLE.iter().any(|(unreachable, _)| unreachable == id))
        .filter(|id| !is_shown(repository, id))
        .map(|id| {
            let start = catalogue.find(&format!("\"{id}\""));
            Finding {
                rule: "tidy-fixture",
                file: CATALOGUE.to_owned(),
                span: start.map(|start| start..start + id.len() + 2),
                message: format!("no fixture shows `{id}`"),
                help: if is_of_command_line(id) {
                    "add a test to `cli/tests` that names the code".to_owned()
                } else {
                    format!("add a folder `{FIXTURES}{id}`")
                },
            }
        })
        .collect()
}

fn is_of_command_line(id: &str) -> bool {
    COMMAND_LINE.iter().any(|start| id.starts_with(start))
}

fn is_shown(repository: &Repository, id: &str) -> bool {
    let mut files = repository.files.iter();
    if is_of_command_line(id) {
        return files.any(|(path, text)| {
            COMMAND_LINE_TESTS.iter().any(|tests| path.starts_with(tests)) && text.contains(id)
        });
    }
    // A folder or a file of that name; a code may have several.
    files.any(|(path, _)| {
        path.strip_prefix(FIXTURES).and_then(|path| path.split(['/', '.']).next()).is_some_and(
            |name| {
                name.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with("--"))
            },
        )
    })
}
