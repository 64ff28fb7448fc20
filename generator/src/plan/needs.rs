//! What of the runtime a crate needs.

/// What of the runtime only some crates need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Responses whose type depends on the status.
    pub by_status: bool,
    /// Server-sent events.
    pub events: bool,
    /// Bodies that are read while they are sent.
    pub upload: bool,
    /// Forms with files.
    pub form: bool,
}
