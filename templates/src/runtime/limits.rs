//! How much a server can make a client keep and do.

/// The limits of a client: bytes, if nothing else is said.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// The body of a response.
    pub(crate) response: usize,
    /// The body of a response that is an error.
    pub(crate) error: usize,
    /// How many errors are read of such a body.
    pub(crate) error_details: usize,
    /// The headers of a response.
    pub(crate) headers: usize,
    /// A server-sent event.
    pub(crate) event: usize,
    /// The identifier of a server-sent event.
    pub(crate) event_id: usize,
    /// What names the next page: a cursor or a link.
    pub(crate) cursor: usize,
    /// How many pages without items are passed over in a row.
    pub(crate) empty_pages: u32,
    /// How many redirects are followed in a row.
    pub(crate) redirects: u32,
}

impl Default for Limits {
    fn default() -> Self {
        const KIB: usize = 1024;
        Self {
            response: 64 * KIB * KIB,
            error: KIB * KIB,
            error_details: 100,
            headers: 256 * KIB,
            event: 8 * KIB * KIB,
            event_id: 8 * KIB,
            cursor: 64 * KIB,
            empty_pages: 10_000,
            redirects: 10,
        }
    }
}

/// How many operations that no document has are kept in mind as announced: each has a path of its
/// own.
pub(crate) const ANNOUNCED: usize = 1000;

/// How many of the last next pages are kept in mind, to notice a list that goes round in a circle.
pub(crate) const NAMED: usize = 10_000;

/// How many headers a caller can add in one place. More than 32,768 have no place in a request.
pub(crate) const HEADERS: usize = 1000;

/// Bodies up to this size are read where they arrive; it takes about a millisecond. A longer one is
/// read on a thread of its own, so that others need not wait for it.
pub(crate) const SHORT: usize = 256 * 1024;
