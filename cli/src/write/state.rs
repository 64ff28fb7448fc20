//! The state folder: the names of what runs keep in it, and whether the folder that is there is one.

use super::STATE;
use super::paths;
use crate::report::Fault;
use generator::diagnostic::{Code, Diagnostic};
use std::fs;
use std::path::{Path, PathBuf};

/// What the run has that may change the output folder.
pub(super) const LOCK: &str = "lock";

/// Tells git to take no notice of the folder, should a run be killed.
pub(super) const IGNORE: &str = ".gitignore";

/// What stands in [`IGNORE`].
pub(super) const IGNORED: &[u8] = b"*\n";

/// A switch that is to be completed.
pub(super) const JOURNAL: &str = "journal";

/// A switch that is to be undone.
pub(super) const UNDO: &str = "undo";

/// A journal that is being written.
pub(super) const DRAFT: &str = "journal.draft";

/// The beginnings of the names of files in their new and their old contents; a number follows.
const NUMBERED: [&str; 2] = ["new-", "old-"];

/// How often the folder is looked at before it is taken for another one.
const LOOKS: usize = 3;

/// Whether a run prepared a file of that name.
fn is_prepared(name: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    name == DRAFT || NUMBERED.iter().any(|start| name.strip_prefix(start).is_some_and(is_number))
}

fn is_own(name: &str) -> bool {
    [LOCK, IGNORE, JOURNAL, UNDO].contains(&name) || is_prepared(name)
}

/// Whether there is a state folder; it is a fault if what has its name is none.
///
/// It may come with a repository, and then be anything: a link to a folder whose files would be removed,
/// or a folder of somebody else. So it is a folder with nothing in it but files of our own names, and
/// with a lock, without which no run prepares anything.
pub(super) fn check(root: &Path) -> Result<bool, Fault> {
    let state = root.join(STATE);
    let Ok(found) = state.symlink_metadata() else { return Ok(false) };
    if found.is_symlink() {
        return Err(paths::link(&state));
    }
    // Another run may be giving its lock back just now, and is then seen half way.
    if found.is_dir() && (0..LOOKS).any(|_| is_state(&entries(&state))) {
        return Ok(true);
    }
    Err(Diagnostic::without_location(
        Code::OutputHandWritten,
        format!("`{}` is not what runs of this program keep there", state.display()),
    )
    .help("move it away, or choose another output folder")
    .into())
}

fn is_state(names: &[(String, bool)]) -> bool {
    names.iter().all(|(name, is_file)| *is_file && is_own(name))
        && (names.iter().any(|(name, _)| name == LOCK)
            || names.iter().all(|(name, _)| name == IGNORE))
}

/// The names in the state folder, and whether each is a file and no link.
fn entries(state: &Path) -> Vec<(String, bool)> {
    let entries = fs::read_dir(state).into_iter().flatten().flatten();
    entries
        .map(|entry| {
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            (entry.file_name().to_string_lossy().into_owned(), is_file)
        })
        .collect()
}

fn named(state: &Path, is: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let names = entries(state).into_iter();
    names.filter(|(name, _)| is(name)).map(|(name, _)| state.join(name)).collect()
}

/// All files of the state folder but the lock.
pub(super) fn files(state: &Path) -> Vec<PathBuf> {
    named(state, |name| is_own(name) && name != LOCK)
}

/// What a run prepared.
pub(super) fn prepared(state: &Path) -> Vec<PathBuf> {
    named(state, is_prepared)
}
