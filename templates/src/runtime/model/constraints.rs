//! What strings have to hold to.

use std::fmt;

/// What a string must be like.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Constraints {
    min_length: Option<usize>,
    max_length: Option<usize>,
}

impl Constraints {
    /// Any string will do.
    pub(crate) const fn new() -> Self {
        Self { min_length: None, max_length: None }
    }

    /// The fewest characters.
    pub(crate) const fn min_length(mut self, characters: usize) -> Self {
        self.min_length = Some(characters);
        self
    }

    /// The most characters.
    pub(crate) const fn max_length(mut self, characters: usize) -> Self {
        self.max_length = Some(characters);
        self
    }

    /// Whether a string is within the limits.
    pub(super) fn hold(&self, value: &str) -> bool {
        self.check("", value).is_ok()
    }

    /// Checks a value of the type `name`.
    pub(crate) fn check(&self, name: &'static str, value: &str) -> Result<(), InvalidValue> {
        let length = value.chars().count();
        let reason = match (self.min_length, self.max_length) {
            (Some(least), _) if length < least => Reason::TooShort { length, least },
            (_, Some(most)) if length > most => Reason::TooLong { length, most },
            _ => return Ok(()),
        };
        Err(InvalidValue { name, reason })
    }
}

/// A string is no value of a type with constraints.
///
/// The message leaves out the string, which may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidValue {
    name: &'static str,
    reason: Reason,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Reason {
    TooShort { length: usize, least: usize },
    TooLong { length: usize, most: usize },
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name;
        match self.reason {
            Reason::TooShort { length, least } => {
                write!(f, "{name} has at least {}, but this has {length}", characters(least))
            }
            Reason::TooLong { length, most } => {
                write!(f, "{name} has at most {}, but this has {length}", characters(most))
            }
        }
    }
}

impl std::error::Error for InvalidValue {}

fn characters(count: usize) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} character{ending}")
}
