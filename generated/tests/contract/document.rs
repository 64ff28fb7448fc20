//! What the document says of its operations.

use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The operations of the document by `operationId`, and the names of the examples that their
/// successful answers have.
pub fn operations() -> BTreeMap<String, Vec<String>> {
    let document = include_str!("../../../spec/shares.yaml");
    let document: Value = serde_yaml::from_str(document).unwrap();
    let items = document["paths"].as_object().unwrap().values();
    items
        .flat_map(|item| item.as_object().unwrap().values())
        .filter_map(|operation| Some((operation["operationId"].as_str()?, operation)))
        .map(|(id, operation)| (id.to_owned(), examples(operation)))
        .collect()
}

fn examples(operation: &Value) -> Vec<String> {
    let answers = operation["responses"].as_object().unwrap();
    answers
        .iter()
        .filter(|(status, _)| status.starts_with('2'))
        .filter_map(|(_, answer)| answer["content"]["application/json"]["examples"].as_object())
        .flat_map(Map::keys)
        .cloned()
        .collect()
}
