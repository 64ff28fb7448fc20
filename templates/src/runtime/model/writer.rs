//! Writing of records.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use super::Record;

/// Writes a record.
pub(crate) fn serialize<T: Record, S: Serializer>(record: &T, to: S) -> Result<S::Ok, S::Error> {
    let mut count = Writer::new(T::KEYS, Count(0));
    record.write(&mut count);
    let len = count.out.0;
    if T::OPEN {
        let mut writer = Writer::new(T::KEYS, MapOutput(to.serialize_map(Some(len))?));
        record.write(&mut writer);
        writer.finish()?.0.end()
    } else {
        let mut writer = Writer::new(T::KEYS, StructOutput(to.serialize_struct(T::NAME, len)?));
        record.write(&mut writer);
        writer.finish()?.0.end()
    }
}

/// Where a [`Writer`] puts what it is given.
pub(crate) trait Output {
    /// Why writing failed.
    type Error;

    /// Puts a field.
    fn field<T: Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), Self::Error>;

    /// Leaves out a field that is absent.
    fn skip(&mut self, key: &'static str) -> Result<(), Self::Error>;

    /// Puts unknown keys that were kept.
    fn rest<T: Serialize>(&mut self, values: &BTreeMap<String, T>) -> Result<(), Self::Error>;
}

/// Writes the fields of a [`Record`], which passes it each field in turn.
///
/// As with [`Reader`], the first error is kept.
pub(crate) struct Writer<O: Output> {
    out: O,
    keys: std::slice::Iter<'static, &'static str>,
    error: Option<O::Error>,
}

impl<O: Output> Writer<O> {
    #[inline]
    fn new(keys: &'static [&'static str], out: O) -> Self {
        Self { out, keys: keys.iter(), error: None }
    }

    #[inline]
    fn finish(self) -> Result<O, O::Error> {
        match self.error {
            Some(error) => Err(error),
            None => Ok(self.out),
        }
    }

    #[inline]
    fn put<T: Serialize>(&mut self, value: Option<&T>) {
        let Some(key) = self.keys.next() else { return };
        if self.error.is_none() {
            let done = match value {
                Some(value) => self.out.field(key, value),
                None => self.out.skip(key),
            };
            self.error = done.err();
        }
    }

    /// A field that is always written.
    #[inline]
    pub(crate) fn required<T: Serialize>(&mut self, field: &T) {
        self.put(Some(field));
    }

    /// A field that is left out if it is `None`.
    #[inline]
    pub(crate) fn optional<T: Serialize>(&mut self, field: &Option<T>) {
        self.put(field.as_ref());
    }

    /// A field that is left out if it is `None`, and null if it is `Some(None)`.
    #[inline]
    pub(crate) fn nullable<T: Serialize>(&mut self, field: &Option<Option<T>>) {
        self.put(field.as_ref());
    }

    /// A required field that has an old name too, which is not written.
    #[inline]
    pub(crate) fn required_renamed<T: Serialize>(&mut self, field: &T) {
        self.put(Some(field));
    }

    /// An optional field that has an old name too, which is not written.
    #[inline]
    pub(crate) fn optional_renamed<T: Serialize>(&mut self, field: &Option<T>) {
        self.put(field.as_ref());
    }

    /// A nullable field that has an old name too, which is not written.
    #[inline]
    pub(crate) fn nullable_renamed<T: Serialize>(&mut self, field: &Option<Option<T>>) {
        self.put(field.as_ref());
    }

    /// The field that keeps the unknown keys. It comes last.
    #[inline]
    pub(crate) fn rest<T: Serialize>(&mut self, field: &BTreeMap<String, T>) {
        if self.error.is_none() {
            self.error = self.out.rest(field).err();
        }
    }
}

/// Counts what is to be written, because some formats start with the number.
struct Count(usize);

impl Output for Count {
    type Error = std::convert::Infallible;

    #[inline]
    fn field<T: Serialize>(&mut self, _: &'static str, _: &T) -> Result<(), Self::Error> {
        self.0 += 1;
        Ok(())
    }

    #[inline]
    fn skip(&mut self, _: &'static str) -> Result<(), Self::Error> {
        Ok(())
    }

    #[inline]
    fn rest<T: Serialize>(&mut self, values: &BTreeMap<String, T>) -> Result<(), Self::Error> {
        self.0 += values.len();
        Ok(())
    }
}

/// Writes to a struct of the data format.
struct StructOutput<S>(S);

impl<S: SerializeStruct> Output for StructOutput<S> {
    type Error = S::Error;

    #[inline]
    fn field<T: Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), S::Error> {
        self.0.serialize_field(key, value)
    }

    #[inline]
    fn skip(&mut self, key: &'static str) -> Result<(), S::Error> {
        self.0.skip_field(key)
    }

    /// Never called: a record with such a field is written as a map, because
    /// the keys of a struct must be `'static`.
    fn rest<T: Serialize>(&mut self, _: &BTreeMap<String, T>) -> Result<(), S::Error> {
        Ok(())
    }
}

/// Writes to a map of the data format.
struct MapOutput<M>(M);

impl<M: SerializeMap> Output for MapOutput<M> {
    type Error = M::Error;

    #[inline]
    fn field<T: Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), M::Error> {
        self.0.serialize_entry(key, value)
    }

    #[inline]
    fn skip(&mut self, _: &'static str) -> Result<(), M::Error> {
        Ok(())
    }

    #[inline]
    fn rest<T: Serialize>(&mut self, values: &BTreeMap<String, T>) -> Result<(), M::Error> {
        values.iter().try_for_each(|(key, value)| self.0.serialize_entry(key, value))
    }
}
