//! `docs/reviewing.md` is followed here, on a scratch copy of `spec/` as it was when the guides were
//! written (`guide/`), which is committed: its changes of the documents are made, its commands are run,
//! the steps of its workflow too, and what it shows is what comes of them.
//!
//! `INSTA_UPDATE=always cargo test --test reviewing_guide` writes what it shows anew; read the
//! difference before you commit it.

// The functions of a test are tests too; clippy sees that of those with an attribute only.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

// Each guide uses a part of what both need.
#[allow(dead_code)]
mod guide;
#[path = "../../cli/tests/support/mod.rs"]
mod support;

use guide::{Block, Scratch};
use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Output};

const GUIDE: &str = "docs/reviewing.md";

#[test]
fn the_guide_shows_what_happens() {
    guide::check(GUIDE, follow);
}

/// The guide with what its steps really lead to.
fn follow(text: &str) -> String {
    let mut review = Review::new();
    let mut steps = 0;
    let mut members = false;
    let mut followed = String::new();
    for part in guide::parts(text) {
        match part {
            Block::Text(text) => followed.push_str(text),
            Block::Code { language, body } => {
                let body = match language {
                    "diff" => review.change(body),
                    "console" => review.console(body),
                    "yaml" => {
                        steps = review.workflow(body);
                        body.to_owned()
                    }
                    "text" => {
                        members = true;
                        review.members(body);
                        body.to_owned()
                    }
                    other => panic!("what is a block of {other}?"),
                };
                followed.push_str(&format!("```{language}\n{body}```\n"));
            }
        }
    }
    assert!(steps == 4 && members, "{steps} steps, members {members}");
    followed
}

/// A repository in which a pull request is reviewed.
struct Review {
    scratch: Scratch,
}

impl Review {
    /// The documents as they are, committed where the guide expects them.
    fn new() -> Self {
        let scratch = Scratch::new(20);
        let review = Self { scratch };
        for file in ["old.yaml", "new.yaml"] {
            fs::copy(review.scratch.path("spec/shares.yaml"), review.scratch.path(file)).unwrap();
        }
        for command in [
            "init --quiet --initial-branch main",
            "add spec",
            "commit --quiet --message Shares",
            "tag v0.1.0",
            "update-ref refs/remotes/origin/main HEAD",
        ] {
            review.git(&command.split(' ').collect::<Vec<_>>());
        }
        review
    }

    fn git(&self, arguments: &[&str]) {
        let settings = ["user.name=Test", "user.email=test@example.com", "commit.gpgsign=false"];
        let output = Command::new("git")
            .args(settings.iter().flat_map(|setting| ["-c", setting]))
            .args(arguments)
            .current_dir(self.scratch.path(""))
            .env("GIT_CONFIG_GLOBAL", self.scratch.path("none"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Makes a change of the documents, and commits to the crate what comes of it.
    fn change(&self, diff: &str) -> String {
        let shown = self.scratch.change(diff);
        let run = self.xtask(&["codegen"]);
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        shown
    }

    fn xtask(&self, arguments: &[&str]) -> Output {
        let folder = self.scratch.path("");
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .current_dir(folder)
            .output()
            .unwrap()
    }

    /// Runs the commands of a block: with what they print, where the guide shows it; else they only
    /// have to succeed.
    fn console(&mut self, body: &str) -> String {
        if body.contains("echo $?") || body.lines().any(|line| !line.starts_with("$ ")) {
            return self.scratch.console(body);
        }
        for line in body.lines() {
            let command = line[2..].split(" #").next().unwrap();
            let words: Vec<&str> = command.split_whitespace().collect();
            let ["cargo", "xtask", arguments @ ..] = words.as_slice() else {
                panic!("no such command: {command}");
            };
            let output = self.xtask(arguments);
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{command}: {said}");
        }
        body.to_owned()
    }

    /// Runs the steps of the workflow, as GitHub would. Gives their number.
    fn workflow(&self, text: &str) -> usize {
        let steps = steps(text);
        for step in &steps {
            let step = step.replace("${{ github.base_ref }}", "main");
            assert!(!step.contains("${{"), "{step}");
            let script = format!(
                "cargo() {{ [ \"$1\" = xtask ] && shift && \"$XTASK\" \"$@\"; }}\n\
                 gh() {{ printf '%s\\n' \"$@\" > gh.txt; }}\n{step}\n"
            );
            let output = Command::new("bash")
                .args(["-eo", "pipefail", "-c", &script])
                .current_dir(self.scratch.path(""))
                .env("XTASK", env!("CARGO_BIN_EXE_xtask"))
                .env("GITHUB_STEP_SUMMARY", self.scratch.path("summary.md"))
                .env("NUMBER", "7")
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{step}\n{said}");
        }
        let read = |file| fs::read_to_string(self.scratch.path(file)).unwrap();
        let review = read("review.md");
        assert!(review.starts_with("**May this be merged? Not without its callers: "), "{review}");
        assert!(review.contains("\n**Breaking.** cloudflare-shares: 2 changes "), "{review}");
        assert_eq!(review, read("summary.md"));
        assert_eq!(
            read("gh.txt").lines().collect::<Vec<_>>(),
            ["pr", "comment", "7", "--edit-last", "--create-if-none", "--body-file", "review.md"]
        );
        steps.len()
    }

    /// The members that the guide names are those of the JSON.
    fn members(&self, text: &str) {
        let today = ["--today", "2027-05-01"];
        let arguments = [&["diff", "git:origin/main", "--format", "json"], &today[..]].concat();
        let output = self.xtask(&arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let json = serde_json::from_slice(&output.stdout).unwrap();
        let mut real = BTreeSet::new();
        keys(&json, &mut real);
        // What stands behind some spaces is said of the members before it.
        let named = text.lines().filter_map(|line| line.trim_start().split("   ").next());
        let named: BTreeSet<String> = named
            .flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'))
            .filter(|word| !word.is_empty())
            .map(ToOwned::to_owned)
            .collect();
        assert_eq!(named, real);
    }
}

/// What the steps of a workflow run.
fn steps(text: &str) -> Vec<String> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut found = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let key = line.trim_start().trim_start_matches("- ");
        let Some(script) = key.strip_prefix("run: ") else { continue };
        if script != "|" {
            found.push(script.to_owned());
            continue;
        }
        let mut script = String::new();
        while let Some(inner) = lines.next_if(|it| indent(it) > indent(line)) {
            script.push_str(inner);
            script.push('\n');
        }
        found.push(script);
    }
    found
}

/// The names of all members.
fn keys(value: &serde_json::Value, into: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(members) => {
            for (name, value) in members {
                into.insert(name.clone());
                keys(value, into);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| keys(item, into)),
        _ => {}
    }
}
