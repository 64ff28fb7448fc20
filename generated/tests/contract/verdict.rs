//! What became of a call: what the mock server says of the request, and the client of the answer.

use cloudflare_shares::{Error, HeaderMap, RawResponse};
use serde_json::{Value, json};

/// What a call came to.
#[allow(clippy::large_enum_variant, reason = "there is one of it for each call")]
pub enum Outcome {
    /// There is no complete answer.
    Unanswered(String),
    /// The mock server does not accept the request.
    Rejected(String),
    /// The mock server made an answer that, it says itself, the document does not allow.
    Contradicted(String),
    /// The client decoded the answer.
    Decoded(RawResponse),
    /// The client took the answer for an error of the API.
    ApiError(Error),
    /// The client could not make anything of the answer.
    NotDecoded(Error),
}

impl Outcome {
    /// Looks at an answer. The status alone says little: where the document has answers for 4XX, a
    /// request that is rejected is answered with one of them.
    pub fn of(answer: Result<RawResponse, Error>) -> Self {
        let response = match &answer {
            Ok(response) => Some(response),
            Err(error) => error.response(),
        };
        let Some(response) = response else {
            let error = answer.err().map(|error| error.to_string());
            return Self::Unanswered(error.unwrap_or_default());
        };
        if let Some((place, message)) = violation(response.headers()) {
            return match place.as_str() {
                "response" => Self::Contradicted(message),
                _ => Self::Rejected(message),
            };
        }
        if let Some(message) = problem(response) {
            // It answers so where it has no such path, and where it failed itself.
            return match response.status().is_server_error() {
                true => Self::Contradicted(message),
                false => Self::Rejected(message),
            };
        }
        match answer {
            Ok(response) => Self::Decoded(response),
            Err(error) if error.api().is_some() => Self::ApiError(error),
            Err(error) => Self::NotDecoded(error),
        }
    }

    /// The body of an answer that the document allows, if it is JSON.
    pub fn body(&self) -> Option<Value> {
        let response = match self {
            Self::Unanswered(_) | Self::Rejected(_) | Self::Contradicted(_) => return None,
            Self::Decoded(response) => response,
            Self::ApiError(error) | Self::NotDecoded(error) => error.response()?,
        };
        serde_json::from_slice(response.body()).ok()
    }
}

/// What violates the document, by the mock server's own header: whether it is in the request or in
/// the response, and what it is.
fn violation(headers: &HeaderMap) -> Option<(String, String)> {
    let text = headers.get("sl-violations")?.to_str().ok()?;
    let violations: Value = serde_json::from_str(text).ok()?;
    let violations = violations.as_array()?;
    let place = violations.first()?["location"][0].as_str()?.to_owned();
    let messages = violations.iter().map(|violation| {
        let message = violation["message"].as_str().unwrap_or_default();
        let location = violation["location"].as_array().into_iter().flatten();
        let location: Vec<_> = location.filter_map(Value::as_str).collect();
        format!("{message} ({})", location.join("."))
    });
    Some((place, messages.collect::<Vec<_>>().join("; ")))
}

/// The mock server's own error, which is in none of the document's forms.
fn problem(response: &RawResponse) -> Option<String> {
    let kind = response.headers().get("content-type")?.to_str().ok()?;
    if !kind.starts_with("application/problem+json") {
        return None;
    }
    let problem: Value = serde_json::from_slice(response.body()).ok()?;
    let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
    Some(format!("{}: {}", text("title"), text("detail")))
}

/// What is said of one call: a fault each of its request and its answer, if there is one.
pub struct Check {
    /// The `operationId` of the document.
    pub operation: String,
    /// Which call of the operation it is.
    pub case: String,
    /// Why the request is not accepted.
    pub request: Option<String>,
    /// Why the answer is not what it should be.
    pub answer: Option<String>,
}

impl Check {
    /// A check of a call.
    pub fn new(operation: &str, case: &str, outcome: Result<(), Outcome>) -> Self {
        let (request, answer) = match outcome {
            Ok(()) => (None, None),
            Err(Outcome::Unanswered(why) | Outcome::Rejected(why)) => (Some(why), None),
            Err(Outcome::Contradicted(why)) => {
                (None, Some(format!("the mock server contradicts the document: {why}")))
            }
            Err(Outcome::Decoded(response)) => {
                let status = response.status();
                (None, Some(format!("an error of the API was expected, not {status}")))
            }
            Err(Outcome::ApiError(error) | Outcome::NotDecoded(error)) => {
                (None, Some(error.to_string()))
            }
        };
        Self { operation: operation.to_owned(), case: case.to_owned(), request, answer }
    }

    /// Whether there is nothing to say.
    pub fn is_good(&self) -> bool {
        self.request.is_none() && self.answer.is_none()
    }

    /// Prints the check as one line, for the command that shows them all.
    pub fn print(&self) {
        let Self { operation, case, request, answer } = self;
        let line = json!({
            "operation": operation, "case": case, "request": request, "answer": answer,
        });
        println!("contract: {line}");
    }
}
