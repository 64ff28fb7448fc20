//! `cargo xtask tidy`: the rules of the design that a program can hold.

mod catalogue;
mod circles;
mod headers;
mod imports;
mod machine_paths;
mod paths;
mod readme;
mod repository;
mod rust;
mod sizes;

pub use repository::{Repository, TextFile};

use crate::home;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use cratewright::Exit;
use cratewright::report::Reporter;
use cratewright::words::number;
use generator::diagnostic::{Code, Diagnostic};
use std::ops::Range;
use std::path::Path;

/// A place where a rule is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static str,
    /// The file, relative to the root of the repository.
    pub file: String,
    /// The place in the file.
    pub span: Option<Range<usize>>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// What the repository that the rules are about has.
const GENERATOR: &str = "generator/src/lib.rs";

/// A rule: from the repository to the places where it is not kept.
type Rule = fn(&Repository) -> Vec<Finding>;

const RULES: [Rule; 10] = [
    sizes::files,
    sizes::functions,
    imports::modules,
    imports::quote,
    imports::openapiv3,
    circles::rule,
    catalogue::fixtures,
    headers::generated,
    machine_paths::rule,
    readme::commands,
];

/// Checks the repository around the current folder.
pub fn run(reporter: &mut Reporter) -> Exit {
    let repository = home::root().and_then(|root| {
        if root.join(GENERATOR).is_file() {
            return Repository::read(&root);
        }
        // The rules are those of one repository, and elsewhere all of them would hold.
        let message = format!("`{}` is not the repository of the generator", root.display());
        let fault = Diagnostic::without_location(Code::FileNotFound, message);
        Err(fault.help("change into it: `tidy` holds the rules of its design").into())
    });
    let repository = match repository {
        Ok(repository) => repository,
        Err(fault) => {
            reporter.fault(&fault);
            return Exit::Fault;
        }
    };
    let found = check(&repository);
    for finding in &found {
        let text = render(finding, &repository, reporter.is_json());
        reporter.error_text(&text);
    }
    if found.is_empty() {
        let files = number(repository.files.len(), "file");
        reporter.summary(&format!("tidy: {files}, nothing to say"));
        return Exit::Done;
    }
    if !reporter.is_json() {
        let found = number(found.len(), "finding");
        reporter.error_text(&format!("tidy: {found}\n"));
    }
    Exit::Fault
}

/// The places where a rule is not kept, sorted by file.
#[must_use]
pub fn check(repository: &Repository) -> Vec<Finding> {
    let mut found: Vec<_> = RULES.iter().flat_map(|rule| rule(repository)).collect();
    found.sort_by_key(|found| {
        let start = found.span.as_ref().map(|span| span.start);
        (found.file.clone(), start)
    });
    found
}

fn render(finding: &Finding, repository: &Repository, json: bool) -> String {
    let text = repository.text(&finding.file).unwrap_or_default();
    if json {
        let before = finding.span.as_ref().and_then(|span| text.get(..span.start));
        let line = before.map(|before| before.matches('\n').count() + 1);
        let object = serde_json::json!({
            "code": finding.rule, "severity": "error", "message": finding.message,
            "file": finding.file, "line": line, "help": [finding.help],
        });
        return format!("{object}\n");
    }
    let title = Level::ERROR.primary_title(finding.message.as_str()).id(finding.rule);
    let help = Level::HELP.message(finding.help.as_str());
    let group = match &finding.span {
        Some(span) => Group::with_title(title)
            .element(
                Snippet::source(text)
                    .path(finding.file.as_str())
                    .annotation(AnnotationKind::Primary.span(span.clone())),
            )
            .element(help),
        None => Group::with_title(title)
            .element(annotate_snippets::Origin::path(finding.file.as_str()))
            .element(help),
    };
    format!("{}\n\n", Renderer::styled().render(&[group]))
}

/// Whether a path has an extension.
fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == extension)
}
