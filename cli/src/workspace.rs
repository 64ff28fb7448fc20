//! Where things are.

use crate::report::{Fault, unreadable};
use generator::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Folder, Sources, Unread};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// Documents above this size are refused: the largest that are published have some 20 MB.
const LARGEST: u64 = 256 * 1024 * 1024;

/// Where the settings of a project are, from the folder around it: the first one that is there.
pub const SETTINGS: [&str; 2] = ["codegen.toml", "spec/codegen.toml"];

/// The settings of the project around the current folder: those of the nearest folder upwards that has
/// any.
///
/// # Errors
///
/// If there are none.
pub fn settings() -> Result<PathBuf, Fault> {
    let current = std::env::current_dir().map_err(|error| unreadable(".", &error))?;
    let all = current.ancestors().flat_map(|folder| SETTINGS.map(|name| folder.join(name)));
    all.into_iter().find(|file| file.is_file()).map(|file| tidy_path(&file)).ok_or_else(|| {
        let [here, below] = SETTINGS;
        Diagnostic::without_location(
            Code::FileNotFound,
            format!("there is no `{here}` and no `{below}` in the current folder or above it"),
        )
        .help(format!("run `{} init`, which writes one", crate::program::name()))
        .help("change into the project, or name the files with `--config` or `--spec`")
        .into()
    })
}

/// A path without `.` and `..`, by its text alone, and relative to the current folder if it is
/// below it: as people are shown it.
#[must_use]
pub fn tidy_path(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(clean.components().next_back(), Some(Component::Normal(_))) =>
            {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    let shown = std::env::current_dir()
        .ok()
        .and_then(|current| clean.strip_prefix(current).ok().map(Path::to_owned))
        .unwrap_or(clean);
    if shown.as_os_str().is_empty() { PathBuf::from(".") } else { shown }
}

/// Reads a file into the sources.
pub fn read(path: &Path, sources: &Sources, diagnostics: &Diagnostics) -> Option<FileId> {
    let shown = path.display().to_string();
    match read_bytes(path) {
        Ok(Some(bytes)) => generator::source::add_bytes(sources, shown, bytes, diagnostics),
        Ok(None) => {
            diagnostics.push(
                Diagnostic::without_location(
                    Code::TooLarge,
                    format!("`{shown}` is larger than {} MiB", LARGEST / 1024 / 1024),
                )
                .help("split the document"),
            );
            None
        }
        Err(error) => {
            diagnostics.push(*unreadable(&shown, &error));
            None
        }
    }
}

/// Reads a document into the sources, which from then on know its folder.
pub fn read_document(
    path: &Path,
    sources: &mut Sources,
    diagnostics: &Diagnostics,
) -> Option<FileId> {
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    sources.set_folder(DiskFolder(folder));
    read(path, sources, diagnostics)
}

/// The folder of a document on the disk.
struct DiskFolder(PathBuf);

impl Folder for DiskFolder {
    fn read(&self, path: &str) -> Result<(String, Vec<u8>), Unread> {
        let Self(folder) = self;
        let file = folder.join(path);
        let around = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let found = fs::canonicalize(around)
            .and_then(|folder| Ok(fs::canonicalize(&file)?.starts_with(folder)));
        match found {
            Ok(true) => {}
            Ok(false) => return Err(Unread::Outside),
            Err(error) => return Err(unread(&error)),
        }
        // To open a pipe is to wait for whoever writes to it, maybe for ever; and a device has no end.
        if !fs::metadata(&file).map_err(|error| unread(&error))?.is_file() {
            return Err(Unread::Failed("it is not an ordinary file".into()));
        }
        match read_bytes(&file) {
            Ok(Some(bytes)) => Ok((file.display().to_string(), bytes)),
            Ok(None) => {
                let limit = LARGEST / 1024 / 1024;
                Err(Unread::Failed(format!("it is larger than {limit} MiB")))
            }
            Err(error) => Err(unread(&error)),
        }
    }
}

fn unread(error: &io::Error) -> Unread {
    match error.kind() {
        io::ErrorKind::NotFound => Unread::Absent,
        _ => Unread::Failed(error.to_string()),
    }
}

/// The contents of a file, unless they are too large. What is read is counted
/// too, because a device or a pipe has no size.
fn read_bytes(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    if file.metadata()?.len() > LARGEST {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= LARGEST);
    Ok(fits.then_some(bytes))
}
