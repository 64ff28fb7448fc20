//! One run at a time: a lock that the system gives back when its holder ends, however it ends.

use super::disk::{Disk, DiskError};
use super::state::{self, IGNORE, LOCK};
use super::{Failure, STATE};
use same_file::Handle;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// How often a run tries again if another one that just ended took the lock's file with it.
const ATTEMPTS: usize = 16;

/// The right to change an output folder.
#[derive(Debug)]
pub(super) struct Lock {
    state: PathBuf,
    /// Held for as long as the lock is.
    _file: File,
}

impl Lock {
    /// Takes the lock of an output folder, and makes the folder if there is none.
    pub(super) fn take(root: &Path, disk: &mut Disk) -> Result<Self, Failure> {
        let state = root.join(STATE);
        for _ in 0..ATTEMPTS {
            state::check(root).map_err(|fault| Failure::Faults(vec![*fault]))?;
            disk.make_folder(&state)?;
            match Self::try_take(&state, disk) {
                Ok(Some(lock)) => return Ok(lock),
                Ok(None) => {}
                // The state folder went away between two steps.
                Err(Failure::Disk(fault)) if fault.error.kind() == io::ErrorKind::NotFound => {}
                Err(failure) => {
                    Self::abandon(&state, disk);
                    return Err(failure);
                }
            }
        }
        Err(Failure::Locked)
    }

    /// Removes the state folder again, unless a run has its lock there.
    fn abandon(state: &Path, disk: &mut Disk) {
        if !state.join(LOCK).exists() {
            let _ = disk.remove(&state.join(IGNORE));
            disk.remove_empty(state);
        }
    }

    /// Takes the lock unless its file is gone or is another one by now.
    fn try_take(state: &Path, disk: &mut Disk) -> Result<Option<Self>, Failure> {
        // Git is to take no notice of the folder, should a run be killed.
        let ignore = state.join(IGNORE);
        if !ignore.exists() {
            disk.write(&ignore, state::IGNORED)?;
        }
        let path = state.join(LOCK);
        let fault = |error| DiskError { action: "lock", path: path.clone(), error };
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(fault)?;
        if !try_lock(&file).map_err(fault)? {
            return Err(Failure::Locked);
        }
        let ours = Handle::from_file(file.try_clone().map_err(fault)?).map_err(fault)?;
        let current = Handle::from_path(&path).is_ok_and(|there| there == ours);
        Ok(current.then(|| Self { state: state.to_owned(), _file: file }))
    }

    /// Gives the lock back and removes the state folder. Its files stay if a switch could neither
    /// be completed nor undone: they are all there is of the old and the new contents.
    pub(super) fn release(self, disk: &mut Disk, keep: bool) {
        if keep {
            return;
        }
        let mut is_clear = true;
        for path in state::files(&self.state) {
            is_clear &= disk.remove(&path).is_ok();
        }
        // What cannot be removed now is removed by the next run, which knows the folder by its lock.
        if !is_clear {
            return;
        }
        let _ = disk.remove(&self.state.join(LOCK));
        disk.remove_empty(&self.state);
    }
}

/// Whether a run is writing to an output folder right now.
pub(super) fn is_taken(root: &Path) -> bool {
    File::open(root.join(STATE).join(LOCK)).and_then(|file| try_lock(&file)).is_ok_and(|free| !free)
}

fn try_lock(file: &File) -> io::Result<bool> {
    match fs4::FileExt::try_lock(file) {
        Ok(()) => Ok(true),
        Err(fs4::TryLockError::WouldBlock) => Ok(false),
        Err(fs4::TryLockError::Error(error)) => Err(error),
    }
}
