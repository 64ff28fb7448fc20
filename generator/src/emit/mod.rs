//! API model and names to Rust tokens, one construct a file.
//!
//! Nothing here can fail: what cannot be generated was a diagnostic before.

mod alias;
mod answer;
mod api;
mod code;
mod config;
mod context;
mod deprecation;
mod describe;
mod docs;
mod enumeration;
mod example;
mod features;
mod form;
mod group;
mod library;
mod manifest;
mod models;
mod operation;
mod package;
mod paging;
mod parameter;
mod record;
mod reply;
mod round_trips;
mod runtime;
mod rust_type;
mod server;
mod text_type;
mod union;
mod values;

pub use context::Context;
use proc_macro2::TokenStream;

/// The first line of every Rust file that the generator writes.
pub const RUST_HEADER: &str = concat!("// ", crate::output::header!());

/// What stands in the tokens where a blank line belongs: prettyplease prints it as a comment line of
/// its own, which `format` turns into an empty one.
pub(crate) const BLANK: &str = "@blank";

/// Stands between two lines of docs in the attribute that holds them all, which prettyplease prints as
/// one line; `format` makes lines of it. No text of a document holds it: control characters are taken
/// out of docs.
pub(crate) const NEXT_DOC: char = '\u{1f}';

/// A file to be.
pub struct Unit<'a> {
    /// Its path in the crate.
    pub path: String,
    /// What it holds.
    pub contents: Contents<'a>,
}

/// What a file holds.
pub enum Contents<'a> {
    /// Rust, as a function so that files are made side by side: tokens stay on one thread.
    Rust(Box<dyn Fn() -> TokenStream + Send + Sync + 'a>),
    /// Text as it is.
    Text(String),
}

impl<'a> Unit<'a> {
    fn rust(path: impl Into<String>, tokens: impl Fn() -> TokenStream + Send + Sync + 'a) -> Self {
        Self { path: path.into(), contents: Contents::Rust(Box::new(tokens)) }
    }

    fn text(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), contents: Contents::Text(text.into()) }
    }
}

/// The files of the crate.
#[must_use]
pub fn emit<'a>(context: &'a Context<'a>) -> Vec<Unit<'a>> {
    let mut units = runtime::units(context);
    units.push(Unit::rust("src/lib.rs", || library::tokens(context)));
    units.push(Unit::rust("src/config.rs", || config::tokens(context)));
    units.push(Unit::rust("src/models.rs", || models::index(context)));
    for (module, types) in context.names.files() {
        units.push(Unit::rust(format!("src/models/{module}.rs"), || models::file(context, types)));
    }
    if values::is_needed(context) {
        units.push(Unit::rust("src/values.rs", || values::file(context)));
    }
    units.push(Unit::rust("src/api.rs", || api::index(context)));
    for group in context.names.groups() {
        units.push(Unit::rust(format!("src/{}", group.file()), || group::file(context, group)));
    }
    units.extend(round_trips::units(context));
    units.push(Unit::text("Cargo.toml", manifest::text(context)));
    units.push(Unit::text("README.md", package::readme(context)));
    units
}
