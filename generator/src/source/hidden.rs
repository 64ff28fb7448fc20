//! Characters of a document that could make a reader see something else than what stands there.

use super::{Location, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, render};

/// Notes the texts and keys of a document that have such characters. What is made of them does
/// without, or shows them as escapes.
pub fn report_hidden(tree: &Node, diagnostics: &Diagnostics) {
    let mut todo = vec![tree];
    while let Some(node) = todo.pop() {
        match &node.value {
            Value::String(text) => report("text", text, node.location, diagnostics),
            Value::Array(items) => todo.extend(items),
            Value::Object(object) => {
                for (key, node) in object {
                    report("name", key.as_str(), key.location, diagnostics);
                    todo.push(node);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

fn report(what: &str, text: &str, place: Location, diagnostics: &Diagnostics) {
    // Line ends and tabs are ordinary in a text.
    let hidden = |c: &char| render::is_misleading(*c) && !matches!(c, '\t' | '\n' | '\r');
    // Most texts are ASCII, of which only controls could mislead.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return;
    }
    let Some(first) = text.chars().find(hidden) else {
        return;
    };
    let message = format!(
        "the {what} has a character that could mislead a reader: U+{:04X}",
        u32::from(first)
    );
    let found = Diagnostic::new(Code::TextNeutralised, place, message)
        .label("left out of documentation and names, and escaped in code")
        .help("remove it if it is not meant");
    diagnostics.push(found);
}
