//! One error of those that a response lists.

use std::fmt;

use super::line::{LONGEST_MESSAGE, one_line};

/// One error of a response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorDetail {
    pub(super) code: Option<String>,
    pub(super) message: String,
    pub(super) documentation_url: Option<String>,
    pub(super) pointer: Option<String>,
    pub(super) field: Option<String>,
}

impl ErrorDetail {
    /// The code, if it is a number.
    pub fn code(&self) -> Option<i64> {
        self.code.as_deref()?.parse().ok()
    }

    /// The code as it was written.
    pub fn code_text(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// What went wrong, in the server's words; empty if it gave none.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where the error is documented.
    pub fn documentation_url(&self) -> Option<&str> {
        self.documentation_url.as_deref()
    }

    /// The part of the request that is at fault, as a JSON pointer (RFC 6901).
    pub fn pointer(&self) -> Option<&str> {
        self.pointer.as_deref()
    }

    /// The field or parameter that is at fault, as the server names it: `title`, `query.limit`. The
    /// names on the way to a nested one, and places in lists, stand before it: `items.0.name`.
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// Changes each text of the server's.
    pub(super) fn change_texts(&mut self, change: impl Fn(&mut String)) {
        let texts =
            [&mut self.code, &mut self.documentation_url, &mut self.pointer, &mut self.field];
        texts.into_iter().filter_map(Option::as_mut).for_each(&change);
        change(&mut self.message);
    }
}

impl fmt::Display for ErrorDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = one_line(&self.message, LONGEST_MESSAGE);
        match &self.code {
            Some(code) if message.is_empty() => write!(f, "[{}]", one_line(code, 60)),
            Some(code) => write!(f, "[{}] {message}", one_line(code, 60)),
            None => f.write_str(&message),
        }?;
        match self.pointer.as_ref().or(self.field.as_ref()) {
            Some(place) => write!(f, " (at {})", one_line(place, 120)),
            None => Ok(()),
        }
    }
}
