//! Placeholders for fields that are still to be read.

use std::collections::BTreeMap;

use super::{Reader, Record};

/// A type of which a placeholder can be made.
///
/// A placeholder only stands in a record that is being read, until the field's
/// own value takes its place; no caller sees one.
pub(crate) trait Blank {
    /// The placeholder.
    fn blank() -> Self;
}

macro_rules! by_default {
    ($($ty:ty),*) => {$(
        impl Blank for $ty {
            fn blank() -> Self {
                Self::default()
            }
        }
    )*};
}

by_default!(
    bool,
    i32,
    i64,
    u64,
    f32,
    f64,
    (),
    String,
    serde_json::Value,
    serde_json::Map<String, serde_json::Value>,
    jiff::Timestamp,
    jiff::civil::Date,
    jiff::civil::Time
);

impl<T: Record> Blank for T {
    fn blank() -> Self {
        T::read(&mut Reader::nothing::<T>())
    }
}

impl<T> Blank for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }
}

impl<T> Blank for Option<T> {
    fn blank() -> Self {
        None
    }
}

impl<T> Blank for BTreeMap<String, T> {
    fn blank() -> Self {
        Self::new()
    }
}
