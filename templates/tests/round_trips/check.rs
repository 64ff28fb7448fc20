//! Reads each example of the API's document as its type, writes it again, and says what differs.
//!
//! What is written has to be equal to the example, but that
//!
//! - numbers are equal by their value: `1` and `1.0`. One in single precision has the digits that
//!   this precision has;
//! - times are equal if they are the same by the clock: `2024-01-01T01:00:00+01:00` and
//!   `2024-01-01T00:00:00Z`;
//! - a member under the old name of another one comes back under the present name, with the same
//!   value;
//! - a member that the document allows in an object but does not name is dropped. These are listed
//!   with the examples, and nothing else may be missing;
//! - where a type is only part of answers, a member that is `null` may be absent: the types tell the
//!   two apart in what is sent.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Number, Value};
use std::collections::BTreeSet;

/// An example: where it stands in the document, and its JSON.
pub(crate) type Example = (&'static str, &'static str);

/// A type, as what reads a value of it and writes it again, with its examples.
pub(crate) type Examples = (Again, &'static [Example]);

/// Reads a value and writes it again.
pub(crate) type Again = fn(&str) -> serde_json::Result<String>;

/// Reads a value as its type and writes it again.
pub(crate) fn again<T: DeserializeOwned + Serialize>(json: &str) -> serde_json::Result<String> {
    serde_json::to_string(&serde_json::from_str::<T>(json)?)
}

/// The examples, and what is known of them.
#[derive(Clone, Copy, Default)]
pub(crate) struct Table {
    /// Those of types that are sent, or both sent and answered, or no models.
    pub(crate) sent: &'static [Examples],
    /// Those of types that only answers have.
    pub(crate) answered: &'static [Examples],
    /// The members, as JSON pointers into the value, that the document does not name; by the place
    /// of the example.
    pub(crate) unnamed: &'static [(&'static str, &'static [&'static str])],
    /// Old names of members, each with the present one.
    pub(crate) old_names: &'static [(&'static str, &'static str)],
}

impl Table {
    /// What does not come back as it is: the place of each example, and what differs.
    pub(crate) fn failures(self) -> Vec<String> {
        let (mut places, mut failed) = (BTreeSet::new(), BTreeSet::new());
        let mut failures = Vec::new();
        for (types, drops_null) in [(self.sent, false), (self.answered, true)] {
            for (again, examples) in types {
                for &(place, json) in *examples {
                    places.insert(place);
                    if let Err(reason) = self.check(*again, place, json, drops_null) {
                        failed.insert(place);
                        failures.push(format!("{place}: {reason}"));
                    }
                }
            }
        }
        let good = places.len() - failed.len();
        println!("{good} of {} examples come back as they are", places.len());
        failures
    }

    fn check(self, again: Again, place: &str, json: &str, drops_null: bool) -> Result<(), String> {
        let written = again(json).map_err(|error| format!("cannot be read: {error}"))?;
        let parse = |json: &str| serde_json::from_str(json).map_err(|error| error.to_string());
        let (example, written): (Value, Value) = (parse(json)?, parse(&written)?);
        let unnamed = self.unnamed.iter().find(|(of, _)| *of == place);
        let unnamed = unnamed.map_or(&[][..], |(_, members)| members);
        let mut comparison =
            Comparison { unnamed, old_names: self.old_names, drops_null, differences: Vec::new() };
        comparison.compare("", &example, &written);
        if comparison.differences.is_empty() {
            Ok(())
        } else {
            Err(comparison.differences.join("; "))
        }
    }
}

struct Comparison {
    unnamed: &'static [&'static str],
    old_names: &'static [(&'static str, &'static str)],
    drops_null: bool,
    differences: Vec<String>,
}

impl Comparison {
    fn compare(&mut self, at: &str, example: &Value, written: &Value) {
        match (example, written) {
            (Value::Object(members), Value::Object(others)) => self.members(at, members, others),
            (Value::Array(items), Value::Array(others)) if items.len() == others.len() => {
                for (index, (item, other)) in items.iter().zip(others).enumerate() {
                    self.compare(&format!("{at}/{index}"), item, other);
                }
            }
            (Value::Number(one), Value::Number(other)) if same_number(one, other) => {}
            (Value::String(one), Value::String(other)) if same_time(one, other) => {}
            (one, other) if one == other => {}
            (one, other) => self.differ(format!("`{at}` is {one}, and became {other}")),
        }
    }

    fn members(&mut self, at: &str, example: &Map<String, Value>, written: &Map<String, Value>) {
        for (name, member) in example {
            let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
            if let Some(other) = written.get(name) {
                self.compare(&at, member, other);
                continue;
            }
            let new_names = self.old_names.iter().filter(|(old, _)| old == name);
            let present = new_names.filter_map(|(_, new)| written.get(*new)).next();
            if let Some(present) = present {
                self.compare(&at, member, present);
            } else if !(self.drops_null && member.is_null() || self.unnamed.contains(&at.as_str()))
            {
                self.differ(format!("`{at}` is {member}, and was lost"));
            }
        }
        for (name, other) in written.iter().filter(|(name, _)| !example.contains_key(*name)) {
            let mut old_names = self.old_names.iter().filter(|(_, new)| new == name);
            if !old_names.any(|(old, _)| example.contains_key(*old)) {
                self.differ(format!("`{at}` got a member `{name}` that is {other}"));
            }
        }
    }

    fn differ(&mut self, difference: String) {
        self.differences.push(difference);
    }
}

fn same_number(one: &Number, other: &Number) -> bool {
    match (one.as_i128(), other.as_i128()) {
        (Some(one), Some(other)) => one == other,
        _ => match (one.as_f64(), other.as_f64()) {
            (Some(one), Some(other)) => one == other || same_single(one, other),
            _ => false,
        },
    }
}

/// Whether a number was read in single precision, and written with the digits that that has.
fn same_single(one: f64, other: f64) -> bool {
    #[expect(clippy::cast_possible_truncation, reason = "that is what single precision does")]
    let (one, single) = (one as f32, other as f32);
    one == single && single.to_string() == other.to_string()
}

fn same_time(one: &str, other: &str) -> bool {
    fn same<T: std::str::FromStr + PartialEq>(one: &str, other: &str) -> bool {
        matches!((one.parse::<T>(), other.parse::<T>()), (Ok(one), Ok(other)) if one == other)
    }
    // What has a date as well is read as a time of day, too, without the date.
    let has_date = |text: &str| text.contains('-');
    one == other
        || same::<jiff::Timestamp>(one, other)
        || (!has_date(one) && !has_date(other) && same::<jiff::civil::Time>(one, other))
}
