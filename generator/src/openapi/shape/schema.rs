//! The grammar of the Schema Object: the keywords of OpenAPI 3.0 and of JSON Schema 2020-12.

use super::grammar::Shape::{
    self, Any, Boolean, Count, Divisor, ExclusiveBound, Items, List, Map, Names, Number, Object,
    Schema, SchemaOrBoolean, Text, Types, Values,
};
use super::grammar::{Member, ObjectKind as Kind, Others, Rule, gone_in_31, may, must, new_in_31};

/// The names of types that `type` may give.
pub(in crate::openapi) const TYPES: &[&str] =
    &["string", "number", "integer", "boolean", "array", "object", "null"];

/// The Schema Object. The most frequent keywords come first: a name is looked up from the start.
pub(super) static SCHEMA: Rule =
    Rule { name: "a Schema Object", members: KEYWORDS, others: Others::Annotations };

const KEYWORDS: &[Member] = &[
    may("$ref", Shape::Reference),
    may("type", Types),
    may("description", Text),
    may("example", Any),
    may("properties", Map(&Schema)),
    may("items", Items),
    may("required", Names),
    may("allOf", List(&Schema)),
    may("enum", List(&Any)),
    may("format", Text),
    may("default", Any),
    may("title", Text),
    gone_in_31("nullable", Boolean),
    may("anyOf", List(&Schema)),
    may("oneOf", List(&Schema)),
    may("maximum", Number),
    may("minimum", Number),
    may("maxLength", Count),
    may("minLength", Count),
    may("pattern", Text),
    may("readOnly", Boolean),
    may("writeOnly", Boolean),
    may("deprecated", Boolean),
    may("additionalProperties", SchemaOrBoolean),
    may("maxItems", Count),
    may("minItems", Count),
    may("uniqueItems", Boolean),
    may("maxProperties", Count),
    may("minProperties", Count),
    may("multipleOf", Divisor),
    may("exclusiveMaximum", ExclusiveBound),
    may("exclusiveMinimum", ExclusiveBound),
    may("not", Schema),
    may("discriminator", Object(Kind::Discriminator)),
    may("xml", Object(Kind::Xml)),
    may("externalDocs", Object(Kind::ExternalDocumentation)),
    new_in_31("const", Any),
    new_in_31("examples", Values),
    new_in_31("prefixItems", List(&Schema)),
    new_in_31("contains", Schema),
    new_in_31("minContains", Count),
    new_in_31("maxContains", Count),
    new_in_31("unevaluatedItems", SchemaOrBoolean),
    new_in_31("patternProperties", Map(&Schema)),
    new_in_31("propertyNames", Schema),
    new_in_31("unevaluatedProperties", SchemaOrBoolean),
    new_in_31("dependentRequired", Map(&List(&Text))),
    new_in_31("dependentSchemas", Map(&Schema)),
    new_in_31("dependencies", Any),
    new_in_31("if", Schema),
    new_in_31("then", Schema),
    new_in_31("else", Schema),
    new_in_31("contentEncoding", Text),
    new_in_31("contentMediaType", Text),
    new_in_31("contentSchema", Schema),
    new_in_31("$defs", Map(&Schema)),
    new_in_31("definitions", Map(&Schema)),
    new_in_31("$schema", Text),
    new_in_31("$id", Text),
    new_in_31("$anchor", Text),
    new_in_31("$comment", Text),
    new_in_31("$vocabulary", Any),
    new_in_31("$dynamicRef", Shape::Reference),
    new_in_31("$dynamicAnchor", Text),
    new_in_31("$recursiveRef", Shape::Reference),
    new_in_31("$recursiveAnchor", Boolean),
];

/// The Discriminator Object.
pub(super) static DISCRIMINATOR: Rule = Rule {
    name: "a Discriminator Object",
    members: &[must("propertyName", Text), may("mapping", Map(&Text))],
    others: Others::Extensions,
};

/// The XML Object.
pub(super) static XML: Rule = Rule {
    name: "an XML Object",
    members: &[
        may("name", Text),
        may("namespace", Text),
        may("prefix", Text),
        may("attribute", Boolean),
        may("wrapped", Boolean),
    ],
    others: Others::Extensions,
};
