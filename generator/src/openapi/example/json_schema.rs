//! A schema of OpenAPI as one of JSON Schema 2020-12.
//!
//! Only what a validator has to know is kept, and only where it is what the specification says: a
//! keyword of the wrong kind says nothing. Words go, and so do formats but for those of which a
//! type is made.

use super::super::extension::ALIAS_OF;
use super::super::shape::bundled::{Bundled, Place};
use super::super::shape::grammar::Shape;
use super::super::shape::schema::TYPES;
use super::super::shape::{Keyword, Role};
use super::walk::Direction;
use crate::source::{Node, Object, Value as Source};
use serde_json::{Map, Number, Value, json};
use std::collections::HashMap;

/// The address of the schemas that references lead to.
pub(super) const REFERRED: &str = "schemas:///referred";

/// How deep schemas may lie in each other.
const MAX_DEPTH: usize = 128;

/// Translates schemas, and keeps what their references lead to.
pub(super) struct Translator<'t> {
    document: &'t Bundled,
    /// Which way the values travel.
    direction: Direction,
    /// The numbers of what references lead to.
    numbers: HashMap<Place, usize>,
    /// The places of what is still to be translated.
    todo: Vec<Place>,
    depth: usize,
}

impl<'t> Translator<'t> {
    pub(super) fn new(document: &'t Bundled, direction: Direction) -> Self {
        Self { document, direction, numbers: HashMap::new(), todo: Vec::new(), depth: 0 }
    }

    /// All that references led to, as a schema with definitions.
    pub(super) fn referred(mut self) -> Value {
        let mut all = Map::new();
        while let Some(place) = self.todo.pop() {
            let Some(number) = self.numbers.get(&place).copied() else { continue };
            let schema = self.document.at(&place).map(|node| self.schema(node));
            all.insert(number.to_string(), schema.unwrap_or(Value::Bool(true)));
        }
        json!({ "$defs": all })
    }

    /// A schema.
    pub(super) fn schema(&mut self, node: &Node) -> Value {
        let object = match &node.value {
            Source::Object(object) if self.depth < MAX_DEPTH => object,
            Source::Bool(allows) => return Value::Bool(*allows),
            _ => return Value::Bool(true),
        };
        self.depth += 1;
        let mut schema = Map::new();
        for (key, node) in object {
            if let Some(value) = self.keyword(key.as_str(), node, object) {
                let key = match key.as_str() {
                    // As drafts before 2020-12 have it.
                    "items" if node.as_array().is_some() => "prefixItems",
                    key => key,
                };
                schema.insert(key.to_owned(), value);
            }
        }
        self.depth -= 1;
        bounds(object, &mut schema);
        let more: Vec<Value> = range(object).into_iter().chain(renamed(object)).collect();
        if !more.is_empty() {
            let all = schema.entry("allOf").or_insert_with(|| json!([]));
            all.as_array_mut().into_iter().for_each(|all| all.extend(more.iter().cloned()));
        }
        if object.get("nullable").and_then(Node::as_bool) == Some(true) {
            return nullable(schema);
        }
        Value::Object(schema)
    }

    /// The value of a keyword; none if it is none that a validator has to know.
    fn keyword(&mut self, key: &str, node: &Node, object: &Object) -> Option<Value> {
        Some(match key {
            "$ref" => self.reference(node.as_str()?)?,
            "type" => types(node)?,
            "enum" => {
                node.as_array().filter(|values| !values.is_empty())?;
                node.to_json()
            }
            "const" => node.to_json(),
            "format" => {
                let known = ["date", "date-time", "time"];
                node.as_str().filter(|format| known.contains(format))?.into()
            }
            "pattern" => node.as_str().filter(|pattern| is_pattern(pattern))?.into(),
            "required" => self.required(node, object)?,
            "patternProperties" => self.schemas(node, is_pattern)?,
            key => return self.by_shape(key, node),
        })
    }

    /// The value of a keyword that says what its kind of value says anywhere.
    fn by_shape(&mut self, key: &str, node: &Node) -> Option<Value> {
        let is_said = |keyword: &&Keyword| !matches!(keyword.role, Role::Word | Role::Spent);
        // What a string holds inside is no matter of its own validity (JSON Schema, section 8.5).
        let keyword = Keyword::named(key).filter(is_said).filter(|it| it.name() != "contentSchema");
        Some(match keyword?.member.shape {
            Shape::Count => node.as_u64()?.into(),
            Shape::Boolean => node.as_bool()?.into(),
            Shape::Divisor => {
                let number = number(node)?;
                number.as_f64().filter(|number| *number > 0.0)?;
                Value::Number(number)
            }
            Shape::Map(Shape::Schema) => self.schemas(node, |_| true)?,
            Shape::List(Shape::Schema) => self.list(node)?,
            Shape::Items if node.as_array().is_some() => self.list(node)?,
            Shape::Items | Shape::Schema | Shape::SchemaOrBoolean => self.schema(node),
            Shape::Map(Shape::List(Shape::Text)) => {
                let lists = node.as_object()?.values();
                let mut names = lists.flat_map(|list| list.as_array().unwrap_or_default());
                names.all(|name| name.as_str().is_some()).then(|| node.to_json())?
            }
            _ => return None,
        })
    }

    fn reference(&mut self, reference: &str) -> Option<Value> {
        let place = Place::of(reference)?;
        let next = self.numbers.len();
        let number = *self.numbers.entry(place.clone()).or_insert(next);
        if number == next {
            self.todo.push(place);
        }
        Some(format!("{REFERRED}#/$defs/{number}").into())
    }

    fn schemas(&mut self, node: &Node, is_kept: fn(&str) -> bool) -> Option<Value> {
        let entries = node.as_object()?.iter().filter(|(key, _)| is_kept(key.as_str()));
        let entries = entries.map(|(key, node)| (key.name.to_string(), self.schema(node)));
        Some(Value::Object(entries.collect()))
    }

    fn list(&mut self, node: &Node) -> Option<Value> {
        let items = node.as_array().filter(|items| !items.is_empty())?;
        Some(items.iter().map(|item| self.schema(item)).collect())
    }

    /// The names that must be there. What only the server sets is not asked of what is sent to it,
    /// and what it never gives back not of what it answers (OpenAPI 3.0.4, section 4.7.24.2).
    fn required(&self, node: &Node, object: &Object) -> Option<Value> {
        let mut names: Vec<&str> =
            node.as_array()?.iter().filter_map(|name| name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let flag = match self.direction {
            Direction::Sent => Some("readOnly"),
            Direction::Answered => Some("writeOnly"),
            Direction::Either => None,
        };
        names.retain(|name| {
            let property = object.get("properties").and_then(|all| all.get(name));
            !property.zip(flag).is_some_and(|(property, flag)| self.says(property, flag))
                && old_names(object, name).next().is_none()
        });
        Some(names.into())
    }

    /// Whether a schema, or what it refers to, has a flag.
    fn says(&self, schema: &Node, flag: &str) -> bool {
        let target = || {
            let reference = schema.get("$ref").and_then(Node::as_str)?;
            self.document.node(reference)
        };
        let is_set = |node: &Node| node.get(flag).and_then(Node::as_bool) == Some(true);
        is_set(schema) || target().is_some_and(is_set)
    }
}

/// A schema that allows `null` as well. Where that is another type beside the one that is said, the
/// reason of a refusal is the plainer for it.
fn nullable(mut schema: Map<String, Value>) -> Value {
    let composed = ["$ref", "allOf", "anyOf", "oneOf", "not", "if", "enum", "const"];
    let name =
        schema.get("type").filter(|name| name.as_str().is_some_and(|it| it != "null")).cloned();
    match name.filter(|_| !composed.iter().any(|keyword| schema.contains_key(*keyword))) {
        Some(name) => {
            schema.insert("type".to_owned(), json!([name, "null"]));
            Value::Object(schema)
        }
        None => json!({ "anyOf": [{ "type": "null" }, schema] }),
    }
}

/// Whether a validator can make something of a regular expression.
fn is_pattern(pattern: &str) -> bool {
    jsonschema::draft202012::new(&json!({ "pattern": pattern })).is_ok()
}

/// The types that are named.
fn types(node: &Node) -> Option<Value> {
    let known = |node: &Node| Some(node.as_str().filter(|name| TYPES.contains(name))?.to_owned());
    match &node.value {
        Source::Array(items) => {
            let mut names: Vec<String> = items.iter().map(known).collect::<Option<_>>()?;
            names.sort_unstable();
            names.dedup();
            (!names.is_empty()).then(|| names.into())
        }
        _ => Some(known(node)?.into()),
    }
}

fn number(node: &Node) -> Option<Number> {
    match node.to_json() {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

/// The bounds of numbers: 3.0 has booleans that make them exclusive.
fn bounds(object: &Object, schema: &mut Map<String, Value>) {
    for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        let value = object.get(bound).and_then(number);
        let other = object.get(exclusive);
        let is_exclusive = other.and_then(Node::as_bool) == Some(true);
        if let Some(value) = value {
            let key = if is_exclusive { exclusive } else { bound };
            schema.insert(key.to_owned(), Value::Number(value));
        }
        if let Some(value) = other.and_then(number) {
            schema.insert(exclusive.to_owned(), Value::Number(value));
        }
    }
}

/// The range of a format of integers.
fn range(object: &Object) -> Option<Value> {
    let (least, most) = match object.get("format").and_then(Node::as_str)? {
        "int32" => (json!(i32::MIN), json!(i32::MAX)),
        "int64" => (json!(i64::MIN), json!(i64::MAX)),
        "uint64" => (json!(0), json!(u64::MAX)),
        _ => return None,
    };
    Some(json!({ "minimum": least, "maximum": most }))
}

/// What has to be there under its present name or under an old one.
fn renamed(object: &Object) -> Vec<Value> {
    let required = object.get("required").and_then(Node::as_array).unwrap_or_default();
    let all = required.iter().filter_map(Node::as_str).filter_map(|name| {
        let old_names: Vec<&str> = old_names(object, name).collect();
        let names = std::iter::once(name).chain(old_names.iter().copied());
        let any: Vec<Value> = names.map(|name| json!({ "required": [name] })).collect();
        (!old_names.is_empty()).then(|| json!({ "anyOf": any }))
    });
    all.collect()
}

/// The old names of a property.
fn old_names<'o>(object: &'o Object, name: &str) -> impl Iterator<Item = &'o str> {
    let properties = object.get("properties").and_then(Node::as_object).into_iter().flatten();
    let old =
        properties.filter(move |(_, it)| it.get(ALIAS_OF).and_then(Node::as_str) == Some(name));
    old.map(|(key, _)| key.as_str())
}
