//! From the old files to the new ones, all or nothing.
//!
//! 1. The new contents are written to the state folder (`.cratewright.run` in the output folder, so on the
//!    same file system), and the old ones are kept there under a second name.
//! 2. The journal is written beside them and gets its name by a rename. Up to here nothing has
//!    changed: whatever happens, the old files are in force, and the next run throws the state
//!    folder away.
//! 3. Every file is moved to its place by a rename. A run that is killed here is completed by the
//!    next one, which finds the journal. If something fails, the journal is renamed to `undo` and
//!    the old files are put back; a run that is killed here is undone by the next one.
//! 4. The journal is removed: the new files are in force.
//!
//! Each step of 3 can be repeated: it looks at what is there before it does anything.
//!
//! A journal that a run finds may be anybody's: it can come with a repository. So before the first file is
//! touched, each that is to be replaced or removed must bear the header of generated files.
//!
//! Between the steps, the run waits until the disk has what was written, so that this holds for a
//! loss of power too. It does not wait where no file is replaced or removed, as in a new folder: that
//! takes several times as long as all else, and there is nothing old that could be lost.

use super::disk::{Disk, DiskError};
use super::journal::{self, Entry, Kind};
use super::plan::{Change, Plan};
use super::state::{self, DRAFT, JOURNAL, UNDO};
use super::{Failure, STATE, before, paths};
use generator::diagnostic::{Code, Diagnostic};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Whether a switch was begun and neither completed nor undone.
pub(super) fn is_pending(root: &Path) -> bool {
    let state = root.join(STATE);
    state.join(JOURNAL).exists() || state.join(UNDO).exists()
}

/// The output folder while it is being changed; the lock is held.
pub(super) struct Switch<'a> {
    root: &'a Path,
    state: PathBuf,
    disk: &'a mut Disk,
    /// Whether a file is replaced or removed, so that a loss of power must not come between.
    has_old: bool,
}

impl<'a> Switch<'a> {
    pub(super) fn new(root: &'a Path, disk: &'a mut Disk) -> Self {
        Self { root, state: root.join(STATE), disk, has_old: true }
    }

    /// Completes or undoes what an earlier run left behind.
    pub(super) fn recover(&mut self) -> Result<(), Failure> {
        if self.state.join(UNDO).exists() {
            let entries = self.read(UNDO)?;
            self.check(&entries, |kind, is_new, is_old| match kind {
                Kind::Create => !is_new,
                Kind::Replace | Kind::Remove => is_old,
            })?;
            self.undo(&entries)?;
        } else if self.state.join(JOURNAL).exists() {
            let entries = self.read(JOURNAL)?;
            self.check(&entries, |kind, is_new, _| kind == Kind::Remove || is_new)?;
            self.complete(&entries)?;
        }
        self.clear()
    }

    /// Checks that the files which a journal would replace or remove are generated ones. `touches` says
    /// whether there is anything left to do for an entry, by whether its new and its old contents are in
    /// the state folder.
    fn check(
        &self,
        entries: &[Entry],
        touches: impl Fn(Kind, bool, bool) -> bool,
    ) -> Result<(), Failure> {
        for (number, entry) in entries.iter().enumerate() {
            let (new, old) = (self.new_file(number), self.old_file(number));
            let place = paths::join(self.root, &entry.path);
            let is_there = place.symlink_metadata().is_ok();
            if is_there
                && touches(entry.kind, new.exists(), old.exists())
                && !before::is_own(&place)
            {
                return Err(Failure::Faults(vec![not_ours(self.root, &place)]));
            }
        }
        Ok(())
    }

    /// Makes the changes of a plan.
    pub(super) fn run(&mut self, plan: &Plan) -> Result<(), Failure> {
        let entries = journal::entries(plan);
        self.has_old = entries.iter().any(|entry| entry.kind != Kind::Create);
        let mut new_files = Vec::new();
        for (number, (path, change)) in plan.changes.iter().enumerate() {
            if let Change::Add { new } | Change::Update { new, .. } = change {
                let file = self.new_file(number);
                self.disk.write(&file, new.as_bytes())?;
                new_files.push(file);
            }
            if !matches!(change, Change::Add { .. }) {
                let place = paths::join(self.root, path);
                self.disk.keep(&place, &self.old_file(number))?;
            }
        }
        let draft = self.state.join(DRAFT);
        self.disk.write(&draft, journal::write(&entries).as_bytes())?;
        new_files.push(draft.clone());
        if self.has_old {
            self.disk.flush(&self.state, &new_files)?;
        }
        self.sync_state()?;
        self.disk.rename(&draft, &self.state.join(JOURNAL))?;
        self.complete(&entries)
    }

    /// Goes on to the new files, or back to the old ones if that fails.
    fn complete(&mut self, entries: &[Entry]) -> Result<(), Failure> {
        let Err(fault) = self.forward(entries) else {
            return Ok(());
        };
        let journal = self.state.join(JOURNAL);
        let turned = self.disk.rename(&journal, &self.state.join(UNDO));
        match turned.and_then(|()| self.undo(entries)) {
            Ok(()) => Err(Failure::Disk(fault)),
            Err(second) => Err(Failure::HalfWay { fault, second }),
        }
    }

    /// Puts the new files in their places. Also the renaming of the journal is on the disk before
    /// the first file is touched, else a loss of power could leave a mix without a journal.
    fn forward(&mut self, entries: &[Entry]) -> Result<(), DiskError> {
        self.sync_state()?;
        let mut touched = BTreeSet::new();
        for (number, entry) in entries.iter().enumerate() {
            let place = paths::join(self.root, &entry.path);
            let new = self.new_file(number);
            if entry.kind == Kind::Remove {
                self.disk.remove(&place)?;
            } else if new.exists() {
                self.make_parent(&place)?;
                self.disk.rename(&new, &place)?;
            }
            touched.extend(place.parent().map(Path::to_owned));
        }
        self.finish(entries, Kind::Remove, &touched, JOURNAL)
    }

    /// Puts the old files back.
    fn undo(&mut self, entries: &[Entry]) -> Result<(), DiskError> {
        self.sync_state()?;
        let mut touched = BTreeSet::new();
        for (number, entry) in entries.iter().enumerate() {
            let place = paths::join(self.root, &entry.path);
            let old = self.old_file(number);
            if entry.kind == Kind::Create {
                // It is in its place if it is not in the state folder any more.
                if !self.new_file(number).exists() {
                    self.disk.remove(&place)?;
                }
            } else if old.exists() {
                self.make_parent(&place)?;
                self.disk.rename(&old, &place)?;
            }
            touched.extend(place.parent().map(Path::to_owned));
        }
        self.finish(entries, Kind::Create, &touched, UNDO)
    }

    /// Removes the folders that lost their last file, and then the journal.
    fn finish(
        &mut self,
        entries: &[Entry],
        gone: Kind,
        touched: &BTreeSet<PathBuf>,
        journal: &str,
    ) -> Result<(), DiskError> {
        for entry in entries.iter().filter(|entry| entry.kind == gone) {
            self.remove_empty_folders(&entry.path);
        }
        for folder in touched.iter().filter(|_| self.has_old) {
            self.disk.sync_folder(folder)?;
        }
        self.disk.remove(&self.state.join(journal))?;
        // Should the journal come back after a loss of power, it finds nothing left to do.
        let _ = self.sync_state();
        Ok(())
    }

    /// Waits until the names in the state folder are on the disk.
    fn sync_state(&mut self) -> Result<(), DiskError> {
        if self.has_old { self.disk.sync_folder(&self.state) } else { Ok(()) }
    }

    fn remove_empty_folders(&mut self, path: &str) {
        let mut folder = path;
        while let Some((parent, _)) = folder.rsplit_once('/') {
            let place = paths::join(self.root, parent);
            let empty = fs::read_dir(&place).is_ok_and(|mut names| names.next().is_none());
            if !empty || !self.disk.remove_empty(&place) {
                return;
            }
            folder = parent;
        }
    }

    fn make_parent(&mut self, place: &Path) -> Result<(), DiskError> {
        match place.parent() {
            Some(parent) => self.disk.make_folder(parent),
            None => Ok(()),
        }
    }

    /// The entries of the journal that an earlier run left.
    fn read(&self, journal: &str) -> Result<Vec<Entry>, Failure> {
        let path = self.state.join(journal);
        let text = fs::read_to_string(&path).map_err(|error| DiskError {
            action: "read",
            path: path.clone(),
            error,
        })?;
        let entries = journal::read(&text).ok_or(Failure::Damaged(path))?;
        for entry in &entries {
            paths::check_way(self.root, &entry.path)
                .map_err(|(_, fault)| Failure::Faults(vec![*fault]))?;
        }
        Ok(entries)
    }

    /// Throws away what an earlier run had prepared.
    fn clear(&mut self) -> Result<(), Failure> {
        for path in state::prepared(&self.state) {
            self.disk.remove(&path)?;
        }
        Ok(())
    }

    fn new_file(&self, number: usize) -> PathBuf {
        self.state.join(format!("new-{number}"))
    }

    fn old_file(&self, number: usize) -> PathBuf {
        self.state.join(format!("old-{number}"))
    }
}

/// A journal that is not to be followed.
fn not_ours(root: &Path, place: &Path) -> Diagnostic {
    let shown = root.join(STATE);
    let shown = shown.display();
    Diagnostic::without_location(
        Code::OutputHandWritten,
        format!(
            "`{}` was not generated, and the journal in `{shown}` would change it",
            place.display()
        ),
    )
    .help(format!("remove `{shown}` if no run of yours was interrupted; else move the file away"))
}
