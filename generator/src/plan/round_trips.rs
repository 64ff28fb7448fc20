//! The test that reads each example of the document and writes it again.

use super::context::Planner;
use super::rust_type::Scope;
use super::{Docs, File, Item, RustType};
use crate::api::Shape;
use crate::docs;
use crate::examples::Fate;
use std::collections::{BTreeMap, BTreeSet};

/// Where the test is.
const PATH: &str = "tests/round_trips.rs";

/// How many examples that are left out are named in the file.
const NAMED: usize = 20;

/// The test. Types of the crate have their paths in the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundTrips<'a> {
    /// The examples of what is sent, and of what is no model, by type.
    pub sent: Examples<'a>,
    /// The examples of what is only received, by type.
    pub received: Examples<'a>,
    /// What each example has in it that the document does not name, by the place of the example.
    pub unnamed: BTreeMap<&'a str, &'a [String]>,
    /// The old names of properties, each with the present one.
    pub old_names: BTreeSet<(&'a str, &'a str)>,
}

/// The examples of each type: where each stands in the document, and its value.
pub type Examples<'a> = BTreeMap<RustType<'a>, BTreeMap<&'a str, &'a serde_json::Value>>;

/// The file of the test, where the crate is to have it.
pub(super) fn file<'a>(planner: &Planner<'a>) -> Option<File<'a>> {
    let examples = planner.examples.filter(|_| planner.options.example_tests)?;
    let (mut sent, mut received) = (Examples::new(), Examples::new());
    let mut unnamed = BTreeMap::new();
    for held in examples.held() {
        for schema in &held.types {
            // Only what is sent tells apart what is absent and what is null.
            let is_sent = schema.types().into_iter().all(|id| planner.facts.usage(id).request);
            let side = if is_sent { &mut sent } else { &mut received };
            let all = side.entry(planner.value(schema, Scope::Free)).or_default();
            all.insert(&held.place, &held.value);
        }
        if !held.unnamed.is_empty() {
            unnamed.insert(held.place.as_str(), held.unnamed.as_slice());
        }
    }
    let test = RoundTrips { sent, received, unnamed, old_names: old_names(planner) };
    let docs = planner.docs(|| overview(examples));
    Some(File::new(PATH.to_owned(), docs, Vec::new(), vec![Item::RoundTrips(test)]))
}

/// The old names of properties, each with the present one.
fn old_names<'a>(planner: &Planner<'a>) -> BTreeSet<(&'a str, &'a str)> {
    let mut names = BTreeSet::new();
    for (id, def) in planner.api.types() {
        let Shape::Struct(object) = &def.shape else { continue };
        for property in object.properties.iter().filter(|_| planner.facts.usage(id).is_used()) {
            let old = property.aliases.iter().map(|old| old.name.as_str());
            names.extend(old.map(|old| (old, property.name.as_str())));
        }
    }
    names
}

/// The docs of the file.
fn overview(examples: &crate::examples::Examples) -> Docs {
    let first = docs::wrap(
        "Each example of the API's document, read as its type and written again: what comes out is equal \
         to what went in. The module `check` says what is equal.",
    );
    let invalid = examples.all.iter().filter(|it| matches!(it.fate, Fate::Invalid(_)));
    let invalid: Vec<&str> = invalid.map(|example| example.place.as_str()).collect();
    let few = invalid.len() <= NAMED;
    let what = match invalid.len() {
        0 => return first,
        1 => "One example is not what its own schema allows, and is left out".to_owned(),
        count => format!("{count} examples are not what their own schemas allow, and are left out"),
    };
    let end = if few { ":" } else { "." };
    let text = format!("{what}; `cratewright codegen --report` says why{end}");
    let list = invalid.iter().filter(|_| few).map(|place| format!("- {}", docs::code(place)));
    docs::join([first, docs::wrap(&text), list.collect()])
}
