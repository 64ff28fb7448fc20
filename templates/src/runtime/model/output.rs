//! Where the fields of a record are written to.

use std::collections::BTreeMap;

use super::part::ModelPart;

/// Where the fields are written to.
pub(crate) trait Output {
    /// Why writing failed.
    type Error;

    /// Puts a field.
    fn field<T: ModelPart>(&mut self, key: &'static str, value: &T) -> Result<(), Self::Error>;

    /// Leaves out a field that is absent.
    fn skip(&mut self, key: &'static str) -> Result<(), Self::Error>;

    /// Puts unknown keys that were kept.
    fn rest<T: ModelPart>(&mut self, values: &BTreeMap<String, T>) -> Result<(), Self::Error>;
}
