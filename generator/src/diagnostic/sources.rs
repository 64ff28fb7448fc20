//! The texts of a run.

use std::fmt;
use std::sync::OnceLock;

use elsa::sync::FrozenVec;

use super::{FileId, Location};

/// The texts of a run: the document and the files that it refers to.
#[derive(Default)]
pub struct Sources {
    // Texts are added while others are lent out, and never taken away.
    files: FrozenVec<Box<File>>,
    folder: Option<Box<dyn Folder>>,
}

/// The folder of a document, with the files that the document may refer to.
pub trait Folder: Send + Sync {
    /// The name and the contents of a file. The path is relative to the folder, has `/` between its
    /// parts, and none of them is `..`.
    ///
    /// # Errors
    ///
    /// If there is no such file in the folder, or it cannot be read.
    fn read(&self, path: &str) -> Result<(String, Vec<u8>), Unread>;
}

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// There is none.
    Absent,
    /// It lies outside of the folder, behind a link.
    Outside,
    /// Anything else, in words.
    Failed(String),
}

impl fmt::Debug for Sources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.files.iter().map(|file| &file.name).collect();
        f.debug_struct("Sources").field("files", &names).finish_non_exhaustive()
    }
}

struct File {
    name: String,
    text: String,
    /// The offset of the first byte of each line, made when first asked for.
    lines: OnceLock<Vec<u32>>,
    /// How many characters begin before each multiple of [`STEP`], made when first asked for. A
    /// document may be one line of many megabytes, and each place in it is counted from its start.
    characters: OnceLock<Vec<u32>>,
}

/// How many bytes are counted together.
const STEP: usize = 1024;

impl File {
    fn new(name: String, text: String) -> Self {
        Self { name, text, lines: OnceLock::new(), characters: OnceLock::new() }
    }

    /// How many characters begin before an offset.
    fn characters_before(&self, offset: usize) -> usize {
        let begin = |bytes: &[u8]| bytes.iter().filter(|&&byte| !is_continuation(byte)).count();
        let counts = self.characters.get_or_init(|| {
            let mut sum = 0;
            let sums = self.text.as_bytes().chunks(STEP).map(|chunk| {
                sum += begin(chunk);
                u32::try_from(sum).unwrap_or(u32::MAX)
            });
            std::iter::once(0).chain(sums).collect()
        });
        let step = offset / STEP;
        let before = counts.get(step).map_or(0, |&count| count as usize);
        before + self.text.as_bytes().get(step * STEP..offset).map_or(0, begin)
    }
}

/// Whether a byte is one of a character of UTF-8 and not its first.
fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// A place as people count: lines and columns from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

impl Sources {
    /// No texts yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Says where the files come from that the document refers to. Without a folder there are none.
    pub fn set_folder(&mut self, folder: impl Folder + 'static) {
        self.folder = Some(Box::new(folder));
    }

    /// Adds a text. The name is what diagnostics call it, such as the path as the user gave it.
    pub fn add(&self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(Box::new(File::new(name.into(), text.into())));
        id
    }

    /// The name and the contents of a file of the document's folder.
    ///
    /// # Errors
    ///
    /// As [`Folder::read`] says.
    pub fn read(&self, path: &str) -> Result<(String, Vec<u8>), Unread> {
        self.folder.as_ref().map_or(Err(Unread::Absent), |folder| folder.read(path))
    }

    /// The name of a text; empty for an id of other sources.
    pub fn name(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.name)
    }

    /// A text; empty for an id of other sources.
    pub fn text(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.text)
    }

    /// Every text, in the order in which they were added.
    pub fn ids(&self) -> impl Iterator<Item = FileId> + '_ {
        (0..self.files.len()).filter_map(|index| u32::try_from(index).ok().map(FileId))
    }

    /// The text at a place.
    pub fn slice(&self, place: Location) -> &str {
        let range = place.start as usize..place.end as usize;
        self.text(place.file).get(range).unwrap_or("")
    }

    /// Where a place starts, in lines and columns.
    pub fn position(&self, place: Location) -> Position {
        self.position_of(place.file, place.start)
    }

    /// Where a place ends: the position after its last character.
    pub fn end_position(&self, place: Location) -> Position {
        self.position_of(place.file, place.end)
    }

    fn position_of(&self, file: FileId, offset: u32) -> Position {
        let line = self.line_of(file, offset);
        let start = self.line_start(file, line);
        let end = floor_boundary(self.text(file), offset as usize);
        let before = self.file(file).map_or(0, |file| {
            file.characters_before(end).saturating_sub(file.characters_before(start))
        });
        Position { line, column: before + 1 }
    }

    /// The line, from 1, in which a byte stands.
    pub(super) fn line_of(&self, file: FileId, offset: u32) -> usize {
        self.lines(file).partition_point(|&start| start <= offset).max(1)
    }

    /// The offset of the first byte of a line.
    pub(super) fn line_start(&self, file: FileId, line: usize) -> usize {
        self.lines(file)
            .get(line.saturating_sub(1))
            .map_or(self.text(file).len(), |&start| start as usize)
    }

    /// A line without its end; empty beyond the last one.
    pub(super) fn line(&self, file: FileId, line: usize) -> &str {
        let range = self.line_start(file, line)..self.line_start(file, line + 1);
        self.text(file).get(range).unwrap_or("").trim_end_matches(['\n', '\r'])
    }

    fn file(&self, file: FileId) -> Option<&File> {
        self.files.get(file.0 as usize)
    }

    fn lines(&self, file: FileId) -> &[u32] {
        self.file(file).map_or(&[], |file| file.lines.get_or_init(|| line_starts(&file.text)))
    }
}

/// The last boundary between characters at or before an offset.
pub(super) fn floor_boundary(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// A line ends with a line feed, a carriage return, or both, as in YAML.
fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let ends = bytes.iter().enumerate().filter_map(|(at, &byte)| match byte {
        b'\n' => Some(at + 1),
        b'\r' if bytes.get(at + 1) != Some(&b'\n') => Some(at + 1),
        _ => None,
    });
    // A byte order mark is not a part of the line that people see.
    let first = text.strip_prefix('\u{feff}').map_or(0, |rest| text.len() - rest.len());
    std::iter::once(first).chain(ends).map_while(|start| u32::try_from(start).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(sources: &Sources, offset: usize) -> (usize, usize) {
        let position = sources.position(Location::new(FileId(0), offset, offset));
        (position.line, position.column)
    }

    #[test]
    fn counts_lines_and_characters_from_one() {
        let sources = Sources::new();
        sources.add("a.yaml", "é: 1\r\nb: 2\rc\n");
        assert_eq!(at(&sources, 0), (1, 1));
        assert_eq!(at(&sources, 2), (1, 2));
        assert_eq!(at(&sources, 7), (2, 1));
        assert_eq!(at(&sources, 12), (3, 1));
        assert_eq!(at(&sources, 14), (4, 1));
        assert_eq!(at(&sources, 99), (4, 1));
    }

    #[test]
    fn counts_characters_of_long_lines_too() {
        let sources = Sources::new();
        let text = format!("a\n{}", "aé→🦀".repeat(STEP));
        sources.add("a.json", &text);
        let second_line = text.char_indices().skip(2).zip(1..);
        for ((offset, _), column) in second_line.filter(|((offset, _), _)| offset % 7 == 0) {
            assert_eq!(at(&sources, offset), (2, column), "{offset}");
        }
        assert_eq!(at(&sources, text.len()), (2, text.chars().count() - 1));
    }

    #[test]
    fn a_byte_order_mark_has_no_column() {
        let sources = Sources::new();
        sources.add("a.yaml", "\u{feff}ab\nc");
        assert_eq!(at(&sources, 0), (1, 1));
        assert_eq!(at(&sources, 3), (1, 1));
        assert_eq!(at(&sources, 4), (1, 2));
        assert_eq!(at(&sources, 6), (2, 1));
    }
}
