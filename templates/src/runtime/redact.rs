//! Keeps secrets out of every text that the client writes.

use std::{borrow::Cow, ops::Range};

use base64::{
    Engine as _,
    prelude::{BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD},
};
use secrecy::{ExposeSecret as _, SecretString};

/// Shorter values are not looked for: they turn up in ordinary words.
const SHORTEST: usize = 4;

const REPLACEMENT: &str = "[redacted]";

/// The secrets of a client, which may turn up in a text, for instance in an error page that repeats
/// the request.
///
/// Each is found as it is, and however servers spell it: percent-encoded (RFC 3986), with the escapes
/// of JSON (RFC 8259) or the references of HTML, in whole or in part, and within a text in Base64
/// (RFC 4648).
#[derive(Default)]
pub(crate) struct Secrets(Vec<Form>);

struct Form {
    text: SecretString,
    /// Whether this is a piece of a text in Base64, of which the rest is no one's business either.
    is_piece: bool,
}

impl Secrets {
    /// Notes one more secret.
    pub(crate) fn add(&mut self, secret: &str) {
        if secret.len() < SHORTEST {
            return;
        }
        self.form(secret, false);
        for piece in pieces(secret) {
            self.form(&piece, true);
        }
        // The longest first: one form may contain another.
        self.0.sort_by_key(|known| std::cmp::Reverse(known.text.expose_secret().len()));
    }

    fn form(&mut self, text: &str, is_piece: bool) {
        if !self.0.iter().any(|known| known.text.expose_secret() == text) {
            self.0.push(Form { text: SecretString::from(text), is_piece });
        }
    }

    /// Replaces the secrets in `text`.
    pub(crate) fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.replace(text, false)
    }

    /// As [`redact`](Self::redact), for a text that is the beginning of another: a secret that is cut
    /// off at its end counts, too.
    pub(crate) fn redact_beginning<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.replace(text, true)
    }

    fn replace<'t>(&self, text: &'t str, is_cut: bool) -> Cow<'t, str> {
        let mut text = Cow::Borrowed(text);
        for form in &self.0 {
            if let Some(replaced) = form.replace(&text, is_cut) {
                text = Cow::Owned(replaced);
            }
        }
        text
    }
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Secrets").finish_non_exhaustive()
    }
}

impl Form {
    /// The text with this form replaced; none if it is not there.
    fn replace(&self, text: &str, is_cut: bool) -> Option<String> {
        let secret = self.text.expose_secret();
        let first = secret.chars().next()?;
        let mut replaced: Option<String> = None;
        let (mut kept, mut at) = (0, 0);
        while let Some(character) = text.get(at..)?.chars().next() {
            let may_begin = character == first || matches!(character, '%' | '\\' | '&' | '+');
            let end = if may_begin { end_of(secret, text, at, is_cut) } else { None };
            let Some(end) = end.filter(|end| *end > at) else {
                at += character.len_utf8();
                continue;
            };
            let found = if self.is_piece { whole_run(text, kept, at..end) } else { at..end };
            let replaced = replaced.get_or_insert_default();
            replaced.push_str(text.get(kept..found.start)?);
            replaced.push_str(REPLACEMENT);
            (kept, at) = (found.end, found.end);
        }
        let mut replaced = replaced?;
        replaced.push_str(text.get(kept..)?);
        Some(replaced)
    }
}

/// What of a secret a text in Base64 holds, wherever in that text it stands: three bytes are four
/// characters, so that there are three ways to cut it. Characters that hold bits of its neighbours are
/// left out.
fn pieces(secret: &str) -> impl Iterator<Item = String> {
    let ways = (0..3).flat_map(move |before| {
        let bytes: Vec<u8> = std::iter::repeat_n(0, before).chain(secret.bytes()).collect();
        let (start, end) = ((before * 8).div_ceil(6), bytes.len() * 8 / 6);
        [BASE64_STANDARD_NO_PAD.encode(&bytes), BASE64_URL_SAFE_NO_PAD.encode(&bytes)]
            .map(|text| text.get(start..end).unwrap_or_default().to_owned())
    });
    ways.filter(|piece| piece.len() >= SHORTEST)
}

/// The text in Base64 around a piece of it, back to `start`.
fn whole_run(text: &str, start: usize, piece: Range<usize>) -> Range<usize> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_' | '=');
    let before = text.get(start..piece.start).unwrap_or_default();
    let before = before.trim_end_matches(is_part).len();
    let after = text.get(piece.end..).unwrap_or_default();
    let after = after.len() - after.trim_start_matches(is_part).len();
    start + before..piece.end + after
}

/// Where a secret ends that begins at `start`, in whichever spelling; none if it does not stand there.
fn end_of(secret: &str, text: &str, start: usize, is_cut: bool) -> Option<usize> {
    // A character can be spelled in ways of different lengths, so there may be several ends so far.
    let mut ends = vec![start];
    for (count, character) in secret.chars().enumerate() {
        let mut next = Vec::new();
        for end in &ends {
            let rest = text.get(*end..).unwrap_or_default();
            if rest.is_empty() && is_cut && count >= SHORTEST {
                return Some(text.len());
            }
            spellings(character, rest, |length| next.push(end + length));
        }
        next.sort_unstable();
        next.dedup();
        ends = next;
        if ends.is_empty() {
            return None;
        }
    }
    ends.last().copied()
}

/// Tells the length of each spelling of a character with which a text begins.
fn spellings(character: char, text: &str, mut found: impl FnMut(usize)) {
    if text.starts_with(character) {
        found(character.len_utf8());
    }
    let length = match text.as_bytes().first() {
        Some(b'%') => percent(character, text),
        Some(b'+') if character == ' ' => Some(1),
        Some(b'\\') => escape(character, text),
        Some(b'&') => reference(character, text),
        _ => None,
    };
    length.into_iter().for_each(found);
}

/// `%2F` or `%2f`, for each byte.
fn percent(character: char, text: &str) -> Option<usize> {
    let mut buffer = [0; 4];
    let bytes = character.encode_utf8(&mut buffer).as_bytes();
    let mut rest = text;
    for byte in bytes {
        let digits = rest.strip_prefix('%')?.get(..2)?;
        if u8::from_str_radix(digits, 16).ok()? != *byte {
            return None;
        }
        rest = rest.get(3..)?;
    }
    Some(text.len() - rest.len())
}

/// `\/`, `\n` or `\u002f`.
fn escape(character: char, text: &str) -> Option<usize> {
    let named = match character {
        '"' | '\\' | '/' | '\'' => Some(character),
        '\u{8}' => Some('b'),
        '\u{c}' => Some('f'),
        '\n' => Some('n'),
        '\r' => Some('r'),
        '\t' => Some('t'),
        _ => None,
    };
    if named.is_some() && text.chars().nth(1) == named {
        return Some(2);
    }
    let mut units = [0; 2];
    let mut rest = text;
    for unit in character.encode_utf16(&mut units) {
        let digits = rest.strip_prefix("\\u")?.get(..4)?;
        if u16::from_str_radix(digits, 16).ok()? != *unit {
            return None;
        }
        rest = rest.get(6..)?;
    }
    Some(text.len() - rest.len())
}

/// `&amp;`, `&#38;` or `&#x26;`.
fn reference(character: char, text: &str) -> Option<usize> {
    // No reference that is meant for one character is longer.
    let length = text.bytes().take(16).position(|byte| byte == b';')?;
    let name = text.get(1..length)?;
    let said = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => char::from_u32(u32::from_str_radix(digits, 16).ok()?)?,
            None => char::from_u32(number.parse().ok()?)?,
        },
        None => NAMES.iter().find(|(known, _)| *known == name)?.1,
    };
    (said == character).then_some(length + 1)
}

/// The names that HTML has for the visible characters of ASCII.
const NAMES: [(&str, char); 32] = [
    ("amp", '&'),
    ("apos", '\''),
    ("ast", '*'),
    ("bsol", '\\'),
    ("colon", ':'),
    ("comma", ','),
    ("commat", '@'),
    ("dollar", '$'),
    ("equals", '='),
    ("excl", '!'),
    ("grave", '`'),
    ("gt", '>'),
    ("Hat", '^'),
    ("lbrace", '{'),
    ("lbrack", '['),
    ("lowbar", '_'),
    ("lpar", '('),
    ("lsqb", '['),
    ("lt", '<'),
    ("num", '#'),
    ("percnt", '%'),
    ("period", '.'),
    ("plus", '+'),
    ("quest", '?'),
    ("quot", '"'),
    ("rbrace", '}'),
    ("rbrack", ']'),
    ("rpar", ')'),
    ("rsqb", ']'),
    ("semi", ';'),
    ("sol", '/'),
    ("vert", '|'),
];
