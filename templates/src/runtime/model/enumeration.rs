//! Enums that keep a value that they do not know.

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

/// Implements what an enum of strings offers, from the text of each variant on the wire. The last
/// variant is `Unknown(String)`.
///
/// Big APIs have thousands of such enums, and a compiler takes its time for each impl. So there is
/// one way into a value and one out of it, and the derived forms of `PartialEq` and `Hash`, which
/// take the longest, are replaced by those of the text.
macro_rules! string_enum {
    ($name:ident { $($variant:ident = $text:literal,)* }) => {
        impl $name {
            /// The text on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::Unknown(text.to_owned()),
                }
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $name {}

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, to: &mut H) {
                self.as_str().hash(to);
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
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
