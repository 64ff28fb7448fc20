//! The plan of a crate, before any of it is Rust.

#![allow(clippy::unwrap_used)]

use generator::Model;
use generator::diagnostic::{Diagnostics, Sources};
use generator::options::Options;
use generator::plan::{Context, Crate, Item, plan, without_docs};

/// Decides the crate of a document in both ways.
fn both(text: &str, check: impl FnOnce(Crate<'_>, Crate<'_>)) {
    let sources = Sources::new();
    let file = sources.add("everything.yaml", text);
    let options = Options::default();
    let diagnostics = Diagnostics::new();
    let Model { api, facts, names, .. } =
        generator::model(&sources, file, &options, &diagnostics).unwrap();
    let context =
        Context { api: &api, facts: &facts, names: &names, options: &options, examples: None };
    check(plan(&context), without_docs(&context));
}

const EVERYTHING: &str = include_str!("fixtures/everything.yaml");

/// A comparison sees the crate that is printed.
#[test]
fn docs_decide_nothing() {
    both(EVERYTHING, |said, silent| {
        assert_eq!(said.files.len(), silent.files.len());
        for (said_file, silent_file) in said.files.iter().zip(&silent.files) {
            assert_eq!(said_file.uses, silent_file.uses, "{}", said_file.path);
            let code = |plan, file| generator::emit::page(plan, file).tokens().to_string();
            assert_eq!(code(&said, said_file), code(&silent, silent_file), "{}", said_file.path);
        }
    });
}

/// Every model has words, and each is in one file.
#[test]
fn each_model_is_there_once_and_has_docs() {
    both(EVERYTHING, |said, silent| {
        let models = |plan: &Crate<'_>| {
            let items = plan.files.iter().filter(|file| file.path.starts_with("src/models/"));
            let heads = items.flat_map(|file| &file.items).filter_map(Item::model);
            heads.map(|head| (head.name.to_owned(), head.docs.is_empty())).collect::<Vec<_>>()
        };
        let found = models(&said);
        assert!(!found.is_empty());
        assert!(found.iter().all(|(_, is_silent)| !is_silent), "{found:?}");
        assert!(models(&silent).iter().all(|(_, is_silent)| *is_silent));
        let exports = said.files.iter().flat_map(|file| &file.modules).flat_map(|it| &it.exports);
        let mut exports: Vec<&str> = exports.copied().collect();
        let mut names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        exports.sort_unstable();
        names.sort_unstable();
        assert_eq!(exports, names);
    });
}
