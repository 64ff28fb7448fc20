//! Types as Rust has them.

use super::context::Planner;
use crate::api::{Schema, Type, TypeId, Untyped};
use crate::options::WithoutOffset;
use std::collections::BTreeSet;
use std::fmt;

/// A type of Rust, wherever it is written. Two are equal exactly if Rust takes them for one type, names
/// for lists of values aside.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RustType<'a> {
    /// `()`
    Unit,
    /// `bool`
    Bool,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u64`
    U64,
    /// `i128`
    I128,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `String`
    String,
    /// `str`, behind a reference.
    Str,
    /// `jiff::Timestamp`
    Timestamp,
    /// `jiff::civil::Date`
    Date,
    /// `jiff::civil::DateTime`
    DateTime,
    /// `serde_json::Value`
    Json,
    /// `serde_json::Map<String, serde_json::Value>`
    JsonObject,
    /// A type of `models`, by its name.
    Model(&'a str),
    /// A type of the file in which it is written: a form, say.
    Local(&'a str),
    /// A type that the runtime gives the root of the crate: `crate::Bytes`.
    Runtime(&'static str),
    /// `Option<T>`
    Option(Box<RustType<'a>>),
    /// `Box<T>`
    Boxed(Box<RustType<'a>>),
    /// `Vec<T>`
    Vec(Box<RustType<'a>>),
    /// `std::collections::BTreeMap<String, T>`
    Map(Box<RustType<'a>>),
    /// `(A, B,)`
    Tuple(Vec<RustType<'a>>),
    /// `crate::Events<T>`
    Events(Box<RustType<'a>>),
    /// `&T`
    Reference(Box<RustType<'a>>),
    /// `&[T]`
    Slice(Box<RustType<'a>>),
    /// `impl Into<T>`
    Into(Box<RustType<'a>>),
    /// `impl IntoIterator<Item = T>`
    Iterator(Box<RustType<'a>>),
    /// `impl AsRef<str>`
    AsStr,
}

/// Where a type is written, which decides whether it is behind a pointer there.
#[derive(Clone, Copy)]
pub(super) enum Scope {
    /// Directly in a type of `models`: a type that can hold its holder again is boxed.
    Field(TypeId),
    /// Anywhere else; lists and maps are pointers already.
    Free,
}

impl<'a> Planner<'a> {
    /// The type of a value, `null` included.
    pub(super) fn value(&self, schema: &Schema, scope: Scope) -> RustType<'a> {
        let ty = self.without_null(schema, scope);
        if schema.nullable { RustType::option(ty) } else { ty }
    }

    /// The type of a value that is not `null`.
    pub(super) fn without_null(&self, schema: &Schema, scope: Scope) -> RustType<'a> {
        match &schema.ty {
            Type::Untyped(Untyped::OpenObject) => RustType::JsonObject,
            Type::Untyped(Untyped::Open | Untyped::Unsupported) => RustType::Json,
            Type::Null => RustType::Unit,
            Type::Boolean => RustType::Bool,
            Type::Int32 => RustType::I32,
            Type::Int64 => RustType::I64,
            Type::UInt64 => RustType::U64,
            Type::Int128 => RustType::I128,
            Type::Float => RustType::F32,
            Type::Double => RustType::F64,
            Type::String | Type::Base64 | Type::Binary => RustType::String,
            Type::DateTime => match self.options.date_time_without_offset {
                WithoutOffset::Civil => RustType::DateTime,
                WithoutOffset::Refuse | WithoutOffset::Utc => RustType::Timestamp,
            },
            Type::Date => RustType::Date,
            Type::Time => RustType::Runtime("TimeOfDay"),
            Type::Array(items) => RustType::Vec(Box::new(self.value(items, Scope::Free))),
            Type::Map(values) => RustType::Map(Box::new(self.value(values, Scope::Free))),
            Type::Tuple(parts) => {
                RustType::Tuple(parts.iter().map(|part| self.value(part, scope)).collect())
            }
            Type::Named(id) => match (self.names.get(*id), scope) {
                (None, _) => RustType::Json,
                (Some(names), Scope::Field(holder)) if self.facts.is_recursive(holder, *id) => {
                    RustType::Boxed(Box::new(RustType::Model(&names.ident)))
                }
                (Some(names), _) => RustType::Model(&names.ident),
            },
        }
    }
}

impl<'a> RustType<'a> {
    /// `Option` of a type.
    pub(super) fn option(ty: Self) -> Self {
        Self::Option(Box::new(ty))
    }

    /// A reference to a type.
    pub(super) fn reference(ty: Self) -> Self {
        Self::Reference(Box::new(ty))
    }

    /// `impl Into` of a type.
    pub(super) fn into(ty: Self) -> Self {
        Self::Into(Box::new(ty))
    }

    /// The type of a value that is not absent.
    #[must_use]
    pub fn without_option(&self) -> &Self {
        match self {
            Self::Option(ty) => ty,
            ty => ty,
        }
    }

    /// The types of which it is made, itself not included.
    fn parts(&self) -> &[Self] {
        match self {
            Self::Option(ty)
            | Self::Boxed(ty)
            | Self::Vec(ty)
            | Self::Map(ty)
            | Self::Events(ty)
            | Self::Reference(ty)
            | Self::Slice(ty)
            | Self::Into(ty)
            | Self::Iterator(ty) => std::slice::from_ref(ty),
            Self::Tuple(parts) => parts,
            _ => &[],
        }
    }

    /// The types of which it is made, itself included.
    pub fn walk(&self, visit: &mut impl FnMut(&Self)) {
        visit(self);
        self.parts().iter().for_each(|part| part.walk(visit));
    }

    /// The same type with other names for models.
    pub(super) fn renamed(&self, names: &impl Fn(&'a str) -> Self) -> Self {
        let inner = |ty: &Self| Box::new(ty.renamed(names));
        match self {
            Self::Model(name) => names(name),
            Self::Option(ty) => Self::Option(inner(ty)),
            Self::Boxed(ty) => Self::Boxed(inner(ty)),
            Self::Vec(ty) => Self::Vec(inner(ty)),
            Self::Map(ty) => Self::Map(inner(ty)),
            Self::Tuple(parts) => Self::Tuple(parts.iter().map(|it| it.renamed(names)).collect()),
            other => other.clone(),
        }
    }

    /// The models of which it is made.
    #[must_use]
    pub fn models(&self) -> BTreeSet<&'a str> {
        let mut found = BTreeSet::new();
        self.walk(&mut |ty| {
            if let Self::Model(name) = ty {
                found.insert(*name);
            }
        });
        found
    }
}

impl RustType<'_> {
    /// The types that the runtime gives the root of the crate, of which it is made.
    #[must_use]
    pub fn given(&self) -> BTreeSet<&'static str> {
        let mut found = BTreeSet::new();
        self.walk(&mut |ty| {
            if let Self::Runtime(name) = ty {
                found.insert(*name);
            }
        });
        found
    }
}

/// As docs name it: without blanks, and with models by their paths in the crate.
impl fmt::Display for RustType<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Unit => "()",
            Self::Bool => "bool",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::U64 => "u64",
            Self::I128 => "i128",
            Self::F32 => "f32",
            Self::F64 => "f64",
            Self::String => "String",
            Self::Str => "str",
            Self::Timestamp => "jiff::Timestamp",
            Self::Date => "jiff::civil::Date",
            Self::DateTime => "jiff::civil::DateTime",
            Self::Json => "serde_json::Value",
            Self::JsonObject => "serde_json::Map<String,serde_json::Value>",
            Self::AsStr => "impl AsRef<str>",
            Self::Local(name) => name,
            Self::Model(name) => return write!(f, "models::{name}"),
            Self::Runtime(name) => return write!(f, "crate::{name}"),
            Self::Option(ty) => return write!(f, "Option<{ty}>"),
            Self::Boxed(ty) => return write!(f, "Box<{ty}>"),
            Self::Vec(ty) => return write!(f, "Vec<{ty}>"),
            Self::Map(ty) => return write!(f, "std::collections::BTreeMap<String,{ty}>"),
            Self::Events(ty) => return write!(f, "crate::Events<{ty}>"),
            Self::Reference(ty) => return write!(f, "&{ty}"),
            Self::Slice(ty) => return write!(f, "&[{ty}]"),
            Self::Into(ty) => return write!(f, "impl Into<{ty}>"),
            Self::Iterator(ty) => return write!(f, "impl IntoIterator<Item={ty}>"),
            Self::Tuple(parts) => {
                f.write_str("(")?;
                parts.iter().try_for_each(|part| write!(f, "{part},"))?;
                ")"
            }
        };
        f.write_str(text)
    }
}
