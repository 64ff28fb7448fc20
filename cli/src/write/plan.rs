//! What a run has to change in the output folder.

use super::header::is_generated;
use super::{STATE, paths};
use crate::report::Fault;
use generator::diagnostic::{Code, Diagnostic};
use generator::output::Output;
use std::fs;
use std::io;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// What becomes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Add {
        /// Its contents.
        new: String,
    },
    /// Its contents change.
    Update {
        /// Its contents so far.
        old: Vec<u8>,
        /// Its contents.
        new: String,
    },
    /// It is no longer generated.
    Remove {
        /// Its contents so far.
        old: Vec<u8>,
    },
}

/// What a run has to change in the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The changes with their paths, which are relative and have `/` between their parts.
    pub changes: Vec<(String, Change)>,
    /// How many files are as they should be.
    pub unchanged: usize,
}

impl Plan {
    /// Compares an output with what is in a folder. The folder need not exist.
    pub fn new(root: &Path, output: &Output) -> Result<Self, Vec<Diagnostic>> {
        let mut plan = Self::default();
        let mut faults = paths::check(output);
        if faults.is_empty() {
            for (path, contents) in output.iter() {
                match compare(root, path, contents) {
                    Ok(Some(change)) => plan.changes.push((path.to_owned(), change)),
                    Ok(None) => plan.unchanged += 1,
                    Err(fault) => faults.push(*fault),
                }
            }
        }
        if faults.is_empty() {
            match stale(root, output) {
                Ok(files) => plan.changes.extend(files),
                Err(fault) => faults.push(*fault),
            }
        }
        plan.changes.sort_by(|a, b| a.0.cmp(&b.0));
        if faults.is_empty() { Ok(plan) } else { Err(faults) }
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

/// Compares a file with what is in its place: the change that it takes, if any.
fn compare(root: &Path, path: &str, contents: &str) -> Result<Option<Change>, Fault> {
    if !is_generated(contents.as_bytes()) {
        // The next run would take it for a file written by hand.
        return Err(Diagnostic::without_location(
            Code::GeneratorFault,
            format!("`{path}` was generated without the header of generated files"),
        )
        .help("this is a fault of the generator: please report it with the document")
        .into());
    }
    paths::check_way(root, path)?;
    let place = paths::join(root, path);
    let old = match fs::read(&place) {
        Ok(old) => old,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Some(Change::Add { new: contents.to_owned() }));
        }
        Err(error) => return Err(unreadable(&place, &error)),
    };
    if old == contents.as_bytes() {
        Ok(None)
    } else if is_generated(&old) {
        Ok(Some(Change::Update { old, new: contents.to_owned() }))
    } else {
        Err(Diagnostic::without_location(
            Code::OutputHandWritten,
            format!("`{}` was not generated and is in the way", place.display()),
        )
        .note("only files whose first line says `@generated` are ever overwritten")
        .help("move the file away, or choose another output folder")
        .into())
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Fault {
    Diagnostic::without_location(
        Code::OutputNotWritten,
        format!("cannot read `{}`: {error}", path.display()),
    )
    .into()
}

/// The files that bear the header and are not in the output.
fn stale(root: &Path, output: &Output) -> Result<Vec<(String, Change)>, Fault> {
    let mut found = Vec::new();
    if !root.is_dir() {
        return Ok(found);
    }
    let walk = WalkDir::new(root).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || is_ours(root, entry, output)) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(root).to_owned();
            unreadable(&path, &error.into())
        })?;
        if !entry.file_type().is_file() {
            continue;
        }
        // The generator makes no names that are not UTF-8 or that it would not be allowed to.
        let Some(path) = relative(root, entry.path()) else {
            continue;
        };
        if output.get(&path).is_some() || paths::fault(&path).is_some() {
            continue;
        }
        let old = fs::read(entry.path()).map_err(|error| unreadable(entry.path(), &error))?;
        if is_generated(&old) {
            found.push((path, Change::Remove { old }));
        }
    }
    Ok(found)
}

/// Whether generated files of this crate can be in a folder: not in what Cargo and other tools
/// keep there, and not in a package of its own.
fn is_ours(root: &Path, entry: &DirEntry, output: &Output) -> bool {
    if !entry.file_type().is_dir() {
        return true;
    }
    let Some(path) = relative(root, entry.path()) else {
        return false;
    };
    let hidden = entry.file_name().to_string_lossy().starts_with('.');
    let package = entry.path().join("Cargo.toml").exists();
    let prefix = format!("{path}/");
    output.has_below(&prefix) || !(path == STATE || path == "target" || hidden || package)
}

/// A path below the root, with `/` between its parts.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<_>> =
        path.strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}
