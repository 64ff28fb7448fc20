//! Every diagnostic code has a test that shows it. (That each has an explanation is held by the
//! compiler: the catalogue includes the file.)

use super::{Finding, Repository};
use generator::diagnostic::{Code, FoundIn};

const CATALOGUE: &str = "generator/src/diagnostic/catalogue.rs";
const FIXTURES: &str = "generator/tests/fixtures/bad/";
const COMMAND_LINE_TESTS: [&str; 2] = ["cli/tests/", "xtask/tests/"];

pub(super) fn fixtures(repository: &Repository) -> Vec<Finding> {
    let Some(catalogue) = repository.text(CATALOGUE) else {
        return Vec::new();
    };
    Code::all()
        .iter()
        .filter(|code| !is_shown(repository, **code))
        .map(|code| {
            let id = code.id();
            let start = catalogue.find(&format!("\"{id}\""));
            Finding {
                rule: "tidy-fixture",
                file: CATALOGUE.to_owned(),
                span: start.map(|start| start..start + id.len() + 2),
                message: format!("no fixture shows `{id}`"),
                help: match code.found_in() {
                    FoundIn::Texts => format!("add a folder `{FIXTURES}{id}`"),
                    _ => "add a test to `cli/tests` that names the code".to_owned(),
                },
            }
        })
        .collect()
}

fn is_shown(repository: &Repository, code: Code) -> bool {
    let (id, mut files) = (code.id(), repository.files.iter());
    match code.found_in() {
        FoundIn::Texts => {}
        FoundIn::Run => {
            return files.any(|(path, text)| {
                COMMAND_LINE_TESTS.iter().any(|tests| path.starts_with(tests)) && text.contains(id)
            });
        }
        // A document that leads to it shows a fault of the generator, which is then mended.
        FoundIn::Generator => return true,
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
