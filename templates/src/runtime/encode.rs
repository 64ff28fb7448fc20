//! Percent-encoding by RFC 3986, and the path of a request.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

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

/// Fills in a path template: `values` are encoded already.
///
/// An empty segment, `.` and `..` are refused: a server, or the URL parser,
/// would read them as another path.
pub(crate) fn path(
    template: &str,
    values: &[(Cow<'static, str>, String)],
) -> Result<String, String> {
    let Some(rest) = template.strip_prefix('/') else {
        return Err("the path must begin with `/`".into());
    };
    if let Some(found) = rest.chars().find(|c| matches!(c, '?' | '#' | '\\')) {
        return Err(format!(
            "the path must not hold `{found}`; give query parameters with `query`"
        ));
    }
    let mut path = String::with_capacity(template.len() + 64);
    let segments: Vec<&str> = rest.split('/').collect();
    let last = segments.len().saturating_sub(1);
    for (index, segment) in segments.into_iter().enumerate() {
        path.push('/');
        let start = path.len();
        fill(segment, values, &mut path)?;
        let filled = path.get(start..).unwrap_or_default();
        // A literal trailing slash of the template is the API's own choice.
        if filled.is_empty() && !(segment.is_empty() && index == last) {
            return Err("the path has an empty segment; no path value may be empty".into());
        }
        if is_dots(filled) {
            return Err(format!("the path segment `{filled}` is refused: it names another path"));
        }
    }
    Ok(path)
}

/// Fills in a path template of the document, which may end with a query and a fragment: some tell
/// operations of one path apart by them. No server is sent a fragment.
pub(crate) fn documented(
    template: &str,
    values: &[(Cow<'static, str>, String)],
) -> Result<String, String> {
    let (template, _) = template.split_once('#').unwrap_or((template, ""));
    let Some((template, query)) = template.split_once('?') else {
        return path(template, values);
    };
    let mut text = path(template, values)?;
    text.push('?');
    fill(query, values, &mut text)?;
    Ok(text)
}

/// `.` and `..`, in any spelling that the URL parser knows.
fn is_dots(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
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
        path.push_str(&literal_text(literal));
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
    path.push_str(&literal_text(rest));
    Ok(())
}

/// Encodes what no path may hold, and leaves alone what is encoded already.
fn literal_text(text: &str) -> String {
    const LITERAL: &AsciiSet = &KEEP_RESERVED.remove(b'&').remove(b'=').remove(b'+').remove(b'%');
    utf8_percent_encode(text, LITERAL).to_string()
}
