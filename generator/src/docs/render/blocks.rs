//! Blocks in blocks, as lines.

use pulldown_cmark::Alignment;

use crate::docs::wrap;

/// A block that holds other blocks.
enum Container {
    /// A quote, and whether nothing has been written in it.
    Quote { is_new: bool },
    Item {
        /// The mark, until the first line is written.
        mark: Option<String>,
        width: usize,
        /// Whether the item's text stands in paragraphs of its own.
        loose: bool,
        is_first: bool,
    },
}

/// The blocks written so far, and those that are open.
#[derive(Default)]
pub(super) struct Blocks {
    lines: Vec<String>,
    open: Vec<Container>,
    /// For each open list, whether an item was written.
    lists: Vec<bool>,
    table: Vec<Alignment>,
}

impl Blocks {
    /// The text that follows is a paragraph of its own.
    pub(super) fn paragraph(&mut self) {
        if let Some(Container::Item { loose, .. }) = self.open.last_mut() {
            *loose = true;
        }
    }

    /// Opens a quote; None, if that is too deep.
    pub(super) fn open_quote(&mut self, deepest: usize) -> Option<()> {
        (self.open.len() < deepest).then(|| self.open.push(Container::Quote { is_new: true }))
    }

    /// Closes a quote or an item.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    pub(super) fn open_list(&mut self) {
        self.lists.push(false);
    }

    pub(super) fn close_list(&mut self) {
        self.lists.pop();
    }

    /// Opens an item, which has the mark that the document gave it; None, if that is too deep.
    pub(super) fn open_item(&mut self, source: &str, deepest: usize) -> Option<()> {
        if self.open.len() >= deepest {
            return None;
        }
        let source = source.trim_start();
        let rest = source.trim_start_matches(|character: char| character.is_ascii_digit());
        let digits = source.len() - rest.len();
        let mark =
            source.get(..digits + 1).filter(|mark| mark.ends_with(['-', '+', '*', '.', ')']));
        let mark = mark.unwrap_or("-").to_owned();
        let is_first = !self.lists.last().copied().unwrap_or_default();
        let width = mark.len() + 1;
        self.open.push(Container::Item { mark: Some(mark), width, loose: false, is_first });
        Some(())
    }

    /// Writes a paragraph, or several with empty lines between them.
    pub(super) fn text(&mut self, text: &str) {
        let used: usize = self.open.iter().map(Container::width).sum();
        let lines = wrap::leaf(text, wrap::WIDTH.saturating_sub(used).max(wrap::WIDTH / 2));
        let lines = lines.get(lines.iter().take_while(|line| line.is_empty()).count()..);
        self.block(lines.unwrap_or_default(), false);
    }

    /// Writes a heading.
    pub(super) fn heading(&mut self, line: &str) {
        self.block(&[line.to_owned()], true);
    }

    /// Writes a code block.
    pub(super) fn code(&mut self, fence: &str, info: &str, lines: &[String]) {
        let mut block = Vec::with_capacity(lines.len() + 2);
        block.push(format!("{fence}{info}"));
        block.extend_from_slice(lines);
        block.push(fence.to_owned());
        self.block(&block, false);
    }

    /// Writes a rule, where there is something to divide.
    pub(super) fn rule(&mut self) {
        if self.open.is_empty() && !self.lines.is_empty() {
            self.block(&["---".to_owned()], true);
        }
    }

    pub(super) fn open_table(&mut self, alignments: Vec<Alignment>) {
        self.table = alignments;
    }

    /// Writes a row of a table, and the line below it if it is the head.
    pub(super) fn row(&mut self, cells: &[String], is_head: bool) {
        let row = format!("| {} |", cells.join(" | "));
        if !is_head {
            self.write(&row);
            return;
        }
        let rules = self.table.iter().map(|alignment| match alignment {
            Alignment::None => "---",
            Alignment::Left => ":--",
            Alignment::Center => ":-:",
            Alignment::Right => "--:",
        });
        let rules: Vec<&str> = rules.collect();
        self.block(&[row, format!("| {} |", rules.join(" | "))], true);
    }

    /// Writes one block, apart from the one before it unless both are in one tight item.
    fn block(&mut self, lines: &[String], apart: bool) {
        if lines.is_empty() {
            return;
        }
        // The innermost container that has been written in: what the block is a part of.
        let outer = self.open.iter().rposition(|container| !container.is_new());
        let needs_gap = match outer.map_or(0, |outer| outer + 1) {
            // The block begins an item: a further one of its list, or the first of a new list.
            inner if inner < self.open.len() => match self.open.get(inner) {
                Some(Container::Item { loose, is_first: false, .. }) => *loose,
                _ => self.is_loose(outer),
            },
            _ => apart || self.is_loose(outer),
        };
        if needs_gap {
            self.blank();
        }
        for line in lines {
            self.write(line);
        }
    }

    /// Whether the blocks in this container stand apart.
    fn is_loose(&self, container: Option<usize>) -> bool {
        match container.and_then(|container| self.open.get(container)) {
            Some(Container::Item { loose, .. }) => *loose,
            Some(Container::Quote { .. }) | None => true,
        }
    }

    /// Writes an empty line, unless there is one or nothing before it.
    fn blank(&mut self) {
        let mut line = String::new();
        for container in self.open.iter().take_while(|container| !container.is_new()) {
            match container {
                Container::Quote { .. } => line.push_str("> "),
                Container::Item { width, .. } => line.extend(std::iter::repeat_n(' ', *width)),
            }
        }
        line.truncate(line.trim_end().len());
        let is_blank = |last: &String| last.trim_matches(['>', ' ']).is_empty();
        if self.lines.last().is_some_and(|last| !is_blank(last)) {
            self.lines.push(line);
        }
    }

    /// Writes a line with the marks of all that is open.
    fn write(&mut self, line: &str) {
        let mut written = String::with_capacity(line.len() + 8);
        for container in &mut self.open {
            match container {
                Container::Quote { is_new } => {
                    *is_new = false;
                    written.push_str("> ");
                }
                Container::Item { mark, width, .. } => match mark.take() {
                    Some(mark) => {
                        written.push_str(&mark);
                        written.push(' ');
                    }
                    None => written.extend(std::iter::repeat_n(' ', *width)),
                },
            }
        }
        for list in &mut self.lists {
            *list = true;
        }
        written.push_str(line);
        written.truncate(written.trim_end().len());
        self.lines.push(written);
    }

    /// All lines.
    pub(super) fn finish(self) -> Vec<String> {
        self.lines
    }
}

impl Container {
    /// How much of a line the container's mark takes.
    fn width(&self) -> usize {
        match self {
            Self::Quote { .. } => 2,
            Self::Item { width, .. } => *width,
        }
    }

    /// Whether nothing has been written in it.
    fn is_new(&self) -> bool {
        matches!(self, Self::Item { mark: Some(_), .. } | Self::Quote { is_new: true })
    }
}
