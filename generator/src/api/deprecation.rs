use crate::diagnostic::Location;
use jiff::civil::Date;

/// That a part of the API is on its way out, and all that the document says about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Deprecation {
    /// Why, and what to use in its place, in the document's words.
    pub reason: Option<String>,
    /// The name of the sibling that takes its place.
    pub replacement: Option<String>,
    /// When it ends.
    pub sunset: Option<Sunset>,
    /// Where the document says so.
    pub location: Location,
}

/// The day on which a deprecated part of the API ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sunset {
    /// The last day on which it is promised to work.
    pub date: Date,
    /// Where the document says so.
    pub location: Location,
}
