//! What stands around the code: the README, the licences, and the words that both docs begin with.

use super::context::Context;
use super::operation::Emitter;
use super::reply::{self, Reply};
use super::runtime::Needs;
use super::{describe, docs, example, features, server};
use crate::names::GroupNames;
use crate::output::HEADER;
use std::collections::BTreeSet;

/// The name of the library: the package's, as an identifier.
pub(super) fn library_name(context: &Context<'_>) -> String {
    context.options.package.name.replace('-', "_")
}

/// The first lines of the crate's docs: what the API is, how to begin, what to know.
pub(super) fn overview(context: &Context<'_>) -> Vec<String> {
    let library = library_name(context);
    let mut lines =
        vec![format!("A client of the {}.", describe::title(context.api)), String::new()];
    if let Some(description) = &context.api.description {
        lines.extend(docs::lines(description));
        lines.push(String::new());
    }
    lines.extend(["# How to begin".to_owned(), String::new()]);
    lines.extend(start(context, &library, true));
    lines.push(String::new());
    lines.extend(credentials(context));
    lines.extend(server::docs(context));
    lines.extend(NOTES.iter().map(|line| (*line).to_owned()));
    lines.extend(bodies(context));
    lines.extend(feature_lines(context, "#"));
    lines.extend(tls_lines("#"));
    lines
}

/// How to build a part of the crate; nothing if it has no features.
fn feature_lines(context: &Context<'_>, heading: &str) -> Vec<String> {
    let Some(group) = main_group(context) else { return Vec::new() };
    if features::all(context).is_empty() {
        return Vec::new();
    }
    let package = &context.options.package;
    let mut lines = vec![String::new(), format!("{heading} Features"), String::new()];
    lines.extend(docs::wrap(
        "Each group of the client is a feature of the crate, with the models that its operations reach. \
         All are on by default. A program that calls a few of them is built faster without the others:",
    ));
    lines.extend([
        String::new(),
        "```sh".to_owned(),
        format!(
            "cargo add {} --no-default-features --features aws-lc-rs,{}",
            package.name, group.feature
        ),
        "```".to_owned(),
    ]);
    lines
}

/// Where TLS comes from.
fn tls_lines(heading: &str) -> Vec<String> {
    let mut lines = vec![String::new(), format!("{heading} TLS"), String::new()];
    lines.extend(docs::wrap(
        "The feature `aws-lc-rs`, which is on by default, brings the provider of TLS that `rustls` and \
         `reqwest` take by default themselves, so that the rest of a program is as it was. A program \
         that uses `rustls` with `ring` alone turns on the feature `ring` in its place. With neither, \
         `ClientBuilder::http_client` takes a client of the program's own; its docs say what that needs.",
    ));
    lines
}

/// What to know of bodies that are no mere values.
fn bodies(context: &Context<'_>) -> Vec<String> {
    let needs = Needs::new(context);
    let mut notes = Vec::new();
    let errors: BTreeSet<String> = context
        .api
        .operations
        .iter()
        .flat_map(reply::errors)
        .map(|(_, schema)| match context.named(schema) {
            Some(model) => format!("models::{}", model.names.ident),
            None => String::new(),
        })
        .collect();
    match errors.len() {
        0 => {}
        1 if !errors.contains("") => notes.push(format!(
            "The body of an error is `error.body::<{}>()`.",
            errors.into_iter().collect::<String>()
        )),
        _ => notes.push(
            "The body of an error is [`Error::body`], with a type that the docs of the call name."
                .to_owned(),
        ),
    }
    if needs.events {
        notes.push(
            "Server-sent events come with `.events()`, one [`Event`] after the other.".into(),
        );
    }
    if needs.upload {
        notes.push(
            "A [`Body`] is bytes, a text, a file, or anything that reads. What is read from a stream is \
             sent once: such a call is never tried again."
                .into(),
        );
    }
    if needs.form {
        notes.push("A form takes files as [`Part`]s, with a name and a media type.".into());
    }
    let mut lines = Vec::new();
    for note in notes {
        let mut indent = "- ";
        for line in docs::wrap(&note) {
            lines.push(format!("{indent}{line}"));
            indent = "  ";
        }
    }
    lines
}

const NOTES: &[&str] = &[
    "# What to know",
    "",
    "- A method of a group gives a call. `.await` sends it and gives the value; `.send().await` gives",
    "  the [`Response`] with status and headers too; `.options(…)` takes a [`CallOptions`] with a time",
    "  limit, retries, headers or query parameters for this call alone.",
    "- A list gives a [`Page`] when it is awaited, and with `.items()` all items of all pages, which are",
    "  fetched as they are asked for.",
    "- Structs have `new` with what is required, and `with_…` for the rest. Enums keep values that this",
    "  version does not know in `Unknown`. Identifiers are types of their own: they are checked when",
    "  they are made, and taken as they come from the API.",
    "- What the API has deprecated is `#[deprecated]` here, with the date on which it ends.",
    "- Calls are made on a runtime of `tokio`, such as that of `#[tokio::main]`.",
    "- Errors are one type, [`Error`]: what the API answered, what was wrong with the answer, or why there",
    "  was none.",
];

/// An example that makes a client and calls it; hidden lines make it a doc test. In the README,
/// which is read as it is, no line is hidden.
fn start(context: &Context<'_>, library: &str, rustdoc: bool) -> Vec<String> {
    let group = main_group(context);
    let example = group.and_then(|group| {
        let emitters = group.operations.iter();
        let emitters = emitters.filter_map(|index| Emitter::new(context, group, *index));
        let mut emitters: Vec<Emitter<'_>> = emitters.collect();
        emitters.sort_by_key(|emitter| !matches!(emitter.reply(), Reply::Page(_)));
        emitters.iter().find_map(example::call)
    });
    let (imports, statements) = match example {
        Some(example) => (example.imports, example.statements),
        None => (Vec::new(), Vec::new()),
    };
    let mut body = vec![format!("use {library}::Client;")];
    body.extend(imports);
    body.extend([String::new(), "let client = Client::from_env()?;".to_owned()]);
    body.extend(statements);
    let signature = "async fn example() -> Result<(), Box<dyn std::error::Error>> {";
    let fence = if rustdoc { "```no_run" } else { "```rust,no_run" };
    let mut lines = vec![fence.to_owned()];
    if rustdoc {
        lines.push(format!("# {signature}"));
        lines.extend(body);
        lines.extend(["# Ok(())", "# }"].map(str::to_owned));
    } else {
        let indented = body.iter().map(|line| format!("    {line}"));
        lines.push(signature.to_owned());
        lines.extend(indented.map(|line| line.trim_end().to_owned()));
        lines.extend(["    Ok(())", "}"].map(str::to_owned));
    }
    lines.push("```".to_owned());
    lines
}

/// The group with the most operations.
fn main_group<'a>(context: &Context<'a>) -> Option<&'a GroupNames> {
    let groups: Vec<&GroupNames> = context.names.top_groups().collect();
    groups.into_iter().rev().max_by_key(|group| group.operations.len())
}

/// Which environment variables are read.
fn credentials(context: &Context<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let known: Vec<_> = context
        .api
        .security_schemes
        .keys()
        .filter_map(|name| Some((name, context.names.security(name)?)))
        .collect();
    if known.is_empty() {
        return lines;
    }
    lines.push("`Client::from_env` reads these environment variables:".to_owned());
    lines.push(String::new());
    lines.push("| variable | what it is |".to_owned());
    lines.push("|---|---|".to_owned());
    for (name, names) in known {
        let name = docs::code(name).replace('|', "\\|");
        if let Some(user) = &names.env_user {
            lines.push(format!("| `{user}` | the user name of the scheme {name} |"));
        }
        lines.push(format!("| `{}` | the secret of the scheme {name} |", names.env));
    }
    let prefix = context.names.env_prefix();
    lines.push(format!(
        "| `{prefix}_BASE_URL` | another address of the API, for tests and proxies |"
    ));
    lines.push(String::new());
    lines
}

/// The README of the crate.
pub(super) fn readme(context: &Context<'_>) -> String {
    let package = &context.options.package;
    let library = library_name(context);
    let mut lines = vec![
        format!("<!-- {HEADER} -->"),
        String::new(),
        format!("# {}", package.name),
        String::new(),
        format!("A Rust client of the {}.", describe::title(context.api)),
        String::new(),
    ];
    if let Some(description) = &context.api.description {
        lines.extend(docs::lines(description));
        lines.push(String::new());
    }
    lines.extend(["## How to begin".to_owned(), String::new()]);
    lines.extend(start(context, &library, false));
    lines.push(String::new());
    lines.extend(credentials(context));
    lines.push("## Operations".to_owned());
    lines.push(String::new());
    lines.extend(operations(context));
    lines.extend(feature_lines(context, "##"));
    lines.extend(tls_lines("##"));
    if let Some(license) = &package.license {
        lines.extend([
            String::new(),
            "## Licence".to_owned(),
            String::new(),
            format!("{license}."),
        ]);
    }
    lines.join("\n") + "\n"
}

/// A table of all operations.
fn operations(context: &Context<'_>) -> Vec<String> {
    let mut lines = vec!["| call | operation |".to_owned(), "|---|---|".to_owned()];
    for group in context.names.groups() {
        let mut path = vec![group.accessor.as_str()];
        let mut at = group;
        while let Some(parent) = at.parent.and_then(|id| context.names.group(id)) {
            path.push(&parent.accessor);
            at = parent;
        }
        path.reverse();
        for index in &group.operations {
            let (Some(operation), Some(names)) =
                (context.api.operations.get(*index), context.names.operation(*index))
            else {
                continue;
            };
            let address = format!("{} {}", operation.method.wire(), operation.path.text);
            let address = docs::code(&address).replace('|', "\\|");
            lines.push(format!("| `{}().{}` | {address} |", path.join("()."), names.method));
        }
    }
    lines
}
