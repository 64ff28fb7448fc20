//! What fields, items and branches may be: how such a value is read and written, and what it looks
//! like.
//!
//! Types of this crate are read and written as serde does it. For numbers and times that is not
//! enough: `5.0` is a whole number, and `NaN` must not become `null`.

use std::{collections::BTreeMap, fmt, marker::PhantomData};

use serde::{
    Serialize,
    de::{DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor},
    ser::{SerializeMap, SerializeSeq, SerializeTuple, Serializer},
};
use serde_json::{Map, Value};

use super::{
    kind::Kind,
    number::{WholeVisitor, read_big, read_float, write_float},
    time,
};

/// A value that is a part of another.
pub(crate) trait ModelPart: DeserializeOwned + Serialize {
    /// What the values look like.
    const KIND: Kind;

    /// Reads a value.
    #[inline]
    fn read_value<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::deserialize(from)
    }

    /// Writes it.
    #[inline]
    fn write_value<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.serialize(to)
    }
}

/// What the values of a type look like.
pub(crate) fn kind<T: ModelPart>() -> Kind {
    T::KIND
}

/// Reads a [`ModelPart`] where serde asks for a seed.
pub(crate) struct Read<T>(PhantomData<T>);

/// Reads a [`ModelPart`] where serde asks for a seed.
pub(crate) fn part<T>() -> Read<T> {
    Read(PhantomData)
}

impl<'de, T: ModelPart> DeserializeSeed<'de> for Read<T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        T::read_value(from)
    }
}

/// Writes a [`ModelPart`] where serde asks for something that it can write.
pub(crate) struct Written<'a, T>(pub(crate) &'a T);

impl<T: ModelPart> Serialize for Written<'_, T> {
    #[inline]
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write_value(to)
    }
}

macro_rules! plain_parts {
    ($($ty:ty => $kind:ident,)*) => {$(
        impl ModelPart for $ty {
            const KIND: Kind = Kind::$kind;
        }
    )*};
}

plain_parts! {
    Value => Any,
    () => Null,
    bool => Boolean,
    String => Text,
}

impl ModelPart for Map<String, Value> {
    const KIND: Kind = Kind::Map(kind::<Value>);
}

macro_rules! whole_parts {
    ($($ty:ident by $read:ident,)*) => {$(
        impl ModelPart for $ty {
            const KIND: Kind =
                Kind::Integer { least: $ty::MIN as i128, most: $ty::MAX as i128 };

            #[inline]
            fn read_value<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from.$read(WholeVisitor(PhantomData))
            }
        }
    )*};
}

whole_parts! {
    i32 by deserialize_i32,
    i64 by deserialize_i64,
    u64 by deserialize_u64,
}

impl ModelPart for i128 {
    const KIND: Kind = Kind::Integer { least: i128::MIN, most: i128::MAX };

    fn read_value<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read_big(from)
    }
}

impl ModelPart for f64 {
    const KIND: Kind = Kind::Number;

    #[inline]
    fn read_value<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read_float(from)
    }

    fn write_value<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        write_float(*self, to, |to| to.serialize_f64(*self))
    }
}

impl ModelPart for f32 {
    const KIND: Kind = Kind::Number;

    fn write_value<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        write_float(f64::from(*self), to, |to| to.serialize_f32(*self))
    }
}

impl ModelPart for jiff::Timestamp {
    const KIND: Kind = Kind::Format(time::is_date_time);

    fn read_value<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        time::read(from, "a date and time, as RFC 3339 writes it", time::date_time)
    }

    fn write_value<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        time::write_date_time(*self, to)
    }
}

impl ModelPart for jiff::civil::Date {
    const KIND: Kind = Kind::Format(time::is_date);

    fn read_value<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        time::read(from, "a date, as RFC 3339 writes it", time::date)
    }
}

impl ModelPart for jiff::civil::DateTime {
    const KIND: Kind = Kind::Format(|text| time::civil_date_time(text).is_ok());

    fn read_value<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        time::read(from, "a date and time without an offset from UTC", time::civil_date_time)
    }
}

impl<T: ModelPart> ModelPart for Box<T> {
    const KIND: Kind = T::KIND;

    fn read_value<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::read_value(from).map(Self::new)
    }

    fn write_value<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.as_ref().write_value(to)
    }
}

impl<T: ModelPart> ModelPart for Option<T> {
    const KIND: Kind = Kind::Optional(kind::<T>);

    #[inline]
    fn read_value<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_option(Visit("a value or null", PhantomData::<Self>))
    }

    #[inline]
    fn write_value<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => to.serialize_some(&Written(value)),
            None => to.serialize_none(),
        }
    }
}

impl<T: ModelPart> ModelPart for Vec<T> {
    const KIND: Kind = Kind::List(kind::<T>);

    fn read_value<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(Visit("a sequence", PhantomData::<Self>))
    }

    fn write_value<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(Some(self.len()))?;
        self.iter().try_for_each(|item| list.serialize_element(&Written(item)))?;
        list.end()
    }
}

impl<T: ModelPart> ModelPart for BTreeMap<String, T> {
    const KIND: Kind = Kind::Map(kind::<T>);

    fn read_value<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Visit("a map", PhantomData::<Self>))
    }

    fn write_value<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.len()))?;
        self.iter().try_for_each(|(key, value)| map.serialize_entry(key, &Written(value)))?;
        map.end()
    }
}

/// Takes what a type is made of: the words say what it expects.
struct Visit<T>(&'static str, PhantomData<T>);

impl<'de, T: ModelPart> Visitor<'de> for Visit<Option<T>> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Option<T>, D::Error> {
        T::read_value(from).map(Some)
    }
}

/// The most bytes that are set aside for items before they are there: what a sender says of their
/// number need not be true.
const AHEAD: usize = 1 << 20;

impl<'de, T: ModelPart> Visitor<'de> for Visit<Vec<T>> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let most = AHEAD / size_of::<T>().max(1);
        let mut all = Vec::with_capacity(items.size_hint().unwrap_or(0).min(most));
        while let Some(item) = items.next_element_seed(part::<T>())? {
            all.push(item);
        }
        Ok(all)
    }
}

impl<'de, T: ModelPart> Visitor<'de> for Visit<BTreeMap<String, T>> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut all = BTreeMap::new();
        while let Some(key) = map.next_key()? {
            all.insert(key, map.next_value_seed(part::<T>())?);
        }
        Ok(all)
    }
}

macro_rules! tuple_parts {
    ($len:literal: $($item:ident $place:tt),*) => {
        impl<$($item: ModelPart),*> ModelPart for ($($item,)*) {
            const KIND: Kind = Kind::Tuple(|| vec![$($item::KIND),*]);

            fn read_value<'de, DE: Deserializer<'de>>(from: DE) -> Result<Self, DE::Error> {
                from.deserialize_tuple(
                    $len,
                    Visit(concat!("a tuple of size ", $len), PhantomData::<Self>),
                )
            }

            fn write_value<SE: Serializer>(&self, to: SE) -> Result<SE::Ok, SE::Error> {
                let mut list = to.serialize_tuple($len)?;
                $(list.serialize_element(&Written(&self.$place))?;)*
                list.end()
            }
        }

        impl<'de, $($item: ModelPart),*> Visitor<'de> for Visit<($($item,)*)> {
            type Value = ($($item,)*);

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.0)
            }

            fn visit_seq<AC: SeqAccess<'de>>(self, mut items: AC) -> Result<Self::Value, AC::Error> {
                Ok(($(match items.next_element_seed(part::<$item>())? {
                    Some(item) => item,
                    None => return Err(serde::de::Error::invalid_length($place, &self)),
                },)*))
            }
        }
    };
}

tuple_parts!(1: A 0);
tuple_parts!(2: A 0, B 1);
tuple_parts!(3: A 0, B 1, C 2);
tuple_parts!(4: A 0, B 1, C 2, D 3);
tuple_parts!(5: A 0, B 1, C 2, D 3, E 4);
tuple_parts!(6: A 0, B 1, C 2, D 3, E 4, F 5);
tuple_parts!(7: A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple_parts!(8: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
tuple_parts!(9: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
tuple_parts!(10: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
tuple_parts!(11: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
tuple_parts!(12: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);
