//! The keys of records.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, Visitor};

/// A set of places in [`Record::KEYS`].
pub(super) struct Seen {
    low: u64,
    /// The places from 64 on, which few structs have.
    high: Vec<u64>,
}

impl Seen {
    pub(super) fn new(len: usize) -> Self {
        Self { low: 0, high: vec![0; len.saturating_sub(1) / 64] }
    }

    fn word(&mut self, place: usize) -> &mut u64 {
        match (place / 64).checked_sub(1) {
            None => &mut self.low,
            Some(i) => self.high.get_mut(i).unwrap_or(&mut self.low),
        }
    }

    /// Adds a place. False if it was there.
    #[inline]
    pub(super) fn add(&mut self, place: usize) -> bool {
        let bit = 1 << (place % 64);
        let word = self.word(place);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    #[inline]
    pub(super) fn has(&self, place: usize) -> bool {
        let word = match (place / 64).checked_sub(1) {
            None => self.low,
            Some(i) => self.high.get(i).copied().unwrap_or_default(),
        };
        word & (1 << (place % 64)) != 0
    }
}

/// A key of a map.
pub(super) enum Key {
    /// The place of the field in `keys`, and that of the name in `keys` and
    /// `old_keys`.
    Known { place: usize, name: usize },
    /// The key, if the record keeps unknown keys.
    Unknown(Option<String>),
}

/// Finds a key in [`Record::KEYS`] as it is read, without a copy of it.
pub(super) struct KeySeed {
    pub(super) keys: &'static [&'static str],
    pub(super) old_keys: &'static [(&'static str, &'static str)],
    pub(super) guess: usize,
    pub(super) open: bool,
}

impl KeySeed {
    #[inline]
    fn find(&self, key: &str) -> Option<Key> {
        if self.keys.get(self.guess).is_some_and(|&name| name == key) {
            return Some(Key::Known { place: self.guess, name: self.guess });
        }
        match self.keys.iter().position(|&name| name == key) {
            Some(place) => Some(Key::Known { place, name: place }),
            None => self.find_old(key),
        }
    }

    fn find_old(&self, key: &str) -> Option<Key> {
        let index = self.old_keys.iter().position(|(old, _)| *old == key)?;
        let (_, present) = self.old_keys.get(index)?;
        let place = self.keys.iter().position(|name| name == present)?;
        Some(Key::Known { place, name: self.keys.len() + index })
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
            None => Key::Unknown(self.open.then(|| key.to_owned())),
        })
    }

    fn visit_bytes<E: de::Error>(self, key: &[u8]) -> Result<Key, E> {
        match std::str::from_utf8(key) {
            Ok(key) => self.visit_str(key),
            Err(_) if self.open => Err(E::invalid_value(de::Unexpected::Bytes(key), &self)),
            Err(_) => Ok(Key::Unknown(None)),
        }
    }
}
