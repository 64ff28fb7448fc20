//! Documents that are built from OpenAPI's grammar.

use crate::Case;
use crate::choices::Choices;
use crate::schema::{COMPONENTS, reference, schema, value};
use crate::words::{name, text};
use serde_json::{Map, Value, json};
use std::collections::HashSet;

const METHODS: &[&str] = &["get", "post", "put", "patch", "delete", "head", "options", "trace"];
const MEDIA_TYPES: &[&str] = &[
    "application/json",
    "application/problem+json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "text/plain",
    "application/octet-stream",
    "*/*",
    "text/event-stream",
    "json",
    "a\"/b\\",
    "application/json; charset=utf-8",
];
const STATUSES: &[&str] = &["200", "201", "204", "4XX", "default", "404", "2xx", "99", "OK"];

/// A document.
pub(crate) fn document(choices: &mut Choices<'_>) -> Case {
    if choices.below(4) < 3 {
        choices.tame();
    }
    let versions = if choices.is_tame() { 4 } else { 5 };
    let version = choices.below(versions);
    let version =
        ["3.0.3", "3.1.0", "3.0.3", "3.1.1", "2.0"].get(version).copied().unwrap_or_default();
    let paths: Map<_, _> = (0..=choices.below(3)).map(|index| path(choices, index)).collect();
    let mut root = json!({
        "openapi": version,
        "info": {"title": name(choices), "version": name(choices), "description": text(choices)},
        "paths": paths,
        "components": components(choices),
    });
    if let Some(root) = root.as_object_mut() {
        for _ in 0..choices.below(4) {
            let (key, value) = match choices.below(6) {
                0 => ("servers", json!([server(choices), server(choices)])),
                1 => (
                    "tags",
                    json!([{"name": name(choices), "description": text(choices)}, {"name": name(choices)}]),
                ),
                2 if !choices.is_tame() => ("security", json!([{name(choices): []}, {}])),
                3 => ("webhooks", json!({name(choices): {"post": operation(choices)}})),
                4 => ("externalDocs", json!({"url": text(choices)})),
                _ => ("x-own", value(choices)),
            };
            root.insert(key.to_owned(), value);
        }
    }
    Case { name: "document.json", bytes: root.to_string().into_bytes() }
}

fn server(choices: &mut Choices<'_>) -> Value {
    let variable = name(choices);
    json!({
        "url": choices.one_of(&["https://example.com/v1", "/v1", "https://{a}.example.com", "\"\\\n\0", "", "ftp://x"], ""),
        "description": text(choices),
        "variables": {variable: {"default": name(choices), "enum": [name(choices)]}},
    })
}

fn path(choices: &mut Choices<'_>, index: usize) -> (String, Value) {
    let mut path = format!("/p{index}");
    let mut parameters = Vec::new();
    for _ in 0..choices.below(3) {
        if choices.below(2) == 0 {
            let name = name(choices);
            let name = if choices.is_tame() { name.replace(['{', '}'], "") } else { name };
            path.push_str(&format!("/{name}"));
        } else {
            let name = name(choices).replace(['{', '}', '/'], "");
            if choices.is_tame()
                && (name.is_empty()
                    || parameters.iter().any(|one: &Value| one["name"] == name.as_str()))
            {
                continue;
            }
            path.push_str(&format!("/{{{name}}}"));
            parameters.push(
                json!({"name": name, "in": "path", "required": true, "schema": schema(choices, 0)}),
            );
        }
    }
    if !choices.is_tame() && choices.rarely(20) {
        path = name(choices);
    }
    let mut item = Map::new();
    for _ in 0..=choices.below(3) {
        item.insert(choices.one_of(METHODS, "get").to_owned(), operation(choices));
    }
    item.insert("parameters".into(), parameters.into());
    (path, item.into())
}

fn operation(choices: &mut Choices<'_>) -> Value {
    let mut names = HashSet::new();
    let mut parameters: Vec<_> = (0..choices.below(4)).map(|_| parameter(choices)).collect();
    let is_tame = choices.is_tame();
    parameters.retain(|one| !is_tame || names.insert(one["name"].to_string()));
    let responses: Map<_, _> =
        (0..=choices.below(3)).map(|_| (status(choices).to_owned(), response(choices))).collect();
    let mut operation = json!({"parameters": parameters, "responses": responses});
    if let Some(operation) = operation.as_object_mut() {
        for _ in 0..choices.below(5) {
            let (key, value) = match choices.below(12) {
                0 => {
                    let id = name(choices);
                    if !choices.is_new("operation", &id) {
                        continue;
                    }
                    ("operationId", json!(id))
                }
                1 => ("tags", json!([name(choices)])),
                2 => ("summary", json!(text(choices))),
                3 => ("description", json!(text(choices))),
                4 | 5 => (
                    "requestBody",
                    json!({"required": choices.below(2) == 0, "content": content(choices)}),
                ),
                6 => ("deprecated", json!(true)),
                7 => ("x-sunset", json!("2027-05-26")),
                8 if !choices.is_tame() => ("security", json!([{name(choices): [name(choices)]}])),
                9 => ("x-fern-sdk-group-name", json!([name(choices), name(choices)])),
                10 => ("x-fern-sdk-method-name", json!(name(choices))),
                _ => ("servers", json!([server(choices)])),
            };
            operation.insert(key.to_owned(), value);
        }
    }
    operation
}

fn status(choices: &mut Choices<'_>) -> &'static str {
    let kinds = if choices.is_tame() { STATUSES.len() - 2 } else { STATUSES.len() };
    STATUSES.get(choices.below(kinds)).copied().unwrap_or("200")
}

fn parameter(choices: &mut Choices<'_>) -> Value {
    let mut place =
        choices.one_of(&["query", "query", "query", "header", "cookie", "path"], "query");
    let name = name(choices);
    let is_token =
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if choices.is_tame() && (place == "path" || !is_token) {
        place = "query";
    }
    let mut parameter = json!({"name": name, "in": place, "schema": schema(choices, 2)});
    if let Some(parameter) = parameter.as_object_mut() {
        for _ in 0..choices.below(4) {
            let (key, value) = match choices.below(9) {
                0 => ("required", json!(true)),
                1 => ("description", json!(text(choices))),
                2 => ("deprecated", json!(true)),
                3 if choices.is_tame() && place == "query" => (
                    "style",
                    json!(choices.one_of(&["form", "deepObject", "pipeDelimited"], "form")),
                ),
                3 if choices.is_tame() => continue,
                3 => (
                    "style",
                    json!(choices.one_of(
                        &["form", "deepObject", "simple", "pipeDelimited", "label"],
                        "form"
                    )),
                ),
                4 => ("explode", json!(choices.below(2) == 0)),
                5 => ("example", value(choices)),
                6 if !choices.is_tame() => ("x-alias-of", json!(text(choices))),
                7 => ("allowReserved", json!(true)),
                _ => ("content", content(choices)),
            };
            parameter.insert(key.to_owned(), value);
        }
    }
    parameter
}

fn content(choices: &mut Choices<'_>) -> Value {
    let all = (0..=choices.below(2)).map(|_| {
        let media_type = choices.one_of(MEDIA_TYPES, "application/json").to_owned();
        let mut content = json!({"schema": schema(choices, 4)});
        if choices.rarely(4)
            && let Some(content) = content.as_object_mut()
        {
            content.insert("example".into(), value(choices));
            content
                .insert("encoding".into(), json!({name(choices): {"contentType": text(choices)}}));
        }
        (media_type, content)
    });
    Value::Object(all.collect())
}

fn response(choices: &mut Choices<'_>) -> Value {
    match choices.below(4) {
        0 => json!({"description": text(choices)}),
        1 => {
            json!({"description": "", "content": {"application/json": {"schema": reference(choices)}}})
        }
        2 => {
            json!({"description": text(choices), "headers": {name(choices): {"schema": schema(choices, 1)}}, "content": content(choices)})
        }
        _ => json!({"description": text(choices), "content": content(choices)}),
    }
}

fn components(choices: &mut Choices<'_>) -> Value {
    let schemes: Map<_, _> =
        (0..choices.below(4)).map(|_| (name(choices), scheme(choices))).collect();
    // All of them, so that references lead somewhere; what is left of the choices decides on each.
    let schemas: Map<_, _> =
        COMPONENTS.iter().map(|name| ((*name).to_owned(), schema(choices, 4))).collect();
    json!({"schemas": schemas, "securitySchemes": schemes})
}

fn scheme(choices: &mut Choices<'_>) -> Value {
    match choices.below(5) {
        0 => json!({"type": "http", "scheme": "bearer", "description": text(choices)}),
        1 => json!({"type": "http", "scheme": "basic"}),
        2 if !choices.is_tame() => {
            json!({"type": "apiKey", "in": choices.one_of(&["header", "query", "cookie"], "header"), "name": name(choices)})
        }
        3 => json!({"type": "oauth2", "flows": {}}),
        _ => json!({"type": "http", "scheme": name(choices)}),
    }
}
