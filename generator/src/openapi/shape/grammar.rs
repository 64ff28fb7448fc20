//! The terms in which the grammar of OpenAPI is written down: objects, members, shapes.

use super::Version;

/// An object of the OpenAPI specification, by the name that it has there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::openapi) enum ObjectKind {
    /// The document itself.
    OpenApi,
    /// The title and version of the API.
    Info,
    /// Whom to ask.
    Contact,
    /// The licence of the API.
    License,
    /// Where the API is served.
    Server,
    /// A variable of a server's URL.
    ServerVariable,
    /// Paths, each with its operations.
    Paths,
    /// The operations of a path.
    PathItem,
    /// An operation.
    Operation,
    /// A parameter.
    Parameter,
    /// The body of a request.
    RequestBody,
    /// What a media type's content is.
    MediaType,
    /// How a property of a form is sent.
    Encoding,
    /// Answers by status.
    Responses,
    /// An answer.
    Response,
    /// A header of an answer.
    Header,
    /// An example with its summary.
    Example,
    /// A link from an answer to another operation.
    Link,
    /// Requests that the server makes.
    Callback,
    /// What references lead to.
    Components,
    /// How a caller proves who they are.
    SecurityScheme,
    /// The OAuth flows of a security scheme.
    OAuthFlows,
    /// The implicit OAuth flow.
    ImplicitFlow,
    /// The OAuth flows with a token URL only.
    TokenFlow,
    /// The OAuth flow with an authorisation code.
    CodeFlow,
    /// The OAuth flow of devices.
    DeviceFlow,
    /// Security schemes that must all be satisfied.
    SecurityRequirement,
    /// A tag of operations.
    Tag,
    /// Documentation that stands elsewhere.
    ExternalDocumentation,
    /// A type.
    Schema,
    /// What tells the branches of a union apart.
    Discriminator,
    /// How a schema is written as XML.
    Xml,
    /// A document of Swagger 2.0.
    Swagger,
    /// Its paths.
    SwaggerPaths,
    /// The operations of a path in it.
    SwaggerPathItem,
    /// An operation in it.
    SwaggerOperation,
    /// A parameter in it, which may be the body or a part of a form.
    SwaggerParameter,
    /// What the items of a list are in a parameter or a header of it.
    SwaggerItems,
    /// The responses of an operation in it.
    SwaggerResponses,
    /// A response in it.
    SwaggerResponse,
    /// A header of a response in it.
    SwaggerHeader,
    /// A security scheme in it.
    SwaggerSecurityScheme,
}

impl ObjectKind {
    /// The section of `components` that holds such objects.
    pub(in crate::openapi) fn section(self) -> Option<&'static str> {
        Some(match self {
            Self::Schema => "schemas",
            Self::Response | Self::SwaggerResponse => "responses",
            Self::Parameter | Self::SwaggerParameter => "parameters",
            Self::Example => "examples",
            Self::RequestBody => "requestBodies",
            Self::Header => "headers",
            Self::SecurityScheme => "securitySchemes",
            Self::Link => "links",
            Self::Callback => "callbacks",
            Self::PathItem | Self::SwaggerPathItem => "pathItems",
            _ => return None,
        })
    }
}

/// What may stand in an object.
#[derive(Debug)]
pub(in crate::openapi) struct Rule {
    /// The name of the object in the specification, with its article.
    pub(in crate::openapi) name: &'static str,
    /// The members with a name of their own.
    pub(in crate::openapi) members: &'static [Member],
    /// What holds for every other key.
    pub(in crate::openapi) others: Others,
}

impl Rule {
    /// The member of that name.
    pub(in crate::openapi) fn member(&self, name: &str) -> Option<&'static Member> {
        self.members.iter().find(|member| member.name == name)
    }

    /// Whether a key that is no member is an extension.
    pub(in crate::openapi) fn is_extension(&self, key: &str) -> bool {
        self.others.extensible() && key.starts_with("x-")
    }

    /// What is expected under a key. None if the specification says nothing of it.
    pub(in crate::openapi) fn under(&self, key: &str) -> Option<&'static Shape> {
        match self.member(key) {
            Some(member) => Some(&member.shape),
            None if self.is_extension(key) => None,
            None => self.others.shape(),
        }
    }
}

/// What holds for keys that are no named members.
#[derive(Debug)]
pub(in crate::openapi) enum Others {
    /// `x-` keys are free, every other one is unknown.
    Extensions,
    /// `x-` keys are free, and in 3.1 every other one is an annotation.
    Annotations,
    /// `x-` keys are free, every other one is a path template.
    Paths,
    /// The same, in Swagger 2.0.
    SwaggerPaths,
    /// `x-` keys are free, every other one is a status code.
    Statuses,
    /// The same, in Swagger 2.0.
    SwaggerStatuses,
    /// `x-` keys are free, every other one is a runtime expression.
    Expressions,
    /// Every key is the name of a security scheme.
    Schemes,
}

impl Others {
    /// What stands under such keys, if they are keys of a map rather than members.
    pub(in crate::openapi) fn shape(&self) -> Option<&'static Shape> {
        match self {
            Self::Extensions | Self::Annotations => None,
            Self::Paths | Self::Expressions => Some(&Shape::ObjectOrRef(ObjectKind::PathItem)),
            Self::SwaggerPaths => Some(&Shape::ObjectOrRef(ObjectKind::SwaggerPathItem)),
            Self::Statuses => Some(&Shape::ObjectOrRef(ObjectKind::Response)),
            Self::SwaggerStatuses => Some(&Shape::ObjectOrRef(ObjectKind::SwaggerResponse)),
            Self::Schemes => Some(&Shape::List(&Shape::Text)),
        }
    }

    /// Whether `x-` keys are extensions here.
    pub(in crate::openapi) fn extensible(&self) -> bool {
        !matches!(self, Self::Schemes)
    }
}

/// A member of an object.
#[derive(Clone, Copy, Debug)]
pub(in crate::openapi) struct Member {
    /// Its name.
    pub(in crate::openapi) name: &'static str,
    /// What stands there.
    pub(in crate::openapi) shape: Shape,
    /// Whether it has to be there.
    pub(in crate::openapi) need: Need,
    /// In which versions of OpenAPI it exists.
    pub(in crate::openapi) versions: Versions,
}

/// Whether a member has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::openapi) enum Need {
    /// It may be absent.
    Optional,
    /// It must be there.
    Required,
    /// It must be there in 3.0, and may be absent in 3.1, which says the same as an empty one.
    RequiredIn30,
    /// The specification requires it, but nothing that is generated depends on it: an empty one
    /// is assumed, and a warning says so.
    Assumed,
}

/// In which versions of OpenAPI a member exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::openapi) enum Versions {
    /// In all of them.
    All,
    /// Before 3.1.
    Before31,
    /// From 3.0 on: not in Swagger 2.0.
    From30,
    /// In 3.0 only.
    Only30,
    /// From 3.1 on.
    From31,
    /// From 3.2 on.
    From32,
}

impl Versions {
    /// Whether the version is one of them.
    pub(in crate::openapi) fn include(self, version: Version) -> bool {
        match self {
            Self::All => true,
            Self::Before31 => version <= Version::V3_0,
            Self::From30 => version >= Version::V3_0,
            Self::Only30 => version == Version::V3_0,
            Self::From31 => version >= Version::V3_1,
            Self::From32 => version >= Version::V3_2,
        }
    }

    /// The versions as messages name them.
    pub(in crate::openapi) fn as_str(self) -> &'static str {
        match self {
            Self::All => "OpenAPI 3",
            Self::Before31 | Self::From30 | Self::Only30 => "OpenAPI 3.0",
            Self::From31 => "OpenAPI 3.1",
            Self::From32 => "OpenAPI 3.2",
        }
    }
}

/// What may stand at a place.
#[derive(Clone, Copy, Debug)]
pub(in crate::openapi) enum Shape {
    /// A string.
    Text,
    /// A reference as a string, which is never anything else by mistake.
    Reference,
    /// `true` or `false`.
    Boolean,
    /// An integer that is not negative.
    Count,
    /// A number.
    Number,
    /// A number above zero.
    Divisor,
    /// A number, or in 3.0 a boolean that makes its neighbour exclusive.
    ExclusiveBound,
    /// Any value.
    Any,
    /// One of these strings.
    Choice(&'static [&'static str]),
    /// A list.
    List(&'static Shape),
    /// A mapping with keys of the author's choice.
    Map(&'static Shape),
    /// A section of the components: a mapping in which a value that can be no component is left out.
    Section(&'static Shape),
    /// An object of the specification.
    Object(ObjectKind),
    /// An object of the specification, or a reference to one.
    ObjectOrRef(ObjectKind),
    /// A schema or a reference to one; in 3.1 also a boolean.
    Schema,
    /// A schema, a reference to one, or a boolean.
    SchemaOrBoolean,
    /// The `items` of a schema: a schema, or as in older drafts of JSON Schema a list of them.
    Items,
    /// The `type` of a schema: a name, or in 3.1 a list of names.
    Types,
    /// The `required` of a schema: a list of names.
    Names,
    /// `examples` by name.
    Examples,
    /// The `examples` of a schema: a list of values.
    Values,
}

impl Shape {
    /// The object that stands here, and whether a reference may stand in its place.
    pub(in crate::openapi) fn object(&self) -> Option<(ObjectKind, bool)> {
        match self {
            Self::Object(kind) => Some((*kind, false)),
            Self::ObjectOrRef(kind) => Some((*kind, true)),
            Self::Schema | Self::SchemaOrBoolean | Self::Items => Some((ObjectKind::Schema, true)),
            _ => None,
        }
    }

    /// What the items of a list are here.
    pub(in crate::openapi) fn item(&self) -> Option<&'static Self> {
        match self {
            Self::List(item) => Some(item),
            Self::Items => Some(&Self::Schema),
            Self::Names | Self::Types => Some(&Self::Text),
            Self::Values => Some(&Self::Any),
            _ => None,
        }
    }

    /// What the values of a map with keys of the author's choice are here.
    pub(in crate::openapi) fn entry(&self) -> Option<&'static Self> {
        match self {
            Self::Map(value) | Self::Section(value) => Some(value),
            Self::Examples => Some(&Self::ObjectOrRef(ObjectKind::Example)),
            _ => None,
        }
    }
}

/// Strings as a choice: `` `a`, `b` or `c` ``.
pub(in crate::openapi) fn one_of(choices: &[&str]) -> String {
    let quoted: Vec<_> = choices.iter().map(|choice| format!("`{choice}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// A member that may be absent.
pub(super) const fn may(name: &'static str, shape: Shape) -> Member {
    Member { name, shape, need: Need::Optional, versions: Versions::All }
}

/// A member that must be there.
pub(super) const fn must(name: &'static str, shape: Shape) -> Member {
    Member { name, shape, need: Need::Required, versions: Versions::All }
}

/// A member that must be there in 3.0 and may be absent in 3.1.
pub(super) const fn must_in_30(name: &'static str, shape: Shape) -> Member {
    Member { name, shape, need: Need::RequiredIn30, versions: Versions::All }
}

/// A member that should be there; an empty one is assumed.
pub(super) const fn should(name: &'static str, shape: Shape) -> Member {
    Member { name, shape, need: Need::Assumed, versions: Versions::All }
}

/// A member that Swagger 2.0 does not have.
pub(super) const fn new_in_30(name: &'static str, shape: Shape) -> Member {
    Member { name, shape, need: Need::Optional, versions: Versions::From30 }
}

/// A member that exists from 3.1 on.
pub(super) const fn new_in_31(name: &'static str, shape: Shape) -> Member {
    Member { name, shape, need: Need::Optional, versions: Versions::From31 }
}

/// A member that exists from 3.2 on.
pub(super) const fn new_in_32(name: &'static str, shape: Shape) -> Member {
    Member { name, shape, need: Need::Optional, versions: Versions::From32 }
}

/// A member that exists in 3.0 only.
pub(super) const fn gone_in_31(name: &'static str, shape: Shape) -> Member {
    Member { name, shape, need: Need::Optional, versions: Versions::Only30 }
}
