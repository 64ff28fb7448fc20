//! Whatever the document is, it ends in diagnostics or in files that are Rust, never in a panic.
//!
//! The numbers of cases are as large as half a minute of an unoptimised build allows: a change of the
//! whole shares API takes the longest. `PROPTEST_CASES` sets another; `cargo xtask fuzz` goes on for
//! as long as one likes.

// The functions of a test are tests too; clippy sees that of those with an attribute only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fuzz::Case;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

const SHARES: &str = include_str!("../../spec/shares.yaml");

/// A failing case is found again: the numbers that it is made from are kept beside this file.
fn config(cases: u32) -> ProptestConfig {
    let set = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig {
        cases: set.unwrap_or(cases),
        max_shrink_iters: 2000,
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        ..ProptestConfig::default()
    }
}

fn holds(case: &Case) -> Result<(), TestCaseError> {
    fuzz::check(case).map(drop).map_err(TestCaseError::fail)
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn documents_of_the_grammar_end_in_diagnostics_or_in_rust(case in fuzz::documents()) {
        holds(&case)?;
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn changed_documents_end_in_diagnostics_or_in_rust(case in fuzz::changed_trees(SHARES)) {
        holds(&case)?;
    }
}

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn changed_texts_end_in_diagnostics_or_in_rust(case in fuzz::changed_texts(SHARES)) {
        holds(&case)?;
    }
}

#[test]
fn the_document_itself_ends_in_rust() {
    let case = Case { name: "shares.yaml", bytes: SHARES.into() };
    assert!(fuzz::check(&case).unwrap().is_some());
}

/// Text with itself around it that many times.
fn nested(depth: usize, before: &str, inner: &str, behind: &str) -> String {
    format!("{}{inner}{}", before.repeat(depth), behind.repeat(depth))
}

/// A document with a schema that has a name, and one that has none.
fn document(named: &str, unnamed: &str) -> Case {
    let text = format!(
        r##"{{"openapi":"3.0.3","info":{{"title":"a","version":"1"}},"paths":{{"/a":{{"post":{{
        "requestBody":{{"required":true,"content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/A"}}}}}}}},
        "responses":{{"200":{{"description":"","content":{{"application/json":{{"schema":{unnamed}}}}}}}}}}}}}}},
        "components":{{"schemas":{{"A":{named}}}}}}}"##
    );
    Case { name: "nested.json", bytes: text.into_bytes() }
}

#[test]
fn deep_documents_end_as_others_do() {
    let kinds = [
        ("{\"type\":\"array\",\"items\":", "}", 1),
        ("{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":", "}}", 2),
        ("{\"allOf\":[", "]}", 2),
        ("{\"oneOf\":[{\"type\":\"integer\"},", "]}", 2),
        ("{\"type\":\"object\",\"additionalProperties\":", "}", 1),
        ("{\"not\":", "}", 1),
        (
            "{\"allOf\":[{\"oneOf\":[{\"type\":\"integer\"},{\"type\":\"array\",\"items\":",
            "}]}]}",
            5,
        ),
        (
            "{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"object\",\"properties\":{\"a\":",
            "}}]}",
            4,
        ),
    ];
    for (before, behind, levels) in kinds {
        for depth in [10, 55, 62, 110, 200] {
            let schema = nested(depth / levels, before, "{\"type\":\"string\"}", behind);
            let case = document(&schema, &schema);
            fuzz::check(&case).unwrap_or_else(|why| panic!("{before} {depth}: {why}"));
        }
    }
}

#[test]
fn schemas_that_lead_from_one_to_the_next_end_as_others_do() {
    let kinds = [
        ("{\"type\":\"array\",\"items\":", "}"),
        ("{\"type\":\"object\",\"additionalProperties\":", "}"),
        ("{\"allOf\":[{\"description\":\"a\"},", "]}"),
        ("{\"oneOf\":[{\"type\":\"integer\"},", "]}"),
        ("{\"oneOf\":[{\"type\":\"integer\"},{\"allOf\":[{\"minimum\":1},", "]}]}"),
    ];
    for (before, behind) in kinds {
        for length in [60, 1000] {
            let schema = |index: usize| match index == length {
                true => "{\"type\":\"string\"}".to_owned(),
                false => {
                    let next = index + 1;
                    format!("{before}{{\"$ref\":\"#/components/schemas/A{next}\"}}{behind}")
                }
            };
            let more: String =
                (1..=length).map(|index| format!(",\"A{index}\":{}", schema(index))).collect();
            let case = document(&format!("{}{more}", schema(0)), &schema(0));
            fuzz::check(&case).unwrap_or_else(|why| panic!("{before} {length}: {why}"));
        }
    }
}

#[test]
fn deep_values_end_as_others_do() {
    for (before, behind) in [("[", "]"), ("{\"a\":", "}")] {
        for depth in [60, 110, 200] {
            let value = nested(depth, before, "1", behind);
            for keyword in ["default", "example", "const", "x-own"] {
                let schema = format!("{{\"{keyword}\":{value}}}");
                let object = format!("{{\"type\":\"object\",\"properties\":{{\"a\":{schema}}}}}");
                let case = document(&schema, &object);
                fuzz::check(&case).unwrap_or_else(|why| panic!("{keyword} {depth}: {why}"));
            }
        }
    }
}
