//! Lists and mappings in brackets that go on in lines that are indented no further than what holds
//! them. YAML asks for more (1.2.2, section 7.4: flow content is indented as its parent node asks), but
//! common readers do not, and people write it:
//!
//! ```yaml
//! example: {
//!   "id": 1
//! }
//! ```
//!
//! Inside of brackets a line break is a blank like any other. So the lines are joined, character for
//! character, and every place of the text stays what it was.

/// A text whose brackets go on in one line.
pub(super) struct Joined {
    /// The text, with as many characters as before.
    pub(super) text: String,
    /// Where the lines begin that were joined to the ones before, in bytes.
    pub(super) places: Vec<usize>,
}

/// Joins such lines. None if there are none.
pub(super) fn joined(text: &str) -> Option<Joined> {
    let mut lines = Lines { text, at: 0, gaps: Vec::new() };
    while lines.at < text.len() {
        lines.block_line();
    }
    if lines.gaps.is_empty() {
        return None;
    }
    let mut joined = String::with_capacity(text.len());
    let mut from = 0;
    for (start, end) in &lines.gaps {
        joined.push_str(text.get(from..*start)?);
        joined.extend(text.get(*start..*end)?.chars().map(|_| ' '));
        from = *end;
    }
    joined.push_str(text.get(from..)?);
    Some(Joined { text: joined, places: lines.gaps.iter().map(|(_, end)| *end).collect() })
}

/// The text of a plain scalar of several lines (section 7.3.3): a line break is a blank, and one more is
/// a line break.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::new();
    let mut breaks = 0_usize;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            breaks += 1;
            continue;
        }
        match breaks {
            _ if folded.is_empty() => {}
            0 => folded.push(' '),
            _ => (0..breaks).for_each(|_| folded.push('\n')),
        }
        folded.push_str(line);
        breaks = 0;
    }
    folded
}

/// A way through a text by its lines, that knows as much of YAML as to tell where brackets are.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    /// What is to be blanks: from the end of a line to the start of the one that is joined to it.
    gaps: Vec<(usize, usize)>,
}

/// How a plain scalar in a line of a block ends.
enum Plain {
    /// It is a key.
    Key,
    /// It is a value, which may go on in the next lines.
    Value,
}

impl Lines<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The column of the place, in bytes.
    fn column(&self) -> usize {
        let before = self.text.get(..self.at).unwrap_or("");
        before.len() - before.rfind('\n').map_or(0, |end| end + 1)
    }

    fn skip(&mut self, goes: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|c| !goes(c)).unwrap_or(rest.len());
    }

    fn skip_blanks(&mut self) {
        self.skip(|c| c == ' ' || c == '\t');
    }

    /// To the start of the next line.
    fn end_line(&mut self) {
        let rest = self.rest();
        self.at += rest.find('\n').map_or(rest.len(), |end| end + 1);
    }

    /// Whether a mark such as `-` stands here, with a blank behind it.
    fn is_mark(&self, mark: char) -> bool {
        let rest = self.rest().strip_prefix(mark);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
    }

    /// A line outside of brackets, with what goes on in the next ones.
    fn block_line(&mut self) {
        self.skip_blanks();
        // What goes on in the next lines is indented further than this.
        let mut parent = self.column().checked_sub(1);
        if self.rest().starts_with("---") && parent.is_none() {
            self.at += 3;
        }
        loop {
            self.skip_blanks();
            let column = self.column();
            match self.next() {
                None | Some('\n' | '\r' | '#' | '%') => return self.end_line(),
                Some(mark @ ('-' | '?' | ':')) if self.is_mark(mark) => {
                    self.at += 1;
                    if mark != ':' {
                        parent = Some(column);
                    }
                }
                Some('&' | '!' | '*') => self.skip(|c| !c.is_whitespace()),
                Some('|' | '>') => {
                    self.end_line();
                    return self.text_block(parent);
                }
                Some(quote @ ('"' | '\'')) => {
                    self.quoted(quote);
                    self.key(&mut parent, column);
                }
                Some('{' | '[') => {
                    self.brackets(column);
                    self.key(&mut parent, column);
                }
                Some(_) => match self.plain() {
                    Plain::Key => parent = Some(column),
                    Plain::Value => return self.text_block(parent),
                },
            }
        }
    }

    /// Whether what ended here is a key.
    fn key(&mut self, parent: &mut Option<usize>, column: usize) {
        self.skip_blanks();
        if self.rest().starts_with(':') {
            self.at += 1;
            *parent = Some(column);
        }
    }

    /// Skips the lines that go on with a text: those that are indented further, and blank ones.
    fn text_block(&mut self, parent: Option<usize>) {
        while !self.rest().is_empty() {
            let line = self.rest().lines().next().unwrap_or("");
            let indent = line.len() - line.trim_start_matches(' ').len();
            if !line.trim().is_empty() && parent.is_some_and(|parent| indent <= parent) {
                return;
            }
            self.end_line();
        }
    }

    /// A plain scalar in a line of a block: to the `:` behind it, or to the end of the line.
    fn plain(&mut self) -> Plain {
        let mut before = 'x';
        while let Some(next) = self.next() {
            if next == ':' && self.is_mark(':') {
                self.at += 1;
                return Plain::Key;
            }
            if next == '\n' || next == '#' && before.is_whitespace() {
                break;
            }
            before = next;
            self.at += next.len_utf8();
        }
        self.end_line();
        Plain::Value
    }

    /// A quoted string, which may have several lines.
    fn quoted(&mut self, quote: char) {
        self.at += 1;
        while let Some(next) = self.next() {
            self.at += next.len_utf8();
            if next == '\\' && quote == '"' {
                self.at += self.next().map_or(0, char::len_utf8);
            } else if next == quote {
                if quote == '\'' && self.rest().starts_with('\'') {
                    self.at += 1;
                    continue;
                }
                return;
            }
        }
    }

    /// What stands in brackets, the outermost of which begins in a column.
    fn brackets(&mut self, column: usize) {
        let mut depth = 0_usize;
        let mut in_plain = false;
        let mut before = ' ';
        while let Some(next) = self.next() {
            match next {
                '"' | '\'' if !in_plain => self.quoted(next),
                '#' if before.is_whitespace() => self.line_end(column),
                '\n' => self.line_end(column),
                _ => self.at += next.len_utf8(),
            }
            match next {
                '{' | '[' => depth += 1,
                '}' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return;
            }
            in_plain = match next {
                '{' | '[' | '}' | ']' | ',' | '"' | '\'' if !in_plain => false,
                '{' | '[' | '}' | ']' | ',' => false,
                ':' if !in_plain || self.next().is_none_or(char::is_whitespace) => false,
                _ if next.is_whitespace() => in_plain,
                _ => true,
            };
            before = if next == '#' && before.is_whitespace() { '\n' } else { next };
        }
    }

    /// The end of a line in brackets, with a comment before it, and blank lines and comments behind it.
    fn line_end(&mut self, column: usize) {
        let start = self.at;
        loop {
            self.end_line();
            self.skip_blanks();
            match self.next() {
                Some('#' | '\n' | '\r') => {}
                None => return,
                Some(_) => break,
            }
        }
        if self.column() <= column {
            // The parser counts a carriage return with the line break that it belongs to.
            let carriage = self.text.get(..start).is_some_and(|before| before.ends_with('\r'));
            self.gaps.push((start - usize::from(carriage), self.at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{folded, joined};

    fn text(text: &str) -> Option<String> {
        joined(text).map(|joined| joined.text)
    }

    #[test]
    fn lines_in_brackets_are_joined_where_they_are_indented_too_little() {
        assert_eq!(text("a: {\n  b: 1\n}\n").as_deref(), Some("a: {   b: 1 }\n"));
        assert_eq!(
            text("- [1, # one\n\n2]\nb: [\n]\n").as_deref(),
            Some("- [1,        2]\nb: [ ]\n")
        );
        assert_eq!(text("a: [\n      b,\n      c]\n"), None);
        assert_eq!(text("a: {'}': \"\\\"}\",\nb: it's\n}").as_deref().map(str::len), Some(25));
    }

    #[test]
    fn brackets_in_texts_are_none() {
        for other in [
            "a: |\n  {\n  b\nc: 1\n",
            "a: b {\n  c\nd: 1\n",
            "a:\n  - b: >-\n      [\n    c: 1\n",
            "a: 'x {\n  y'\nb: 1\n",
            "# {\na: 1\n",
            "a: b # {\nc: 1\n",
            "a:\n  text\n  {\nb: 1\n",
            "\"a {\": 1\nb: 2\n",
        ] {
            assert_eq!(text(other), None, "{other}");
        }
    }

    #[test]
    fn plain_texts_of_several_lines_are_folded() {
        assert_eq!(folded("a  b \n   c\n\n d"), "a  b c\nd");
    }
}
