//! The record of a crate: which files were written into its folder, each with a hash of its contents. It
//! is committed with the crate. What is not in it is never replaced or removed, and what is no longer
//! what it says was changed by hand.
//!
//! One file a line, sorted by path, so that a change of a file is a change of a line. Below its first lines
//! the format is that of `sha256sum`, which can check it: `sha256sum --check .cratewright`.

use generator::output::Output;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What a record that is larger cannot be: a line has some 100 bytes, and the largest crates have
/// thousands of files.
pub(super) const LARGEST: u64 = 64 * 1024 * 1024;

/// What was written into a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// The hashes of each file. There are several where a version control system has put both sides of
    /// a merge into the record: then the file is either.
    files: BTreeMap<String, BTreeSet<String>>,
}

impl Record {
    /// Reads a record. Lines that are none are passed over: what stood in them is then not known, and
    /// left alone.
    pub(super) fn read(text: &str) -> Self {
        let mut files: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for line in text.lines() {
            let Some((hash, path)) = line.split_once("  ") else { continue };
            let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
            if is_hash && super::paths::fault(path).is_none() {
                files.entry(path.to_owned()).or_default().insert(hash.to_owned());
            }
        }
        Self { files }
    }

    /// Whether a file was written by this program, and with which contents.
    pub(super) fn entry(&self, path: &str) -> Option<&BTreeSet<String>> {
        self.files.get(path)
    }

    /// The paths of all files.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

/// The text of the record of an output.
#[must_use]
pub fn text(output: &Output) -> String {
    let mut text = format!(
        "# {}\n# The files that were written, with their SHA-256: what is not here is never touched. Commit it.\n",
        generator::output::HEADER
    );
    for (path, contents) in output.iter() {
        let _ = writeln!(text, "{}  {path}", hash(contents.as_bytes()));
    }
    text
}

/// The hash of a text. A file that was checked out with other ends of lines is the same file.
pub(super) fn hash(contents: &[u8]) -> String {
    let mut sum = Sha256::new();
    let mut lines = contents.split_inclusive(|&byte| byte == b'\n');
    lines.by_ref().for_each(|line| match line.strip_suffix(b"\r\n") {
        Some(line) => {
            sum.update(line);
            sum.update(b"\n");
        }
        None => sum.update(line),
    });
    sum.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output() -> Output {
        let mut output = Output::default();
        output.insert("src/lib.rs", "abc");
        output.insert("a name.rs", "");
        output
    }

    #[test]
    fn reads_what_it_writes() {
        let text = text(&output());
        // The hash of the standard's own example.
        let line = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  src/lib.rs\n";
        assert!(text.ends_with(line), "{text}");
        let record = Record::read(&text);
        assert_eq!(record.paths().collect::<Vec<_>>(), ["a name.rs", "src/lib.rs"]);
        assert!(record.entry("src/lib.rs").unwrap().contains(&hash(b"abc")));
    }

    #[test]
    fn both_sides_of_a_merge_count() {
        let (one, two) = ("1".repeat(64), "2".repeat(64));
        let text = format!("<<<<<<< a\n{one}  x.rs\n=======\n{two}  x.rs\n>>>>>>> b\n");
        assert_eq!(Record::read(&text).entry("x.rs").unwrap().len(), 2);
    }

    #[test]
    fn what_leads_out_or_is_no_line_is_passed_over() {
        let one = "1".repeat(64);
        let text =
            format!("{one}  ../x\n{one}  /x\n{one} x\nzz  x\n{one}  .cratewright\n{one}  ok\n");
        assert_eq!(Record::read(&text).paths().collect::<Vec<_>>(), ["ok"]);
    }

    #[test]
    fn the_ends_of_lines_are_no_change() {
        assert_eq!(hash(b"a\r\nb\r\n"), hash(b"a\nb\n"));
        assert_ne!(hash(b"a\rb"), hash(b"a\nb"));
        assert_eq!(hash(b"a\r"), hash(b"a\r"));
        assert_ne!(hash(b"a\r"), hash(b"a"));
    }
}
