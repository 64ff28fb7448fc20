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
use crate::openapi::extension::{
    DEPRECATED_FLAGS, DEPRECATED_VALUES, SUNSET, VALUE_DESCRIPTIONS, VALUE_NAMES,
};
use crate::source::{Node, Number, Value};
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
                let wire = order.to_json();
                let key = order.key();
                let find = |from: fn(&Metadata) -> &BTreeMap<String, String>| {
                    metadata.iter().rev().find_map(|all| from(all).get(&key)).cloned()
                };
                let description = find(|all| &all.descriptions);
                let name = find(|all| &all.names);
                let deprecation =
                    metadata.iter().rev().find_map(|all| all.deprecated.get(&key)).cloned();
                let value = EnumValue {
                    name,
                    value: wire,
                    description,
                    deprecation,
                    location: node.location,
                };
                values.entry(order).or_insert(value);
            }
        }
        if let Some(wider) = wider(&base, values.keys()) {
            base = wider;
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
                self.texts(node, key, member, &mut all.descriptions);
            }
        }
        if let Some([only]) = member.values {
            // A constant is called what its schema is.
            all.names.extend(title_of(member, only).map(|title| (key_of(only), title)));
        }
        for key in VALUE_NAMES {
            if let Some(node) = member.get(key) {
                self.texts(node, key, member, &mut all.names);
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

    /// Names or descriptions: a mapping from values, or a list beside that of the values.
    fn texts(
        &mut self,
        node: &'d Node,
        key: &str,
        member: &Member<'d>,
        all: &mut BTreeMap<String, String>,
    ) {
        let mut insert = |key: String, text: &'d Node| {
            all.extend(text.as_str().map(|text| (key, text.into())));
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
            _ => self.teller().tell_extension(node, key, "a mapping or a list"),
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
                let deprecation = self.value_deprecation(flag.location, None);
                all.deprecated.insert(key_of(value), deprecation);
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
            let deprecation = self.value_deprecation(location, said);
            all.deprecated.insert(key, deprecation);
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
    names: BTreeMap<String, String>,
    descriptions: BTreeMap<String, String>,
    deprecated: BTreeMap<String, Deprecation>,
}

/// What the title of a constant calls it. That of a text is its name only if it is one word: others
/// are sentences, and the text itself says as much.
fn title_of(member: &Member<'_>, value: &Node) -> Option<String> {
    let title = member.data.title.as_deref()?;
    let is_word = title.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    (is_word || value.as_str().is_none()).then(|| title.to_owned())
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
            Value::Number(Number::Big(digits)) => digits.parse().ok().map(Self::Integer),
            Value::Number(_) => {
                let number =
                    node.as_i64().map(i128::from).or_else(|| node.as_u64().map(i128::from));
                number.map(Self::Integer)
            }
            _ => None,
        }
    }

    /// The value itself: `1.0` and `1` are one integer. One beyond 64 bits is given by its digits,
    /// since JSON as it is here would round it.
    fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Integer(value) => match (i64::try_from(*value), u64::try_from(*value)) {
                (Ok(value), _) => value.into(),
                (_, Ok(value)) => value.into(),
                _ => value.to_string().into(),
            },
            Self::Text(text) => text.as_str().into(),
        }
    }

    fn key(&self) -> String {
        match self {
            Self::Integer(value) => value.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// The type of integers that has all of the values, where the one that is said has not.
fn wider<'a>(said: &Type, values: impl Iterator<Item = &'a Order>) -> Option<Type> {
    let numbers = values.filter_map(|value| match value {
        Order::Integer(number) => Some(*number),
        Order::Text(_) => None,
    });
    let numbers: Vec<i128> = numbers.collect();
    let all = |from: i128, to: i128| numbers.iter().all(|number| (from..=to).contains(number));
    let fits_signed = all(i64::MIN.into(), i64::MAX.into());
    let fits_unsigned = all(0, u64::MAX.into());
    match said {
        _ if numbers.is_empty() => None,
        Type::UInt64 if fits_unsigned => None,
        Type::UInt64 if fits_signed => Some(Type::Int64),
        _ if fits_signed => None,
        _ if fits_unsigned => Some(Type::UInt64),
        _ => Some(Type::Int128),
    }
}

/// A value as the key of a mapping has it.
fn key_of(node: &Node) -> String {
    Order::of(node).map_or_else(|| node.to_json().to_string(), |order| order.key())
}
