//! The kinds of fields that a record has: how each is read and written.
//!
//! A field that may be left out is an `Option` and stands for itself. Any other
//! is wrapped in the name of its kind: its value where it is read, a reference
//! to it where it is written.

use std::collections::BTreeMap;

use serde::de::{self, MapAccess};

use super::{
    entry::{Entry, skip},
    kind::{FieldKind, Kind},
    output::Output,
    part::{ModelPart, part},
};

/// A field that must be there.
pub(crate) struct Required<T>(pub(crate) T);

/// An `Option<Option<_>>`: absent (`None`) and null (`Some(None)`) differ.
pub(crate) struct Nullable<T>(pub(crate) T);

/// An `Option` of any JSON: null is a value, and differs from absent.
pub(crate) struct Anything<T>(pub(crate) T);

/// As [`Required`], with old names that are still read.
pub(crate) struct RequiredRenamed<T>(pub(crate) T);

/// A field that may be absent or null, with old names that are still read.
pub(crate) struct OptionalRenamed<T>(pub(crate) T);

/// As [`Nullable`], with old names that are still read.
pub(crate) struct NullableRenamed<T>(pub(crate) T);

/// As [`Anything`], with old names that are still read.
pub(crate) struct AnythingRenamed<T>(pub(crate) T);

/// The unknown keys, in a map.
pub(crate) struct Rest<T>(pub(crate) T);

/// A field as it is read.
pub(crate) trait ReadField<'de>: Sized {
    /// What was read so far.
    type Slot: Default;

    /// What it holds.
    const KIND: FieldKind;

    /// What unknown keys hold, if the field keeps them instead of having one of its own.
    const REST: Option<Kind> = None;

    /// Whether the field keeps unknown keys.
    const KEEPS_REST: bool = Self::REST.is_some();

    /// Reads a value of the field.
    fn read<A: MapAccess<'de>>(slot: &mut Self::Slot, entry: Entry<'_, A>) -> Result<(), A::Error>;

    /// Reads the value of an unknown key.
    fn read_rest<A: MapAccess<'de>>(
        _: &mut Self::Slot,
        _: String,
        map: &mut A,
    ) -> Result<(), A::Error> {
        skip(map)
    }

    /// The field, unless it is missing.
    fn finish(slot: Self::Slot) -> Option<Self>;
}

impl<'de, T: ModelPart> ReadField<'de> for Required<T> {
    type Slot = Option<T>;

    const KIND: FieldKind = FieldKind { kind: T::KIND, required: true };

    #[inline]
    fn read<A: MapAccess<'de>>(slot: &mut Option<T>, entry: Entry<'_, A>) -> Result<(), A::Error> {
        entry.once(slot)
    }

    #[inline]
    fn finish(slot: Option<T>) -> Option<Self> {
        slot.map(Self)
    }
}

impl<'de, T: ModelPart> ReadField<'de> for Option<T> {
    type Slot = Option<Self>;

    const KIND: FieldKind = FieldKind { kind: T::KIND, required: false };

    #[inline]
    fn read<A: MapAccess<'de>>(
        slot: &mut Option<Self>,
        entry: Entry<'_, A>,
    ) -> Result<(), A::Error> {
        entry.once(slot)
    }

    #[inline]
    fn finish(slot: Option<Self>) -> Option<Self> {
        Some(slot.flatten())
    }
}

impl<'de, T: ModelPart> ReadField<'de> for Nullable<Option<Option<T>>> {
    type Slot = Option<Option<T>>;

    const KIND: FieldKind = FieldKind { kind: T::KIND, required: false };

    #[inline]
    fn read<A: MapAccess<'de>>(slot: &mut Self::Slot, entry: Entry<'_, A>) -> Result<(), A::Error> {
        entry.once(slot)
    }

    #[inline]
    fn finish(slot: Self::Slot) -> Option<Self> {
        Some(Self(slot))
    }
}

impl<'de, T: ModelPart> ReadField<'de> for Anything<Option<T>> {
    type Slot = Option<T>;

    const KIND: FieldKind = FieldKind { kind: T::KIND, required: false };

    #[inline]
    fn read<A: MapAccess<'de>>(slot: &mut Option<T>, entry: Entry<'_, A>) -> Result<(), A::Error> {
        entry.once(slot)
    }

    #[inline]
    fn finish(slot: Option<T>) -> Option<Self> {
        Some(Self(slot))
    }
}

/// A boolean that is a constant, which tells a branch of a union: one that must be there, and one
/// that may be absent.
macro_rules! constants {
    ($($only:tt: $required:ident $optional:ident,)*) => {$(
        #[doc = concat!("A field that is always `", $only, "`.")]
        pub(crate) struct $required<T>(pub(crate) T);

        #[doc = concat!("A field that is `", $only, "` or absent.")]
        pub(crate) struct $optional<T>(pub(crate) T);

        impl<'de> ReadField<'de> for $required<bool> {
            type Slot = Option<bool>;

            const KIND: FieldKind = FieldKind { kind: Kind::Only($only), required: true };

            fn read<A: MapAccess<'de>>(
                slot: &mut Self::Slot,
                entry: Entry<'_, A>,
            ) -> Result<(), A::Error> {
                entry.once(slot)
            }

            fn finish(slot: Self::Slot) -> Option<Self> {
                slot.map(Self)
            }
        }

        impl<'de> ReadField<'de> for $optional<Option<bool>> {
            type Slot = Option<Option<bool>>;

            const KIND: FieldKind = FieldKind { kind: Kind::Only($only), required: false };

            fn read<A: MapAccess<'de>>(
                slot: &mut Self::Slot,
                entry: Entry<'_, A>,
            ) -> Result<(), A::Error> {
                entry.once(slot)
            }

            fn finish(slot: Self::Slot) -> Option<Self> {
                Some(Self(slot.flatten()))
            }
        }

        written_always!($required);
        written_if_some!($optional);
    )*};
}

/// What was read of a field that has several names.
pub(crate) struct Renamed<T> {
    value: Option<T>,
    names: Vec<&'static str>,
}

impl<T> Default for Renamed<T> {
    fn default() -> Self {
        Self { value: None, names: Vec::new() }
    }
}

impl<T: PartialEq> Renamed<T> {
    /// Reads a value, and compares it with that of the other names. Where null
    /// is the same as absent, null yields to a value.
    fn read<'de, A>(
        &mut self,
        entry: Entry<'_, A>,
        is_absent: impl Fn(&T) -> bool,
    ) -> Result<(), A::Error>
    where
        T: ModelPart,
        A: MapAccess<'de>,
    {
        let name = entry.name();
        if self.names.contains(&name) {
            return Err(de::Error::duplicate_field(name));
        }
        self.names.push(name);
        let value = entry.map.next_value_seed(part::<T>())?;
        if is_absent(&value) {
            return Ok(());
        }
        match &self.value {
            Some(other) if *other != value => {
                let names: Vec<String> =
                    self.names.iter().map(|name| format!("`{name}`")).collect();
                let names = names.join(" and ");
                let message =
                    format_args!("{names} are names of one field, but their values differ");
                Err(de::Error::custom(message))
            }
            _ => {
                self.value = Some(value);
                Ok(())
            }
        }
    }
}

impl<'de, T: ModelPart + PartialEq> ReadField<'de> for RequiredRenamed<T> {
    type Slot = Renamed<T>;

    const KIND: FieldKind = FieldKind { kind: T::KIND, required: true };

    fn read<A: MapAccess<'de>>(slot: &mut Renamed<T>, entry: Entry<'_, A>) -> Result<(), A::Error> {
        slot.read(entry, |_| false)
    }

    fn finish(slot: Renamed<T>) -> Option<Self> {
        slot.value.map(Self)
    }
}

impl<'de, T: ModelPart + PartialEq> ReadField<'de> for OptionalRenamed<Option<T>> {
    type Slot = Renamed<Option<T>>;

    const KIND: FieldKind = FieldKind { kind: T::KIND, required: false };

    fn read<A: MapAccess<'de>>(slot: &mut Self::Slot, entry: Entry<'_, A>) -> Result<(), A::Error> {
        slot.read(entry, Option::is_none)
    }

    fn finish(slot: Self::Slot) -> Option<Self> {
        Some(Self(slot.value.flatten()))
    }
}

impl<'de, T: ModelPart + PartialEq> ReadField<'de> for NullableRenamed<Option<Option<T>>> {
    type Slot = Renamed<Option<T>>;

    const KIND: FieldKind = FieldKind { kind: T::KIND, required: false };

    fn read<A: MapAccess<'de>>(slot: &mut Self::Slot, entry: Entry<'_, A>) -> Result<(), A::Error> {
        slot.read(entry, |_| false)
    }

    fn finish(slot: Self::Slot) -> Option<Self> {
        Some(Self(slot.value))
    }
}

impl<'de, T: ModelPart + PartialEq> ReadField<'de> for AnythingRenamed<Option<T>> {
    type Slot = Renamed<T>;

    const KIND: FieldKind = FieldKind { kind: T::KIND, required: false };

    fn read<A: MapAccess<'de>>(slot: &mut Renamed<T>, entry: Entry<'_, A>) -> Result<(), A::Error> {
        slot.read(entry, |_| false)
    }

    fn finish(slot: Renamed<T>) -> Option<Self> {
        Some(Self(slot.value))
    }
}

impl<'de, T: ModelPart> ReadField<'de> for Rest<BTreeMap<String, T>> {
    type Slot = BTreeMap<String, T>;

    const KIND: FieldKind = FieldKind { kind: Kind::Any, required: false };

    const REST: Option<Kind> = Some(T::KIND);

    fn read<A: MapAccess<'de>>(_: &mut Self::Slot, entry: Entry<'_, A>) -> Result<(), A::Error> {
        skip(entry.map)
    }

    fn read_rest<A: MapAccess<'de>>(
        slot: &mut Self::Slot,
        key: String,
        map: &mut A,
    ) -> Result<(), A::Error> {
        if slot.contains_key(&key) {
            return Err(de::Error::custom(format_args!("duplicate field `{key}`")));
        }
        slot.insert(key, map.next_value_seed(part::<T>())?);
        Ok(())
    }

    fn finish(slot: Self::Slot) -> Option<Self> {
        Some(Self(slot))
    }
}

/// The wire names that are still to be written, in the order of the fields.
pub(crate) type Keys = std::slice::Iter<'static, &'static str>;

/// A field as it is written.
pub(crate) trait WriteField {
    /// Whether it keeps unknown keys, which it writes.
    const WRITES_REST: bool = false;

    /// How many keys it writes.
    fn count(&self) -> usize;

    /// Writes it, or says that it is left out.
    fn write<O: Output>(&self, keys: &mut Keys, to: &mut O) -> Result<(), O::Error>;
}

/// Writes a value that may be absent.
#[inline]
fn put<T: ModelPart, O: Output>(
    value: Option<&T>,
    keys: &mut Keys,
    to: &mut O,
) -> Result<(), O::Error> {
    match (keys.next(), value) {
        (Some(key), Some(value)) => to.field(key, value),
        (Some(key), None) => to.skip(key),
        (None, _) => Ok(()),
    }
}

impl<T: ModelPart> WriteField for &Option<T> {
    #[inline]
    fn count(&self) -> usize {
        usize::from(self.is_some())
    }

    #[inline]
    fn write<O: Output>(&self, keys: &mut Keys, to: &mut O) -> Result<(), O::Error> {
        put(self.as_ref(), keys, to)
    }
}

macro_rules! written_always {
    ($($kind:ident),*) => {$(
        impl<T: ModelPart> WriteField for $kind<&T> {
            #[inline]
            fn count(&self) -> usize {
                1
            }

            #[inline]
            fn write<O: Output>(&self, keys: &mut Keys, to: &mut O) -> Result<(), O::Error> {
                put(Some(self.0), keys, to)
            }
        }
    )*};
}

/// An absent value is left out; where `T` is an `Option` too, it may be null.
macro_rules! written_if_some {
    ($($kind:ident),*) => {$(
        impl<T: ModelPart> WriteField for $kind<&Option<T>> {
            #[inline]
            fn count(&self) -> usize {
                self.0.count()
            }

            #[inline]
            fn write<O: Output>(&self, keys: &mut Keys, to: &mut O) -> Result<(), O::Error> {
                self.0.write(keys, to)
            }
        }
    )*};
}

constants! {
    true: True MaybeTrue,
    false: False MaybeFalse,
}

written_always!(Required, RequiredRenamed);
written_if_some!(Nullable, Anything, OptionalRenamed, NullableRenamed, AnythingRenamed);

impl<T: ModelPart> WriteField for Rest<&BTreeMap<String, T>> {
    const WRITES_REST: bool = true;

    fn count(&self) -> usize {
        self.0.len()
    }

    fn write<O: Output>(&self, _: &mut Keys, to: &mut O) -> Result<(), O::Error> {
        to.rest(self.0)
    }
}
