//! `docs/deprecation.md` is followed here, step by step, on a scratch copy of `spec/` as it was
//! when the guide was written (`guide/`): its changes of the documents are made, its commands are run, and
//! what it shows is what comes of them.
//!
//! `INSTA_UPDATE=always cargo test --test deprecation_guide` writes what it shows anew; read the
//! difference before you commit it.
//!
//! What the blocks of the guide mean:
//!
//! - `diff` of a file of `spec/`: a change that is made;
//! - `console`: commands, each behind `$ `, and what they print;
//! - `diff` behind `cargo xtask codegen`: everything that the run changed;
//! - `rust`: the program of a user, which `cargo check` then builds against the generated crate;
//! - `<!-- scratch -->`: from here on it is a new copy.

// The functions of a test are tests too; clippy sees that of those with an attribute only.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod guide;
#[path = "../../cli/tests/support/mod.rs"]
mod support;

use guide::{Block, Scratch};

const GUIDE: &str = "docs/deprecation.md";

/// The fewest blocks that a guide can have that shows every step.
const FEWEST_BLOCKS: usize = 20;

#[test]
fn the_guide_shows_what_happens() {
    guide::check(GUIDE, follow);
}

/// The guide with what its steps really lead to.
fn follow(text: &str) -> String {
    let mut scratch = Scratch::new(0);
    let mut copies = 1;
    let mut blocks = 0;
    let mut followed = String::new();
    for part in guide::parts(text) {
        match part {
            Block::Text(text) => {
                if text.contains("<!-- scratch -->") {
                    scratch.end();
                    scratch = Scratch::new(copies);
                    copies += 1;
                }
                followed.push_str(text);
            }
            Block::Code { language, body } => {
                blocks += 1;
                let body = match language {
                    "diff" if body.starts_with("--- a/spec/") => scratch.change(body),
                    "diff" => scratch.changed(),
                    "console" => scratch.console(body),
                    "rust" => scratch.program(body),
                    _ => body.to_owned(),
                };
                followed.push_str(&format!("```{language}\n{body}```\n"));
            }
        }
    }
    scratch.end();
    assert!(blocks >= FEWEST_BLOCKS && copies == 2, "{blocks} blocks, {copies} copies");
    followed
}

#[test]
fn a_change_that_does_not_fit_is_found() {
    let diff = |hunk: &str| format!("--- a/x\n+++ b/x\n@@ -1 +1 @@\n{hunk}");
    let result = std::panic::catch_unwind(|| guide::apply("a\nb\n", &diff(" a\n-c\n+d\n")));
    assert!(result.is_err());
    let twice = std::panic::catch_unwind(|| guide::apply("b\nb\n", &diff("-b\n+c\n")));
    assert!(twice.is_err());
    assert_eq!(guide::apply("a\nb\n", &diff(" a\n-b\n+c\n")), "a\nc\n");
    assert_eq!(guide::apply("x\nb\n", &diff(" a\n-b\n+c\n")), "x\nc\n");
}
