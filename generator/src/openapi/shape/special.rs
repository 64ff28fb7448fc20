//! The rules that are about more than one member of an object.

use super::grammar::{ObjectKind, one_of};
use super::objects::STYLES;
use super::words::{lacks, shortened};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::source::Object;

/// Checks what the table of members cannot say.
pub(super) fn check(object: &Object, kind: ObjectKind, place: Location, diagnostics: &Diagnostics) {
    match kind {
        ObjectKind::Parameter => {
            style(object, place_of(object), diagnostics);
            schema_or_content(object, "a Parameter Object", place, diagnostics);
        }
        ObjectKind::Header => {
            style(object, "header", diagnostics);
            schema_or_content(object, "a Header Object", place, diagnostics);
        }
        ObjectKind::Encoding => style(object, "query", diagnostics),
        ObjectKind::SecurityScheme => security_scheme(object, place, diagnostics),
        _ => {}
    }
}

/// The styles that a place allows.
pub(in crate::openapi) fn styles_of(place: &str) -> &'static [&'static str] {
    match place {
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "path" => &["simple", "label", "matrix"],
        "header" => &["simple"],
        "cookie" => &["form"],
        _ => STYLES,
    }
}

/// Where a parameter goes.
pub(in crate::openapi) fn place_of(parameter: &Object) -> &str {
    parameter.get("in").and_then(|node| node.as_str()).unwrap_or("")
}

/// The members that a security scheme of a kind must have, and whether anything depends on them.
pub(in crate::openapi) fn members_of_scheme(kind: &str) -> &'static [(&'static str, bool)] {
    match kind {
        "apiKey" => &[("name", true), ("in", true)],
        "http" => &[("scheme", true)],
        "oauth2" => &[("flows", false)],
        "openIdConnect" => &[("openIdConnectUrl", false)],
        _ => &[],
    }
}

/// Whether a key of the Responses Object is one: `default`, a status code, or a range such as
/// `4XX`. The letters may be small: it happens, and there is nothing else that they could mean.
pub(in crate::openapi) fn is_status(key: &str) -> bool {
    match key.as_bytes() {
        b"default" => true,
        [b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => true,
        [b'1'..=b'9', tens, ones] => tens.is_ascii_digit() && ones.is_ascii_digit(),
        _ => false,
    }
}

/// The name of a keyword in quotes; words stay as they are.
pub(super) fn plain_words(what: &str) -> String {
    if what.contains(' ') { what.to_owned() } else { format!("`{what}`") }
}

fn style(object: &Object, place: &str, diagnostics: &Diagnostics) {
    let Some(node) = object.get("style") else {
        return;
    };
    let Some(style) = node.as_str().filter(|style| STYLES.contains(style)) else {
        return;
    };
    let allowed = styles_of(place);
    if !allowed.contains(&style) {
        let message = format!("`{}` is no style of {}", shortened(style), words(place));
        let found = Diagnostic::new(Code::UnsupportedStyle, node.location, message);
        diagnostics.push(found.label(format!("{} is expected", one_of(allowed))));
    }
}

fn words(place: &str) -> &'static str {
    match place {
        "path" => "a path parameter",
        "header" => "a header",
        "cookie" => "a cookie",
        _ => "a query parameter or a form",
    }
}

/// A Parameter Object must have either `schema` or `content`, and so must a Header Object.
fn schema_or_content(object: &Object, holder: &str, place: Location, diagnostics: &Diagnostics) {
    match (object.entry("schema"), object.entry("content")) {
        (None, None) => {
            let message = format!("{holder} must have `schema` or `content`");
            let found =
                Diagnostic::new(Code::SchemaMissing, place, message).label("any value is assumed");
            diagnostics
                .push(found.help("say what the values are, such as `schema: {type: string}`"));
        }
        (Some((schema, _)), Some((content, _))) => {
            let message = format!("{holder} has both `schema` and `content`");
            let found = Diagnostic::new(Code::MemberIgnored, content.location, message)
                .label("this is not looked at");
            diagnostics.push(found.secondary(schema.location, "this is used"));
        }
        _ => {}
    }
}

fn security_scheme(object: &Object, place: Location, diagnostics: &Diagnostics) {
    let Some(kind) = object.get("type").and_then(|node| node.as_str()) else {
        return;
    };
    for (member, needed) in members_of_scheme(kind) {
        if !object.contains_key(member) {
            diagnostics.push(lacks(
                place,
                &format!("a Security Scheme Object of type `{kind}`"),
                member,
                *needed,
            ));
        }
    }
}
