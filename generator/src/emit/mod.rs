//! The plan to tokens, one construct a file. Nothing is decided here.
//!
//! A file becomes a [`Page`]: pieces that `format` prints one by one, with docs as lines beside them, so
//! that no text of a document goes through tokens.

mod alias;
mod call;
mod code;
mod config;
mod enumeration;
mod example;
mod form;
mod group;
mod manifest;
mod page;
mod readme;
mod record;
mod root;
mod round_trips;
mod runtime;
mod rust_type;
mod status;
mod step;
mod text_type;
mod union;

pub use page::{Block, Code, Page, Piece, Words};

use crate::plan::{Crate, File, Item};
use page::modules;

/// The first line of every Rust file that the generator writes.
pub const RUST_HEADER: &str = concat!("// ", crate::output::header!());

/// A file to be.
pub struct Unit<'p> {
    /// Its path in the crate.
    pub path: String,
    /// What it holds.
    pub contents: Contents<'p>,
}

/// What a file holds.
pub enum Contents<'p> {
    /// Rust, still as the plan has it: tokens stay on the thread that makes them, so each file is made
    /// where it is printed.
    Rust(&'p Crate<'p>, &'p File<'p>),
    /// Text as it is.
    Text(String),
}

impl<'p> Unit<'p> {
    fn text(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), contents: Contents::Text(text.into()) }
    }
}

/// The files of the crate.
#[must_use]
pub fn emit<'p>(plan: &'p Crate<'p>) -> Vec<Unit<'p>> {
    let files = plan
        .files
        .iter()
        .map(|file| Unit { path: file.path.clone(), contents: Contents::Rust(plan, file) });
    let mut units: Vec<Unit<'p>> = runtime::units(plan).into_iter().chain(files).collect();
    units.extend(round_trips::check(plan));
    units.push(Unit::text("Cargo.toml", manifest::text(plan)));
    units.push(Unit::text("README.md", readme::text(plan)));
    units
}

/// A Rust file in pieces.
#[must_use]
pub fn page<'p>(plan: &'p Crate<'p>, file: &'p File<'p>) -> Page<'p> {
    let mut page = Page::new(Words::from(&file.docs));
    modules(file, &mut page);
    page.code(code::uses(&file.uses));
    for item in &file.items {
        match item {
            Item::Record(record) => record::pieces(record, &mut page),
            Item::List(list) => enumeration::pieces(list, &mut page),
            Item::Union(union) => union::pieces(union, &mut page),
            Item::Text(text) => text_type::pieces(text, &mut page),
            Item::Wrapper(wrapper) => alias::wrapper(wrapper, &mut page),
            Item::Alias(alias) => alias::alias(alias, &mut page),
            Item::ModelIndex(index) => page.head = page::lints(*index),
            Item::Handle(handle) => group::handle(plan, handle, &mut page),
            Item::Call(call) => call::pieces(call, &mut page),
            Item::ClientGroups(client) => group::client(client, &mut page),
            Item::Config(config) => config::pieces(config, &mut page),
            Item::Root(root) => root::pieces(plan, root, &mut page),
            Item::RoundTrips(test) => round_trips::pieces(plan, test, &mut page),
        }
    }
    page
}
