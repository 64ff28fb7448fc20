//! Days and times, as RFC 3339 writes them and as servers do.

use std::{borrow::Cow, fmt};

use jiff::{Timestamp, civil, fmt::temporal::Pieces};
use serde::{
    de::{self, Deserializer, Visitor},
    ser::{Serialize, Serializer},
};

use crate::config::TIMES_WITHOUT_OFFSET_ARE_UTC;

/// The last moment of the years with four digits, which many servers send for "never". A
/// [`Timestamp`] ends a day before.
const NEVER: &str = "9999-12-31T23:59:59Z";

/// How many digits a fraction of a second may have.
const DIGITS: usize = 9;

/// Names the setting in errors.
const SETTING: &str = "the setting `date-time-without-offset` of the generator says how such times \
                       are read: \"refuse\", \"utc\" or \"civil\"";

/// Reads a string in a format.
pub(super) fn read<'de, T, D: Deserializer<'de>>(
    from: D,
    expected: &'static str,
    parse: fn(&str) -> Result<T, String>,
) -> Result<T, D::Error> {
    from.deserialize_str(TimeVisitor { expected, parse })
}

struct TimeVisitor<T> {
    expected: &'static str,
    parse: fn(&str) -> Result<T, String>,
}

impl<T> Visitor<'_> for TimeVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        (self.parse)(text).map_err(|why| {
            E::custom(format_args!(
                "invalid value: string {text:?}, expected {self}: {why}",
                self = self.expected
            ))
        })
    }
}

/// A point in time. What is beyond the end of [`Timestamp`] is that end: it says "never".
pub(super) fn date_time(text: &str) -> Result<Timestamp, String> {
    let error = match text.parse() {
        Ok(time) => return Ok(time),
        Err(error) => error,
    };
    let short = shortened(text);
    if let Ok(time) = short.parse() {
        return Ok(time);
    }
    if has_no_offset(&short) {
        return if TIMES_WITHOUT_OFFSET_ARE_UTC {
            date_time(&format!("{short}Z"))
        } else {
            Err(format!("it has no offset from UTC; {SETTING}"))
        };
    }
    // The end of the year 9999 needs an offset to be a point in time.
    let end = short.len().checked_sub(1).filter(|_| short.ends_with(['Z', 'z']));
    let end = end.or_else(|| short.rfind(['+', '-']).filter(|sign| *sign > "9999-12-31".len()));
    let civil = end.and_then(|end| short.get(..end)?.parse::<civil::DateTime>().ok());
    match civil {
        Some(civil) if civil >= civil::date(9999, 12, 30).at(0, 0, 0, 0) => Ok(Timestamp::MAX),
        _ => Err(error.to_string()),
    }
}

/// A time without those digits of its seconds that are beyond a nanosecond.
pub(super) fn shortened(text: &str) -> Cow<'_, str> {
    let Some((whole, rest)) = text.split_once('.') else { return Cow::Borrowed(text) };
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    match (rest.get(..DIGITS), rest.get(digits..)) {
        (Some(kept), Some(offset)) if digits > DIGITS => format!("{whole}.{kept}{offset}").into(),
        _ => Cow::Borrowed(text),
    }
}

/// Whether a text is a date and time, and nothing else.
fn has_no_offset(text: &str) -> bool {
    let pieces = Pieces::parse(text).ok();
    pieces.is_some_and(|it| it.time().is_some() && it.to_numeric_offset().is_none())
}

/// A date and time by a clock that the API does not name.
pub(super) fn civil_date_time(text: &str) -> Result<civil::DateTime, String> {
    let short = shortened(text);
    let civil = short.parse().map_err(|error: jiff::Error| error.to_string())?;
    match has_no_offset(&short) {
        true => Ok(civil),
        false => Err(format!("it is no date and time without an offset from UTC; {SETTING}")),
    }
}

/// Whether a string is a point in time.
pub(super) fn is_date_time(text: &str) -> bool {
    date_time(text).is_ok()
}

/// Writes a point in time.
#[inline]
pub(super) fn write_date_time<S: Serializer>(time: Timestamp, to: S) -> Result<S::Ok, S::Error> {
    if time == Timestamp::MAX {
        return to.serialize_str(NEVER);
    }
    time.serialize(to)
}

/// A day, and no time with it.
pub(super) fn date(text: &str) -> Result<civil::Date, String> {
    if text.contains(['T', 't', ' ', ':']) {
        return Err("it has a time".to_owned());
    }
    text.parse().map_err(|error: jiff::Error| error.to_string())
}

/// Whether a string is a day.
pub(super) fn is_date(text: &str) -> bool {
    date(text).is_ok()
}
