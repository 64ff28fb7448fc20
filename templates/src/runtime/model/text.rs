//! Strings with constraints, which hold when a value is made.
//!
//! A value that is read from a server is not checked: an API may send what its
//! own description does not allow, and that must not make a response
//! unreadable.

use std::fmt;

/// What a string must be like.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Constraints {
    min_length: Option<usize>,
    max_length: Option<usize>,
}

impl Constraints {
    /// Any string will do.
    pub(crate) const fn new() -> Self {
        Self { min_length: None, max_length: None }
    }

    /// The fewest characters.
    pub(crate) const fn min_length(mut self, characters: usize) -> Self {
        self.min_length = Some(characters);
        self
    }

    /// The most characters.
    pub(crate) const fn max_length(mut self, characters: usize) -> Self {
        self.max_length = Some(characters);
        self
    }

    /// Whether a string is within the limits.
    pub(super) fn hold(&self, value: &str) -> bool {
        self.check("", value).is_ok()
    }

    /// Checks a value of the type `name`.
    pub(crate) fn check(&self, name: &'static str, value: &str) -> Result<(), InvalidValue> {
        let length = value.chars().count();
        let reason = match (self.min_length, self.max_length) {
            (Some(least), _) if length < least => Reason::TooShort { length, least },
            (_, Some(most)) if length > most => Reason::TooLong { length, most },
            _ => return Ok(()),
        };
        Err(InvalidValue { name, reason })
    }
}

/// A string is no value of a type with constraints.
///
/// The message leaves out the string, which may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidValue {
    name: &'static str,
    reason: Reason,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Reason {
    TooShort { length: usize, least: usize },
    TooLong { length: usize, most: usize },
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name;
        match self.reason {
            Reason::TooShort { length, least } => {
                write!(f, "{name} has at least {}, but this has {length}", characters(least))
            }
            Reason::TooLong { length, most } => {
                write!(f, "{name} has at most {}, but this has {length}", characters(most))
            }
        }
    }
}

impl std::error::Error for InvalidValue {}

fn characters(count: usize) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} character{ending}")
}

/// Implements a `struct Name(String)` that has a `const CONSTRAINTS: Constraints`.
macro_rules! text {
    ($name:ident) => {
        impl $name {
            /// The string.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The string.
            #[must_use]
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::runtime::model::InvalidValue;

            fn try_from(value: String) -> Result<Self, Self::Error> {
                Self::CONSTRAINTS.check(stringify!($name), &value)?;
                Ok(Self(value))
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $crate::runtime::model::InvalidValue;

            fn try_from(value: &str) -> Result<Self, Self::Error> {
                Self::try_from(value.to_owned())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::runtime::model::InvalidValue;

            fn from_str(value: &str) -> Result<Self, <Self as ::std::str::FromStr>::Err> {
                Self::try_from(value.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                <String as ::serde::Deserialize>::deserialize(from).map(Self)
            }
        }

        impl $crate::runtime::model::ModelPart for $name {
            const KIND: $crate::runtime::model::Kind =
                $crate::runtime::model::Kind::Limited(&Self::CONSTRAINTS);
        }
    };
}
pub(crate) use text;
