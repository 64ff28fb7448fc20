//! What rustdoc itself says. It takes a while, so it is run on demand:
//!
//! ```text
//! DOCS_CORPUS=document.json cargo test -p cratewright-generator --release rustdoc -- --ignored --nocapture
//! ```

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use serde_json::Value;

use super::{comment, join, lines};

/// Beginnings, middles and ends that put together make the nasty texts.
const STARTS: &[&str] = &[
    "",
    "# ",
    "- ",
    "> ",
    "    ",
    "1. ",
    "| a |\n|---|\n| ",
    "<div>",
    "```rust\n",
    "[x]: ",
    "a `",
    "**",
];
const MIDDLES: &[&str] = &[
    "[Option] and [`Vec`](Vec) [std::fmt]",
    "<id> </b> <script>x</script> Vec<String>",
    "https://a.example.com/b_c and http://d.example.com.",
    "panic!(\"no\");\nassert!(false);",
    "[a](/b) ![c](d.png) [e](#f) [g][h] [^1]",
    "`one ``two ```three",
    "*/ \"# ]{} \u{202e}\u{2028}x\u{0}\r#[y]",
];
const ENDS: &[&str] = &["", "\n```\n", "\n\n    code();\n", "\n\n[Option]: https://a.b\n"];

/// Adds every description below a value.
fn collect(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(text)
                        if ["description", "summary", "title"].contains(&&**key) =>
                    {
                        texts.insert(text.clone());
                    }
                    _ => collect(member, texts),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        _ => {}
    }
}

/// The texts of the document that the environment names.
fn corpus() -> Vec<String> {
    let Ok(path) = std::env::var("DOCS_CORPUS") else {
        return Vec::new();
    };
    let document = std::fs::read_to_string(path).unwrap();
    let mut texts = BTreeSet::new();
    collect(&serde_json::from_str(&document).unwrap(), &mut texts);
    texts.into_iter().collect()
}

/// Runs cargo and returns what it wrote.
fn cargo(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()))
        .args(arguments)
        .current_dir(folder)
        .env("RUSTDOCFLAGS", "-D warnings -D rustdoc::unescaped_backticks")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .unwrap();
    let written = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {arguments:?}\n{written}");
    written.into_owned()
}

#[test]
#[ignore = "runs cargo doc"]
fn rustdoc_is_content() {
    let mut texts: Vec<String> = Vec::new();
    for start in STARTS {
        for middle in MIDDLES {
            texts.extend(ENDS.iter().map(|end| format!("{start}{middle}{end}")));
        }
    }
    let nasty = texts.len();
    let mut found = corpus();
    found.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let bytes: usize = found.iter().map(String::len).sum();
    let started = Instant::now();
    let made: usize = found.iter().map(|text| lines(text).len()).sum();
    println!("{} texts, {bytes} bytes, {made} lines: {:?}", found.len(), started.elapsed());
    let most = std::env::var("DOCS_MOST").map_or(2000, |most| most.parse().unwrap());
    texts.extend(found.into_iter().take(most));

    let mut file = String::new();
    let mut say = |mark: &str, lines: &[String], item: &str| {
        comment(mark, lines.iter().map(String::as_str), &mut file);
        file.push_str(item);
    };
    say("//!", &lines("The **texts**."), "\n");
    for (index, text) in texts.iter().enumerate() {
        let docs = join([lines(text), vec!["At most 3 `x`.".to_owned()]]);
        say("///", &docs, &format!("pub struct Item{index};\n"));
    }

    let folder = std::env::temp_dir().join(format!("docs-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = "[package]\nname = \"docs-texts\"\nedition = \"2024\"\n[workspace]\n";
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    std::fs::write(folder.join("src/lib.rs"), &file).unwrap();
    cargo(&folder, &["doc", "--offline"]);
    let tests = cargo(&folder, &["test", "--doc", "--offline"]);
    assert!(tests.contains("running 0 tests"), "{tests}");
    println!("{nasty} nasty texts and {} others documented", texts.len() - nasty);
    match std::env::var("DOCS_KEEP") {
        Ok(_) => println!("kept {}", folder.display()),
        Err(_) => std::fs::remove_dir_all(folder).unwrap(),
    }
}
