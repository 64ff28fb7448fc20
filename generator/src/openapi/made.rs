//! Keys that normalisation puts into a document for what comes after it, where OpenAPI 3.0 has no
//! member for what a document says. Each begins with a character that stands in no member of
//! OpenAPI; what an author writes under such a key is taken out before.

/// The list `examples` of a schema; `example` is its first value if there was none.
pub(crate) const EXAMPLES: &str = "\0examples";

/// The list `prefixItems` of a schema; `items` is what may follow, and `items: false` became
/// `maxItems`.
pub(crate) const FIRST_ITEMS: &str = "\0prefixItems";

/// A lower bound of an integer beyond 64 bits with a sign, as a string of its digits.
pub(crate) const MINIMUM: &str = "\0minimum";

/// An upper one.
pub(crate) const MAXIMUM: &str = "\0maximum";

/// On a security scheme: `type: mutualTLS`; it is an `http` scheme now.
pub(crate) const MUTUAL_TLS: &str = "\0mutualTLS";

/// On the document: it is one of Swagger 2.0, raised to the newer form.
pub(crate) const SWAGGER: &str = "\0swagger";

/// Whether a key is one of these, or could be.
pub(crate) fn is_made(key: &str) -> bool {
    key.starts_with('\0')
}
