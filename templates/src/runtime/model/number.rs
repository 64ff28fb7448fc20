//! Numbers: a whole number is one however it is written, and is written as one.

use std::{fmt, marker::PhantomData};

use serde::{
    de::{self, DeserializeSeed, Deserializer, MapAccess, Visitor},
    ser::{self, Serializer},
};

use super::handover::{AS_TEXT, AT_PLACE};

/// The whole number that a number of JSON is, exactly: `5`, `5.0` and `0.5e1` are five. `None` for
/// one with a fraction, and for one beyond 128 bits.
pub(super) fn whole(text: &str) -> Option<i128> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse::<i64>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = [whole, fraction].concat();
    let significant = all.trim_end_matches('0');
    if significant.trim_start_matches('-').is_empty() {
        return all.bytes().any(|byte| byte == b'0').then_some(0);
    }
    let zeros = i64::try_from(all.len() - significant.len()).ok()?;
    let scale = exponent.checked_sub(i64::try_from(fraction.len()).ok()?)?.checked_add(zeros)?;
    let scale = 10_i128.checked_pow(u32::try_from(scale).ok()?)?;
    significant.parse::<i128>().ok()?.checked_mul(scale)
}

/// A type of whole numbers.
pub(super) trait Whole: TryFrom<i64> + TryFrom<u64> + TryFrom<i128> {
    /// What a number must be, in words.
    const NAME: &'static str;
}

macro_rules! whole_types {
    ($($ty:ident)*) => {$(
        impl Whole for $ty {
            const NAME: &'static str = stringify!($ty);
        }
    )*};
}

whole_types!(i32 i64 u64 i128);

/// Takes a whole number, with a fraction that is zero too.
pub(super) struct WholeVisitor<T>(pub(super) PhantomData<T>);

impl<T: Whole> Visitor<'_> for WholeVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::NAME)
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<T, E> {
        let unfit = |_| E::invalid_value(de::Unexpected::Signed(number), &self);
        T::try_from(number).map_err(unfit)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<T, E> {
        let unfit = |_| E::invalid_value(de::Unexpected::Unsigned(number), &self);
        T::try_from(number).map_err(unfit)
    }

    fn visit_i128<E: de::Error>(self, number: i128) -> Result<T, E> {
        let unfit = |_| E::invalid_value(de::Unexpected::Other(&number.to_string()), &self);
        T::try_from(number).map_err(unfit)
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<T, E> {
        // Without an exponent, Rust writes a float with all of its digits.
        let whole = whole(&number.to_string()).and_then(|whole| T::try_from(whole).ok());
        whole.ok_or_else(|| E::invalid_type(de::Unexpected::Float(number), &self))
    }
}

/// Reads a whole number with all of its digits, of which JSON allows more than 64 bits have.
pub(super) fn read_big<'de, D: Deserializer<'de>>(from: D) -> Result<i128, D::Error> {
    from.deserialize_newtype_struct(AS_TEXT, BigVisitor)
}

/// Takes a number as its text, since serde_json reads a fraction that is zero into a float only.
struct BigVisitor;

impl<'de> Visitor<'de> for BigVisitor {
    type Value = i128;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<i128, D::Error> {
        from.deserialize_i128(WholeVisitor(PhantomData))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<i128, A::Error> {
        match map.next_key::<String>()?.as_deref() {
            Some(AS_TEXT) => {
                let text = map.next_value::<String>()?;
                let unfit = || de::Error::invalid_value(de::Unexpected::Other(&text), &self);
                whole(&text).ok_or_else(unfit)
            }
            Some(AT_PLACE) => map.next_value_seed(Big),
            _ => Err(de::Error::invalid_type(de::Unexpected::Map, &self)),
        }
    }
}

struct Big;

impl<'de> DeserializeSeed<'de> for Big {
    type Value = i128;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<i128, D::Error> {
        from.deserialize_i128(WholeVisitor(PhantomData))
    }
}

/// Reads a float; a number that is as big as to be infinite is an error.
pub(super) fn read_float<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    let number = <f64 as serde::Deserialize>::deserialize(from)?;
    if number.is_finite() { Ok(number) } else { Err(not_finite(de::Error::custom::<&str>)) }
}

/// Writes a float: a whole number has no fraction, and any other is written by `fraction`.
pub(super) fn write_float<S: Serializer>(
    number: f64,
    to: S,
    fraction: impl FnOnce(S) -> Result<S::Ok, S::Error>,
) -> Result<S::Ok, S::Error> {
    /// 2^53: up to here every whole number has a float of its own.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if !number.is_finite() {
        return Err(not_finite(ser::Error::custom::<&str>));
    }
    let is_whole = number.fract() == 0.0 && number.abs() <= EXACT;
    if is_whole && !(number == 0.0 && number.is_sign_negative()) {
        #[expect(clippy::cast_possible_truncation, reason = "it is whole and small")]
        return to.serialize_i64(number as i64);
    }
    fraction(to)
}

fn not_finite<E>(error: fn(&'static str) -> E) -> E {
    error("a number is infinite or not a number, and JSON has no such number")
}
