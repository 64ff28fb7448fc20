//! What is emitted, beside what the plan says of it: the same outline, and the same items. The text is
//! read with `syn`, with the macros of the runtime expanded, so that a fault of the emitters shows.

use super::reader;
use super::repository;
use generator::diagnostic::{Diagnostics, Sources};
use generator::options::{self, Options};
use generator::outline::{self, Item, ItemKind};
use generator::output::Output;
use generator::plan::{self, Context, Crate};
use generator::{Model, emit, format};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Documents of a folder of one's own are tried, too: those of that variable.
const DOCUMENTS: &str = "OUTLINE_DOCUMENTS";

/// An item as both sides have it: path, kind, signature, and what is said of its end.
type Known = (String, String, String, Option<String>);

#[test]
fn emitted_text_and_plan_have_the_same_items() {
    let fixtures = ["emit", "hostile", "lower", "diff"];
    let fixtures = fixtures.map(|it| repository().join("generator/tests/fixtures").join(it));
    let own = std::env::var_os(DOCUMENTS).map(PathBuf::from);
    let documents = fixtures.into_iter().chain([repository().join("spec")]).chain(own);
    let documents: Vec<PathBuf> = documents.flat_map(|folder| files(&folder)).collect();
    let compared: Vec<usize> = documents.par_iter().map(|it| usize::from(check(it))).collect();
    let compared: usize = compared.into_iter().sum();
    assert!(compared >= 70, "{compared} documents are compared");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let extensions = ["yaml", "json"].map(Some);
    let all = entries.filter(|it| extensions.contains(&it.extension().and_then(|it| it.to_str())));
    all.collect()
}

/// Compares the two for a document; `false` where there is no crate of it.
fn check(path: &Path) -> bool {
    let (sources, diagnostics) = (Sources::new(), Diagnostics::new());
    let options = match fs::read_to_string(path.with_extension("toml")) {
        Ok(text) => {
            let file = sources.add("codegen.toml", text);
            options::parse(&sources, file, &diagnostics).remove(0).options
        }
        Err(_) => Options::default(),
    };
    let file = sources.add("api.yaml", fs::read_to_string(path).unwrap());
    let Some(model) = generator::model(&sources, file, &options, &diagnostics) else {
        return false;
    };
    let Model { api, facts, names, .. } = &model;
    let context = Context { api, facts, names, options: &options, examples: None };
    let plan = plan::plan(&context);
    let output = format::format(&emit::emit(&plan), &diagnostics);
    agree(&path.display().to_string(), &plan, &output);
    true
}

fn agree(name: &str, plan: &Crate<'_>, output: &Output) {
    let text = reader::PublicApi::read(output.iter());
    let text = text.unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
    assert_lines(name, &text.outline(), &outline::outline(plan));
    let planned: BTreeSet<Known> = outline::items(plan).iter().map(known).collect();
    let emitted: BTreeSet<Known> = text.items().iter().filter_map(read).collect();
    let (more, less): (Vec<_>, Vec<_>) =
        (emitted.difference(&planned).collect(), planned.difference(&emitted).collect());
    assert!(more.is_empty() && less.is_empty(), "{name}: emitted {more:#?}, planned {less:#?}");
}

fn assert_lines(name: &str, emitted: &str, planned: &str) {
    let emitted: Vec<&str> = emitted.lines().collect();
    let planned: Vec<&str> = planned.lines().collect();
    let first = emitted.iter().zip(&planned).find(|(one, other)| one != other);
    assert!(emitted == planned, "{name}: the first line that is not the same: {first:#?}");
}

fn known(item: &Item<'_>) -> Known {
    let signature = match item.kind {
        // What it is in the crate that it comes from is no matter of this one.
        ItemKind::Reexport => String::new(),
        _ => item.signature.clone(),
    };
    let note = item.deprecated.as_ref().map(|it| it.note.clone());
    (item.path.clone(), format!("{:?}", item.kind), signature, note)
}

/// An item of the text, if it depends on the document or stands at the root.
fn read(item: &reader::Item) -> Option<Known> {
    use reader::ItemKind as Kind;
    let (path, note) = (item.path.clone(), item.deprecated.clone().and_then(|it| it.note));
    let is_runtime = item.file.starts_with("src/runtime");
    let is_root = !path.contains("::");
    match item.kind {
        Kind::Reexport => Some((path, "Reexport".to_owned(), String::new(), note)),
        Kind::Struct | Kind::Enum if is_runtime && is_root => {
            Some((path, "Reexport".to_owned(), String::new(), note))
        }
        _ if is_runtime => None,
        Kind::Module => {
            let name = path.rsplit("::").next().unwrap_or_default();
            Some((path.clone(), "Module".to_owned(), format!("pub mod {name}"), note))
        }
        kind => {
            // Types of other crates go by the names that the root gives them.
            let named = |text: String, (name, path): &(&str, &str)| {
                let mark = "\u{0}";
                let text = text.replace(&format!("::{path}"), mark).replace(path, name);
                text.replace(mark, &format!("::{path}"))
            };
            let signature = outline::FOREIGN.iter().fold(item.signature.clone(), named);
            let signature = without_bound(&signature).to_owned();
            Some((path, format!("{kind:?}"), signature, note))
        }
    }
}

/// A signature without what every type of a crate holds to: a call whose type has a parameter asks it
/// of what it gives, and one with a type of its own need not.
fn without_bound(signature: &str) -> &str {
    let bound =
        signature.rsplit_once(" where ").filter(|(_, bound)| bound.matches(": ").count() == 1);
    match bound {
        Some((signature, bound)) if bound.ends_with(": Send + 'static") => signature,
        _ => signature,
    }
}
