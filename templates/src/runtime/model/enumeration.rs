//! Enums that keep a value that they do not know.

/// An enum of integers whose last variant is `Unknown`, with such an integer.
pub(crate) trait IntegerEnum: KeepsNumber + Clone + PartialEq + 'static {
    /// The known values, each with its number on the wire.
    const VALUES: &'static [(Self::Number, Self)];
}

/// A type with a variant `Unknown` for a number.
pub(crate) trait KeepsNumber: Sized {
    /// What the numbers are: `i64`, and `u64` or `i128` where a known one is beyond that.
    type Number: Copy + Default + PartialEq + Into<i128> + 'static;

    /// The value for a number that no known value has.
    fn unknown(number: Self::Number) -> Self;

    /// The number of an unknown value.
    fn as_unknown(&self) -> Option<Self::Number>;
}

/// The number of a value on the wire.
pub(crate) fn number_of<E: IntegerEnum>(value: &E) -> E::Number {
    let known = || E::VALUES.iter().find(|(_, known)| known == value).map(|(number, _)| *number);
    value.as_unknown().or_else(known).unwrap_or_default()
}

/// The value of a number.
pub(crate) fn from_number<E: IntegerEnum>(number: E::Number) -> E {
    let known = E::VALUES.iter().find(|(known, _)| *known == number);
    known.map_or_else(|| E::unknown(number), |(_, value)| value.clone())
}

/// The known numbers.
pub(crate) fn numbers<E: IntegerEnum>() -> Vec<i128> {
    E::VALUES.iter().map(|(number, _)| (*number).into()).collect()
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

        impl $crate::runtime::model::ModelPart for $name {
            const KIND: $crate::runtime::model::Kind =
                $crate::runtime::model::Kind::Texts(&[$($text),*]);
        }
    };
}

/// Implements what an [`IntegerEnum`] offers. The numbers are of the type `i64`, if no other one is
/// said.
macro_rules! integer_enum {
    ($name:ident) => {
        $crate::runtime::model::integer_enum!($name, i64, as_i64);
    };
    ($name:ident, u64) => {
        $crate::runtime::model::integer_enum!($name, u64, as_u64);
    };
    ($name:ident, i128) => {
        $crate::runtime::model::integer_enum!($name, i128, as_i128);
    };
    ($name:ident, $number:ty, $as_number:ident) => {
        impl $name {
            /// The number on the wire.
            #[must_use]
            pub fn $as_number(&self) -> $number {
                $crate::runtime::model::number_of(self)
            }
        }

        impl $crate::runtime::model::KeepsNumber for $name {
            type Number = $number;

            fn unknown(number: $number) -> Self {
                Self::Unknown(number)
            }

            fn as_unknown(&self) -> Option<$number> {
                match self {
                    Self::Unknown(number) => Some(*number),
                    _ => None,
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.$as_number(), f)
            }
        }

        impl From<$number> for $name {
            fn from(number: $number) -> Self {
                $crate::runtime::model::from_number(number)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                ::serde::Serialize::serialize(&self.$as_number(), to)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                <$number as $crate::runtime::model::ModelPart>::read_value(from).map(Self::from)
            }
        }

        impl $crate::runtime::model::ModelPart for $name {
            const KIND: $crate::runtime::model::Kind =
                $crate::runtime::model::Kind::Numbers($crate::runtime::model::numbers::<Self>);
        }
    };
}

pub(crate) use {integer_enum, string_enum};
