//! Long lines.
//!
//! A document's own line breaks are kept, since a change of one word then stays a change of one
//! line. Only a line that is too long is broken, greedily, at spaces; never in code, in a link, in
//! a table or in a code block.

use super::clean::HARD_SPACE;
use super::inline;

/// The most characters of a line. `///` and the indentation of a field make it a hundred.
pub(super) const WIDTH: usize = 96;

/// The lines of one paragraph of Markdown that the generator itself has put together.
#[must_use]
pub(crate) fn wrap(markdown: &str) -> Vec<String> {
    if !markdown.contains('`') {
        return leaf(markdown, WIDTH);
    }
    let mut marked = String::with_capacity(markdown.len());
    let mut fence = 0_usize;
    let mut rest = markdown;
    while let Some(first) = rest.chars().next() {
        if first == '`' {
            let after = rest.trim_start_matches('`');
            let run = rest.len() - after.len();
            marked.extend(std::iter::repeat_n('`', run));
            fence = match fence {
                0 => run,
                open if open == run => 0,
                open => open,
            };
            rest = after;
        } else {
            marked.push(if first == ' ' && fence > 0 { HARD_SPACE } else { first });
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    leaf(&marked, WIDTH)
}

/// The lines of the inline text of one block: broken where too long, and none of them to be taken
/// for the start of a list, a heading or a table. An empty line parts two paragraphs.
pub(super) fn leaf(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let line = line.trim_matches([' ', HARD_SPACE]);
        if line.is_empty() {
            if lines.last().is_some_and(|last| !last.is_empty()) {
                lines.push(String::new());
            }
        } else if line.len() <= width || line.chars().count() <= width {
            lines.push(finish(line));
        } else {
            greedy(line, width, &mut lines);
        }
    }
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// Fills lines with as many words as they hold.
fn greedy(line: &str, width: usize, lines: &mut Vec<String>) {
    let mut current = String::new();
    let mut length = 0_usize;
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        let word_length = word.chars().count();
        if length > 0 && length + 1 + word_length > width && !inline::starts_block(word) {
            lines.push(finish(&current));
            current.clear();
            length = 0;
        }
        if length > 0 {
            current.push(' ');
            length += 1;
        }
        current.push_str(word);
        length += word_length;
    }
    if !current.is_empty() {
        lines.push(finish(&current));
    }
}

/// A line as it is written.
fn finish(line: &str) -> String {
    inline::guard(line).replace(HARD_SPACE, " ")
}
