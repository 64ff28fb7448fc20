//! Which paths a generated file may have. The generator makes none but good ones; what writes to
//! the disk checks all the same.

use super::{RECORD, STATE};
use crate::report::Fault;
use generator::diagnostic::{Code, Diagnostic};
use generator::output::Output;
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

/// Names that Windows keeps for devices, with any extension.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// What is wrong with a relative path, if anything.
pub(super) fn fault(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("it is empty");
    }
    if path.contains(|c: char| c.is_control() || "\\:*?\"<>|".contains(c)) {
        return Some("it has a character that not every system allows");
    }
    let mut parts = path.split('/');
    if parts.clone().next().is_some_and(|first| [STATE, RECORD].contains(&first)) {
        return Some("that name is for what runs keep for themselves");
    }
    parts.find_map(part_fault)
}

fn part_fault(part: &str) -> Option<&'static str> {
    let stem = part.split('.').next().unwrap_or(part).to_ascii_lowercase();
    match part {
        "" => Some("it is absolute or has an empty part"),
        "." | ".." => Some("it has a part that is `.` or `..`"),
        _ if part.ends_with(['.', ' ']) => Some("a part ends with a dot or a space"),
        _ if DEVICES.contains(&stem.as_str()) => Some("Windows keeps that name for a device"),
        _ => None,
    }
}

/// Checks every path of an output, and that no two are the same on a file system that does not
/// tell upper case from lower case.
pub(super) fn check(output: &Output) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut seen = BTreeMap::new();
    for (path, _) in output.iter() {
        if let Some(fault) = fault(path) {
            found.push(invalid(format!("`{path}` cannot be written: {fault}")));
        } else if let Some(other) = seen.insert(path.to_lowercase(), path) {
            found.push(invalid(format!(
                "`{other}` and `{path}` are one file where upper and lower case are the same"
            )));
        }
    }
    found
}

fn invalid(message: String) -> Diagnostic {
    Diagnostic::without_location(Code::OutputPathInvalid, message)
        .help("this is a fault of the generator: please report it with the document")
}

/// A relative path with `/` as a path of this system.
pub(super) fn join(root: &Path, path: &str) -> PathBuf {
    let mut joined = root.to_owned();
    joined.extend(path.split('/'));
    joined
}

/// Whether there is nothing at a path: no such name, or a file in place of a folder above it.
pub(super) fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Looks at the output folder itself: it is a folder or not there yet.
pub(super) fn check_root(root: &Path) -> Result<(), Fault> {
    // With a `/` at its end the system would look through a link.
    let root: PathBuf = root.components().collect();
    let Ok(found) = root.symlink_metadata() else { return Ok(()) };
    let shown = root.display();
    if found.is_symlink() {
        return Err(link(&root));
    }
    if !found.is_dir() {
        return Err(Diagnostic::without_location(
            Code::OutputHandWritten,
            format!("`{shown}` is a file, and the crate needs a folder"),
        )
        .help("move it away, or choose another output folder")
        .into());
    }
    Ok(())
}

/// Looks at everything on the way from `root` to a file: only folders may stand there, and no
/// symbolic links, which could lead anywhere; and at the end a file or nothing. A fault comes with the
/// path that it is about.
pub(super) fn check_way(root: &Path, path: &str) -> Result<(), (PathBuf, Fault)> {
    let mut way = root.to_owned();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        way.push(part);
        let is_file = parts.peek().is_none();
        let Ok(found) = way.symlink_metadata() else {
            return Ok(());
        };
        if found.is_symlink() {
            let fault = link(&way);
            return Err((way, fault));
        }
        if if is_file { !found.is_file() } else { !found.is_dir() } {
            let (here, wanted) = (what(&found), if is_file { "a file" } else { "a folder" });
            let shown = way.display();
            let fault = Diagnostic::without_location(
                Code::OutputHandWritten,
                format!("`{shown}` is {here}, and {wanted} is to be generated there"),
            )
            .help("move it away, or choose another output folder");
            return Err((way, fault.into()));
        }
    }
    Ok(())
}

fn what(found: &Metadata) -> &'static str {
    match (found.is_dir(), found.is_file()) {
        (true, _) => "a folder",
        (_, true) => "a file",
        _ => "a pipe or a device",
    }
}

/// The fault of a link that is in the way.
pub(super) fn link(path: &Path) -> Fault {
    Diagnostic::without_location(
        Code::OutputPathInvalid,
        format!("`{}` is a symbolic link", path.display()),
    )
    .note("generated files are never written through symbolic links")
    .help("remove the link, or choose another output folder")
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_paths_pass() {
        for path in ["Cargo.toml", "src/lib.rs", "src/models/r_type.rs", ".gitignore"] {
            assert_eq!(fault(path), None, "{path}");
        }
    }

    #[test]
    fn bad_paths_do_not() {
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "a/../../x",
            "a//b",
            "a/",
            "./a",
            "C:\\x",
            "c:x",
            "a\\b",
            "con",
            "src/NUL.rs",
            "a\nb",
            "a.",
            "a ",
            ".cratewright.run/journal",
            ".cratewright",
        ] {
            assert!(fault(path).is_some(), "{path:?}");
        }
    }

    #[test]
    fn case_alone_does_not_tell_files_apart() {
        let mut output = Output::default();
        output.insert("src/a.rs", "");
        output.insert("src/A.rs", "");
        assert_eq!(check(&output).len(), 1);
    }
}
