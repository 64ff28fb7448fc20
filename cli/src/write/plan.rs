//! What a run has to change in the output folder.

use super::header::{HEAD, is_generated};
use super::record::{self, Record};
use super::{RECORD, before, paths};
use crate::report::Fault;
use generator::diagnostic::{Code, Diagnostic};
use generator::output::Output;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Files above this size are no generated ones, and are not read.
const LARGEST: u64 = 64 * 1024 * 1024;

/// What becomes of files that were generated and then changed by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ByHand {
    /// They are a fault, and nothing is written.
    #[default]
    Refuse,
    /// They are replaced and removed as if they were as they had been.
    Overwrite,
}

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
    /// How many files of the crate are as they should be.
    pub unchanged: usize,
}

impl Plan {
    /// Compares an output with what is in a folder. The folder need not exist. Nothing is read there but
    /// the record, what it names, and what stands where a file is to be written.
    ///
    /// # Errors
    ///
    /// If something is in the way that this program did not write, or that was changed since it did.
    pub fn new(root: &Path, output: &Output, by_hand: ByHand) -> Result<Self, Vec<Diagnostic>> {
        let mut faults = paths::check(output);
        if faults.is_empty() {
            faults.extend(paths::check_root(root).err().map(|fault| *fault));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let record = read_record(root).map_err(|fault| vec![*fault])?;
        let mut comparison = Comparison {
            root,
            record,
            plan: Self::default(),
            faults: BTreeMap::new(),
            changed: Vec::new(),
        };
        for (path, contents) in output.iter() {
            comparison.file(path, contents);
        }
        comparison.stale(output);
        comparison.record(&record::text(output));
        comparison.into_plan(by_hand)
    }

    /// The changes that people are shown: all of the crate's files. That of the record follows from them, and
    /// is shown where it is the only one.
    #[must_use]
    pub fn shown(&self) -> Vec<&(String, Change)> {
        let files: Vec<_> = self.changes.iter().filter(|(path, _)| path != RECORD).collect();
        if files.is_empty() { self.changes.iter().collect() } else { files }
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

/// The record of a folder, if it has one.
fn read_record(root: &Path) -> Result<Option<Record>, Fault> {
    paths::check_way(root, RECORD).map_err(|(_, fault)| fault)?;
    let path = root.join(RECORD);
    let unreadable = |error| unreadable(&path, &error);
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if paths::is_absence(&error) => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    let mut text = Vec::new();
    file.take(record::LARGEST).read_to_end(&mut text).map_err(unreadable)?;
    Ok(Some(Record::read(&String::from_utf8_lossy(&text))))
}

/// A plan in the making.
struct Comparison<'a> {
    root: &'a Path,
    /// What was written here; there is none in a new folder, and in one that was written before there
    /// were records.
    record: Option<Record>,
    plan: Plan,
    /// What is wrong, by where it stands: one thing in the way of many files is one fault.
    faults: BTreeMap<PathBuf, Diagnostic>,
    /// The files that were changed by hand.
    changed: Vec<String>,
}

/// What stands where a file was written or is to be.
enum Found {
    Nothing,
    /// A file that this program wrote, as it wrote it.
    Own(Vec<u8>),
    /// One that was changed since.
    Changed(Vec<u8>),
    /// One that it did not write.
    Foreign,
}

impl Comparison<'_> {
    /// Compares a file with what is in its place.
    fn file(&mut self, path: &str, contents: &str) {
        if !is_generated(contents.as_bytes()) {
            // The next run would take it for a file written by hand.
            let fault = Diagnostic::without_location(
                Code::GeneratorFault,
                format!("`{path}` was generated without the header of generated files"),
            )
            .help("this is a fault of the generator: please report it with the document");
            self.faults.insert(PathBuf::from(path), fault);
            return;
        }
        let new = || contents.to_owned();
        match self.find(path, Some(contents)) {
            Ok(Found::Nothing) => self.change(path, Change::Add { new: new() }),
            Ok(Found::Own(old) | Found::Changed(old)) if old == contents.as_bytes() => {
                self.plan.unchanged += 1;
            }
            Ok(Found::Own(old)) => self.change(path, Change::Update { old, new: new() }),
            Ok(Found::Changed(old)) => {
                self.changed.push(path.to_owned());
                self.change(path, Change::Update { old, new: new() });
            }
            Ok(Found::Foreign) => {
                let place = paths::join(self.root, path);
                let fault = Diagnostic::without_location(
                    Code::OutputHandWritten,
                    format!("`{}` was not generated and is in the way", place.display()),
                )
                .note(format!(
                    "only files that `{RECORD}` in the output folder names are ever overwritten"
                ))
                .help("move the file away, or choose another output folder");
                self.faults.insert(place, fault);
            }
            Err((place, fault)) => {
                self.faults.insert(place, *fault);
            }
        }
    }

    /// The files that were written once and are not in the output.
    fn stale(&mut self, output: &Output) {
        let paths: Vec<String> = match &self.record {
            Some(record) => record.paths().map(str::to_owned).collect(),
            None => before::paths(self.root),
        };
        for path in paths {
            if output.get(&path).is_some() {
                continue;
            }
            match self.find(&path, None) {
                // What is no longer a file that we wrote is not ours to remove.
                Ok(Found::Nothing | Found::Foreign) => {}
                Ok(Found::Own(old)) => self.change(&path, Change::Remove { old }),
                Ok(Found::Changed(old)) => {
                    self.changed.push(path.clone());
                    self.change(&path, Change::Remove { old });
                }
                Err((place, fault)) => {
                    self.faults.insert(place, *fault);
                }
            }
        }
    }

    /// The record itself.
    fn record(&mut self, text: &str) {
        let change = match read_file(&self.root.join(RECORD)) {
            Ok(Some(old)) if old == text.as_bytes() => return,
            Ok(Some(old)) => Change::Update { old, new: text.to_owned() },
            Ok(None) | Err(_) => Change::Add { new: text.to_owned() },
        };
        self.change(RECORD, change);
    }

    fn change(&mut self, path: &str, change: Change) {
        self.plan.changes.push((path.to_owned(), change));
    }

    /// What stands at a path, beside what is to be written there.
    fn find(&self, path: &str, new: Option<&str>) -> Result<Found, (PathBuf, Fault)> {
        paths::check_way(self.root, path)?;
        let place = paths::join(self.root, path);
        let Some(old) = read_file(&place).map_err(|error| {
            let fault = unreadable(&place, &error);
            (place, fault)
        })?
        else {
            return Ok(Found::Nothing);
        };
        if new.is_some_and(|new| old == new.as_bytes()) {
            // Whoever wrote it, it is what belongs there.
            return Ok(Found::Own(old));
        }
        if !is_generated(&old) {
            // Whatever the record says: it can come with a repository, and then be anybody's.
            return Ok(Found::Foreign);
        }
        Ok(match self.record.as_ref().map(|record| record.entry(path)) {
            Some(Some(hashes)) if hashes.contains(&record::hash(&old)) => Found::Own(old),
            Some(Some(_)) => Found::Changed(old),
            Some(None) => Found::Foreign,
            // Before there were records, the header alone said whose a file was.
            None => Found::Own(old),
        })
    }

    fn into_plan(self, by_hand: ByHand) -> Result<Plan, Vec<Diagnostic>> {
        let Self { root, mut plan, faults, mut changed, .. } = self;
        let mut faults: Vec<_> = faults.into_values().collect();
        if !changed.is_empty() && by_hand == ByHand::Refuse {
            changed.sort();
            faults.push(changed_by_hand(root, &changed));
        }
        plan.changes.sort_by(|a, b| a.0.cmp(&b.0));
        if faults.is_empty() { Ok(plan) } else { Err(faults) }
    }
}

/// The contents of a file, if there is one. Of one that is far too large its beginning is read: it is
/// none that was ever written here.
fn read_file(place: &Path) -> io::Result<Option<Vec<u8>>> {
    let file = match File::open(place) {
        Ok(file) => file,
        Err(error) if paths::is_absence(&error) => return Ok(None),
        Err(error) => return Err(error),
    };
    let length = file.metadata()?.len();
    let mut contents = Vec::new();
    file.take(if length > LARGEST { HEAD } else { LARGEST }).read_to_end(&mut contents)?;
    Ok(Some(contents))
}

fn changed_by_hand(root: &Path, changed: &[String]) -> Diagnostic {
    let one = changed.len() == 1;
    let message = format!(
        "{} in `{}` {} changed by hand since {} generated",
        crate::words::number(changed.len(), "file"),
        root.display(),
        if one { "was" } else { "were" },
        if one { "it was" } else { "they were" },
    );
    let fault = Diagnostic::without_location(Code::OutputChanged, message);
    let fault = changed
        .iter()
        .fold(fault, |fault, path| fault.note(format!("`{}`", paths::join(root, path).display())));
    fault.help("`--check` shows what the changes are").help(
        "make the change in the document or the settings, or in a file of your own; `--overwrite` gives \
         these files up",
    )
}

pub(super) fn unreadable(path: &Path, error: &io::Error) -> Fault {
    Diagnostic::without_location(
        Code::OutputNotWritten,
        format!("cannot read `{}`: {error}", path.display()),
    )
    .into()
}
