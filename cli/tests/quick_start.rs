//! `docs/quick-start.md` is followed here, in a project of a stranger's: its commands are run, its program
//! calls a server, and what it shows is what comes of them.
//!
//! `INSTA_UPDATE=always cargo test --test quick_start` writes what it shows anew; read the difference before
//! you commit it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on fails"
)]

#[path = "../../generator/tests/support/scratch.rs"]
mod scratch;

use scratch::{Scratch, errors, succeeds, workspace};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::Command;

const GUIDE: &str = "docs/quick-start.md";

const PACKAGE: &str = "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n";

/// What the server has.
const NOTES: &str = r#"[{"id": 1, "text": "Buy milk"}, {"id": 2, "text": "Write to Ada"}]"#;

#[test]
fn the_page_shows_what_happens() {
    let path = workspace().join(GUIDE);
    let text = fs::read_to_string(&path).unwrap();
    let followed = follow(&text);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, followed).unwrap();
        return;
    }
    assert_eq!(text, followed, "{GUIDE} is stale; run this test with INSTA_UPDATE=always");
}

/// What the README shows of it is the same.
#[test]
fn the_readme_shows_the_first_command_of_the_page() {
    let read = |path| fs::read_to_string(workspace().join(path)).unwrap();
    let (page, readme) = (read(GUIDE), read("README.md"));
    let init =
        page.split("```").find(|part| part.starts_with("console\n$ cratewright init\n")).unwrap();
    assert!(readme.contains(init), "take this over into README.md:\n{init}");
}

/// The page with what its steps really lead to.
fn follow(text: &str) -> String {
    let project = Scratch::new(PACKAGE);
    let mut followed = String::new();
    let mut runs = 0;
    // Words and blocks in turn.
    for (index, part) in text.split("```").enumerate() {
        if index % 2 == 0 {
            followed.push_str(part);
            continue;
        }
        let (language, body) = part.split_once('\n').unwrap();
        let body = match language {
            "yaml" => kept(&project, "openapi.yaml", body),
            "toml" => {
                project.write("Cargo.toml", &format!("{PACKAGE}{body}"));
                body.to_owned()
            }
            "rust" => kept(&project, "src/main.rs", body),
            "console" => {
                runs += 1;
                console(&project, body)
            }
            // How the program is installed is not tried.
            "sh" => body.to_owned(),
            other => panic!("what is a block of {other}?"),
        };
        followed.push_str(&format!("```{language}\n{body}```"));
    }
    assert_eq!(runs, 4, "a command is missing, or is not run here");
    followed
}

fn kept(project: &Scratch, path: &str, body: &str) -> String {
    project.write(path, body);
    body.to_owned()
}

/// A command, and what it prints.
fn console(project: &Scratch, body: &str) -> String {
    let line = body.lines().next().unwrap();
    let printed = match line.strip_prefix("$ ").unwrap().split_once(' ').unwrap() {
        ("cratewright", arguments) => {
            let output = Command::new(env!("CARGO_BIN_EXE_cratewright"))
                .args(arguments.split(' '))
                .current_dir(project.folder())
                .output()
                .unwrap();
            assert!(output.status.success(), "{line}\n{}", errors(&output));
            String::from_utf8_lossy(&output.stdout).into_owned() + &errors(&output)
        }
        ("NOTES_CLIENT_TOKEN=…", "cargo run") => {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            let address = format!("http://{}/v1", listener.local_addr().unwrap());
            let server = std::thread::spawn(move || serve(&listener));
            let mut command = project.cargo(&["run"]);
            command.env("NOTES_CLIENT_TOKEN", "secret").env("NOTES_CLIENT_BASE_URL", address);
            let printed = succeeds(&mut command);
            assert_eq!(server.join().unwrap(), "GET /v1/notes?limit=10 HTTP/1.1");
            printed
        }
        (command, _) => panic!("no such command: {command}"),
    };
    format!("{line}\n{printed}")
}

/// Serves one request. Gives its first line.
fn serve(listener: &TcpListener) -> String {
    let (mut stream, _) = listener.accept().unwrap();
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    lines.find(|line| line.as_ref().unwrap().is_empty()).unwrap().unwrap();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close";
    write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{NOTES}", NOTES.len()).unwrap();
    first
}
