//! Responses.

use std::{
    borrow::Cow,
    fmt,
    sync::Arc,
    time::{Duration, Instant},
};

use bytes::Bytes;
use jiff::Timestamp;
use reqwest::{
    StatusCode,
    header::{CONTENT_TYPE, HeaderMap},
};
use serde::de::IgnoredAny;

use super::{
    deprecation::DeprecationNotice,
    limits::Limits,
    line::one_line,
    operation::{Api, OperationRef},
    redact::Secrets,
    retry,
};

/// How many characters of a body an error shows.
const EXCERPT: usize = 200;

/// How many bytes of a body are looked at for an excerpt.
const EXCERPT_SOURCE: usize = 16 * 1024;

/// A response as it came: status, headers and the bytes of the body.
#[derive(Clone)]
pub struct RawResponse {
    /// The facts of the API, which say what headers and envelope there are.
    pub(crate) api: &'static Api,
    pub(crate) operation: OperationRef,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Whether the body is longer, and this is its beginning.
    pub(crate) is_cut: bool,
    pub(crate) attempts: u32,
    /// The time limit of an attempt.
    pub(crate) timeout: Duration,
    pub(crate) received: Timestamp,
    pub(crate) deprecation: Option<Arc<DeprecationNotice>>,
    pub(crate) secrets: Arc<Secrets>,
    pub(crate) limits: Limits,
}

impl RawResponse {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The bytes of the body; empty for a streamed one. That of an error may be cut off: see
    /// [`ClientBuilder::max_error_size`](super::ClientBuilder::max_error_size).
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The identifier of the request, for the vendor's support; none if the
    /// server sent none, or if the API has no header for it.
    pub fn request_id(&self) -> Option<&str> {
        self.headers.get(self.api.request_id_header?)?.to_str().ok()
    }

    /// How often the call was tried until this response came.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// What the response says about the end of this endpoint.
    pub fn deprecation(&self) -> Option<&DeprecationNotice> {
        self.deprecation.as_deref()
    }

    /// How long the server asks to wait before the next request, counted from
    /// the arrival of this response; a year at most.
    pub fn retry_after(&self) -> Option<Duration> {
        retry::retry_after(&self.headers, self.received)
    }

    pub(crate) fn operation(&self) -> &OperationRef {
        &self.operation
    }

    /// Replaces the client's secrets in a text.
    pub(crate) fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.secrets.redact(text)
    }

    /// The beginning of the body, on one line, without credentials.
    pub(crate) fn excerpt(&self) -> String {
        let (source, is_cut) = match self.body.get(..EXCERPT_SOURCE) {
            Some(beginning) => (beginning, true),
            None => (&*self.body, self.is_cut),
        };
        let text = String::from_utf8_lossy(source);
        let text = match is_cut {
            // What stands at the cut may be the beginning of a secret.
            true => self.secrets.redact_beginning(&text),
            false => self.redact(&text),
        };
        one_line(&text, EXCERPT)
    }

    /// Whether the media type is JSON (RFC 8259), or a type made of it (RFC 6839).
    pub(crate) fn says_json(&self) -> bool {
        let media_type = self.media_type().unwrap_or_default().to_ascii_lowercase();
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        essence.ends_with("/json") || essence.ends_with("+json")
    }

    pub(crate) fn media_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// Writes that, and how, the body is not JSON.
    pub(crate) fn write_not_json(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.body.iter().all(u8::is_ascii_whitespace) {
            return f.write_str("the body is empty, where JSON is expected");
        }
        if self.is_cut {
            let length = self.body.len();
            write!(f, "the body is longer than the {length} bytes that are read of an error")?;
            return write!(f, "; it begins with {:?}", self.excerpt());
        }
        let syntax = serde_json::from_slice::<IgnoredAny>(&self.body).err();
        if let Some(error) = syntax.filter(|_| self.says_json()) {
            write!(f, "the body is not valid JSON: {error}")?;
            return write!(f, "; it begins with {:?}", self.excerpt());
        }
        f.write_str("the body is not JSON")?;
        if let Some(media_type) = self.media_type() {
            write!(f, " but {}", one_line(&self.redact(media_type), 60))?;
        }
        write!(f, "; it begins with {:?}", self.excerpt())
    }

    /// Writes the request id, which belongs to the end of an error.
    pub(crate) fn write_tail(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.request_id() {
            Some(id) => write!(f, " (request id {})", one_line(&self.redact(id), 80)),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Values of headers and the body may be private.
        f.debug_struct("RawResponse")
            .field("operation", &self.operation.id)
            .field("status", &self.status.as_u16())
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("request_id", &self.request_id().map(|id| self.redact(id)))
            .field("attempts", &self.attempts)
            .field("deprecation", &self.deprecation)
            .finish_non_exhaustive()
    }
}

/// The value of a response, together with the response itself.
#[derive(Clone, Debug)]
pub struct Response<T> {
    value: T,
    raw: RawResponse,
}

impl<T> Response<T> {
    pub(crate) fn new(value: T, raw: RawResponse) -> Self {
        Self { value, raw }
    }

    /// The value.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The value alone.
    pub fn into_value(self) -> T {
        self.value
    }

    /// The value, and the response that it came in.
    pub fn into_parts(self) -> (T, RawResponse) {
        (self.value, self.raw)
    }

    /// The response that the value came in.
    pub fn raw(&self) -> &RawResponse {
        &self.raw
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.raw.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.raw.headers()
    }

    /// The bytes of the body; empty for a streamed one.
    pub fn body(&self) -> &Bytes {
        self.raw.body()
    }

    /// The identifier of the request, for the vendor's support.
    pub fn request_id(&self) -> Option<&str> {
        self.raw.request_id()
    }

    /// How often the call was tried until this response came.
    pub fn attempts(&self) -> u32 {
        self.raw.attempts()
    }

    /// What the response says about the end of this endpoint.
    pub fn deprecation(&self) -> Option<&DeprecationNotice> {
        self.raw.deprecation()
    }
}

/// A response, and the rest of its body where that is streamed.
pub(crate) struct Reply {
    pub(crate) raw: RawResponse,
    pub(crate) rest: Option<reqwest::Response>,
    /// When the attempt began.
    pub(crate) started: Instant,
}

impl Reply {
    /// What is left of the time limit of the attempt.
    pub(crate) fn left(&self) -> Duration {
        self.raw.timeout.saturating_sub(self.started.elapsed())
    }
}
