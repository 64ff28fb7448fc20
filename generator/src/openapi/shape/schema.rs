//! The grammar of the Schema Object: the keywords of Swagger 2.0, of OpenAPI 3.0 and of JSON Schema 2020-12, with all
//! that any stage has to know of a keyword before it looks at its value.

use super::super::made;
use super::grammar::Shape::{
    self, Any, Boolean, Count, Divisor, ExclusiveBound, Items, List, Map, Names, Number, Schema,
    SchemaOrBoolean, Text, Types, Values,
};
use super::grammar::{
    Member, ObjectKind as Kind, Others, Rule, gone_in_31, may, must, new_in_30, new_in_31,
    new_in_32,
};

/// The names of types that `type` may give.
pub(in crate::openapi) const TYPES: &[&str] =
    &["string", "number", "integer", "boolean", "array", "object", "null"];

/// The Schema Object. The most frequent keywords come first: a name is looked up from the start.
pub(super) static SCHEMA: Rule =
    Rule { name: "a Schema Object", members: MEMBERS, others: Others::Annotations };

/// A keyword of schemas.
#[derive(Debug)]
pub(crate) struct Keyword {
    /// Its name, what stands there, and since when.
    pub(in crate::openapi) member: Member,
    /// What it applies to.
    pub(crate) to: To,
    /// What it is for.
    pub(crate) role: Role,
    /// The key under which normalisation keeps it where OpenAPI 3.0 cannot say it.
    made: Option<&'static str>,
}

/// The values that a keyword says something of; it has no effect on others (JSON Schema, section
/// 7.6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum To {
    /// Values of each type.
    All,
    /// Strings.
    Strings,
    /// Numbers, integers among them.
    Numbers,
    /// Arrays.
    Arrays,
    /// Objects.
    Objects,
}

impl To {
    /// What a keyword applies to that is about values of a type, by the name of that type.
    pub(crate) fn of_type(name: &str) -> Option<Self> {
        Some(match name {
            "string" => Self::Strings,
            "number" | "integer" => Self::Numbers,
            "array" => Self::Arrays,
            "object" => Self::Objects,
            _ => return None,
        })
    }
}

/// What a keyword is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// It says what values are made of.
    Structure,
    /// It narrows the values of a type.
    Rule,
    /// It says something about the place, or to a reader, and nothing that values have to hold to.
    Word,
    /// It has done its part before types are made, or says nothing to a reader of them.
    Spent,
    /// No type can express it: it is left out, and that is told.
    Unread,
}

impl Keyword {
    /// The keyword of that name, or the one that normalisation keeps under that key.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        KEYWORDS.iter().find(|keyword| keyword.member.name == name || keyword.made == Some(name))
    }

    /// The keywords that apply to values of one type.
    pub(crate) fn of(to: To) -> impl Iterator<Item = &'static Self> {
        KEYWORDS.iter().filter(move |keyword| keyword.to == to)
    }

    /// Its name.
    pub(crate) fn name(&self) -> &'static str {
        self.member.name
    }

    /// The keys under which it may stand in a schema that is normalised.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'static str> + use<> {
        std::iter::once(self.member.name).chain(self.made)
    }

    /// Whether the types of a schema are made of other schemas that stand in it.
    pub(crate) fn holds_schemas(&self) -> bool {
        let shape = &self.member.shape;
        let is_schema = |shape: &Shape| matches!(shape.object(), Some((Kind::Schema, _)));
        self.role == Role::Structure
            && (is_schema(shape) || shape.item().or(shape.entry()).is_some_and(is_schema))
    }
}

/// Each row: the keyword, what it applies to, and what it is for.
macro_rules! keywords {
    ($($member:expr, $to:ident $role:ident $(as $made:expr)?;)*) => {
        const MEMBERS: &[Member] = &[$($member),*];

        static KEYWORDS: &[Keyword] = &[$(Keyword {
            member: $member,
            to: To::$to,
            role: Role::$role,
            made: keywords!(made $($made)?),
        }),*];
    };
    (made) => { None };
    (made $made:expr) => { Some($made) };
}

keywords! {
    may("$ref", Shape::Reference), All Structure;
    may("type", Types), All Structure;
    may("description", Text), All Word;
    may("example", Any), All Word;
    may("properties", Map(&Schema)), Objects Structure;
    may("items", Items), Arrays Structure;
    may("required", Names), Objects Structure;
    may("allOf", List(&Schema)), All Structure;
    may("enum", List(&Any)), All Structure;
    may("format", Text), All Structure;
    may("default", Any), All Word;
    may("title", Text), All Word;
    gone_in_31("nullable", Boolean), All Word;
    new_in_30("anyOf", List(&Schema)), All Structure;
    new_in_30("oneOf", List(&Schema)), All Structure;
    may("maximum", Number), Numbers Rule as made::MAXIMUM;
    may("minimum", Number), Numbers Rule as made::MINIMUM;
    may("maxLength", Count), Strings Rule;
    may("minLength", Count), Strings Rule;
    may("pattern", Text), Strings Rule;
    may("readOnly", Boolean), All Word;
    new_in_30("writeOnly", Boolean), All Word;
    new_in_30("deprecated", Boolean), All Word;
    may("additionalProperties", SchemaOrBoolean), Objects Structure;
    may("maxItems", Count), Arrays Rule;
    may("minItems", Count), Arrays Rule;
    may("uniqueItems", Boolean), Arrays Rule;
    may("maxProperties", Count), Objects Rule;
    may("minProperties", Count), Objects Rule;
    may("multipleOf", Divisor), Numbers Rule;
    may("exclusiveMaximum", ExclusiveBound), Numbers Rule;
    may("exclusiveMinimum", ExclusiveBound), Numbers Rule;
    new_in_30("not", Schema), All Structure;
    may("discriminator", Shape::Object(Kind::Discriminator)), All Structure;
    may("xml", Shape::Object(Kind::Xml)), All Word;
    may("externalDocs", Shape::Object(Kind::ExternalDocumentation)), All Word;
    new_in_31("const", Any), All Structure;
    new_in_31("examples", Values), All Word as made::EXAMPLES;
    new_in_31("prefixItems", List(&Schema)), Arrays Structure as made::FIRST_ITEMS;
    new_in_31("contains", Schema), Arrays Unread;
    new_in_31("minContains", Count), Arrays Unread;
    new_in_31("maxContains", Count), Arrays Unread;
    new_in_31("unevaluatedItems", SchemaOrBoolean), Arrays Unread;
    new_in_31("patternProperties", Map(&Schema)), Objects Structure;
    new_in_31("propertyNames", Schema), Objects Unread;
    new_in_31("unevaluatedProperties", SchemaOrBoolean), Objects Structure;
    new_in_31("dependentRequired", Map(&List(&Text))), Objects Unread;
    new_in_31("dependentSchemas", Map(&Schema)), Objects Unread;
    new_in_31("dependencies", Any), Objects Unread;
    new_in_31("if", Schema), All Unread;
    new_in_31("then", Schema), All Unread;
    new_in_31("else", Schema), All Unread;
    new_in_31("contentEncoding", Text), Strings Word;
    new_in_31("contentMediaType", Text), Strings Rule;
    new_in_31("contentSchema", Schema), Strings Unread;
    new_in_31("$defs", Map(&Schema)), All Spent;
    new_in_31("definitions", Map(&Schema)), All Spent;
    new_in_31("$schema", Text), All Spent;
    new_in_31("$id", Text), All Unread;
    new_in_31("$anchor", Text), All Spent;
    new_in_31("$comment", Text), All Spent;
    new_in_31("$vocabulary", Any), All Unread;
    new_in_31("$dynamicRef", Shape::Reference), All Unread;
    new_in_31("$dynamicAnchor", Text), All Spent;
    new_in_31("$recursiveRef", Shape::Reference), All Unread;
    new_in_31("$recursiveAnchor", Boolean), All Spent;
}

/// The Discriminator Object.
pub(super) static DISCRIMINATOR: Rule = Rule {
    name: "a Discriminator Object",
    members: &[
        must("propertyName", Text),
        may("mapping", Map(&Text)),
        new_in_32("defaultMapping", Text),
    ],
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
        new_in_32("nodeType", Text),
    ],
    others: Others::Extensions,
};
