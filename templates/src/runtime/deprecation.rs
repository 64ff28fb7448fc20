//! What a response says about the end of its endpoint: `Deprecation` (RFC 9745),
//! `Sunset` (RFC 8594), and the links that belong to them.

use jiff::{SignedDuration, Timestamp};
use reqwest::header::{HeaderMap, HeaderName};
use tracing::{debug, error, warn};

use super::{
    link::{self, Link},
    operation::Operation,
    redact::Secrets,
};

/// A sunset that is nearer than this is logged as an error.
const NEAR: SignedDuration = SignedDuration::from_hours(30 * 24);

const DEPRECATION: HeaderName = HeaderName::from_static("deprecation");
const SUNSET: HeaderName = HeaderName::from_static("sunset");

/// What a server says about the end of an endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeprecationNotice {
    deprecation: Option<Timestamp>,
    sunset: Option<Timestamp>,
    links: Vec<Link>,
}

impl DeprecationNotice {
    /// The day from which the endpoint is deprecated, which may be to come
    /// (`Deprecation`, RFC 9745).
    pub fn deprecation(&self) -> Option<Timestamp> {
        self.deprecation
    }

    /// The day from which the endpoint may no longer answer (`Sunset`, RFC 8594).
    pub fn sunset(&self) -> Option<Timestamp> {
        self.sunset
    }

    /// The links with the relations `deprecation`, `sunset`,
    /// `successor-version` and `latest-version`.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The target of the first link with this relation.
    pub fn link(&self, relation: &str) -> Option<&str> {
        self.links.iter().find(|link| link.relation() == relation).map(Link::target)
    }
}

/// Reads the notice of a response. A malformed header is ignored, and a link that repeats a secret of
/// the request does not have it.
pub(crate) fn parse(headers: &HeaderMap, secrets: &Secrets) -> Option<DeprecationNotice> {
    let read = |name: &HeaderName, parse: fn(&str) -> Option<Timestamp>| {
        let value = headers.get(name)?;
        let parsed = value.to_str().ok().and_then(parse);
        if parsed.is_none() {
            debug!(header = name.as_str(), "a malformed header is ignored");
        }
        parsed
    };
    let deprecation = read(&DEPRECATION, structured_date);
    let sunset = read(&SUNSET, http_date);
    if deprecation.is_none() && sunset.is_none() {
        return None;
    }
    let mut links = link::all(headers);
    links.retain(|link| {
        matches!(link.relation(), "deprecation" | "sunset" | "successor-version" | "latest-version")
    });
    for link in &mut links {
        link.target = secrets.redact(&link.target).into_owned();
    }
    Some(DeprecationNotice { deprecation, sunset, links })
}

/// Logs a notice.
pub(crate) fn log(operation: &Operation, notice: &DeprecationNotice, now: Timestamp) {
    let (method, path) = (&operation.method, &*operation.path);
    let date = |date: Option<Timestamp>| date.map(tracing::field::display);
    let (deprecation, sunset) = (date(notice.deprecation), date(notice.sunset));
    let successor = notice.link("successor-version");
    let left = notice.sunset.map(|sunset| sunset.duration_since(now));
    let name = operation.id;
    match left {
        Some(left) if left.is_negative() => {
            error!(
                operation = name, %method, path, deprecation, sunset, successor,
                "this endpoint is past its sunset and may stop answering; use its successor"
            );
        }
        Some(left) if left <= NEAR => {
            error!(
                operation = name, %method, path, deprecation, sunset, successor,
                "this endpoint will end within 30 days; use its successor"
            );
        }
        _ => warn!(
            operation = name, %method, path, deprecation, sunset, successor,
            "this endpoint is deprecated; use its successor"
        ),
    }
}

/// Reads a date of structured fields, `@` and seconds since 1970 (RFC 9651,
/// section 3.3.7). Parameters, which RFC 9745 does not define, are skipped.
fn structured_date(text: &str) -> Option<Timestamp> {
    let item = text.split(';').next()?.trim();
    let seconds = item.strip_prefix('@')?;
    let digits = seconds.strip_prefix('-').unwrap_or(seconds);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Timestamp::from_second(seconds.parse().ok()?).ok()
}

/// Reads an HTTP date (RFC 9110, section 5.6.7).
fn http_date(text: &str) -> Option<Timestamp> {
    Timestamp::try_from(httpdate::parse_http_date(text.trim()).ok()?).ok()
}
