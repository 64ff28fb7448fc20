//! The files of the repository, read once for all rules.

use cratewright::report::{Fault, unreadable};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// Folders with nothing in them that is kept under version control.
const SKIPPED: [&str; 4] = ["target", ".git", "node_modules", cratewright::write::STATE];

/// A file of the repository.
#[derive(Clone, Debug)]
pub struct TextFile {
    /// Its path relative to the root, with `/` between its parts.
    pub path: String,
    /// Its contents.
    pub text: String,
}

/// The files of the repository that are text.
#[derive(Clone, Debug, Default)]
pub struct Repository {
    /// The files by path.
    pub files: BTreeMap<String, String>,
}

impl Repository {
    /// Reads the files below a folder.
    pub fn read(root: &Path) -> Result<Self, Fault> {
        let mut files = BTreeMap::new();
        let walk = WalkDir::new(root).into_iter().filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            entry.depth() == 0 || !SKIPPED.contains(&name.as_ref())
        });
        for entry in walk {
            let entry = entry.map_err(|error| unreadable(".", &error.into()))?;
            if !entry.file_type().is_file() {
                continue;
            }
            let path = entry.path();
            let bytes =
                fs::read(path).map_err(|error| unreadable(&path.display().to_string(), &error))?;
            let Ok(text) = String::from_utf8(bytes) else {
                continue;
            };
            let relative = path.strip_prefix(root).unwrap_or(path);
            let relative = relative.to_string_lossy().replace('\\', "/");
            files.insert(relative, text);
        }
        Ok(Self { files })
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The Rust files below some folders.
    pub(super) fn rust<'a>(
        &'a self,
        folders: &'a [&str],
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files
            .iter()
            .filter(|(path, _)| super::has_extension(path, "rs"))
            .filter(|(path, _)| folders.iter().any(|folder| path.starts_with(folder)))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }
}

impl FromIterator<TextFile> for Repository {
    fn from_iter<T: IntoIterator<Item = TextFile>>(files: T) -> Self {
        let files = files.into_iter().map(|file| (file.path, file.text));
        Self { files: files.collect() }
    }
}
