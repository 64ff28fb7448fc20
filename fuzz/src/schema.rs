//! Schemas that are built from JSON Schema's grammar, with much that makes no sense.

use crate::choices::Choices;
use crate::words::{name, text};
use serde_json::{Map, Value, json};

/// The names that schemas have and refer to: few, so that references often lead somewhere.
pub(crate) const COMPONENTS: &[&str] =
    &["A", "B", "a", "Pet", "Option", "self", "مرحبا", "../x", "a b", "List", "Error"];

const FORMATS: &[&str] = &[
    "date-time",
    "date",
    "time",
    "int32",
    "int64",
    "uint64",
    "float",
    "double",
    "byte",
    "binary",
    "uuid",
    "é",
];

/// A reference to a schema.
pub(crate) fn reference(choices: &mut Choices<'_>) -> Value {
    let component = choices.one_of(COMPONENTS, "A");
    let pointer = component.replace('~', "~0").replace('/', "~1");
    let kinds = if choices.is_tame() { 18 } else { 20 };
    match choices.below(kinds) {
        19 => {
            json!({"$ref": format!("#/components/schemas/{pointer}/properties/{}", name(choices))})
        }
        18 => json!({"$ref": name(choices)}),
        17 => {
            json!({"$ref": format!("#/components/schemas/{pointer}"), "description": text(choices), "nullable": true})
        }
        _ => json!({"$ref": format!("#/components/schemas/{pointer}")}),
    }
}

/// A schema; at the depth of 0 one without others inside of it.
pub(crate) fn schema(choices: &mut Choices<'_>, depth: usize) -> Value {
    if choices.is_empty() {
        return json!({"type": "string"});
    }
    let kinds = if depth == 0 { 7 } else { 17 };
    let mut schema = match choices.below(kinds) {
        0 => string(choices),
        1 | 2 => number(choices),
        3 => json!({"type": "boolean"}),
        4 => json!({"type": "string", "enum": values(choices)}),
        5 | 6 => return reference(choices),
        7 => json!({"type": "array", "items": schema(choices, depth - 1)}),
        8 => tuple(choices, depth - 1),
        9 | 10 => object(choices, depth - 1),
        11 => json!({"type": "object", "additionalProperties": schema(choices, depth - 1)}),
        12 => combined(choices, "allOf", depth - 1),
        13 => union(choices, "oneOf", depth - 1),
        14 => union(choices, "anyOf", depth - 1),
        15 => told_apart(choices, depth - 1),
        _ => odd(choices, depth - 1),
    };
    if let Some(members) = schema.as_object_mut() {
        annotate(choices, members);
    }
    schema
}

fn annotate(choices: &mut Choices<'_>, members: &mut Map<String, Value>) {
    for _ in 0..choices.below(3) {
        let (key, value) = match choices.below(12) {
            0 | 1 => ("description", json!(text(choices))),
            2 => ("title", json!(name(choices))),
            3 => ("nullable", json!(true)),
            4 => ("deprecated", json!(choices.below(2) == 0)),
            5 if choices.is_tame() => ("x-sunset", json!("2027-05-26")),
            5 => ("x-sunset", json!(choices.one_of(&["2027-05-26", "2027-02-30", "soon"], "soon"))),
            6 => ("readOnly", json!(true)),
            7 => ("writeOnly", json!(true)),
            8 => ("default", value(choices)),
            9 => ("example", value(choices)),
            10 if !choices.is_tame() => ("x-alias-of", json!(name(choices))),
            _ => ("externalDocs", json!({"url": text(choices), "description": text(choices)})),
        };
        members.insert(key.to_owned(), value);
    }
}

fn string(choices: &mut Choices<'_>) -> Value {
    let mut members = Map::new();
    members.insert("type".into(), json!("string"));
    for _ in 0..choices.below(3) {
        let (key, value) =
            match choices.below(5) {
                0 => ("format", json!(choices.one_of(FORMATS, "date"))),
                1 => ("minLength", bound(choices)),
                2 if !choices.is_tame() => ("maxLength", bound(choices)),
                3 => (
                    "pattern",
                    json!(choices.one_of(
                        &["^[a-z]+$", "[", "^\"#*/\\\\$", "(?=a)", "\\p{L}", "[a-\\d]"],
                        "a"
                    )),
                ),
                _ => ("const", json!(name(choices))),
            };
        members.insert(key.to_owned(), value);
    }
    members.into()
}

fn number(choices: &mut Choices<'_>) -> Value {
    let mut members = Map::new();
    members.insert("type".into(), json!(choices.one_of(&["integer", "number"], "integer")));
    for _ in 0..choices.below(3) {
        let (key, value) = match choices.below(7) {
            0 => ("format", json!(choices.one_of(FORMATS, "int32"))),
            1 => ("minimum", bound(choices)),
            2 if !choices.is_tame() => ("maximum", bound(choices)),
            3 if !choices.is_tame() => ("exclusiveMinimum", bound(choices)),
            4 => ("exclusiveMaximum", json!(choices.below(2) == 0)),
            5 => ("multipleOf", json!(choices.one_of(&[1.0, 0.5, 3.0], 1.0))),
            _ if choices.is_tame() => ("enum", json!([1, -1, choices.below(9), i64::MIN])),
            _ => ("enum", values(choices)),
        };
        members.insert(key.to_owned(), value);
    }
    members.into()
}

fn bound(choices: &mut Choices<'_>) -> Value {
    if choices.is_tame() {
        return json!(choices.below(5));
    }
    match choices.below(10) {
        0..=3 => json!(choices.below(5)),
        4 => json!(-1),
        5 => json!(0.5),
        6 => json!(1e300),
        7 => json!(i64::MIN),
        8 => json!(u64::MAX),
        _ => value(choices),
    }
}

/// A value of any type.
pub(crate) fn value(choices: &mut Choices<'_>) -> Value {
    match choices.below(11) {
        0..=2 => json!(name(choices)),
        3 => json!(text(choices)),
        4 => json!(choices.below(100)),
        5 => json!(-0.0),
        6 => json!(1e308),
        7 => json!(true),
        8 => Value::Null,
        9 => json!([name(choices), 1, {}]),
        _ => json!({name(choices): name(choices), "a": [1]}),
    }
}

fn values(choices: &mut Choices<'_>) -> Value {
    if choices.is_tame() {
        return (0..=choices.below(6)).map(|_| json!(name(choices))).collect();
    }
    (0..choices.below(6))
        .map(|_| if choices.rarely(6) { value(choices) } else { json!(name(choices)) })
        .collect()
}

fn object(choices: &mut Choices<'_>, depth: usize) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for _ in 0..choices.below(5) {
        let name = name(choices);
        if choices.is_tame() && name == "$ref" {
            continue;
        }
        if choices.below(2) == 1 {
            required.push(Value::from(name.clone()));
        }
        properties.insert(name, schema(choices, depth));
    }
    if choices.rarely(6) {
        required.push(name(choices).into());
    }
    let mut members = Map::new();
    members.insert("type".into(), json!("object"));
    members.insert("properties".into(), properties.into());
    members.insert("required".into(), required.into());
    match choices.below(6) {
        3 => members.insert("additionalProperties".into(), json!(false)),
        4 => members.insert("additionalProperties".into(), schema(choices, depth)),
        5 => members.insert("minProperties".into(), bound(choices)),
        _ => None,
    };
    members.into()
}

fn tuple(choices: &mut Choices<'_>, depth: usize) -> Value {
    let places: Vec<_> = (0..choices.below(4)).map(|_| schema(choices, depth)).collect();
    let count = places.len();
    match choices.below(3) {
        0 => json!({"type": "array", "prefixItems": places, "items": false, "minItems": count}),
        1 => json!({"type": "array", "prefixItems": places}),
        _ if choices.is_tame() => {
            json!({"type": "array", "minItems": bound(choices), "uniqueItems": true})
        }
        _ => {
            json!({"type": "array", "minItems": bound(choices), "maxItems": bound(choices), "uniqueItems": true})
        }
    }
}

fn combined(choices: &mut Choices<'_>, keyword: &str, depth: usize) -> Value {
    let members: Vec<_> = (0..choices.below(4)).map(|_| schema(choices, depth)).collect();
    let mut whole = if choices.below(2) == 0 { json!({}) } else { object(choices, depth) };
    if let Some(whole) = whole.as_object_mut() {
        whole.insert(keyword.to_owned(), members.into());
    }
    whole
}

fn union(choices: &mut Choices<'_>, keyword: &str, depth: usize) -> Value {
    let mut whole = combined(choices, keyword, depth);
    let mapped = choices.one_of(COMPONENTS, "A");
    if !choices.is_tame()
        && choices.rarely(3)
        && let Some(whole) = whole.as_object_mut()
    {
        let discriminator = json!({"propertyName": name(choices), "mapping": {name(choices): mapped, text(choices): name(choices)}});
        whole.insert("discriminator".into(), discriminator);
    }
    whole
}

/// A union of objects that a property tells apart.
fn told_apart(choices: &mut Choices<'_>, depth: usize) -> Value {
    let kind = name(choices);
    let branches: Vec<_> = (0..=choices.below(3))
        .map(|_| {
            let mut branch = object(choices, depth);
            if let Some(properties) = branch.get_mut("properties").and_then(Value::as_object_mut) {
                properties.insert(kind.clone(), json!({"type": "string", "enum": [name(choices)]}));
            }
            branch
        })
        .collect();
    json!({"oneOf": branches, "discriminator": {"propertyName": kind}})
}

fn odd(choices: &mut Choices<'_>, depth: usize) -> Value {
    let kinds = if choices.is_tame() { 4 } else { 10 };
    match choices.below(kinds) {
        0 => json!({}),
        1 => json!(true),
        2 => json!(false),
        3 => json!({"type": ["string", "null", "integer"]}),
        4 => json!({"not": schema(choices, depth)}),
        5 => json!({"type": name(choices)}),
        6 => json!({"enum": [value(choices), value(choices)]}),
        7 => json!({"type": "object", "patternProperties": {"^a": schema(choices, depth)}}),
        8 => json!({"$defs": {"A": schema(choices, depth)}, "$ref": "#/$defs/A"}),
        _ => value(choices),
    }
}
