//! The tree of a document: what JSON can say, each node with its place in the text.

use std::fmt;

use super::object::{self, Mapping};
use crate::diagnostic::Location;

/// A value of the document and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where the value stands: the whole scalar, or from the first to the last byte of a
    /// collection. What an alias repeats stands where its anchor does.
    pub location: Location,
    /// What stands there.
    pub value: Value,
}

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as exact as the text has it.
    Number(Number),
    /// A string.
    String(Box<str>),
    /// A list.
    Array(Vec<Node>),
    /// A mapping, in the order of the text.
    Object(Object),
}

/// A mapping of the document.
pub type Object = Mapping<Node>;

/// The entries of a mapping of the document, in the order of the text.
pub type Iter<'a> = object::Iter<'a, Node>;

/// A number of the document.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// An integer that fits in 64 bits with a sign.
    Signed(i64),
    /// A larger integer that fits in 64 bits without one.
    Unsigned(u64),
    /// Anything else with a value that a double can hold.
    Float(f64),
    /// An integer beyond 64 bits: its decimal digits, after a `-` if it is negative.
    Big(Box<str>),
}

/// Two nodes are equal if their values are, wherever they stand.
impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Node {
    /// A value at a place.
    pub fn new(location: Location, value: Value) -> Self {
        Self { location, value }
    }

    /// A string at a place.
    pub fn string(location: Location, text: impl Into<Box<str>>) -> Self {
        Self::new(location, Value::String(text.into()))
    }

    /// The member of a mapping. None if there is none, or if this is no mapping.
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }

    /// The member of a mapping, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Self> {
        self.as_object_mut()?.get_mut(name)
    }

    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The mapping, if this is one.
    pub fn as_object(&self) -> Option<&Object> {
        match &self.value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The mapping, to be changed.
    pub fn as_object_mut(&mut self) -> Option<&mut Object> {
        match &mut self.value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The list, if this is one.
    pub fn as_array(&self) -> Option<&[Self]> {
        match &self.value {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The list, to be changed.
    pub fn as_array_mut(&mut self) -> Option<&mut Vec<Self>> {
        match &mut self.value {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The number, if this is one.
    pub fn as_number(&self) -> Option<&Number> {
        match &self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The integer, if this is one that fits. `2.0` is one, as in JSON Schema.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// The integer, if this is one that fits. `2.0` is one, as in JSON Schema.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.as_u64()
    }

    /// The number, or the double that is nearest to it.
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number().map(Number::as_f64)
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// What kind of value this is, with its article, for messages.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "a list",
            Value::Object(_) => "a mapping",
        }
    }

    /// The same value without places. Integers beyond 64 bits become doubles.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => (*value).into(),
            Value::Number(Number::Signed(value)) => (*value).into(),
            Value::Number(Number::Unsigned(value)) => (*value).into(),
            Value::Number(number) => number.as_f64().into(),
            Value::String(text) => (**text).into(),
            Value::Array(items) => items.iter().map(Self::to_json).collect(),
            Value::Object(object) => {
                let members =
                    object.iter().map(|(key, node)| (key.name.to_string(), node.to_json()));
                serde_json::Value::Object(members.collect())
            }
        }
    }
}

impl Number {
    /// The integer, if this is one that fits.
    pub fn as_i64(&self) -> Option<i64> {
        match *self {
            Self::Signed(value) => Some(value),
            Self::Float(value) => whole(value),
            Self::Unsigned(_) | Self::Big(_) => None,
        }
    }

    /// The integer, if this is one that fits.
    pub fn as_u64(&self) -> Option<u64> {
        match *self {
            Self::Unsigned(value) => Some(value),
            _ => u64::try_from(self.as_i64()?).ok(),
        }
    }

    /// The number, or the double that is nearest to it.
    pub fn as_f64(&self) -> f64 {
        match self {
            Self::Signed(value) => *value as f64,
            Self::Unsigned(value) => *value as f64,
            Self::Float(value) => *value,
            // A `Big` is digits only, which every double can stand for, if as an infinity.
            Self::Big(digits) => digits.parse().unwrap_or(f64::INFINITY).clamp(f64::MIN, f64::MAX),
        }
    }

    /// Whether the number has no fraction.
    pub fn is_integer(&self) -> bool {
        match self {
            Self::Signed(_) | Self::Unsigned(_) | Self::Big(_) => true,
            Self::Float(value) => value.fract() == 0.0,
        }
    }
}

/// The integer that a double stands for exactly.
pub(super) fn whole(value: f64) -> Option<i64> {
    // 2^53: up to here every integer has a double of its own.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (value.fract() == 0.0 && value.abs() <= EXACT).then_some(value as i64)
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signed(value) => value.fmt(f),
            Self::Unsigned(value) => value.fmt(f),
            Self::Float(value) => value.fmt(f),
            Self::Big(digits) => digits.fmt(f),
        }
    }
}
