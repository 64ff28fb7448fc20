//! Strings with constraints, which hold when a value is made.
//!
//! A value that is read from a server is not checked: an API may send what its
//! own description does not allow, and that must not make a response
//! unreadable.

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
