//! How models are read and written, by way of types that are written as the generator writes them.

#![allow(unreachable_pub, dead_code, reason = "the macros make what public models offer")]
#![allow(unused_parens, reason = "a macro cannot leave them out")]

use std::collections::BTreeMap;

use serde::{Deserialize, Serializer};
use serde_json::{Value, from_str, from_value, json, to_string, to_value};

use crate::runtime::model::{
    Branches, Constraints, IntegerEnum, ModelPart, Union, integer_enum, record, string_enum, text,
    union,
};

#[derive(Clone, Debug, PartialEq)]
struct Item {
    account_id: AccountId,
    id: String,
    kind: Option<Kind>,
    note: Option<Option<String>>,
    rest: BTreeMap<String, Value>,
}

record!(Item {
    account_id = RequiredRenamed("account_id", "acct", "owner"),
    id = Required("id"),
    kind = OptionalRenamed("kind", "type"),
    note = NullableRenamed("note", "comment"),
    rest = Rest,
});

#[derive(Clone, Debug)]
enum Kind {
    Sent,
    Received,
    Unknown(String),
}

string_enum!(Kind {
    Received = "received",
    Sent = "sent",
});

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Level {
    Low,
    High,
    Unknown(i64),
}

impl IntegerEnum for Level {
    const VALUES: &'static [(i64, Self)] = &[(1, Self::Low), (3, Self::High)];
}

integer_enum!(Level);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct AccountId(String);

impl AccountId {
    const CONSTRAINTS: Constraints = Constraints::new().min_length(1).max_length(4);
}

text!(AccountId);

/// A struct whose fields are all optional, as the branches of a union often are.
macro_rules! branch {
    ($name:ident, $field:ident, $key:literal) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        struct $name {
            $field: Option<i64>,
            kind: Option<String>,
        }

        record!($name {
            $field = $key,
            kind = "kind",
        });
    };
}

branch!(Cat, lives, "lives");
branch!(Dog, bones, "bones");

macro_rules! pets {
    ($name:ident, $tag:expr, $cat:expr, $dog:expr) => {
        #[derive(Clone, Debug, PartialEq)]
        enum $name {
            Cat(Cat),
            Dog(Dog),
            Unknown(Value),
        }

        impl Union for $name {
            const TAG: Option<&'static str> = $tag;

            const UNKNOWN: fn(Value) -> Self = Self::Unknown;

            fn branches<B: Branches<Self>>(to: B) -> B {
                to.branch($cat, Self::Cat).branch($dog, Self::Dog)
            }

            fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self {
                    Self::Cat(value) => value.write_value(to),
                    Self::Dog(value) => value.write_value(to),
                    Self::Unknown(value) => value.write_value(to),
                }
            }
        }

        union!($name);
    };
}

pets!(Tagged, Some("kind"), &["cat"], &["dog", "hound"]);
pets!(Untagged, None, &[], &[]);

fn error(text: &str) -> String {
    from_str::<Item>(text).unwrap_err().to_string()
}

#[test]
fn what_is_read_is_written_back() {
    let text = r#"{"account_id":"b","id":"a","kind":"new","note":null,"x":[1],"y":null}"#;
    let item: Item = from_str(text).unwrap();
    assert_eq!(item.note, Some(None));
    assert_eq!(item.kind, Some(Kind::Unknown("new".into())));
    assert_eq!(item.rest.len(), 2);
    assert_eq!(to_string(&item).unwrap(), text);
    let value: Value = from_str(text).unwrap();
    assert_eq!(from_value::<Item>(value.clone()).unwrap(), item);
    assert_eq!(Item::deserialize(&value).unwrap(), item);
    assert_eq!(to_value(&item).unwrap(), value);
}

#[test]
fn keys_come_in_any_order() {
    let item: Item = from_str(r#"{"y":1,"kind":null,"id":"a","account_id":"b"}"#).unwrap();
    assert_eq!((item.id.as_str(), item.kind, item.note), ("a", None, None));
    assert_eq!(item.rest.len(), 1);
}

#[test]
fn what_is_missing_or_there_twice_is_an_error() {
    assert!(error("{}").starts_with("missing field `account_id`"));
    assert!(error(r#"{"acct":"a"}"#).starts_with("missing field `id`"));
    for pair in [r#""id":"a","id":"a""#, r#""kind":null,"kind":null"#, r#""x":1,"x":1"#] {
        let text = format!(r#"{{"account_id":"b","z":0,{pair}}}"#);
        assert!(error(&text).starts_with("duplicate field `"), "{text}");
    }
    assert!(error(r#"{"acct":"a","acct":"a"}"#).starts_with("duplicate field `acct`"));
    assert!(error("[]").contains("expected struct Item"));
}

#[test]
fn old_names_are_read_and_the_present_one_is_written() {
    for text in [
        r#"{"id":"a","acct":"b"}"#,
        r#"{"owner":"b","id":"a"}"#,
        r#"{"id":"a","acct":"b","account_id":"b","owner":"b"}"#,
    ] {
        let item: Item = from_str(text).unwrap();
        assert_eq!(to_string(&item).unwrap(), r#"{"account_id":"b","id":"a"}"#, "{text}");
    }
    let item: Item = from_str(r#"{"id":"a","acct":"b","type":"sent","kind":null}"#).unwrap();
    assert_eq!(item.kind, Some(Kind::Sent));
    let item: Item = from_str(r#"{"id":"a","acct":"b","comment":null}"#).unwrap();
    assert_eq!(item.note, Some(None));
}

#[test]
fn names_that_do_not_agree_are_an_error_that_names_those_that_came() {
    let message = error(r#"{"id":"a","acct":"c","account_id":"b"}"#);
    assert!(message.contains("`acct` and `account_id` are names of one field"), "{message}");
    let message = error(r#"{"id":"a","acct":"c","owner":"b"}"#);
    assert!(message.contains("`acct` and `owner`"), "{message}");
    assert!(!message.contains("account_id"), "{message}");
    let message = error(r#"{"id":"a","acct":"c","note":null,"comment":"x"}"#);
    assert!(message.contains("values differ"), "{message}");
}

#[test]
fn errors_have_the_path_to_the_value() {
    let path = |text: &str| {
        let mut from = serde_json::Deserializer::from_str(text);
        let result: Result<Vec<Item>, _> = serde_path_to_error::deserialize(&mut from);
        result.unwrap_err().path().to_string()
    };
    assert_eq!(path(r#"[{"id":"a","acct":"b","kind":1}]"#), "[0].kind");
    assert_eq!(path(r#"[{"id":"a","acct":1}]"#), "[0].acct");
    assert_eq!(path(r#"[{"acct":"b"}]"#), "[0]");
}

#[test]
fn an_enum_keeps_what_it_does_not_know() {
    assert_eq!(Kind::from("sent"), Kind::Sent);
    assert_eq!(Kind::Unknown("sent".into()), Kind::Sent);
    assert_ne!(Kind::from("x"), Kind::Sent);
    assert_eq!(Kind::from("x").to_string(), "x");
    assert_eq!(to_value(Kind::Received).unwrap(), json!("received"));
    assert_eq!(Kind::from("x").as_str(), "x");
    assert_eq!(from_value::<Level>(json!(3)).unwrap(), Level::High);
    assert_eq!(from_value::<Level>(json!(7)).unwrap(), Level::Unknown(7));
    assert_eq!(to_value(Level::from(7)).unwrap(), json!(7));
    assert_eq!(Level::Low.as_i64(), 1);
}

#[test]
fn a_text_is_checked_when_made_and_not_when_received() {
    let made = |text: &str| text.parse::<AccountId>().map_err(|error| error.to_string());
    assert_eq!(made("").unwrap_err(), "AccountId has at least 1 character, but this has 0");
    assert_eq!(made("fifth").unwrap_err(), "AccountId has at most 4 characters, but this has 5");
    assert_eq!(made("éééé").unwrap().as_str(), "éééé");
    assert_eq!(from_str::<AccountId>(r#""received""#).unwrap().as_str(), "received");
}

#[test]
fn a_tag_decides_which_branch_a_value_is() {
    let read = |value| from_value::<Tagged>(value).unwrap();
    assert!(matches!(read(json!({"kind": "cat", "bones": 1})), Tagged::Cat(_)));
    assert!(matches!(read(json!({"kind": "hound"})), Tagged::Dog(_)));
    let bird = json!({"kind": "bird", "lives": 1});
    let unknown = read(bird.clone());
    assert_eq!(unknown, Tagged::Unknown(bird.clone()));
    assert_eq!(to_value(&unknown).unwrap(), bird);
    let broken = json!({"kind": "cat", "lives": "many"});
    assert_eq!(read(broken.clone()), Tagged::Unknown(broken));
}

#[test]
fn without_a_tag_the_branch_that_keeps_most_is_taken() {
    let read = |value| from_value::<Untagged>(value).unwrap();
    assert!(matches!(read(json!({"bones": 1})), Untagged::Dog(Dog { bones: Some(1), .. })));
    assert!(matches!(read(json!({"lives": 9})), Untagged::Cat(_)));
    assert_eq!(read(json!("x")), Untagged::Unknown(json!("x")));
}
