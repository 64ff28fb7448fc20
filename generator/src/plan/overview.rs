//! The words that the docs of the crate and its README begin with: what the API is, how to begin, what
//! to know.

use super::context::Planner;
use super::{CallExample, Docs, Ending, File, Item, Needs, RustType, describe, server};
use crate::docs;
use crate::names::GroupNames;
use crate::output::HEADER;
use std::collections::BTreeSet;

/// What the words are about.
pub(super) struct Overview<'p, 'a> {
    pub(super) planner: &'p Planner<'a>,
    /// The files of the groups.
    pub(super) files: &'p [File<'a>],
    pub(super) needs: Needs,
    pub(super) features: &'p BTreeSet<&'a str>,
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
    "- Errors are one type, [`Error`]: what the API answered, what was wrong with the answer, or why there",
    "  was none.",
];

impl<'a> Overview<'_, 'a> {
    /// The docs of the crate, before and after the first example.
    pub(super) fn docs(&self) -> [Docs; 2] {
        let title = describe::title(self.planner.api);
        let mut before = vec![format!("A client of the {title}."), String::new()];
        before.extend(self.description());
        before.extend(["# How to begin".to_owned(), String::new()]);
        let mut after = vec![String::new()];
        after.extend(self.credentials());
        after.extend(server::docs(self.planner));
        after.extend(NOTES.iter().map(|line| (*line).to_owned()));
        after.extend(self.bodies());
        after.extend(self.feature_lines("#"));
        [before, after]
    }

    /// The README, before and after the first example.
    pub(super) fn readme(&self) -> [Docs; 2] {
        let name = &self.planner.options.package.name;
        let title = describe::title(self.planner.api);
        let mut before = vec![
            format!("<!-- {HEADER} -->"),
            String::new(),
            format!("# {name}"),
            String::new(),
            format!("A Rust client of the {title}."),
            String::new(),
        ];
        before.extend(self.description());
        before.extend(["## How to begin".to_owned(), String::new()]);
        let mut after = vec![String::new()];
        after.extend(self.credentials());
        after.extend(["## Operations".to_owned(), String::new()]);
        after.extend(self.operations());
        after.extend(self.feature_lines("##"));
        if let Some(license) = &self.planner.options.package.license {
            after.extend(["", "## Licence", ""].map(str::to_owned));
            after.push(format!("{license}."));
        }
        [before, after]
    }

    fn description(&self) -> Docs {
        let description = self.planner.api.description.as_deref();
        let Some(text) = description else { return Docs::new() };
        let mut lines = docs::lines(text);
        lines.push(String::new());
        lines
    }

    /// The first example of the group with the most operations: of a list, if it has one.
    pub(super) fn start(&self) -> Option<CallExample<'a>> {
        let path = format!("src/{}", self.main_group()?.file());
        let items = self.files.iter().find(|file| file.path == path).map(|file| &file.items)?;
        let handles = items.iter().filter_map(|item| match item {
            Item::Handle(handle) => Some(&handle.functions),
            _ => None,
        });
        let examples = || handles.clone().flatten().filter_map(|it| it.example.as_ref());
        examples().find(|it| it.ending == Ending::Items).or_else(|| examples().next()).cloned()
    }

    /// The group with the most operations.
    fn main_group(&self) -> Option<&'a GroupNames> {
        let groups: Vec<&GroupNames> = self.planner.names.top_groups().collect();
        groups.into_iter().rev().max_by_key(|group| group.operations.len())
    }

    /// How to build a part of the crate; nothing if it has no features.
    fn feature_lines(&self, heading: &str) -> Docs {
        let group = self.main_group().filter(|_| !self.features.is_empty());
        let Some(group) = group else { return Docs::new() };
        let (name, feature) = (&self.planner.options.package.name, &group.feature);
        let mut lines = vec![String::new(), format!("{heading} Features"), String::new()];
        lines.extend(docs::wrap(
            "Each group of the client is a feature of the crate, with the models that its operations \
             reach. All are on by default. A program that calls a few of them is built faster without \
             the others:",
        ));
        lines.extend([
            String::new(),
            "```sh".to_owned(),
            format!("cargo add {name} --no-default-features --features {feature}"),
            "```".to_owned(),
        ]);
        lines
    }

    /// What to know of bodies that are no mere values.
    fn bodies(&self) -> Docs {
        let mut notes = Vec::new();
        let calls = self.files.iter().flat_map(|file| &file.items).filter_map(|item| match item {
            Item::Call(call) => Some(call),
            _ => None,
        });
        let errors = calls.flat_map(|call| &call.facts.errors);
        let errors: BTreeSet<Option<&str>> = errors
            .map(|(_, ty)| match ty.without_option() {
                RustType::Model(name) => Some(*name),
                _ => None,
            })
            .collect();
        match Vec::from_iter(errors).as_slice() {
            [] => {}
            [Some(only)] => {
                notes.push(format!("The body of an error is `error.body::<models::{only}>()`."));
            }
            _ => notes.push(
                "The body of an error is [`Error::body`], with a type that the docs of the call name."
                    .to_owned(),
            ),
        }
        if self.needs.events {
            notes.push(
                "Server-sent events come with `.events()`, one [`Event`] after the other.".into(),
            );
        }
        if self.needs.upload {
            notes.push(
                "A [`Body`] is bytes, a text, a file, or anything that reads. What is read from a stream \
                 is sent once: such a call is never tried again."
                    .into(),
            );
        }
        if self.needs.form {
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

    /// Which environment variables are read.
    fn credentials(&self) -> Docs {
        let (api, names) = (self.planner.api, self.planner.names);
        let schemes = api.security_schemes.keys();
        let known: Vec<_> =
            schemes.filter_map(|name| Some((name, names.security(name)?))).collect();
        if known.is_empty() {
            return Docs::new();
        }
        let head = [
            "`Client::from_env` reads these environment variables:",
            "",
            "| variable | what it is |",
            "|---|---|",
        ];
        let mut lines = head.map(str::to_owned).to_vec();
        for (name, names) in known {
            let name = docs::code(name).replace('|', "\\|");
            if let Some(user) = &names.env_user {
                lines.push(format!("| `{user}` | the user name of the scheme {name} |"));
            }
            lines.push(format!("| `{}` | the secret of the scheme {name} |", names.env));
        }
        let prefix = names.env_prefix();
        lines.push(format!(
            "| `{prefix}_BASE_URL` | another address of the API, for tests and proxies |"
        ));
        lines.push(String::new());
        lines
    }

    /// A table of all operations.
    fn operations(&self) -> Docs {
        let (api, names) = (self.planner.api, self.planner.names);
        let mut lines = vec!["| call | operation |".to_owned(), "|---|---|".to_owned()];
        for group in names.groups() {
            let mut path = vec![group.accessor.as_str()];
            let mut at = group;
            while let Some(parent) = at.parent.and_then(|id| names.group(id)) {
                path.push(&parent.accessor);
                at = parent;
            }
            path.reverse();
            for index in &group.operations {
                let (Some(operation), Some(names)) =
                    (api.operations.get(*index), names.operation(*index))
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
}
