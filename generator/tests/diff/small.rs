//! How much of the generated crate a small edit of its document changes.
