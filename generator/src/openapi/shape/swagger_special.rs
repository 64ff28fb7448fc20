//! The rules of Swagger 2.0 that are about more than one member of an object.

use super::grammar::ObjectKind;
use super::special::place_of;
use super::words::lacks;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::source::Object;

/// Checks what the tables cannot say.
pub(super) fn check(object: &Object, kind: ObjectKind, place: Location, diagnostics: &Diagnostics) {
    match kind {
        ObjectKind::SwaggerParameter => parameter(object, place, diagnostics),
        ObjectKind::SwaggerHeader => values(object, "a Header Object", place, diagnostics),
        ObjectKind::SwaggerSecurityScheme => security_scheme(object, place, diagnostics),
        _ => {}
    }
}

fn parameter(object: &Object, place: Location, diagnostics: &Diagnostics) {
    if place_of(object) != "body" {
        if let Some((key, _)) = object.entry("schema").filter(|_| object.contains_key("type")) {
            let message = "only a parameter in the body has a `schema`";
            let found = Diagnostic::new(Code::MemberIgnored, key.location, message);
            diagnostics.push(found.label("this is not looked at"));
        }
        return values(object, "a Parameter Object", place, diagnostics);
    }
    if !object.contains_key("schema") {
        let message = "a Parameter Object in the body must have `schema`";
        let found = Diagnostic::new(Code::SchemaMissing, place, message);
        let found = found.label("any value is assumed");
        diagnostics.push(found.help("say what the body is, such as `schema: {type: object}`"));
    }
}

/// A value without a schema has a `type`.
fn values(object: &Object, holder: &str, place: Location, diagnostics: &Diagnostics) {
    let text = |name: &str| object.get(name).and_then(|node| node.as_str());
    if let Some((key, _)) = object.entry("collectionFormat") {
        let message = match (text("type"), text("collectionFormat"), place_of(object)) {
            (Some("array"), Some("multi"), "query" | "formData") => None,
            (Some("array"), Some("multi"), _) => Some("`multi` is for queries and forms alone"),
            (Some("array"), ..) => None,
            _ => Some("only a list has a `collectionFormat`"),
        };
        if let Some(message) = message {
            let found = Diagnostic::new(Code::MemberIgnored, key.location, message);
            diagnostics.push(found.label("this is not looked at"));
        }
    }
    if object.contains_key("type") || object.contains_key("schema") {
        return;
    }
    let message = format!("{holder} must have `type`");
    let found = Diagnostic::new(Code::SchemaMissing, place, message).label("any value is assumed");
    diagnostics.push(found.help("say what the values are, such as `type: string`"));
}

fn security_scheme(object: &Object, place: Location, diagnostics: &Diagnostics) {
    let text = |name: &str| object.get(name).and_then(|node| node.as_str());
    let members: &[(&str, bool)] = match (text("type"), text("flow")) {
        (Some("apiKey"), _) => &[("name", true), ("in", true)],
        (Some("oauth2"), None) => &[("flow", false)],
        (Some("oauth2"), Some("implicit")) => &[("authorizationUrl", false), ("scopes", false)],
        (Some("oauth2"), Some("accessCode")) => {
            &[("authorizationUrl", false), ("tokenUrl", false), ("scopes", false)]
        }
        (Some("oauth2"), Some(_)) => &[("tokenUrl", false), ("scopes", false)],
        _ => &[],
    };
    let holder = match text("type") {
        Some("oauth2") => "a Security Scheme Object of type `oauth2`",
        _ => "a Security Scheme Object of type `apiKey`",
    };
    for (member, needed) in members.iter().filter(|(member, _)| !object.contains_key(member)) {
        diagnostics.push(lacks(place, holder, member, *needed));
    }
}
