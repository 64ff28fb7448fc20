use super::deprecation::Deprecation;
use super::id::TypeId;
use super::schema::{Constraints, Docs, Schema, Type};
use crate::diagnostic::Location;

/// A type that has a name, or needs one.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// What the type is called after.
    pub origin: Origin,
    /// What its values are.
    pub shape: Shape,
    /// Words and examples.
    pub docs: Docs,
    /// Whether it is on its way out.
    pub deprecation: Option<Deprecation>,
    /// Where it is defined.
    pub location: Location,
}

/// What a type is called after.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// A schema of the document's components, by its name there.
    Component(String),
    /// A schema inside another type: a property, an item, a branch.
    Inside {
        /// The type that it is inside.
        parent: TypeId,
        /// What it is there, from the outside to the inside, in words: a property's name, `item`.
        path: Vec<String>,
    },
    /// A schema inside a component that is no schema: a parameter, a request body, a response or a
    /// header that several operations share.
    Shared {
        /// What it is inside.
        section: Section,
        /// The name of that component.
        name: String,
        /// What it is there, from the outside to the inside; empty for the schema of a parameter.
        role: Vec<String>,
    },
    /// A schema inside an operation: a body, a response, a parameter.
    Operation {
        /// The path template and the method.
        path: String,
        /// The method, in lower case.
        method: String,
        /// What it is there: `request`, `response`, a parameter's name.
        role: Vec<String>,
    },
}

/// The kind of a component that is no schema and holds some.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// A parameter.
    Parameter,
    /// A request body.
    RequestBody,
    /// A response.
    Response,
    /// A header.
    Header,
}

/// What the values of a named type are.
#[derive(Clone, Debug)]
pub enum Shape {
    /// An object with properties.
    Struct(Struct),
    /// One of a list of strings or integers.
    Enumeration(Enumeration),
    /// One of several schemas.
    Union(Union),
    /// A string with rules of its own: an identifier, say.
    Text(Constraints),
    /// Another name for a type; it is seen through where it is used, but for recursion.
    Alias(Alias),
}

/// An object with properties.
#[derive(Clone, Debug, Default)]
pub struct Struct {
    /// The properties, sorted by name.
    pub properties: Vec<Property>,
    /// What other keys may hold.
    pub additional: Additional,
    /// The fewest and most entries.
    pub constraints: Constraints,
}

/// What the keys of an object that are no properties of it may hold.
#[derive(Clone, Debug, Default)]
pub enum Additional {
    /// The document does not say: other keys are ignored.
    #[default]
    Unsaid,
    /// There are none.
    Forbidden,
    /// Values of one schema; it is [`Type::Untyped`] for `additionalProperties: true`.
    Allowed(Box<Schema>),
}

/// A property of an object.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its name on the wire.
    pub name: String,
    /// What it holds.
    pub schema: Schema,
    /// Whether it is always there.
    pub required: bool,
    /// Whether only the server sets it.
    pub read_only: bool,
    /// Whether the server never gives it back.
    pub write_only: bool,
    /// The one value that it can have, which nobody has to choose: of a constant, and of what says
    /// which branch of a union the object is.
    pub fixed: Option<serde_json::Value>,
    /// Whether it is on its way out.
    pub deprecation: Option<Deprecation>,
    /// The old names under which it is read too. They have no property of their own.
    pub aliases: Vec<OldName>,
    /// Where the property's key stands.
    pub location: Location,
}

/// An old name of a property or of a query parameter (`x-alias-of`).
#[derive(Clone, Debug)]
pub struct OldName {
    /// The name on the wire.
    pub name: String,
    /// Words of the old name.
    pub docs: Docs,
    /// When and why it ends.
    pub deprecation: Option<Deprecation>,
    /// Where its key stands.
    pub location: Location,
}

/// One of a list of values.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// `Type::String`, `Type::Int64` …: what the values are.
    pub base: Type,
    /// The values, in the document's order made stable: sorted.
    pub values: Vec<EnumValue>,
}

/// A value of an enumeration.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// The value: a string or an integer.
    pub value: serde_json::Value,
    /// What it means, where the document says so.
    pub description: Option<String>,
    /// Whether it is on its way out.
    pub deprecation: Option<Deprecation>,
    /// Where it stands.
    pub location: Location,
}

/// One of several schemas (`oneOf`, `anyOf`).
#[derive(Clone, Debug)]
pub struct Union {
    /// The branches, in the document's order, which decides where several match.
    pub variants: Vec<Variant>,
    /// How a value says which branch it is.
    pub discriminator: Option<Discriminator>,
    /// Whether exactly one branch matches (`oneOf`), not at least one (`anyOf`).
    pub exclusive: bool,
}

/// A branch of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// What it is called after: a component's name, a title, a discriminator's value.
    pub name: Option<String>,
    /// What it holds.
    pub schema: Schema,
    /// The values of the discriminator that mean this branch.
    pub tags: Vec<String>,
}

/// How a value says which branch of a union it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discriminator {
    /// The property that says it.
    pub property: String,
    /// Whether the document has a discriminator; else it was found by single-valued properties.
    pub declared: bool,
}

/// Another name for a type.
#[derive(Clone, Debug)]
pub struct Alias {
    /// What it stands for.
    pub schema: Schema,
}
