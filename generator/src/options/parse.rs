//! The text of a `codegen.toml` -> options. All its faults are found in one run.

use super::checks;
use super::table::{Check, Context, Table, checked, holds, required, value};
use super::{
    CredentialOptions, EnvelopeOptions, NameOptions, OperationName, Options, Package, Placed,
    Selector, Setting, pagination,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Location, Sources};
use std::collections::BTreeMap;
use toml::de::DeTable;

/// One `[[crate]]` of a `codegen.toml`.
#[derive(Clone, Debug)]
pub struct CrateEntry {
    /// Where the entry stands.
    pub location: Location,
    /// The document, relative to the folder of the `codegen.toml`.
    pub document: Option<Placed<String>>,
    /// The folder of the crate, relative to the folder of the `codegen.toml`.
    pub output: Option<Placed<String>>,
    /// Everything else.
    pub options: Options,
    /// The keys of paths that are there, and whose values are at fault.
    refused: Vec<&'static str>,
}

impl CrateEntry {
    /// The document and the output folder; reports what is missing. A run that takes only the
    /// options from the file can do without.
    pub fn paths(&self, diagnostics: &Diagnostics) -> Option<(&str, &str)> {
        let missing = |key: &str, help: &str| {
            if self.refused.contains(&key) {
                return;
            }
            diagnostics.push(
                Diagnostic::new(
                    Code::ConfigMissingKey,
                    self.location,
                    format!("`crate.{key}` is missing"),
                )
                .label(format!("this crate has no `{key}`"))
                .help(help),
            );
        };
        if self.document.is_none() {
            missing("document", "add `document` with the path of the document");
        }
        if self.output.is_none() {
            missing("output", "add `output` with the folder of the crate");
        }
        let document = self.document.as_ref()?;
        let output = self.output.as_ref()?;
        Some((&document.value, &output.value))
    }
}

/// Reads a `codegen.toml` that is one of the `sources`. What can be read is returned even if there
/// are faults; they are in `diagnostics`.
pub fn parse(sources: &Sources, file: FileId, diagnostics: &Diagnostics) -> Vec<CrateEntry> {
    let context = Context { file, diagnostics };
    let text = sources.text(file);
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        syntax_errors(context, text, &errors);
        // What the parser made of the rest may be an echo of these faults.
        return Vec::new();
    }
    let mut root = Table::root(context, &table);
    let entries: Vec<_> = root.crates().into_iter().map(entry).collect();
    root.finish();
    if entries.is_empty() && !diagnostics.has_errors() {
        let start = Location::new(file, 0, 0);
        diagnostics.push(
            Diagnostic::new(Code::ConfigMissingKey, start, "there is no `[[crate]]`")
                .help("add `[[crate]]` with `document` and `output`"),
        );
    }
    entries
}

/// Reports the parser's errors: the first of each line, because the others are mostly its echo.
fn syntax_errors(context: Context<'_>, text: &str, errors: &[toml::de::Error]) {
    let mut lines = Vec::new();
    for error in errors {
        let span = error.span().unwrap_or(text.len()..text.len());
        let before = text.get(..span.start).unwrap_or(text);
        let line = before.matches('\n').count();
        if lines.contains(&line) {
            continue;
        }
        lines.push(line);
        // The parser takes nothing for a string without quotes, and such a string for a number.
        let said = error.message();
        let found = text.get(span.clone()).unwrap_or_default().trim();
        let message = if found.is_empty() && said.contains("string values must be quoted") {
            "a value is missing"
        } else if said.contains("mantissa") && !found.starts_with(|c: char| c.is_ascii_digit()) {
            "a text has to stand in quotes"
        } else {
            said
        };
        context.diagnostics.push(
            Diagnostic::new(
                Code::ConfigSyntax,
                context.at(span),
                format!("this is not TOML: {message}"),
            )
            .help("the syntax is described at https://toml.io"),
        );
    }
}

fn entry(mut table: Table<'_>) -> CrateEntry {
    let document = checked(&mut table, "document", checks::not_empty);
    let output = checked(&mut table, "output", checks::not_empty);
    let mut refused = Vec::new();
    for (key, value) in [("document", &document), ("output", &output)] {
        if value.is_none() && table.has(key) {
            refused.push(key);
        }
    }
    let options = Options {
        package: table.table("package").map(package).unwrap_or_default(),
        only: selectors(&mut table),
        names: table.table("names").map(names).unwrap_or_default(),
        envelope: envelope_setting(&mut table),
        pagination: pagination::setting(&mut table),
        credentials: table.table("credentials").map(credentials).unwrap_or_default(),
        request_id_header: value(checked(&mut table, "request-id-header", checks::header))
            .map(|name| name.to_ascii_lowercase()),
        sunset_key: value(checked(&mut table, "sunset-key", checks::dotted)),
        example_tests: table.flag("example-tests"),
        count_examples: false,
    };
    let location = table.location();
    table.finish();
    CrateEntry { location, document, output, options, refused }
}

fn selectors(table: &mut Table<'_>) -> Vec<Placed<Selector>> {
    let mut selectors = Vec::new();
    for Placed { value, location } in table.strings("only").value {
        match Selector::parse(&value) {
            Ok(value) => selectors.push(Placed { value, location }),
            Err((fault, help)) => table.invalid(location, "only", fault, help),
        }
    }
    selectors
}

fn package(mut table: Table<'_>) -> Package {
    let default = Package::default();
    let name = value(checked(&mut table, "name", checks::package_name));
    let version = value(checked(&mut table, "version", checks::version));
    let package = Package {
        name: name.unwrap_or(default.name),
        version: version.unwrap_or(default.version),
        description: value(checked(&mut table, "description", checks::line)),
        license: value(checked(&mut table, "license", checks::license)),
        authors: checked_list(&mut table, "authors", checks::line),
        publish: table.flag("publish"),
        repository: value(checked(&mut table, "repository", checks::address)),
        keywords: registry_list(&mut table, "keywords", checks::keyword),
        categories: registry_list(&mut table, "categories", checks::line),
        benches: checked_list(&mut table, "benches", checks::package_name),
        dev_dependencies: table.verbatim("dev-dependencies"),
    };
    table.finish();
    package
}

fn names(mut table: Table<'_>) -> NameOptions {
    let options = NameOptions {
        strip_prefixes: checked_list(&mut table, "strip-prefixes", checks::not_empty),
        strip_suffixes: checked_list(&mut table, "strip-suffixes", checks::not_empty),
        schemas: checked_map(&mut table, "schemas", checks::not_empty),
        operations: table
            .map_of_tables("operations")
            .into_iter()
            .map(|(operation, table)| (operation, operation_name(table)))
            .collect(),
        groups: checked_map(&mut table, "groups", checks::dotted),
    };
    table.finish();
    options
}

fn operation_name(mut table: Table<'_>) -> Placed<OperationName> {
    let name = OperationName {
        group: value(checked(&mut table, "group", checks::dotted)),
        method: value(checked(&mut table, "method", checks::not_empty)),
    };
    let location = Some(table.location());
    table.finish();
    Placed { value: name, location }
}

fn envelope_setting(table: &mut Table<'_>) -> Setting<EnvelopeOptions> {
    if table.is_off("envelope") {
        return Setting::Off;
    }
    // A table at fault was reported; nothing is looked for in its place.
    match table.has("envelope") {
        true => table.table("envelope").and_then(envelope).map_or(Setting::Off, Setting::Is),
        false => Setting::Detect,
    }
}

fn envelope(mut table: Table<'_>) -> Option<EnvelopeOptions> {
    let result = value(required(&mut table, "result", checks::not_empty));
    let success = value(checked(&mut table, "success", checks::not_empty));
    let errors = value(checked(&mut table, "errors", checks::not_empty));
    let page_info = value(checked(&mut table, "page-info", checks::not_empty));
    table.finish();
    Some(EnvelopeOptions { result: result?, success, errors, page_info })
}

fn credentials(mut table: Table<'_>) -> CredentialOptions {
    let env_prefix = value(checked(&mut table, "env-prefix", checks::variable));
    let env = checked_map(&mut table, "env", checks::variable);
    let mut precedence = Vec::new();
    for set in table.lists("precedence") {
        if set.value.is_empty() {
            table.invalid(
                set.location,
                "precedence",
                "has a set without schemes",
                "name at least one scheme in each set, or leave the set out",
            );
        }
        precedence.push(Placed {
            value: set.value.into_iter().map(|scheme| scheme.value).collect(),
            location: set.location,
        });
    }
    table.finish();
    CredentialOptions { env_prefix, env, precedence }
}

fn checked_list(table: &mut Table<'_>, key: &'static str, check: Check) -> Vec<String> {
    let list = table.strings(key);
    kept(table, key, list.value, check)
}

/// The values that hold what `check` says.
fn kept(table: &Table<'_>, key: &str, values: Vec<Placed<String>>, check: Check) -> Vec<String> {
    values
        .into_iter()
        .filter(|value| holds(table, key, value, check))
        .map(|value| value.value)
        .collect()
}

fn registry_list(table: &mut Table<'_>, key: &'static str, check: Check) -> Vec<String> {
    let list = table.strings(key);
    if let Err((fault, help)) = checks::at_most_five(list.value.len()) {
        table.invalid(list.location, key, fault, help);
    }
    kept(table, key, list.value, check)
}

fn checked_map(
    table: &mut Table<'_>,
    key: &'static str,
    check: Check,
) -> BTreeMap<String, Placed<String>> {
    let mut map = table.map(key);
    map.retain(|_, value| holds(table, key, value, check));
    map
}
