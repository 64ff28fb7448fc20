//! The door for strangers: the packages as a registry has them, built in an empty folder with nothing of
//! this repository beside them, and what a stranger does with them then.
//!
//! It builds the program from the ground up, so it takes minutes: the inner loop leaves it out.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The packages, each after those that it depends on.
const PACKAGES: [&str; 3] = ["cratewright-templates", "cratewright-generator", "cratewright"];

const DOCUMENT: &str = include_str!("../../cli/tests/support/pets.json");

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Where builds of this test are kept from one run to the next.
fn target() -> PathBuf {
    workspace().join("target/packages")
}

#[track_caller]
fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}\n{said}");
    output
}

fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(folder).env_remove("RUSTFLAGS").env("CARGO_INCREMENTAL", "0");
    command.env("CARGO_PROFILE_DEV_DEBUG", "0");
    command
}

/// Packs the packages, and unpacks them into a folder; gives the names of their folders.
fn unpacked(folder: &Path) -> Vec<String> {
    // Of one version alone.
    let _ = fs::remove_dir_all(target().join("package"));
    let mut pack = cargo(workspace());
    pack.args(["package", "--offline", "--allow-dirty", "--no-verify", "--target-dir"]);
    pack.arg(target());
    for package in PACKAGES {
        pack.args(["--package", package]);
    }
    run(&mut pack);
    let names = PACKAGES.map(|package| {
        let archives = fs::read_dir(target().join("package")).unwrap();
        let mut names = archives.filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let name = name.strip_suffix(".crate")?.to_owned();
            let version = name.strip_prefix(package)?.strip_prefix('-')?;
            version.starts_with(|c: char| c.is_ascii_digit()).then_some(name)
        });
        names.next().unwrap()
    });
    for name in &names {
        let archive = target().join("package").join(format!("{name}.crate"));
        run(Command::new("tar").arg("xzf").arg(archive).current_dir(folder));
    }
    names.into()
}

#[test]
fn the_program_is_built_from_its_packages_alone() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let names = unpacked(folder);
    for name in &names {
        let path = folder.join(name);
        for file in ["README.md", "LICENSE-MIT", "LICENSE-APACHE", "src/lib.rs"] {
            assert!(path.join(file).is_file(), "{name}/{file}");
        }
        let manifest = fs::read_to_string(path.join("Cargo.toml")).unwrap();
        for key in ["description", "license", "readme", "keywords", "rust-version"] {
            assert!(manifest.contains(&format!("\n{key} = ")), "{name}: {key}");
        }
    }
    // The registry has these packages; until it does, the unpacked ones take its place.
    let patches = PACKAGES.iter().zip(&names).fold(
        String::from("[patch.crates-io]\n"),
        |text, (package, name)| {
            text + &format!("{package} = {{ path = {:?} }}\n", folder.join(name))
        },
    );
    fs::create_dir(folder.join(".cargo")).unwrap();
    fs::write(folder.join(".cargo/config.toml"), patches).unwrap();
    let mut install = cargo(folder);
    install.args(["install", "--offline", "--debug", "--root", "installed", "--path"]);
    install.arg(folder.join(names.last().unwrap())).env("CARGO_TARGET_DIR", target());
    run(&mut install);
    let program = folder.join("installed/bin/cratewright");
    let help = run(Command::new(&program).arg("--help"));
    let help = String::from_utf8(help.stdout).unwrap();
    assert!(help.contains("Usage: cratewright"), "{help}");

    // What a stranger does: a document, one command, and a crate that is up to date.
    let project = folder.join("project");
    fs::create_dir(&project).unwrap();
    fs::write(project.join("openapi.json"), DOCUMENT).unwrap();
    for arguments in [&["init"][..], &["codegen", "--check"]] {
        run(Command::new(&program).args(arguments).current_dir(&project));
    }
    assert!(project.join("pets-client/src/lib.rs").is_file());
}
