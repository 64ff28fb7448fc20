//! What values of a type look like, as data: a union asks it which of its types a value is, without
//! reading the value as each of them.

use super::{constraints::Constraints, names::Names};

/// What values of a type look like.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// Any JSON.
    Any,
    /// Nothing but `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// One of the two. The other is read too.
    Only(bool),
    /// A whole number in a range.
    Integer { least: i128, most: i128 },
    /// Any number.
    Number,
    /// Any string.
    Text,
    /// A string with limits, which a server need not hold to.
    Limited(&'static Constraints),
    /// A string in a format, which is an error where it is in another one.
    Format(fn(&str) -> bool),
    /// One of a list of strings. Any other is read too, as unknown.
    Texts(&'static [&'static str]),
    /// One of a list of whole numbers. Any other is read too, as unknown.
    Numbers(fn() -> Vec<i128>),
    /// `null`, or a value of a kind.
    Optional(fn() -> Kind),
    /// A list of values of a kind.
    List(fn() -> Kind),
    /// An object whose values are of a kind.
    Map(fn() -> Kind),
    /// A list with places of kinds of their own.
    Tuple(fn() -> Vec<Kind>),
    /// An object with fields.
    Record(fn() -> RecordKind),
    /// One of several kinds.
    Union(fn() -> UnionKind),
}

/// What a record looks like.
#[derive(Clone, Copy)]
pub(crate) struct RecordKind {
    /// The name of its type, which no other has.
    pub(super) id: &'static str,
    /// The names of its fields.
    pub(super) names: &'static Names,
    /// The field at a place in the names.
    pub(super) field: fn(usize) -> Option<FieldKind>,
    /// What other keys hold, where they are kept.
    pub(super) rest: Option<Kind>,
}

/// What a field looks like.
#[derive(Clone, Copy)]
pub(crate) struct FieldKind {
    pub(super) kind: Kind,
    pub(super) required: bool,
}

/// What a union looks like.
#[derive(Clone, Copy)]
pub(crate) struct UnionKind {
    /// The name of its type, which no other has.
    pub(super) id: &'static str,
    /// The property that says which branch a value is, where there is one.
    pub(super) tag: Option<&'static str>,
    /// The branches.
    pub(super) branches: fn() -> Vec<BranchKind>,
}

/// A branch of a union.
#[derive(Clone, Copy)]
pub(crate) struct BranchKind {
    /// The values of the tag that mean it.
    pub(super) tags: &'static [&'static str],
    pub(super) kind: Kind,
}
