//! Reading of a value from its place in a JSON text.

use std::borrow::Cow;

use serde::{
    de::{
        self, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
        Unexpected, VariantAccess, Visitor,
    },
    forward_to_deserialize_any,
};
use serde_json::Error;

use super::{
    fit::Reading,
    handover::{AS_TEXT, AT_PLACE},
    json::{Cursor, Shape},
    number::whole,
};

/// A value in a JSON text.
#[derive(Clone, Copy)]
pub(super) struct Place<'t> {
    pub(super) reading: &'t Reading<'t>,
    pub(super) part: u32,
}

impl Reading<'_> {
    /// The whole value.
    pub(super) fn root(&self) -> Place<'_> {
        Place { reading: self, part: 0 }
    }
}

impl<'t> Place<'t> {
    fn at(self, part: u32) -> Self {
        Self { part, ..self }
    }

    fn shape(self) -> Shape {
        self.reading.json.shape(self.part)
    }

    fn text(self) -> &'t str {
        self.reading.json.text(self.part)
    }

    /// Reads a whole number, however it is written; anything else as it is.
    fn whole<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        let number = match self.shape() {
            Shape::Number => whole(self.text()),
            _ => None,
        };
        let Some(number) = number else { return self.deserialize_any(visitor) };
        match (i64::try_from(number), u64::try_from(number)) {
            (Ok(number), _) => visitor.visit_i64(number),
            (_, Ok(number)) => visitor.visit_u64(number),
            _ => visitor.visit_i128(number),
        }
    }
}

macro_rules! whole_numbers {
    ($($name:ident)*) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.whole(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Place<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let text = self.text();
        match self.shape() {
            Shape::Null => visitor.visit_unit(),
            Shape::Boolean => visitor.visit_bool(text == "true"),
            Shape::Number => match text.parse::<i64>() {
                Ok(number) => visitor.visit_i64(number),
                Err(_) => match text.parse::<u64>() {
                    Ok(number) => visitor.visit_u64(number),
                    Err(_) => visitor.visit_f64(serde_json::from_str(text)?),
                },
            },
            Shape::Text => match self.reading.json.string(self.part) {
                Some(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
                Some(Cow::Owned(text)) => visitor.visit_string(text),
                None => visitor.visit_string(serde_json::from_str(text)?),
            },
            Shape::List => visitor.visit_seq(Inside::new(self)),
            Shape::Object => visitor.visit_map(Inside::new(self)),
        }
    }

    whole_numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.shape() {
            Shape::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    /// A union asks for its text, and gets its place: its value is being read already.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match name {
            AS_TEXT => visitor.visit_map(Handover { place: self, is_named: false }),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    /// The branch that the union of that name takes here.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        union: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.reading.known_union(union) {
            Some(kind) => {
                let branch = self.reading.decide(self.part, kind).branch;
                let branch =
                    branch.ok_or_else(|| de::Error::custom("it is none of the branches"))?;
                visitor.visit_enum(Taken { branch, place: self })
            }
            None => Err(de::Error::invalid_type(Unexpected::Enum, &visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map
        struct identifier
    }
}

/// A place that is given as a map with one entry, whose value can be read more than once.
pub(super) struct Handover<'t> {
    pub(super) place: Place<'t>,
    pub(super) is_named: bool,
}

impl<'de> MapAccess<'de> for Handover<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        if std::mem::replace(&mut self.is_named, true) {
            return Ok(None);
        }
        seed.deserialize(AT_PLACE.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(self.place)
    }
}

/// The branch that a union takes, and the value for it.
struct Taken<'t> {
    branch: u32,
    place: Place<'t>,
}

impl<'de> EnumAccess<'de> for Taken<'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        Ok((seed.deserialize(self.branch.into_deserializer())?, self))
    }
}

impl<'de> VariantAccess<'de> for Taken<'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self.place)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.place.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.place.deserialize_any(visitor)
    }
}

/// The parts of a list or of an object.
struct Inside<'t> {
    whole: Place<'t>,
    cursor: Cursor,
}

impl<'t> Inside<'t> {
    fn new(whole: Place<'t>) -> Self {
        Self { whole, cursor: whole.reading.json.first(whole.part) }
    }

    fn next(&mut self) -> Option<Place<'t>> {
        let part = self.cursor.next(&self.whole.reading.json)?;
        Some(self.whole.at(part))
    }
}

impl<'de> SeqAccess<'de> for Inside<'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        self.next().map(|item| seed.deserialize(item)).transpose()
    }
}

impl<'de> MapAccess<'de> for Inside<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        self.next().map(|key| seed.deserialize(key)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let value = self.next().ok_or_else(|| de::Error::custom("a key has no value"))?;
        seed.deserialize(value)
    }
}
