//! The table of the fields of a record, which reading and describing go by.

use super::{fields::ReadFields, names::Names};

/// A struct that is read and written as the names of its fields say.
pub(crate) trait Record: Sized + 'static {
    /// Does something with its fields.
    fn fields<'de, W: WithFields<'de, Self>>(with: W) -> W::Output;
}

/// What is done with the fields of a record.
pub(crate) trait WithFields<'de, T> {
    /// What comes of it.
    type Output;

    /// Does it; `make` makes a record of its fields.
    fn with<F: ReadFields<'de>>(self, names: &'static Names, make: fn(F) -> T) -> Self::Output;
}
