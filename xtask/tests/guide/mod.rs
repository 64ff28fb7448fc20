//! The parts of a guide, and a scratch copy on which it is followed.

use crate::support::tree;
use similar::TextDiff;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the repository.
pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Follows a guide, which has to show what comes of it. With `INSTA_UPDATE=always` it is written anew
/// instead.
pub(crate) fn check(guide: &str, follow: impl Fn(&str) -> String) {
    let path = workspace().join(guide);
    let text = fs::read_to_string(&path).unwrap();
    let followed = follow(&text);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, followed).unwrap();
        return;
    }
    let difference = TextDiff::from_lines(&text, &followed).unified_diff().to_string();
    assert!(
        text == followed,
        "{guide} is stale; run this test with INSTA_UPDATE=always and read the difference:\n{difference}"
    );
}

/// A part of a guide.
pub(crate) enum Block<'a> {
    /// Words.
    Text(&'a str),
    /// A fenced block.
    Code { language: &'a str, body: &'a str },
}

/// The parts of a guide in their order; put together they are the guide.
pub(crate) fn parts(text: &str) -> Vec<Block<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("```") {
        parts.push(Block::Text(&rest[..start]));
        let (language, body) = rest[start + 3..].split_once('\n').unwrap();
        let end = if body.starts_with("```") { 0 } else { body.find("\n```").unwrap() + 1 };
        parts.push(Block::Code { language, body: &body[..end] });
        rest = body[end + 3..].strip_prefix('\n').unwrap();
    }
    parts.push(Block::Text(rest));
    parts
}

/// How many lines of context of a hunk may have changed, at each end. What it takes away may not.
const FUZZ: usize = 3;

/// A text with the change that a unified diff of one hunk or more describes. Each hunk has to fit at
/// one place.
pub(crate) fn apply(text: &str, diff: &str) -> String {
    let mut text = text.to_owned();
    for hunk in diff.split("\n@@ ") {
        if hunk.starts_with("--- ") {
            continue;
        }
        let lines: Vec<&str> = hunk.lines().skip(1).collect();
        let fitting = (0..=FUZZ).find_map(|fuzz| fit(&text, &lines, fuzz));
        text = fitting.unwrap_or_else(|| panic!("this fits at no place, or at several:\n{hunk}"));
    }
    text
}

/// A text with a hunk that has lost lines of context at both ends, if it fits at one place.
fn fit(text: &str, mut lines: &[&str], fuzz: usize) -> Option<String> {
    for _ in 0..fuzz {
        if let [first, rest @ ..] = lines
            && first.starts_with(' ')
        {
            lines = rest;
        }
        if let [rest @ .., last] = lines
            && last.starts_with(' ')
        {
            lines = rest;
        }
    }
    let side = |other: char| -> String {
        let kept = lines.iter().filter(|line| !line.starts_with(other));
        kept.map(|line| format!("{}\n", line.get(1..).unwrap_or_default())).collect()
    };
    let (old, new) = (side('+'), side('-'));
    (text.matches(&old).count() == 1).then(|| text.replacen(&old, &new, 1))
}

fn unified(old: &str, new: &str, path: &str) -> String {
    TextDiff::from_lines(old, new)
        .unified_diff()
        .context_radius(3)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}

/// The document and the settings on which the guides are followed: `spec/` as it was when they were
/// written. A change of `spec/` changes no guide. To take it over, copy both files here, and write the
/// guides anew.
const SPEC: [(&str, &str); 2] = [
    ("spec/shares.yaml", include_str!("shares.yaml")),
    ("spec/codegen.toml", include_str!("codegen.toml")),
];

/// A workspace with a copy of that, the crate that is made of it, and a crate that depends on it.
pub(crate) struct Scratch {
    folder: PathBuf,
    /// The generated files as they were shown last.
    before: BTreeMap<String, String>,
    /// What the last run of `codegen` changed, until the guide has shown it.
    unshown: Option<String>,
    code: i32,
}

impl Scratch {
    /// A new copy. Its folder has the same name in each run, so that what Cargo builds there takes the
    /// place of what it built before.
    pub(crate) fn new(number: usize) -> Self {
        let folder =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("deprecation-guide-{number}"));
        let _ = fs::remove_dir_all(&folder);
        let mut scratch = Self { folder, before: BTreeMap::new(), unshown: None, code: 0 };
        scratch.write("Cargo.toml", "[workspace]\nexclude = [\"consumer\", \"generated\"]\n");
        for (file, text) in SPEC {
            scratch.write(file, text);
        }
        // The benchmarks are written by hand, and the manifest names them.
        for name in ["calls", "models"] {
            scratch.write(&format!("generated/benches/{name}.rs"), "fn main() {}\n");
        }
        scratch.write(
            "consumer/Cargo.toml",
            "[package]\nname = \"consumer\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [dependencies]\ncloudflare-shares = { path = \"../generated\" }\n\n[workspace]\n",
        );
        scratch.command(&["codegen"]);
        scratch.before = scratch.generated();
        // The versions of the workspace, so that nothing has to be fetched or built twice.
        let lock = fs::read_to_string(workspace().join("Cargo.lock")).unwrap();
        scratch.write("consumer/Cargo.lock", &lock);
        scratch
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Makes the change of a file that the guide asks for. Gives the change with the lines at which
    /// it was made.
    pub(crate) fn change(&self, diff: &str) -> String {
        let header = diff.lines().next().unwrap();
        let file = header.strip_prefix("--- a/").unwrap();
        let old = fs::read_to_string(self.path(file)).unwrap();
        let new = apply(&old, diff);
        self.write(file, &new);
        unified(&old, &new, file)
    }

    /// All that the last run of `codegen` changed.
    pub(crate) fn changed(&mut self) -> String {
        self.unshown.take().expect("a diff follows `cargo xtask codegen`")
    }

    /// Runs the commands of a block. Gives the block with what they print.
    pub(crate) fn console(&mut self, body: &str) -> String {
        let mut printed = String::new();
        let mut lines = body.lines().peekable();
        while let Some(line) = lines.next() {
            let command = line.strip_prefix("$ ").expect("a block of commands begins with one");
            let mut shown = Vec::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
                shown.push(line);
            }
            let output = match command.split_whitespace().collect::<Vec<_>>().as_slice() {
                ["cargo", "xtask", arguments @ ..] => self.command(arguments),
                ["cargo", "check", ..] => self.check(&shown),
                ["echo", "$?"] => format!("{}\n", self.code),
                _ => panic!("no such command: {command}"),
            };
            printed.push_str(&format!("{line}\n{output}"));
        }
        printed
    }

    fn command(&mut self, arguments: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .current_dir(&self.folder)
            .output()
            .unwrap();
        self.code = output.status.code().unwrap();
        if arguments == ["codegen"] {
            assert!(self.unshown.is_none(), "the guide does not show what the last run changed");
            self.compare();
        }
        let (out, err) =
            (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        format!("{out}{err}")
    }

    /// The files of the crate without its record, which has a line for each and says nothing that they do not.
    fn generated(&self) -> BTreeMap<String, String> {
        let mut files = tree(&self.path("generated"));
        files.remove(cratewright::write::RECORD);
        files
    }

    /// Notes what of the generated files is not as it was.
    fn compare(&mut self) {
        let after = self.generated();
        if !self.before.is_empty() {
            let paths: std::collections::BTreeSet<_> =
                self.before.keys().chain(after.keys()).collect();
            let text =
                |all: &BTreeMap<String, String>, path| all.get(path).cloned().unwrap_or_default();
            let changes = paths.into_iter().map(|path| {
                unified(
                    &text(&self.before, path),
                    &text(&after, path),
                    &format!("generated/{path}"),
                )
            });
            self.unshown = Some(changes.collect());
        }
        self.before = after;
    }

    /// Makes a program the one that depends on the crate.
    pub(crate) fn program(&self, body: &str) -> String {
        self.write("consumer/src/main.rs", body);
        body.to_owned()
    }

    /// What the compiler says of the program and of the crate: a line each. The guide may show the
    /// beginning of a line, because the rest is the compiler's and not ours.
    fn check(&mut self, shown: &[&str]) -> String {
        let output = Command::new(env!("CARGO"))
            .args(["check", "--offline", "--quiet", "--message-format", "short", "--target-dir"])
            .arg(workspace().join("target/consumer"))
            .current_dir(self.path("consumer"))
            .env_remove("RUSTFLAGS")
            .output()
            .unwrap();
        self.code = output.status.code().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let is_place = |line: &&str| line.contains(": warning: ") || line.contains(": error");
        let lines: Vec<&str> = said.lines().filter(is_place).collect();
        assert!(output.status.success() || !lines.is_empty(), "{said}");
        let begins = lines.len() == shown.len()
            && lines
                .iter()
                .zip(shown)
                .all(|(line, shown)| !shown.is_empty() && line.starts_with(shown));
        let lines = if begins { shown.to_vec() } else { lines };
        lines.iter().map(|line| format!("{line}\n")).collect()
    }

    /// Ends the walk.
    pub(crate) fn end(&self) {
        assert!(self.unshown.is_none(), "the guide does not show what the last run changed");
    }
}
