//! A public item, as data.

use crate::api::TypeId;
use crate::plan::Deprecated;
use serde::Serialize;
use std::collections::BTreeSet;

/// Something public that a user of the crate can name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Item<'a> {
    /// Its public path without the crate's name: `models::Share`, `models::Share::with_name`. For an
    /// implementation of a trait, the path of the type.
    pub path: String,
    /// What it is.
    pub kind: ItemKind,
    /// The item on one line, with its types under their public paths.
    pub signature: String,
    /// Whether it is deprecated.
    pub deprecated: Option<Deprecated>,
    /// What of the document it comes of.
    pub cause: Cause,
    /// The type that it is, or that it is a part of.
    pub of: Option<Name<'a>>,
    /// What the signature is made of, beside the names of the item and of its arguments.
    pub pieces: Vec<Piece<'a>>,
}

impl Item<'_> {
    /// Whether it is what [`of`](Self::of) says, and no part of it.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        matches!(self.kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Reexport)
    }
}

/// A part of a signature that has an cause of its own: the type of an argument, say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Piece<'a> {
    /// What of the document it comes of.
    pub cause: Cause,
    /// The type.
    pub text: String,
    /// What it names.
    pub names: BTreeSet<Name<'a>>,
}

/// A type that is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name<'a> {
    /// One of `models`.
    Model(&'a str),
    /// One that the runtime gives the root of the crate.
    Runtime(&'a str),
}

/// What of a document an item comes of. Operations and types are those of [`Api`](crate::api::Api),
/// and each other number is a place in the list of its holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The crate as a whole.
    Crate,
    /// A type.
    Type(TypeId),
    /// A property of a type.
    Property(TypeId, usize),
    /// An old name of a property.
    OldName(TypeId, usize, usize),
    /// A value of a list, or a branch of a union.
    Variant(TypeId, usize),
    /// The properties that a type does not name.
    Additional(TypeId),
    /// An operation.
    Operation(usize),
    /// A parameter of an operation.
    Parameter(usize, usize),
    /// An old name of a parameter.
    OldParameter(usize, usize, usize),
    /// The body that an operation sends.
    Body(usize),
    /// What an operation gives.
    Response(usize),
    /// A security scheme.
    Scheme(usize),
    /// The addresses of the servers.
    Servers,
}

impl Cause {
    /// What it is a part of.
    #[must_use]
    pub fn holder(self) -> Option<Self> {
        match self {
            Self::OldName(ty, property, _) => Some(Self::Property(ty, property)),
            Self::Property(ty, _) | Self::Variant(ty, _) | Self::Additional(ty) => {
                Some(Self::Type(ty))
            }
            Self::OldParameter(operation, parameter, _) => {
                Some(Self::Parameter(operation, parameter))
            }
            Self::Parameter(operation, _) | Self::Body(operation) | Self::Response(operation) => {
                Some(Self::Operation(operation))
            }
            Self::Crate | Self::Type(_) | Self::Operation(_) | Self::Scheme(_) | Self::Servers => {
                None
            }
        }
    }
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ItemKind {
    /// A module.
    Module,
    /// A struct.
    Struct,
    /// An enum.
    Enum,
    /// A field of a struct.
    Field,
    /// A variant of an enum.
    Variant,
    /// A function of a type, with or without `self`.
    Method,
    /// A trait that a type implements, derived or not.
    Implementation,
    /// An item of the runtime or of another crate.
    Reexport,
}
