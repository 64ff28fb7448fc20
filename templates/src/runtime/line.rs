//! Texts for people: on one line, and not too long.

use std::{error::Error as StdError, fmt};

use super::operation::OperationRef;

/// Where an error happened: method and path template.
pub(crate) struct Site<'o>(pub(crate) &'o OperationRef);

impl fmt::Display for Site<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0.method, self.0.path)
    }
}

/// Writes the cause at the bottom of a chain of errors: the layers between say
/// little to a reader.
pub(crate) fn write_cause(
    f: &mut fmt::Formatter<'_>,
    source: Option<&(dyn StdError + Send + Sync + 'static)>,
) -> fmt::Result {
    let Some(source) = source else { return Ok(()) };
    let mut cause: &dyn StdError = source;
    while let Some(next) = cause.source() {
        cause = next;
    }
    write!(f, ": {}", one_line(&cause.to_string(), LONGEST_MESSAGE))
}

/// How many characters of a server's message an error shows.
pub(crate) const LONGEST_MESSAGE: usize = 300;

/// Brings a text of unknown origin onto one line of at most `longest` characters.
pub(crate) fn one_line(text: &str, longest: usize) -> String {
    let mut line = String::new();
    let mut length = 0;
    let mut gap = false;
    for character in text.chars().filter(|it| !is_invisible(*it)) {
        if character.is_whitespace() || character.is_control() {
            gap = length > 0;
            continue;
        }
        if length >= longest {
            line.push('…');
            break;
        }
        if std::mem::take(&mut gap) {
            line.push(' ');
            length += 1;
        }
        line.push(character);
        length += 1;
    }
    line
}

/// Characters that change how others are shown (Unicode Standard Annex 9), or that are not shown at
/// all: with them, a text could look like another one.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
}
