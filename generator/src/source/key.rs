//! The keys of mappings.

use std::hash::{Hash, Hasher};

use crate::diagnostic::Location;

/// A key of a mapping and where it stands. Two keys are equal if their names are.
#[derive(Clone, Debug)]
pub struct Key {
    /// The key itself.
    pub name: Box<str>,
    /// Where it stands.
    pub location: Location,
}

impl Key {
    /// A key at a place.
    pub fn new(name: impl Into<Box<str>>, location: Location) -> Self {
        Self { name: name.into(), location }
    }

    /// The key itself.
    pub fn as_str(&self) -> &str {
        &self.name
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Key {}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (*self.name).hash(state);
    }
}

impl std::borrow::Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.name
    }
}
