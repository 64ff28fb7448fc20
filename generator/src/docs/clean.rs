//! Which characters of a document may stand in the output.

use std::borrow::Cow;

/// Stands for a space at which no line may be broken, while a text is put together.
pub(super) const HARD_SPACE: char = '\u{1}';
/// Stands before a character that the document escaped with a backslash.
pub(super) const ESCAPED: char = '\u{2}';
/// Stands for `<br>`.
pub(super) const LINE_BREAK: char = '\u{4}';
/// Stands for `<p>`.
pub(super) const PARAGRAPH_BREAK: char = '\u{5}';

/// What becomes of a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Keep,
    Drop,
    Space,
    Newline,
    Tab,
}

/// The text with ordinary line ends, without tabs and without characters that cannot be seen.
///
/// Control characters are gone from the result, so that the marks of this module are free.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| fate(character) == Fate::Keep || character == '\n') {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut column = 0_usize;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match fate(character) {
            Fate::Keep => {
                clean.push(character);
                column += 1;
            }
            Fate::Drop => {}
            Fate::Space => {
                clean.push(' ');
                column += 1;
            }
            Fate::Newline => {
                if character == '\r' && characters.peek() == Some(&'\n') {
                    continue;
                }
                clean.push('\n');
                column = 0;
            }
            // CommonMark's tab stops are four columns apart, and indentation means something.
            Fate::Tab => {
                let width = 4 - column % 4;
                clean.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
        }
    }
    Cow::Owned(clean)
}

/// As [`text`], in one line. For what was written as `&#x202e;` and is a character only now.
pub(super) fn inline(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| fate(character) == Fate::Keep) {
        return Cow::Borrowed(text);
    }
    let clean = text.chars().filter_map(|character| match fate(character) {
        Fate::Keep => Some(character),
        Fate::Drop => None,
        Fate::Space | Fate::Newline | Fate::Tab => Some(' '),
    });
    Cow::Owned(clean.collect())
}

/// Whether the character must not stand in a line of the output.
pub(super) fn is_forbidden(character: char) -> bool {
    fate(character) != Fate::Keep
}

/// Decides on one character.
fn fate(character: char) -> Fate {
    match character {
        ' '..='~' => Fate::Keep,
        '\t' => Fate::Tab,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Newline,
        _ if character.is_whitespace() => Fate::Space,
        _ if character.is_control() || is_invisible(character) => Fate::Drop,
        _ => Fate::Keep,
    }
}

/// Whether the character shows nothing, or changes the direction of what is around it.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' // soft hyphen
        | '\u{34f}' | '\u{61c}' // grapheme joiner, Arabic letter mark
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers
        | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' // Khmer and Mongolian
        | '\u{200b}'..='\u{200f}' // zero width, direction marks
        | '\u{202a}'..='\u{202e}' // embeddings and overrides of direction
        | '\u{2060}'..='\u{206f}' // joiners, isolates of direction
        | '\u{fe00}'..='\u{fe0e}' // variation selectors; the one for emoji, FE0F, is kept
        | '\u{feff}' | '\u{fff0}'..='\u{fffb}' // byte order mark, annotations
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' // shorthand and music formats
        | '\u{e0000}'..='\u{e0fff}' // tags and further variation selectors
        | '\u{f0000}'..='\u{10ffff}') // for private use: no font has them
        || u32::from(character) & 0xfffe == 0xfffe // no characters at all
}
