//! When a call is tried again, and after which pause.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use reqwest::{
    Method, StatusCode,
    header::{DATE, HeaderMap, HeaderName, RETRY_AFTER},
};

/// The longest pause that a server may ask for.
const LONGEST: Duration = Duration::from_secs(60);

/// What a longer wish is taken for: a year, so that a caller can add it to any time.
pub(crate) const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Whether sending a request twice has the effect of sending it once (RFC 9110,
/// section 9.2.2).
pub(crate) fn is_idempotent(method: &Method) -> bool {
    matches!(
        *method,
        Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE | Method::PUT | Method::DELETE
    )
}

/// Whether this status may be gone the next time.
pub(crate) fn is_passing(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
}

/// The pause before retry `retry`, counted from 0; `random` is from 0 to 1.
pub(crate) fn backoff(retry: u32, random: f64) -> Duration {
    // 2^4 halves of a second are the 8 s at which the pause stops growing.
    let full = 0.5 * f64::from(1_u32 << retry.min(4));
    Duration::from_secs_f64(full * (1.0 - 0.25 * random.clamp(0.0, 1.0)))
}

/// The pause before the next attempt: what the server asks for, else the
/// back-off. None if the server asks for more than 60 s.
pub(crate) fn pause(
    retry: u32,
    random: f64,
    headers: Option<&HeaderMap>,
    now: Timestamp,
) -> Option<Duration> {
    match headers.and_then(|headers| retry_after(headers, now)) {
        Some(asked) if asked > LONGEST => None,
        Some(asked) => Some(asked),
        None => Some(backoff(retry, random)),
    }
}

/// Reads `retry-after-ms` and `Retry-After` (RFC 9110, section 10.2.3), up to a year.
pub(crate) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    const RETRY_AFTER_MS: HeaderName = HeaderName::from_static("retry-after-ms");
    let text = |name: &HeaderName| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(pause) = text(&RETRY_AFTER_MS).and_then(|text| seconds(text, 0.001)) {
        return Some(pause);
    }
    let value = text(&RETRY_AFTER)?;
    if let Some(pause) = seconds(value, 1.0) {
        return Some(pause);
    }
    let date = httpdate::parse_http_date(value).ok()?;
    // The server's clock counts, where it tells: ours may be wrong.
    let now = text(&DATE)
        .and_then(|date| httpdate::parse_http_date(date).ok())
        .or_else(|| SystemTime::try_from(now).ok())?;
    Some(date.duration_since(now).unwrap_or_default().min(YEAR))
}

/// Reads a number of this unit: digits, and what some servers put behind a point.
fn seconds(text: &str, unit: f64) -> Option<Duration> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let seconds = text.parse::<f64>().ok()? * unit;
    Some(Duration::try_from_secs_f64(seconds).unwrap_or(YEAR).min(YEAR))
}
