//! The errors of the YAML parser in words of our own.

use super::text::Text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// What the parser says, what we say, and what to do. The first line that fits counts.
const WORDS: &[(&str, &str, &str)] = &[
    (
        "mapping values are not allowed",
        "a `:` stands where no key can be",
        "quote the value if the `:` belongs to it; else check the indentation of this line and the one before",
    ),
    (
        "mapping keys are not allowed",
        "a key stands where none can be",
        "check the indentation of this line and the one before",
    ),
    (
        "block sequence entries are not allowed",
        "a `-` stands where no item can be",
        "begin the list on a line of its own, and quote a text that begins with `- `",
    ),
    (
        "did not find expected key",
        "expected a key of the mapping that is open here",
        "indent this line as the other keys of its mapping are; quote a value that begins with a quote or a bracket",
    ),
    (
        "did not find expected '-' indicator",
        "expected a `-`, as the other items of the list have",
        "indent this line as the other items of its list are",
    ),
    (
        "expected ',' or '}'",
        "expected `,` or `}`",
        "close the mapping, or put a comma before the next key",
    ),
    (
        "expected ',' or ']'",
        "expected `,` or `]`",
        "close the list, or put a comma before the next item",
    ),
    (
        "did not find expected node content",
        "expected a value",
        "quote a text that begins with one of `,]}%@`",
    ),
    ("simple key expect", "expected a `:` after the key", "put a `:` and a blank after the key"),
    (
        "quoted scalar, found unexpected end of stream",
        "a quoted string has no end",
        "close the quote; inside of single quotes, write a quote twice",
    ),
    (
        "found unexpected document indicator",
        "a quoted string has no end before the document has",
        "close the quote",
    ),
    (
        "unknown escape character",
        "a string has an escape that YAML does not know",
        "write `\\\\` for a backslash, or use single quotes, in which it has no meaning",
    ),
    (
        "invalid Unicode character escape",
        "an escape stands for no character",
        "write characters beyond U+FFFF as `\\U` and eight digits",
    ),
    (
        "expected hexadecimal number",
        "an escape lacks hexadecimal digits",
        "write two digits after `\\x`, four after `\\u`, eight after `\\U`",
    ),
    (
        "invalid trailing content after double-quoted",
        "text stands behind the end of a quoted string",
        "quote the whole value; inside of double quotes, write a quote as `\\\"`",
    ),
    (
        "misplaced bracket",
        "a bracket closes what is not open",
        "remove the bracket, or quote the value if it belongs to it",
    ),
    ("unexpected character", "a value cannot begin with this character", "quote the value"),
    (
        "document end marker",
        "text stands behind the end of the document",
        "remove what follows `...`",
    ),
    (
        "expected <document start>",
        "text stands behind the end of the document",
        "indent this line as the first key of the document is, or close the brackets before it",
    ),
    (
        "indentation in quoted",
        "a quoted string has no end, or goes on in a line that is not indented",
        "close the quote; if the string is meant to have several lines, indent them",
    ),
    (
        "indentation",
        "a line is not indented as its neighbours are",
        "indent it as the lines around it are",
    ),
    (
        "indented",
        "a line is not indented as its neighbours are",
        "indent it as the lines around it are",
    ),
    (
        "byte order mark",
        "a byte order mark stands inside of the text",
        "remove the character U+FEFF",
    ),
    ("plain scalar", "an unquoted value cannot go on like this", "quote the value"),
    (
        "scanning a block scalar, did not find",
        "a `|` or `>` is not followed by the end of its line",
        "begin the text on the next line",
    ),
    (
        "comment",
        "a comment interrupts a value",
        "put the comment on a line of its own, before the value",
    ),
    (
        "anchor or alias",
        "an `&` or `*` has no name behind it",
        "quote a value that begins with `&` or `*`",
    ),
    ("handle wasn't declared", "a tag has a prefix that is not declared", "remove the tag"),
    ("tag", "a tag is not well formed", "quote a value that begins with `!`"),
    ("TAG", "a `%TAG` directive is not well formed", "remove the line"),
    (
        "directive",
        "a `%` directive is not well formed",
        "remove the line, or quote a value that begins with `%`",
    ),
    (
        "whitespace",
        "a blank is missing",
        "put a blank after the `:` or `-`; quote the value if none is meant",
    ),
];

/// An error of the parser, at an offset of the body.
pub(super) fn scan_error(text: Text<'_>, at: usize, info: &str) -> Diagnostic {
    if info.contains("unknown anchor") {
        return unknown_anchor(text, at);
    }
    if info.contains("recursion limit") {
        let message =
            format!("lists and mappings are nested more than {} levels deep", super::MAX_DEPTH);
        return Diagnostic::new(Code::NestingTooDeep, text.character(at), message)
            .label("the limit is passed here")
            .help(
                "name the inner schemas under `components/schemas` and refer to them with `$ref`",
            );
    }
    if let Some((start, end)) = tab_indentation(text, at, info) {
        return Diagnostic::new(
            Code::TabIndentation,
            text.place(start, end),
            "a line is indented with a tab",
        )
        .label("a tab")
        .help("indent with spaces: YAML does not allow tabs there");
    }
    let own = conflict(text, at).or_else(|| long_key(text, at, info));
    let own = own.or_else(|| no_colon(text, at, info)).or_else(|| dedented(text, at, info));
    if let Some(found) = own {
        return found;
    }
    let at = if info.contains("unknown escape") { unknown_escape(text, at) } else { at };
    let at_end = text.slice(at, text.body.len()).trim_start().is_empty();
    let place = if at_end { text.last_character() } else { text.character(at) };
    let known = WORDS.iter().find(|(part, ..)| info.contains(part));
    let (message, help) = match known {
        Some((_, message, help)) => (*message, Some(*help)),
        None => ("the text is not YAML", None),
    };
    let found = Diagnostic::new(Code::NotYaml, place, message);
    let found = found.label(if at_end { "the text ends here" } else { "the parser stopped here" });
    match help {
        Some(help) => found.help(help),
        None => found.note(format!("the parser says: {info}")),
    }
}

/// The mark of a merge conflict, at or before the place where the parser stopped.
fn conflict(text: Text<'_>, at: usize) -> Option<Diagnostic> {
    const MARK: &str = "<<<<<<< ";
    let before = text.slice(0, (at + MARK.len()).min(text.body.len()));
    let start = match before.starts_with(MARK) {
        true => 0,
        false => before.find(&format!("\n{MARK}"))? + 1,
    };
    let place = text.place(start, start + MARK.trim_end().len());
    let found = Diagnostic::new(Code::NotYaml, place, "a merge conflict is not resolved")
        .label("one side begins here")
        .help("keep one side, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`");
    Some(found)
}

/// A line without a `:` that the parser read as one key with the lines after it, up to a `:` where
/// it stopped.
fn no_colon(text: Text<'_>, at: usize, info: &str) -> Option<Diagnostic> {
    if !info.contains("simple key") || !text.slice(at, text.body.len()).starts_with(':') {
        return None;
    }
    let before = text.slice(0, at);
    let mut lines = before.rsplit('\n');
    let first = lines.next()?;
    let mut start = at - first.len();
    let mut inner = indentation(first);
    let mut key = None;
    for line in lines {
        start -= line.len() + 1;
        let words = line.trim();
        if words.is_empty() {
            continue;
        }
        let is_key = words.contains(": ") || words.ends_with(':') || words.starts_with(['#', '-']);
        if is_key || indentation(line) > inner {
            break;
        }
        inner = indentation(line);
        key = Some((start + inner, start + inner + words.len()));
    }
    let (start, key_end) = key?;
    let found = Diagnostic::new(
        Code::NotYaml,
        text.place(start, key_end),
        "a line is neither a key nor a part of a value",
    )
    .label("no `:` follows")
    .secondary(text.character(at), "the parser stopped here")
    .help("put a `:` behind it if it is a key; indent it as the lines around it if it is text");
    Some(found)
}

/// A key that ends a mapping since it is indented less, although what belongs to it is indented more
/// than the mapping, which goes on where the parser stopped.
fn dedented(text: Text<'_>, at: usize, info: &str) -> Option<Diagnostic> {
    if !info.contains("did not find expected key") {
        return None;
    }
    let before = text.slice(0, at);
    let mut lines = before.rsplit('\n');
    let first = lines.next()?;
    let outer = first.len();
    if outer == 0 || !first.trim().is_empty() {
        return None;
    }
    let mut start = at - outer;
    let mut inner = 0;
    while let Some(line) = lines.next() {
        start -= line.len() + 1;
        let words = line.trim();
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        let here = indentation(line);
        if here >= outer {
            inner = here;
            continue;
        }
        if !words.ends_with(':') || words.starts_with('-') || inner <= outer {
            return None;
        }
        // Only if the mapping began before the key can the key have ended it.
        let lines = lines.filter(|line| !line.trim().is_empty());
        let mut above = lines.map(indentation).take_while(|above| *above > here);
        if !above.any(|above| above == outer) {
            return None;
        }
        let place = text.place(start + here, start + here + words.len() - 1);
        let message = "a key is indented less than the others of its mapping";
        let found = Diagnostic::new(Code::NotYaml, place, message)
            .label("ends the mapping")
            .secondary(text.character(at), "the mapping goes on here")
            .help("indent it as the keys before and after it");
        return Some(found);
    }
    None
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// A key that ends where the parser stopped, and is too long to be one (YAML 1.2, section 7.4.2).
fn long_key(text: Text<'_>, at: usize, info: &str) -> Option<Diagnostic> {
    const LONGEST: usize = 1024;
    let before = text.slice(0, at);
    let line = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let is_long = text.slice(line, at).chars().nth(LONGEST).is_some();
    if !is_long || !info.contains("simple key") || !text.slice(at, text.body.len()).starts_with(':')
    {
        return None;
    }
    let message = format!("a key is longer than {LONGEST} characters");
    let found = Diagnostic::new(Code::NotYaml, text.character(at), message)
        .label("the key ends here")
        .help("put `? ` before the key and the `:` on a line of its own, or write the document in JSON");
    Some(found)
}

/// The first escape that YAML does not know in the string that begins at an offset. The parser
/// gives the place of the string.
fn unknown_escape(text: Text<'_>, at: usize) -> usize {
    const KNOWN: &str = "0abt\tnvfre \"/\\N_LPxuU\n\r";
    let mut characters = text.slice(at, text.body.len()).char_indices();
    while let Some((offset, character)) = characters.next() {
        if character == '\\'
            && characters.next().is_some_and(|(_, escaped)| !KNOWN.contains(escaped))
        {
            return at + offset;
        }
    }
    at
}

fn unknown_anchor(text: Text<'_>, at: usize) -> Diagnostic {
    let rest = text.slice(at, text.body.len());
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}');
    let name = rest.split(ends).next().unwrap_or("");
    let place = text.place(at, at + name.len());
    Diagnostic::new(
        Code::AnchorUnknown,
        place,
        format!("the alias `{name}` has no anchor before it"),
    )
    .label("no such anchor")
    .help(
        "put `&name` before the value that is to be repeated, or quote a text that begins with `*`",
    )
}

/// The tabs that indent the line of an error, or the lines before it that the parser may have
/// tried to read as one value with it.
fn tab_indentation(text: Text<'_>, at: usize, info: &str) -> Option<(usize, usize)> {
    const LINES: usize = 3;
    let mut line_end = at;
    if let Some(rest) = text.body.get(at..) {
        line_end += rest.find(['\n', '\r']).unwrap_or(rest.len());
    }
    for _ in 0..LINES {
        let before = text.slice(0, line_end);
        let line_start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let line = text.slice(line_start, line_end);
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line.get(..indent).and_then(|blanks| blanks.find('\t'))
            && (indent < line.len() || info.contains("tab"))
        {
            return Some((line_start + tab, line_start + indent));
        }
        line_end = line_start.checked_sub(1)?;
    }
    None
}

/// Whether the text is no YAML at all, rather than YAML with a fault.
pub(super) fn is_syntax(found: &Diagnostics) -> bool {
    found.any(|found| {
        matches!(
            found.code(),
            Code::NotYaml | Code::TabIndentation | Code::AnchorUnknown | Code::KeyNotScalar
        )
    })
}

#[cfg(test)]
mod tests {
    use super::WORDS;
    use saphyr_parser::Parser;

    /// Texts that are no YAML, at least one for each row of the table.
    const TEXTS: &[&str] = &[
        "a: b: c",
        "a: ? b",
        "a: - b",
        "a:\n  b: 1\n c: 2",
        "- a\nb: 1",
        "a: {b",
        "[a",
        "[a, , b]",
        "a: b\nc\nd: 1",
        "a: \"x",
        "a: \"x\n--- y\"",
        "a: \"\\q\"",
        "a: \"\\ud800\"",
        "a: \"\\xg0\"",
        "a: \"b\" c",
        "a: ]",
        "a: @b",
        "a: 1\n... x",
        "{a: 1}\nb: 2",
        "a: \"b\nc\"",
        "a:\n  [\nb]",
        "- |0\n a",
        "a: |\n     \n  x\n",
        "a: 1\n\u{feff}b: 2",
        "a: b\n\tc",
        "a: |x",
        "a: \"x\"#c",
        "a: & b",
        "a: !x!y z",
        "a: !<x",
        "%TAG !x! a\n%TAG !x! b\n---\na",
        "%YAML x\n---\na",
        "-\ta: 1\n-\t- b",
    ];

    #[test]
    fn each_row_is_hit() {
        let mut hit = vec![false; WORDS.len()];
        let mut infos = Vec::new();
        for text in TEXTS {
            let error = Parser::new_from_str(text).find_map(Result::err);
            let info = error.map(|error| error.info().to_owned()).unwrap_or_default();
            let row = WORDS.iter().position(|(part, ..)| info.contains(part));
            row.into_iter().for_each(|row| hit[row] = true);
            infos.push(format!("{text:?}: {info} ({row:?})"));
        }
        let missed = WORDS.iter().zip(hit).filter(|(_, hit)| !hit).map(|((part, ..), _)| part);
        let missed: Vec<_> = missed.collect();
        assert!(missed.is_empty(), "{missed:?} of {}", infos.join("\n"));
    }
}
