//! Examples of calls, built from the document's own examples. They compile as doc tests.

use super::context::Planner;
use super::endpoint::Endpoint;
use super::{Reply, argument, step};
use crate::api::{
    BodyKind, Content, Docs, Files, Parameter, Schema, Shape, Struct, Type, TypeId, Untyped, files,
    form,
};
use crate::names::TypeNames;
use serde_json::Value;
use std::collections::BTreeSet;

/// A call as it is written in a function that has a `client`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallExample<'a> {
    /// The models that it names.
    pub models: BTreeSet<&'a str>,
    /// What is made before the call.
    pub lets: Vec<Let<'a>>,
    /// The functions that lead from the client to the handle.
    pub groups: Vec<&'a str>,
    /// The function of the handle.
    pub function: &'a str,
    /// What it is given.
    pub arguments: Vec<Expression<'a>>,
    /// What is done with the call.
    pub ending: Ending,
}

/// `let name: Type = value;`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Let<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The model that it is, where that has to be said.
    pub model: Option<&'a str>,
    /// What it is.
    pub value: Expression<'a>,
}

/// What an example does with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Awaits it.
    Nothing,
    /// Awaits it and prints what it gives.
    Value,
    /// Prints all items of all pages.
    Items,
    /// Prints all events.
    Events,
}

/// A value in an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression<'a> {
    /// `name`
    Name(&'a str),
    /// `true`
    Bool(bool),
    /// `1`, `1.5`
    Number(String),
    /// `"text"`
    Text(String),
    /// `"text".parse()?`
    Parsed(String),
    /// `serde_json::from_str("text")?`
    Json(String),
    /// `serde_json::Map::new()`
    EmptyObject,
    /// `[a, b]`
    List(Vec<Expression<'a>>),
    /// `Vec::from(it)`
    Vec(Box<Expression<'a>>),
    /// `it.to_owned()`
    Owned(Box<Expression<'a>>),
    /// `it.into()`
    Into(Box<Expression<'a>>),
    /// `Some(it)`
    Some(Box<Expression<'a>>),
    /// `&it`
    Reference(Box<Expression<'a>>),
    /// `Model::Variant`
    Variant(&'a str, &'a str),
    /// `Model::new(…).with_a(…)`
    New {
        /// The model.
        model: &'a str,
        /// What `new` takes.
        arguments: Vec<Expression<'a>>,
        /// The setters, each with what it takes.
        setters: Vec<(&'a str, Expression<'a>)>,
    },
    /// A form of the module of a group, with what it must have.
    Form {
        /// The modules below `api`.
        module: &'a [String],
        /// The form.
        name: &'a str,
        /// What `new` takes.
        arguments: Vec<Expression<'a>>,
    },
    /// `Form::new()` of the library.
    AnyForm,
    /// `Part::from_path("path/to/file")?` of the library.
    File,
}

/// How deep an example goes; a document that nests deeper gets none.
const DEPTH: u32 = 12;

/// An example of a call; none where the document says too little to make one.
pub(super) fn call<'a>(endpoint: &Endpoint<'_, 'a>) -> Option<CallExample<'a>> {
    let planner = endpoint.planner;
    let mut writer = Writer { planner, models: BTreeSet::new(), owned: false };
    let mut lets = Vec::new();
    let mut arguments = Vec::new();
    for (_, parameter, names) in endpoint.parameters().filter(|(_, it, _)| it.required) {
        let value = writer.parameter(parameter)?;
        let schema = &parameter.schema;
        arguments.push(match planner.named(schema) {
            Some(model) => {
                let name = names.ident.as_str();
                lets.push(Let { name, model: Some(writer.mention(model.names)), value });
                reference(Expression::Name(name))
            }
            None if is_text(schema) || argument::is_small(schema) => value,
            None => reference(value),
        });
    }
    if let Some((_, content)) = endpoint.body().filter(|(body, _)| body.required) {
        let (value, by_reference) = writer.body(endpoint, content)?;
        lets.push(Let { name: "body", model: None, value });
        let body = Expression::Name("body");
        arguments.push(if by_reference { reference(body) } else { body });
    }
    let mut groups = vec![endpoint.group.accessor.as_str()];
    let mut parent = endpoint.group.parent;
    while let Some(group) = parent {
        let group = planner.names.group(group)?;
        groups.push(&group.accessor);
        parent = group.parent;
    }
    groups.reverse();
    Some(CallExample {
        models: writer.models,
        lets,
        groups,
        function: &endpoint.names.method,
        arguments,
        ending: match endpoint.reply {
            Reply::Nothing => Ending::Nothing,
            Reply::Page(_) => Ending::Items,
            Reply::Events(_) => Ending::Events,
            _ => Ending::Value,
        },
    })
}

fn reference(value: Expression<'_>) -> Expression<'_> {
    Expression::Reference(Box::new(value))
}

fn is_text(schema: &Schema) -> bool {
    matches!(schema.ty, Type::String | Type::Base64 | Type::Binary)
}

struct Writer<'p, 'a> {
    planner: &'p Planner<'a>,
    models: BTreeSet<&'a str>,
    /// Whether the lists that are written belong to a model, which keeps their texts.
    owned: bool,
}

impl<'a> Writer<'_, 'a> {
    fn mention(&mut self, names: &'a TypeNames) -> &'a str {
        self.models.insert(&names.ident);
        &names.ident
    }

    fn parameter(&mut self, parameter: &'a Parameter) -> Option<Expression<'a>> {
        let value = first(&parameter.docs).or_else(|| self.example_of(&parameter.schema));
        self.value(&parameter.schema, value, &parameter.name, DEPTH)
    }

    /// The body, and whether the call borrows it.
    fn body(
        &mut self,
        endpoint: &Endpoint<'_, 'a>,
        content: &'a Content,
    ) -> Option<(Expression<'a>, bool)> {
        if content.kind() == BodyKind::Multipart {
            return Some((self.form(endpoint, content)?, false));
        }
        if !step::takes_model(content) {
            return Some((Expression::Text("...".to_owned()), false));
        }
        let schema = content.schema.as_ref()?;
        let given = content.examples.first().map(|example| &example.value);
        let value = given.or_else(|| self.example_of(schema));
        let value = self.value(schema, value, "body", DEPTH)?;
        Some((value, !is_text(schema) && !argument::is_small(schema)))
    }

    /// A form with what it must have.
    fn form(
        &mut self,
        endpoint: &Endpoint<'_, 'a>,
        content: &'a Content,
    ) -> Option<Expression<'a>> {
        let Some(object) = form(self.planner.api, content) else {
            return Some(Expression::AnyForm);
        };
        let given = content.examples.first().map(|example| &example.value);
        let mut arguments = Vec::new();
        for property in object.properties.iter().filter(|it| it.required && !it.read_only) {
            let media_type = content.parts.get(&property.name).map(String::as_str);
            let value = given.and_then(|value| value.get(&property.name));
            arguments.push(match files(self.planner.api, &property.schema, media_type) {
                Some(Files::One) => Expression::File,
                Some(Files::Many) => Expression::List(vec![Expression::File]),
                None => {
                    let outer = std::mem::replace(&mut self.owned, true);
                    let value = self.value(&property.schema, value, &property.name, DEPTH);
                    self.owned = outer;
                    value?
                }
            });
        }
        Some(Expression::Form {
            module: &endpoint.group.path,
            name: &endpoint.names.form.ident,
            arguments,
        })
    }

    /// An example that the schema or its type gives.
    fn example_of(&self, schema: &'a Schema) -> Option<&'a Value> {
        first(&schema.docs).or_else(|| first(&self.planner.named(schema)?.def.docs))
    }

    /// An expression for a value: the given one, or one that would do.
    fn value(
        &mut self,
        schema: &'a Schema,
        value: Option<&'a Value>,
        name: &'a str,
        depth: u32,
    ) -> Option<Expression<'a>> {
        let depth = depth.checked_sub(1)?;
        Some(match &schema.ty {
            Type::Boolean => Expression::Bool(value.and_then(Value::as_bool).unwrap_or(true)),
            Type::Int32 | Type::Int64 | Type::Int128 => {
                Expression::Number(value.and_then(Value::as_i64).unwrap_or(1).to_string())
            }
            Type::UInt64 => {
                Expression::Number(value.and_then(Value::as_u64).unwrap_or(1).to_string())
            }
            Type::Float | Type::Double => {
                let number = value.and_then(Value::as_f64).filter(|it| it.is_finite());
                Expression::Number(format!("{:?}", number.unwrap_or(1.0)))
            }
            Type::String | Type::Base64 | Type::Binary => {
                Expression::Text(value.and_then(Value::as_str).unwrap_or(name).to_owned())
            }
            Type::DateTime => parsed(value, "2030-01-01T00:00:00Z"),
            Type::Date => parsed(value, "2030-01-01"),
            Type::Time => parsed(value, "12:00:00"),
            Type::Untyped(Untyped::OpenObject) => match value {
                Some(Value::Object(map)) if !map.is_empty() => json(value)?,
                _ => Expression::EmptyObject,
            },
            Type::Array(items) => self.list(items, value, name, depth)?,
            Type::Named(id) => self.model(*id, value, name, depth)?,
            Type::Untyped(_) | Type::Map(_) | Type::Tuple(_) | Type::Null => json(value)?,
        })
    }

    fn list(
        &mut self,
        items: &'a Schema,
        value: Option<&'a Value>,
        name: &'a str,
        depth: u32,
    ) -> Option<Expression<'a>> {
        let outer = self.owned;
        self.owned |= matches!(items.ty, Type::Array(_));
        let values = match value {
            Some(Value::Array(values)) if !values.is_empty() => values
                .iter()
                .map(|item| self.value(items, Some(item), name, depth))
                .collect::<Option<Vec<_>>>()?,
            _ => vec![self.value(items, None, name, depth)?],
        };
        self.owned = outer;
        // What is converted at the top is converted once, and not what is inside.
        let convert: fn(Box<Expression<'a>>) -> Expression<'a> = match &items.ty {
            Type::String if !self.owned => return Some(Expression::List(values)),
            Type::String | Type::Base64 | Type::Binary => Expression::Owned,
            Type::Array(_) => Expression::Vec,
            _ => return Some(Expression::List(values)),
        };
        let values = values.into_iter().map(|value| convert(Box::new(value)));
        Some(Expression::List(values.collect()))
    }

    fn model(
        &mut self,
        id: TypeId,
        value: Option<&'a Value>,
        name: &'a str,
        depth: u32,
    ) -> Option<Expression<'a>> {
        let model = self.planner.model(id)?;
        let value = value.or_else(|| first(&model.def.docs));
        match &model.def.shape {
            Shape::Text(constraints) => {
                let most = constraints.max_length.unwrap_or(u64::MAX);
                let most = usize::try_from(most).unwrap_or(usize::MAX);
                let made: String = name.chars().take(most).collect();
                Some(parsed(value, &made))
            }
            Shape::Enumeration(list) => {
                let mut known = list
                    .values
                    .iter()
                    .zip(&model.names.variants)
                    .filter(|(it, _)| it.deprecation.is_none());
                let wanted = known.clone().find(|(it, _)| Some(&it.value) == value);
                let (_, variant) = wanted.or_else(|| known.next())?;
                Some(Expression::Variant(self.mention(model.names), variant))
            }
            Shape::Struct(object) => self.record(object, model.names, value, depth),
            Shape::Alias(_) | Shape::Union(_) => json(value),
        }
    }

    fn record(
        &mut self,
        object: &'a Struct,
        names: &'a TypeNames,
        value: Option<&'a Value>,
        depth: u32,
    ) -> Option<Expression<'a>> {
        let model = self.mention(names);
        let outer = std::mem::replace(&mut self.owned, true);
        let mut arguments = Vec::new();
        let mut setters = Vec::new();
        let fields = object.properties.iter().zip(&names.fields);
        for (property, field) in fields.filter(|(property, _)| property.fixed.is_none()) {
            // An example may be as old as one of the old names.
            let mut known =
                std::iter::once(&property.name).chain(property.aliases.iter().map(|old| &old.name));
            let given = value.and_then(|value| known.find_map(|name| value.get(name)));
            if property.required && !property.read_only {
                let argument = self.value(&property.schema, given, &property.name, depth)?;
                arguments.push(match &property.schema {
                    Schema { nullable: false, .. } => argument,
                    schema => Expression::Some(Box::new(match &schema.ty {
                        Type::Array(_) => Expression::Vec(Box::new(argument)),
                        _ if is_text(schema) => Expression::Into(Box::new(argument)),
                        _ => argument,
                    })),
                });
            } else if let Some(given) = given.filter(|it| !it.is_null())
                && property.deprecation.is_none()
            {
                let argument = self.value(&property.schema, Some(given), &property.name, depth)?;
                setters.push((field.setter.as_str(), argument));
            }
        }
        self.owned = outer;
        Some(Expression::New { model, arguments, setters })
    }
}

fn first(docs: &Docs) -> Option<&Value> {
    docs.examples.first().map(|example| &example.value)
}

fn parsed<'a>(value: Option<&Value>, fallback: &str) -> Expression<'a> {
    Expression::Parsed(value.and_then(Value::as_str).unwrap_or(fallback).to_owned())
}

fn json<'a>(value: Option<&Value>) -> Option<Expression<'a>> {
    Some(Expression::Json(value?.to_string()))
}
