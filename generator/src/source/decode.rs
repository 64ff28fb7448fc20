//! Bytes to text.

use std::fmt;
use std::string::FromUtf8Error;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Location, Sources};

/// Bytes that are not UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// The offset of the first byte that is no UTF-8.
    pub offset: usize,
    /// That byte.
    pub byte: u8,
    /// Its line, from 1.
    pub line: usize,
    /// Its column, from 1, in characters.
    pub column: usize,
    /// The encoding that the bytes seem to have instead.
    pub looks_like: Option<&'static str>,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { byte, line, column, .. } = self;
        write!(f, "the byte 0x{byte:02X} at line {line}, column {column} is not UTF-8")
    }
}

impl std::error::Error for DecodeError {}

/// Bytes as text. A byte order mark stays; [`parse`](super::parse) skips it.
pub fn decode(bytes: Vec<u8>) -> Result<String, DecodeError> {
    String::from_utf8(bytes).map_err(|error| decode_error(&error))
}

fn decode_error(error: &FromUtf8Error) -> DecodeError {
    let offset = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let before = String::from_utf8_lossy(bytes.get(..offset).unwrap_or_default());
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    DecodeError {
        offset,
        byte: bytes.get(offset).copied().unwrap_or_default(),
        line: before.matches('\n').count() + 1,
        column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
        looks_like: guess(bytes),
    }
}

fn guess(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, ..] | [_, 0, _, 0, ..] => Some("UTF-16, little endian"),
        [0xFE, 0xFF, ..] | [0, _, 0, _, ..] => Some("UTF-16, big endian"),
        _ => None,
    }
}

/// Adds bytes to the sources as text. If they are not UTF-8, that goes to `diagnostics`, and
/// there is no file; the sources keep a text in which every bad byte is replaced, for the excerpt.
pub fn add_bytes(
    sources: &Sources,
    name: impl Into<String>,
    bytes: Vec<u8>,
    diagnostics: &Diagnostics,
) -> Option<FileId> {
    let name = name.into();
    let (error, replaced) = match String::from_utf8(bytes) {
        Ok(text) => return Some(sources.add(name, text)),
        Err(error) => {
            (decode_error(&error), String::from_utf8_lossy(error.as_bytes()).into_owned())
        }
    };
    let message =
        format!("`{name}` is not UTF-8: the byte 0x{:02X} stands for no character", error.byte);
    let file = sources.add(name, replaced);
    // The text before the first bad byte is the same in both; the byte itself became one
    // replacement character.
    let end = error.offset + char::REPLACEMENT_CHARACTER.len_utf8();
    let place = Location::new(file, error.offset, end);
    let found = Diagnostic::new(Code::NotUtf8, place, message).label("this byte");
    diagnostics.push(match error.looks_like {
        Some(encoding) => found.help(format!("the file seems to be {encoding}; save it as UTF-8")),
        None => found.help("save the file as UTF-8"),
    });
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_first_bad_byte() {
        let error = decode(b"a: 1\n\xc3\xa9b: \xff\xfe".to_vec()).unwrap_err();
        assert_eq!((error.offset, error.byte, error.line, error.column), (10, 0xFF, 2, 5));
        assert_eq!(decode("é".into()).as_deref(), Ok("é"));
    }

    #[test]
    fn the_diagnostic_points_into_the_replaced_text() {
        let sources = Sources::new();
        let diagnostics = Diagnostics::new();
        assert!(add_bytes(&sources, "a", b"ok".to_vec(), &diagnostics).is_some());
        assert!(diagnostics.is_empty());
        assert!(add_bytes(&sources, "b", b"x\n\xff\xfey".to_vec(), &diagnostics).is_none());
        let found = diagnostics.into_sorted().remove(0);
        assert_eq!(sources.slice(found.location().unwrap()), "\u{fffd}");
    }

    #[test]
    fn recognises_utf_16() {
        assert_eq!(
            decode(b"\xff\xfea\0".to_vec()).unwrap_err().looks_like,
            Some("UTF-16, little endian")
        );
    }
}
