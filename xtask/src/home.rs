//! Where this repository is.

use cratewright::report::{Fault, unreadable};
use generator::diagnostic::{Code, Diagnostic};
use std::fs;
use std::path::{Path, PathBuf};

/// The settings of this repository.
pub const CONFIG: &str = "spec/codegen.toml";

/// The root of the workspace around the current folder: the nearest folder upwards whose manifest
/// has a `[workspace]`.
///
/// # Errors
///
/// If there is none.
pub fn root() -> Result<PathBuf, Fault> {
    let current = std::env::current_dir().map_err(|error| unreadable(".", &error))?;
    current.ancestors().find(|folder| is_workspace(folder)).map(Path::to_owned).ok_or_else(|| {
        Diagnostic::without_location(
            Code::FileNotFound,
            "there is no Cargo workspace around the current folder",
        )
        .help("change into the repository")
        .into()
    })
}

fn is_workspace(folder: &Path) -> bool {
    fs::read_to_string(folder.join("Cargo.toml"))
        .is_ok_and(|text| text.lines().any(|line| line.trim() == "[workspace]"))
}
