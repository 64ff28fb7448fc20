//! The runtime of every generated crate, as ordinary Rust.
//!
//! `src/runtime/` is copied into each generated crate; `src/config.rs` and
//! `src/sample/` are samples of what the generator writes beside it. With the feature `runtime` they are
//! compiled, which is what their tests need; the generator takes the text alone.

mod text;

pub use text::{MANIFEST, ROUND_TRIPS_CHECK, RUNTIME};

#[cfg(feature = "runtime")]
mod config;
#[cfg(feature = "runtime")]
#[allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "the runtime is the same for every API, and no API needs all of it"
)]
mod runtime;

#[cfg(feature = "runtime")]
pub use bytes::Bytes;
#[cfg(feature = "runtime")]
pub use reqwest::{Method, StatusCode, header::HeaderMap};
#[cfg(feature = "runtime")]
pub use secrecy::SecretString;

#[cfg(feature = "runtime")]
pub use crate::runtime::{
    ApiError, Body, ByteStream, CallOptions, Client, ClientBuilder, ConfigError, DecodeError,
    DeprecationNotice, Error, ErrorDetail, Event, Events, Form, InvalidValue, Items, Link, Page,
    PageInfo, Pages, Part, PlainCall, RawResponse, Request, RequestError, Response, ResponseFuture,
    TransportError, TransportErrorKind,
};

#[cfg(feature = "runtime")]
pub mod sample;
#[cfg(all(test, feature = "runtime"))]
mod tests;
