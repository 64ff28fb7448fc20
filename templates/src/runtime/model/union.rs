//! Unions: values of one of several types.

use serde::{
    Deserialize, Serialize,
    de::{DeserializeOwned, Deserializer},
    ser::Serializer,
};
use serde_json::Value;

/// An enum with a variant a branch, and `Unknown(Value)` for what fits none.
pub(crate) trait Union: Sized {
    /// The property that says which branch a value is, where there is one.
    const TAG: Option<&'static str>;

    /// Tries each branch in turn.
    fn read(from: Branches<Self>) -> Self;

    /// Writes what the value holds.
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error>;
}

/// A value whose branch is being looked for.
///
/// A branch that the tag names is taken if the value fits it at all. Without a
/// tag, the branch is taken that keeps most of the value: the types leave out
/// properties that they do not know, so the first that fits may not be the one
/// that is meant.
pub(crate) struct Branches<U> {
    value: Value,
    tag: Option<&'static str>,
    best: Option<(usize, U)>,
}

impl<U> Branches<U> {
    /// Tries a branch; `tags` are the values of the tag that mean it.
    pub(crate) fn branch<T: DeserializeOwned + Serialize>(
        mut self,
        tags: &[&str],
        make: fn(T) -> U,
    ) -> Self {
        let named = self.tag.and_then(|tag| self.value.get(tag)).and_then(Value::as_str);
        let score = match named {
            Some(_) if tags.is_empty() => None,
            Some(name) if tags.contains(&name) => Some(usize::MAX),
            Some(_) => return self,
            None => None,
        };
        let least = self.best.as_ref().map(|(score, _)| *score);
        if least == Some(usize::MAX) {
            return self;
        }
        if let Ok(found) = T::deserialize(&self.value) {
            let score = score.unwrap_or_else(|| 1 + kept(&found, &self.value));
            if least.is_none_or(|least| score > least) {
                self.best = Some((score, make(found)));
            }
        }
        self
    }

    /// The branch that was found.
    pub(crate) fn or_unknown(self, unknown: fn(Value) -> U) -> U {
        match self.best {
            Some((_, found)) => found,
            None => unknown(self.value),
        }
    }
}

/// How many parts of a value a branch gives back as they were.
fn kept<T: Serialize>(found: &T, value: &Value) -> usize {
    fn same(left: &Value, right: &Value) -> usize {
        match (left, right) {
            (Value::Object(left), Value::Object(right)) => {
                right.iter().filter_map(|(key, value)| Some(1 + same(left.get(key)?, value))).sum()
            }
            (Value::Array(left), Value::Array(right)) => {
                left.iter().zip(right).map(|(left, right)| same(left, right)).sum()
            }
            _ => usize::from(left == right),
        }
    }
    serde_json::to_value(found).map_or(0, |again| same(&again, value))
}

/// Reads a union.
pub(crate) fn read_union<'de, U: Union, D: Deserializer<'de>>(from: D) -> Result<U, D::Error> {
    let value = Value::deserialize(from)?;
    Ok(U::read(Branches { value, tag: U::TAG, best: None }))
}

/// Implements `Serialize` and `Deserialize` for a [`Union`].
macro_rules! union {
    ($name:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::runtime::model::read_union(from)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::model::Union::write(self, to)
            }
        }
    };
}
pub(crate) use union;
