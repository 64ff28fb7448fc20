//! HTML in a text, as Markdown.
//!
//! Tags that documents use for layout become what Markdown has for it. A tag of no known name
//! (`/accounts/<id>`) is no tag but a placeholder, and is shown. So is one that is never closed.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag as Block, TagEnd as BlockEnd};

use super::clean::{LINE_BREAK, PARAGRAPH_BREAK};
use super::{link, render};

mod tag;

use tag::{Meaning, Tag};

/// The longest text between two tags that is looked at.
const LONGEST_INNER: usize = 2000;

/// A text in which HTML has become Markdown, or is escaped.
pub(super) fn to_markdown<'a>(text: &'a str, base: Option<&str>) -> Cow<'a, str> {
    let has_definitions = text.contains("]:");
    if !text.contains('<') && !has_definitions {
        return Cow::Borrowed(text);
    }
    let parser = Parser::new_ext(text, render::options());
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    // `[DONE]: last` defines a link to `last` and would be gone from the text.
    for (_, definition) in parser.reference_definitions().iter() {
        let start = definition.span.start;
        if link::target(&definition.dest, base).is_none()
            && text.get(start..).is_some_and(|rest| rest.starts_with('['))
        {
            edits.push((start..start, "\\".to_owned()));
        }
    }
    let mut found = Finder { text, ..Finder::default() };
    for (event, range) in parser.into_offset_iter() {
        found.event(&event, range);
    }
    found.edits(base, &mut edits);
    if edits.is_empty() {
        return Cow::Borrowed(text);
    }
    edits.sort_by_key(|(range, _)| range.start);
    Cow::Owned(apply(text, &edits))
}

/// Carries out the edits; one that overlaps with an earlier one is left out.
fn apply(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut markdown = String::with_capacity(text.len());
    let mut position = 0;
    for (range, replacement) in edits {
        if let Some(between) = text.get(position..range.start) {
            markdown.push_str(between);
            markdown.push_str(replacement);
            position = range.end;
        }
    }
    markdown.push_str(text.get(position..).unwrap_or_default());
    markdown
}

/// Collects the tags of a text and pairs them.
#[derive(Default)]
struct Finder<'a> {
    text: &'a str,
    tags: Vec<Tag<'a>>,
    /// Indentation, comments: what is left out.
    dropped: Vec<Range<usize>>,
    /// Open tags by name. Not one stack for all: a search through it could take long.
    open: HashMap<&'static str, Vec<usize>>,
    containers: usize,
    in_table: bool,
    in_comment: bool,
    in_pre: bool,
}

impl<'a> Finder<'a> {
    /// Looks at one event of the parser.
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::InlineHtml(_) => {
                let Some(html) = self.text.get(range.clone()) else {
                    return;
                };
                if html.starts_with("<!--") {
                    self.dropped.push(range);
                } else {
                    self.tag(range.start, html, false);
                }
            }
            Event::Html(_) => self.html_line(range),
            Event::Start(block) => {
                match block {
                    Block::Table(_) => self.in_table = true,
                    Block::Item | Block::BlockQuote(_) => self.containers += 1,
                    _ => {}
                }
                if !is_inline(&block.to_end()) {
                    self.close_scope();
                }
            }
            Event::End(block) => {
                match block {
                    BlockEnd::Table => self.in_table = false,
                    BlockEnd::Item | BlockEnd::BlockQuote(_) => self.containers -= 1,
                    _ => {}
                }
                if !is_inline(block) {
                    self.close_scope();
                }
            }
            _ => {}
        }
    }

    /// No pair reaches from one block into another.
    fn close_scope(&mut self) {
        self.open.clear();
        self.in_comment = false;
        self.in_pre = false;
    }

    /// Finds the tags of one line of an HTML block.
    fn html_line(&mut self, range: Range<usize>) {
        let Some(line) = self.text.get(range.clone()) else {
            return;
        };
        let mut offset = 0;
        if !self.in_pre {
            // What is indented below a tag is no code once the tag is gone.
            offset = line.len() - line.trim_start_matches(' ').len();
            self.dropped.push(range.start..range.start + offset);
        }
        while let Some(rest) = line.get(offset..) {
            let start = range.start + offset;
            if self.in_comment || rest.starts_with("<!--") {
                let length = rest.find("-->").map(|end| end + 3);
                self.in_comment = length.is_none();
                // The end of the line stays, so that what follows does not join what precedes.
                let length = length.unwrap_or_else(|| rest.trim_end_matches('\n').len());
                self.dropped.push(start..start + length);
                offset += length;
                if self.in_comment {
                    return;
                }
            } else if rest.starts_with('<') {
                offset += tag::length(rest).map_or(1, |length| {
                    if let Some(html) = rest.get(..length) {
                        self.tag(start, html, true);
                    }
                    length
                });
            } else {
                match rest.find('<') {
                    Some(next) => offset += next,
                    None => return,
                }
            }
        }
    }

    /// Notes one tag, and its partner if it closes one.
    fn tag(&mut self, start: usize, html: &'a str, in_block: bool) {
        let (name, closes) = tag::name(html);
        let known = tag::meaning(name);
        let index = self.tags.len();
        let mut partner = None;
        if let Some((name, meaning)) = known {
            let open = self.open.entry(name).or_default();
            if closes {
                partner = open.pop();
            } else {
                open.push(index);
            }
            if let Some(other) = partner.and_then(|other| self.tags.get_mut(other)) {
                other.partner = Some(index);
            }
            if in_block && meaning == Meaning::Preformatted {
                self.in_pre = !closes;
            }
        }
        let before = self.text.get(..start).unwrap_or_default().trim_end_matches(' ');
        self.tags.push(Tag {
            range: start..start + html.len(),
            html,
            closes,
            meaning: known.map(|(_, meaning)| meaning),
            partner,
            in_cell: self.in_table,
            may_break: self.containers == 0 && !self.in_table,
            starts_line: before.is_empty() || before.ends_with('\n'),
            in_block,
        });
    }

    /// What is to be done to the text.
    fn edits(self, base: Option<&str>, edits: &mut Vec<(Range<usize>, String)>) {
        edits.extend(self.dropped.into_iter().map(|range| (range, String::new())));
        for tag in &self.tags {
            let partner = tag.partner.and_then(|partner| self.tags.get(partner));
            let inner = partner.and_then(|partner| {
                let (first, last) = if tag.closes { (partner, tag) } else { (tag, partner) };
                let inner = self.text.get(first.range.end..last.range.start)?;
                // Looking through nested pairs again and again would take long.
                Some(if inner.len() > LONGEST_INNER { "" } else { inner })
            });
            edits.push((tag.range.clone(), tag.markdown(partner, inner, base)));
        }
    }
}

/// Whether a construct lies within a block.
fn is_inline(end: &BlockEnd) -> bool {
    matches!(
        end,
        BlockEnd::Emphasis
            | BlockEnd::Strong
            | BlockEnd::Strikethrough
            | BlockEnd::Link
            | BlockEnd::Image
    )
}

/// The mark for a break of the given kind.
fn break_mark(paragraph: bool, in_cell: bool) -> String {
    match (in_cell, paragraph) {
        (true, _) => ' ',
        (false, true) => PARAGRAPH_BREAK,
        (false, false) => LINE_BREAK,
    }
    .to_string()
}
