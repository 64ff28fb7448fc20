//! Addresses: which may be linked to, and how they are written.

use std::borrow::Cow;

use super::clean;

/// The address that a link may have in the output, if any.
///
/// Documents link to their own web site (`/guides`), to places of a page that is not there
/// (`#limits`) and to scripts. Only whole addresses are links wherever the docs are read.
pub(super) fn target(destination: &str, base: Option<&str>) -> Option<String> {
    let destination = clean::inline(destination);
    let destination = destination.trim();
    let lower = destination.get(..8).unwrap_or(destination).to_ascii_lowercase();
    let after = |scheme: &str| {
        lower.starts_with(scheme)
            && destination.get(scheme.len()..).is_some_and(|rest| {
                rest.starts_with(|first: char| first.is_alphanumeric() || "[{".contains(first))
            })
    };
    if after("https://") || after("http://") || after("mailto:") {
        return Some(encode(destination));
    }
    let path = destination.strip_prefix('/').filter(|path| !path.starts_with(['/', '\\']))?;
    Some(encode(&format!("{}/{path}", origin(base?)?)))
}

/// The address as far as its host.
fn origin(base: &str) -> Option<&str> {
    let host = base.strip_prefix("https://").or_else(|| base.strip_prefix("http://"))?;
    let scheme = base.len() - host.len();
    let end = host.find(['/', '?', '#']).unwrap_or(host.len());
    base.get(..scheme + end).filter(|_| end > 0)
}

/// Percent-encodes what would end a link's address, a table's cell or a code span.
fn encode(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for character in address.chars() {
        match character {
            ' ' => encoded.push_str("%20"),
            '"' => encoded.push_str("%22"),
            '(' => encoded.push_str("%28"),
            ')' => encoded.push_str("%29"),
            '<' => encoded.push_str("%3C"),
            '>' => encoded.push_str("%3E"),
            '[' => encoded.push_str("%5B"),
            '\\' => encoded.push_str("%5C"),
            ']' => encoded.push_str("%5D"),
            '`' => encoded.push_str("%60"),
            '|' => encoded.push_str("%7C"),
            _ if clean::is_forbidden(character) => {}
            _ => encoded.push(character),
        }
    }
    encoded
}

/// An address between the parentheses of a link, where `&lt;` would be read as one character.
pub(super) fn in_parentheses(address: &str) -> Cow<'_, str> {
    if address.contains('&') && address.contains(';') {
        Cow::Owned(address.replace('&', "&amp;"))
    } else {
        Cow::Borrowed(address)
    }
}

/// The first bare address in a text: its place, in bytes.
pub(super) fn find_bare(text: &str) -> Option<std::ops::Range<usize>> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find("http")?;
        let rest = text.get(start..)?;
        let scheme = ["https://", "http://"].into_iter().find(|scheme| rest.starts_with(scheme));
        if let Some(scheme) = scheme
            && let Some(length) = bare_length(rest.get(scheme.len()..)?)
        {
            return Some(start..start + scheme.len() + length);
        }
        from = start + "http".len();
    }
}

/// How much of the text after `https://` belongs to the address.
fn bare_length(rest: &str) -> Option<usize> {
    let ends = |character: char| {
        (character.is_ascii() && " \"<>[]\\^`|".contains(character))
            || (character.is_control() && character != clean::ESCAPED)
            || (!character.is_ascii() && !character.is_alphanumeric())
    };
    let address = rest.get(..rest.find(ends).unwrap_or(rest.len()))?;
    let mut address = address.trim_end_matches(clean::ESCAPED);
    let (mut opened, mut closed) = (address.matches('(').count(), address.matches(')').count());
    // What ends a sentence is not part of the address, nor is a bracket opened outside of it.
    while let Some(last) = address.chars().next_back() {
        let drop = match last {
            ')' => closed > opened,
            _ => last == clean::ESCAPED || ".,;:!?'*_~[]({".contains(last),
        };
        if !drop {
            break;
        }
        match last {
            ')' => closed -= 1,
            '(' => opened -= 1,
            _ => {}
        }
        address = address.get(..address.len() - last.len_utf8())?;
    }
    let starts = address.starts_with(|first: char| first.is_alphanumeric() || first == '{');
    starts.then_some(address.len())
}
