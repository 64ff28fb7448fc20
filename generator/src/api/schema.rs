use super::id::TypeId;
use crate::diagnostic::Location;

/// One use of a type: the type itself, and what is said of it at this place.
#[derive(Clone, Debug, PartialEq)]
pub struct Schema {
    /// What values are made of.
    pub ty: Type,
    /// Whether `null` is a value too.
    pub nullable: bool,
    /// What a value has to hold to.
    pub constraints: Constraints,
    /// What is meant where no value is given.
    pub default: Option<serde_json::Value>,
    /// Words and examples.
    pub docs: Docs,
    /// Where the schema stands in the document.
    pub location: Location,
}

impl Schema {
    /// A use of a type of which nothing else is said.
    #[must_use]
    pub fn of(ty: Type, location: Location) -> Self {
        let (constraints, docs) = (Constraints::default(), Docs::default());
        Self { ty, nullable: false, constraints, default: None, docs, location }
    }

    /// A use of no type.
    #[must_use]
    pub fn untyped(why: Untyped, location: Location) -> Self {
        Self::of(Type::Untyped(why), location)
    }

    /// The same, with what values have to hold to.
    #[must_use]
    pub fn holding_to(self, constraints: Constraints) -> Self {
        Self { constraints, ..self }
    }
}

/// What values are made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Anything that JSON can say.
    Untyped(Untyped),
    /// Nothing but `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A whole number of 32 bits.
    Int32,
    /// A whole number of 64 bits.
    Int64,
    /// A whole number of 64 bits without a sign.
    UInt64,
    /// A whole number beyond 64 bits.
    Int128,
    /// A number in single precision.
    Float,
    /// A number in double precision.
    Double,
    /// Text.
    String,
    /// A point in time, as RFC 3339 writes it.
    DateTime,
    /// A day, as RFC 3339 writes it.
    Date,
    /// A time of day.
    Time,
    /// Bytes that JSON carries in Base64.
    Base64,
    /// Bytes as they are: a file, an image.
    Binary,
    /// A type with a name.
    Named(TypeId),
    /// A list.
    Array(Box<Schema>),
    /// An object whose keys are open and whose values are of one type.
    Map(Box<Schema>),
    /// A list of fixed length, each place with a type of its own.
    Tuple(Vec<Schema>),
}

/// Why a value has no type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untyped {
    /// The document leaves it open.
    Open,
    /// The document leaves open what is in the object.
    OpenObject,
    /// The document says more than the model can.
    Unsupported,
}

/// What a value has to hold to (JSON Schema's validation keywords).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// The fewest characters of a string.
    pub min_length: Option<u64>,
    /// The most characters of a string.
    pub max_length: Option<u64>,
    /// The regular expression (ECMA-262) that a string must match somewhere.
    pub pattern: Option<String>,
    /// The media type of what a string holds.
    pub content_media_type: Option<String>,
    /// The least number.
    pub minimum: Option<f64>,
    /// Whether `minimum` itself is excluded.
    pub exclusive_minimum: bool,
    /// The greatest number.
    pub maximum: Option<f64>,
    /// Whether `maximum` itself is excluded.
    pub exclusive_maximum: bool,
    /// What a number must be a multiple of.
    pub multiple_of: Option<f64>,
    /// The fewest items of a list.
    pub min_items: Option<u64>,
    /// The most items of a list.
    pub max_items: Option<u64>,
    /// Whether the items of a list differ from each other.
    pub unique_items: bool,
    /// The fewest entries of an object.
    pub min_properties: Option<u64>,
    /// The most entries of an object.
    pub max_properties: Option<u64>,
    /// The `format`, where the type does not say it already.
    pub format: Option<String>,
    /// The only values that there are, where the type does not say them: `true`, say, or a few
    /// numbers with fractions. All are allowed where the list is empty.
    pub values: Vec<serde_json::Value>,
}

impl Constraints {
    /// Whether nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Words and examples.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// A title.
    pub title: Option<String>,
    /// What it is, in CommonMark.
    pub description: Option<String>,
    /// Values that show it.
    pub examples: Vec<Example>,
}

/// A value that shows what is meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Its name, where it has one.
    pub name: Option<String>,
    /// The value.
    pub value: serde_json::Value,
}
