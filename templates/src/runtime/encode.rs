//! Percent-encoding by RFC 3986, and the path of a request.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// As above, but the reserved characters that a query may hold without changing
/// its meaning stay as they are (`allowReserved`).
const KEEP_RESERVED: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';');

/// Encodes a value for a path, a query or a cookie.
pub(crate) fn value(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Encodes a query value, but keeps reserved characters.
pub(crate) fn value_keeping_reserved(text: &str) -> String {
    utf8_percent_encode(text, KEEP_RESERVED).to_string()
}

/// As [`value_keeping_reserved`], for a value that stands between commas.
pub(crate) fn listed_keeping_reserved(text: &str) -> String {
    const BETWEEN_COMMAS: &AsciiSet = &KEEP_RESERVED.add(b',');
    utf8_percent_encode(text, BETWEEN_COMMAS).to_string()
}

/// As [`value`], for a text that is no longer needed: most hold nothing that must be encoded.
pub(crate) fn owned(text: String) -> String {
    match Cow::from(utf8_percent_encode(&text, RESERVED)) {
        // Borrowed is a text that is unchanged, but also the encoding of a single character.
        Cow::Borrowed(encoded) if encoded == text => text,
        encoded => encoded.into_owned(),
    }
}

/// Fills in a path template, and writes it behind `text`: `values` are encoded already.
///
/// An empty segment, `.` and `..` are refused: a server, or the URL parser,
/// would read them as another path.
pub(crate) fn path(
    template: &str,
    values: &[(Cow<'static, str>, String)],
    text: &mut String,
) -> Result<(), String> {
    if let Some(found) = template.chars().find(|c| matches!(c, '?' | '#' | '\\')) {
        return Err(format!(
            "the path must not hold `{found}`; give query parameters with `query`"
        ));
    }
    segments(template, values, text, false)
}

/// Fills in each segment of a path. Where the path is the document's, its empty segments are meant.
fn segments(
    template: &str,
    values: &[(Cow<'static, str>, String)],
    text: &mut String,
    has_empty: bool,
) -> Result<(), String> {
    let Some(rest) = template.strip_prefix('/') else {
        return Err("the path must begin with `/`".into());
    };
    let mut segments = rest.split('/').peekable();
    while let Some(segment) = segments.next() {
        text.push('/');
        let start = text.len();
        fill(segment, values, text)?;
        let filled = text.get(start..).unwrap_or_default();
        // A literal trailing slash of the template is the API's own choice.
        let is_meant = segment.is_empty() && (has_empty || segments.peek().is_none());
        if filled.is_empty() && !is_meant {
            return Err("the path has an empty segment; no path value may be empty".into());
        }
        if is_dots(filled) {
            return Err(format!("the path segment `{filled}` is refused: it names another path"));
        }
    }
    Ok(())
}

/// Fills in a path template of the document, which may end with a query and a fragment: some tell
/// operations of one path apart by them. No server is sent a fragment. A backslash, which the URL
/// parser would take for a slash, is encoded.
pub(crate) fn documented(
    template: &str,
    values: &[(Cow<'static, str>, String)],
    text: &mut String,
) -> Result<(), String> {
    let (template, _) = template.split_once('#').unwrap_or((template, ""));
    let Some((template, query)) = template.split_once('?') else {
        return segments(template, values, text, true);
    };
    segments(template, values, text, true)?;
    text.push('?');
    fill(query, values, text)
}

/// `.` and `..`, in any spelling that the URL parser knows.
fn is_dots(segment: &str) -> bool {
    let dot = |text: &str| match (text.strip_prefix('.'), text.get(..3)) {
        (Some(rest), _) => Some(rest.len()),
        (None, Some(start)) if start.eq_ignore_ascii_case("%2e") => Some(text.len() - 3),
        _ => None,
    };
    let after = |text: &str| dot(text).and_then(|left| segment.get(segment.len() - left..));
    after(segment).is_some_and(|rest| rest.is_empty() || after(rest) == Some(""))
}

/// Writes one segment of the template with its `{names}` replaced.
fn fill(
    segment: &str,
    values: &[(Cow<'static, str>, String)],
    path: &mut String,
) -> Result<(), String> {
    let mut rest = segment;
    while let Some((literal, tail)) = rest.split_once('{') {
        let Some((name, tail)) = tail.split_once('}') else {
            break;
        };
        path.extend(literal_text(literal));
        let found = values.iter().rfind(|(known, _)| *known == name);
        let Some((_, value)) = found else {
            return Err(format!("the path parameter `{name}` has no value"));
        };
        if value.is_empty() {
            return Err(format!("the path parameter `{name}` is empty"));
        }
        path.push_str(value);
        rest = tail;
    }
    path.extend(literal_text(rest));
    Ok(())
}

/// Encodes what no path may hold, and leaves alone what is encoded already.
fn literal_text(text: &str) -> PercentEncode<'_> {
    const LITERAL: &AsciiSet = &KEEP_RESERVED.remove(b'&').remove(b'=').remove(b'+').remove(b'%');
    utf8_percent_encode(text, LITERAL)
}
