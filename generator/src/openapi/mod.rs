//! The document as OpenAPI has it: normalised to 3.0, as openapiv3's types and as a tree with
//! places, side by side; and the way from a reference to what it names.

mod bundle;
mod example;
pub(crate) mod extension;
mod left_out;
pub(crate) mod made;
mod normalise;
mod parse;
mod ref_error;
mod reference;
mod resolve;
mod shape;

pub use bundle::bundle;
pub use example::{AskedSchema, DocumentExample, ExampleOwner, Verdict, examples};
pub use left_out::left_out;
pub use normalise::{normalise, raise};
pub use parse::parse;
pub use ref_error::RefError;
pub use reference::{Kind, Naming};
pub use resolve::{Referable, Resolved};
pub use shape::{Bundled, Version, check};
pub(crate) use shape::{Keyword, Role, To};

use crate::diagnostic::Location;
use crate::source::Node;
use openapiv3::OpenAPI;
use resolve::Targets;
use std::cell::Cell;
use std::ops::Deref;

/// A document: the tree with its places, and the types that were read from it.
#[derive(Debug)]
pub struct Document {
    tree: Node,
    value: OpenAPI,
    targets: Targets,
    /// How often a similar name was looked for.
    suggestions: Cell<u32>,
}

impl Document {
    fn new(tree: Node, value: OpenAPI) -> Self {
        let targets = Targets::new(&tree);
        Self { tree, value, targets, suggestions: Cell::new(0) }
    }

    /// How it names its components.
    #[must_use]
    pub fn naming(&self) -> Naming {
        Naming::of(&self.tree)
    }

    /// The whole document.
    #[must_use]
    pub fn root(&self) -> Located<'_, OpenAPI> {
        Located::new(&self.value, &self.tree)
    }
}

/// A part of the document: its value, and the node that it was read from.
#[derive(Debug)]
pub struct Located<'d, T: ?Sized> {
    /// The value.
    pub value: &'d T,
    /// The node with its place.
    pub node: &'d Node,
}

// Not derived: that would ask for `T: Copy`.
impl<T: ?Sized> Clone for Located<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Located<'_, T> {}

impl<T: ?Sized> Deref for Located<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value
    }
}

impl<'d, T: ?Sized> Located<'d, T> {
    /// A value and its node.
    pub fn new(value: &'d T, node: &'d Node) -> Self {
        Self { value, node }
    }

    /// Where it stands.
    #[must_use]
    pub fn location(self) -> Location {
        self.node.location
    }

    /// Where a member's value stands, or the whole where there is no such member.
    #[must_use]
    pub fn at(self, member: &str) -> Location {
        self.node.get(member).map_or(self.node.location, |node| node.location)
    }

    /// Where the key of a member stands, or the whole where there is no such member.
    #[must_use]
    pub fn key(self, member: &str) -> Location {
        let key = self.node.as_object().and_then(|object| object.entry(member));
        key.map_or(self.node.location, |(key, _)| key.location)
    }

    /// A member: its value, which the caller has, with its node.
    #[must_use]
    pub fn member<U: ?Sized>(self, name: &str, value: &'d U) -> Located<'d, U> {
        Located::new(value, self.node.get(name).unwrap_or(self.node))
    }

    /// The items of a list that is a member, with their nodes.
    pub fn items<U>(
        self,
        name: &str,
        values: &'d [U],
    ) -> impl Iterator<Item = Located<'d, U>> + use<'d, T, U> {
        let nodes = self.node.get(name).and_then(Node::as_array).unwrap_or_default();
        values.iter().zip(nodes).map(|(value, node)| Located::new(value, node))
    }

    /// The entries of a mapping that is a member: the places of their keys, and their values with
    /// their nodes.
    pub fn entries<U>(
        self,
        name: &str,
        values: &'d indexmap::IndexMap<String, U>,
    ) -> impl Iterator<Item = Entry<'d, U>> + use<'d, T, U> {
        let object = self.node.get(name).and_then(Node::as_object);
        object.into_iter().flatten().filter_map(move |(key, node)| {
            let (name, value) = values.get_key_value(key.as_str())?;
            Some(Entry { name, key: key.location, value: Located::new(value, node) })
        })
    }
}

/// An entry of a mapping.
#[derive(Debug)]
pub struct Entry<'d, T: ?Sized> {
    /// The key.
    pub name: &'d str,
    /// Where the key stands.
    pub key: Location,
    /// The value with its node.
    pub value: Located<'d, T>,
}

// Not derived, for the same reason.
impl<T: ?Sized> Clone for Entry<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Entry<'_, T> {}
