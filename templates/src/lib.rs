//! The runtime of every generated crate, as ordinary Rust.
//!
//! `src/runtime/` is copied into each generated crate; `src/config.rs` and
//! `src/sample/` are samples of what the generator writes beside it.

mod config;
#[allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "the runtime is the same for every API, and no API needs all of it"
)]
mod runtime;

pub use bytes::Bytes;
pub use reqwest::{Method, StatusCode, header::HeaderMap};
pub use secrecy::SecretString;

pub use crate::runtime::{
    ApiError, Body, ByteStream, CallOptions, Client, ClientBuilder, ConfigError, DecodeError,
    DeprecationNotice, Error, ErrorDetail, Event, Events, Form, InvalidValue, Items, Link, Page,
    PageInfo, Pages, Part, PlainCall, RawResponse, Request, RequestError, Response, ResponseFuture,
    TimeOfDay, TransportError, TransportErrorKind,
};

pub mod sample;
#[cfg(test)]
mod tests;
