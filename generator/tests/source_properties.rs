//! Whatever the bytes are, reading and rendering end, and every place that they name is one.

// The functions of a test are tests too; clippy sees that of those with an attribute only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use generator::diagnostic::{Diagnostics, Location, Sources, render};
use generator::source::{self, Node, Value};
use proptest::prelude::*;

const DOCUMENT: &str = include_str!("fixtures/mutated.yaml");

/// Reads, renders and checks what can be checked of any text.
fn check(bytes: Vec<u8>) {
    let sources = Sources::new();
    let diagnostics = Diagnostics::new();
    let file = source::add_bytes(&sources, "any.yaml", bytes, &diagnostics);
    let tree = file.and_then(|file| source::parse(&sources, file, &diagnostics));
    if let Some(tree) = &tree {
        check_node(tree, &sources, 0);
        tree.to_json();
        let _ = serde::Deserialize::deserialize(tree).map(|_: openapiv3::OpenAPI| ());
    }
    assert!(tree.is_some() || diagnostics.has_errors(), "nothing is read, and nothing is said");
    let sorted = diagnostics.into_sorted();
    for found in &sorted {
        let others = found.secondaries().iter().map(|(location, _)| *location);
        for location in found.location().into_iter().chain(others) {
            check_place(location, &sources);
        }
    }
    for color in [false, true] {
        let text = render::text(&sorted, &sources, render::Style { color });
        let is_hostile = |c: char| c.is_control() && c != '\n' && !(color && c == '\u{1b}');
        assert!(!text.contains(is_hostile), "{text:?}");
        assert!(!text.contains('\u{202e}'), "{text:?}");
        assert!(text.len() < 4096 * (sorted.len() + 1));
    }
    let lines = render::json(&sorted, &sources);
    assert_eq!(lines.lines().count(), sorted.len());
    for line in lines.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
}

fn check_node(node: &Node, sources: &Sources, depth: usize) {
    assert!(depth <= source::MAX_DEPTH);
    check_place(node.location, sources);
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| check_node(item, sources, depth + 1)),
        Value::Object(object) => {
            for (key, node) in object {
                check_place(key.location, sources);
                check_node(node, sources, depth + 1);
            }
        }
        _ => {}
    }
}

fn check_place(place: Location, sources: &Sources) {
    let text = sources.text(place.file);
    assert!(text.get(place.start as usize..place.end as usize).is_some(), "{place:?}");
    let (start, end) = (sources.position(place), sources.end_position(place));
    assert!(start.line >= 1 && start.column >= 1 && start <= end, "{start:?} {end:?}");
}

/// A change of a text.
#[derive(Clone, Debug)]
enum Change {
    Drop(usize, usize),
    Insert(usize, String),
    Duplicate(usize, usize),
    Flip(usize, u8),
    Truncate(usize),
}

fn apply(mut bytes: Vec<u8>, changes: Vec<Change>) -> Vec<u8> {
    for change in changes {
        let len = bytes.len();
        if len == 0 {
            break;
        }
        match change {
            Change::Drop(at, count) => drop(bytes.drain(at % len..(at % len + count).min(len))),
            Change::Insert(at, text) => drop(bytes.splice(at % len..at % len, text.into_bytes())),
            Change::Duplicate(at, count) => {
                let copy = bytes[at % len..(at % len + count).min(len)].to_vec();
                bytes.splice(at % len..at % len, copy);
            }
            Change::Flip(at, mask) => bytes[at % len] ^= mask,
            Change::Truncate(at) => bytes.truncate(at % len),
        }
    }
    bytes
}

/// Pieces of YAML and JSON, where they hurt.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        ", ",
        ",",
        "- ",
        "? ",
        "\n",
        "\n  ",
        "\n    ",
        "\r\n",
        "\r",
        "\t",
        " ",
        "\"",
        "'",
        "\\",
        "\\u",
        "\\ud83d",
        "&a ",
        "*a",
        "*a ",
        "<<: ",
        "!!str ",
        "!x ",
        "! ",
        "|\n",
        ">-\n",
        "#",
        " # c\n",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "a",
        "key",
        "é",
        "漢",
        "😀",
        "\u{feff}",
        "\u{202e}",
        "\u{2028}",
        "\u{85}",
        "\0",
        "\u{7}",
        "~",
        "null",
        "true",
        ".inf",
        ".nan",
        "1e999",
        "0x1F",
        "12345678901234567890123",
        "//",
        "/*",
        "@",
        "`",
        "a: 1\n",
        "\"a\": 1",
        "  - b: 2\n",
    ];
    prop_oneof![
        8 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<usize>;
    prop_oneof![
        (at(), 1..40_usize).prop_map(|(at, count)| Change::Drop(at, count)),
        (at(), piece()).prop_map(|(at, text)| Change::Insert(at, text)),
        (at(), 1..80_usize).prop_map(|(at, count)| Change::Duplicate(at, count)),
        (at(), any::<u8>()).prop_map(|(at, mask)| Change::Flip(at, mask)),
        at().prop_map(Change::Truncate),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(bytes);
    }

    #[test]
    fn arbitrary_text(text in any::<String>()) {
        check(text.into_bytes());
    }

    #[test]
    fn pieces_of_yaml(pieces in prop::collection::vec(piece(), 0..60)) {
        check(pieces.concat().into_bytes());
    }

    #[test]
    fn pieces_of_json(pieces in prop::collection::vec(piece(), 0..60)) {
        check(format!("{{{}}}", pieces.concat()).into_bytes());
    }

    #[test]
    fn mutations_of_a_document(changes in prop::collection::vec(change(), 1..6)) {
        check(apply(DOCUMENT.into(), changes));
    }

    #[test]
    fn mutations_of_json(changes in prop::collection::vec(change(), 1..6)) {
        let sources = Sources::new();
        let file = sources.add("a.yaml", DOCUMENT);
        let tree = source::parse(&sources, file, &Diagnostics::new()).unwrap();
        check(apply(tree.to_json().to_string().into_bytes(), changes));
    }

    #[test]
    fn json_is_read_as_serde_json_reads_it(pieces in prop::collection::vec(piece(), 0..12)) {
        let text = format!("[{}]", pieces.concat());
        if let Ok(expected) = serde_json::from_str::<serde_json::Value>(&text) {
            let sources = Sources::new();
            let file = sources.add("a.json", &*text);
            let diagnostics = Diagnostics::new();
            let tree = source::parse(&sources, file, &diagnostics).expect("serde_json reads it");
            if diagnostics.is_empty() {
                prop_assert_eq!(tree.to_json(), expected);
            }
        }
    }
}
