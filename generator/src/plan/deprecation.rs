//! What the crate says of what is on its way out.

use jiff::civil::Date;

/// What `#[deprecated]` says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deprecated {
    /// The note: the reason, what to use, and when it ends.
    pub note: String,
    /// The day on which it ends, where the document says one.
    pub until: Option<Date>,
}
