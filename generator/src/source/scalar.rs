//! The core schema of YAML 1.2: what an unquoted scalar is.

use super::{Number, Value};

/// What an unquoted scalar is. None if it is a number that is infinite or none.
pub(super) fn plain(text: &str) -> Option<Value> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Some(Value::Null),
        "true" | "True" | "TRUE" => return Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Some(Value::Bool(false)),
        ".nan" | ".NaN" | ".NAN" => return None,
        _ => {}
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return None;
    }
    if !text.starts_with(['-', '+', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) {
        return Some(Value::String(text.into()));
    }
    if let Some(number) = radix(text).or_else(|| integer(text)) {
        return Some(Value::Number(number));
    }
    if is_float(unsigned) {
        return float(text).map(Value::Number);
    }
    Some(Value::String(text.into()))
}

/// A number of JSON, which the JSON scanner has found to be well formed.
pub(super) fn json_number(text: &str) -> Option<Number> {
    integer(text).or_else(|| float(text))
}

/// `0x1F` and `0o17`.
fn radix(text: &str) -> Option<Number> {
    let (digits, radix) = match text.strip_prefix("0x") {
        Some(digits) => (digits, 16),
        None => (text.strip_prefix("0o")?, 8),
    };
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    match u128::from_str_radix(digits, radix) {
        Ok(value) => integer(&value.to_string()),
        // Beyond 128 bits nobody counts digits in sixteens or eights: the nearest double will do.
        Err(_) => {
            let add = |value: f64, digit: char| {
                value * f64::from(radix) + f64::from(digit.to_digit(radix).unwrap_or(0))
            };
            let value = digits.chars().fold(0.0, add);
            value.is_finite().then_some(Number::Float(value))
        }
    }
}

/// Decimal digits, perhaps with a sign.
fn integer(text: &str) -> Option<Number> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Ok(value) = text.parse() {
        return Some(Number::Signed(value));
    }
    if let Ok(value) = text.parse() {
        return Some(Number::Unsigned(value));
    }
    let digits = digits.trim_start_matches('0');
    let sign = if text.starts_with('-') { "-" } else { "" };
    Some(Number::Big(format!("{sign}{digits}").into()))
}

/// Digits with a fraction, an exponent or both, without a sign.
fn is_float(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let is_digits = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_is_right = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !digits.is_empty() && is_digits(digits)
    });
    let mantissa_is_right = match mantissa.split_once('.') {
        Some(("", fraction)) => !fraction.is_empty() && is_digits(fraction),
        Some((whole, fraction)) => is_digits(whole) && is_digits(fraction),
        None => !mantissa.is_empty() && is_digits(mantissa),
    };
    exponent_is_right && mantissa_is_right
}

fn float(text: &str) -> Option<Number> {
    let value: f64 = text.parse().ok()?;
    value.is_finite().then_some(Number::Float(value))
}

/// A scalar that has one of the tags of the core schema, by the end of the tag's name. The outer
/// `None` is for a tag of another schema, the inner one for a text that is not what the tag says.
pub(super) fn tagged(tag: &str, text: &str) -> Option<Option<Value>> {
    let plain = || plain(text);
    Some(match tag {
        "str" => Some(Value::String(text.into())),
        "null" => plain().filter(|value| *value == Value::Null),
        "bool" => plain().filter(|value| matches!(value, Value::Bool(_))),
        "int" => plain().filter(|value| matches!(value, Value::Number(number) if is_int(number))),
        "float" => plain().filter(|value| matches!(value, Value::Number(_))),
        "seq" | "map" => None,
        _ => return None,
    })
}

fn is_int(number: &Number) -> bool {
    !matches!(number, Number::Float(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_schema() {
        let float = |value| Some(Value::Number(Number::Float(value)));
        let signed = |value| Some(Value::Number(Number::Signed(value)));
        let big = |digits: &str| Some(Value::Number(Number::Big(digits.into())));
        for (text, value) in [
            ("", Some(Value::Null)),
            ("~", Some(Value::Null)),
            ("True", Some(Value::Bool(true))),
            ("FALSE", Some(Value::Bool(false))),
            ("007", signed(7)),
            ("-0", signed(0)),
            ("+12", signed(12)),
            ("0x1F", signed(31)),
            ("0o17", signed(15)),
            ("-9223372036854775808", signed(i64::MIN)),
            ("18446744073709551615", Some(Value::Number(Number::Unsigned(u64::MAX)))),
            ("18446744073709551616", big("18446744073709551616")),
            ("-9223372036854775809", big("-9223372036854775809")),
            ("+0099999999999999999999", big("99999999999999999999")),
            ("0xFFFFFFFFFFFFFFFFF", big("295147905179352825855")),
            ("1.", float(1.0)),
            (".5", float(0.5)),
            ("-1.5e3", float(-1500.0)),
            ("1e3", float(1000.0)),
            (".inf", None),
            ("-.INF", None),
            (".NaN", None),
            ("1e999", None),
        ] {
            assert_eq!(plain(text), value, "{text}");
        }
    }

    #[test]
    fn everything_else_is_a_string() {
        for text in [
            "yes",
            "on",
            "NO",
            "tRUE",
            "2027-05-26",
            "1_000",
            "0b1",
            "1:30",
            "-",
            "+",
            ".",
            "-.",
            "e3",
            "1e",
            "1e+",
            "0x",
            "0xg",
            "-0x1",
            "3.0.3",
            "v1",
            "NaN",
            "Infinity",
            "inf",
            "١",
            "1.2e3.4",
        ] {
            assert_eq!(plain(text), Some(Value::String(text.into())), "{text}");
        }
    }
}
