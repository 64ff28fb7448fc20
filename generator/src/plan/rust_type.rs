//! Types as Rust has them.

/// A type of Rust, wherever it is written. Two are equal exactly if Rust takes them for one type, names
/// for lists of values aside.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RustType<'a> {
    /// `()`
    Unit,
    /// `bool`
    Bool,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u64`
    U64,
    /// `i128`
    I128,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `String`
    String,
    /// `str`, behind a reference.
    Str,
    /// `jiff::Timestamp`
    Timestamp,
    /// `jiff::civil::Date`
    Date,
    /// `jiff::civil::Time`
    Time,
    /// `serde_json::Value`
    Json,
    /// `serde_json::Map<String, serde_json::Value>`
    JsonObject,
    /// A type of `models`, by its name.
    Model(&'a str),
    /// A type of the file in which it is written: a form, say.
    Local(&'a str),
    /// A type that the runtime gives the root of the crate: `crate::Bytes`.
    Runtime(&'static str),
    /// `Option<T>`
    Option(Box<RustType<'a>>),
    /// `Box<T>`
    Boxed(Box<RustType<'a>>),
    /// `Vec<T>`
    Vec(Box<RustType<'a>>),
    /// `std::collections::BTreeMap<String, T>`
    Map(Box<RustType<'a>>),
    /// `(A, B,)`
    Tuple(Vec<RustType<'a>>),
    /// `crate::Events<T>`
    Events(Box<RustType<'a>>),
    /// `&T`
    Reference(Box<RustType<'a>>),
    /// `&[T]`
    Slice(Box<RustType<'a>>),
    /// `impl Into<T>`
    Into(Box<RustType<'a>>),
    /// `impl IntoIterator<Item = T>`
    Iterator(Box<RustType<'a>>),
    /// `impl AsRef<str>`
    AsStr,
}
