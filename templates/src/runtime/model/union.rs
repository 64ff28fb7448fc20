//! Unions: values of one of several types.
//!
//! A union keeps the text of its value, looks at it, and reads the one branch that it takes. Unions
//! in it find the same text being read, so that no part is looked at more often than once a type.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::{
    Deserialize,
    de::{
        self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, Unexpected, VariantAccess,
        Visitor,
    },
    ser::Serializer,
};
use serde_json::Value;

use super::{
    fit::Reading,
    handover::{AS_TEXT, AT_PLACE},
    kind::{BranchKind, Kind, UnionKind},
    part::{ModelPart, part},
    place::Handover,
};

/// An enum with a variant a branch, and `Unknown(Value)` for what fits none.
pub(crate) trait Union: Sized {
    /// The property that says which branch a value is, where there is one.
    const TAG: Option<&'static str>;

    /// Makes the variant for what fits none of the branches.
    const UNKNOWN: fn(Value) -> Self;

    /// Shows each branch in turn.
    fn branches<B: Branches<Self>>(to: B) -> B;

    /// Writes what the value holds.
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error>;
}

/// What is done with the branches of a union.
pub(crate) trait Branches<U>: Sized {
    /// Takes a branch; `tags` are the values of the tag that mean it.
    fn branch<T: ModelPart>(self, tags: &'static [&'static str], make: fn(T) -> U) -> Self;
}

impl<U> Branches<U> for Vec<BranchKind> {
    fn branch<T: ModelPart>(mut self, tags: &'static [&'static str], _: fn(T) -> U) -> Self {
        self.push(BranchKind { tags, kind: T::KIND });
        self
    }
}

/// What the values of a union look like.
pub(crate) const fn union_kind<U: Union>() -> Kind {
    Kind::Union(describe::<U>)
}

fn describe<U: Union>() -> UnionKind {
    UnionKind { id: std::any::type_name::<U>(), tag: U::TAG, branches: || U::branches(Vec::new()) }
}

/// Reads a union.
pub(crate) fn read_union<'de, U: Union, D: Deserializer<'de>>(from: D) -> Result<U, D::Error> {
    from.deserialize_newtype_struct(AS_TEXT, UnionVisitor(PhantomData))
}

struct UnionVisitor<U>(PhantomData<U>);

impl<U: Union> UnionVisitor<U> {
    /// Reads the union from the text of its value.
    fn read<E: de::Error>(self, text: &str) -> Result<U, E> {
        let Some(reading) = Reading::new(text) else {
            return Err(E::custom("lists and objects lie too deep in each other"));
        };
        reading.know(describe::<U>());
        let place = reading.root();
        self.visit_map(Handover { place, is_named: false }).map_err(E::custom)
    }
}

impl<'de, U: Union> Visitor<'de> for UnionVisitor<U> {
    type Value = U;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    /// From a format that is not JSON.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<U, D::Error> {
        self.read(&Value::deserialize(from)?.to_string())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<U, A::Error> {
        match map.next_key::<String>()?.as_deref() {
            Some(AS_TEXT) => {
                let text = map.next_value_seed(Text)?;
                self.read(&text)
            }
            // The value of a place can be read more than once.
            Some(AT_PLACE) => match map.next_value_seed(Chosen(self.0)) {
                Ok(value) => Ok(value),
                Err(_) => map.next_value().map(U::UNKNOWN),
            },
            _ => Err(de::Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}

/// Reads a string, without a copy of it where it can be borrowed.
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

/// Reads the branch that is taken.
struct Chosen<U>(PhantomData<U>);

impl<'de, U: Union> DeserializeSeed<'de> for Chosen<U> {
    type Value = U;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<U, D::Error> {
        from.deserialize_enum(std::any::type_name::<U>(), &[], self)
    }
}

impl<'de, U: Union> Visitor<'de> for Chosen<U> {
    type Value = U;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a branch")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<U, A::Error> {
        let (branch, value) = data.variant::<u32>()?;
        let read = U::branches(ReadBranch { left: branch, value: Some(value), read: None }).read;
        read.unwrap_or_else(|| Err(de::Error::custom("there is no such branch")))
    }
}

/// Reads one of the branches.
struct ReadBranch<U, V, E> {
    /// How many branches come before it.
    left: u32,
    value: Option<V>,
    read: Option<Result<U, E>>,
}

impl<'de, U, V: VariantAccess<'de>> Branches<U> for ReadBranch<U, V, V::Error> {
    fn branch<T: ModelPart>(mut self, _: &'static [&'static str], make: fn(T) -> U) -> Self {
        if self.left > 0 {
            self.left -= 1;
        } else if let Some(value) = self.value.take() {
            self.read = Some(value.newtype_variant_seed(part::<T>()).map(make));
        }
        self
    }
}

/// Implements `Serialize` and `Deserialize` for a [`Union`].
macro_rules! union {
    ($name:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::runtime::model::read_union(from)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::model::Union::write(self, to)
            }
        }

        impl $crate::runtime::model::ModelPart for $name {
            const KIND: $crate::runtime::model::Kind = $crate::runtime::model::union_kind::<Self>();
        }
    };
}
pub(crate) use union;
