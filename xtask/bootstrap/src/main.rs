//! Runs xtask, also where the generated crate is gone.
//!
//! Cargo loads every member of the workspace before it runs any of them. With `generated/Cargo.toml`
//! deleted it would refuse to run the very command that brings the crate back. So where that
//! manifest is missing, an empty one stands in for it while xtask runs; and `Cargo.lock` is put back
//! as it was, since Cargo takes out of it what the stand-in does not need.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

/// The stand-in. xtask is told of it, and takes it away before it writes the manifest.
const STAND_IN: &str = "\
# Stands in for the manifest while xtask is built; see xtask/bootstrap.

[package]
name = \"stand-in\"
version = \"0.0.0\"

[lib]
path = \"none.rs\"
";

fn main() -> ExitCode {
    // As Cargo says it now, not when this was built: a build folder may be a copy of another one's.
    let folder = env::var_os("CARGO_MANIFEST_DIR");
    let folder = folder.map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    let root = folder.join("../..");
    match run(&root) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: `cargo xtask` cannot start: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(root: &Path) -> io::Result<ExitCode> {
    let manifest = root.join("generated/Cargo.toml");
    if manifest.exists() {
        return xtask(root, None);
    }
    let lock = fs::read(root.join("Cargo.lock"))?;
    fs::create_dir_all(root.join("generated"))?;
    fs::write(&manifest, STAND_IN)?;
    let code = xtask(root, Some(&manifest));
    if fs::read_to_string(&manifest).is_ok_and(|text| text == STAND_IN) {
        fs::remove_file(&manifest)?;
    }
    fs::write(root.join("Cargo.lock"), lock)?;
    code
}

fn xtask(root: &Path, stand_in: Option<&Path>) -> io::Result<ExitCode> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(["run", "--package", "xtask", "--manifest-path"])
        .arg(root.join("Cargo.toml"))
        .arg("--")
        .args(env::args_os().skip(1));
    if let Some(stand_in) = stand_in {
        command.env("XTASK_STAND_IN", stand_in);
    }
    let status = command.status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
