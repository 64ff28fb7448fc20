//! The words of schemas and operations: examples, and links to more.

use crate::api::Example;
use crate::lower::schemas::keywords::Keywords;
use crate::openapi::made;
use crate::source::Node;
use openapiv3::ExternalDocumentation;

/// The examples of a schema: `example`, or the list that OpenAPI 3.1 has.
pub(super) fn examples(member: &Keywords<'_>) -> Vec<Example> {
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
pub(crate) fn with_link(
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
