//! What runs the mock server: Node.js, and the packages that the lock file names.

use super::tail;
use cratewright::report::{Fault, Reporter, unreadable};
use generator::diagnostic::{Code, Diagnostic};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Node.js under the name that it has everywhere.
pub(super) const NODE: &str = "node";

/// The package manager that comes with Node.js; a script there, which Windows does not find by its
/// bare name.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// The oldest version that the mock server runs on, as its manifest says.
const OLDEST: [u32; 3] = [18, 20, 1];

/// The file that says which lock file was installed. It is written last: an installation that was
/// interrupted has none.
const STAMP: &str = "node_modules/.installed-lock.json";

/// Where the manifest and the lock file of the mock server are.
pub(super) fn folder(root: &Path) -> PathBuf {
    root.join("xtask/contract")
}

/// Installs the mock server, unless it is there already.
pub(super) fn install(root: &Path, reporter: &mut Reporter) -> Result<(), Fault> {
    let version = program_version(NODE)?;
    if !is_new_enough(&version) {
        let [major, minor, patch] = OLDEST;
        let message = format!(
            "`{NODE}` is {version}, and the mock server needs {major}.{minor}.{patch} or later"
        );
        return Err(Diagnostic::without_location(Code::ContractTool, message)
            .help("install a newer Node.js, such as the long-term one of https://nodejs.org")
            .into());
    }
    let folder = folder(root);
    let lock = folder.join("package-lock.json");
    let wanted = fs::read(&lock).map_err(|error| {
        let fault = unreadable(&lock.display().to_string(), &error);
        Box::new(
            fault.help("run this in the repository of the generator, which names the mock server"),
        )
    })?;
    let stamp = folder.join(STAMP);
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    program_version(NPM)?;
    reporter.summary("contract: installing the mock server with `npm ci`");
    let output = Command::new(NPM)
        .args(["ci", "--loglevel=error"])
        .current_dir(&folder)
        .stdin(Stdio::null())
        .output();
    let said = match output {
        Ok(output) if output.status.success() => {
            return fs::write(&stamp, wanted)
                .map_err(|error| unreadable(&stamp.display().to_string(), &error));
        }
        Ok(output) => String::from_utf8_lossy(&output.stderr).into_owned(),
        Err(error) => error.to_string(),
    };
    let message = format!("`npm ci` could not install the mock server:\n{}", tail(&said));
    Err(Diagnostic::without_location(Code::ContractTool, message)
        .help("it needs a package registry; see `npm config get registry`")
        .into())
}

/// The version of a program.
fn program_version(program: &str) -> Result<String, Fault> {
    let output = Command::new(program).arg("--version").stdin(Stdio::null()).output();
    match output {
        Ok(output) if output.status.success() => {
            let version = String::from_utf8_lossy(&output.stdout);
            Ok(version.trim().trim_start_matches('v').to_owned())
        }
        _ => {
            let message = format!("`{program}` is not there, and the mock server runs on it");
            Err(Diagnostic::without_location(Code::ContractTool, message)
                .help("install Node.js, of which npm is a part: https://nodejs.org")
                .into())
        }
    }
}

fn is_new_enough(version: &str) -> bool {
    let numbers: Vec<u32> = version.split('.').map_while(|part| part.parse().ok()).collect();
    numbers.as_slice() >= OLDEST.as_slice()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        for good in ["18.20.1", "18.20.8", "20.0.0", "100.0.0"] {
            assert!(is_new_enough(good), "{good}");
        }
        for bad in ["18.20.0", "18.3.0", "9.11.2", "", "next"] {
            assert!(!is_new_enough(bad), "{bad}");
        }
    }
}
