//! Reads an OpenAPI document and writes a Rust client crate.
//!
//! The library works on texts in memory: it touches no disk, no clock and no environment.
//! [`generate`] is the whole of it, and names every stage.

pub mod api;
pub mod calendar;
pub mod diagnostic;
pub mod emit;
pub mod format;
pub mod lower;
pub mod names;
pub mod openapi;
pub mod options;
pub mod outline;
pub mod output;
pub mod report;
pub mod source;

use api::{Api, Facts};
use diagnostic::{Diagnostics, FileId, Sources};
use emit::Context;
use names::Names;
use options::Options;
use output::Output;
use report::Report;

/// A document and all that is known of it.
pub struct Model {
    /// What the document says.
    pub api: Api,
    /// Facts about its types.
    pub facts: Facts,
    /// What everything is called in Rust.
    pub names: Names,
}

/// A crate, and what became of the document in it.
pub struct Generated {
    /// The files.
    pub output: Output,
    /// What became of the document.
    pub report: Report,
}

/// Source text to crate: every stage in order.
///
/// What is wrong with the document goes to `diagnostics`; there is no output if any of it is an
/// error.
#[must_use]
pub fn generate(
    sources: &Sources,
    document: FileId,
    options: &Options,
    diagnostics: &Diagnostics,
) -> Option<Generated> {
    let model = model(sources, document, options, diagnostics)?;
    let context = Context {
        api: &model.api,
        facts: &model.facts,
        names: &model.names,
        options,
    };
    let units = emit::emit(&context);
    let output = format::format(&units, diagnostics);
    let report = Report::new(&model.api, &model.facts);
    (!diagnostics.has_errors()).then_some(Generated { output, report })
}

/// Source text to API model and names: the stages that `generate` and a comparison of documents
/// share.
#[must_use]
pub fn model(
    sources: &Sources,
    document: FileId,
    options: &Options,
    diagnostics: &Diagnostics,
) -> Option<Model> {
    let mut tree = source::parse(sources, document, diagnostics)?;
    source::report_hidden(&tree, diagnostics);
    let version = openapi::check(&tree, diagnostics)?;
    openapi::normalise(&mut tree, version, diagnostics);
    let document = openapi::parse(tree, diagnostics)?;
    let api = lower::lower(&document, options, diagnostics);
    let facts = Facts::new(&api);
    let names = Names::new(&api, &facts, options, diagnostics);
    (!diagnostics.has_errors()).then_some(Model { api, facts, names })
}
