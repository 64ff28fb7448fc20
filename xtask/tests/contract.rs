//! `cargo xtask contract` with stand-ins for Node.js, npm and Cargo: what it says when one of them is
//! missing or fails, and what it makes of what the calls say. (The check itself runs in continuous
//! integration.)

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

#[path = "../../cli/tests/support/mod.rs"]
mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use support::Workspace;
use xtask::contract::{check, program};

/// A mock server that says that it is ready, and ends with its standard input.
const NODE: &str = r#"
case $1 in
    --version) echo v20.20.2 ;;
    *) echo "$@" > "$FOLDER/served"
       echo "Prism is listening on http://127.0.0.1:1"
       cat > "$FOLDER/read"
       touch "$FOLDER/ended" ;;
esac
"#;

/// An npm that counts how often it installs.
const NPM: &str = r#"
case $1 in
    --version) echo 10.0.0 ;;
    *) mkdir -p node_modules; echo installed >> "$FOLDER/installed" ;;
esac
"#;

/// A Cargo whose calls all go well.
const CARGO: &str = r#"
case "$*" in
    *--nocapture*) echo "test calls ..."
        echo 'contract: {"operation":"pets-list","case":"plain","request":null,"answer":null}' ;;
    *"--example "*) echo "$ADDRESS $*" >> "$FOLDER/examples" ;;
esac
"#;

const LOCK: &str = "xtask/contract/package-lock.json";

const EXAMPLE: &str = "\
//! Finds a pet.
//!
//! ```text
//! ADDRESS=http://127.0.0.1:4010 TOKEN=x \\
//!     cargo run --example find_pet -- \\
//!     fido 3
//! ```
fn main() {}
";

/// A workspace in which the check finds stand-ins for its tools.
struct Scene {
    workspace: Workspace,
}

impl Scene {
    fn new() -> Self {
        let workspace = Workspace::new();
        workspace.write("generated/tests/contract/main.rs", "");
        workspace.write("generated/examples/find_pet.rs", EXAMPLE);
        workspace.write(LOCK, "{}");
        let scene = Self { workspace };
        scene.tool("node", NODE);
        scene.tool("npm", NPM);
        scene.tool("cargo", CARGO);
        scene
    }

    fn tool(&self, name: &str, script: &str) {
        let path = format!("tools/{name}");
        self.workspace.write(&path, &format!("#!/bin/sh\n{script}"));
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(self.workspace.path(&path), mode).unwrap();
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.workspace.path(&format!("tools/{name}"))).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let tools = self.workspace.path("tools");
        // What the scripts need is given to them under its full name or built into the shell.
        for name in ["cat", "mkdir", "touch"] {
            let path = self.workspace.path(&format!("tools/{name}"));
            if !path.exists() {
                let real = ["/bin", "/usr/bin"].map(|folder| format!("{folder}/{name}"));
                let real = real.iter().find(|real| fs::exists(real).unwrap()).unwrap();
                std::os::unix::fs::symlink(real, path).unwrap();
            }
        }
        let mut command = self.workspace.command(".", arguments);
        command
            .env("PATH", &tools)
            .env("CARGO", tools.join("cargo"))
            .env("FOLDER", self.workspace.path("."))
            .stdin(Stdio::null());
        command
    }

    #[track_caller]
    fn run(&self, code: i32) -> (String, String) {
        let output = self.command(&["contract"]).output().unwrap();
        let Output { status, stdout, stderr } = output;
        let out = String::from_utf8(stdout).unwrap();
        let err = String::from_utf8(stderr).unwrap();
        assert_eq!(status.code(), Some(code), "{out}\n{err}");
        (out, err)
    }

    #[track_caller]
    fn wait_for(&self, file: &str) {
        let begin = Instant::now();
        while !self.workspace.path(file).exists() {
            assert!(begin.elapsed() < Duration::from_secs(30), "no file `{file}`");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

#[test]
fn a_missing_tool_is_named_with_what_to_install() {
    for tool in ["node", "npm"] {
        let scene = Scene::new();
        scene.remove(tool);
        let (_, err) = scene.run(1);
        assert!(err.contains("error[contract-tool]"), "{err}");
        assert!(err.contains(&format!("`{tool}` is not there")), "{err}");
        assert!(err.contains("https://nodejs.org"), "{err}");
    }
}

#[test]
fn an_old_node_is_refused() {
    let scene = Scene::new();
    scene.tool("node", "echo v16.20.2");
    let (_, err) = scene.run(1);
    assert!(err.contains("error[contract-tool]"), "{err}");
    assert!(err.contains("`node` is 16.20.2"), "{err}");
}

#[test]
fn what_npm_says_is_shown() {
    let scene = Scene::new();
    scene.tool("npm", "test \"$1\" = --version || { echo no registry >&2; exit 1; }");
    let (_, err) = scene.run(1);
    assert!(err.contains("error[contract-tool]"), "{err}");
    assert!(err.contains("no registry"), "{err}");
}

#[test]
fn the_mock_server_is_installed_once_for_each_lock_file() {
    let scene = Scene::new();
    let installed = || scene.workspace.read("installed").lines().count();
    scene.run(0);
    scene.run(0);
    assert_eq!(installed(), 1);
    scene.workspace.write(LOCK, "{ }");
    scene.run(0);
    assert_eq!(installed(), 2);
}

#[test]
fn outside_of_the_repository_the_help_says_where_it_belongs() {
    let scene = Scene::new();
    fs::remove_file(scene.workspace.path(LOCK)).unwrap();
    let (_, err) = scene.run(1);
    assert!(err.contains("run this in the repository of the generator"), "{err}");
}

#[test]
fn a_mock_server_that_does_not_start_is_quoted() {
    let scene = Scene::new();
    scene.tool(
        "node",
        "test \"$1\" = --version && echo v20.0.0 || { echo no document >&2; exit 3; }",
    );
    let (_, err) = scene.run(1);
    assert!(err.contains("error[contract-mock]"), "{err}");
    assert!(err.contains("no document"), "{err}");
}

#[test]
fn calls_that_go_well_make_a_table() {
    let scene = Scene::new();
    let (out, err) = scene.run(0);
    assert!(
        out.contains("\nOPERATION         CALLS  REQUESTS ACCEPTED  ANSWERS DECODED\n"),
        "{out}"
    );
    assert!(out.contains("\npets-list             1  all                all\n"), "{out}");
    assert!(out.contains("\nexample find_pet         ran\n"), "{out}");
    assert_eq!(err, "");
    let served = scene.workspace.read("served");
    assert!(served.contains(" mock --errors --host 127.0.0.1 --port "), "{served}");
    let examples = scene.workspace.read("examples");
    assert!(examples.starts_with("http://127.0.0.1:"), "{examples}");
    assert!(examples.ends_with("--example find_pet -- fido 3\n"), "{examples}");
    let port = served.split_once("--port ").unwrap().1.split(' ').next().unwrap();
    assert!(examples.contains(port), "{examples} {port}");
}

#[test]
fn a_rejected_request_and_an_answer_that_is_not_decoded_are_errors() {
    let scene = Scene::new();
    let broken = r#"
        echo 'contract: {"operation":"pets-list","case":"plain","request":"no name","answer":null}'
        echo 'contract: {"operation":"pets-list","case":"random","request":null,"answer":"a text"}'
        exit 101"#;
    scene.tool("cargo", &CARGO.replacen("echo \"test calls ...\"", broken, 1));
    let (out, err) = scene.run(1);
    assert!(out.contains("\npets-list             2  1 of 2             0 of 2\n"), "{out}");
    assert_eq!(err.matches("error[contract-broken]").count(), 2, "{err}");
    assert!(err.contains("`pets-list` (plain)") && err.contains("no name"), "{err}");
    assert!(err.contains("`pets-list` (random)") && err.contains("a text"), "{err}");
}

#[test]
fn calls_that_are_not_made_are_an_error() {
    for (script, said) in [
        ("*--nocapture*) echo the server is not strict; exit 101", "the server is not strict"),
        ("*--nocapture*) :", "no call was made"),
        ("*--no-run*) exit 101", "do not build"),
        ("*\"--example \"*) echo lost >&2; exit 4", "lost"),
    ] {
        let scene = Scene::new();
        scene.tool("cargo", &CARGO.replacen("in\n", &format!("in\n{script} ;;\n"), 1));
        let (_, err) = scene.run(1);
        assert!(err.contains("error[contract-broken]"), "{err}");
        assert!(err.contains(said), "{err}");
    }
}

#[test]
fn an_example_that_does_not_say_how_to_run_it_is_an_error() {
    let scene = Scene::new();
    scene.workspace.write("generated/examples/b.rs", "//! Another.\n");
    let (_, err) = scene.run(1);
    assert!(err.contains("error[contract-broken]"), "{err}");
    assert!(err.contains("generated/examples/b.rs"), "{err}");
}

#[test]
fn the_mock_server_ends_with_the_command_however_that_ends() {
    let scene = Scene::new();
    let mut command = scene.command(&["contract", "--serve", "--port", "4020"]);
    let mut child: Child = command.stdout(Stdio::null()).spawn().unwrap();
    scene.wait_for("read");
    assert!(!scene.workspace.path("ended").exists());
    assert!(scene.workspace.read("served").contains("--port 4020 "));
    // Nothing of the command can run after this.
    child.kill().unwrap();
    child.wait().unwrap();
    scene.wait_for("ended");
}

#[test]
fn any_document_can_be_served() {
    let scene = Scene::new();
    scene.workspace.write("other/api.json", "{}");
    let serve = ["contract", "--serve", "--port", "4021", "--spec"];
    let mut command = scene.command(&[&serve[..], &["other/api.json"]].concat());
    let mut child: Child = command.stdout(Stdio::null()).spawn().unwrap();
    scene.wait_for("read");
    let served = scene.workspace.read("served");
    assert!(served.contains("--port 4021 ") && served.ends_with("other/api.json\n"), "{served}");
    child.kill().unwrap();
    child.wait().unwrap();
    scene.wait_for("ended");
    // Nothing is installed or started for a document that is not there.
    let scene = Scene::new();
    let output = scene.command(&[&serve[..], &["none.json"]].concat()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("cannot read `none.json`"), "{said}");
    assert!(!scene.workspace.path("installed").exists());
}

#[test]
fn the_command_of_an_example_is_read_from_its_documentation() {
    let found = program("find_pet", EXAMPLE).unwrap();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(found.variables, [pair("ADDRESS", "http://127.0.0.1:4010"), pair("TOKEN", "x")]);
    assert_eq!(found.arguments, ["fido", "3"]);
    let command = found.command("http://127.0.0.1:9");
    assert_eq!(
        command,
        "ADDRESS=http://127.0.0.1:9 TOKEN=x cargo run --example find_pet -- fido 3"
    );
    assert_eq!(program("find", EXAMPLE), None);
    assert_eq!(program("find_pet", "fn main() {} // --example find_pet"), None);
}

#[test]
fn only_lines_of_the_calls_are_checks() {
    assert_eq!(check("running 1 test"), None);
    assert_eq!(check("contract: {"), None);
    let line = r#"contract: {"operation":"a","case":"b","request":null,"answer":"c"}"#;
    assert_eq!(check(line).unwrap().answer.as_deref(), Some("c"));
}
