//! What is known of a type before it is defined.

use crate::api::{Constraints, Deprecation, Docs, Schema, Type, TypeId};
use crate::diagnostic::Location;
use crate::lower::schemas::merged::Merged;
use crate::lower::schemas::pieces::{Member, Term};
use crate::lower::schemas::place::PlaceId;
use std::rc::Rc;

/// What a conjunction comes to.
pub(super) struct Planned<'d> {
    pub(super) plan: Plan<'d>,
    pub(super) nullable: bool,
    /// The place of a type that is to be defined.
    pub(super) place: PlaceId,
}

/// What a conjunction comes to.
pub(super) enum Plan<'d> {
    /// A type that needs no definition of its own.
    Use(Box<Schema>),
    /// A type that does.
    Define(Define<'d>),
}

/// A type that needs a definition.
pub(super) enum Define<'d> {
    /// An object with properties.
    Struct(Rc<Merged<'d>>),
    /// A list of values.
    Enumeration(Vec<Rc<Merged<'d>>>),
    /// One of several schemas.
    Union(Box<UnionPlan<'d>>),
    /// A string with rules: only a component is a type of its own.
    Text(Box<Constraints>),
}

/// A type that was reserved and has to be defined.
pub(super) struct Job<'d> {
    pub(super) id: TypeId,
    pub(super) define: Define<'d>,
    pub(super) docs: Docs,
    pub(super) deprecation: Option<Deprecation>,
    pub(super) location: Location,
}

/// A union whose branches are known.
pub(super) struct UnionPlan<'d> {
    /// The schema that has the union.
    pub(super) merged: Rc<Merged<'d>>,
    /// The schema that has the keyword.
    pub(super) member: Member<'d>,
    pub(super) branches: Vec<Branch<'d>>,
    pub(super) exclusive: bool,
}

/// A branch of a union.
pub(super) struct Branch<'d> {
    /// All that holds for it.
    pub(super) terms: Vec<Term<'d>>,
    /// The same, put together.
    pub(super) merged: Rc<Merged<'d>>,
    /// What it refers to, if it is a reference.
    pub(super) component: Option<&'d str>,
    /// A type that stands for several branches of one type: the rules in which they differ do not
    /// tell them apart.
    pub(super) joined: Option<Joined<'d>>,
}

/// What several branches of a union come to.
pub(super) enum Joined<'d> {
    /// A type without parts.
    Scalar(Type, Box<Constraints>),
    /// A list of values: of all the branches. Any other string is a value too, as it always is.
    Values(Vec<Rc<Merged<'d>>>),
}

/// What a list of values comes to.
pub(super) enum Values {
    /// A type with a name.
    Enumeration,
    /// A type without one, with the values as a rule.
    Rule(Box<Schema>),
    /// Nothing: the list is at fault, or has no meaning for values with parts.
    None,
}

/// What is known of a component that was met.
#[derive(Clone, Debug)]
pub(super) struct Component {
    pub(super) id: TypeId,
    pub(super) state: State,
}

#[derive(Clone, Debug)]
pub(super) enum State {
    /// What it is is being found out. A use that comes across it here has come back to it through
    /// nothing but lists, maps and other names.
    Open,
    /// It is used by its name.
    Named { nullable: bool },
    /// It is another name for a type, which is used in its place.
    Alias(Box<Schema>, Option<Deprecation>),
}
