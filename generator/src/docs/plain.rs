//! A text without its markup, in one line.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{clean, html, render};

/// The most characters of a summary.
const LONGEST: usize = 300;

/// Words before whose full stop a sentence does not end.
const ABBREVIATIONS: &[&str] = &[
    "e.g", "i.e", "eg", "ie", "etc", "vs", "cf", "approx", "resp", "no", "nr", "st", "max", "min",
];

/// The words of a text in one line, without Markdown. Code blocks are left out.
#[must_use]
pub(crate) fn plain(text: &str) -> String {
    let words: Vec<String> = blocks(text).into_iter().map(|block| block.words).collect();
    words.join(" ")
}

/// The first sentence of a text, in one line, without Markdown, with a full stop.
///
/// What is longer than a line or three ends in an ellipsis.
#[must_use]
pub(crate) fn sentence(text: &str) -> Option<String> {
    let blocks = blocks(text);
    let block = blocks.iter().find(|block| !block.is_heading).or(blocks.first())?;
    let words = block.words.get(..sentence_end(&block.words)).unwrap_or(&block.words);
    let words = words.trim_end_matches([':', ';', ',', ' ', '-']);
    if !words.contains(char::is_alphanumeric) {
        return None;
    }
    if words.chars().count() > LONGEST {
        let cut: String = words.chars().take(LONGEST).collect();
        let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before);
        return Some(format!("{}…", cut.trim_end_matches([',', ';', ':', '.', ' '])));
    }
    let closed = words.trim_end_matches(['"', '\'', ')', '”', '’']);
    let is_whole = closed.ends_with(['.', '!', '?', '…', '。', '！', '？']);
    Some(if is_whole { words.to_owned() } else { format!("{words}.") })
}

/// The words of a block.
struct Block {
    words: String,
    is_heading: bool,
}

/// The words of each block that has any.
fn blocks(text: &str) -> Vec<Block> {
    let clean = clean::text(text);
    let markdown = html::to_markdown(&clean, None);
    let mut blocks = Vec::new();
    let mut current = String::new();
    let mut in_code = false;
    for event in Parser::new_ext(&markdown, render::options()) {
        match event {
            Event::Text(_) if in_code => {}
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                current.extend(text.chars().map(|character| match character {
                    clean::LINE_BREAK | clean::PARAGRAPH_BREAK => '\n',
                    _ => character,
                }));
            }
            Event::SoftBreak | Event::HardBreak => current.push('\n'),
            Event::Start(Tag::CodeBlock(_)) => {
                end_block(&mut current, false, &mut blocks);
                in_code = true;
            }
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image,
            ) => {}
            Event::End(tag) => {
                end_block(&mut current, matches!(tag, TagEnd::Heading(_)), &mut blocks);
            }
            Event::Start(Tag::List(_) | Tag::Item) => end_block(&mut current, false, &mut blocks),
            _ => {}
        }
    }
    end_block(&mut current, false, &mut blocks);
    blocks
}

/// Notes a block, if it has words.
fn end_block(current: &mut String, is_heading: bool, blocks: &mut Vec<Block>) {
    let visible = clean::inline(current);
    let words: Vec<&str> = visible.split_whitespace().collect();
    if !words.is_empty() {
        blocks.push(Block { words: words.join(" "), is_heading });
    }
    current.clear();
}

/// Where the first sentence ends, in bytes.
fn sentence_end(words: &str) -> usize {
    let mut from = 0;
    while let Some(found) = words.get(from..).and_then(|rest| rest.find(['.', '!', '?', '。'])) {
        let at = from + found;
        let Some((before, rest)) = words.split_at_checked(at) else {
            break;
        };
        let mark = rest.chars().next().map_or(1, char::len_utf8);
        let after = rest.trim_start_matches(['.', '!', '?', '。']);
        let after = after.trim_start_matches(['"', '\'', ')', '”', '’']);
        let end = words.len() - after.len();
        if rest.starts_with('。') || (after.starts_with(' ') && ends_here(before, rest, after)) {
            return end;
        }
        from = at + mark;
    }
    words.len()
}

/// Whether a mark with a space after it is the end of a sentence.
fn ends_here(before: &str, rest: &str, after: &str) -> bool {
    // A sentence begins with no small letter, though a name at its start may.
    let next = after.trim_start().chars().next();
    if next.is_some_and(char::is_lowercase) {
        return false;
    }
    let word = before.rsplit([' ', '(', '"']).next().unwrap_or(before);
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let is_short = is_initial || ABBREVIATIONS.iter().any(|short| short.eq_ignore_ascii_case(word));
    !rest.starts_with('.') || !is_short
}
