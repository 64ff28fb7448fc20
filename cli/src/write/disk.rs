//! Every change of the disk, one function each, so that a test can fail or stop a run before any
//! of them.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A change of the disk that did not work.
#[derive(Debug)]
pub struct DiskError {
    /// What was to be done, such as `write`.
    pub action: &'static str,
    /// To which file or folder.
    pub path: PathBuf,
    /// What the system says.
    pub error: io::Error,
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`: {}", self.action, self.path.display(), self.error)
    }
}

impl std::error::Error for DiskError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// Up to how many files are flushed one after the other: others may be writing to the same file system,
/// and for a few files they are not waited for.
const FLUSHED_ALONE: usize = 64;

/// Writes everything to the disk that the file system of a folder has yet to write, if it can be asked
/// to; says whether it was.
#[cfg(target_os = "linux")]
fn flush_all(folder: &Path) -> io::Result<bool> {
    match rustix::fs::syncfs(File::open(folder)?) {
        Ok(()) => Ok(true),
        Err(rustix::io::Errno::NOSYS) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// As on Linux; elsewhere no file system can be asked to.
#[cfg(not(target_os = "linux"))]
fn flush_all(_: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Called before each change with what is to be done and to which file; an error takes the place
/// of the change.
pub type Hook = Box<dyn FnMut(&'static str, &Path) -> io::Result<()>>;

/// The disk.
#[derive(Default)]
pub struct Disk {
    hook: Option<Hook>,
}

impl fmt::Debug for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Disk").field("hooked", &self.hook.is_some()).finish()
    }
}

impl Disk {
    /// The disk as it is.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A disk that asks `hook` before each change.
    #[must_use]
    pub fn with_hook(hook: Hook) -> Self {
        Self { hook: Some(hook) }
    }

    /// Makes a change, unless the hook fails in its place.
    fn change<T>(
        &mut self,
        action: &'static str,
        path: &Path,
        change: impl FnOnce() -> io::Result<T>,
    ) -> Result<T, DiskError> {
        let asked = match &mut self.hook {
            Some(hook) => hook(action, path),
            None => Ok(()),
        };
        asked.and_then(|()| change()).map_err(|error| DiskError {
            action,
            path: path.to_owned(),
            error,
        })
    }

    /// Writes a file. Before anything depends on it, it must be [flushed](Self::flush).
    pub(super) fn write(&mut self, path: &Path, contents: &[u8]) -> Result<(), DiskError> {
        let mut file = self.change("create", path, || File::create(path))?;
        self.change("write", path, || file.write_all(contents))
    }

    /// Waits until files of a folder are on the disk.
    ///
    /// To wait for one after the other takes a disk a millisecond or more each, and a large crate has
    /// thousands. So a file system that can is asked for all that it has yet to write, at once.
    pub(super) fn flush(&mut self, folder: &Path, files: &[PathBuf]) -> Result<(), DiskError> {
        if files.len() > FLUSHED_ALONE && self.change("flush", folder, || flush_all(folder))? {
            return Ok(());
        }
        for path in files {
            // Windows flushes what is open for writing only.
            self.change("flush", path, || File::options().append(true).open(path)?.sync_all())?;
        }
        Ok(())
    }

    /// Keeps the contents of `from` under the name `to` too, whatever becomes of `from`.
    pub(super) fn keep(&mut self, from: &Path, to: &Path) -> Result<(), DiskError> {
        self.change("keep", from, || {
            // Not every file system has hard links.
            fs::hard_link(from, to).or_else(|_| {
                fs::copy(from, to)?;
                File::open(to)?.sync_all()
            })
        })
    }

    /// Puts `from` in the place of `to`, at once.
    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> Result<(), DiskError> {
        self.change("replace", to, || fs::rename(from, to))
    }

    /// Removes a file; it is no error if there is none.
    pub(super) fn remove(&mut self, path: &Path) -> Result<(), DiskError> {
        self.change("remove", path, || match fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        })
    }

    /// Makes a folder and those above it.
    pub(super) fn make_folder(&mut self, path: &Path) -> Result<(), DiskError> {
        if path.is_dir() {
            return Ok(());
        }
        self.change("create", path, || fs::create_dir_all(path))
    }

    /// Removes a folder if there is nothing in it, and says whether it is gone.
    pub(super) fn remove_empty(&mut self, path: &Path) -> bool {
        // Whatever the reason, a folder that stays harms nobody.
        self.change("remove", path, || fs::remove_dir(path)).is_ok()
    }

    /// Waits until the names in a folder are on the disk.
    pub(super) fn sync_folder(&mut self, path: &Path) -> Result<(), DiskError> {
        // Windows has no such thing: there a rename is on the disk with the file.
        if cfg!(unix) && path.is_dir() {
            self.change("flush", path, || File::open(path)?.sync_all())?;
        }
        Ok(())
    }
}
