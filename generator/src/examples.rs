//! Which type of the crate each example of a document is a value of.

use crate::api::{Api, Content, Facts, MediaType, Schema, Shape, Type};
use crate::diagnostic::Location;
use crate::openapi::{DocumentExample, ExampleOwner, Verdict};
use crate::source::escape_token;
use serde_json::Value;
use std::collections::HashMap;

/// The examples of a document, and what the crate has to do with each.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// The examples, in the order of the text.
    pub all: Vec<Example>,
}

/// An example of a document.
#[derive(Clone, Debug)]
pub struct Example {
    /// Where it stands: a JSON pointer as a URI fragment.
    pub place: String,
    /// The same in the text.
    pub location: Location,
    /// What the crate has to do with it.
    pub fate: Fate,
}

/// What the crate has to do with an example.
#[derive(Clone, Debug)]
pub enum Fate {
    /// It is a value of types of the crate.
    Held(Held),
    /// It is none of its own schema.
    Invalid(String),
    /// Whether it is a value of its own schema cannot be said.
    Unknown(String),
    /// It is a value of something that is no type of the crate.
    Untyped(WithoutType),
}

/// Why a valid example is a value of no type of the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WithoutType {
    /// It is a body that is not JSON.
    NotJson,
    /// It is a header of a response.
    Header,
    /// It is an envelope around a response that carries nothing, or part of one.
    Unused,
}

/// A value of types of the crate.
#[derive(Clone, Debug)]
pub struct Held {
    /// The types.
    pub types: Vec<Schema>,
    /// Where the value stands.
    pub place: String,
    /// The value.
    pub value: Value,
    /// The members of objects that the document allows without naming them, as JSON pointers.
    pub unnamed: Vec<String>,
}

impl Examples {
    /// Finds the types of the examples of a document.
    #[must_use]
    pub fn new(found: Vec<DocumentExample>, api: &Api, facts: &Facts) -> Self {
        let uses = Uses::new(api, facts);
        let result = api.envelope.as_ref().map(|wrapper| wrapper.result.as_str());
        let all = found.into_iter().map(|found| Example {
            place: found.place.clone(),
            location: found.location,
            fate: uses.fate(found, result),
        });
        Self { all: all.collect() }
    }

    /// Those that their own schemas allow.
    pub fn valid(&self) -> impl Iterator<Item = &Example> {
        self.all.iter().filter(|it| matches!(it.fate, Fate::Held(_) | Fate::Untyped(_)))
    }

    /// Those that the crate is held to.
    pub fn held(&self) -> impl Iterator<Item = &Held> {
        self.all.iter().filter_map(|example| match &example.fate {
            Fate::Held(held) => Some(held),
            _ => None,
        })
    }
}

/// What the crate has at places of the document.
struct Uses<'a> {
    api: &'a Api,
    facts: &'a Facts,
    /// The types, by where their schemas or their names stand.
    types: HashMap<Location, Vec<Schema>>,
    /// What envelopes wrap, by where the media type stands.
    wrapped: HashMap<Location, Option<Schema>>,
}

impl<'a> Uses<'a> {
    fn new(api: &'a Api, facts: &'a Facts) -> Self {
        let mut uses = Self { api, facts, types: HashMap::new(), wrapped: HashMap::new() };
        for (id, def) in api.types() {
            let is_used = facts.usage(id).is_used();
            if is_used {
                uses.put(def.location, &Schema::of(Type::Named(id), def.location));
            }
            // Another name is seen through where it is used.
            if is_used || matches!(def.shape, Shape::Alias(_)) {
                def.shape.schemas().into_iter().for_each(|schema| uses.add(schema));
            }
        }
        for operation in &api.operations {
            operation.parameters.iter().for_each(|parameter| uses.add(&parameter.schema));
            operation.sent().chain(operation.received()).for_each(|content| uses.content(content));
        }
        uses
    }

    fn content(&mut self, content: &Content) {
        let values = self.api.values_of(content);
        values.iter().filter(|it| !it.is_file).for_each(|value| self.add(value.schema));
        if let Some(envelope) = &content.envelope {
            self.wrapped.insert(content.location, envelope.result.clone());
        }
    }

    /// A use of a type, and what is inside of it.
    fn add(&mut self, schema: &Schema) {
        schema.walk(&mut |schema| self.put(schema.location, schema));
    }

    fn put(&mut self, location: Location, schema: &Schema) {
        if !self.is_emitted(schema) {
            return;
        }
        let all = self.types.entry(location).or_default();
        if !all.iter().any(|it| (&it.ty, it.nullable) == (&schema.ty, schema.nullable)) {
            all.push(schema.clone());
        }
    }

    /// Whether the crate has all types that a use of a type names.
    fn is_emitted(&self, schema: &Schema) -> bool {
        schema.types().into_iter().all(|id| self.facts.usage(id).is_used())
    }

    fn fate(&self, found: DocumentExample, result: Option<&str>) -> Fate {
        let unnamed = match found.schemas.first().map(|schema| &schema.verdict) {
            None => return Fate::Unknown("it has no schema".to_owned()),
            Some(Verdict::Invalid { reason }) => return Fate::Invalid(reason.clone()),
            Some(Verdict::Unknown { reason }) => return Fate::Unknown(reason.clone()),
            Some(Verdict::Valid { unnamed }) => unnamed,
        };
        match &found.owner {
            ExampleOwner::Header => return Fate::Untyped(WithoutType::Header),
            ExampleOwner::Body { media_type, .. } if !is_read(media_type) => {
                return Fate::Untyped(WithoutType::NotJson);
            }
            ExampleOwner::Body { key: Some(key), .. } => {
                if let Some(wrapped) = self.wrapped.get(key) {
                    let held = wrapped.as_ref().zip(result).and_then(|(schema, name)| {
                        Some(unwrap(&found.place, found.value.get(name)?, name, schema, unnamed))
                    });
                    return held.map_or(Fate::Untyped(WithoutType::Unused), Fate::Held);
                }
            }
            _ => {}
        }
        // A part of a schema may have no type of its own; what is around it has one.
        let held = found.schemas.iter().find_map(|schema| {
            let Verdict::Valid { unnamed } = &schema.verdict else { return None };
            let types = schema.places.iter().find_map(|place| self.types.get(place))?;
            Some((types.clone(), unnamed.clone()))
        });
        let (place, value) = (found.place, found.value);
        held.map_or(Fate::Untyped(WithoutType::Unused), |(types, unnamed)| {
            Fate::Held(Held { types, place, value, unnamed })
        })
    }
}

/// What an envelope wraps.
fn unwrap(place: &str, value: &Value, name: &str, schema: &Schema, unnamed: &[String]) -> Held {
    let start = format!("/{}", escape_token(name));
    let inside = unnamed.iter().filter_map(|it| it.strip_prefix(&start));
    Held {
        types: vec![schema.clone()],
        place: format!("{place}{start}"),
        value: value.clone(),
        unnamed: inside.filter(|it| it.starts_with('/')).map(ToOwned::to_owned).collect(),
    }
}

/// Whether a body of the media type is read as a value.
fn is_read(media_type: &str) -> bool {
    let media_type = MediaType(media_type.to_owned());
    media_type.is_json() || media_type.essence() == "application/x-www-form-urlencoded"
}
