//! What stands in a line: escapes, code spans, and what must not start a line.

use std::borrow::Cow;

use super::clean::{self, ESCAPED, HARD_SPACE};
use super::link;

/// Where a piece of text stands, and how much of it is escaped.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// Whether `*`, `_` and `~` are escaped also where the document has them bare.
    pub(super) strict: bool,
    /// Whether the text is that of a link.
    pub(super) in_link: bool,
    /// Whether the text stands in a cell of a table.
    pub(super) in_table: bool,
}

/// Plain words as Markdown that shows them as they are, in one line.
#[must_use]
pub(crate) fn escape(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    push_text(&mut markdown, &clean::inline(text), Context { strict: true, ..Context::default() });
    guard(markdown.trim()).into_owned()
}

/// A text as a code span. What cannot be seen is spelled out: `\u{202e}`.
#[must_use]
pub(crate) fn code(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => visible.push_str("\\n"),
            '\r' => visible.push_str("\\r"),
            '\t' => visible.push_str("\\t"),
            _ if clean::is_forbidden(character) => visible.extend(character.escape_unicode()),
            _ => visible.push(character),
        }
    }
    span(&visible)
}

/// A code span around a text of one line, with as many backticks as it takes.
pub(super) fn span(text: &str) -> String {
    let fence = "`".repeat(longest_run(text, '`') + 1);
    let fence = if longest_run(text, '`') == 0 { "`" } else { fence.as_str() };
    let blank = text.chars().all(|character| character == ' ');
    // CommonMark takes one space off both ends, if both have one and there is more than spaces.
    let pad = text.starts_with('`')
        || text.ends_with('`')
        || (!blank && text.starts_with(' ') && text.ends_with(' '));
    let pad = if pad || text.is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The longest run of one character.
pub(super) fn longest_run(text: &str, wanted: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for character in text.chars() {
        run = if character == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Adds a text, with its bare addresses between angle brackets.
pub(super) fn push_text(out: &mut String, text: &str, context: Context) {
    let mut rest = text;
    while !context.in_link
        && let Some(range) = link::find_bare(rest)
        && let (Some(before), Some(address), Some(after)) =
            (rest.get(..range.start), rest.get(range.clone()), rest.get(range.end..))
    {
        push_escaped(out, before, context);
        let address = address.replace(ESCAPED, "");
        if address.contains(['{', '}']) {
            // A template is nothing to click on.
            out.push_str(&span(&address));
        } else {
            out.push('<');
            out.push_str(&address);
            out.push('>');
        }
        rest = after;
    }
    push_escaped(out, rest, context);
}

/// Adds a text with a backslash before each character that would mean something.
fn push_escaped(out: &mut String, text: &str, context: Context) {
    let mut previous = None;
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let after = rest.as_str();
        let next = after.chars().next();
        if character == ESCAPED {
            if let Some(escaped) = rest.next() {
                if escaped.is_ascii_punctuation() {
                    out.push('\\');
                }
                out.push(escaped);
                previous = Some(escaped);
            }
            continue;
        }
        let escapes = match character {
            '`' => true,
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation() || next.is_control()),
            '[' => context.in_link || !is_empty_brackets(after),
            ']' | '^' => context.in_link,
            '<' => next.is_none_or(|next| next.is_ascii_alphabetic() || "/!?".contains(next)),
            '&' => is_entity(after),
            '|' => context.in_table,
            '*' | '_' | '~' => context.strict && means_emphasis(character, previous, next),
            _ => false,
        };
        if escapes {
            out.push('\\');
        }
        out.push(character);
        previous = Some(character);
    }
}

/// Whether `[` and this are a pair of brackets with nothing in it, as in `tags[]`.
fn is_empty_brackets(after: &str) -> bool {
    after
        .strip_prefix(']')
        .is_some_and(|after| !after.is_empty() && !after.starts_with(['(', '[', ':', '{', ESCAPED]))
}

/// Whether `&` and this would be read as one character.
fn is_entity(after: &str) -> bool {
    let name = after.strip_prefix('#').unwrap_or(after);
    let end = name.find(|character: char| !character.is_ascii_alphanumeric());
    end.is_some_and(|end| end > 0 && name.get(end..).is_some_and(|rest| rest.starts_with(';')))
}

/// Whether a delimiter could start or end emphasis. Between spaces it cannot, nor can `_` in a word.
fn means_emphasis(delimiter: char, previous: Option<char>, next: Option<char>) -> bool {
    let (Some(previous), Some(next)) = (previous, next) else {
        return true;
    };
    let spaced = previous == ' ' && next == ' ';
    let in_word = delimiter == '_' && previous.is_alphanumeric() && next.is_alphanumeric();
    !spaced && !in_word
}

/// The line, with a backslash if it would be taken for the start of a block.
pub(super) fn guard(line: &str) -> Cow<'_, str> {
    let Some(at) = block_mark(line) else {
        return Cow::Borrowed(line);
    };
    match (line.get(..at), line.get(at..)) {
        (Some(before), Some(after)) => Cow::Owned(format!("{before}\\{after}")),
        _ => Cow::Borrowed(line),
    }
}

/// Whether a line that starts with this word could be taken for the start of a block.
pub(super) fn starts_block(word: &str) -> bool {
    block_mark(word).is_some() || word.starts_with(['#', '>', '+', '-', '=', '|', '~'])
}

/// Where the line needs a backslash so as not to start a heading, a quote, a list or a table.
fn block_mark(line: &str) -> Option<usize> {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', HARD_SPACE, '\n']);
    let only = |allowed: &str| line.chars().all(|character| allowed.contains(character));
    match line.chars().next()? {
        '>' => Some(0),
        '#' => ends(line.trim_start_matches('#')).then_some(0),
        '+' => ends(line.get(1..)?).then_some(0),
        '-' | '*' if ends(line.get(1..)?) => Some(0),
        '*' => only("* ").then_some(0),
        '_' => only("_ ").then_some(0),
        '=' => only("= ").then_some(0),
        '~' => line.starts_with("~~~").then_some(0),
        '-' | ':' | '|' => only("-:| ").then_some(0),
        '0'..='9' => {
            let rest = line.trim_start_matches(|character: char| character.is_ascii_digit());
            let digits = line.len() - rest.len();
            let marked = rest.strip_prefix(['.', ')']).is_some_and(ends);
            (marked && digits < 10).then_some(digits)
        }
        _ => None,
    }
}
