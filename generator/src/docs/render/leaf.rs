//! The inline text of one block, while it comes together.

use pulldown_cmark::LinkType;

use crate::docs::clean::{self, ESCAPED, HARD_SPACE, LINE_BREAK, PARAGRAPH_BREAK};
use crate::docs::inline::{self, Context};
use crate::docs::link;

/// How one line ends and the next begins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    Soft,
    Hard,
    Paragraph,
}

/// What is open in a text.
enum Open {
    /// Emphasis, between two of these.
    Delimited(String),
    /// A link: where its text begins, its address and its title.
    Link { start: usize, target: String, title: String, is_image: bool },
    /// `<https://…>`: the text is the address.
    Auto { target: String },
    /// A link that is none in the output; its text stays.
    Silent,
    /// `<urn:…>`, of which the brackets stay too.
    Bracketed,
}

/// The inline text of one block.
#[derive(Default)]
pub(super) struct Leaf {
    pub(super) context: Context,
    out: String,
    /// Text that may go on in the next event: an address may be cut into many.
    pending: String,
    pending_break: Option<Break>,
    open: Vec<Open>,
    task: Option<&'static str>,
    /// How many links are open.
    links: usize,
    /// How many addresses in angle brackets are open.
    autos: usize,
    shown: String,
}

impl Leaf {
    pub(super) fn new(context: Context) -> Self {
        Self { context, ..Self::default() }
    }

    /// Adds text; `escaped` if its first character was.
    pub(super) fn text(&mut self, text: &str, escaped: bool) {
        if self.autos > 0 {
            return;
        }
        let mut rest = text;
        let mut escaped = escaped;
        while let Some(at) = rest.find([LINE_BREAK, PARAGRAPH_BREAK]) {
            let (before, after) = rest.split_at(at);
            self.words(before, escaped);
            escaped = false;
            // Two line breaks, one after the other, part paragraphs.
            let twice = self.pending.trim().is_empty() && self.pending_break == Some(Break::Hard);
            let is_paragraph = twice || after.starts_with(PARAGRAPH_BREAK);
            self.break_line(if is_paragraph { Break::Paragraph } else { Break::Hard });
            rest = after.get(1..).unwrap_or_default();
        }
        self.words(rest, escaped);
    }

    /// Adds text without marks.
    fn words(&mut self, text: &str, escaped: bool) {
        let text = clean::inline(text);
        if escaped && !text.is_empty() {
            self.pending.push(ESCAPED);
        }
        self.pending.push_str(&text);
    }

    /// Adds a code span.
    pub(super) fn code(&mut self, text: &str) {
        self.flush();
        self.write_break();
        self.shown.extend(text.chars().filter(|character| *character != ' '));
        let span = inline::span(text);
        let span = if self.context.in_table { span.replace('|', "\\|") } else { span };
        push_unbroken(&mut self.out, &span);
    }

    pub(super) fn soft_break(&mut self) {
        self.break_line(Break::Soft);
    }

    pub(super) fn hard_break(&mut self) {
        self.break_line(Break::Hard);
    }

    /// Ends a line, if another follows.
    fn break_line(&mut self, kind: Break) {
        self.flush();
        let kind = match kind {
            _ if self.links > 0 => Break::Soft,
            Break::Paragraph if !self.open.is_empty() => Break::Hard,
            kind => kind,
        };
        if !self.out.is_empty() {
            self.pending_break = self.pending_break.max(Some(kind));
        }
    }

    /// Notes the box of a task, which stands before the text.
    pub(super) fn task(&mut self, done: bool) {
        self.task = Some(if done { "[x]" } else { "[ ]" });
    }

    /// Begins emphasis.
    pub(super) fn open(&mut self, delimiter: &str) {
        self.flush();
        self.write_break();
        self.out.push_str(delimiter);
        self.open.push(Open::Delimited(delimiter.to_owned()));
    }

    /// Ends emphasis.
    pub(super) fn close(&mut self) {
        self.flush();
        if let Some(Open::Delimited(delimiter)) = self.open.pop() {
            self.out.push_str(&delimiter);
        }
    }

    /// Begins a link.
    pub(super) fn open_link(
        &mut self,
        kind: LinkType,
        destination: &str,
        title: &str,
        base: Option<&str>,
    ) {
        let target = link::target(destination, base).filter(|_| self.links == 0);
        if !matches!(kind, LinkType::Autolink | LinkType::Email) {
            let is_plain = !title.contains(['"', '\\', '&', '<', '`', '|', '\n']);
            let title = if is_plain { clean::inline(title) } else { "".into() };
            self.begin_link(target, title.into_owned(), false);
            return;
        }
        let mail = (kind == LinkType::Email && self.links == 0).then(|| destination.to_owned());
        if let Some(target) = target.or(mail) {
            self.flush();
            self.open.push(Open::Auto { target });
            self.autos += 1;
        } else {
            self.words("<", false);
            self.open.push(Open::Bracketed);
        }
    }

    /// Begins an image, which becomes a link: a page of documentation loads nothing from elsewhere.
    pub(super) fn open_image(&mut self, destination: &str, base: Option<&str>) {
        let target = link::target(destination, base).filter(|_| self.links == 0);
        self.begin_link(target, String::new(), true);
    }

    /// Begins a link, or what would be one if it had a target.
    fn begin_link(&mut self, target: Option<String>, title: String, is_image: bool) {
        self.flush();
        let Some(target) = target else {
            self.open.push(Open::Silent);
            return;
        };
        self.write_break();
        // `!` before a link would make it an image.
        if self.out.ends_with('!') && !self.out.ends_with("\\!") {
            self.out.pop();
            self.out.push_str("\\!");
        }
        self.out.push('[');
        self.open.push(Open::Link { start: self.out.len(), target, title, is_image });
        self.links += 1;
        self.context.in_link = true;
    }

    /// Ends a link.
    pub(super) fn close_link(&mut self) {
        self.flush();
        match self.open.pop() {
            Some(Open::Auto { target }) => {
                self.autos -= 1;
                self.write_break();
                self.auto(&target);
            }
            Some(Open::Link { start, target, title, is_image }) => {
                self.links -= 1;
                self.context.in_link = self.links > 0;
                if self.out.get(start..).is_none_or(|text| text.trim().is_empty()) {
                    self.out.truncate(start);
                    if !is_image {
                        self.out.pop();
                        self.auto(&target);
                        return;
                    }
                    self.out.push_str("image");
                    self.shown.push_str("image");
                }
                self.out.push_str("](");
                self.out.push_str(&link::in_parentheses(&target));
                if !title.trim().is_empty() {
                    push_unbroken(&mut self.out, &format!(" \"{}\"", title.trim()));
                }
                self.out.push(')');
            }
            Some(Open::Bracketed) => self.words(">", false),
            _ => {}
        }
    }

    /// Adds an address in angle brackets.
    fn auto(&mut self, target: &str) {
        self.shown.push_str(target);
        self.out.push('<');
        self.out.push_str(target);
        self.out.push('>');
    }

    /// Writes what has been put off.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.pending);
        self.write_break();
        let shown = text.chars().filter(|character| *character != ' ' && *character != ESCAPED);
        self.shown.extend(shown);
        inline::push_text(&mut self.out, &text, self.context);
    }

    /// Writes the line end that has been put off.
    fn write_break(&mut self) {
        if self.pending_break.is_some() {
            self.out.truncate(self.out.trim_end_matches(' ').len());
        }
        match self.pending_break.take() {
            None => {}
            Some(Break::Soft) => self.out.push('\n'),
            Some(Break::Hard) => self.out.push_str("\\\n"),
            Some(Break::Paragraph) => self.out.push_str("\n\n"),
        }
    }

    /// The whole text, which begins anew; what is to be seen of it is added to `shown`.
    pub(super) fn take(&mut self, shown: &mut String) -> String {
        self.flush();
        self.pending_break = None;
        self.open.clear();
        self.links = 0;
        self.autos = 0;
        self.context.in_link = false;
        shown.push_str(&self.shown);
        self.shown.clear();
        let text = std::mem::take(&mut self.out);
        match self.task.take() {
            // A box without a text is none, and a block may begin right behind it.
            Some(task) if !text.trim().is_empty() => {
                let text = text.trim_start();
                let (first, rest) = text.split_at(text.find('\n').unwrap_or(text.len()));
                format!("{task}{HARD_SPACE}{}{rest}", inline::guard(first))
            }
            _ => text,
        }
    }
}

/// Adds a text in which no line may be broken.
fn push_unbroken(out: &mut String, text: &str) {
    out.extend(text.chars().map(|character| if character == ' ' { HARD_SPACE } else { character }));
}
