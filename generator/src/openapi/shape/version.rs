//! The version of OpenAPI that a document is written in.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Node, Number, Object, Value};

/// A dialect of OpenAPI. Versions that differ in the last number only are one dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(non_camel_case_types, reason = "the names of the versions")]
pub enum Version {
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
            Self::V3_0 => "OpenAPI 3.0",
            Self::V3_1 => "OpenAPI 3.1",
            Self::V3_2 => "OpenAPI 3.2",
        }
    }
}

/// The version that the document gives itself.
pub(super) fn of(root: &Node, object: &Object, diagnostics: &Diagnostics) -> Option<Version> {
    let Some((_, node)) = object.entry("openapi") else {
        diagnostics.push(without(root, object));
        return None;
    };
    let version = match &node.value {
        Value::String(text) => parse(text),
        // An unquoted `3.0` of YAML is a number. The walk tells so.
        Value::Number(Number::Float(number)) => parse(&format!("{number:?}")),
        Value::Number(_) => None,
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

fn without(root: &Node, object: &Object) -> Diagnostic {
    if let Some((key, _)) = object.entry("swagger") {
        return Diagnostic::new(Code::Swagger2, key.location, "this is a document of Swagger 2.0")
            .label("OpenAPI 3 says `openapi` here")
            .help("convert the document to OpenAPI 3, for example with swagger2openapi");
    }
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
