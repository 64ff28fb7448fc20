//! A time of day with its offset.

use std::{fmt, str::FromStr};

use jiff::{civil::Time, tz::Offset};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{kind::Kind, part::ModelPart, time};

/// A time of day, as RFC 3339 writes it: `10:00:00Z`, `10:00:00+02:00`. Servers that leave out the
/// offset are understood, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimeOfDay {
    /// The time by the clock.
    pub time: Time,
    /// How far that clock is from UTC; none where it is not said.
    pub offset: Option<Offset>,
}

impl TimeOfDay {
    /// A time of day at an offset.
    #[must_use]
    pub fn new(time: Time, offset: Offset) -> Self {
        Self { time, offset: Some(offset) }
    }

    /// A time of day by the clock of UTC.
    #[must_use]
    pub fn utc(time: Time) -> Self {
        Self::new(time, Offset::UTC)
    }
}

/// A time without an offset.
impl From<Time> for TimeOfDay {
    fn from(time: Time) -> Self {
        Self { time, offset: None }
    }
}

/// `10:00:00`, then `Z` or an offset such as `+02:00`, where there is one.
impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.time, f)?;
        let Some(seconds) = self.offset.map(Offset::seconds) else { return Ok(()) };
        if seconds == 0 {
            return f.write_str("Z");
        }
        let sign = if seconds < 0 { '-' } else { '+' };
        let minutes = seconds.abs() / 60;
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl FromStr for TimeOfDay {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        let place = text.find(['Z', 'z', '+', '-']);
        let (time, rest) = text.split_at(place.unwrap_or(text.len()));
        let time: Time = time::shortened(time).parse()?;
        let offset = match rest {
            "" => return Ok(time.into()),
            "Z" | "z" => Offset::UTC,
            // With a day, an offset is one of a date and time.
            _ => {
                let whole = format!("2000-01-01T00:00:00{rest}");
                let whole = jiff::fmt::temporal::Pieces::parse(&whole)?;
                whole.to_numeric_offset().unwrap_or(Offset::UTC)
            }
        };
        Ok(Self::new(time, offset))
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        time::read(from, "a time of day, as RFC 3339 writes it", time_of_day)
    }
}

impl ModelPart for TimeOfDay {
    const KIND: Kind = Kind::Format(|text| time_of_day(text).is_ok());
}

/// A time of day.
fn time_of_day(text: &str) -> Result<TimeOfDay, String> {
    if text.contains(['T', 't', ' ']) {
        return Err("it has a date".to_owned());
    }
    text.parse().map_err(|error: jiff::Error| error.to_string())
}
