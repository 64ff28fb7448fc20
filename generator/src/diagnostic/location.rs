//! Places in the texts of a run.

/// A text of a run: its number in [`Sources`](super::Sources).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A place in one of the texts of a run: a range of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// Which text.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Location {
    /// The range from `start` to `end` of a text. Offsets beyond 4 GiB become the last one that
    /// can be named: such texts are refused before anything is read from them.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX).max(start);
        Self { file, start, end }
    }

    /// The range from the start of this place to the end of `last`.
    #[must_use]
    pub fn to(self, last: Self) -> Self {
        Self { file: self.file, start: self.start, end: last.end.max(self.start) }
    }
}
