//! Calls that got no complete response.

use std::{error::Error as StdError, fmt, time::Duration};

use super::{
    line::{Site, one_line, write_cause},
    operation::OperationRef,
    response::RawResponse,
};

/// There is no complete response.
#[derive(Debug)]
pub struct TransportError {
    pub(crate) operation: OperationRef,
    pub(crate) kind: TransportErrorKind,
    /// What went wrong, where the kind says too little.
    pub(crate) detail: Option<String>,
    pub(crate) attempts: u32,
    pub(crate) timeout: Duration,
    pub(crate) response: Option<RawResponse>,
    pub(crate) source: Option<reqwest::Error>,
}

/// Where a call broke off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection could be made: the name has no address, the server refuses,
    /// TLS fails, or the time limit of connecting is over. The server got nothing.
    Connect,
    /// The time limit of an attempt was over before the response was complete.
    Timeout,
    /// The connection broke off, or what came over it is not HTTP.
    Interrupted,
    /// The response is longer than the client's limit.
    TooLarge,
    /// A redirect cannot be followed.
    Redirect,
    /// The HTTP client refused the request.
    Refused,
    /// What the caller gave as a body cannot be read, or has another length than was said.
    Body,
}

impl TransportError {
    /// Where the call broke off.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// How often the call was tried.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The response, as far as it arrived; its body may be cut off.
    pub fn response(&self) -> Option<&RawResponse> {
        self.response.as_ref()
    }

    /// Whether a time limit was exceeded.
    pub fn is_timeout(&self) -> bool {
        self.kind == TransportErrorKind::Timeout
            || self.source.as_ref().is_some_and(reqwest::Error::is_timeout)
    }

    /// Whether no connection could be made.
    pub fn is_connect(&self) -> bool {
        self.kind == TransportErrorKind::Connect
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use TransportErrorKind as K;
        write!(f, "{}: ", Site(&self.operation))?;
        match self.kind {
            K::Connect => f.write_str("no connection to the server")?,
            K::Timeout => write!(f, "no complete response within {:?}", self.timeout)?,
            K::Interrupted => f.write_str("the connection broke off")?,
            K::TooLarge => f.write_str("the response is too long")?,
            K::Redirect => f.write_str("a redirect cannot be followed")?,
            K::Refused => f.write_str("the request cannot be sent")?,
            K::Body => f.write_str("the body of the request cannot be read")?,
        }
        if let Some(detail) = &self.detail {
            write!(f, ": {}", one_line(detail, 500))?;
        }
        if self.kind != K::Body {
            write_cause(f, self.source.as_ref().map(|source| source as _))?;
        }
        if self.attempts > 1 {
            write!(f, " ({} attempts)", self.attempts)?;
        }
        if let Some(response) = &self.response {
            response.write_tail(f)?;
        }
        match self.kind {
            K::Connect => f.write_str("; check the network and the base URL"),
            K::Timeout => f.write_str("; raise `timeout` if the call takes that long"),
            K::TooLarge if self.detail.is_none() => {
                f.write_str("; raise `max_response_size`, or ask for less")
            }
            _ => Ok(()),
        }
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
