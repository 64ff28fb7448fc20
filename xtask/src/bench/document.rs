//! The documents to measure with.

use super::{make_folder, not_run};
use crate::corpus::name as crate_name;
use crate::home::CONFIG;
use cratewright::report::{Fault, unreadable};
use cratewright::workspace;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// How many operations the seeded documents have.
const SEEDED: [usize; 4] = [10, 100, 1000, 10_000];

const SEED: u64 = 1;

/// A document to measure with.
pub(super) struct Document {
    /// What the table calls it.
    pub(super) name: String,
    pub(super) path: PathBuf,
    /// In bytes.
    pub(super) size: u64,
    pub(super) crate_name: String,
    settings: Option<PathBuf>,
}

impl Document {
    fn new(path: &Path) -> Result<Self, Fault> {
        let shown = path.display().to_string();
        let size = fs::metadata(path).map_err(|error| unreadable(&shown, &error))?.len();
        let settings = Some(path.with_extension("toml")).filter(|path| path.is_file());
        let path = std::path::absolute(path).map_err(|error| unreadable(&shown, &error))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let crate_name = crate_name(&path);
        Ok(Self { name, path, size, crate_name, settings })
    }

    /// The run that writes its crate into a folder.
    pub(super) fn codegen(&self, program: &Path, out: &Path) -> Command {
        let mut command = Command::new(program);
        command.args(["codegen", "--quiet", "--name", &self.crate_name, "--spec"]).arg(&self.path);
        command.arg("--out").arg(out);
        if let Some(settings) = &self.settings {
            command.arg("--config").arg(settings);
        }
        command
    }
}

/// The text of a seeded document.
pub(super) fn seeded(operations: usize) -> String {
    fuzz::sized(operations, SEED).to_string()
}

/// The documents that are asked for, or the one of this workspace and seeded ones.
pub(super) fn all(
    given: &[PathBuf],
    root: &Path,
    output: &Path,
    program: &Path,
) -> Result<Vec<Document>, Fault> {
    if !given.is_empty() {
        return given.iter().map(|path| Document::new(path)).collect();
    }
    let mut documents = Vec::new();
    let own = root.join("spec/shares.yaml");
    if own.is_file() {
        let settings = Some(workspace::tidy_path(&root.join(CONFIG)));
        documents.push(Document { settings, ..Document::new(&own)? });
    }
    make_folder(output)?;
    for operations in SEEDED {
        let path = output.join(format!("seeded-{operations}.json"));
        write(operations, &path, program)?;
        documents.push(Document::new(&path)?);
    }
    Ok(documents)
}

/// Writes a seeded document, in a process of its own: the memory of this one counts as a part of what
/// each process takes that it starts.
fn write(operations: usize, path: &Path, program: &Path) -> Result<(), Fault> {
    let shown = path.display().to_string();
    let file = File::create(path).map_err(|error| unreadable(&shown, &error))?;
    let mut command = Command::new(program);
    command.args(["bench", "--seeded", &operations.to_string()]).stdout(Stdio::from(file));
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(not_run("bench --seeded", &status.to_string())),
        Err(error) => Err(not_run("bench --seeded", &error.to_string())),
    }
}
