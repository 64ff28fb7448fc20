//! What a caller may change for one call.

use std::{fmt, time::Duration};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

use super::{
    limits,
    params::{QueryStyle, Reserved, query},
};

/// Changes for one call: extra headers and query parameters, a time limit, a
/// number of retries.
///
/// A value can be used for many calls. It holds no credentials of the client,
/// and `Debug` shows the names of headers and query parameters without values.
#[derive(Clone, Default)]
#[must_use = "options do nothing until they are given to a call"]
pub struct CallOptions {
    pub(crate) headers: HeaderMap,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) error: Option<String>,
}

impl CallOptions {
    /// Options that change nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a header. It replaces the headers of this name that the client or
    /// the operation sets; given twice here, it is sent twice.
    ///
    /// A name or value that is no header (RFC 9110, section 5) fails the call
    /// before anything is sent.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        if let Err(error) = add_header(&mut self.headers, name.as_ref(), value.as_ref()) {
            self.error = self.error.or(Some(error));
        }
        self
    }

    /// Adds a query parameter. A list is sent as repeated keys.
    ///
    /// A value that has no encoding as a query parameter fails the call before
    /// anything is sent.
    pub fn query<V: Serialize + ?Sized>(mut self, name: impl AsRef<str>, value: &V) -> Self {
        let name = name.as_ref();
        match query(name, value, QueryStyle::FormExploded, Reserved::Encode) {
            Ok(pairs) => self.query.extend(pairs),
            Err(error) => {
                self.error = self.error.or(Some(format!("query parameter `{name}`: {error}")));
            }
        }
        self
    }

    /// The time limit of one attempt, from connecting to the last byte of the
    /// body. For a streamed body: of the headers, and of every pause after them.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How often the call may be tried again; 0 for a single attempt.
    pub fn max_retries(mut self, max_retries: u32) -> Self {
        self.max_retries = Some(max_retries);
        self
    }
}

impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("query", &self.query.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("timeout", &self.timeout)
            .field("max_retries", &self.max_retries)
            .finish_non_exhaustive()
    }
}

/// Adds a header of the caller's to others.
pub(crate) fn add_header(headers: &mut HeaderMap, name: &str, value: &str) -> Result<(), String> {
    let (name, value) = header(name, value)?;
    if headers.len() >= limits::HEADERS {
        return Err(format!("there are more than {} headers", limits::HEADERS));
    }
    headers.append(name, value);
    Ok(())
}

/// Checks a header of the caller's. Its value may be a secret, so it is marked
/// as one: no `Debug` shows it and HTTP/2 does not index it.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let checked = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| format!("the header name {name:?} is not allowed by RFC 9110"))?;
    let mut value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| {
        format!("the value of the header `{checked}` holds a line break or a control character")
    })?;
    // RFC 9110, section 5.5: it is no part of the value, and whoever reads the header drops it.
    if value.as_bytes().trim_ascii() != value.as_bytes() {
        return Err(format!("the value of the header `{checked}` begins or ends with white space"));
    }
    value.set_sensitive(true);
    Ok((checked, value))
}
