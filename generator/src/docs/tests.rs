//! One table for each rule.

use serde_json::json;

use super::{code, comment, constraints, escape, join, lines, lines_with_base};
use super::{plain, sentence, wrap};
use crate::api::{Constraints, Example};

/// Checks that each text comes out as it should.
fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, lines(text).join("\n")))
        .filter(|(_, expected, actual)| *expected != actual)
        .map(|(text, expected, actual)| {
            format!("--- {text:?}\nexpected {expected:?}\nactual   {actual:?}")
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Checks that each text comes out as it went in.
fn check_kept(texts: &[&str]) {
    check(&texts.iter().map(|text| (*text, *text)).collect::<Vec<_>>());
}

#[test]
fn good_markdown_stays_as_written() {
    check_kept(&[
        "",
        "The name of the share.",
        "Some *emphasis*, **more**, _other_ and __much__, `code` and ~~gone~~.",
        "A [link](https://example.com/a_b?c=d&e=f#g), <https://example.com> and more.",
        "A [link](https://example.com \"with a title\").",
        "One line\nand the next.",
        "One line,\\\nbroken.",
        "One paragraph.\n\nAnother.",
        "- one\n- two\n  - three\n- four",
        "* one\n* two\n\nAfter.",
        "1. one\n2. two\n   more\n3. three",
        "- one\n\n- two\n\n  with a second paragraph",
        "Before.\n\n> a quote\n> of two lines\n>\n> and two paragraphs\n\nAfter.",
        "| a | b |\n| --- | --: |\n| `x` | y \\| z |",
        "- [ ] open\n- [x] done",
        "```json\n{\n  \"a\": 1\n\n}\n```",
        "snake_case_name, 2 * 3 * 4, a < b && c > d, ~5 minutes, R&D, \\d+, tags[], *.example.com",
        "Who & what — “quotes”, naïve, 日本語, مرحبا, ❤\u{fe0f}.",
    ]);
}

#[test]
fn brackets_that_are_no_link_are_escaped() {
    check(&[
        ("ends with [DONE].", "ends with \\[DONE]."),
        ("[foo][bar] and [`Option`]", "\\[foo]\\[bar] and \\[`Option`]"),
        ("[x]: nothing to see", "\\[x]: nothing to see"),
        ("[DONE]: last", "\\[DONE]: last"),
        ("a footnote[^1]\n\n[^1]: here", "a footnote\\[^1]\n\n\\[^1]: here"),
        ("[a]\n\n[a]: https://example.com", "[a](https://example.com)"),
        ("[!NOTE]", "\\[!NOTE]"),
        ("[![a](https://b.c/d)](https://e.f)", "[a](https://e.f)"),
        ("\\![a](https://b.c)", "\\![a](https://b.c)"),
        ("[a \\[b\\] c](https://d.e)", "[a \\[b\\] c](https://d.e)"),
    ]);
}

#[test]
fn links_that_lead_nowhere_become_text() {
    check(&[
        ("see [the guide](/docs/guide)", "see the guide"),
        ("[a](#b) [c](../d) [e](javascript:alert(1)) [f](//g.h)", "a c e f"),
        ("<javascript:alert(1)>", "\\<javascript:alert(1)>"),
        ("[**a** `b`](x)", "**a** `b`"),
        ("![diagram](https://a.b/c.png)", "[diagram](https://a.b/c.png)"),
        ("![](https://a.b/c.png) ![d](e.png)", "[image](https://a.b/c.png) d"),
        ("[](https://a.b)", "<https://a.b>"),
        ("<me@example.com>", "<me@example.com>"),
        ("[a](<https://b.c/d e(f)>)", "[a](https://b.c/d%20e%28f%29)"),
    ]);
    let based = |text| lines_with_base(text, Some("https://a.b/c/d?e")).join("\n");
    assert_eq!(based("[x](/y#z)"), "[x](https://a.b/y#z)");
    assert_eq!(based("[x](//y) [x](#y) [x](y)"), "x x x");
    assert_eq!(based("[r]\n\n[r]: /s"), "[r](https://a.b/s)");
}

#[test]
fn bare_addresses_become_links() {
    check(&[
        ("see https://example.com/a_b.", "see <https://example.com/a_b>."),
        ("(https://example.com/a_(b))", "(<https://example.com/a_(b)>)"),
        ("\"http://a.b\", https://c.d|e", "\"<http://a.b>\", <https://c.d>|e"),
        ("https://a.b/*c*/d", "<https://a.b/>*c*/d"),
        ("https://{account}.example.com/x", "`https://{account}.example.com/x`"),
        ("`https://a.b`", "`https://a.b`"),
        ("[https://a.b](https://a.b)", "[https://a.b](https://a.b)"),
        ("https://<host>/x", "https://\\<host>/x"),
        ("https://a.b/?c=1&lt=2&amp;d", "<https://a.b/?c=1&lt=2&d>"),
    ]);
}

#[test]
fn html_becomes_markdown_or_text() {
    check(&[
        ("/accounts/<id>/x", "/accounts/\\<id>/x"),
        ("<tag>\n**a**", "\\<tag>\n**a**"),
        ("a<br>b<br/>\nc<BR />", "a\\\nb\\\nc"),
        ("a<br><br>b", "a\n\nb"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<b>a</b> <i>b</i> <code>c*d</code> <strong>e</strong>", "**a** *b* `c*d` **e**"),
        ("<a href=\"https://a.b/?c&amp;d\">e</a>", "[e](https://a.b/?c&d)"),
        ("<a href='javascript:x()'>e</a> <a name=x>f</a>", "e f"),
        ("<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>\nc", "- a\n- b\n\nc"),
        ("a <b>b", "a \\<b>b"),
        ("a</b> b", "a b"),
        ("<!-- hidden -->\nshown <!-- no --> x", "shown  x"),
        ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
        ("<div>\n\n    code\n\n</div>", "```text\ncode\n```"),
        ("<pre>\na <b>\n  c\n</pre>", "```text\na \\<b>\n  c\n```"),
        ("<h3>a</h3>\nb", "#### a\n\nb"),
        ("<<b>script>", "<\\<b>script>"),
        ("<img src=\"https://a.b/c.png\" alt=d>", "[d](https://a.b/c.png)"),
        ("a &lt;b&gt; &amp;lt; &copy; &nbsp;x", "a \\<b> \\&lt; ©  x"),
        ("| a |\n|---|\n| b<br>c |", "| a |\n| --- |\n| b c |"),
    ]);
}

#[test]
fn code_blocks_are_no_tests() {
    check(&[
        ("```\nlet x = 1;\n```", "```text\nlet x = 1;\n```"),
        ("```rust,should_panic\nx\n```", "```text\nx\n```"),
        ("~~~ JSON\n{}\n~~~", "```json\n{}\n```"),
        ("a:\n\n    b\n      c\n\nd", "a:\n\n```text\nb\n  c\n```\n\nd"),
        ("```\nnever closed", "```text\nnever closed\n```"),
        ("````\n```\n````", "````text\n```\n````"),
        ("- a\n\n      b", "- a\n\n  ```text\n  b\n  ```"),
        ("```\n```", ""),
    ]);
}

#[test]
fn headings_are_lowered() {
    check(&[
        ("# a\n## b #\n###### c", "## a\n\n### b\n\n###### c"),
        ("a\nb\n===\nc", "## a b\n\nc"),
        ("a #\n---", "### a \\#"),
    ]);
}

#[test]
fn nothing_is_taken_for_the_start_of_a_block() {
    check(&[
        ("1986\\. A year", "1986\\. A year"),
        ("\\# a", "\\# a"),
        ("\\- a\n\\+ b\n\\> c", "\\- a\n\\+ b\n\\> c"),
        ("a <br>- b", "a\\\n\\- b"),
        ("a<br>===", "a\\\n\\==="),
        ("a | b<br>--- | ---", "a | b\\\n\\--- | ---"),
        ("&#45; a", "\\- a"),
        ("- [x] \\~~~\n- [ ]", "- [x] \\~~~\n- \\[ ]"),
    ]);
}

#[test]
fn characters_that_deceive_are_gone() {
    check(&[
        ("a\u{202e}b\u{2066}c\u{200b}d\u{feff}e\u{e0041}f\0g\u{7f}h\u{1b}i", "abcdefghi"),
        ("a&#x202e;b&#8203;c&#1;d", "abcd"),
        ("a\r\nb\rc\u{2028}d\u{2029}e\u{85}f", "a\nb\nc\nd\ne\nf"),
        ("a\tb\u{a0}c", "a   b c"),
        ("*/ \"# ]{} // /// //! #[x]", "*/ \"# ]{} // /// //! #\\[x]"),
        ("/ a", "/ a"),
        ("a  \n\n\n\nb   \n\n", "a\n\nb"),
        ("`a\u{202e}b`", "`ab`"),
    ]);
}

#[test]
fn long_lines_are_wrapped_but_not_in_code_or_links() {
    let long = "word ".repeat(40);
    assert!(lines(&long).iter().all(|line| line.len() <= 96));
    assert_eq!(lines(&long).join(" "), long.trim());
    let span = format!("`{}`", long.trim());
    check_kept(&[&span, &format!("```text\n{}\n```", long.trim())]);
    let dash = format!("{} - x 1. y # z > w", "a".repeat(95));
    assert_eq!(lines(&dash), [format!("{} -", "a".repeat(95)), "x 1. y # z > w".to_owned()]);
    assert_eq!(wrap(&format!("a {span}")), ["a", &span]);
}

#[test]
fn deep_nesting_is_shown_and_not_multiplied() {
    let deep = format!("{}a", "> ".repeat(2000));
    assert!(lines(&deep).concat().starts_with("\\> \\>"));
    assert!(lines(&deep).concat().len() < 3 * deep.len());
    assert!(lines(&format!("{deep}{}", "\na".repeat(2000))).concat().len() < 20_000);
}

#[test]
fn sentences_are_plain_and_end() {
    let cases: &[(&str, Option<&str>)] = &[
        ("", None),
        ("***", None),
        ("```\ncode\n```", None),
        ("The name", Some("The name.")),
        ("The **name** of `x`. More.", Some("The name of x.")),
        ("Use e.g. Rust. Or not.", Some("Use e.g. Rust.")),
        ("Version 1.2 of it! And", Some("Version 1.2 of it!")),
        ("One of:\n\n- a\n- b", Some("One of.")),
        ("# Title\n\nThe text.", Some("The text.")),
        ("# Title", Some("Title.")),
        ("See [a](/b) <https://c.d>", Some("See a https://c.d.")),
        ("(Done.) Next", Some("(Done.)")),
        ("a\u{202e}\n*/ b", Some("a */ b.")),
    ];
    for (text, expected) in cases {
        assert_eq!(sentence(text).as_deref(), *expected, "{text:?}");
    }
    let long = sentence(&"word ".repeat(200)).unwrap();
    assert!(long.ends_with("word…") && long.chars().count() < 302, "{long}");
    assert_eq!(plain("# A\n\n- b\n- *c*\n\n<br>d <id> &amp;"), "A b c d <id> &");
}

#[test]
fn constraints_are_english() {
    let none = Constraints::default();
    let string = |least, most| Constraints { min_length: least, max_length: most, ..none.clone() };
    let number = |least, most| Constraints { minimum: least, maximum: most, ..none.clone() };
    let list = |least, most, unique| Constraints {
        min_items: least,
        max_items: most,
        unique_items: unique,
        ..none.clone()
    };
    let open = |constraints| Constraints { exclusive_minimum: true, ..constraints };
    let cases = [
        (string(None, Some(32)), "At most 32 characters."),
        (string(Some(1), None), "Not empty."),
        (string(Some(0), Some(1)), "At most 1 character."),
        (string(Some(1), Some(32)), "From 1 to 32 characters."),
        (string(Some(32), Some(32)), "Exactly 32 characters."),
        (number(Some(0.0), Some(100.0)), "From 0 to 100."),
        (number(Some(1000.0), None), "At least 1000."),
        (number(None, Some(0.5)), "At most 0.5."),
        (open(number(Some(-0.0), None)), "Greater than 0."),
        (open(number(Some(0.0), Some(1.0))), "Greater than 0 and at most 1."),
        (number(Some(5.0), Some(5.0)), "Exactly 5."),
        (number(Some(1e30), Some(f64::INFINITY)), "At least 1e30."),
        (list(None, Some(20), true), "At most 20 items, no two the same."),
        (list(Some(1), None, false), "At least 1 item."),
        (list(None, None, true), "No two items are the same."),
        (Constraints { max_properties: Some(1), ..none.clone() }, "At most 1 entry."),
        (
            Constraints { pattern: Some("^[a-z`]+$".into()), ..none.clone() },
            "Matches ``^[a-z`]+$``.",
        ),
        (Constraints { format: Some("uri".into()), ..none.clone() }, "Format: `uri`."),
        (Constraints { multiple_of: Some(5.0), ..none.clone() }, "A multiple of 5."),
    ];
    for (given, expected) in cases {
        assert_eq!(constraints(&given, None, &[]).as_deref(), Some(expected));
    }
}

#[test]
fn defaults_and_examples_follow_the_constraints() {
    let none = Constraints::default();
    let whole = Constraints { multiple_of: Some(1.0), ..none.clone() };
    assert_eq!(constraints(&whole, None, &[]), None);
    let example = |value| Example { name: None, value };
    let said = |default: Option<serde_json::Value>, values: &[serde_json::Value]| {
        let examples: Vec<Example> = values.iter().cloned().map(example).collect();
        constraints(&none, default.as_ref(), &examples).unwrap_or_default()
    };
    assert_eq!(said(Some(json!("name")), &[json!("name")]), "Defaults to `name`.");
    assert_eq!(said(Some(json!("")), &[]), "Defaults to `\"\"`.");
    assert_eq!(said(Some(json!("5")), &[json!(5)]), "Defaults to `\"5\"`. For example `5`.");
    assert_eq!(
        said(None, &[json!(1), json!(1), json!([2]), json!(3)]),
        "For example `1`, `[2]` or `3`."
    );
    assert_eq!(said(None, &[json!("a\u{202e}\n")]), "For example `\"a\\u{202e}\\n\"`.");
}

#[test]
fn words_and_code_stand_alone() {
    assert_eq!(escape("# a *b* [c] <d>\n`e`"), "\\# a \\*b\\* \\[c] \\<d> \\`e\\`");
    assert_eq!(code("a`b"), "``a`b``");
    assert_eq!(code("`"), "`` ` ``");
    assert_eq!(code("a\u{202e}\0"), "`a\\u{202e}\\u{0}`");
    assert_eq!(code(""), "`  `");
    let block = |text: &str| vec![text.to_owned()];
    assert_eq!(join([block("a"), Vec::new(), block("b")]), ["a", "", "b"]);
}

#[test]
fn lines_are_written_as_comments() {
    let text = lines("a */ b\n\n/ c\n\n```\n  d\n```");
    for mark in ["//!", "    ///"] {
        let mut printed = String::new();
        comment(mark, text.iter().map(String::as_str), &mut printed);
        let of_line = |line: &str| format!("{mark}{line}\n");
        let expected = [" a */ b", "", " / c", "", " ```text", "   d", " ```"].map(of_line);
        assert_eq!(printed, expected.concat());
    }
}
