//! The methods of the runtime's types that generated methods are added to.
//!
//! Written by the test `names::tests::reserved`, which reads them from `templates/src/runtime` and
//! fails where this file says something else. `UPDATE_RESERVED=1 cargo test -p generator reserved`
//! writes it anew.

/// What the client has.
#[rustfmt::skip]
pub(super) const CLIENT: &[&str] = &[
    "announce",
    "base_url",
    "builder",
    "default_headers",
    "fmt",
    "from_env",
    "request",
    "server",
];

/// What the builder of the client has.
#[rustfmt::skip]
pub(super) const CLIENT_BUILDER: &[&str] = &[
    "anonymous",
    "base_url",
    "basic_credential",
    "build",
    "clock",
    "connect_timeout",
    "credential",
    "default_header",
    "env",
    "env_from",
    "fail",
    "fmt",
    "http_client",
    "max_response_size",
    "max_retries",
    "new",
    "secret",
    "server_variable",
    "server_variables",
    "timeout",
    "trust_server",
    "user_agent",
];

/// What the builder of every call has.
#[rustfmt::skip]
pub(super) const CALL: &[&str] = &[
    "into_future",
    "items",
    "options",
    "pages",
    "send",
];
