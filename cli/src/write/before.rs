//! Crates that were written before there was a record in them. Their files bear a header that no other
//! program writes, so they can be told without one; the first run writes the record.

use super::header::{HEAD, is_generated};
use super::paths;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

/// The folder in which such a crate has everything that a later run may have no use for.
const SOURCE: &str = "src";

/// The generated files of a crate without a record, if it is one: a folder whose manifest was generated.
/// Nothing outside of its `src` is looked at, no link is followed, and what cannot be read is left alone.
pub(super) fn paths(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    if is_own(&root.join("Cargo.toml")) {
        collect(&root.join(SOURCE), SOURCE, &mut found);
    }
    found.sort();
    found
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<String>) {
    let is_folder = folder.symlink_metadata().is_ok_and(|found| found.is_dir());
    let Some(entries) = is_folder.then(|| fs::read_dir(folder).ok()).flatten() else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let (Some(name), Ok(kind)) = (name.to_str(), entry.file_type()) else { continue };
        let path = format!("{prefix}/{name}");
        if kind.is_dir() {
            collect(&entry.path(), &path, found);
        } else if kind.is_file() && paths::fault(&path).is_none() && is_own(&entry.path()) {
            found.push(path);
        }
    }
}

/// Whether the beginning of a file has the header.
pub(super) fn is_own(path: &Path) -> bool {
    let is_file = path.symlink_metadata().is_ok_and(|found| found.is_file());
    let mut head = Vec::new();
    is_file
        && File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head)).is_ok()
        && is_generated(&head)
}
