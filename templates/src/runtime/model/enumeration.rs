//! Enums that keep a value that they do not know.

/// An enum of strings whose last variant is `Unknown(String)`.
pub(crate) trait StringEnum: Sized + 'static {
    /// The known values, each with its text on the wire.
    const VALUES: &'static [(&'static str, Self)];
}

/// An enum of integers whose last variant is `Unknown(i64)`.
pub(crate) trait IntegerEnum: Sized + 'static {
    /// The known values, each with its number on the wire.
    const VALUES: &'static [(i64, Self)];
}

/// Implements what a [`StringEnum`] offers.
macro_rules! string_enum {
    ($name:ident) => {
        impl $name {
            /// The text on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                if let Self::Unknown(text) = self {
                    return text;
                }
                let mut known = <Self as $crate::runtime::model::StringEnum>::VALUES.iter();
                known
                    .find(|(_, value)| value == self)
                    .map_or("", |(text, _)| *text)
            }

            fn known(text: &str) -> Option<Self> {
                let mut known = <Self as $crate::runtime::model::StringEnum>::VALUES.iter();
                known
                    .find(|(known, _)| *known == text)
                    .map(|(_, value)| value.clone())
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
                Self::known(text).unwrap_or_else(|| Self::Unknown(text.to_owned()))
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::known(&text).unwrap_or(Self::Unknown(text))
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(text))
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
                if let Self::Unknown(number) = self {
                    return *number;
                }
                let mut known = <Self as $crate::runtime::model::IntegerEnum>::VALUES.iter();
                known
                    .find(|(_, value)| value == self)
                    .map_or(0, |(number, _)| *number)
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
                let mut known = <Self as $crate::runtime::model::IntegerEnum>::VALUES.iter();
                let value = known.find(|(known, _)| *known == number);
                value.map_or(Self::Unknown(number), |(_, value)| value.clone())
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
