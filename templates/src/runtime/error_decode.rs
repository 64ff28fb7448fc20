//! Responses that are not what the API documents.

use std::{error::Error as StdError, fmt, sync::Arc};

use super::{
    line::{LONGEST_MESSAGE, Site, one_line, write_cause},
    response::RawResponse,
};

/// The server answered with success, but its body is not what the API documents.
#[derive(Clone)]
pub struct DecodeError {
    pub(super) response: RawResponse,
    pub(super) problem: Problem,
    pub(super) source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// What is wrong with a body.
#[derive(Clone, Debug)]
pub(super) enum Problem {
    /// Empty, or of another media type.
    NotJson,
    /// Broken off, or otherwise no JSON, though its media type says so.
    Syntax,
    /// JSON, but not of the documented shape: path, and what is wrong there if
    /// the cause does not say it.
    Shape { path: String, message: Option<String> },
}

impl DecodeError {
    /// Where in the JSON the body differs from its documented shape, as
    /// `result.items[3].status`; none if the body is not JSON at all.
    pub fn path(&self) -> Option<&str> {
        match &self.problem {
            Problem::Shape { path, .. } => Some(path),
            Problem::NotJson | Problem::Syntax => None,
        }
    }

    /// The beginning of the body, on one line, without credentials.
    pub fn excerpt(&self) -> String {
        self.response.excerpt()
    }

    /// The whole response, with the bytes of its body.
    pub fn response(&self) -> &RawResponse {
        &self.response
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: ", Site(self.response.operation()), self.response.status())?;
        match &self.problem {
            Problem::NotJson => {
                self.response.write_not_json(f)?;
                return self.response.write_tail(f);
            }
            Problem::Syntax => f.write_str("the body is not valid JSON")?,
            Problem::Shape { path, message } => {
                write!(f, "the body is not of its documented shape at `{}`", one_line(path, 200))?;
                if let Some(message) = message {
                    write!(f, ": {}", one_line(message, LONGEST_MESSAGE))?;
                }
            }
        }
        write_cause(f, self.source.as_deref())?;
        write!(f, "; it begins with {:?}", self.excerpt())?;
        self.response.write_tail(f)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("response", &self.response)
            .field("problem", &self.problem)
            .field("source", &self.source)
            .finish()
    }
}

impl StdError for DecodeError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
