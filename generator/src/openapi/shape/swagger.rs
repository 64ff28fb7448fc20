//! The grammar of Swagger 2.0, for the objects that differ from those of OpenAPI 3.

use super::grammar::Shape::{
    self, Any, Boolean, Choice, Count, Divisor, ExclusiveBound, List, Map, Number, Object,
    ObjectOrRef, Schema, Section, Text, Types,
};
use super::grammar::{Member, ObjectKind as Kind, Others, Rule, may, must, should};

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
