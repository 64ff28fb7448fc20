//! A JSON text whose parts can be looked at before they are read.

use std::borrow::Cow;

/// How deep lists and objects may lie in each other: as deep as serde_json reads them.
const DEEPEST: usize = 128;

/// The parts of a JSON text, in the order of the text. An object's keys are parts of it, each before
/// its value.
pub(super) struct Json<'t> {
    text: &'t str,
    parts: Vec<Span>,
}

/// A value, or the key of one.
#[derive(Clone, Copy)]
struct Span {
    /// Where it is in the text.
    start: u32,
    end: u32,
    /// The part after all that are in it.
    next: u32,
    /// How many parts it is, itself included.
    weight: u32,
}

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Null,
    Boolean,
    Number,
    Text,
    List,
    Object,
}

impl<'t> Json<'t> {
    /// The parts of a text, which must be JSON. `None` if it is too deep or too long.
    pub(super) fn new(text: &'t str) -> Option<Self> {
        let mut json = Self { text, parts: Vec::new() };
        let mut open: Vec<usize> = Vec::new();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            at = match byte {
                b' ' | b'\t' | b'\n' | b'\r' | b',' | b':' => at + 1,
                b'{' | b'[' => {
                    if open.len() >= DEEPEST {
                        return None;
                    }
                    open.push(json.parts.len());
                    json.push(at, at + 1)?;
                    at + 1
                }
                b'}' | b']' => {
                    let next = u32::try_from(json.parts.len()).ok()?;
                    let index = open.pop()?;
                    let whole = json.parts.get_mut(index)?;
                    whole.end = u32::try_from(at + 1).ok()?;
                    whole.next = next;
                    whole.weight = next - u32::try_from(index).ok()?;
                    at + 1
                }
                b'"' => {
                    let end = end_of_string(bytes, at);
                    json.push(at, end)?;
                    end
                }
                _ => {
                    let rest = bytes.get(at..)?;
                    let end = rest.iter().position(|byte| b" \t\n\r,:}]".contains(byte));
                    let end = end.map_or(bytes.len(), |length| at + length);
                    json.push(at, end)?;
                    end
                }
            };
        }
        (!json.parts.is_empty() && open.is_empty()).then_some(json)
    }

    fn push(&mut self, start: usize, end: usize) -> Option<()> {
        let next = u32::try_from(self.parts.len() + 1).ok()?;
        let (start, end) = (u32::try_from(start).ok()?, u32::try_from(end).ok()?);
        self.parts.push(Span { start, end, next, weight: 1 });
        Some(())
    }

    fn part(&self, part: u32) -> Option<&Span> {
        self.parts.get(part as usize)
    }

    /// The text of a part.
    pub(super) fn text(&self, part: u32) -> &'t str {
        let range = self.part(part).map(|part| part.start as usize..part.end as usize);
        range.and_then(|range| self.text.get(range)).unwrap_or("null")
    }

    /// How many parts a part is.
    pub(super) fn weight(&self, part: u32) -> u32 {
        self.part(part).map_or(1, |part| part.weight)
    }

    /// What a part is.
    pub(super) fn shape(&self, part: u32) -> Shape {
        match self.text(part).as_bytes().first() {
            Some(b'{') => Shape::Object,
            Some(b'[') => Shape::List,
            Some(b'"') => Shape::Text,
            Some(b't' | b'f') => Shape::Boolean,
            Some(b'n') | None => Shape::Null,
            Some(_) => Shape::Number,
        }
    }

    /// The string that a part is; none for other parts, and where its escapes stand for no
    /// characters.
    pub(super) fn string(&self, part: u32) -> Option<Cow<'t, str>> {
        let quoted = self.text(part);
        let inner = quoted.strip_prefix('"')?.strip_suffix('"')?;
        if inner.contains('\\') {
            return serde_json::from_str(quoted).ok().map(Cow::Owned);
        }
        Some(Cow::Borrowed(inner))
    }

    /// The first of the parts that are in a part.
    pub(super) fn first(&self, part: u32) -> Cursor {
        Cursor { at: part + 1, end: self.next(part) }
    }

    fn next(&self, part: u32) -> u32 {
        self.part(part).map_or(part, |part| part.next)
    }

    /// The items of a list.
    pub(super) fn items(&self, list: u32) -> impl Iterator<Item = u32> {
        let mut cursor = self.first(list);
        std::iter::from_fn(move || cursor.next(self))
    }

    /// The keys and values of an object.
    pub(super) fn entries(&self, object: u32) -> impl Iterator<Item = (u32, u32)> {
        let mut cursor = self.first(object);
        std::iter::from_fn(move || Some((cursor.next(self)?, cursor.next(self)?)))
    }
}

/// Goes through the parts that are in a part.
#[derive(Clone, Copy)]
pub(super) struct Cursor {
    at: u32,
    end: u32,
}

impl Cursor {
    /// The next part.
    pub(super) fn next(&mut self, json: &Json<'_>) -> Option<u32> {
        let part = self.at;
        if part >= self.end {
            return None;
        }
        self.at = json.next(part);
        Some(part)
    }
}

/// The place after the closing quote.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}
