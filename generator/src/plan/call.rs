//! Operations: the functions that make calls, the facts of each, and the types of the calls.

use super::{ByStatus, CallExample, Data, Docs, Form, Head, Input, InputSetter, Read, RustType};
use crate::api::Method;

/// A function of a handle that makes a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function<'a> {
    /// The place of its operation in [`Api::operations`](crate::api::Api::operations).
    pub operation: usize,
    /// Its name and docs.
    pub head: Head<'a>,
    /// The example that its docs end with.
    pub example: Option<CallExample<'a>>,
    /// What it takes.
    pub inputs: Vec<Input<'a>>,
    /// The constant with the facts of the operation.
    pub facts: String,
    /// The type of the call that it gives.
    pub call: &'a str,
    /// What reads the response of a plain call.
    pub reads: Option<&'static str>,
}

/// An operation in the file of its group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call<'a> {
    /// Its place in [`Api::operations`](crate::api::Api::operations).
    pub operation: usize,
    /// The name and docs of its type.
    pub head: Head<'a>,
    /// What the runtime has to know of it.
    pub facts: Facts<'a>,
    /// What its type is.
    pub shape: Shape<'a>,
    /// The type of what comes back, where that depends on the status.
    pub by_status: Option<ByStatus<'a>>,
    /// The type of the form that it sends.
    pub form: Option<Form<'a>>,
}

/// What the runtime has to know of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts<'a> {
    /// The constant: `LIST`.
    pub name: String,
    /// `operationId`, or method and path.
    pub id: std::borrow::Cow<'a, str>,
    /// The method.
    pub method: Method,
    /// The path template.
    pub path: &'a str,
    /// The media types that it asks for, where they are not JSON alone.
    pub accept: Option<String>,
    /// What it asks of the caller, where that is not what the document asks for.
    pub security: Option<Requirement<'a>>,
    /// The constant that says how its list comes in pages.
    pub paging: Option<&'a str>,
    /// Where it is served, if elsewhere than the rest.
    pub server: Option<String>,
    /// The types of the bodies of errors, by status as the document has it.
    pub errors: Vec<(String, RustType<'a>)>,
}

/// What the type of a call is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape<'a> {
    /// An alias of the runtime's `PlainCall`, which is one type for all calls that have nothing of their
    /// own: there may be hundreds of them, and a compiler is quicker so.
    Plain(Read<'a>),
    /// A struct of its own: `Clone`, `Debug` and `#[must_use]`.
    Builder(Builder<'a>),
}

/// The type of a call that has something of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Builder<'a> {
    /// What a caller may set.
    pub setters: Vec<InputSetter<'a>>,
    /// The function `stream`.
    pub stream: Option<Stream>,
    /// The function `events`.
    pub events: Option<Events<'a>>,
    /// What it gives when it is awaited: the value itself, or pages of items.
    pub gives: Gives<'a>,
    /// The items of the pages, where a response has more in it than a list.
    pub items: Option<RustType<'a>>,
}

/// What a call gives when it is awaited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gives<'a> {
    /// A value.
    Value(Read<'a>),
    /// A page of items.
    Page(RustType<'a>),
}

/// The function `stream` of a call: the body as it comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stream {
    /// What its docs say.
    pub docs: Docs,
    /// The media types that it asks for.
    pub accept: String,
}

/// The function `events` of a call: server-sent events as they come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Events<'a> {
    /// What its docs say.
    pub docs: Docs,
    /// What an event carries.
    pub data: Data<'a>,
    /// How the call asks for events.
    pub flag: Option<Flag>,
}

/// Where `stream` is set to true, so that the API sends events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// In the query.
    Query,
    /// In the body.
    Body,
}

/// What an operation asks of the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Requirement<'a> {
    /// A constant of `config::requirement`.
    Named(String),
    /// Sets of constants of `config`, of which one must be there: where a name could be taken for two.
    Sets(Vec<Vec<&'a str>>),
}
