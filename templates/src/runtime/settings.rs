//! The settings of a client that limit what a server can make it keep and do.

use super::builder::ClientBuilder;

/// Limits: whatever a server sends, a call keeps to them. Their defaults are in the table above.
impl ClientBuilder {
    /// The size, in bytes, up to which the body of a response is read, after it was unpacked; a longer
    /// one is an error. A streamed body has no limit.
    ///
    /// It is a limit of bytes: the value that is made of them may take several times as much.
    pub fn max_response_size(mut self, max_response_size: usize) -> Self {
        self.limits.response = max_response_size;
        self
    }

    /// The size, in bytes, up to which the body of an error is read, after it was unpacked. The rest
    /// of a longer one is left out; the error is given all the same.
    pub fn max_error_size(mut self, max_error_size: usize) -> Self {
        self.limits.error = max_error_size;
        self
    }

    /// How many errors of one response are read into
    /// [`ApiError::errors`](super::ApiError::errors); the others are counted.
    pub fn max_error_details(mut self, max_error_details: usize) -> Self {
        self.limits.error_details = max_error_details;
        self
    }

    /// The size, in bytes, of all headers of a response; more is an error. A connection has limits of
    /// its own beside it: about 400 kB with HTTP/1.1.
    pub fn max_header_size(mut self, max_header_size: usize) -> Self {
        self.limits.headers = max_header_size;
        self
    }

    /// The size, in bytes, of a server-sent event, name and identifier included; a longer one is an
    /// error, and so is one that is longer than [`max_response_size`](Self::max_response_size).
    pub fn max_event_size(mut self, max_event_size: usize) -> Self {
        self.limits.event = max_event_size;
        self
    }

    /// The size, in bytes, of the identifier of a server-sent event; a longer one is an error. Every
    /// event has the last identifier that was given, so that a long one would be kept many times.
    pub fn max_event_id_size(mut self, max_event_id_size: usize) -> Self {
        self.limits.event_id = max_event_id_size;
        self
    }

    /// The size, in bytes, of what names the next page of a list, a cursor or a link; a longer one is
    /// an error.
    pub fn max_cursor_size(mut self, max_cursor_size: usize) -> Self {
        self.limits.cursor = max_cursor_size;
        self
    }

    /// How many pages without items are passed over in a row, where the server says that there are
    /// more; then there is an error.
    pub fn max_empty_pages(mut self, max_empty_pages: u32) -> Self {
        self.limits.empty_pages = max_empty_pages;
        self
    }

    /// How many redirects an attempt follows; 0 for none. One more is an error.
    pub fn max_redirects(mut self, max_redirects: u32) -> Self {
        self.limits.redirects = max_redirects;
        self
    }
}
