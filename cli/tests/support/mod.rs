//! A workspace in a temporary folder, and the command line run in it.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "a module of several tests, each of which uses a part of it"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;
use tempfile::TempDir;
use walkdir::WalkDir;

/// The program under test. The tests of another package that offers the same commands use this module too.
pub const PROGRAM: &str =
    match (option_env!("CARGO_BIN_EXE_cratewright"), option_env!("CARGO_BIN_EXE_xtask")) {
        (Some(program), _) | (None, Some(program)) => program,
        (None, None) => "no package with a program is tested",
    };

/// A small document in a style of its own: JSON, no envelope, no prefix.
pub const DOCUMENT: &str = include_str!("pets.json");

const CONFIG: &str = "[[crate]]\ndocument = \"pets.json\"\noutput = \"../generated\"\n\
                      [crate.package]\nname = \"pets\"\n";

/// A workspace with one document and its settings.
pub struct Workspace {
    folder: TempDir,
}

impl Workspace {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Self { folder };
        workspace.write("Cargo.toml", "[workspace]\n");
        workspace.write("spec/pets.json", DOCUMENT);
        workspace.write("spec/codegen.toml", CONFIG);
        workspace
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Changes the document, so that other files come of it.
    pub fn rename_pet(&self) {
        let text = DOCUMENT.replace("/Pet\"", "/Animal\"");
        let text = text.replace("\"Pet\":", "\"Animal\":");
        self.write("spec/pets.json", &text);
    }

    pub fn command(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).current_dir(self.path(folder));
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::new(&self.command(".", arguments).output().unwrap())
    }

    pub fn tree(&self, path: &str) -> BTreeMap<String, String> {
        tree(&self.path(path))
    }

    /// Makes the folder a repository in which everything is committed.
    pub fn commit(&self, message: &str) {
        self.git(&["init", "--quiet"]);
        self.git(&["add", "."]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    /// Runs git, as if nobody had any settings.
    fn git(&self, arguments: &[&str]) {
        let settings = ["user.name=Test", "user.email=test@example.com", "commit.gpgsign=false"];
        let output = Command::new("git")
            .args(settings.iter().flat_map(|setting| ["-c", setting]))
            .args(arguments)
            .current_dir(self.path("."))
            .env("GIT_CONFIG_GLOBAL", self.path("none"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    pub fn times(&self, path: &str) -> BTreeMap<PathBuf, SystemTime> {
        let all = WalkDir::new(self.path(path)).into_iter();
        all.map(|entry| entry.unwrap())
            .map(|entry| {
                let time = entry.metadata().unwrap().modified().unwrap();
                (entry.into_path(), time)
            })
            .collect()
    }
}

/// The files below a folder.
pub fn tree(folder: &Path) -> BTreeMap<String, String> {
    WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap();
            let path = path.to_str().unwrap().replace('\\', "/");
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

/// What a run of the command line said.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Run {
    fn new(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }
}
