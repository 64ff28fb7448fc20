//! The errors that a server answers with.

use std::{any::TypeId, error::Error as StdError, fmt, time::Duration};

use reqwest::{StatusCode, header::HeaderMap};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    json::{Json, listed},
    line::{LONGEST_MESSAGE, Site, one_line},
    operation::Envelope,
    response::RawResponse,
};

/// How many errors of a response are shown.
const SHOWN: usize = 5;

/// The server answered that the call failed: with a status other than 2xx, or
/// with an envelope that says so.
#[derive(Clone)]
pub struct ApiError {
    response: RawResponse,
    errors: Vec<ErrorDetail>,
    /// How many errors the body lists, those included that are not read.
    count: usize,
    /// Whether the body is JSON at all.
    json: bool,
}

impl ApiError {
    pub(crate) fn new(response: RawResponse) -> Self {
        let most = response.limits.error_details;
        let json = Json::new(response.body());
        let (mut errors, count) =
            details(response.body(), json, response.api.envelope.as_ref(), most);
        let json = json.is_some();
        for error in &mut errors {
            let texts = [&mut error.code, &mut error.documentation_url, &mut error.pointer];
            let texts = texts.into_iter().filter_map(Option::as_mut);
            for text in texts.chain([&mut error.message]) {
                *text = response.redact(text).into_owned();
            }
        }
        Self { response, errors, count, json }
    }

    /// The status of the response. It may be 2xx, where the envelope says that
    /// the call failed.
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// The errors that the body lists; empty if it lists none, or is not JSON. Of a long list, it is
    /// the first ones: see [`ClientBuilder::max_error_details`](super::ClientBuilder::max_error_details).
    pub fn errors(&self) -> &[ErrorDetail] {
        &self.errors
    }

    /// Whether one of the errors has this code.
    pub fn has_code(&self, code: i64) -> bool {
        self.errors.iter().any(|error| error.code() == Some(code))
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        self.response.headers()
    }

    /// The identifier of the request, for the vendor's support.
    pub fn request_id(&self) -> Option<&str> {
        self.response.request_id()
    }

    /// How long the server asks to wait before the next attempt.
    pub fn retry_after(&self) -> Option<Duration> {
        self.response.retry_after()
    }

    /// The body as a type of `models`.
    ///
    /// For a status that the API documents, that must be the type that it documents for the call and
    /// the status; the docs of the call list them. For any other status it may be any type that the
    /// body fits. None if it is another type, or if the body does not fit.
    pub fn body<T: DeserializeOwned + 'static>(&self) -> Option<T> {
        let documented = self.response.operation().error_type(self.status().as_u16());
        if documented.is_some_and(|documented| documented != TypeId::of::<T>()) {
            return None;
        }
        serde_json::from_slice(self.response.body()).ok()
    }

    /// The body as JSON, if it is.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(self.response.body()).ok()
    }

    /// The whole response, with the bytes of its body.
    pub fn response(&self) -> &RawResponse {
        &self.response
    }

    /// What the caller can do about this status.
    fn hint(&self) -> Option<String> {
        Some(match (self.status(), self.retry_after()) {
            (StatusCode::UNAUTHORIZED, _) => "check the credentials".into(),
            (StatusCode::FORBIDDEN, _) => "check what the credentials allow".into(),
            (_, Some(pause)) => format!("try again in {} s", pause.as_secs_f64().ceil()),
            (StatusCode::TOO_MANY_REQUESTS, None) => "try again later".into(),
            _ => return None,
        })
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", Site(self.response.operation()), self.status())?;
        if self.status().is_success() {
            f.write_str(", but the response says that the call failed")?;
        }
        for (index, error) in self.errors.iter().take(SHOWN).enumerate() {
            f.write_str(if index == 0 { ": " } else { ", " })?;
            error.fmt(f)?;
        }
        if self.count > SHOWN && !self.errors.is_empty() {
            let at_least = if self.response.is_cut { "at least " } else { "" };
            write!(f, ", and {at_least}{} more", self.count - SHOWN.min(self.errors.len()))?;
        }
        if !self.json && self.errors.is_empty() {
            f.write_str(": ")?;
            self.response.write_not_json(f)?;
        } else if self.errors.is_empty() {
            f.write_str(": the response gives no reason")?;
        }
        self.response.write_tail(f)?;
        match self.hint() {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("response", &self.response)
            .field("errors", &self.errors)
            .finish()
    }
}

impl StdError for ApiError {}

/// One error of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorDetail {
    code: Option<String>,
    message: String,
    documentation_url: Option<String>,
    pointer: Option<String>,
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
}

impl fmt::Display for ErrorDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = one_line(&self.message, LONGEST_MESSAGE);
        match &self.code {
            Some(code) if message.is_empty() => write!(f, "[{}]", one_line(code, 60)),
            Some(code) => write!(f, "[{}] {message}", one_line(code, 60)),
            None => f.write_str(&message),
        }?;
        match &self.pointer {
            Some(pointer) => write!(f, " (at {})", one_line(pointer, 120)),
            None => Ok(()),
        }
    }
}

/// Reads the first errors of a body, and how many there are: those of the envelope, else what bodies
/// of other APIs commonly hold, first of all problem details (RFC 9457).
fn details(
    body: &[u8],
    json: Option<Json<'_>>,
    envelope: Option<&Envelope>,
    most: usize,
) -> (Vec<ErrorDetail>, usize) {
    if let Some(envelope) = envelope
        && let Some((errors, count)) = listed(body, envelope.errors, most)
    {
        return (errors.into_iter().map(|error| detail(error, envelope)).collect(), count);
    }
    const MESSAGES: [&[&str]; 6] = [
        &["detail"],
        &["error", "message"],
        &["message"],
        &["error_description"],
        &["error"],
        &["title"],
    ];
    const CODES: [&[&str]; 3] = [&["code"], &["error", "code"], &["type"]];
    let text = |path: &[&str]| json?.text(path);
    let message = MESSAGES.into_iter().find_map(text);
    let code = CODES.into_iter().find_map(text);
    if message.is_none() && code.is_none() {
        return (Vec::new(), 0);
    }
    let error = ErrorDetail {
        code,
        message: message.unwrap_or_default(),
        documentation_url: text(&["documentation_url"]),
        pointer: text(&["instance"]),
    };
    (vec![error], 1)
}

fn detail(error: Json<'_>, envelope: &Envelope) -> ErrorDetail {
    let fields = &envelope.error;
    ErrorDetail {
        code: error.text(fields.code),
        // An error may be a mere text.
        message: error.text(fields.message).or_else(|| error.as_text()).unwrap_or_default(),
        documentation_url: error.text(fields.documentation_url),
        pointer: error.text(fields.pointer),
    }
}
