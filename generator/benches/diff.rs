//! How long two documents take to compare: `cargo bench -p cratewright-generator --bench diff`.
//!
//! The documents are made from a seed, so that each run measures the same ones; the largest is about
//! 4 MB. The allocator is that of the command line.

// A benchmark has no caller to hand a fault to.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use divan::Bencher;
use generator::Model;
use generator::diagnostic::{Diagnostics, Sources};
use generator::options::Options;
use jiff::civil::date;
use mimalloc::MiMalloc;
use serde_json::{Map, Value, json};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The numbers of schemas to measure with; there are half as many operations.
const SIZES: [usize; 3] = [100, 1000, 4000];

/// The share of the schemas that differ: one of this many.
const CHANGED: usize = 50;

fn main() {
    divan::main();
}

/// Numbers that look like chance (xorshift), the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

fn reference(number: usize) -> Value {
    json!({ "$ref": format!("#/components/schemas/Thing{number}") })
}

fn schema(number: usize, numbers: &mut Numbers) -> Value {
    if number % 10 == 9 {
        let values: Vec<String> = (0..6).map(|value| format!("value_{value}")).collect();
        return json!({ "type": "string", "enum": values, "description": "One of some values." });
    }
    let property = |index: usize, numbers: &mut Numbers| match numbers.below(6) {
        0 => json!({ "type": "integer", "minimum": 0, "description": "How many there are of it." }),
        1 => json!({ "type": "string", "format": "date-time", "example": "2024-01-01T05:20:00Z" }),
        2 => json!({ "type": "array", "items": { "type": "string" }, "maxItems": 100 }),
        // Only what came before, so that nothing holds itself.
        3 if number > 0 => reference(numbers.below(number)),
        4 => json!({ "type": "boolean", "default": index.is_multiple_of(2) }),
        _ => {
            json!({ "type": "string", "maxLength": 64, "description": "What it is called, in words." })
        }
    };
    let properties: Map<String, Value> =
        (0..8).map(|index| (format!("property_{index}"), property(index, numbers))).collect();
    json!({
        "type": "object",
        "description": "A thing that has some properties, as things have them.",
        "required": ["property_0", "property_1"],
        "properties": properties,
    })
}

fn operation(number: usize, schemas: usize, numbers: &mut Numbers) -> Value {
    let body = |number| json!({ "application/json": { "schema": reference(number) } });
    json!({
        "operationId": format!("thing-{number}-replace"),
        "tags": [format!("Group {}", number % 40)],
        "summary": "Replaces a thing.",
        "parameters": [
            { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
            { "name": "dry_run", "in": "query", "schema": { "type": "boolean" } },
        ],
        "requestBody": { "required": true, "content": body(numbers.below(schemas)) },
        "responses": { "200": { "description": "Done.", "content": body(numbers.below(schemas)) } },
    })
}

/// A document with so many schemas. `is_changed` gives some of them a property more.
fn document(size: usize, is_changed: bool) -> String {
    let mut numbers = Numbers(0x5eed_5eed_5eed_5eed);
    let mut schemas = Map::new();
    for number in 0..size {
        let mut schema = schema(number, &mut numbers);
        if is_changed
            && number % CHANGED == 0
            && let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut)
        {
            properties.insert("note".into(), json!({ "type": "string" }));
        }
        schemas.insert(format!("Thing{number}"), schema);
    }
    let paths: Map<String, Value> = (0..size / 2)
        .map(|number| {
            let operation = operation(number, size, &mut numbers);
            (format!("/things{number}/{{id}}"), json!({ "put": operation }))
        })
        .collect();
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "Things", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    });
    serde_json::to_string_pretty(&document).unwrap()
}

fn model(text: &str) -> Model {
    let (sources, diagnostics) = (Sources::new(), Diagnostics::new());
    let file = sources.add("things.json", text);
    let options = Options::default();
    generator::model(&sources, file, &options, &diagnostics).expect("the document has no errors")
}

/// From two texts to all changes, as the command line does it.
#[divan::bench(args = SIZES, max_time = 20)]
fn texts(bencher: Bencher<'_, '_>, size: usize) {
    let (old, new) = (document(size, false), document(size, true));
    bencher.counter(divan::counter::BytesCount::new(old.len() + new.len())).bench(|| {
        let (old, new) = std::thread::scope(|scope| {
            let old = scope.spawn(|| model(&old));
            let new = model(&new);
            (old.join().expect("no panic"), new)
        });
        changes(&old, &new)
    });
}

/// From two models to all changes.
#[divan::bench(args = SIZES, max_time = 20)]
fn models(bencher: Bencher<'_, '_>, size: usize) {
    let (old, new) = (model(&document(size, false)), model(&document(size, true)));
    bencher.bench(|| changes(&old, &new));
}

fn changes(old: &Model, new: &Model) -> usize {
    let options = Options::default();
    let diff = generator::compare((old, &options), (new, &options), date(2027, 1, 1));
    let changes = diff.changes.len();
    assert!(changes > 0, "some schemas differ");
    changes
}
