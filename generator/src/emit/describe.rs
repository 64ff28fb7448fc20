//! What the docs of an item say: the document's words, then the rules, then the end date.

use super::context::Context;
use super::docs;
use crate::api::{Api, Constraints, Docs, Schema, Type};

/// The title of the API as Markdown.
pub(super) fn title(api: &Api) -> String {
    docs::escape(&docs::plain(&api.title))
}

/// What is said of a property; where the document says nothing at this place, what the first sentence
/// of its type says.
pub(super) fn property(context: &Context<'_>, used: &Schema) -> Vec<String> {
    let lines = schema(&used.docs, &used.constraints, used.default.as_ref());
    // The type is one of text, and says nothing of it.
    let encoding = matches!(used.ty, Type::Base64).then(|| "Bytes, in Base64.".to_owned());
    let lines = docs::join([lines, encoding.into_iter().collect()]);
    if !lines.is_empty() {
        return lines;
    }
    let model = context.named(used);
    let said = model.and_then(|model| model.def.docs.description.as_deref());
    let said = said.and_then(docs::sentence);
    said.map(|text| docs::wrap(&docs::escape(&text))).unwrap_or_default()
}

/// The words, constraints, default and first example of a schema.
pub(super) fn schema(
    words: &Docs,
    constraints: &Constraints,
    default: Option<&serde_json::Value>,
) -> Vec<String> {
    let said = words.description.as_deref().or(words.title.as_deref());
    let said = said.map(docs::lines).unwrap_or_default();
    let rules = docs::constraints(constraints, default, &words.examples);
    docs::join([said, rules.map(|rules| docs::wrap(&rules)).unwrap_or_default()])
}

/// The lines with one more paragraph; or, where there are none at all, what the item is called, so
/// that no item is without a word.
pub(super) fn with(lines: Vec<String>, extra: Option<String>, name: &str) -> Vec<String> {
    let lines = docs::join([lines, extra.into_iter().collect()]);
    if lines.is_empty() { vec![format!("{}.", docs::code(name))] } else { lines }
}
