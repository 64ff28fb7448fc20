//! Which module of the generator may use which: the table of the design.

use super::rust::Rust;
use super::{Finding, Repository};
use std::collections::BTreeSet;

/// A row of the table.
struct Row {
    module: &'static str,
    may_use: &'static [&'static str],
}

const fn row(module: &'static str, may_use: &'static [&'static str]) -> Row {
    Row { module, may_use }
}

/// The table. Where it allows more than the design's, the reason stands above the row.
const TABLE: &[Row] = &[
    row("diagnostic", &[]),
    // A setting keeps its place in `codegen.toml`, and what is wrong with it is a diagnostic.
    row("options", &["diagnostic"]),
    row("output", &[]),
    row("source", &["diagnostic"]),
    // What the model has no place for is found beside the grammar, before it is normalised away.
    row("openapi", &["source", "diagnostic", "api"]),
    row("api", &["diagnostic"]),
    // The settings say which key gives the end date of what is deprecated; and what `openapiv3`
    // has no place for, such as extensions and siblings of `$ref`, is read from the tree itself.
    row("lower", &["openapi", "api", "diagnostic", "options", "source"]),
    // What is found out from the model: how lists come in pages, as the settings say.
    row("passes", &["api", "diagnostic", "options"]),
    row("names", &["api", "options", "diagnostic"]),
    // The wire is compared by the model, the Rust API by the items of both plans.
    row("diff", &["api", "names", "outline", "diagnostic"]),
    // What `openapi` finds and judges is put beside the types of the model.
    row("examples", &["openapi", "api", "source", "diagnostic"]),
    row("docs", &["api"]),
    // What is decided about Rust. The README has the header of what is made, and the examples of a
    // document become a test.
    row("plan", &["api", "names", "options", "docs", "output", "examples"]),
    // The plan has facts of the API as they are; and what can mislead a reader of a test is known to
    // diagnostics.
    row("emit", &["plan", "api", "output", "diagnostic"]),
    // What the API model says of deprecation, as a list.
    row("calendar", &["api", "diagnostic"]),
    // Printed from what was decided; a test holds it against the files that are made.
    row("outline", &["plan", "api"]),
    row("report", &["api", "diagnostic", "examples"]),
    // What is formatted are the units that `emit` makes.
    row("format", &["output", "diagnostic", "emit", "docs"]),
    row("pool", &["diagnostic"]),
];

/// The modules that may name the types of the `openapiv3` crate.
const OPENAPIV3: [&str; 2] = ["openapi", "lower"];

/// The macros that make tokens.
const QUOTES: [&str; 4] = ["quote", "quote_spanned", "parse_quote", "parse_quote_spanned"];

const SOURCE: &str = "generator/src/";

/// The files of the generator with their modules, and how far below the root each is.
fn files(repository: &Repository) -> impl Iterator<Item = (&str, &str, &str, usize)> {
    repository.rust(&[SOURCE]).filter_map(|(path, text)| {
        let inner = path.strip_prefix(SOURCE)?.strip_suffix(".rs")?;
        let inner = inner.strip_suffix("/mod").unwrap_or(inner);
        let module = inner.split('/').next()?;
        let depth = inner.split('/').count();
        // The root of the crate names every stage.
        (inner != "lib").then_some((path, text, module, depth))
    })
}

pub(super) fn modules(repository: &Repository) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut unknown = BTreeSet::new();
    for (path, text, module, depth) in files(repository) {
        let Some(row) = TABLE.iter().find(|row| row.module == module) else {
            if !unknown.insert(module) {
                continue;
            }
            found.push(Finding {
                rule: "tidy-imports",
                file: path.to_owned(),
                span: None,
                message: format!("the module `{module}` is not in the table of the design"),
                help: "add a row to the table, in the design and in `xtask/src/tidy`".into(),
            });
            continue;
        };
        let rust = Rust::new(text).without_tests();
        for used in rust.used_of_root(depth) {
            let name = used.text;
            let known = TABLE.iter().any(|row| row.module == name);
            if name == module || !known || row.may_use.contains(&name) {
                continue;
            }
            let allowed = if row.may_use.is_empty() {
                "no other module".to_owned()
            } else {
                row.may_use.join(", ")
            };
            found.push(Finding {
                rule: "tidy-imports",
                file: path.to_owned(),
                span: Some(used.span),
                message: format!("`{module}` may not use `{name}`"),
                help: format!("`{module}` may use {allowed}"),
            });
        }
    }
    found
}

pub(super) fn quote(repository: &Repository) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, text, module, _) in files(repository) {
        if module == "emit" {
            continue;
        }
        let rust = Rust::new(text).without_tests();
        for name in rust.macros().filter(|name| QUOTES.contains(&name.text)) {
            found.push(Finding {
                rule: "tidy-quote",
                file: path.to_owned(),
                span: Some(name.span.clone()),
                message: format!("`{}!` is used outside of `emit`", name.text),
                help: "tokens are made in `emit` alone".into(),
            });
        }
    }
    found
}

pub(super) fn openapiv3(repository: &Repository) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, text, module, _) in files(repository) {
        if OPENAPIV3.contains(&module) {
            continue;
        }
        let rust = Rust::new(text).without_tests();
        for name in rust.words("openapiv3") {
            found.push(Finding {
                rule: "tidy-openapiv3",
                file: path.to_owned(),
                span: Some(name.span.clone()),
                message: format!("`openapiv3` is used in `{module}`"),
                help: "its types stop at `lower`; take what is needed into the API model".into(),
            });
        }
    }
    found
}
