//! What simple schemas come to that hold together.

use super::keywords::{JsonTypes, PropertyKey, SchemaRef};
use super::pieces::{Member, MemberSet, Null};
use crate::api::Constraints;
use crate::diagnostic::Location;
use crate::source::Node;
use std::collections::BTreeMap;

/// What a conjunction comes to.
#[derive(Clone, Debug)]
pub(crate) struct Merged<'d> {
    /// The simple schemas that it was made of.
    pub(crate) members: MemberSet<'d>,
    /// Whether `null` is a value.
    pub(crate) null: Null,
    /// The types that a value may have, by `type` or else by the keywords that are there; none
    /// where nothing is said.
    pub(crate) types: Option<JsonTypes>,
    /// The values of `enum` that all members have, without `null`.
    pub(crate) values: Option<Vec<&'d Node>>,
    pub(crate) format: Option<&'d str>,
    pub(crate) constraints: Constraints,
    /// The properties by name: what each member that has it says of it.
    pub(crate) properties: BTreeMap<&'d str, Vec<PropertyKey<'d>>>,
    /// The names of required properties, and where each is said to be.
    pub(crate) required: BTreeMap<&'d str, Location>,
    /// Schemas of what other keys hold.
    pub(crate) additional: Vec<SchemaRef<'d>>,
    /// Whether a member says that other keys are allowed.
    pub(crate) open: bool,
    /// Whether all members that say something say that there are no other keys.
    pub(crate) closed: bool,
    pub(crate) items: Vec<SchemaRef<'d>>,
    /// The schemas of the first items, one each: as the last member that has any says.
    pub(crate) first_items: Vec<SchemaRef<'d>>,
    pub(crate) unions: Vec<UnionPart<'d>>,
}

/// A `oneOf` or an `anyOf` of a member.
#[derive(Clone, Debug)]
pub(crate) struct UnionPart<'d> {
    pub(crate) member: Member<'d>,
    /// Whether it is `oneOf`.
    pub(crate) exclusive: bool,
    pub(crate) branches: Vec<SchemaRef<'d>>,
}

impl<'d> Merged<'d> {
    /// Where it stands: the last member, which is the outermost schema.
    pub(crate) fn location(&self) -> Option<Location> {
        self.members.last().map(|member| member.node.location)
    }

    /// Whether its values are of that type alone.
    pub(crate) fn is(&self, types: JsonTypes) -> bool {
        self.types == Some(types)
    }

    /// Whether nothing is said of its values.
    pub(crate) fn is_open(&self) -> bool {
        self.types.is_none() && self.values.is_none() && self.unions.is_empty()
    }

    /// Whether `null` is its only value.
    pub(crate) fn is_null(&self) -> bool {
        self.null == Null::Yes && self.values.as_ref().is_some_and(Vec::is_empty)
    }
}
