//! How a struct of this crate is read from and written to a map such as a
//! JSON object.
//!
//! A struct states its wire names once, in [`Record::KEYS`], and lists its
//! fields in that order in [`Record::read`] and [`Record::write`]. Everything
//! else (unknown, missing and repeated keys, old names, null) is done here,
//! once for all structs. That keeps the code of each struct short to read and
//! quick to compile.

use serde::de::MapAccess;

use super::{Output, Reader, Writer};

/// A struct that is read from and written to a map.
pub(crate) trait Record: Sized {
    /// The name of the struct, for error messages.
    const NAME: &'static str;

    /// The wire names of the fields, in the order in which [`read`](Self::read)
    /// and [`write`](Self::write) list the fields.
    const KEYS: &'static [&'static str];

    /// Old names that are still read, each with the present one of
    /// [`KEYS`](Self::KEYS). They are never written.
    const OLD_KEYS: &'static [(&'static str, &'static str)] = &[];

    /// Whether unknown keys are kept, in a field that `read` and `write` pass
    /// to `rest`.
    const OPEN: bool = false;

    /// Starts with a value that has a placeholder in each required field, and
    /// passes each field to `from` for as long as that asks for
    /// [`more`](Reader::more). The value is given out only if each required
    /// field was read.
    fn read<'de, A: MapAccess<'de>>(from: &mut Reader<'de, A>) -> Self;

    /// Passes each field to `to`.
    fn write<O: Output>(&self, to: &mut Writer<O>);
}

/// Implements `Serialize` and `Deserialize` for types that are [`Record`]s.
macro_rules! record {
    ($($name:ident),+ $(,)?) => {$(
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::runtime::model::deserialize(from)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::model::serialize(self, to)
            }
        }
    )+};
}
pub(crate) use record;
