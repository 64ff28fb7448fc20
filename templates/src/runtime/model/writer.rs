//! Writing of records.

use std::collections::BTreeMap;

use serde::ser::{SerializeMap, SerializeStruct, Serializer};

use super::{
    fields::WriteFields,
    output::Output,
    part::{ModelPart, Written},
};

/// Writes a record: its fields, under the names in `keys`.
pub(crate) fn write<F: WriteFields, S: Serializer>(
    to: S,
    record: &'static str,
    keys: &'static [&'static str],
    fields: F,
) -> Result<S::Ok, S::Error> {
    // Some formats start with the number of fields.
    let len = fields.count();
    let mut keys = keys.iter();
    if F::WRITES_REST {
        let mut out = MapOutput(to.serialize_map(Some(len))?);
        fields.write(&mut keys, &mut out)?;
        out.0.end()
    } else {
        let mut out = StructOutput(to.serialize_struct(record, len)?);
        fields.write(&mut keys, &mut out)?;
        out.0.end()
    }
}

/// Writes to a struct of the data format.
struct StructOutput<S>(S);

impl<S: SerializeStruct> Output for StructOutput<S> {
    type Error = S::Error;

    #[inline]
    fn field<T: ModelPart>(&mut self, key: &'static str, value: &T) -> Result<(), S::Error> {
        self.0.serialize_field(key, &Written(value))
    }

    #[inline]
    fn skip(&mut self, key: &'static str) -> Result<(), S::Error> {
        self.0.skip_field(key)
    }

    /// Never called: a record with such a field is written as a map, because
    /// the keys of a struct must be `'static`.
    fn rest<T: ModelPart>(&mut self, _: &BTreeMap<String, T>) -> Result<(), S::Error> {
        Ok(())
    }
}

/// Writes to a map of the data format.
struct MapOutput<M>(M);

impl<M: SerializeMap> Output for MapOutput<M> {
    type Error = M::Error;

    #[inline]
    fn field<T: ModelPart>(&mut self, key: &'static str, value: &T) -> Result<(), M::Error> {
        self.0.serialize_entry(key, &Written(value))
    }

    #[inline]
    fn skip(&mut self, _: &'static str) -> Result<(), M::Error> {
        Ok(())
    }

    #[inline]
    fn rest<T: ModelPart>(&mut self, values: &BTreeMap<String, T>) -> Result<(), M::Error> {
        values.iter().try_for_each(|(key, value)| self.0.serialize_entry(key, &Written(value)))
    }
}
