//! Reads an OpenAPI document and writes a Rust client crate.
//!
//! The library works on texts in memory: it touches no disk, no clock and no environment.
//! [`generate`] is the whole of it, and names every stage.

pub mod api;
pub mod calendar;
pub mod diagnostic;
pub mod diff;
mod docs;
pub mod emit;
pub mod examples;
pub mod format;
pub mod lower;
pub mod names;
pub mod openapi;
pub mod options;
pub mod outline;
pub mod output;
pub mod passes;
pub mod plan;
mod pool;
pub mod report;
pub mod source;

use api::{Api, Facts, LeftOut};
use diagnostic::{Code, Diagnostics, FileId, Sources};
use diff::{Diff, Side};
use examples::Examples;
use jiff::civil::Date;
use lower::Lowered;
use names::Names;
use openapi::Document;
use options::Options;
use outline::Item;
use output::Output;
use plan::Context;
use report::Report;

/// The example of the README runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;

/// A document and all that is known of it.
pub struct Model {
    /// What the document says.
    pub api: Api,
    /// Facts about its types.
    pub facts: Facts,
    /// What everything is called in Rust.
    pub names: Names,
    /// What the document says and the rest has no place for. Only a comparison asks for it.
    pub left_out: LeftOut,
    /// Whether the document has no error. What an error touches is missing from a model, or open.
    pub is_whole: bool,
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
    pool::run(diagnostics, || stages(sources, document, options, diagnostics))
}

fn stages(
    sources: &Sources,
    document: FileId,
    options: &Options,
    diagnostics: &Diagnostics,
) -> Option<Generated> {
    let wants_examples = options.example_tests || options.count_examples;
    let wants = if wants_examples { Wants::Examples } else { Wants::Model };
    let stages = model_stages(sources, document, options, wants, diagnostics);
    let (model, examples) = stages.filter(|_| !diagnostics.has_errors())?;
    let Model { api, facts, names, .. } = &model;
    let context = Context { api, facts, names, options, examples: examples.as_ref() };
    let plan = plan::plan(&context);
    let output = format::format(&emit::emit(&plan), diagnostics);
    let report = Report::new(api, facts, examples);
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
    let model = readable_model(sources, document, options, diagnostics);
    model.filter(|_| !diagnostics.has_errors())
}

/// The same as far as a document can be read: what an error touches is missing, or open. There is
/// nothing if it is no document at all.
#[must_use]
pub fn readable_model(
    sources: &Sources,
    document: FileId,
    options: &Options,
    diagnostics: &Diagnostics,
) -> Option<Model> {
    let stages = || model_stages(sources, document, options, Wants::LeftOut, diagnostics);
    pool::run(diagnostics, stages).map(|(model, _)| model)
}

/// What a run asks for beside the model.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wants {
    /// Nothing.
    Model,
    /// The examples of the document.
    Examples,
    /// What the model has no place for.
    LeftOut,
}

fn model_stages(
    sources: &Sources,
    document: FileId,
    options: &Options,
    wants: Wants,
    diagnostics: &Diagnostics,
) -> Option<(Model, Option<Examples>)> {
    let tree = source::parse(sources, document, diagnostics)?;
    // A template that was never filled in, most often: the rest of it is no document either.
    if diagnostics.any(|found| found.code() == Code::KeyNotScalar) {
        return None;
    }
    diagnostics.end_stage();
    source::report_hidden(&tree, diagnostics);
    let bundled = openapi::bundle(tree, sources, document, diagnostics)?;
    diagnostics.end_stage();
    let version = openapi::check(&bundled, options.sunset_key.as_deref(), diagnostics)?;
    let bundled = openapi::raise(bundled, version, diagnostics);
    diagnostics.end_stage();
    let examples = (wants == Wants::Examples).then(|| openapi::examples(&bundled));
    let left_out = match wants {
        Wants::LeftOut => {
            openapi::left_out(&bundled, options.sunset_key.as_deref(), !options.only.is_empty())
        }
        _ => LeftOut::default(),
    };
    let tree = openapi::normalise(bundled, version, diagnostics);
    let document = openapi::parse(tree, diagnostics)?;
    let api = api_model(&document, options, diagnostics);
    diagnostics.end_stage();
    let facts = Facts::new(&api);
    let names = Names::new(&api, &facts, options, diagnostics);
    let examples = examples.map(|found| Examples::new(found, &api, &facts));
    let is_whole = !diagnostics.has_errors();
    Some((Model { api, facts, names, left_out, is_whole }, examples))
}

/// A document in OpenAPI's types to the API model: lowering, and all passes on the model.
#[must_use]
pub fn api_model(document: &Document, options: &Options, diagnostics: &Diagnostics) -> Api {
    let envelope = lower::envelope(document, options, diagnostics);
    let Lowered { api, reached } = lower::lower(document, envelope.as_ref(), options, diagnostics);
    passes::check_recursion(&api, diagnostics);
    passes::tell_plain_http(&api, diagnostics);
    let api = passes::sort_types(api, reached);
    let api = passes::mark_constants(api);
    passes::find_pages(api, options, document.root().key("paths"), diagnostics)
}

/// What changed between two documents that became models, and what that breaks: plan -> items -> diff.
///
/// `today` decides whether the end of what is gone had come.
#[must_use]
pub fn compare(old: (&Model, &Options), new: (&Model, &Options), today: Date) -> Diff {
    pool::try_run(|| {
        let (old_context, new_context) = (context(old), context(new));
        let (old_plan, new_plan) =
            rayon::join(|| plan::without_docs(&old_context), || plan::without_docs(&new_context));
        let (old_items, new_items) =
            rayon::join(|| outline::items(&old_plan), || outline::items(&new_plan));
        diff::compare(side(old.0, &old_items), side(new.0, &new_items), today)
    })
}

fn context<'a>((model, options): (&'a Model, &'a Options)) -> Context<'a> {
    let Model { api, facts, names, .. } = model;
    Context { api, facts, names, options, examples: None }
}

fn side<'a>(model: &'a Model, items: &'a [Item<'a>]) -> Side<'a> {
    let Model { api, facts, names, left_out, .. } = model;
    Side { api, facts, names, left_out, items }
}
