//! A text that is being read, and the faults that are the same in JSON and YAML.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Location};

const BYTE_ORDER_MARK: char = '\u{feff}';

/// A text that is being read. Parsers see its body; places are in the whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    pub(super) whole: &'a str,
    pub(super) body: &'a str,
    pub(super) file: FileId,
}

impl<'a> Text<'a> {
    pub(super) fn new(whole: &'a str, file: FileId) -> Self {
        let body = whole.strip_prefix(BYTE_ORDER_MARK).unwrap_or(whole);
        Self { whole, body, file }
    }

    /// The place of a range of the body.
    pub(super) fn place(&self, start: usize, end: usize) -> Location {
        let skipped = self.whole.len() - self.body.len();
        Location::new(self.file, start + skipped, end + skipped)
    }

    /// The place of the character of the body that begins at an offset, or of the end.
    pub(super) fn character(&self, at: usize) -> Location {
        let width = self.slice(at, self.body.len()).chars().next().map_or(0, char::len_utf8);
        self.place(at, at + width)
    }

    /// A part of the body; empty if there is none.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.body.get(start..end).unwrap_or("")
    }

    /// The text at a place.
    pub(super) fn at(&self, place: Location) -> &'a str {
        self.whole.get(place.start as usize..place.end as usize).unwrap_or("")
    }

    /// The text before a place.
    pub(super) fn before(&self, place: Location) -> &'a str {
        self.whole.get(..place.start as usize).unwrap_or("")
    }

    /// The place of the last character that is not blank: where a text that ends too early does.
    pub(super) fn last_character(&self) -> Location {
        let end = self.body.trim_end().len();
        let width = self.slice(0, end).chars().next_back().map_or(0, char::len_utf8);
        self.place(end - width, end)
    }
}

/// Control characters other than tabs and line ends belong in neither JSON nor YAML, and parsers
/// do not agree on what they do. Returns whether there are none.
pub(super) fn report_control_characters(text: Text<'_>, diagnostics: &Diagnostics) -> bool {
    // One is enough to see that the file is no text; a few show a pattern.
    const SHOWN: usize = 5;
    let is_control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
    let found = text.body.bytes().enumerate().filter(|&(_, byte)| is_control(byte));
    let mut clean = true;
    for (at, byte) in found.take(SHOWN) {
        clean = false;
        let message = format!("the control character U+{byte:04X} stands in the text");
        let found = Diagnostic::new(Code::ControlCharacter, text.place(at, at + 1), message)
            .label("this character")
            .help(format!("remove it, or write it as `\\u{byte:04X}` inside of double quotes"));
        diagnostics.push(found);
    }
    clean
}

/// The text says nothing: it is blank, or all of it is comments.
pub(super) fn empty_document(text: Text<'_>) -> Diagnostic {
    Diagnostic::new(Code::EmptyDocument, text.place(0, 0), "the document is empty")
        .help("an OpenAPI document is a mapping that begins with `openapi: 3.0.3`")
}
