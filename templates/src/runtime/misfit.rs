//! How the errors are made that say what a body is instead of what the API documents.

use std::{error::Error as StdError, sync::Arc};

use super::{
    error::Error,
    error_decode::{DecodeError, Problem},
    response::RawResponse,
};

impl DecodeError {
    pub(crate) fn not_json(response: &RawResponse) -> Error {
        Self::make(response, Problem::NotJson, None)
    }

    pub(crate) fn syntax(response: &RawResponse, error: serde_json::Error) -> Error {
        Self::make(response, Problem::Syntax, Some(Arc::new(error)))
    }

    pub(crate) fn shape(response: &RawResponse, path: &str, error: serde_json::Error) -> Error {
        let text = error.to_string();
        let redacted = response.redact(&text);
        // The message may quote the body, and the body may repeat a credential.
        let source: Option<Arc<dyn StdError + Send + Sync>> =
            if redacted == text { Some(Arc::new(error)) } else { None };
        let message = if source.is_some() { None } else { Some(redacted.into_owned()) };
        Self::make(
            response,
            Problem::Shape { path: response.redact(path).into_owned(), message },
            source,
        )
    }

    pub(crate) fn wrong(response: &RawResponse, path: &str, message: &str) -> Error {
        let message = Some(message.to_owned());
        Self::make(response, Problem::Shape { path: path.to_owned(), message }, None)
    }

    fn make(
        response: &RawResponse,
        problem: Problem,
        source: Option<Arc<dyn StdError + Send + Sync>>,
    ) -> Error {
        Error::Decode(Box::new(Self { response: response.clone(), problem, source }))
    }
}
