//! Text of a document made safe to show: nothing in it moves the cursor, changes the direction
//! of writing, or is not to be seen.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Marks the places in rendered text that are filled in afterwards. No cleaned text has it.
pub(super) const PLACEHOLDER: char = '\u{F0000}';

/// How much of one message is shown. A name can be as long as a document.
const LONGEST_MESSAGE: usize = 1000;

/// Whether a character could mislead a reader.
pub(super) fn is_hostile(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        // Marks, embeddings, overrides and isolates of the direction of writing.
        | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        // Ends of lines that most editors do not show as such.
        | '\u{2028}' | '\u{2029}'
        // Characters without a shape: fillers, annotations, tags.
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}'
        | PLACEHOLDER)
}

/// A part of a line of a document: what is hostile becomes the replacement character, each
/// by itself, so that columns stay what they are. Tabs stay.
pub(super) fn excerpt(text: &str) -> Cow<'_, str> {
    let replaced = |c: char| is_hostile(c) && c != '\t';
    if !text.contains(replaced) {
        return Cow::Borrowed(text);
    }
    let clean = |c| {
        if replaced(c) { char::REPLACEMENT_CHARACTER } else { c }
    };
    Cow::Owned(text.chars().map(clean).collect())
}

/// A message, a label or a name of a file: what is hostile is shown as its escape.
pub(super) fn message(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST_MESSAGE && !text.contains(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len().min(LONGEST_MESSAGE));
    for c in text.chars() {
        if clean.len() >= LONGEST_MESSAGE {
            clean.push('…');
            break;
        }
        match c {
            '\n' => clean.push_str("\\n"),
            '\r' => clean.push_str("\\r"),
            '\t' => clean.push_str("\\t"),
            c if is_hostile(c) => {
                // Writing to a string cannot fail.
                let _ = write!(clean, "\\u{{{:x}}}", u32::from(c));
            }
            c => clean.push(c),
        }
    }
    Cow::Owned(clean)
}

/// A line of JSON: what is hostile stands inside of strings, where an escape means the same.
pub(super) fn json_line(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut units = [0; 2];
    for c in text.chars() {
        if is_hostile(c) {
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(clean, "\\u{unit:04x}");
            }
        } else {
            clean.push(c);
        }
    }
    Cow::Owned(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_hostile_is_left() {
        let text = "a\u{202e}b\u{1b}[31m\0\u{2028}\u{e0041}é😀";
        assert_eq!(excerpt(text), "a\u{fffd}b\u{fffd}[31m\u{fffd}\u{fffd}\u{fffd}é😀");
        assert_eq!(message(text), r"a\u{202e}b\u{1b}[31m\u{0}\u{2028}\u{e0041}é😀");
        assert_eq!(message("a\nb"), r"a\nb");
        let json = serde_json::to_string(text).unwrap();
        let clean = json_line(&json);
        assert!(!clean.contains(is_hostile));
        assert_eq!(serde_json::from_str::<String>(&clean).unwrap(), text);
    }

    #[test]
    fn long_messages_are_cut() {
        assert!(message(&"é".repeat(10_000)).len() < 1100);
    }
}
