//! Whatever the text, what comes out is harmless.

use std::cell::RefCell;

use proptest::prelude::*;
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag};

use super::{clean, comment, constraints, join, lines, plain, sentence, wrap};
use crate::api::{Constraints, Example};

/// Pieces that mean something to Markdown, to HTML, to Rust or to a terminal.
const PIECES: &[&str] = &[
    "`",
    "``",
    "```",
    "~~~",
    "~",
    "*",
    "**",
    "_",
    "__",
    "[",
    "]",
    "](",
    "]:",
    "[^1]",
    "![",
    "(",
    ")",
    "<",
    ">",
    "<b>",
    "</b>",
    "<br>",
    "<p>",
    "</p>",
    "<li>",
    "<ul>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<a href=\"https://a.b\">",
    "</a>",
    "<!--",
    "-->",
    "<id>",
    "<script>",
    "</script>",
    "<?",
    "<![CDATA[",
    "\\",
    "|",
    "| a | b |",
    "|---|---|",
    "# ",
    "## ",
    "===",
    "---",
    "- ",
    "+ ",
    "* ",
    "1. ",
    "2) ",
    "> ",
    "    ",
    "  ",
    " ",
    "\n",
    "\n\n",
    "\t",
    "\r",
    "&lt;",
    "&amp;",
    "&#10;",
    "&#x202e;",
    "&",
    ";",
    "!",
    "https://a.b/c_d",
    "http://",
    "www.a.b",
    "mailto:",
    "javascript:",
    "\u{202e}",
    "\u{2028}",
    "\u{200b}",
    "\0",
    "\u{1}",
    "\u{2}",
    "\u{4}",
    "\u{5}",
    "*/",
    "/*",
    "\"#",
    "#[x]",
    "//",
    "rust",
    "json",
    "[x] ",
    "a",
    "b c",
    "word",
    "é",
    "日",
    "🙂",
    "(https://a.b \"t\")",
    "[a]: https://a.b\n",
    "[a]: /b\n",
    "[a][b]",
    "$",
    "^",
    "{",
    "}",
    ":",
    "1",
    ".",
];

/// Texts made of such pieces, and of anything.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES).prop_map(str::to_owned);
    prop_oneof![
        8 => prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat()),
        1 => ".{0,80}",
        1 => "(?s).{0,200}",
    ]
}

/// Says what is wrong with the lines of a doc comment.
fn faults(lines: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    for line in lines {
        if line.chars().any(clean::is_forbidden) || line.trim_end() != line {
            faults.push(format!("line {line:?}"));
        }
    }
    let is_blank = |line: Option<&String>| line.is_some_and(String::is_empty);
    if is_blank(lines.first()) || is_blank(lines.last()) {
        faults.push("blank ends".to_owned());
    }
    let text = lines.join("\n");
    let broken = RefCell::new(Vec::new());
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let callback = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        broken.borrow_mut().push(format!("link {:?}", link.reference));
        None
    };
    for event in Parser::new_with_broken_link_callback(&text, options, Some(callback)) {
        let is_fault = match &event {
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => true,
            Event::Start(Tag::Image { .. } | Tag::HtmlBlock | Tag::FootnoteDefinition(_)) => true,
            Event::Start(Tag::CodeBlock(kind)) => {
                !matches!(kind, CodeBlockKind::Fenced(info) if ["json", "text"].contains(&&**info))
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                !dest_url.starts_with("http")
                    && !dest_url.contains('@')
                    && !dest_url.starts_with("mailto:")
            }
            _ => false,
        };
        if is_fault {
            faults.push(format!("{event:?}"));
        }
    }
    faults.extend(broken.into_inner());
    faults
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1024,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn lines_are_harmless(text in texts(), other in texts()) {
        let one = lines(&text);
        prop_assert_eq!(faults(&one), Vec::<String>::new(), "{:?}", one);
        // Nor does one text reach into the next.
        let both = join([one, lines(&other)]);
        prop_assert_eq!(faults(&both), Vec::<String>::new(), "{:?}", both);
        let mut printed = String::new();
        comment("///", both.iter().map(String::as_str), &mut printed);
        printed.push_str("struct Item;\n");
        let item: syn::File = syn::parse_str(&printed).unwrap();
        prop_assert_eq!(item.items.len(), 1);
        prop_assert_eq!(printed.lines().count(), both.len() + 1);
        prop_assert!(printed.lines().take(both.len()).all(|line| line.starts_with("///")));
        for (line, expected) in printed.lines().zip(&both) {
            let space = if expected.is_empty() { "" } else { " " };
            prop_assert_eq!(line.to_owned(), format!("///{space}{expected}"));
        }
    }

    #[test]
    fn summaries_are_one_line(text in texts()) {
        for line in [Some(plain(&text)), sentence(&text)].into_iter().flatten() {
            prop_assert!(!line.chars().any(clean::is_forbidden), "{line:?}");
        }
        let said = sentence(&text);
        prop_assert!(said.is_none_or(|said| said.chars().any(char::is_alphanumeric)));
    }

    #[test]
    fn values_are_harmless(text in texts(), number in any::<f64>()) {
        let given = Constraints {
            pattern: Some(text.clone()),
            format: Some(text.clone()),
            minimum: Some(number),
            ..Constraints::default()
        };
        let example = Example { name: None, value: text.clone().into() };
        let said = constraints(&given, Some(&text.into()), &[example]).unwrap();
        prop_assert_eq!(faults(&wrap(&said)), Vec::<String>::new());
    }
}
