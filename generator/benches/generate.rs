//! How long each stage of a run takes, and all of them: `cargo bench -p cratewright-generator --bench generate`.
//!
//! The documents have 10 to 10,000 operations and are made from a seed, so that each run measures the
//! same ones; the largest has 20 MB. A stage is linear if the throughput, which is of the document's
//! bytes, is the same for all of them but the smallest, where a part of the time is the same for every
//! document. The allocator is that of the command line.

// A benchmark has no caller to hand a fault to.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use divan::Bencher;
use divan::counter::BytesCount;
use generator::api::{Api, Facts};
use generator::diagnostic::{Diagnostics, FileId, Sources};
use generator::emit::{self, Contents};
use generator::names::Names;
use generator::options::Options;
use generator::plan::{self, Context};
use generator::source::Node;
use generator::{format, openapi, source};
use mimalloc::MiMalloc;
use rayon::prelude::*;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// How many operations the documents have.
const SIZES: [usize; 4] = [10, 100, 1000, 10_000];

const SEED: u64 = 1;

fn main() {
    divan::main();
}

/// A document, and what every stage is given.
struct Run {
    sources: Sources,
    file: FileId,
    options: Options,
    diagnostics: Diagnostics,
}

impl Run {
    fn new(operations: usize) -> Self {
        let sources = Sources::new();
        let file = sources.add("seeded.json", fuzz::sized(operations, SEED).to_string());
        Self { sources, file, options: Options::default(), diagnostics: Diagnostics::new() }
    }

    fn bytes(&self) -> BytesCount {
        BytesCount::new(self.sources.text(self.file).len())
    }

    fn tree(&self) -> Node {
        source::parse(&self.sources, self.file, &self.diagnostics).expect("it is JSON")
    }

    fn normalised(&self) -> Node {
        let tree = self.tree();
        let tree = openapi::bundle(tree, &self.sources, self.file, &self.diagnostics);
        let bundled = tree.expect("no other files are asked for");
        let version = openapi::check(&bundled, None, &self.diagnostics).expect("it has a version");
        openapi::normalise(bundled, version, &self.diagnostics)
    }

    fn document(&self) -> openapi::Document {
        openapi::parse(self.normalised(), &self.diagnostics).expect("it is OpenAPI")
    }

    fn api(&self) -> Api {
        generator::api_model(&self.document(), &self.options, &self.diagnostics)
    }

    fn names(&self, api: &Api, facts: &Facts) -> Names {
        Names::new(api, facts, &self.options, &self.diagnostics)
    }
}

/// From the text to a tree with the place of each value.
#[divan::bench(args = SIZES, max_time = 5)]
fn parse(bencher: Bencher<'_, '_>, operations: usize) {
    let run = Run::new(operations);
    bencher.counter(run.bytes()).bench_local(|| run.tree());
}

/// From the tree to one in the form of OpenAPI 3.0, checked.
#[divan::bench(args = SIZES, max_time = 5)]
fn normalise(bencher: Bencher<'_, '_>, operations: usize) {
    let run = Run::new(operations);
    let inputs = bencher.counter(run.bytes()).with_inputs(|| run.tree());
    inputs.bench_local_values(|tree| {
        let tree = openapi::bundle(tree, &run.sources, run.file, &run.diagnostics);
        let bundled = tree.expect("no other files are asked for");
        let version = openapi::check(&bundled, None, &run.diagnostics).expect("it has a version");
        openapi::normalise(bundled, version, &run.diagnostics)
    });
}

/// From the tree to the types of `openapiv3`.
#[divan::bench(args = SIZES, max_time = 5)]
fn read(bencher: Bencher<'_, '_>, operations: usize) {
    let run = Run::new(operations);
    let inputs = bencher.counter(run.bytes()).with_inputs(|| run.normalised());
    inputs.bench_local_values(|tree| openapi::parse(tree, &run.diagnostics));
}

/// From the types of `openapiv3` to the API model.
#[divan::bench(args = SIZES, max_time = 5)]
fn lower(bencher: Bencher<'_, '_>, operations: usize) {
    let run = Run::new(operations);
    let document = run.document();
    let bencher = bencher.counter(run.bytes());
    bencher.bench_local(|| generator::api_model(&document, &run.options, &run.diagnostics));
}

/// The facts about types, and all names.
#[divan::bench(args = SIZES, max_time = 5)]
fn names(bencher: Bencher<'_, '_>, operations: usize) {
    let run = Run::new(operations);
    let api = run.api();
    bencher.counter(run.bytes()).bench_local(|| {
        let facts = Facts::new(&api);
        let names = run.names(&api, &facts);
        (facts, names)
    });
}

/// From the model to the tokens of all files, on all processors.
#[divan::bench(args = SIZES, max_time = 5)]
fn emit(bencher: Bencher<'_, '_>, operations: usize) {
    let run = Run::new(operations);
    let api = run.api();
    let facts = Facts::new(&api);
    let names = run.names(&api, &facts);
    let context =
        Context { api: &api, facts: &facts, names: &names, options: &run.options, examples: None };
    bencher.counter(run.bytes()).bench_local(|| {
        let plan = plan::plan(&context);
        let units = emit::emit(&plan);
        let is_empty = |contents: &Contents<'_>| match contents {
            Contents::Rust(plan, file) => emit::page(plan, file).pieces.is_empty(),
            Contents::Text(text) => text.is_empty(),
        };
        units.par_iter().filter(|unit| is_empty(&unit.contents)).count()
    });
}

/// From the model to the texts of all files, on all processors: the stage before this one is a part
/// of it, since tokens stay on the thread that made them.
#[divan::bench(args = SIZES, max_time = 10)]
fn emit_and_format(bencher: Bencher<'_, '_>, operations: usize) {
    let run = Run::new(operations);
    let api = run.api();
    let facts = Facts::new(&api);
    let names = run.names(&api, &facts);
    let context =
        Context { api: &api, facts: &facts, names: &names, options: &run.options, examples: None };
    let bencher = bencher.counter(run.bytes());
    bencher.bench_local(|| format::format(&emit::emit(&plan::plan(&context)), &run.diagnostics));
}

/// From the text to the files in memory.
#[divan::bench(args = SIZES, max_time = 10)]
fn whole(bencher: Bencher<'_, '_>, operations: usize) {
    let run = Run::new(operations);
    bencher.counter(run.bytes()).bench_local(|| {
        let diagnostics = Diagnostics::new();
        generator::generate(&run.sources, run.file, &run.options, &diagnostics)
            .expect("the document has no errors")
    });
}
