//! Documents that are made from a good one by changing it.

use crate::Case;
use crate::choices::Choices;
use crate::schema::value;
use crate::words::{name, text};
use generator::diagnostic::{Diagnostics, Sources};
use generator::source;
use serde_json::{Map, Value, json};

/// A good document, as a text and as a tree.
pub(crate) struct Original {
    text: String,
    tree: Value,
}

impl Original {
    pub(crate) fn new(text: &str) -> Self {
        let sources = Sources::new();
        let file = sources.add("original", text);
        let tree = source::parse(&sources, file, &Diagnostics::new());
        Self { text: text.to_owned(), tree: tree.map_or(Value::Null, |tree| tree.to_json()) }
    }

    /// The document with one to six changes of its tree.
    pub(crate) fn changed_tree(&self, choices: &mut Choices<'_>) -> Case {
        let mut tree = self.tree.clone();
        for _ in 0..=choices.below(6) {
            let place = choices.below(nodes(&tree));
            change(&mut tree, place, choices);
        }
        Case { name: "changed.json", bytes: tree.to_string().into_bytes() }
    }

    /// The document with one to six changes of its bytes.
    pub(crate) fn changed_text(&self, choices: &mut Choices<'_>) -> Case {
        let mut bytes = self.text.clone().into_bytes();
        for _ in 0..=choices.below(6) {
            // A choice alone does not reach to the end of a long text.
            let at = (choices.below(0x100) * 0x100 + choices.below(0x100))
                .checked_rem(bytes.len())
                .unwrap_or_default();
            let end = (at + choices.below(40)).min(bytes.len());
            match choices.below(6) {
                0 => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= 1 << choices.below(8);
                    }
                }
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let copy = bytes.get(at..end).unwrap_or_default().to_vec();
                    bytes.splice(at..at, copy);
                }
                3 => drop(bytes.splice(at..at, name(choices).into_bytes())),
                4 => drop(bytes.splice(at..end, text(choices).into_bytes())),
                _ => bytes.truncate(at),
            }
        }
        Case { name: "changed.yaml", bytes }
    }
}

/// How many nodes a tree has.
fn nodes(tree: &Value) -> usize {
    1 + match tree {
        Value::Array(items) => items.iter().map(nodes).sum(),
        Value::Object(members) => members.values().map(nodes).sum(),
        _ => 0,
    }
}

/// Changes the node of that number, counted from the root.
fn change(tree: &mut Value, number: usize, choices: &mut Choices<'_>) {
    let Some(mut rest) = number.checked_sub(1) else {
        retype(tree, choices);
        return;
    };
    match tree {
        Value::Array(items) => {
            for index in 0..items.len() {
                let count = items.get(index).map_or(0, nodes);
                if rest == 0 {
                    return change_item(items, index, choices);
                }
                if rest < count {
                    return items.get_mut(index).map_or((), |item| change(item, rest, choices));
                }
                rest -= count;
            }
        }
        Value::Object(members) => {
            let keys: Vec<String> = members.keys().cloned().collect();
            for key in keys {
                let count = members.get(&key).map_or(0, nodes);
                if rest == 0 {
                    return change_member(members, &key, choices);
                }
                if rest < count {
                    return members
                        .get_mut(&key)
                        .map_or((), |member| change(member, rest, choices));
                }
                rest -= count;
            }
        }
        _ => {}
    }
}

fn change_item(items: &mut Vec<Value>, index: usize, choices: &mut Choices<'_>) {
    match choices.below(4) {
        0 => drop(items.remove(index)),
        1 => items.extend(items.get(index).cloned()),
        2 => {
            let other = choices.below(items.len());
            items.swap(index, other);
        }
        _ => items.get_mut(index).map_or((), |item| retype(item, choices)),
    }
}

fn change_member(members: &mut Map<String, Value>, key: &str, choices: &mut Choices<'_>) {
    let Some(member) = members.get(key).cloned() else {
        return;
    };
    match choices.below(6) {
        0 => drop(members.remove(key)),
        // Under another name, beside the first or in its place.
        1 => drop(members.insert(name(choices), member)),
        2 => {
            members.remove(key);
            members.insert(name(choices), member);
        }
        // Two siblings change places.
        3 => {
            let other =
                members.keys().nth(choices.below(members.len())).cloned().unwrap_or_default();
            if let Some(there) = members.insert(other, member) {
                members.insert(key.to_owned(), there);
            }
        }
        4 => drop(members.insert(key.to_owned(), json!({key: member}))),
        _ => members.get_mut(key).map_or((), |member| retype(member, choices)),
    }
}

/// Another value in its place.
fn retype(node: &mut Value, choices: &mut Choices<'_>) {
    *node = match (choices.below(4), &*node) {
        (0, Value::String(_)) => json!(text(choices)),
        (0, Value::Number(_)) => json!(-1),
        (1, _) => json!([node.clone()]),
        (2, Value::String(value)) => json!(value.to_uppercase()),
        _ => value(choices),
    };
}
