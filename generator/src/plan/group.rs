//! Groups of operations: their handles, and the way to them.

use super::{Docs, Function};
use crate::names::GroupId;
use std::collections::BTreeSet;

/// The handle of a group: `Clone` and `Debug`, with the client inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handle<'a> {
    /// The group that it is.
    pub of: GroupId,
    /// What it is called.
    pub name: &'a str,
    /// What its docs say.
    pub docs: Docs,
    /// The way to the groups inside it.
    pub groups: Vec<Accessor<'a>>,
    /// A function for each operation, and one for each other media type of its body.
    pub functions: Vec<Function<'a>>,
}

/// The methods of the client that give the handles of its groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientGroups<'a> {
    /// The way to each group.
    pub groups: Vec<Accessor<'a>>,
}

/// A function without arguments that gives the handle of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accessor<'a> {
    /// The group that it gives.
    pub of: GroupId,
    /// What it is called.
    pub name: &'a str,
    /// What its docs say.
    pub docs: Docs,
    /// The features of which one must be on; it is always there if there are none.
    pub features: BTreeSet<&'a str>,
    /// The module of the group.
    pub module: &'a str,
    /// The handle in that module.
    pub handle: &'a str,
}
