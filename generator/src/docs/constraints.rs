//! What a value has to hold to, in words.

use serde_json::Value;

use crate::api::{Constraints, Example};

use super::inline::code;

/// The most characters of a value that is shown.
const LONGEST_VALUE: usize = 100;
/// The most characters of a regular expression that is shown.
const LONGEST_PATTERN: usize = 200;
/// The most examples.
const MOST_EXAMPLES: usize = 3;

/// What a value has to hold to, what it is by default, and examples, as one paragraph of Markdown
/// for [`wrap`](super::wrap); None, if there is nothing to say.
#[must_use]
pub(crate) fn constraints(
    constraints: &Constraints,
    default: Option<&Value>,
    examples: &[Example],
) -> Option<String> {
    let mut said = Vec::new();
    let lengths = (constraints.min_length, constraints.max_length);
    said.extend(match lengths {
        (Some(1), None) => Some("Not empty.".to_owned()),
        (least, most) => count(least, most, "character", "characters").map(|count| count + "."),
    });
    if let Some(pattern) = &constraints.pattern {
        said.push(format!("Matches {}.", code(&cut(pattern, LONGEST_PATTERN))));
    }
    if let Some(media_type) = &constraints.content_media_type {
        said.push(format!("Holds {}.", code(&cut(media_type, LONGEST_VALUE))));
    }
    if let Some(format) = constraints.format.as_deref().filter(|format| !format.is_empty()) {
        said.push(format!("Format: {}.", code(&cut(format, LONGEST_VALUE))));
    }
    said.extend(range(constraints));
    // Whole numbers are what the type says already.
    let multiple = constraints.multiple_of.filter(|number| number.is_finite() && *number != 1.0);
    said.extend(multiple.map(|number| format!("A multiple of {}.", decimal(number))));
    said.extend(items(constraints));
    let entries = (constraints.min_properties, constraints.max_properties);
    said.extend(count(entries.0, entries.1, "entry", "entries").map(|count| count + "."));
    said.extend(default.and_then(value).map(|value| format!("Defaults to {value}.")));
    said.extend(show(examples, default));
    (!said.is_empty()).then(|| said.join(" "))
}

/// How many items a list has, and whether they differ.
fn items(constraints: &Constraints) -> Option<String> {
    let count = count(constraints.min_items, constraints.max_items, "item", "items");
    // Of one item no two can be the same.
    let unique = constraints.unique_items && constraints.max_items.is_none_or(|most| most > 1);
    match (count, unique) {
        (Some(count), true) => Some(format!("{count}, no two the same.")),
        (Some(count), false) => Some(format!("{count}.")),
        (None, true) => Some("No two items are the same.".to_owned()),
        (None, false) => None,
    }
}

/// How many there are of something.
fn count(least: Option<u64>, most: Option<u64>, one: &str, many: &str) -> Option<String> {
    let noun = |number: u64| if number == 1 { one } else { many };
    match (least.filter(|least| *least > 0), most) {
        (None, None) => None,
        (None, Some(0)) => Some(format!("No {many}")),
        (None, Some(most)) => Some(format!("At most {most} {}", noun(most))),
        (Some(least), None) => Some(format!("At least {least} {}", noun(least))),
        (Some(least), Some(most)) if least == most => {
            Some(format!("Exactly {least} {}", noun(least)))
        }
        (Some(least), Some(most)) => Some(format!("From {least} to {most} {}", noun(most))),
    }
}

/// Which numbers are meant.
fn range(constraints: &Constraints) -> Option<String> {
    let least = constraints.minimum.filter(|number| number.is_finite());
    let most = constraints.maximum.filter(|number| number.is_finite());
    let above = if constraints.exclusive_minimum { "greater than" } else { "at least" };
    let below = if constraints.exclusive_maximum { "less than" } else { "at most" };
    let is_closed = !constraints.exclusive_minimum && !constraints.exclusive_maximum;
    let said = match (least, most) {
        (None, None) => return None,
        (Some(least), Some(most)) if is_closed && least == most => {
            format!("exactly {}", decimal(least))
        }
        (Some(least), Some(most)) if is_closed => {
            format!("from {} to {}", decimal(least), decimal(most))
        }
        (Some(least), Some(most)) => {
            format!("{above} {} and {below} {}", decimal(least), decimal(most))
        }
        (Some(least), None) => format!("{above} {}", decimal(least)),
        (None, Some(most)) => format!("{below} {}", decimal(most)),
    };
    let mut letters = said.chars();
    let first = letters.next()?;
    Some(format!("{}{}.", first.to_ascii_uppercase(), letters.as_str()))
}

/// A number as one writes it: without `.0`, and without twenty digits.
fn decimal(number: f64) -> String {
    let size = number.abs();
    if size != 0.0 && !(1e-6..1e21).contains(&size) {
        return format!("{number:e}");
    }
    // Negative zero is zero.
    if size == 0.0 { "0".to_owned() } else { number.to_string() }
}

/// The examples that are short enough, unless they say no more than the default does.
fn show(examples: &[Example], default: Option<&Value>) -> Option<String> {
    let mut shown: Vec<String> = Vec::new();
    for example in examples.iter().filter(|example| Some(&example.value) != default) {
        if let Some(value) = value(&example.value).filter(|value| !shown.contains(value)) {
            shown.push(value);
        }
        if shown.len() == MOST_EXAMPLES {
            break;
        }
    }
    let (last, others) = shown.split_last()?;
    Some(match others {
        [] => format!("For example {last}."),
        _ => format!("For example {} or {last}.", others.join(", ")),
    })
}

/// A value as code; None, if it is too long to be read in a line.
fn value(value: &Value) -> Option<String> {
    let shown = match value {
        Value::String(text) => {
            // `5` and `"5"` are not the same, nor can nothing be seen.
            let is_clear = !text.is_empty()
                && text.trim() == text
                && !text.contains(char::is_control)
                && serde_json::from_str::<Value>(text).is_err();
            let text = cut(text, LONGEST_VALUE);
            if is_clear { text } else { Value::String(text).to_string() }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(_) | Value::Object(_) => {
            // Written out only if short: a value may be as long as its document.
            if is_large(value, &mut LONGEST_VALUE.clone()) {
                return None;
            }
            let text = value.to_string();
            if text.chars().count() > LONGEST_VALUE {
                return None;
            }
            text
        }
    };
    Some(code(&shown))
}

/// Whether a value has more parts than are left.
fn is_large(value: &Value, left: &mut usize) -> bool {
    let Some(rest) = left.checked_sub(1) else {
        return true;
    };
    *left = rest;
    match value {
        Value::Array(items) => items.iter().any(|item| is_large(item, left)),
        Value::Object(members) => members.values().any(|member| is_large(member, left)),
        Value::String(text) => text.len() > LONGEST_VALUE * 4,
        _ => false,
    }
}

/// The text, cut where it is too long.
fn cut(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
