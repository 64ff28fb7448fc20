//! What the docs of an item say: the document's words, then the rules, then the end date.

use super::context::{Model, Planner};
use super::{Docs, Head, deprecation};
use crate::api::{self, Api, Constraints, Schema, SecurityRequirement, Type};
use crate::docs;
use std::collections::{BTreeMap, BTreeSet};

/// The title of the API as Markdown.
pub(super) fn title(api: &Api) -> String {
    docs::escape(&docs::plain(&api.title))
}

/// What is said of a property; where the document says nothing at this place, what the first sentence
/// of its type says.
pub(super) fn property(planner: &Planner<'_>, used: &Schema) -> Docs {
    let lines = schema(&used.docs, &used.constraints, used.default.as_ref());
    // The type is one of text, and says nothing of it.
    let encoding = matches!(used.ty, Type::Base64).then(|| "Bytes, in Base64.".to_owned());
    let lines = docs::join([lines, encoding.into_iter().collect()]);
    if !lines.is_empty() {
        return lines;
    }
    let model = planner.named(used);
    let said = model.and_then(|model| model.def.docs.description.as_deref());
    let said = said.and_then(docs::sentence);
    said.map(|text| docs::wrap(&docs::escape(&text))).unwrap_or_default()
}

/// The words, constraints, default and first example of a schema.
pub(super) fn schema(
    words: &api::Docs,
    constraints: &Constraints,
    default: Option<&serde_json::Value>,
) -> Docs {
    let said = words.description.as_deref().or(words.title.as_deref());
    let said = said.map(docs::lines).unwrap_or_default();
    let rules = docs::constraints(constraints, default, &words.examples);
    docs::join([said, rules.map(|rules| docs::wrap(&rules)).unwrap_or_default()])
}

/// The lines with one more paragraph; or, where there are none at all, what the item is called, so
/// that no item is without a word.
pub(super) fn with(lines: Docs, extra: Option<String>, name: &str) -> Docs {
    let lines = docs::join([lines, extra.into_iter().collect()]);
    if lines.is_empty() { vec![format!("{}.", docs::code(name))] } else { lines }
}

/// The name and docs of a model, and whether it is on its way out.
pub(super) fn head<'a>(
    planner: &Planner<'_>,
    model: &Model<'a>,
    constraints: &Constraints,
) -> Head<'a> {
    let deprecation = model.def.deprecation.as_ref();
    let name = &model.names.ident;
    let words = || {
        let lines = schema(&model.def.docs, constraints, None);
        with(lines, deprecation::doc_line(deprecation), name)
    };
    Head { name, docs: planner.docs(words), deprecated: deprecation::deprecated(deprecation, None) }
}

/// What a caller must be allowed to do, a sentence for each scheme by which it says who it is.
pub(super) fn scopes(alternatives: &[SecurityRequirement]) -> impl Iterator<Item = String> {
    let mut schemes: BTreeMap<&str, BTreeSet<&[String]>> = BTreeMap::new();
    for requirement in alternatives {
        for scheme in &requirement.schemes {
            let asked = requirement.scopes.get(scheme).map(Vec::as_slice).unwrap_or_default();
            schemes.entry(scheme).or_default().insert(asked);
        }
    }
    // Where one of the alternatives asks for none, none is needed.
    schemes.retain(|_, sets| sets.iter().all(|scopes| !scopes.is_empty()));
    schemes.into_iter().map(|(scheme, sets)| {
        let sets: Vec<String> = sets.into_iter().map(scope_list).collect();
        format!("A token of {} needs {}.", docs::code(scheme), sets.join(", or "))
    })
}

fn scope_list(scopes: &[String]) -> String {
    let names: Vec<String> = scopes.iter().map(|scope| docs::code(scope)).collect();
    match names.as_slice() {
        [before @ .., last] if !before.is_empty() => {
            format!("the scopes {} and {last}", before.join(", "))
        }
        _ => format!("the scope {}", names.join(", ")),
    }
}
