//! One tag: what it is called, what it means, what Markdown has for it.

use std::ops::Range;

use super::{break_mark, link};

/// The longest tag that is looked for; what is longer is text.
const LONGEST: usize = 2000;

/// What a tag is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Text between two of these delimiters.
    Delimited(&'static str),
    Code,
    Anchor,
    Preformatted,
    Heading,
    /// A part of a page: text that stands apart.
    Section,
    /// Text that looks otherwise, without a meaning that Markdown knows.
    Style,
    Break,
    Paragraph,
    List,
    Item,
    Cell,
    Image,
    /// A place where a long word may be broken.
    Nothing,
}

impl Meaning {
    /// Whether the tag stands alone, or may.
    fn is_single(self) -> bool {
        use Meaning::{Break, Cell, Image, Item, List, Nothing, Paragraph};
        matches!(self, Break | Paragraph | List | Item | Cell | Image | Nothing)
    }
}

/// One tag of a text.
pub(super) struct Tag<'a> {
    pub(super) range: Range<usize>,
    pub(super) html: &'a str,
    pub(super) closes: bool,
    /// None, if no such tag is known.
    pub(super) meaning: Option<Meaning>,
    /// The tag that closes this one, or that this one closes.
    pub(super) partner: Option<usize>,
    pub(super) in_cell: bool,
    /// Whether a new block may begin here: not in a list, a quote or a table.
    pub(super) may_break: bool,
    /// Whether only spaces stand before it in its line.
    pub(super) starts_line: bool,
    /// Whether the tag is part of an HTML block, not of a paragraph.
    pub(super) in_block: bool,
}

impl Tag<'_> {
    /// What is written for the tag. `inner` is the text between it and its partner.
    pub(super) fn markdown(
        &self,
        partner: Option<&Tag<'_>>,
        inner: Option<&str>,
        base: Option<&str>,
    ) -> String {
        let Some(meaning) = self.meaning else {
            return format!("\\{}", self.html);
        };
        if let (Some(partner), Some(inner)) = (partner, inner) {
            return self.of_pair(meaning, partner, inner, base).unwrap_or_default();
        }
        if meaning.is_single() || (meaning == Meaning::Section && self.in_block) {
            return self.alone(meaning, base);
        }
        // A tag that is closed without having been opened shows nothing in a browser either.
        if self.closes { String::new() } else { format!("\\{}", self.html) }
    }

    /// What is written for one of a pair; nothing, if Markdown could not say it.
    fn of_pair(
        &self,
        meaning: Meaning,
        partner: &Tag<'_>,
        inner: &str,
        base: Option<&str>,
    ) -> Option<String> {
        let tight = !inner.is_empty() && !inner.starts_with(' ') && !inner.ends_with(' ');
        match meaning {
            Meaning::Delimited(delimiter) => {
                (tight && !inner.contains("\n\n")).then(|| delimiter.to_owned())
            }
            Meaning::Code => {
                (!inner.is_empty() && !inner.contains(['`', '\n'])).then(|| "`".to_owned())
            }
            Meaning::Anchor => {
                let open = if self.closes { partner } else { self };
                let target = link::target(attribute(open.html, "href")?, base)?;
                Some(if self.closes { format!("](<{target}>)") } else { "[".to_owned() })
            }
            Meaning::Preformatted if self.in_block && self.may_break && !inner.contains('`') => {
                Some(if self.closes { "\n```\n\n" } else { "\n\n```\n" }.to_owned())
            }
            Meaning::Preformatted => Some(break_mark(true, self.in_cell)),
            Meaning::Heading if self.may_break && !inner.contains('\n') => {
                Some(if self.closes { "\n\n" } else { "\n\n### " }.to_owned())
            }
            Meaning::Heading | Meaning::Section => Some(break_mark(true, self.in_cell)),
            Meaning::Style => None,
            _ => Some(self.alone(meaning, base)),
        }
    }

    /// What is written for a tag that needs no partner.
    fn alone(&self, meaning: Meaning, base: Option<&str>) -> String {
        match meaning {
            Meaning::Break => break_mark(false, self.in_cell),
            Meaning::Item if self.closes => String::new(),
            Meaning::Item if self.may_break && self.starts_line => "- ".to_owned(),
            Meaning::Item if self.may_break => "\n- ".to_owned(),
            Meaning::Item => format!("{}- ", break_mark(false, self.in_cell)),
            Meaning::List if self.may_break => "\n\n".to_owned(),
            Meaning::Paragraph | Meaning::List | Meaning::Section => break_mark(true, self.in_cell),
            Meaning::Cell => " ".to_owned(),
            Meaning::Image => {
                let words =
                    attribute(self.html, "alt").unwrap_or("image").replace(['[', ']', '\n'], "");
                let target =
                    attribute(self.html, "src").and_then(|source| link::target(source, base));
                target.map_or(words.clone(), |target| format!("[{words}](<{target}>)"))
            }
            _ => String::new(),
        }
    }
}

/// The name of a tag, and whether it is a closing one.
pub(super) fn name(html: &str) -> (&str, bool) {
    let rest = html.strip_prefix('<').unwrap_or(html);
    let (rest, closes) = rest.strip_prefix('/').map_or((rest, false), |rest| (rest, true));
    let end = rest.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(rest.len());
    // `<a-b>` and `<a_b>` are not `<a>`.
    let is_name = rest.get(end..).is_some_and(|rest| rest.starts_with([' ', '\n', '/', '>']));
    (rest.get(..end).filter(|_| is_name).unwrap_or_default(), closes)
}

/// The length of the tag that a text starts with.
pub(super) fn length(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut characters = text.char_indices().skip(1);
    let (_, first) = characters.next()?;
    if !first.is_ascii_alphabetic() && first != '/' {
        return None;
    }
    for (index, character) in characters.take(LONGEST) {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '>') => return Some(index + 1),
            (None, '<') => return None,
            (None, _) => {}
        }
    }
    None
}

/// The value of an attribute.
fn attribute<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    if html.len() > LONGEST {
        return None;
    }
    let mut from = 0;
    loop {
        let start = from + html.get(from..)?.to_ascii_lowercase().find(name)?;
        let end = start + name.len();
        from = end;
        let separate = html.get(..start)?.ends_with([' ', '\n', '"', '\'']);
        let Some(value) = html.get(end..)?.trim_start().strip_prefix('=') else {
            continue;
        };
        if !separate {
            continue;
        }
        let value = value.trim_start();
        let quote = value.chars().next().filter(|first| ['"', '\''].contains(first));
        return match quote {
            Some(quote) => value.get(1..)?.split(quote).next(),
            None => value.split([' ', '\n', '>']).next(),
        };
    }
}

/// The tags that are known, and what they are for.
pub(super) fn meaning(name: &str) -> Option<(&'static str, Meaning)> {
    use Meaning::{
        Anchor, Break, Cell, Code, Delimited, Heading, Image, Item, List, Nothing, Paragraph,
        Preformatted, Section, Style,
    };
    const KNOWN: &[(&str, Meaning)] = &[
        ("a", Anchor),
        ("abbr", Style),
        ("article", Section),
        ("b", Delimited("**")),
        ("big", Style),
        ("blockquote", Section),
        ("br", Break),
        ("center", Section),
        ("cite", Style),
        ("code", Code),
        ("dd", Section),
        ("del", Delimited("~~")),
        ("details", Section),
        ("div", Section),
        ("dl", Section),
        ("dt", Section),
        ("em", Delimited("*")),
        ("font", Style),
        ("h1", Heading),
        ("h2", Heading),
        ("h3", Heading),
        ("h4", Heading),
        ("h5", Heading),
        ("h6", Heading),
        ("hr", Paragraph),
        ("i", Delimited("*")),
        ("img", Image),
        ("ins", Style),
        ("kbd", Code),
        ("li", Item),
        ("mark", Style),
        ("ol", List),
        ("p", Paragraph),
        ("pre", Preformatted),
        ("q", Style),
        ("s", Delimited("~~")),
        ("samp", Code),
        ("section", Section),
        ("small", Style),
        ("span", Style),
        ("strike", Delimited("~~")),
        ("strong", Delimited("**")),
        ("sub", Style),
        ("summary", Section),
        ("sup", Style),
        ("table", Section),
        ("tbody", Style),
        ("td", Cell),
        ("th", Cell),
        ("thead", Style),
        ("tr", Paragraph),
        ("tt", Code),
        ("u", Style),
        ("ul", List),
        ("wbr", Nothing),
    ];
    let lower = name.to_ascii_lowercase();
    let index = KNOWN.binary_search_by(|(known, _)| (*known).cmp(lower.as_str())).ok()?;
    KNOWN.get(index).copied()
}
