//! Whether the body of an error says anything to a type.

use std::{cell::Cell, slice::Iter};

use serde::{
    de::{
        DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer as _,
        MapAccess, Visitor,
        value::{Error, StrDeserializer},
    },
    forward_to_deserialize_any,
};

use super::json::Json;

/// How many members of a body are looked at.
const MEMBERS: usize = 1000;

/// Whether a body has one of the properties that a type knows. A type that can do without each of
/// them is read from any object, and would tell nothing.
///
/// What is no object, and a type that has no properties of its own, are left to the reading.
pub(super) fn knows_a_part<T: DeserializeOwned>(body: &[u8]) -> bool {
    let Some(members) = Json::new(body).and_then(|json| json.members(MEMBERS)) else { return true };
    let known = Cell::new(true);
    // It always fails: nothing is read but names.
    let _ = T::deserialize(Probe { members: &members, known: &known });
    known.get()
}

/// Gives a type that has properties the names of a body, until it asks for the value of one.
#[derive(Clone, Copy)]
struct Probe<'a> {
    members: &'a [(String, Json<'a>)],
    known: &'a Cell<bool>,
}

fn end<T>() -> Result<T, Error> {
    Err(Error::custom("no more is asked for"))
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        end()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if fields.is_empty() {
            return end();
        }
        self.known.set(false);
        visitor.visit_map(Names { members: self.members.iter(), known: self.known })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

struct Names<'a> {
    members: Iter<'a, (String, Json<'a>)>,
    known: &'a Cell<bool>,
}

impl<'de> MapAccess<'de> for Names<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some((name, _)) = self.members.next() else { return Ok(None) };
        let name: StrDeserializer<'_, Error> = name.as_str().into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Member { known: self.known })
    }
}

/// A value that a type passes over where it does not know its name.
struct Member<'a> {
    known: &'a Cell<bool>,
}

impl<'de> Deserializer<'de> for Member<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        self.known.set(true);
        end()
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}
