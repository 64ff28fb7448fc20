//! The names of a record, which reading and writing share.

/// The names of a record.
pub(crate) struct Names {
    /// The name of the struct, for error messages.
    pub(crate) record: &'static str,
    /// The wire names of the fields, in their order.
    pub(crate) keys: &'static [&'static str],
    /// Old names that are still read, each with the present one of `keys`. They
    /// are never written.
    pub(crate) old_keys: &'static [(&'static str, &'static str)],
}
