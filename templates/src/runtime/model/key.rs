//! The keys of records.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, Visitor};

use super::Names;

/// A key of a map.
pub(super) enum Key {
    /// The place of the field in [`Names::keys`], and the name under which it came.
    Known { place: usize, name: &'static str },
    /// The key, if the record keeps unknown keys.
    Unknown(Option<String>),
}

/// Finds a key in [`Names`] as it is read, without a copy of it.
pub(super) struct KeySeed {
    pub(super) names: &'static Names,
    /// The place where it most likely is.
    pub(super) guess: usize,
    /// Whether unknown keys are kept.
    pub(super) keep: bool,
}

impl KeySeed {
    #[inline]
    fn find(&self, key: &str) -> Option<Key> {
        let keys = self.names.keys;
        if let Some(&name) = keys.get(self.guess)
            && name == key
        {
            return Some(Key::Known { place: self.guess, name });
        }
        match keys.iter().enumerate().find(|(_, name)| **name == key) {
            Some((place, &name)) => Some(Key::Known { place, name }),
            None => self.find_old(key),
        }
    }

    fn find_old(&self, key: &str) -> Option<Key> {
        let &(name, present) = self.names.old_keys.iter().find(|(old, _)| *old == key)?;
        let place = self.names.keys.iter().position(|name| *name == present)?;
        Some(Key::Known { place, name })
    }
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Key, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("field identifier")
    }

    #[inline]
    fn visit_str<E: de::Error>(self, key: &str) -> Result<Key, E> {
        Ok(match self.find(key) {
            Some(key) => key,
            None => Key::Unknown(self.keep.then(|| key.to_owned())),
        })
    }

    fn visit_bytes<E: de::Error>(self, key: &[u8]) -> Result<Key, E> {
        match std::str::from_utf8(key) {
            Ok(key) => self.visit_str(key),
            Err(_) if self.keep => Err(E::invalid_value(de::Unexpected::Bytes(key), &self)),
            Err(_) => Ok(Key::Unknown(None)),
        }
    }
}
