//! The grammar of every object but the Schema Object, in the order of the specification.

use super::grammar::Shape::{
    self, Any, Boolean, Choice, Examples, List, Map, Object, ObjectOrRef, Schema, Section, Text,
};
use super::grammar::{
    Member, ObjectKind as Kind, Others, Rule, may, must, must_in_30, new_in_31, new_in_32, should,
};
use super::{schema, swagger};

/// The values of `in` of a parameter.
pub(in crate::openapi) const PLACES: &[&str] =
    &["query", "querystring", "header", "path", "cookie"];

/// Every `style` of OpenAPI; which of them a place allows is another rule.
pub(in crate::openapi) const STYLES: &[&str] =
    &["matrix", "label", "simple", "form", "spaceDelimited", "pipeDelimited", "deepObject"];

/// The kinds of security schemes.
pub(in crate::openapi) const SCHEMES: &[&str] =
    &["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"];

const SERVERS: Member = may("servers", List(&Object(Kind::Server)));
const PARAMETERS: Member = may("parameters", List(&ObjectOrRef(Kind::Parameter)));
const SECURITY: Member = may("security", List(&Object(Kind::SecurityRequirement)));
const EXTERNAL_DOCS: Member = may("externalDocs", Object(Kind::ExternalDocumentation));
const SUMMARY: Member = may("summary", Text);
const DESCRIPTION: Member = may("description", Text);
const DEPRECATED: Member = may("deprecated", Boolean);
const REQUIRED: Member = may("required", Boolean);
const STYLE: Member = may("style", Choice(STYLES));
const EXPLODE: Member = may("explode", Boolean);
const ALLOW_RESERVED: Member = may("allowReserved", Boolean);
const SCHEMA: Member = may("schema", Schema);
const CONTENT: Shape = Map(&Object(Kind::MediaType));
const EXAMPLE: Member = may("example", Any);
const EXAMPLES: Member = may("examples", Examples);
const HEADERS: Member = may("headers", Map(&ObjectOrRef(Kind::Header)));
const ITEM_SCHEMA: Member = new_in_32("itemSchema", Schema);
const PREFIX_ENCODING: Member = new_in_32("prefixEncoding", List(&Object(Kind::Encoding)));
const ITEM_ENCODING: Member = new_in_32("itemEncoding", Object(Kind::Encoding));
const SCOPES: Member = should("scopes", Map(&Text));

macro_rules! grammar {
    ($($kind:ident $name:literal $others:ident [$($member:expr),* $(,)?])*) => {
        /// What the specification says of an object.
        pub(in crate::openapi) fn rule_of(kind: Kind) -> &'static Rule {
            match kind {
                $(Kind::$kind => {
                    const MEMBERS: &[Member] = &[$($member),*];
                    const RULE: &Rule = &Rule { name: $name, members: MEMBERS, others: Others::$others };
                    RULE
                })*
                Kind::Schema => &schema::SCHEMA,
                Kind::Discriminator => &schema::DISCRIMINATOR,
                Kind::Xml => &schema::XML,
                Kind::Swagger => &swagger::DOCUMENT,
                Kind::SwaggerPaths => &swagger::PATHS,
                Kind::SwaggerPathItem => &swagger::PATH_ITEM,
                Kind::SwaggerOperation => &swagger::OPERATIONS,
                Kind::SwaggerParameter => &swagger::PARAMETER,
                Kind::SwaggerItems => &swagger::ITEMS,
                Kind::SwaggerResponses => &swagger::RESPONSES,
                Kind::SwaggerResponse => &swagger::RESPONSE,
                Kind::SwaggerHeader => &swagger::HEADER,
                Kind::SwaggerSecurityScheme => &swagger::SECURITY_SCHEME,
            }
        }
    };
}

grammar! {
    OpenApi "an OpenAPI Object" Extensions [
        must("openapi", Text),
        new_in_32("$self", Text),
        must("info", Object(Kind::Info)),
        new_in_31("jsonSchemaDialect", Text),
        SERVERS,
        must_in_30("paths", Object(Kind::Paths)),
        new_in_31("webhooks", Map(&ObjectOrRef(Kind::PathItem))),
        may("components", Object(Kind::Components)),
        SECURITY,
        may("tags", List(&Object(Kind::Tag))),
        EXTERNAL_DOCS,
    ]

    Info "an Info Object" Extensions [
        must("title", Text),
        new_in_31("summary", Text),
        DESCRIPTION,
        may("termsOfService", Text),
        may("contact", Object(Kind::Contact)),
        may("license", Object(Kind::License)),
        must("version", Text),
    ]

    Contact "a Contact Object" Extensions [may("name", Text), may("url", Text), may("email", Text)]

    License "a License Object" Extensions [
        should("name", Text),
        new_in_31("identifier", Text),
        may("url", Text),
    ]

    Server "a Server Object" Extensions [
        must("url", Text),
        DESCRIPTION,
        new_in_32("name", Text),
        may("variables", Map(&Object(Kind::ServerVariable))),
    ]

    ServerVariable "a Server Variable Object" Extensions [
        may("enum", List(&Text)),
        must("default", Text),
        DESCRIPTION,
    ]

    Components "a Components Object" Extensions [
        may("schemas", Section(&Schema)),
        may("responses", Section(&ObjectOrRef(Kind::Response))),
        may("parameters", Section(&ObjectOrRef(Kind::Parameter))),
        may("examples", Section(&ObjectOrRef(Kind::Example))),
        may("requestBodies", Section(&ObjectOrRef(Kind::RequestBody))),
        may("headers", Section(&ObjectOrRef(Kind::Header))),
        may("securitySchemes", Section(&ObjectOrRef(Kind::SecurityScheme))),
        may("links", Section(&ObjectOrRef(Kind::Link))),
        may("callbacks", Section(&ObjectOrRef(Kind::Callback))),
        new_in_31("pathItems", Section(&ObjectOrRef(Kind::PathItem))),
        new_in_32("mediaTypes", Section(&Object(Kind::MediaType))),
    ]

    Paths "a Paths Object" Paths []

    PathItem "a Path Item Object" Extensions [
        may("$ref", Shape::Reference),
        SUMMARY,
        DESCRIPTION,
        may("get", Object(Kind::Operation)),
        may("put", Object(Kind::Operation)),
        may("post", Object(Kind::Operation)),
        may("delete", Object(Kind::Operation)),
        may("options", Object(Kind::Operation)),
        may("head", Object(Kind::Operation)),
        may("patch", Object(Kind::Operation)),
        may("trace", Object(Kind::Operation)),
        new_in_32("query", Object(Kind::Operation)),
        new_in_32("additionalOperations", Map(&Object(Kind::Operation))),
        SERVERS,
        PARAMETERS,
    ]

    Operation "an Operation Object" Extensions [
        may("tags", List(&Text)),
        SUMMARY,
        DESCRIPTION,
        EXTERNAL_DOCS,
        may("operationId", Text),
        PARAMETERS,
        may("requestBody", ObjectOrRef(Kind::RequestBody)),
        must_in_30("responses", Object(Kind::Responses)),
        may("callbacks", Map(&ObjectOrRef(Kind::Callback))),
        DEPRECATED,
        SECURITY,
        SERVERS,
    ]

    ExternalDocumentation "an External Documentation Object" Extensions [DESCRIPTION, should("url", Text)]

    Parameter "a Parameter Object" Extensions [
        must("name", Text),
        must("in", Choice(PLACES)),
        DESCRIPTION,
        REQUIRED,
        DEPRECATED,
        may("allowEmptyValue", Boolean),
        STYLE,
        EXPLODE,
        ALLOW_RESERVED,
        SCHEMA,
        EXAMPLE,
        EXAMPLES,
        may("content", CONTENT),
    ]

    RequestBody "a Request Body Object" Extensions [DESCRIPTION, should("content", CONTENT), REQUIRED]

    MediaType "a Media Type Object" Extensions [
        SCHEMA,
        ITEM_SCHEMA,
        EXAMPLE,
        EXAMPLES,
        may("encoding", Map(&Object(Kind::Encoding))),
        PREFIX_ENCODING,
        ITEM_ENCODING,
    ]

    Encoding "an Encoding Object" Extensions [
        may("contentType", Text),
        new_in_32("encoding", Map(&Object(Kind::Encoding))),
        PREFIX_ENCODING,
        ITEM_ENCODING,
        HEADERS,
        STYLE,
        EXPLODE,
        ALLOW_RESERVED,
    ]

    Responses "a Responses Object" Statuses []

    Response "a Response Object" Extensions [
        new_in_32("summary", Text),
        should("description", Text),
        HEADERS,
        may("content", CONTENT),
        may("links", Map(&ObjectOrRef(Kind::Link))),
    ]

    Callback "a Callback Object" Expressions []

    Example "an Example Object" Extensions [
        SUMMARY,
        DESCRIPTION,
        may("value", Any),
        may("externalValue", Text),
        new_in_32("dataValue", Any),
        new_in_32("serializedValue", Text),
    ]

    Link "a Link Object" Extensions [
        may("operationRef", Text),
        may("operationId", Text),
        may("parameters", Map(&Any)),
        may("requestBody", Any),
        DESCRIPTION,
        may("server", Object(Kind::Server)),
    ]

    Header "a Header Object" Extensions [
        DESCRIPTION,
        REQUIRED,
        DEPRECATED,
        may("allowEmptyValue", Boolean),
        STYLE,
        EXPLODE,
        ALLOW_RESERVED,
        SCHEMA,
        EXAMPLE,
        EXAMPLES,
        may("content", CONTENT),
    ]

    Tag "a Tag Object" Extensions [
        must("name", Text),
        new_in_32("summary", Text),
        DESCRIPTION,
        EXTERNAL_DOCS,
        new_in_32("parent", Text),
        new_in_32("kind", Text),
    ]

    SecurityScheme "a Security Scheme Object" Extensions [
        must("type", Choice(SCHEMES)),
        DESCRIPTION,
        may("name", Text),
        may("in", Choice(&["query", "header", "cookie"])),
        may("scheme", Text),
        may("bearerFormat", Text),
        may("flows", Object(Kind::OAuthFlows)),
        may("openIdConnectUrl", Text),
        new_in_32("oauth2MetadataUrl", Text),
        new_in_32("deprecated", Boolean),
    ]

    OAuthFlows "an OAuth Flows Object" Extensions [
        may("implicit", Object(Kind::ImplicitFlow)),
        may("password", Object(Kind::TokenFlow)),
        may("clientCredentials", Object(Kind::TokenFlow)),
        may("authorizationCode", Object(Kind::CodeFlow)),
        new_in_32("deviceAuthorization", Object(Kind::DeviceFlow)),
    ]

    ImplicitFlow "an OAuth Flow Object" Extensions [
        should("authorizationUrl", Text),
        may("tokenUrl", Text),
        may("refreshUrl", Text),
        SCOPES,
    ]

    TokenFlow "an OAuth Flow Object" Extensions [
        may("authorizationUrl", Text),
        should("tokenUrl", Text),
        may("refreshUrl", Text),
        SCOPES,
    ]

    CodeFlow "an OAuth Flow Object" Extensions [
        should("authorizationUrl", Text),
        should("tokenUrl", Text),
        may("refreshUrl", Text),
        SCOPES,
    ]

    DeviceFlow "an OAuth Flow Object" Extensions [
        should("deviceAuthorizationUrl", Text),
        should("tokenUrl", Text),
        may("refreshUrl", Text),
        SCOPES,
    ]

    SecurityRequirement "a Security Requirement Object" Schemes []
}
