//! The verdict on each example.

use super::super::shape::bundled::Bundled;
use super::json_schema::{REFERRED, Translator};
use super::walk::{Direction, Found, SchemaAt};
use super::{AskedSchema, DocumentExample, Verdict};
use crate::source::{Node, escape_token};
use jsonschema::{Registry, ValidationOptions, Validator};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

/// How much of a reason is told.
const LONGEST_REASON: usize = 300;

/// Asks the schema of each example.
pub(super) fn judge(document: &Bundled, found: Vec<Found<'_>>) -> Vec<DocumentExample> {
    let directions = [Direction::Sent, Direction::Answered, Direction::Either];
    let mut all: Vec<DocumentExample> = Vec::with_capacity(found.len());
    for direction in directions {
        let found: Vec<_> = found.iter().filter(|found| found.direction == direction).collect();
        all.extend(judge_all(document, &found, direction));
    }
    all.sort_by(|one, other| (one.location, &one.place).cmp(&(other.location, &other.place)));
    all
}

/// Asks the schemas of examples that travel in one direction.
fn judge_all(
    document: &Bundled,
    found: &[&Found<'_>],
    direction: Direction,
) -> Vec<DocumentExample> {
    let mut translator = Translator::new(document, direction);
    // Many schemas have several examples.
    let mut schemas: HashMap<Vec<*const Node>, Value> = HashMap::new();
    for schema in found.iter().flat_map(|found| &found.schemas) {
        schemas.entry(key_of(schema)).or_insert_with(|| {
            let own = translator.schema(schema.node);
            if schema.also.is_empty() {
                return own;
            }
            let others = schema.also.iter().map(|other| translator.schema(other));
            json!({ "allOf": std::iter::once(own).chain(others).collect::<Vec<_>>() })
        });
    }
    let schemas_of = |found: &Found<'_>| -> Vec<Option<&Value>> {
        let all = found.schemas.iter();
        all.map(|schema| schemas.get(&key_of(schema))).collect()
    };
    let asked: Vec<_> = found.iter().map(|found| (*found, schemas_of(found))).collect();
    let referred = translator.referred();
    let registry = Registry::new().add(REFERRED, &referred).and_then(|it| it.prepare());
    let registry = registry.map_err(|error| error.to_string());
    let judged = asked.into_par_iter().map(|(found, schemas)| {
        let value = found.node.to_json();
        let mut asked = Vec::with_capacity(schemas.len());
        for (schema, json) in found.schemas.iter().zip(schemas) {
            let verdict = match (&registry, json) {
                (Ok(registry), Some(json)) => verdict(registry, json, &value),
                (Err(error), _) => unknown(error.clone()),
                (_, None) => unknown(String::new()),
            };
            asked.push(AskedSchema { places: schema.places.clone(), verdict });
            if !matches!(asked.first(), Some(AskedSchema { verdict: Verdict::Valid { .. }, .. })) {
                break;
            }
        }
        DocumentExample {
            place: found.place.clone(),
            location: found.node.location,
            value,
            owner: found.owner.clone(),
            schemas: asked,
        }
    });
    judged.collect()
}

/// What tells a schema, or several that hold together, from others.
fn key_of(schema: &SchemaAt<'_>) -> Vec<*const Node> {
    std::iter::once(schema.node)
        .chain(schema.also.iter().copied())
        .map(std::ptr::from_ref)
        .collect()
}

fn unknown(reason: String) -> Verdict {
    Verdict::Unknown { reason }
}

fn verdict(registry: &Registry<'_>, schema: &Value, value: &Value) -> Verdict {
    let options: ValidationOptions<'_> = jsonschema::draft202012::options();
    let built = options.with_registry(registry).should_validate_formats(true).build(schema);
    let validator = match built {
        Ok(validator) => validator,
        Err(error) => return unknown(shortened(&error.to_string())),
    };
    match validator.iter_errors(value).next() {
        Some(error) => {
            let at = error.instance_path().as_str();
            let at = if at.is_empty() { String::new() } else { format!("{at}: ") };
            Verdict::Invalid { reason: format!("{at}{}", shortened(&error.to_string())) }
        }
        None => Verdict::Valid { unnamed: unnamed(&validator, value) },
    }
}

/// A message with at most so much of the values in it.
fn shortened(message: &str) -> String {
    let mut text: String = message.chars().take(LONGEST_REASON).collect();
    if text.len() < message.len() {
        text.push('…');
    }
    text
}

/// The members of a value that no schema of its objects names, as JSON pointers.
fn unnamed(validator: &Validator, value: &Value) -> Vec<String> {
    let evaluation = validator.evaluate(value);
    // Of each object that a schema has looked at, the names that it knows (JSON Schema 2020-12,
    // section 10.3.2: the keywords say so in their annotations).
    let mut known: HashMap<&str, HashSet<&str>> = HashMap::new();
    for entry in evaluation.iter_annotations() {
        let Some(names) = entry.annotations.value().as_array() else { continue };
        let known = known.entry(entry.instance_location.as_str()).or_default();
        known.extend(names.iter().filter_map(Value::as_str));
    }
    let mut found = Vec::new();
    collect(value, &mut String::new(), &known, &mut found);
    found
}

fn collect(
    value: &Value,
    pointer: &mut String,
    known: &HashMap<&str, HashSet<&str>>,
    found: &mut Vec<String>,
) {
    let length = pointer.len();
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointer.push_str(&format!("/{index}"));
                collect(item, pointer, known, found);
                pointer.truncate(length);
            }
        }
        Value::Object(members) => {
            let names = known.get(pointer.as_str());
            for (name, member) in members {
                pointer.push('/');
                pointer.push_str(&escape_token(name));
                if names.is_some_and(|names| !names.contains(name.as_str())) {
                    found.push(pointer.clone());
                } else {
                    collect(member, pointer, known, found);
                }
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}
