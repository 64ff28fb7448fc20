//! What can go wrong.

use std::{error::Error as StdError, fmt, sync::Arc, time::Duration};

use reqwest::StatusCode;
use serde::de::DeserializeOwned;

use super::{
    error_api::ApiError,
    error_decode::DecodeError,
    error_transport::TransportError,
    line::{Site, write_cause},
    operation::OperationRef,
    response::RawResponse,
};

/// Any error of this crate.
///
/// `Display` fits on one line and says where, what, and what to do.
/// `source()` leads down to the cause. No text holds a credential of the client.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The server answered that the call failed.
    #[error(transparent)]
    Api(Box<ApiError>),
    /// The server answered with success, but not with what it documents.
    #[error(transparent)]
    Decode(Box<DecodeError>),
    /// There is no complete response.
    #[error(transparent)]
    Transport(Box<TransportError>),
    /// The call cannot be written as a request. Nothing was sent.
    #[error(transparent)]
    Request(Box<RequestError>),
    /// The client cannot be made.
    #[error(transparent)]
    Config(ConfigError),
}

impl Error {
    /// The server's own error, if it answered with one.
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }

    /// The body of the server's own error, as [`ApiError::body`] reads it.
    pub fn body<T: DeserializeOwned + 'static>(&self) -> Option<T> {
        self.api()?.body()
    }

    /// The response, as far as it arrived.
    pub fn response(&self) -> Option<&RawResponse> {
        match self {
            Self::Api(error) => Some(error.response()),
            Self::Decode(error) => Some(error.response()),
            Self::Transport(error) => error.response(),
            Self::Request(_) | Self::Config(_) => None,
        }
    }

    /// The status of the response.
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(RawResponse::status)
    }

    /// The identifier of the request, for the vendor's support.
    pub fn request_id(&self) -> Option<&str> {
        self.response().and_then(RawResponse::request_id)
    }

    /// How long the server asks to wait before the next attempt
    /// (`Retry-After`, RFC 9110, section 10.2.3, or `retry-after-ms`).
    pub fn retry_after(&self) -> Option<Duration> {
        self.response().and_then(RawResponse::retry_after)
    }

    /// Whether the server knows no such thing: status 404.
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND)
    }

    /// Whether there were too many requests: status 429 (RFC 6585).
    pub fn is_rate_limited(&self) -> bool {
        self.has_status(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Whether the credentials are missing or wrong: status 401.
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(StatusCode::UNAUTHORIZED)
    }

    /// Whether the credentials do not allow the call: status 403.
    pub fn is_forbidden(&self) -> bool {
        self.has_status(StatusCode::FORBIDDEN)
    }

    /// Whether the call is at odds with the state of the thing: status 409.
    pub fn is_conflict(&self) -> bool {
        self.has_status(StatusCode::CONFLICT)
    }

    /// Whether the server's own errors have one with this code.
    pub fn has_code(&self, code: i64) -> bool {
        self.api().is_some_and(|error| error.has_code(code))
    }

    /// Whether a time limit was exceeded.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_timeout())
    }

    /// Whether no connection could be made, so that the server got nothing.
    pub fn is_connect(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_connect())
    }

    fn has_status(&self, status: StatusCode) -> bool {
        self.api().is_some_and(|error| error.status() == status)
    }
}

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

/// A setting with which no client can be made.
#[derive(Clone, Debug)]
pub struct ConfigError {
    message: String,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl ConfigError {
    pub(crate) fn new(message: String) -> Self {
        Self { message, source: None }
    }

    pub(crate) fn with(message: String, source: Arc<dyn StdError + Send + Sync>) -> Self {
        Self { message, source: Some(source) }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        write_cause(f, self.source.as_deref())
    }
}

impl StdError for ConfigError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// A call that cannot be written as a request: a path value that is empty or
/// names another path, a header that is none, a body that does not serialize.
#[derive(Clone, Debug)]
pub struct RequestError {
    operation: OperationRef,
    message: String,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl RequestError {
    pub(crate) fn new(
        operation: &OperationRef,
        message: String,
        source: Option<Arc<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self { operation: operation.clone(), message, source }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: not sent: {}", Site(&self.operation), self.message)?;
        write_cause(f, self.source.as_deref())
    }
}

impl StdError for RequestError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
