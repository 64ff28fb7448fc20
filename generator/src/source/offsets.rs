//! Characters to bytes.

/// Offsets in bytes. The parser counts characters.
pub(super) struct Offsets<'a> {
    text: &'a str,
    /// The offset of every 64th character; empty if characters are bytes.
    marks: Vec<u32>,
}

impl<'a> Offsets<'a> {
    const STEP: usize = 64;

    pub(super) fn new(text: &'a str) -> Self {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            let every = text.char_indices().step_by(Self::STEP);
            every.filter_map(|(at, _)| u32::try_from(at).ok()).collect()
        };
        Self { text, marks }
    }

    /// The byte at which a character begins; the end of the text beyond the last one.
    pub(super) fn byte(&self, index: usize) -> usize {
        if self.marks.is_empty() {
            return index.min(self.text.len());
        }
        let Some(&mark) = self.marks.get(index / Self::STEP) else {
            return self.text.len();
        };
        let rest = self.text.get(mark as usize..).unwrap_or("");
        let within = rest.char_indices().nth(index % Self::STEP).map_or(rest.len(), |(at, _)| at);
        mark as usize + within
    }
}
