//! How a struct of this crate is read from and written to a map such as a
//! JSON object.
//!
//! A struct states its fields with their wire names once, in a table. All else
//! (unknown, missing and repeated keys, old names, null) is done here, once for
//! all structs. That keeps the code of each struct short to read and quick to
//! compile.

use super::{
    fields::ReadFields,
    kind::{Kind, RecordKind},
    names::Names,
    table::{Record, WithFields},
};

/// What the values of a record look like.
pub(crate) const fn record_kind<T: Record>() -> Kind {
    Kind::Record(describe::<T>)
}

fn describe<T: Record>() -> RecordKind {
    struct Describe;

    impl<'de, T> WithFields<'de, T> for Describe {
        type Output = RecordKind;

        fn with<F: ReadFields<'de>>(self, names: &'static Names, _: fn(F) -> T) -> RecordKind {
            let id = std::any::type_name::<T>();
            RecordKind { id, names, field: F::kind, rest: F::rest() }
        }
    }

    T::fields(Describe)
}

/// Implements `Serialize` and `Deserialize` for a struct, from a table of its
/// fields and their wire names.
///
/// `field = "key"` is an `Option` that is left out where it is `None`. All else
/// has the name of its kind: `field = Required("key")`, and
/// `field = RequiredRenamed("key", "old key")` where old names are still read.
/// `field = Rest`, the last, keeps the unknown keys.
///
/// A tuple holds 16 fields. Of a struct with more, each 16 have a pair of braces.
///
/// Big APIs have thousands of structs, and a compiler takes its time for each
/// function and each call. So a struct has two functions with one call each.
macro_rules! record {
    ($name:ident { $(
        $field:ident = $($key:literal)? $($kind:ident $(($wire:literal $(, $old:literal)* $(,)?))?)?
    ),* $(,)? }) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::runtime::model::read(from)
            }
        }

        impl $crate::runtime::model::Record for $name {
            fn fields<'de, W: $crate::runtime::model::WithFields<'de, Self>>(with: W) -> W::Output {
                with.with(
                    &$crate::runtime::model::Names {
                        record: stringify!($name),
                        keys: &[$($($key,)? $($($wire,)?)?)*],
                        old_keys: &[$($($($(($old, $wire),)*)?)?)*],
                    },
                    |($($($crate::runtime::model::$kind)?($field),)*)| Self { $($field),* },
                )
            }
        }

        impl $crate::runtime::model::ModelPart for $name {
            const KIND: $crate::runtime::model::Kind =
                $crate::runtime::model::record_kind::<Self>();
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::model::write(
                    to,
                    stringify!($name),
                    &[$($($key,)? $($($wire,)?)?)*],
                    ($($($crate::runtime::model::$kind)?(&self.$field),)*),
                )
            }
        }
    };
    ($name:ident $({ $(
        $field:ident = $($key:literal)? $($kind:ident $(($wire:literal $(, $old:literal)* $(,)?))?)?
    ),* $(,)? })+) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::runtime::model::read(from)
            }
        }

        impl $crate::runtime::model::Record for $name {
            fn fields<'de, W: $crate::runtime::model::WithFields<'de, Self>>(with: W) -> W::Output {
                with.with(
                    &$crate::runtime::model::Names {
                        record: stringify!($name),
                        keys: &[$($($($key,)? $($($wire,)?)?)*)+],
                        old_keys: &[$($($($($(($old, $wire),)*)?)?)*)+],
                    },
                    |fields| {
                        $(let (
                            ($($($crate::runtime::model::$kind)?($field),)*),
                            fields,
                        ) = $crate::runtime::model::split(fields);)+
                        let () = fields;
                        Self { $($($field),*),+ }
                    },
                )
            }
        }

        impl $crate::runtime::model::ModelPart for $name {
            const KIND: $crate::runtime::model::Kind =
                $crate::runtime::model::record_kind::<Self>();
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::model::write(
                    to,
                    stringify!($name),
                    &[$($($($key,)? $($($wire,)?)?)*)+],
                    $crate::runtime::model::chain()
                        $(.and(($($($crate::runtime::model::$kind)?(&self.$field),)*)))+,
                )
            }
        }
    };
}
pub(crate) use record;
