//! The keys of records.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, Visitor};

use super::names::Names;

/// Which of the [`Names`] a key is: a small number, since a record has many keys.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Found(usize);

impl Found {
    /// A key that has no field.
    const UNKNOWN: Self = Self(usize::MAX);

    /// The place of the field in [`Names::keys`], unless it has none.
    #[inline]
    pub(super) fn place(self, names: &Names) -> Option<usize> {
        if self.0 < names.keys.len() { Some(self.0) } else { self.place_of_old(names) }
    }

    #[cold]
    fn place_of_old(self, names: &Names) -> Option<usize> {
        let (_, present) = names.old_keys.get(self.0.checked_sub(names.keys.len())?)?;
        names.keys.iter().position(|name| name == present)
    }

    /// The name under which it came.
    #[cold]
    pub(super) fn name(self, names: &'static Names) -> &'static str {
        let old = || Some(names.old_keys.get(self.0.checked_sub(names.keys.len())?)?.0);
        names.keys.get(self.0).copied().or_else(old).unwrap_or_default()
    }
}

/// Finds a key in [`Names`] as it is read, without a copy of it.
pub(super) struct KeySeed<'a> {
    pub(super) names: &'static Names,
    /// The place where it most likely is.
    pub(super) guess: usize,
    /// Where an unknown key is put, if the record keeps them.
    pub(super) rest: Option<&'a mut String>,
}

impl KeySeed<'_> {
    #[inline]
    fn find(&self, key: &str) -> Found {
        let keys = self.names.keys;
        if keys.get(self.guess).is_some_and(|name| *name == key) {
            return Found(self.guess);
        }
        match keys.iter().position(|name| *name == key) {
            Some(place) => Found(place),
            None => self.find_old(key),
        }
    }

    #[cold]
    fn find_old(&self, key: &str) -> Found {
        let old = self.names.old_keys.iter().position(|(old, _)| *old == key);
        old.map_or(Found::UNKNOWN, |place| Found(self.names.keys.len() + place))
    }
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Found;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Found, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for KeySeed<'_> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("field identifier")
    }

    #[inline]
    fn visit_str<E: de::Error>(self, key: &str) -> Result<Found, E> {
        let found = self.find(key);
        if found == Found::UNKNOWN
            && let Some(rest) = self.rest
        {
            key.clone_into(rest);
        }
        Ok(found)
    }

    fn visit_bytes<E: de::Error>(self, key: &[u8]) -> Result<Found, E> {
        match std::str::from_utf8(key) {
            Ok(key) => self.visit_str(key),
            Err(_) if self.rest.is_some() => {
                Err(E::invalid_value(de::Unexpected::Bytes(key), &self))
            }
            Err(_) => Ok(Found::UNKNOWN),
        }
    }
}
