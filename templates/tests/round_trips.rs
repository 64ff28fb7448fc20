//! What the test of a document's examples takes for equal, and what it tells.

#![allow(clippy::print_stdout, reason = "the test says how many examples there are")]

#[path = "round_trips/check.rs"]
mod check;

use check::{Examples, Table, again};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A model: what it does not know, it drops.
#[derive(Deserialize, Serialize)]
struct Share {
    id: String,
    name: String,
    status: String,
}

/// A share as it is written.
const SHARE: &str = r#"{"id":"1","name":"n","status":"active"}"#;

/// What is told of one example of a type.
fn told(table: Table) -> String {
    table.failures().join("\n")
}

/// Reads anything, and writes what the new value of it is.
macro_rules! becomes {
    ($json:literal) => {
        |_| Ok($json.to_owned())
    };
}

#[test]
fn what_comes_back_is_not_told() {
    const EXAMPLES: &[Examples] = &[
        (again::<Share>, &[("#/share", SHARE)]),
        (again::<Vec<Share>>, &[("#/none", "[]")]),
        (again::<serde_json::Value>, &[("#/any", r#"{"a":[null,{"b":1e3}]}"#)]),
        // A number by its value, a time by the clock.
        (again::<f64>, &[("#/number", "1")]),
        (again::<jiff::Timestamp>, &[("#/time", r#""2024-01-01T01:00:00+01:00""#)]),
        (again::<jiff::civil::Time>, &[("#/time-of-day", r#""10:00:00.000""#)]),
    ];
    assert_eq!(told(Table { sent: EXAMPLES, ..Table::default() }), "");
}

#[test]
fn what_cannot_be_read_is_told() {
    const EXAMPLES: &[Examples] = &[
        (again::<Share>, &[("#/none", r#"{"id":"1"}"#), ("#/good", SHARE)]),
        (again::<i64>, &[("#/part", "1.5")]),
    ];
    assert_eq!(
        told(Table { sent: EXAMPLES, ..Table::default() }),
        "#/none: cannot be read: missing field `name` at line 1 column 10\n\
         #/part: cannot be read: invalid type: floating point `1.5`, expected i64 at line 1 column 3"
    );
}

#[test]
fn what_differs_is_told_with_its_place() {
    const EXAMPLES: &[Examples] = &[
        (becomes!("[1,2]"), &[("#/items", "[1,3]"), ("#/length", "[1]")]),
        (becomes!(r#"{"a":{"b/c":"x"}}"#), &[("#/deep", r#"{"a":{"b/c":"y"}}"#)]),
        (becomes!("{}"), &[("#/lost", r#"{"a":1}"#), ("#/null", r#"{"a":null}"#)]),
        (becomes!(r#"{"a":null}"#), &[("#/more", "{}")]),
        (becomes!(r#""2024-01-01T00:00:00Z""#), &[("#/hour", r#""2024-01-01T01:00:00Z""#)]),
        (becomes!("9007199254740993"), &[("#/digit", "9007199254740992")]),
        (becomes!(r#""1""#), &[("#/kind", "1")]),
    ];
    assert_eq!(
        told(Table { sent: EXAMPLES, ..Table::default() }),
        "#/items: `/1` is 3, and became 2\n\
         #/length: `` is [1], and became [1,2]\n\
         #/deep: `/a/b~1c` is \"y\", and became \"x\"\n\
         #/lost: `/a` is 1, and was lost\n\
         #/null: `/a` is null, and was lost\n\
         #/more: `` got a member `a` that is null\n\
         #/hour: `` is \"2024-01-01T01:00:00Z\", and became \"2024-01-01T00:00:00Z\"\n\
         #/digit: `` is 9007199254740992, and became 9007199254740993\n\
         #/kind: `` is 1, and became \"1\""
    );
}

#[test]
fn what_is_null_may_be_absent_where_nobody_sends_it() {
    const EXAMPLES: &[Examples] =
        &[(becomes!("{}"), &[("#/null", r#"{"a":null}"#), ("#/false", r#"{"a":false}"#)])];
    let table = Table { answered: EXAMPLES, ..Table::default() };
    assert_eq!(told(table), "#/false: `/a` is false, and was lost");
}

#[test]
fn what_the_document_does_not_name_is_dropped_and_nothing_else() {
    const EXAMPLES: &[Examples] = &[(
        again::<BTreeMap<String, Share>>,
        &[
            ("#/one", r#"{"x":{"id":"1","name":"n","status":"active","more":1,"most":2}}"#),
            ("#/other", r#"{"x":{"id":"1","name":"n","status":"active","more":1}}"#),
        ],
    )];
    assert_eq!(
        told(Table { sent: EXAMPLES, unnamed: &[("#/one", &["/x/more"])], ..Table::default() }),
        "#/one: `/x/most` is 2, and was lost\n#/other: `/x/more` is 1, and was lost"
    );
}

#[test]
fn old_names_come_back_as_new_ones_with_the_same_value() {
    const EXAMPLES: &[Examples] = &[
        (becomes!(r#"{"new":1}"#), &[("#/good", r#"{"old":1}"#), ("#/value", r#"{"old":2}"#)]),
        (becomes!(r#"{"new":1}"#), &[("#/both", r#"{"old":1,"new":1}"#), ("#/none", "{}")]),
    ];
    assert_eq!(
        told(Table { sent: EXAMPLES, old_names: &[("old", "new")], ..Table::default() }),
        "#/value: `/old` is 2, and became 1\n#/none: `` got a member `new` that is 1"
    );
}
