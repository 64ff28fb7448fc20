//! Lists of values.

use super::Types;
use super::deprecation::on_one_line;
use super::plan::Values;
use super::scalar::scalar;
use crate::api::{Constraints, Deprecation, EnumValue, Enumeration, Schema, Type, Untyped};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::lower::schemas::keywords::JsonTypes;
use crate::lower::schemas::merged::Merged;
use crate::lower::schemas::pieces::Member;
use crate::openapi::extension::{DEPRECATED_FLAGS, DEPRECATED_VALUES, SUNSET, VALUE_DESCRIPTIONS};
use crate::source::{Node, Value};
use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

impl<'d> Types<'d> {
    /// What the values of a schema come to.
    pub(super) fn plan_values(&mut self, merged: &Merged<'d>, at: Location) -> Values {
        let all = merged.values.as_deref().unwrap_or_default();
        let values: Vec<_> =
            all.iter().copied().filter(|value| self.has_type(value, merged)).collect();
        if values.is_empty() {
            return Values::None;
        }
        let types =
            values.iter().fold(JsonTypes::NONE, |types, value| types.or(JsonTypes::of(value)));
        let rule = |ty| {
            let values = values.iter().map(|value| value.to_json()).collect();
            Values::Rule(Box::new(
                Schema::of(ty, at).holding_to(Constraints { values, ..Constraints::default() }),
            ))
        };
        match types {
            JsonTypes::STRING | JsonTypes::INTEGER => Values::Enumeration,
            JsonTypes::BOOLEAN if values.len() > 1 => {
                Values::Rule(Box::new(Schema::of(Type::Boolean, at)))
            }
            JsonTypes::BOOLEAN => rule(Type::Boolean),
            JsonTypes::NUMBER | JsonTypes::FRACTION => {
                rule(scalar(merged).map_or(Type::Double, |(ty, _)| ty))
            }
            JsonTypes::ARRAY | JsonTypes::OBJECT => {
                let message = "a list of values with parts is left out";
                let found = Diagnostic::new(Code::UnsupportedSchema, at, message)
                    .label("any value of the type is taken")
                    .help("describe the values by their properties");
                self.tell(found);
                Values::None
            }
            _ => {
                let message = "an enum has values of several types";
                let found = Diagnostic::new(Code::EnumMixed, at, message)
                    .label("becomes a value of any type")
                    .help("use values of one type, or `oneOf` with an enum a type");
                self.tell(found);
                rule(Type::Untyped(Untyped::Unsupported))
            }
        }
    }

    /// Whether a value is of the type that is asked for; tells it if not.
    fn has_type(&mut self, value: &Node, merged: &Merged<'d>) -> bool {
        let Some(types) = merged.types.filter(|types| !types.holds(JsonTypes::of(value))) else {
            return true;
        };
        // Where the schema of the list has the type, another one of an `allOf` is in its way: that the
        // two contradict each other is told already.
        let fits_own = merged.members.iter().any(|member| {
            let has = |values: &[Node]| values.iter().any(|own| std::ptr::eq(own, value));
            let fits = member.types.is_some_and(|types| types.holds(JsonTypes::of(value)));
            fits && member.values.is_some_and(has)
        });
        if fits_own {
            return false;
        }
        let (own, wanted) = (JsonTypes::of(value).words(), types.words());
        let message = format!("a value is of the type {own}, and the schema's is {wanted}");
        let found = Diagnostic::new(Code::EnumTypeMismatch, value.location, message)
            .label(format!("not of the type {wanted}"))
            .help("put texts that look like numbers or truth values in quotes");
        self.tell(found);
        false
    }

    /// The definition of a list of values; there are several lists where the branches of a union
    /// are lists.
    pub(super) fn enumeration(&mut self, sources: &[Rc<Merged<'d>>]) -> Enumeration {
        let mut values: BTreeMap<Order, EnumValue> = BTreeMap::new();
        let mut base = Type::String;
        for merged in sources {
            let metadata: Vec<_> =
                merged.members.iter().map(|member| self.metadata(member)).collect();
            for node in merged.values.iter().flatten() {
                let Some(order) = Order::of(node)
                    .filter(|_| merged.types.is_none_or(|types| types.holds(JsonTypes::of(node))))
                else {
                    continue;
                };
                if matches!(order, Order::Integer(_)) {
                    base = match scalar(merged) {
                        Some((ty @ (Type::Int32 | Type::UInt64), _)) => ty,
                        _ => Type::Int64,
                    };
                }
                let key = order.key();
                let find = |from: fn(&Metadata) -> &BTreeMap<String, Said>| {
                    metadata.iter().rev().find_map(|all| from(all).get(&key))
                };
                let description =
                    find(|all| &all.descriptions).and_then(|said| said.description.clone());
                let deprecation =
                    find(|all| &all.deprecated).and_then(|said| said.deprecation.clone());
                let value = EnumValue {
                    value: node.to_json(),
                    description,
                    deprecation,
                    location: node.location,
                };
                values.entry(order).or_insert(value);
            }
        }
        Enumeration { base, values: values.into_values().collect() }
    }

    fn metadata(&mut self, member: &Member<'d>) -> Metadata {
        let mut all = Metadata::default();
        if member.values.is_none() {
            return all;
        }
        for key in VALUE_DESCRIPTIONS {
            if let Some(node) = member.get(key) {
                self.descriptions(node, member, &mut all);
            }
        }
        if let Some(node) = member.get(DEPRECATED_FLAGS) {
            self.deprecated_flags(node, member, &mut all);
        }
        if let Some(node) = member.get(DEPRECATED_VALUES) {
            self.deprecated_values(node, member, &mut all);
        }
        all
    }

    /// Descriptions: a mapping from values, or a list beside that of the values.
    fn descriptions(&mut self, node: &'d Node, member: &Member<'d>, all: &mut Metadata) {
        let mut insert = |key: String, text: &'d Node| {
            let description = text.as_str().map(Into::into);
            all.descriptions.insert(key, Said { description, deprecation: None });
        };
        match &node.value {
            Value::Object(object) => {
                object.iter().for_each(|(key, text)| insert(key.as_str().into(), text))
            }
            Value::Array(texts) => {
                for (value, text) in member.values.unwrap_or_default().iter().zip(texts) {
                    insert(key_of(value), text);
                }
            }
            Value::Null => {}
            _ => self.teller().tell_extension(node, "x-enum-descriptions", "a mapping or a list"),
        }
    }

    /// Whether each value is deprecated, as truth values in the order of the values.
    fn deprecated_flags(&mut self, node: &'d Node, member: &Member<'d>, all: &mut Metadata) {
        let flags = match &node.value {
            Value::Array(flags) => flags,
            Value::Null => return,
            _ => return self.teller().tell_extension(node, DEPRECATED_FLAGS, "a list"),
        };
        for (value, flag) in member.values.unwrap_or_default().iter().zip(flags) {
            if matches!(flag.value, Value::Bool(true)) {
                let deprecation = Some(self.value_deprecation(flag.location, None));
                all.deprecated.insert(key_of(value), Said { description: None, deprecation });
            }
        }
    }

    /// Deprecated values: a list of them, or a mapping to what is said of each.
    fn deprecated_values(&mut self, node: &'d Node, member: &Member<'d>, all: &mut Metadata) {
        let entries: Vec<(String, Location, Option<&'d Node>)> = match &node.value {
            Value::Object(object) => object
                .iter()
                .map(|(key, said)| (key.as_str().into(), key.location, Some(said)))
                .collect(),
            Value::Array(values) => {
                values.iter().map(|value| (key_of(value), value.location, None)).collect()
            }
            Value::Null => return,
            _ => {
                return self.teller().tell_extension(
                    node,
                    DEPRECATED_VALUES,
                    "a mapping or a list",
                );
            }
        };
        let known: HashSet<_> = member.values.unwrap_or_default().iter().map(key_of).collect();
        for (key, location, said) in entries {
            if !known.contains(&key) {
                let message = format!("`{key}` is not one of the values");
                let found = Diagnostic::new(Code::InvalidValue, location, message)
                    .label("no such value")
                    .secondary(member.key("enum"), "the values");
                self.tell(found);
                continue;
            }
            let deprecation = Some(self.value_deprecation(location, said));
            all.deprecated.insert(key, Said { description: None, deprecation });
        }
    }

    fn value_deprecation(&mut self, location: Location, said: Option<&'d Node>) -> Deprecation {
        let text =
            |key: &str| said.and_then(|node| node.get(key)).and_then(Node::as_str).map(on_one_line);
        let whole = said.and_then(Node::as_str).map(on_one_line);
        let sunset = said.and_then(|node| node.get("sunset").or_else(|| node.get(SUNSET)));
        Deprecation {
            reason: text("message").or_else(|| text("reason")).or(whole),
            replacement: text("replacement"),
            sunset: sunset.and_then(|node| self.sunset_date(node, "sunset")),
            location,
        }
    }
}

/// What is said of single values, by the value as a text.
#[derive(Default)]
struct Metadata {
    descriptions: BTreeMap<String, Said>,
    deprecated: BTreeMap<String, Said>,
}

struct Said {
    description: Option<String>,
    deprecation: Option<Deprecation>,
}

/// A value in the order of the list: integers, then texts.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    Integer(i128),
    Text(String),
}

impl Order {
    fn of(node: &Node) -> Option<Self> {
        match &node.value {
            Value::String(text) => Some(Self::Text(text.to_string())),
            Value::Number(_) => {
                let number =
                    node.as_i64().map(i128::from).or_else(|| node.as_u64().map(i128::from));
                number.map(Self::Integer)
            }
            _ => None,
        }
    }

    fn key(&self) -> String {
        match self {
            Self::Integer(value) => value.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// A value as the key of a mapping has it.
fn key_of(node: &Node) -> String {
    Order::of(node).map_or_else(|| node.to_json().to_string(), |order| order.key())
}
