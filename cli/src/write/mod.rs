//! Files in memory -> files on the disk: only what changed, all or nothing, one run at a time.
//! `switch` says how.

mod before;
mod disk;
mod header;
mod journal;
mod lock;
mod paths;
mod plan;
mod record;
mod state;
mod switch;

pub use disk::{Disk, DiskError, Hook};
pub use header::is_generated;
pub use plan::{ByHand, Change, Plan};
pub use record::text as record;

use generator::diagnostic::{Code, Diagnostic};
use generator::output::Output;
use lock::Lock;
use std::io;
use std::path::{Path, PathBuf};
use switch::Switch;

/// The file in the folder of a crate that says which files were written: see `record`.
pub const RECORD: &str = ".cratewright";

/// The folder in the output folder where a run keeps its lock, its journal and what it prepares.
/// It is gone when the run ends.
pub const STATE: &str = ".cratewright.run";

/// What a run did to an output folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many files are new or have new contents.
    pub written: usize,
    /// How many files were removed.
    pub removed: usize,
    /// How many files were as they should be.
    pub unchanged: usize,
}

/// Why an output folder was not changed.
#[derive(Debug)]
enum Failure {
    /// The disk did not do what it was asked to.
    Disk(DiskError),
    /// Nor could the files be put back.
    HalfWay { fault: DiskError, second: DiskError },
    /// Another run has the lock.
    Locked,
    /// The journal of an earlier run cannot be read.
    Damaged(PathBuf),
    /// The files cannot be written where they belong.
    Faults(Vec<Diagnostic>),
}

impl From<DiskError> for Failure {
    fn from(fault: DiskError) -> Self {
        Self::Disk(fault)
    }
}

/// Compares without changing anything: the differences between an output and a folder. A file that was
/// changed by hand is one of them.
///
/// # Errors
///
/// If another run is at work there or was interrupted, or if something is in the way.
pub fn compare(root: &Path, output: &Output) -> Result<Plan, Vec<Diagnostic>> {
    state::check(root).map_err(|fault| vec![*fault])?;
    if lock::is_taken(root) {
        return Err(diagnostics(root, Failure::Locked));
    }
    if switch::is_pending(root) {
        return Err(vec![
            Diagnostic::without_location(
                Code::OutputInterrupted,
                format!("an earlier run in `{}` was interrupted", root.display()),
            )
            .help(format!(
                "run `{} codegen`: it completes or undoes what that run began",
                crate::program::name()
            )),
        ]);
    }
    Plan::new(root, output, ByHand::Overwrite)
}

/// Completes or undoes what an interrupted run left behind, if there was one.
///
/// # Errors
///
/// If that cannot be done, or if what is there is of no run of this program.
pub fn recover(root: &Path, disk: &mut Disk) -> Result<(), Vec<Diagnostic>> {
    let is_there = paths::check_root(root).and_then(|()| state::check(root));
    if !is_there.map_err(|fault| vec![*fault])? {
        return Ok(());
    }
    locked(root, disk, |disk| Switch::new(root, disk).recover())
        .map_err(|failure| diagnostics(root, failure))
}

/// Brings a folder up to date with an output. If that fails, the folder is as it was; if it is
/// interrupted, the next call completes or undoes it.
///
/// # Errors
///
/// If something is in the way that this program did not write or that was changed since, or if the disk
/// does not do what it is asked to.
pub fn write(
    root: &Path,
    output: &Output,
    by_hand: ByHand,
    disk: &mut Disk,
) -> Result<Written, Vec<Diagnostic>> {
    paths::check_root(root).map_err(|fault| vec![*fault])?;
    let made = !root.exists();
    // A folder that is up to date is not touched at all, not even to lock it.
    if !made && !state::check(root).map_err(|fault| vec![*fault])? {
        let plan = Plan::new(root, output, by_hand)?;
        if plan.is_empty() {
            return Ok(counts(&plan));
        }
    }
    let result = locked(root, disk, |disk| switched(root, output, by_hand, disk));
    if made && result.is_err() {
        disk.remove_empty(root);
    }
    result.map_err(|failure| diagnostics(root, failure))
}

/// Does something that no other run may do at the same time.
fn locked<T>(
    root: &Path,
    disk: &mut Disk,
    change: impl FnOnce(&mut Disk) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let lock = Lock::take(root, disk)?;
    let result = change(disk);
    lock.release(disk, switch::is_pending(root));
    result
}

fn switched(
    root: &Path,
    output: &Output,
    by_hand: ByHand,
    disk: &mut Disk,
) -> Result<Written, Failure> {
    Switch::new(root, disk).recover()?;
    let plan = Plan::new(root, output, by_hand).map_err(Failure::Faults)?;
    if !plan.is_empty() {
        Switch::new(root, disk).run(&plan)?;
    }
    Ok(counts(&plan))
}

/// The files of the crate that were changed; the record is none of them.
fn counts(plan: &Plan) -> Written {
    let files = plan.changes.iter().filter(|(path, _)| path != RECORD);
    let (removed, written): (Vec<_>, Vec<_>) =
        files.partition(|(_, change)| matches!(change, Change::Remove { .. }));
    Written { written: written.len(), removed: removed.len(), unchanged: plan.unchanged }
}

fn diagnostics(root: &Path, failure: Failure) -> Vec<Diagnostic> {
    let shown = root.display();
    let found = match failure {
        Failure::Faults(faults) => return faults,
        Failure::Locked => Diagnostic::without_location(
            Code::OutputLocked,
            format!("another run is writing to `{shown}`"),
        )
        .help("wait until it is done, then run again"),
        Failure::Disk(fault) => {
            let found = Diagnostic::without_location(Code::OutputNotWritten, fault.to_string())
                .note(format!("the files in `{shown}` are as they were"));
            match help(&fault.error) {
                Some(help) => found.help(help),
                None => found,
            }
        }
        Failure::HalfWay { fault, second } => {
            Diagnostic::without_location(Code::OutputNotWritten, fault.to_string())
                .note(format!("the old files could not be put back: {second}"))
                .note(format!("`{shown}/{STATE}` has the old and the new files"))
                .help("remove the cause, then run again: that completes or undoes this run")
        }
        Failure::Damaged(path) => Diagnostic::without_location(
            Code::OutputInterrupted,
            format!("`{}` is not a journal that this version writes", path.display()),
        )
        .help(format!(
            "restore `{shown}` from version control, remove `{shown}/{STATE}`, and run again"
        )),
    };
    vec![found]
}

fn help(error: &io::Error) -> Option<&'static str> {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Some("make the folder writable, or choose another output folder")
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Some("make room on the disk, then run again")
        }
        io::ErrorKind::CrossesDevices => {
            Some("the output folder must be on one file system, with no other mounted in it")
        }
        _ => None,
    }
}
