//! A disk that takes no more, a folder that may not be written, a system that starts no more threads:
//! a clear error, and nothing lost.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

mod support;

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output};
use support::Workspace;

/// A user without rights, where the test runs as one whom permissions do not stop.
const NOBODY: u32 = 65534;

/// A workspace with the crate of one document, and the document of another.
fn changed() -> Workspace {
    let workspace = Workspace::new();
    workspace.run(&["codegen"]).exits(0);
    workspace.rename_pet();
    workspace
}

/// The run failed as it has to: the files are the old ones, and a run without the fault makes new
/// ones.
#[track_caller]
fn nothing_is_lost(workspace: &Workspace, output: &Output, says: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("error[output-not-written]"), "{said}");
    assert!(said.contains("`generated") && said.contains(says), "{said}");
    assert!(!workspace.path("generated/src/models/animal.rs").exists());
    let old = Workspace::new();
    old.run(&["codegen"]).exits(0);
    assert_eq!(workspace.tree("generated"), old.tree("generated"));
}

#[test]
fn a_disk_that_takes_no_more_leaves_the_old_crate() {
    let workspace = changed();
    // No file may get longer than one block; the signal that says so is not to end the process.
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" codegen"])
        .arg(support::PROGRAM)
        .current_dir(workspace.path("."))
        .output()
        .unwrap();
    nothing_is_lost(&workspace, &output, "File too large");
    workspace.run(&["codegen"]).exits(0);
    assert!(workspace.path("generated/src/models/animal.rs").exists());
}

#[test]
fn a_folder_that_may_not_be_written_stays_as_it_is() {
    let workspace = changed();
    let mut command = workspace.command(".", &["codegen"]);
    let folder = workspace.path("generated");
    allow(&folder, 0o555);
    if fs::write(folder.join("probe"), "").is_ok() {
        fs::remove_file(folder.join("probe")).unwrap();
        // The program has to be where anybody may run it.
        fs::copy(support::PROGRAM, workspace.path("program")).unwrap();
        command = Command::new(workspace.path("program"));
        command.arg("codegen").current_dir(workspace.path(".")).uid(NOBODY).gid(NOBODY);
        allow(&workspace.path("."), 0o755);
    }
    let output = command.output().unwrap();
    nothing_is_lost(&workspace, &output, "Permission denied");
    allow(&folder, 0o755);
    workspace.run(&["codegen"]).exits(0);
    assert!(workspace.path("generated/src/models/animal.rs").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_system_that_starts_no_more_threads_leaves_the_old_crate() {
    let workspace = changed();
    let old = workspace.tree("generated");
    // There is room for some of so many stacks only.
    let output = Command::new("sh")
        .args(["-c", "ulimit -v 1000000; exec \"$0\" codegen"])
        .arg(support::PROGRAM)
        .current_dir(workspace.path("."))
        .env("RAYON_NUM_THREADS", "100")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("error[no-threads]: no thread can be started: "), "{said}");
    assert_eq!(workspace.tree("generated"), old);
}

fn allow(folder: &Path, mode: u32) {
    fs::set_permissions(folder, Permissions::from_mode(mode)).unwrap();
}
