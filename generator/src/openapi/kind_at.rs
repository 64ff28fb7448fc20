//! What OpenAPI says stands where a pointer leads.

use super::resolve::Kind;

/// What OpenAPI says stands at a pointer; `None` where OpenAPI says nothing of the place.
pub(super) fn kind_at(pointer: &[String]) -> Option<Kind> {
    let mut tokens = pointer.iter().map(String::as_str);
    let mut kind = match (tokens.next()?, tokens.next()) {
        ("components", Some(section)) => {
            tokens.next()?;
            Kind::of_section(section)
        }
        ("paths", Some(_)) => Kind::PathItem,
        _ => return None,
    };
    // `Other` is an operation or a media type on the way.
    while let Some(token) = tokens.next() {
        kind = match (kind, token) {
            (Kind::Schema, "properties" | "allOf" | "anyOf" | "oneOf") => {
                tokens.next()?;
                Kind::Schema
            }
            (Kind::Schema, "items" | "additionalProperties" | "not") => Kind::Schema,
            (Kind::PathItem | Kind::Other, "parameters") => {
                tokens.next()?;
                Kind::Parameter
            }
            (Kind::Other, "requestBody") => Kind::RequestBody,
            (Kind::Other, "responses") => {
                tokens.next()?;
                Kind::Response
            }
            (Kind::Response, "headers") => {
                tokens.next()?;
                Kind::Header
            }
            (Kind::Response | Kind::RequestBody | Kind::Parameter | Kind::Header, "content") => {
                tokens.next()?;
                Kind::Other
            }
            (Kind::Parameter | Kind::Header | Kind::Other, "schema") => Kind::Schema,
            (Kind::Parameter | Kind::Header | Kind::Other, "examples") => {
                tokens.next()?;
                Kind::Example
            }
            (
                Kind::PathItem,
                "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace",
            ) => Kind::Other,
            _ => return None,
        };
    }
    Some(kind)
}
