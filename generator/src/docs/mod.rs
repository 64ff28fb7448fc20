//! The words of a document as Rust documentation.
//!
//! A document is not trusted, and rustdoc is not lenient: it takes `[foo]` for a link, an indented
//! line for a test, `<id>` for HTML. So no text is copied. Each is read as CommonMark and written
//! anew from what was understood, then read once more to see that it says the same and nothing
//! that is refused. What fails that is written with its markup shown as it is.
//!
//! The stages, one file each: [`clean`] (characters), [`html`] (HTML to Markdown), [`render`]
//! (blocks) with [`inline`] and [`link`] (what is in a line), [`wrap`] (long lines), [`verify`].

mod clean;
mod constraints;
mod html;
mod inline;
mod link;
mod plain;
mod render;
mod verify;
mod wrap;

#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod rustdoc_tests;
#[cfg(test)]
mod tests;

pub(crate) use constraints::constraints;
pub(crate) use inline::{code, escape};
pub(crate) use plain::{plain, sentence};
pub(crate) use wrap::wrap;

use render::Mode;

/// The lines of a doc comment, without `///`, for a CommonMark text of a document.
///
/// The lines are a block of their own: nothing in them is left open, so that other lines may
/// follow after an empty one. Links to places that need a base address become plain text.
#[must_use]
pub(crate) fn lines(text: &str) -> Vec<String> {
    lines_with_base(text, None)
}

/// As [`lines`], with the address (`https://host/…`) that links such as `/guides` start from.
#[must_use]
pub(crate) fn lines_with_base(text: &str, base: Option<&str>) -> Vec<String> {
    let clean = clean::text(text);
    let trimmed = clean.trim();
    if is_simple(trimmed) {
        return wrap(trimmed);
    }
    let markdown = html::to_markdown(&clean, base);
    [Mode::Faithful, Mode::Strict]
        .into_iter()
        .find_map(|mode| {
            let rendered = render::render(&markdown, mode, base)?;
            verify::holds(&rendered).then_some(rendered.lines)
        })
        .unwrap_or_else(|| render::literal(&clean))
}

/// A link to a member of the type that is documented. Links have keywords as they are, not raw.
#[must_use]
pub(crate) fn member_link(ident: &str) -> String {
    let plain = ident.strip_prefix("r#").unwrap_or(ident);
    format!("[`{plain}`](Self::{plain})")
}

/// Puts blocks of lines together, with an empty line between two.
#[must_use]
pub(crate) fn join(blocks: impl IntoIterator<Item = Vec<String>>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for block in blocks {
        if !joined.is_empty() && !block.is_empty() {
            joined.push(String::new());
        }
        joined.extend(block);
    }
    joined
}

/// Writes lines as a comment, each after a `mark`: `///`, say. Only the mark stands before an empty line.
pub(crate) fn comment<'l>(mark: &str, lines: impl IntoIterator<Item = &'l str>, out: &mut String) {
    for line in lines {
        let line = line.trim_end();
        let space = if line.is_empty() { "" } else { " " };
        out.extend([mark, space, line, "\n"]);
    }
}

/// Whether a text is plain words and short code in one paragraph or more, as most are, which
/// Markdown leaves alone. Only saves time.
fn is_simple(text: &str) -> bool {
    let mut previous = b'\n';
    let mut in_code = false;
    for byte in text.bytes() {
        let fits = match byte {
            // Of two in a row it is not said here what they do.
            b'`' => {
                in_code = !in_code;
                previous != b'`'
            }
            // Each line ends without the spaces of a line break, and starts with a letter.
            b'\n' => !in_code && previous != b' ',
            _ if in_code => true,
            _ if previous == b'\n' => byte.is_ascii_alphabetic(),
            _ => {
                byte.is_ascii_alphanumeric()
                    || !byte.is_ascii()
                    || b" .,;:'\"()/-%+=?!{}$@#".contains(&byte)
            }
        };
        if !fits {
            return false;
        }
        previous = byte;
    }
    !in_code && !text.contains("://")
}
