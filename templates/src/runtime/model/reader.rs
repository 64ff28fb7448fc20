//! Reading of records.

use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor};

use super::{
    entry::{Entry, skip},
    fields::ReadFields,
    key::KeySeed,
    names::Names,
    table::{Record, WithFields},
};

/// Reads a record.
pub(crate) fn read<'de, T: Record, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    T::fields(Reader(from))
}

/// Reads the fields of a record, and makes it of them.
struct Reader<D>(D);

impl<'de, T, D: Deserializer<'de>> WithFields<'de, T> for Reader<D> {
    type Output = Result<T, D::Error>;

    fn with<F: ReadFields<'de>>(self, names: &'static Names, make: fn(F) -> T) -> Self::Output {
        let visitor = RecordVisitor { names, make };
        if F::KEEPS_REST {
            // A deserializer may use the list of names that it is given for a
            // struct to leave out all other keys.
            self.0.deserialize_map(visitor)
        } else {
            self.0.deserialize_struct(names.record, names.keys, visitor)
        }
    }
}

struct RecordVisitor<T, F> {
    names: &'static Names,
    make: fn(F) -> T,
}

impl<'de, T, F: ReadFields<'de>> Visitor<'de> for RecordVisitor<T, F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "struct {}", self.names.record)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let names = self.names;
        let mut slots = F::slots();
        let mut unknown = String::new();
        // The keys mostly come in the order of the fields.
        let mut guess = 0;
        loop {
            let rest = F::KEEPS_REST.then_some(&mut unknown);
            let Some(found) = map.next_key_seed(KeySeed { names, guess, rest })? else { break };
            match found.place(names) {
                Some(place) => {
                    guess = place + 1;
                    F::read(&mut slots, place, Entry { map: &mut map, names, found })?;
                }
                None if F::KEEPS_REST => {
                    F::read_rest(&mut slots, std::mem::take(&mut unknown), &mut map)?;
                }
                None => skip(&mut map)?,
            }
        }
        match F::finish(slots) {
            Ok(fields) => Ok((self.make)(fields)),
            Err(place) => Err(missing(names, place)),
        }
    }
}

#[cold]
fn missing<E: de::Error>(names: &Names, place: usize) -> E {
    E::missing_field(names.keys.get(place).copied().unwrap_or_default())
}
