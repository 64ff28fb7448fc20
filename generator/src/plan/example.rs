//! Examples of calls, built from the document's own examples. They compile as doc tests.

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
