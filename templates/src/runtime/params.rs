//! Parameters by `style` and `explode`: the tables of OpenAPI 3.0 and RFC 6570.

use serde::Serialize;
use serde_json::Value;

use super::{encode, finite};

/// How a path parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PathStyle {
    /// `3,4,5`, `role,admin`
    Simple,
    /// `3,4,5`, `role=admin`
    SimpleExploded,
    /// `.3,4,5`, `.role,admin`
    Label,
    /// `.3.4.5`, `.role=admin`
    LabelExploded,
    /// `;id=3,4,5`, `;id=role,admin`
    Matrix,
    /// `;id=3;id=4;id=5`, `;role=admin`
    MatrixExploded,
    /// The value as JSON: a parameter with `content` instead of a schema.
    Json,
}

/// How a query parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QueryStyle {
    /// `id=3&id=4`, `role=admin`; also the other styles where they explode arrays.
    FormExploded,
    /// `id=3,4`, `id=role,admin`
    Form,
    /// `id=3%204`
    SpaceDelimited,
    /// `id=3%7C4`
    PipeDelimited,
    /// `id[role]=admin`
    DeepObject,
    /// The value as JSON: a parameter with `content` instead of a schema.
    Json,
}

/// How a header parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeaderStyle {
    /// `3,4,5`, `role,admin`
    Simple,
    /// `3,4,5`, `role=admin`
    SimpleExploded,
    /// The value as JSON: a parameter with `content` instead of a schema.
    Json,
}

/// Whether reserved characters of a query value are encoded (`allowReserved`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reserved {
    Encode,
    Keep,
}

/// A value that a parameter can hold.
#[derive(Debug)]
pub(crate) enum Parameter {
    Absent,
    One(String),
    List(Vec<String>),
    Object(Vec<(String, Value)>),
}

/// Brings a value into the form that the styles are defined on.
pub(crate) fn parameter<V: Serialize + ?Sized>(value: &V) -> Result<Parameter, String> {
    classify(json(value)?)
}

/// A value as JSON; an integer beyond 64 bits, which that has no place for, as the text of its digits.
/// A number that has no text is an error.
pub(crate) fn json<V: Serialize + ?Sized>(value: &V) -> Result<Value, String> {
    let json = serde_json::to_value(value).or_else(|error| match serde_json::to_string(value) {
        Ok(digits) if digits.parse::<i128>().is_ok() => Ok(Value::String(digits)),
        _ => Err(error.to_string()),
    })?;
    if has_null(&json) {
        finite::check(value)?;
    }
    Ok(json)
}

/// Whether there is a null anywhere: what JSON makes of NaN and the infinities.
fn has_null(json: &Value) -> bool {
    match json {
        Value::Null => true,
        Value::Array(items) => items.iter().any(has_null),
        Value::Object(fields) => fields.values().any(has_null),
        _ => false,
    }
}

fn classify(value: Value) -> Result<Parameter, String> {
    Ok(match value {
        Value::Null => Parameter::Absent,
        Value::Array(items) => {
            let mut list = Vec::with_capacity(items.len());
            for item in items {
                list.extend(scalar(item)?);
            }
            Parameter::List(list)
        }
        Value::Object(fields) => {
            Parameter::Object(fields.into_iter().filter(|(_, value)| !value.is_null()).collect())
        }
        other => scalar(other)?.map_or(Parameter::Absent, Parameter::One),
    })
}

/// The text of a scalar; none for null, which RFC 6570 leaves out.
fn scalar(value: Value) -> Result<Option<String>, String> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        Value::Bool(_) => Ok(Some(value.to_string())),
        Value::Number(number) => {
            let mut text = number.to_string();
            // A whole number is one, whatever its type.
            if text.ends_with(".0") {
                text.truncate(text.len() - ".0".len());
            }
            Ok(Some(text))
        }
        Value::Array(_) | Value::Object(_) => {
            Err("lists and objects inside a parameter's value have no encoding in its style".into())
        }
    }
}

/// The fields of an object whose values are all scalars.
fn flat(fields: Vec<(String, Value)>) -> Result<Vec<(String, String)>, String> {
    let mut pairs = Vec::with_capacity(fields.len());
    for (name, value) in fields {
        if let Some(text) = scalar(value)? {
            pairs.push((name, text));
        }
    }
    Ok(pairs)
}

/// Joins encoded names and values, as `name,value,…` or `name=value…`.
fn join_fields(
    fields: Vec<(String, Value)>,
    exploded: bool,
    separator: &str,
    encode: impl Fn(&str) -> String,
) -> Result<String, String> {
    let inner = if exploded { "=" } else { "," };
    let pairs = flat(fields)?;
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}{inner}{}", encode(name), encode(value)))
        .collect();
    Ok(pairs.join(if exploded { separator } else { "," }))
}

fn join(list: &[String], separator: &str, encode: impl Fn(&str) -> String) -> String {
    let list: Vec<String> = list.iter().map(|item| encode(item)).collect();
    list.join(separator)
}

/// Writes a path parameter; empty if the value is.
pub(crate) fn path_text<V: Serialize + ?Sized>(
    name: &str,
    value: &V,
    style: PathStyle,
) -> Result<String, String> {
    match style {
        PathStyle::Json => Ok(encode::value(&as_json(value)?)),
        _ => path(name, parameter(value)?, style),
    }
}

/// Writes a header parameter; none if the value is absent.
pub(crate) fn header_text<V: Serialize + ?Sized>(
    value: &V,
    style: HeaderStyle,
) -> Result<Option<String>, String> {
    match style {
        HeaderStyle::Json => as_json(value).map(Some),
        _ => header(parameter(value)?, style),
    }
}

fn as_json<V: Serialize + ?Sized>(value: &V) -> Result<String, String> {
    let text = serde_json::to_string(value).map_err(|error| error.to_string())?;
    if text.contains("null") {
        finite::check(value)?;
    }
    Ok(text)
}

/// Writes a path parameter; empty if the value is.
pub(crate) fn path(name: &str, value: Parameter, style: PathStyle) -> Result<String, String> {
    use PathStyle as S;
    let exploded = matches!(style, S::SimpleExploded | S::LabelExploded | S::MatrixExploded);
    let (prefix, separator) = match style {
        S::Simple | S::SimpleExploded | S::Json => ("", ","),
        S::Label | S::LabelExploded => (".", "."),
        S::Matrix | S::MatrixExploded => (";", ";"),
    };
    let matrix = matches!(style, S::Matrix | S::MatrixExploded);
    let named = |text: String| format!("{}={text}", encode::value(name));
    let text = match value {
        Parameter::Absent => return Ok(String::new()),
        Parameter::One(text) if text.is_empty() => return Ok(String::new()),
        Parameter::One(text) if matrix => named(encode::value(&text)),
        Parameter::One(text) => encode::owned(text),
        Parameter::List(list) if list.is_empty() => return Ok(String::new()),
        Parameter::List(list) if matrix && exploded => {
            join(&list, separator, |item| named(encode::value(item)))
        }
        Parameter::List(list) if matrix => named(join(&list, ",", encode::value)),
        Parameter::List(list) => join(&list, if exploded { separator } else { "," }, encode::value),
        Parameter::Object(fields) if fields.is_empty() => return Ok(String::new()),
        Parameter::Object(fields) => {
            let text = join_fields(fields, exploded, separator, encode::value)?;
            if matrix && !exploded { named(text) } else { text }
        }
    };
    Ok(if prefix.is_empty() { text } else { format!("{prefix}{text}") })
}

/// Writes a query parameter as encoded pairs; no pair if the value is absent.
pub(crate) fn query<V: Serialize + ?Sized>(
    name: &str,
    value: &V,
    style: QueryStyle,
    reserved: Reserved,
) -> Result<Vec<(String, String)>, String> {
    query_pairs(name, json(value)?, style, reserved)
}

fn query_pairs(
    name: &str,
    value: Value,
    style: QueryStyle,
    reserved: Reserved,
) -> Result<Vec<(String, String)>, String> {
    use QueryStyle as S;
    let encoded = |text: &str| match reserved {
        Reserved::Encode => encode::value(text),
        Reserved::Keep => encode::value_keeping_reserved(text),
    };
    if style == S::Json {
        return Ok(vec![(encode::value(name), encoded(&value.to_string()))]);
    }
    if style == S::DeepObject {
        if let Value::Object(fields) = value {
            let mut pairs = Vec::new();
            for (field, value) in fields {
                deep(&format!("{name}[{field}]"), value, &encoded, &mut pairs)?;
            }
            return Ok(pairs);
        }
        return query_pairs(name, value, S::FormExploded, reserved);
    }
    let separator = match style {
        S::SpaceDelimited => "%20",
        S::PipeDelimited => "%7C",
        _ => ",",
    };
    let one = |text: String| vec![(encode::value(name), text)];
    // A comma between values is none of theirs. A space and a bar are encoded as separators, too, so
    // that OpenAPI leaves no way to tell them.
    let listed = |text: &str| match (style, reserved) {
        (S::Form, Reserved::Keep) => encode::listed_keeping_reserved(text),
        _ => encoded(text),
    };
    Ok(match classify(value)? {
        Parameter::Absent => Vec::new(),
        Parameter::One(text) => one(encoded(&text)),
        Parameter::List(list) if style == S::FormExploded => {
            list.iter().map(|item| (encode::value(name), encoded(item))).collect()
        }
        Parameter::Object(fields) if style == S::FormExploded => flat(fields)?
            .into_iter()
            .map(|(field, text)| (encode::value(&field), encoded(&text)))
            .collect(),
        Parameter::List(list) if list.is_empty() => Vec::new(),
        Parameter::List(list) => one(join(&list, separator, listed)),
        Parameter::Object(fields) if fields.is_empty() => Vec::new(),
        Parameter::Object(fields) => {
            let mut parts = Vec::new();
            for (field, text) in flat(fields)? {
                parts.push(listed(&field));
                parts.push(listed(&text));
            }
            one(parts.join(separator))
        }
    })
}

/// Writes the fields of an object with brackets, to any depth. OpenAPI leaves
/// the depth undefined; brackets in brackets are what servers read.
fn deep(
    name: &str,
    value: Value,
    encoded: &impl Fn(&str) -> String,
    pairs: &mut Vec<(String, String)>,
) -> Result<(), String> {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                deep(&format!("{name}[{field}]"), value, encoded, pairs)?;
            }
        }
        Value::Array(items) => {
            for item in items {
                deep(name, item, encoded, pairs)?;
            }
        }
        other => {
            if let Some(text) = scalar(other)? {
                pairs.push((encode::value(name), encoded(&text)));
            }
        }
    }
    Ok(())
}

/// Writes a header parameter; none if the value is absent.
pub(crate) fn header(value: Parameter, style: HeaderStyle) -> Result<Option<String>, String> {
    let exploded = style == HeaderStyle::SimpleExploded;
    let plain = str::to_owned;
    Ok(match value {
        Parameter::Absent => None,
        Parameter::One(text) => Some(text),
        Parameter::List(list) if list.is_empty() => None,
        Parameter::List(list) => Some(list.join(",")),
        Parameter::Object(fields) if fields.is_empty() => None,
        Parameter::Object(fields) => Some(join_fields(fields, exploded, ",", plain)?),
    })
}
