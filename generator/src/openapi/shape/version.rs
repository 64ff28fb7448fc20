//! The version of OpenAPI that a document is written in.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Node, Number, Object, Value};

/// A dialect of OpenAPI. Versions that differ in the last number only are one dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(non_camel_case_types, reason = "the names of the versions")]
pub enum Version {
    /// Swagger 2.0, the predecessor of OpenAPI 3.
    V2_0,
    /// OpenAPI 3.0.0 to 3.0.4.
    V3_0,
    /// OpenAPI 3.1.0 to 3.1.2.
    V3_1,
    /// OpenAPI 3.2.0.
    V3_2,
}

impl Version {
    /// The dialect as messages name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V2_0 => "Swagger 2.0",
            Self::V3_0 => "OpenAPI 3.0",
            Self::V3_1 => "OpenAPI 3.1",
            Self::V3_2 => "OpenAPI 3.2",
        }
    }
}

/// The member in which a document before OpenAPI 3 says its version.
const SWAGGER: &str = "swagger";

/// The version that the document gives itself.
pub(super) fn of(root: &Node, object: &Object, diagnostics: &Diagnostics) -> Option<Version> {
    let Some((_, node)) = object.entry("openapi") else {
        return before_openapi(root, object, diagnostics);
    };
    let version = match &node.value {
        Value::String(_) | Value::Number(_) => text(node).and_then(|text| parse(&text)),
        _ => {
            let message = "`openapi` must be the version of OpenAPI as a string";
            let label = format!("this is {}", node.kind());
            diagnostics.push(Diagnostic::new(Code::WrongType, node.location, message).label(label));
            return None;
        }
    };
    if version.is_none() {
        let message = "this version of OpenAPI is not supported";
        let diagnostic = Diagnostic::new(Code::UnsupportedVersion, node.location, message)
            .label("none of 3.0, 3.1 and 3.2")
            .help("write the document in OpenAPI 3.0, 3.1 or 3.2, such as `openapi: 3.1.1`");
        diagnostics.push(diagnostic);
    }
    version
}

/// A version as a text. An unquoted `3.0` of YAML is a number; the walk tells so.
fn text(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(Number::Float(number)) => Some(format!("{number:?}")),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A document that does not say `openapi`.
fn before_openapi(root: &Node, object: &Object, diagnostics: &Diagnostics) -> Option<Version> {
    let Some((_, node)) = object.entry(SWAGGER) else {
        diagnostics.push(without(root, object));
        return None;
    };
    if text(node).is_some_and(|text| matches!(text.as_str(), "2" | "2.0" | "2.0.0")) {
        return Some(Version::V2_0);
    }
    let message = "this version of Swagger is not supported";
    let found = Diagnostic::new(Code::UnsupportedVersion, node.location, message)
        .label("`2.0` is expected");
    diagnostics.push(found.help("write the document in Swagger 2.0, or in OpenAPI 3"));
    None
}

fn without(root: &Node, object: &Object) -> Diagnostic {
    let place = object.keys().next().map_or(root.location, |key| key.location);
    Diagnostic::new(
        Code::MissingMember,
        place,
        "the document does not say which version of OpenAPI it is",
    )
    .label("no `openapi` in this mapping")
    .help("add the version as the first member, such as `openapi: 3.1.1`")
}

/// The dialect of a version such as `3.0.3`, `3.1` or `3.1.0-rc1`.
fn parse(text: &str) -> Option<Version> {
    let text = text.trim();
    let is = |prefix: &str| {
        text.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    if is("3.0") {
        Some(Version::V3_0)
    } else if is("3.1") {
        Some(Version::V3_1)
    } else if is("3.2") {
        Some(Version::V3_2)
    } else {
        None
    }
}
