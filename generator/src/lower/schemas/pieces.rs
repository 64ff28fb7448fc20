//! The pieces that schemas are taken apart into.

use super::keywords::{Keywords, SchemaRef};
use crate::diagnostic::Location;
use std::rc::Rc;

/// Simple schemas that hold together: without references and `allOf`.
pub(crate) type MemberSet<'d> = Rc<[Member<'d>]>;

/// A simple schema.
pub(crate) type Member<'d> = Rc<Keywords<'d>>;

/// What is to be taken apart.
#[derive(Clone, Debug)]
pub(crate) enum Term<'d> {
    /// A schema of the document, or a reference.
    Schema(SchemaRef<'d>),
    /// What was taken apart before.
    Member(Member<'d>),
}

/// A piece of a conjunction. Later ones narrow earlier ones, and their words are preferred.
#[derive(Clone, Debug)]
pub(crate) enum Part<'d> {
    /// A reference to a schema of the components.
    Component(&'d str, Location),
    /// A simple schema.
    Member(Member<'d>),
}

/// Whether `null` is a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Null {
    /// Nothing is said of it.
    Unsaid,
    /// It is not.
    No,
    /// It is.
    Yes,
}

impl Null {
    /// What two schemas say that hold together.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            _ => Self::Unsaid,
        }
    }
}

/// A conjunction: its pieces, and whether they allow `null`.
#[derive(Debug)]
pub(crate) struct Conjunction<'d> {
    pub(crate) parts: Vec<Part<'d>>,
    pub(crate) null: Null,
}

impl<'d> Conjunction<'d> {
    /// The simple schemas among the pieces.
    pub(crate) fn members(&self) -> Vec<Member<'d>> {
        let members = self.parts.iter().filter_map(|part| match part {
            Part::Member(member) => Some(Rc::clone(member)),
            Part::Component(..) => None,
        });
        members.collect()
    }
}
