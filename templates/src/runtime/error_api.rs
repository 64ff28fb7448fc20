//! The errors that a server answers with.

use std::{any::TypeId, error::Error as StdError, fmt, time::Duration};

use reqwest::{StatusCode, header::HeaderMap};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    error_body, error_detail::ErrorDetail, error_fit, json::Json, line::Site, response::RawResponse,
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
        let json = Json::new(response.body());
        let (most, reason) = (response.limits.error_details, response.status().canonical_reason());
        let envelope = response.api.envelope.as_ref();
        let (mut errors, count) = error_body::read(response.body(), json, envelope, most, reason);
        let json = json.is_some();
        for error in &mut errors {
            error.change_texts(|text| *text = response.redact(text).into_owned());
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
    /// body fits. None if it is another type, or if the body does not fit: also where the type can do
    /// without each of its properties, and the body has none of them.
    pub fn body<T: DeserializeOwned + 'static>(&self) -> Option<T> {
        let documented = self.response.operation().error_type(self.status().as_u16());
        if documented.is_some_and(|documented| documented != TypeId::of::<T>()) {
            return None;
        }
        let body = self.response.body();
        error_fit::knows_a_part::<T>(body).then(|| serde_json::from_slice(body).ok()).flatten()
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
            write!(
                f,
                ": the response gives no reason; it begins with {:?}",
                self.response.excerpt()
            )?;
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
