//! The `Link` header (RFC 8288).

use reqwest::header::{HeaderMap, LINK};

/// A link of a response to another resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub(crate) relation: String,
    pub(crate) target: String,
}

impl Link {
    /// What the other resource is to this one, as `sunset` or `successor-version`,
    /// in lower case.
    pub fn relation(&self) -> &str {
        &self.relation
    }

    /// The URL of the other resource, as the server wrote it; it may be relative
    /// to the URL of the request.
    pub fn target(&self) -> &str {
        &self.target
    }
}

/// The target of the first link with this relation.
pub(crate) fn find(headers: &HeaderMap, relation: &str) -> Option<String> {
    all(headers).into_iter().find(|link| link.relation == relation).map(|link| link.target)
}

/// Every link, one for each of its relations. What is malformed is left out.
pub(crate) fn all(headers: &HeaderMap) -> Vec<Link> {
    let mut links = Vec::new();
    for value in headers.get_all(LINK) {
        // RFC 8288 allows UTF-8 in quoted parameters, which `to_str` does not.
        let Ok(text) = std::str::from_utf8(value.as_bytes()) else {
            continue;
        };
        for element in split(text, ',') {
            links.extend(parse(element).into_iter().flatten());
        }
    }
    links
}

/// Reads `<target>; name=value; …`.
fn parse(element: &str) -> Option<Vec<Link>> {
    let (target, parameters) = element.trim().strip_prefix('<')?.split_once('>')?;
    let relations = split(parameters, ';').into_iter().find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("rel").then(|| value.trim().trim_matches('"'))
    })?;
    let link = |relation: &str| Link {
        relation: relation.to_ascii_lowercase(),
        target: target.trim().to_owned(),
    };
    Some(relations.split_ascii_whitespace().map(link).collect())
}

/// Splits at a separator, but not inside quotes and angle brackets.
fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    text.split(|character: char| {
        if std::mem::take(&mut escaped) {
            return false;
        }
        match character {
            '\\' if quoted => escaped = true,
            '"' if !bracketed => quoted = !quoted,
            '<' if !quoted => bracketed = true,
            '>' if !quoted => bracketed = false,
            _ => return character == separator && !quoted && !bracketed,
        }
        false
    })
    .collect()
}
