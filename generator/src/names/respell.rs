//! Names for what differs from another item in spelling only.

use super::words::Words;

/// The names of an item by the way it is spelt: with its symbols, or by what it divides its words with,
/// or by its case.
pub(super) fn respelled(wire: &str, plain: &Words) -> Vec<Words> {
    let spelled = Words::spelled(wire);
    let core = wire.trim_matches(|c: char| !c.is_alphanumeric());
    let symbols =
        core.len() < wire.len() || core.chars().any(|c| !c.is_alphanumeric() && style(c).is_none());
    let divided = core.chars().rev().find_map(style);
    let mut names = Vec::new();
    if symbols && spelled != *plain {
        names.push(spelled.clone());
    }
    if let Some(style) = divided {
        names.push(plain.and([style]));
    }
    if let Some(case) = case(wire) {
        names.push(plain.and([case]));
        names.push(plain.and([case]).and(divided));
    }
    if spelled != *plain {
        names.push(spelled);
    }
    names
}

/// What a way of dividing words is called.
fn style(divider: char) -> Option<&'static str> {
    Some(match divider {
        '_' => "snake",
        '-' => "kebab",
        '.' => "dotted",
        ' ' => "spaced",
        '/' => "slashed",
        ':' => "colon",
        _ => return None,
    })
}

fn case(wire: &str) -> Option<&'static str> {
    let upper = wire.chars().any(char::is_uppercase);
    let lower = wire.chars().any(char::is_lowercase);
    match (upper, lower) {
        (true, true) if wire.starts_with(char::is_uppercase) => Some("capital"),
        (true, true) => Some("camel"),
        (true, false) => Some("upper"),
        (false, true) => Some("lower"),
        (false, false) => None,
    }
}
