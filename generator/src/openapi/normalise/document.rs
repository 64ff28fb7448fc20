//! The rules for every object but the Schema Object.

use super::super::made;
use super::{Context, ObjectKind, put};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Key, Node, Object, Value};

/// The dialects of JSON Schema that OpenAPI 3.1 means anyway.
const DIALECTS: &[&str] = &[
    "https://spec.openapis.org/oas/3.1/dialect/base",
    "https://json-schema.org/draft/2020-12/schema",
];

/// Applies the rules of an object, whose parts are normalised already.
pub(super) fn normalise(node: &mut Node, kind: ObjectKind, context: &Context<'_>) {
    let Some(object) = node.as_object_mut() else {
        return;
    };
    if kind.section().is_some() && kind != ObjectKind::PathItem && object.contains_key("$ref") {
        return siblings(object, context);
    }
    match kind {
        ObjectKind::OpenApi => {
            version(object);
            webhooks(object, context);
            dialect(object, context);
        }
        ObjectKind::Info => drop(object.remove("summary")),
        ObjectKind::License => drop(object.remove("identifier")),
        ObjectKind::Components => {
            skip(object, "links", Code::LinksSkipped, "links are left out", context);
            skip(object, "callbacks", Code::CallbacksSkipped, "callbacks are left out", context);
        }
        ObjectKind::Operation => {
            skip(object, "callbacks", Code::CallbacksSkipped, "callbacks are left out", context);
        }
        ObjectKind::Response => {
            skip(object, "links", Code::LinksSkipped, "links are left out", context)
        }
        ObjectKind::Responses => ranges(object, context),
        ObjectKind::SecurityScheme => mutual_tls(object, context),
        _ => {}
    }
}

/// The document is one of OpenAPI 3.0 from here on.
fn version(object: &mut Object) {
    if let Some(node) = object.get_mut("openapi") {
        node.value = Value::String("3.0.3".into());
    }
}

/// `webhooks` (3.1, OpenAPI Object): requests that the server makes, which a client does not.
fn webhooks(object: &mut Object, context: &Context<'_>) {
    let count = object.get("webhooks").and_then(Node::as_object).map_or(0, Object::len);
    let message = match count {
        1 => "a webhook is left out".to_owned(),
        _ => format!("{count} webhooks are left out"),
    };
    skip(object, "webhooks", Code::WebhooksSkipped, &message, context);
}

/// `jsonSchemaDialect` (3.1, OpenAPI Object): says nothing if it is the usual one.
fn dialect(object: &mut Object, context: &Context<'_>) {
    let Some((key, node)) = object.remove_entry("jsonSchemaDialect") else {
        return;
    };
    let usual = node.as_str().is_some_and(|uri| DIALECTS.contains(&uri.trim_end_matches('#')));
    if !usual {
        let found = Diagnostic::new(
            Code::KeywordIgnored,
            key.location,
            "`jsonSchemaDialect` is not looked at",
        );
        context.push(found.label("schemas are read as JSON Schema 2020-12"));
    }
}

/// Takes out what a client has no use for.
fn skip(object: &mut Object, name: &str, code: Code, message: &str, context: &Context<'_>) {
    let Some((key, node)) = object.remove_entry(name) else {
        return;
    };
    if node.as_object().is_some_and(|entries| !entries.is_empty()) {
        context.push(Diagnostic::new(code, key.location, message).label("no code comes of this"));
    }
}

/// The keys of the Responses Object: the letters of a range are large, as the specification has
/// them.
fn ranges(object: &mut Object, context: &Context<'_>) {
    let small =
        |key: &Key| key.name.len() == 3 && key.name.ends_with(['x', 'X']) && key.name.contains('x');
    if !object.keys().any(small) {
        return;
    }
    let mut renamed = Object::new();
    for (key, node) in std::mem::take(object) {
        let key =
            if small(&key) { Key::new(key.name.to_ascii_uppercase(), key.location) } else { key };
        let Some((first, _)) = renamed.entry(&key.name) else {
            renamed.insert(key, node);
            continue;
        };
        let message = format!("`{}` stands here twice", key.name);
        let found = Diagnostic::new(Code::MemberIgnored, key.location, message)
            .label("this is not looked at");
        context.push(found.secondary(first.location, "this is used"));
    }
    *object = renamed;
}

/// `type: mutualTLS` (3.1, Security Scheme Object): a certificate is a matter of the connection,
/// and 3.0 has no such scheme.
fn mutual_tls(object: &mut Object, context: &Context<'_>) {
    let Some(kind) = object.get_mut("type").filter(|kind| kind.as_str() == Some("mutualTLS"))
    else {
        return;
    };
    let place = kind.location;
    kind.value = Value::String("http".into());
    put(object, "scheme", Node::string(place, "mutualTLS"));
    put(object, made::MUTUAL_TLS, Node::new(place, Value::Bool(true)));
    let found = Diagnostic::new(
        Code::SecurityUnsupported,
        place,
        "mutual TLS is not a matter of the generated crate",
    );
    let found = found.label("no code comes of this");
    context
        .push(found.help("give the client of the crate an HTTP client that has the certificate"));
}

/// Members beside the `$ref` of anything but a schema: 3.0 does not look at them, and 3.1 has
/// `summary` and `description` there, for which `openapiv3` has no place.
fn siblings(object: &mut Object, context: &Context<'_>) {
    object.retain(|key, _| {
        let keep = key.as_str() == "$ref";
        if !keep {
            let message = format!("`{}` beside `$ref` is not looked at", key.name);
            let found = Diagnostic::new(Code::RefSiblings, key.location, message);
            context.push(found.label("what the reference leads to says this"));
        }
        keep
    });
}
