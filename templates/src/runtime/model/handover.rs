//! The names under which a deserializer hands over a value that can be read more than once.

/// The name under which serde_json gives a value as its text. Whoever does not know it gives the
/// value.
pub(super) const AS_TEXT: &str = "$serde_json::private::RawValue";

/// The name under which a place in a JSON text gives itself to who asks for a text.
pub(super) const AT_PLACE: &str = "place";
