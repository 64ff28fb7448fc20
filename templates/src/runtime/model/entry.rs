//! One entry of a map while a record is read.

use serde::de::{self, IgnoredAny, MapAccess};

use super::{
    key::Found,
    names::Names,
    part::{ModelPart, part},
};

/// Reads a value that nobody asks for.
pub(super) fn skip<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>().map(|_| ())
}

/// An entry of a map whose key was just read.
pub(crate) struct Entry<'a, A> {
    pub(super) map: &'a mut A,
    pub(super) names: &'static Names,
    pub(super) found: Found,
}

impl<'de, A: MapAccess<'de>> Entry<'_, A> {
    /// The key.
    pub(super) fn name(&self) -> &'static str {
        self.found.name(self.names)
    }

    /// Reads the value of a field that has one name.
    #[inline]
    pub(super) fn once<T: ModelPart>(self, slot: &mut Option<T>) -> Result<(), A::Error> {
        if slot.is_some() {
            return Err(de::Error::duplicate_field(self.name()));
        }
        *slot = Some(self.map.next_value_seed(part::<T>())?);
        Ok(())
    }
}
