//! The grammar of Swagger 2.0, for the objects that differ from those of OpenAPI 3, and its rules
//! that are about more than one member.

use super::grammar::Shape::{
    self, Any, Boolean, Choice, Count, Divisor, ExclusiveBound, List, Map, Number, Object,
    ObjectOrRef, Schema, Section, Text, Types,
};
use super::grammar::{Member, ObjectKind as Kind, Others, Rule, may, must, should};
use super::special::place_of;
use super::words::lacks;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::source::Object as Mapping;

/// The values of `in` of a parameter.
const PLACES: &[&str] = &["query", "header", "path", "formData", "body"];

/// How the items of a list are put together.
const FORMATS: &[&str] = &["csv", "ssv", "tsv", "pipes", "multi"];

const SCHEMES: &[&str] = &["http", "https", "ws", "wss"];

const LIST_OF_TEXTS: Shape = List(&Text);
const CONSUMES: Member = may("consumes", LIST_OF_TEXTS);
const PRODUCES: Member = may("produces", LIST_OF_TEXTS);
const TRANSFER: Member = may("schemes", List(&Choice(SCHEMES)));
const PARAMETERS: Member = may("parameters", List(&ObjectOrRef(Kind::SwaggerParameter)));
const SECURITY: Member = may("security", List(&Object(Kind::SecurityRequirement)));
const EXTERNAL_DOCS: Member = may("externalDocs", Object(Kind::ExternalDocumentation));
const DESCRIPTION: Member = may("description", Text);
const OPERATION: Shape = Object(Kind::SwaggerOperation);

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident $name:literal $others:ident [$($member:expr),* $(,)?])*) => {
        $($(#[$doc])* pub(super) static $rule: Rule =
            Rule { name: $name, members: &[$($member),*], others: Others::$others };)*
    };
}

/// What a value without a schema says of itself, after members of its own.
macro_rules! with_values {
    ($(#[$doc:meta])* $rule:ident $name:literal [$($member:expr),* $(,)?]) => {
        rules! { $(#[$doc])* $rule $name Extensions [
            $($member,)*
            may("type", Types),
            may("format", Text),
            may("items", Object(Kind::SwaggerItems)),
            may("collectionFormat", Choice(FORMATS)),
            may("default", Any),
            may("maximum", Number),
            may("exclusiveMaximum", ExclusiveBound),
            may("minimum", Number),
            may("exclusiveMinimum", ExclusiveBound),
            may("maxLength", Count),
            may("minLength", Count),
            may("pattern", Text),
            may("maxItems", Count),
            may("minItems", Count),
            may("uniqueItems", Boolean),
            may("enum", List(&Any)),
            may("multipleOf", Divisor),
        ] }
    };
}

rules! {
    /// The document.
    DOCUMENT "a Swagger Object" Extensions [
        must("swagger", Text),
        must("info", Object(Kind::Info)),
        may("host", Text),
        may("basePath", Text),
        TRANSFER,
        CONSUMES,
        PRODUCES,
        must("paths", Object(Kind::SwaggerPaths)),
        may("definitions", Section(&Schema)),
        may("parameters", Section(&ObjectOrRef(Kind::SwaggerParameter))),
        may("responses", Section(&ObjectOrRef(Kind::SwaggerResponse))),
        may("securityDefinitions", Section(&Object(Kind::SwaggerSecurityScheme))),
        SECURITY,
        may("tags", List(&Object(Kind::Tag))),
        EXTERNAL_DOCS,
    ]

    /// The paths.
    PATHS "a Paths Object" SwaggerPaths []

    /// The operations of a path.
    PATH_ITEM "a Path Item Object" Extensions [
        may("$ref", Shape::Reference),
        may("get", OPERATION),
        may("put", OPERATION),
        may("post", OPERATION),
        may("delete", OPERATION),
        may("options", OPERATION),
        may("head", OPERATION),
        may("patch", OPERATION),
        PARAMETERS,
    ]

    /// An operation.
    OPERATIONS "an Operation Object" Extensions [
        may("tags", LIST_OF_TEXTS),
        may("summary", Text),
        DESCRIPTION,
        EXTERNAL_DOCS,
        may("operationId", Text),
        CONSUMES,
        PRODUCES,
        PARAMETERS,
        must("responses", Object(Kind::SwaggerResponses)),
        TRANSFER,
        may("deprecated", Boolean),
        SECURITY,
    ]

    /// Responses by status.
    RESPONSES "a Responses Object" SwaggerStatuses []

    /// A response.
    RESPONSE "a Response Object" Extensions [
        should("description", Text),
        may("schema", Schema),
        may("headers", Map(&Object(Kind::SwaggerHeader))),
        may("examples", Map(&Any)),
    ]

    /// How a caller proves who they are.
    SECURITY_SCHEME "a Security Scheme Object" Extensions [
        must("type", Choice(&["basic", "apiKey", "oauth2"])),
        DESCRIPTION,
        may("name", Text),
        may("in", Choice(&["query", "header"])),
        may("flow", Choice(&["implicit", "password", "application", "accessCode"])),
        may("authorizationUrl", Text),
        may("tokenUrl", Text),
        may("scopes", Map(&Text)),
    ]
}

with_values! {
    /// A parameter, which may be the body or a part of it.
    PARAMETER "a Parameter Object" [
        must("name", Text),
        must("in", Choice(PLACES)),
        DESCRIPTION,
        may("required", Boolean),
        may("schema", Schema),
        may("allowEmptyValue", Boolean),
    ]
}

with_values! {
    /// What the items of a list are, outside of schemas.
    ITEMS "an Items Object" []
}

with_values! {
    /// A header of a response.
    HEADER "a Header Object" [DESCRIPTION]
}

/// Checks what the tables cannot say.
pub(super) fn check(object: &Mapping, kind: Kind, place: Location, diagnostics: &Diagnostics) {
    match kind {
        Kind::SwaggerParameter => parameter(object, place, diagnostics),
        Kind::SwaggerHeader => values(object, "a Header Object", place, diagnostics),
        Kind::SwaggerSecurityScheme => security_scheme(object, place, diagnostics),
        _ => {}
    }
}

fn parameter(object: &Mapping, place: Location, diagnostics: &Diagnostics) {
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
fn values(object: &Mapping, holder: &str, place: Location, diagnostics: &Diagnostics) {
    if object.contains_key("type") || object.contains_key("schema") {
        return;
    }
    let message = format!("{holder} must have `type`");
    let found = Diagnostic::new(Code::SchemaMissing, place, message).label("any value is assumed");
    diagnostics.push(found.help("say what the values are, such as `type: string`"));
}

fn security_scheme(object: &Mapping, place: Location, diagnostics: &Diagnostics) {
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
