//! Markdown, written anew from what a parser made of it.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::clean;
use super::inline::{self, Context};
use super::wrap;

mod blocks;
mod leaf;

use blocks::Blocks;
use leaf::Leaf;

/// The most blocks in each other. Every line bears the marks of all of them, so that without a
/// limit a short text could become a very long one.
const DEEPEST: usize = 8;

/// How much is escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// What the document has bare and means nothing there stays bare.
    Faithful,
    /// Whatever could mean something is escaped.
    Strict,
}

/// A text as it is to be read.
pub(super) struct Rendered {
    /// The lines of the doc comment.
    pub(super) lines: Vec<String>,
    /// What must be seen, without spaces.
    pub(super) shown: String,
}

/// What of Markdown is understood: what rustdoc does, but for footnotes.
///
/// The label of a footnote holds for the whole page, so that two items could collide.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
}

/// Writes a text anew; None, if it is nested too deeply.
pub(super) fn render(markdown: &str, mode: Mode, base: Option<&str>) -> Option<Rendered> {
    let mut renderer = Renderer {
        source: markdown,
        base,
        leaf: Leaf::new(Context { strict: mode == Mode::Strict, ..Context::default() }),
        blocks: Blocks::default(),
        code: None,
        heading: None,
        row: Vec::new(),
        shown: String::new(),
        text_end: 0,
    };
    for (event, range) in Parser::new_ext(markdown, options()).into_offset_iter() {
        renderer.event(event, range)?;
    }
    renderer.end_leaf();
    Some(Rendered { lines: renderer.blocks.finish(), shown: renderer.shown })
}

/// A text with all its markup shown as it is, for what cannot be understood.
pub(super) fn literal(text: &str) -> Vec<String> {
    let escaped: Vec<String> = text
        .split('\n')
        .map(|line| {
            let mut escaped = String::with_capacity(line.len());
            for character in line.trim().chars() {
                if "\\`*_[]<>&~|!^#".contains(character) {
                    escaped.push('\\');
                }
                escaped.push(character);
            }
            // A backslash inside of an address would not be shown as one, nor end it.
            escaped.replace("://", ":\\//")
        })
        .collect();
    let mut lines = wrap::leaf(&escaped.join("\n"), wrap::WIDTH);
    if lines.first().is_some_and(String::is_empty) {
        lines.remove(0);
    }
    lines
}

/// Goes through the events of a text.
struct Renderer<'a> {
    source: &'a str,
    base: Option<&'a str>,
    leaf: Leaf,
    blocks: Blocks,
    /// The code block that is open: whether it is JSON, and its text.
    code: Option<(bool, String)>,
    /// The level of the heading that is open.
    heading: Option<usize>,
    /// The cells of the row that is open.
    row: Vec<String>,
    shown: String,
    /// Where in the source the last text ended.
    text_end: usize,
}

impl Renderer<'_> {
    /// Takes one event. None, if the text is nested too deeply.
    fn event(&mut self, event: Event<'_>, range: std::ops::Range<usize>) -> Option<()> {
        let source = self.source.get(range.clone()).unwrap_or_default();
        match event {
            Event::Start(tag) => return self.start(tag, source),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some((_, code)) => code.push_str(&text),
                None => {
                    let escaped = self.is_escaped(range.start);
                    self.text_end = range.end;
                    self.leaf.text(&text, escaped);
                }
            },
            Event::Html(text) | Event::InlineHtml(text) => {
                for (index, line) in text.split('\n').enumerate() {
                    if index > 0 {
                        self.leaf.soft_break();
                    }
                    self.leaf.text(line, false);
                }
            }
            Event::Code(text) => self.leaf.code(&clean::inline(&text)),
            Event::SoftBreak => self.leaf.soft_break(),
            Event::HardBreak => self.leaf.hard_break(),
            Event::Rule => {
                self.end_leaf();
                self.blocks.rule();
            }
            Event::TaskListMarker(done) => self.leaf.task(done),
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) => {}
        }
        Some(())
    }

    /// Whether the character at this place of the source has a backslash before it that is not
    /// itself part of what is shown.
    fn is_escaped(&self, at: usize) -> bool {
        at > self.text_end && self.source.get(..at).is_some_and(|before| before.ends_with('\\'))
    }

    /// Begins a construct.
    fn start(&mut self, tag: Tag<'_>, source: &str) -> Option<()> {
        match tag {
            Tag::Emphasis => self.leaf.open(source.get(..1).unwrap_or("*")),
            Tag::Strong => self.leaf.open(source.get(..2).unwrap_or("**")),
            Tag::Strikethrough => {
                self.leaf.open(if source.starts_with("~~") { "~~" } else { "~" });
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                self.leaf.open_link(link_type, &dest_url, &title, self.base);
            }
            Tag::Image { dest_url, .. } => self.leaf.open_image(&dest_url, self.base),
            Tag::TableCell => self.leaf.context.in_table = true,
            Tag::TableHead | Tag::TableRow => self.row.clear(),
            _ => {
                self.end_leaf();
                return self.start_block(tag, source);
            }
        }
        Some(())
    }

    /// Begins a block.
    fn start_block(&mut self, tag: Tag<'_>, source: &str) -> Option<()> {
        match tag {
            Tag::Paragraph => self.blocks.paragraph(),
            Tag::Heading { level, .. } => self.heading = Some(level as usize),
            Tag::BlockQuote(_) => return self.blocks.open_quote(DEEPEST),
            Tag::List(_) => self.blocks.open_list(),
            Tag::Item => return self.blocks.open_item(source, DEEPEST),
            Tag::Table(alignments) => self.blocks.open_table(alignments),
            Tag::CodeBlock(kind) => {
                let is_json = match kind {
                    pulldown_cmark::CodeBlockKind::Fenced(info) => {
                        let info = info.to_ascii_lowercase();
                        let first = info.split([' ', ',', '{']).next().unwrap_or_default();
                        matches!(first, "json" | "jsonc" | "json5")
                    }
                    pulldown_cmark::CodeBlockKind::Indented => false,
                };
                self.code = Some((is_json, String::new()));
            }
            _ => {}
        }
        Some(())
    }

    /// Ends a construct.
    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => self.leaf.close(),
            TagEnd::Link | TagEnd::Image => self.leaf.close_link(),
            TagEnd::TableCell => {
                let cell = self.leaf.take(&mut self.shown).replace('\n', " ");
                self.row.push(cell.replace(clean::HARD_SPACE, " ").trim().to_owned());
                self.leaf.context.in_table = false;
            }
            TagEnd::TableHead => self.blocks.row(&self.row, true),
            TagEnd::TableRow => self.blocks.row(&self.row, false),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::Item | TagEnd::BlockQuote(_) => {
                self.end_leaf();
                self.blocks.close();
            }
            TagEnd::List(_) => self.blocks.close_list(),
            _ => self.end_leaf(),
        }
    }

    /// Writes the inline text that has come together as a paragraph.
    fn end_leaf(&mut self) {
        let text = self.leaf.take(&mut self.shown);
        if !text.is_empty() {
            self.blocks.text(&text);
        }
    }

    /// Writes a heading, one level lower: the highest one is for the generator's own sections.
    fn end_heading(&mut self) {
        let Some(level) = self.heading.take() else {
            return;
        };
        let text = self.leaf.take(&mut self.shown).replace('\n', " ");
        let text = text.replace(clean::HARD_SPACE, " ");
        let text = text.trim();
        // Hashes at the end of a heading are not shown.
        let hashes = text.len() - text.trim_end_matches('#').len();
        let text = match text.len().checked_sub(hashes).and_then(|end| text.split_at_checked(end)) {
            Some((before, after)) if hashes > 0 && !before.ends_with('\\') => {
                format!("{before}\\{after}")
            }
            _ => text.to_owned(),
        };
        if !text.is_empty() {
            self.blocks.heading(&format!("{} {text}", "#".repeat((level + 1).min(6))));
        }
    }

    /// Writes a code block, between fences and with a name, so that it is no test.
    fn end_code(&mut self) {
        let Some((is_json, code)) = self.code.take() else {
            return;
        };
        let lines: Vec<String> = code
            .split('\n')
            .map(|line| line.chars().filter(|character| !clean::is_forbidden(*character)).collect())
            .map(|line: String| line.trim_end().to_owned())
            .collect();
        let is_blank = |line: &String| line.is_empty();
        let start = lines.iter().take_while(|line| is_blank(line)).count();
        let end = lines.len() - lines.iter().rev().take_while(|line| is_blank(line)).count();
        let Some(lines) = lines.get(start..end).filter(|lines| !lines.is_empty()) else {
            return;
        };
        let longest = lines.iter().map(|line| inline::longest_run(line, '`')).max();
        let fence = "`".repeat(longest.map_or(3, |longest| (longest + 1).max(3)));
        let info = if is_json { "json" } else { "text" };
        self.blocks.code(&fence, info, lines);
        for line in lines {
            self.shown.extend(line.chars().filter(|character| *character != ' '));
        }
    }
}
