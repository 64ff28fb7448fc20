//! A tree as a source of serde's data model, without a value in between.

use std::fmt;

use serde::de::{
    self, DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

use super::tree::whole;
use super::{Iter, Node, Number, Value};
use crate::diagnostic::Location;

/// Why a tree is not what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeError {
    /// What is wrong, in serde's words.
    pub message: String,
    /// The innermost value that is known to be at fault. Types that hold back what they read
    /// until they know their shape, as untagged enums do, leave the value around it.
    pub location: Option<Location>,
}

impl TreeError {
    fn at(mut self, location: Location) -> Self {
        self.location.get_or_insert(location);
        self
    }
}

impl fmt::Display for TreeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for TreeError {}

impl de::Error for TreeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { message: message.to_string(), location: None }
    }
}

impl Node {
    /// Reads a value of another type from this tree.
    pub fn deserialize_into<'de, T: de::Deserialize<'de>>(&'de self) -> Result<T, TreeError> {
        T::deserialize(self)
    }

    fn visit<'de, V: Visitor<'de>>(&'de self, visitor: V) -> Result<V::Value, TreeError> {
        match &self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => visit_number(number, visitor),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => {
                let mut access = Items { items: items.iter() };
                let value = visitor.visit_seq(&mut access)?;
                match access.items.len() {
                    0 => Ok(value),
                    _ => Err(de::Error::invalid_length(items.len(), &"fewer items")),
                }
            }
            Value::Object(object) => {
                visitor.visit_map(Members { entries: object.iter(), value: None })
            }
        }
    }

    fn visit_integer<'de, V: Visitor<'de>>(&'de self, visitor: V) -> Result<V::Value, TreeError> {
        match &self.value {
            // `2.0` is an integer, as in JSON Schema.
            Value::Number(Number::Float(value)) => match whole(*value) {
                Some(value) => visitor.visit_i64(value),
                None => visitor.visit_f64(*value),
            },
            _ => self.visit(visitor),
        }
    }
}

fn visit_number<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, TreeError> {
    match number {
        Number::Signed(value) => visitor.visit_i64(*value),
        Number::Unsigned(value) => visitor.visit_u64(*value),
        Number::Float(_) | Number::Big(_) => visitor.visit_f64(number.as_f64()),
    }
}

macro_rules! integers {
    ($($method:ident)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
                self.visit_integer(visitor).map_err(|error| error.at(self.location))
            }
        )*
    };
}

impl<'de> de::Deserializer<'de> for &'de Node {
    type Error = TreeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        self.visit(visitor).map_err(|error| error.at(self.location))
    }

    integers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        let result = match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        };
        result.map_err(|error| error.at(self.location))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, TreeError> {
        visitor.visit_newtype_struct(self).map_err(|error| error.at(self.location))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TreeError> {
        let result = match &self.value {
            Value::String(name) => visitor.visit_enum(Variant { name, content: None }),
            Value::Object(object) if object.len() == 1 => object.iter().next().map_or_else(
                || Err(de::Error::custom("expected a variant")),
                |(key, content)| {
                    visitor.visit_enum(Variant { name: &key.name, content: Some(content) })
                },
            ),
            _ => Err(de::Error::custom("expected a string or a mapping with one key")),
        };
        result.map_err(|error: TreeError| error.at(self.location))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map
        struct identifier
    }
}

impl<'de> IntoDeserializer<'de, TreeError> for &'de Node {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

struct Items<'de> {
    items: std::slice::Iter<'de, Node>,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = TreeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, TreeError> {
        self.items.next().map(|item| seed.deserialize(item)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Members<'de> {
    entries: Iter<'de>,
    value: Option<&'de Node>,
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = TreeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, TreeError> {
        let Some((key, node)) = self.entries.next() else {
            return Ok(None);
        };
        self.value = Some(node);
        let name = de::value::BorrowedStrDeserializer::new(&key.name);
        seed.deserialize(name).map(Some).map_err(|error: TreeError| error.at(key.location))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, TreeError> {
        match self.value.take() {
            Some(node) => seed.deserialize(node),
            None => Err(de::Error::custom("a value was asked for before its key")),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}

struct Variant<'de> {
    name: &'de str,
    content: Option<&'de Node>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = TreeError;
    type Variant = Content<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Content<'de>), TreeError> {
        let name = de::value::BorrowedStrDeserializer::new(self.name);
        Ok((seed.deserialize(name)?, Content(self.content)))
    }
}

struct Content<'de>(Option<&'de Node>);

impl<'de> Content<'de> {
    fn required(self) -> Result<&'de Node, TreeError> {
        self.0.ok_or_else(|| de::Error::custom("the variant needs a value"))
    }
}

impl<'de> VariantAccess<'de> for Content<'de> {
    type Error = TreeError;

    fn unit_variant(self) -> Result<(), TreeError> {
        match self.0 {
            None => Ok(()),
            Some(node) if node.is_null() => Ok(()),
            Some(node) => {
                Err(TreeError::at(de::Error::custom("the variant has no value"), node.location))
            }
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, TreeError> {
        seed.deserialize(self.required()?)
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        _len: usize,
        visitor: V,
    ) -> Result<V::Value, TreeError> {
        de::Deserializer::deserialize_any(self.required()?, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TreeError> {
        de::Deserializer::deserialize_any(self.required()?, visitor)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;
    use crate::diagnostic::{Diagnostics, Sources};

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "lowercase")]
    enum Shape {
        Point,
        Circle(u8),
        Box { width: f64 },
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct All {
        text: String,
        none: Option<bool>,
        count: usize,
        ratio: f64,
        big: f64,
        shapes: Vec<Shape>,
        #[serde(flatten)]
        rest: BTreeMap<String, serde_json::Value>,
    }

    fn tree(text: &str) -> (Node, Sources) {
        let sources = Sources::new();
        let file = sources.add("a.yaml", text);
        let tree = super::super::parse(&sources, file, &Diagnostics::new()).unwrap();
        (tree, sources)
    }

    #[test]
    fn reads_what_serde_can_say() {
        let text = "text: a\nnone: ~\ncount: 2.0\nratio: 3\nbig: 99999999999999999999\n\
                    shapes: [point, {circle: 1}, {box: {width: 2}}]\nx-a: [1, {b: ~}]\n";
        let all: All = tree(text).0.deserialize_into().unwrap();
        let expected = All {
            text: "a".into(),
            none: None,
            count: 2,
            ratio: 3.0,
            big: 1e20,
            shapes: vec![Shape::Point, Shape::Circle(1), Shape::Box { width: 2.0 }],
            rest: [("x-a".to_owned(), serde_json::json!([1, {"b": null}]))].into(),
        };
        assert_eq!(all, expected);
    }

    #[test]
    fn errors_name_the_innermost_value() {
        let (tree, sources) = tree("a: [1, 2, three]\n");
        let error = BTreeMap::<String, Vec<u8>>::deserialize(&tree).unwrap_err();
        assert_eq!(sources.slice(error.location.unwrap()), "three");
    }

    #[test]
    fn reads_an_openapi_document() {
        let text = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n      \
                    responses:\n        200: {description: ok}\n";
        let api = openapiv3::OpenAPI::deserialize(&tree(text).0).unwrap();
        assert_eq!(api.operations().count(), 1);
    }
}
