//! Enums that keep a value that they do not know.

/// An enum of strings whose last variant is `Unknown(String)`.
pub(crate) trait StringEnum: KeepsText + Clone + PartialEq + 'static {
    /// The known values, each with its text on the wire.
    const VALUES: &'static [(&'static str, Self)];
}

/// A type with a variant `Unknown(String)`.
pub(crate) trait KeepsText: Sized {
    /// The value for a text that no known value has.
    fn unknown(text: String) -> Self;

    /// The text of an unknown value.
    fn as_unknown(&self) -> Option<&str>;
}

/// The text of a value on the wire.
pub(crate) fn text_of<E: StringEnum>(value: &E) -> &str {
    let known = || E::VALUES.iter().find(|(_, known)| known == value).map(|(text, _)| *text);
    value.as_unknown().or_else(known).unwrap_or_default()
}

fn known<E: StringEnum>(text: &str) -> Option<E> {
    E::VALUES.iter().find(|(known, _)| *known == text).map(|(_, value)| value.clone())
}

/// The value of a text.
pub(crate) fn from_text<E: StringEnum>(text: &str) -> E {
    known(text).unwrap_or_else(|| E::unknown(text.to_owned()))
}

/// The value of a text, which an unknown one keeps.
pub(crate) fn from_string<E: StringEnum>(text: String) -> E {
    known(&text).unwrap_or_else(|| E::unknown(text))
}

/// An enum of integers whose last variant is `Unknown(i64)`.
pub(crate) trait IntegerEnum: KeepsNumber + Clone + PartialEq + 'static {
    /// The known values, each with its number on the wire.
    const VALUES: &'static [(i64, Self)];
}

/// A type with a variant `Unknown(i64)`.
pub(crate) trait KeepsNumber: Sized {
    /// The value for a number that no known value has.
    fn unknown(number: i64) -> Self;

    /// The number of an unknown value.
    fn as_unknown(&self) -> Option<i64>;
}

/// The number of a value on the wire.
pub(crate) fn number_of<E: IntegerEnum>(value: &E) -> i64 {
    let known = || E::VALUES.iter().find(|(_, known)| known == value).map(|(number, _)| *number);
    value.as_unknown().or_else(known).unwrap_or_default()
}

/// The value of a number.
pub(crate) fn from_number<E: IntegerEnum>(number: i64) -> E {
    let known = E::VALUES.iter().find(|(known, _)| *known == number);
    known.map_or_else(|| E::unknown(number), |(_, value)| value.clone())
}

/// Implements what a [`StringEnum`] offers. All of it is a call of a function that exists once.
macro_rules! string_enum {
    ($name:ident) => {
        impl $name {
            /// The text on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                $crate::runtime::model::text_of(self)
            }
        }

        impl $crate::runtime::model::KeepsText for $name {
            fn unknown(text: String) -> Self {
                Self::Unknown(text)
            }

            fn as_unknown(&self) -> Option<&str> {
                match self {
                    Self::Unknown(text) => Some(text),
                    _ => None,
                }
            }
        }

        impl $crate::runtime::model::Blank for $name {
            fn blank() -> Self {
                Self::Unknown(String::new())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                $crate::runtime::model::from_text(text)
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                $crate::runtime::model::from_string(text)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, <Self as ::std::str::FromStr>::Err> {
                Ok($crate::runtime::model::from_text(text))
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::runtime::model::read_text(from)
            }
        }
    };
}

/// Implements what an [`IntegerEnum`] offers.
macro_rules! integer_enum {
    ($name:ident) => {
        impl $name {
            /// The number on the wire.
            #[must_use]
            pub fn as_i64(&self) -> i64 {
                $crate::runtime::model::number_of(self)
            }
        }

        impl $crate::runtime::model::KeepsNumber for $name {
            fn unknown(number: i64) -> Self {
                Self::Unknown(number)
            }

            fn as_unknown(&self) -> Option<i64> {
                match self {
                    Self::Unknown(number) => Some(*number),
                    _ => None,
                }
            }
        }

        impl $crate::runtime::model::Blank for $name {
            fn blank() -> Self {
                Self::Unknown(0)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl From<i64> for $name {
            fn from(number: i64) -> Self {
                $crate::runtime::model::from_number(number)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_i64(self.as_i64())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                <i64 as ::serde::Deserialize>::deserialize(from).map(Self::from)
            }
        }
    };
}

pub(crate) use {integer_enum, string_enum};
