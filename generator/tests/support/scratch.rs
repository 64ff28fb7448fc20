//! A workspace in a folder of its own, outside of this one, for crates that were made.

#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "of several tests, each of which uses a part of it; a test that cannot go on fails"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A workspace in a temporary folder, built with the versions of this one.
pub(crate) struct Scratch {
    folder: TempDir,
}

impl Scratch {
    /// A folder with that manifest at its root.
    pub(crate) fn new(manifest: &str) -> Self {
        let scratch = Self { folder: tempfile::tempdir().unwrap() };
        scratch.write("Cargo.toml", manifest);
        // So that nothing has to be fetched or built twice.
        scratch.write("Cargo.lock", &fs::read_to_string(workspace().join("Cargo.lock")).unwrap());
        scratch
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, and the folders that it lies in.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let file = self.folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// A command of cargo that builds into a folder that all such workspaces share.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        // What stands behind `--` is for the program that is run.
        let own = arguments.iter().position(|one| *one == "--").unwrap_or(arguments.len());
        let (own, others) = arguments.split_at(own);
        command
            .args(own)
            .args(["--offline", "--quiet", "--target-dir"])
            .arg(workspace().join("target/consumer"))
            .args(others)
            .current_dir(self.folder.path())
            .env_remove("RUSTFLAGS")
            // Each folder has another name, so nothing of its crates is built a second time; and no
            // debugger ever looks at them.
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0");
        command
    }
}

/// The folder of this workspace.
pub(crate) fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// What a command that has to succeed printed.
#[track_caller]
pub(crate) fn succeeds(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{command:?}\n{out}\n{}", errors(&output));
    out
}

/// What a command printed to the standard error.
pub(crate) fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
