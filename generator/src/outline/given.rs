//! What the macros of the runtime give the types that they are called for.

/// What a macro of the runtime writes for a type: `{Self}` is the type, and `{T}` what a call gives.
///
/// The macros write it, and not the emitters, so that it stands here a second time; a test reads the
/// runtime, and holds the two against each other.
#[derive(Debug)]
pub struct Given {
    /// The macro.
    pub name: &'static str,
    /// The public functions.
    pub functions: &'static [&'static str],
    /// The traits.
    pub traits: &'static [&'static str],
}

macro_rules! given {
    ($($constant:ident $name:literal [$($function:literal)*] [$($it:literal)*];)*) => {
        $(pub(super) const $constant: &Given = &Given {
            name: $name,
            functions: &[$($function),*],
            traits: &[$($it),*],
        };)*

        /// All macros, and what each gives.
        pub const GIVEN: &[&Given] = &[$($constant),*];
    };
}

given! {
    RECORD "record" [] ["serde::Deserialize<'de>" "serde::Serialize"];
    STRING_ENUM "string_enum" ["as_str(&self) -> &str"]
        ["Eq" "From<&str>" "PartialEq" "serde::Deserialize<'de>" "serde::Serialize"
         "std::fmt::Display" "std::hash::Hash"];
    INTEGER_ENUM "integer_enum" ["as_i64(&self) -> i64"]
        ["From<i64>" "serde::Deserialize<'de>" "serde::Serialize" "std::fmt::Display"];
    UNSIGNED_ENUM "integer_enum" ["as_u64(&self) -> u64"]
        ["From<u64>" "serde::Deserialize<'de>" "serde::Serialize" "std::fmt::Display"];
    WIDE_ENUM "integer_enum" ["as_i128(&self) -> i128"]
        ["From<i128>" "serde::Deserialize<'de>" "serde::Serialize" "std::fmt::Display"];
    TEXT "text" ["as_str(&self) -> &str" "into_string(self) -> String"]
        ["AsRef<str>" "From<{Self}> for String" "TryFrom<&str> { Error = InvalidValue }"
         "TryFrom<String> { Error = InvalidValue }" "serde::Deserialize<'de>" "serde::Serialize"
         "std::fmt::Display" "std::str::FromStr { Err = InvalidValue }"];
    UNION "union" [] ["serde::Deserialize<'de>" "serde::Serialize"];
    ENDPOINT "endpoint"
        ["options(self, options: CallOptions) -> Self"
         "send(self) -> ResponseFuture<Response<{T}>>"]
        ["std::future::IntoFuture { IntoFuture = ResponseFuture<{T}>, Output = Result<{T}, Error> }"];
    LISTED "listed"
        ["items(self) -> Items<{T}>" "pages(self) -> Pages<{T}>"] [];
}
