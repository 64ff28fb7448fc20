//! Examples, and links to further words.

use super::Lowerer;
use super::keywords::Keywords;
use crate::api::Example;
use crate::diagnostic::{Code, Diagnostic};
use crate::openapi::made;
use crate::openapi::{Located, Resolved};
use crate::source::Node;
use indexmap::IndexMap;
use openapiv3::{ExternalDocumentation, ReferenceOr};

/// What can have examples: the values of `example` and `examples`.
pub(super) struct Examples<'d> {
    pub(super) one: Option<&'d serde_json::Value>,
    pub(super) many: &'d IndexMap<String, ReferenceOr<openapiv3::Example>>,
}

impl<'d> Lowerer<'d> {
    /// The examples of an item, those with names in the order of their names.
    pub(super) fn examples<T: ?Sized>(
        &mut self,
        owner: Located<'d, T>,
        examples: Examples<'d>,
    ) -> Vec<Example> {
        let mut all: Vec<_> = examples
            .one
            .map(|value| Example { name: None, value: value.clone() })
            .into_iter()
            .collect();
        let mut entries: Vec<_> = owner.entries("examples", examples.many).collect();
        entries.sort_unstable_by_key(|entry| entry.name);
        for entry in entries {
            let found = match entry.value.value {
                ReferenceOr::Item(example) => Some(entry.value.member("", example)),
                ReferenceOr::Reference { reference } => {
                    let resolved = self.document.resolve(reference, entry.value.at("$ref"));
                    self.found(resolved).map(|Resolved { value, .. }| value)
                }
            };
            let Some(found) = found else { continue };
            if let Some(value) = &found.value.value {
                all.push(Example { name: Some(entry.name.into()), value: value.clone() });
            } else if found.external_value.is_some() {
                let message = "an example that stands elsewhere is left out";
                let told =
                    Diagnostic::new(Code::MemberIgnored, found.key("externalValue"), message)
                        .label("nothing is fetched")
                        .help("write it out as `value`");
                self.tell(told);
            }
        }
        all
    }
}

/// The examples of a schema: `example`, or the list that OpenAPI 3.1 has.
pub(super) fn of_schema(member: &Keywords<'_>) -> Vec<Example> {
    let list = member
        .get(made::EXAMPLES)
        .filter(|_| member.has_extensions)
        .and_then(Node::as_array)
        .unwrap_or_default();
    if list.is_empty() {
        return member
            .data
            .example
            .iter()
            .map(|value| Example { name: None, value: value.clone() })
            .collect();
    }
    list.iter().map(|node| Example { name: None, value: node.to_json() }).collect()
}

/// A description with a link to further words.
pub(super) fn with_link(
    description: Option<String>,
    link: Option<&ExternalDocumentation>,
) -> Option<String> {
    let Some(link) = link else {
        return description;
    };
    let words = link.description.as_deref().map_or("", str::trim);
    let see = if words.is_empty() {
        format!("See <{}>.", link.url)
    } else {
        format!("See [{words}]({}).", link.url)
    };
    Some(match description {
        Some(text) => format!("{}\n\n{see}", text.trim_end()),
        None => see,
    })
}
