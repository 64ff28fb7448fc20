//! What goes into a call: parameters and bodies, each an argument and a step that puts it there.

use super::{Argument, Head};
use crate::api::ParameterPlace;

/// Something that a caller gives, and what a call does with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input<'a> {
    /// What of the operation it is.
    pub of: InputOf,
    /// The argument.
    pub argument: Argument<'a>,
    /// What the call does with it.
    pub step: Step<'a>,
}

/// What of an operation a caller gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InputOf {
    /// The parameter of that place in [`Operation::parameters`](crate::api::Operation::parameters).
    Parameter(usize),
    /// The body.
    Body,
}

/// What a call does with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// Writes a parameter.
    Parameter {
        /// Where it is written.
        place: ParameterPlace,
        /// Its name on the wire.
        name: &'a str,
        /// Its old names: two values that differ are an error.
        old_names: Vec<&'a str>,
        /// How it is written, where that is not the usual way of its place.
        style: Option<Style>,
    },
    /// Sends JSON, as `application/json` if no other media type is said.
    Json(Option<&'a str>),
    /// Sends the fields of a form; those that are written in another way than usual are named.
    Form(Vec<(&'a str, Style)>),
    /// Sends the parts of a form.
    Multipart,
    /// Sends bytes of that media type.
    Upload(&'a str),
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The name of the style in the runtime: of `PathStyle`, `QueryStyle` or `HeaderStyle`, as the place
    /// has it.
    pub name: &'static str,
    /// Whether reserved characters are sent as they are; only in a query.
    pub keeps_reserved: bool,
}

/// A function of a call that gives something to it, and gives it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputSetter<'a> {
    /// Its name and docs.
    pub head: Head<'a>,
    /// What it takes, and what the call does with it.
    pub input: Input<'a>,
    /// The functions for its old names, in the order of
    /// [`Parameter::aliases`](crate::api::Parameter::aliases). They take the same argument.
    pub old: Vec<Head<'a>>,
}
