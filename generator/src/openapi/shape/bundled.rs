//! A document with the other files that it refers to.

use super::along::{Landing, land};
use crate::source::{Node, Value, percent_decode, unescape_token};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A document, and the files of its folder that it refers to. Every reference says the file by its path
/// from that folder, or is one into the document itself.
#[derive(Clone, Debug)]
pub struct Bundled {
    /// The document.
    pub(in crate::openapi) root: Node,
    /// The other files, by their paths.
    pub(in crate::openapi) files: BTreeMap<String, Node>,
}

impl From<Node> for Bundled {
    fn from(root: Node) -> Self {
        Self { root, files: BTreeMap::new() }
    }
}

/// Where a reference leads: a file, by its path, and a JSON pointer into it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::openapi) struct Place {
    /// The path of the file; empty for the document itself.
    pub(in crate::openapi) file: String,
    /// The pointer.
    pub(in crate::openapi) pointer: String,
}

impl Place {
    /// Where a reference leads. None if it is none that leads to a place.
    pub(in crate::openapi) fn of(reference: &str) -> Option<Self> {
        let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let (file, pointer) = (percent_decode(file)?, percent_decode(pointer)?);
        let leads = pointer.is_empty() && !file.is_empty() || pointer.starts_with('/');
        leads.then(|| Self { file: file.into_owned(), pointer: pointer.into_owned() })
    }

    /// The tokens of the pointer.
    pub(in crate::openapi) fn tokens(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.pointer.split('/').skip(1).map(unescape_token)
    }
}

impl Bundled {
    fn file(&self, path: &str) -> Option<&Node> {
        if path.is_empty() { Some(&self.root) } else { self.files.get(path) }
    }

    /// What stands at a place, and what the grammar expects there. Of what stands in other files, it
    /// says nothing.
    pub(in crate::openapi) fn land(&self, place: &Place) -> Option<Landing<'_>> {
        let file = self.file(&place.file)?;
        if place.file.is_empty() {
            return land(file, &place.pointer);
        }
        let node = file.pointer(&place.pointer)?;
        Some(Landing { node, shape: None, in_schema: false })
    }

    /// What stands at a place.
    pub(in crate::openapi) fn at(&self, place: &Place) -> Option<&Node> {
        self.file(&place.file)?.pointer(&place.pointer)
    }

    /// What a reference leads to.
    pub(in crate::openapi) fn node(&self, reference: &str) -> Option<&Node> {
        self.at(&Place::of(reference)?)
    }

    /// What stands at a place, to be changed.
    pub(in crate::openapi) fn at_mut(&mut self, place: &Place) -> Option<&mut Node> {
        let mut node = match place.file.as_str() {
            "" => &mut self.root,
            path => self.files.get_mut(path)?,
        };
        for token in place.tokens() {
            node = match &mut node.value {
                Value::Object(object) => object.get_mut(&token)?,
                Value::Array(items) => items.get_mut(token.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(node)
    }
}
