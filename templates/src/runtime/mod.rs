//! The runtime: everything of the client that is the same for every API.
//!
//! The facts of one API (base URL, security schemes, envelope, paging) are in
//! `crate::config`; the endpoint functions describe a request as a [`Call`],
//! and one shared path sends it.

mod apart;
mod attempt;
mod body;
mod builder;
mod by_status;
mod call;
mod client;
pub(crate) mod clock;
pub(crate) mod credentials;
mod decode;
mod deprecation;
mod encode;
mod error;
mod error_api;
mod error_body;
mod error_decode;
mod error_detail;
mod error_fit;
mod error_transport;
pub(crate) mod event_lines;
mod events;
mod finite;
mod form;
mod future;
mod json;
pub(crate) mod limits;
mod line;
mod link;
mod locate;
mod macros;
mod misfit;
pub(crate) mod model;
pub(crate) mod operation;
mod options;
mod page;
mod pager;
pub(crate) mod params;
mod plain_call;
pub(crate) mod redact;
mod redirect;
mod request;
mod response;
pub(crate) mod retry;
mod send;
mod server;
mod settings;
mod start;
mod stream;
pub(crate) mod tls;
mod upload;

pub use self::events::{Event, Events};
pub use self::form::{Form, Part};
pub use self::upload::Body;
pub use self::{
    builder::ClientBuilder,
    client::Client,
    deprecation::DeprecationNotice,
    error::{ConfigError, Error, RequestError},
    error_api::ApiError,
    error_decode::DecodeError,
    error_detail::ErrorDetail,
    error_transport::{TransportError, TransportErrorKind},
    future::ResponseFuture,
    link::Link,
    model::{InvalidValue, TimeOfDay},
    options::CallOptions,
    page::{Page, PageInfo},
    pager::{Items, Pages},
    plain_call::PlainCall,
    request::Request,
    response::{RawResponse, Response},
    stream::ByteStream,
};

pub(crate) use reqwest::Method;

pub(crate) use self::by_status::{ByStatus, FromStatus, read};
pub(crate) use self::events::{JsonData, TextData, WholeEvent};
pub(crate) use self::events::{JsonEvents, TextEvents, WholeEvents};
pub(crate) use self::{
    call::Call,
    decode::{AsBytes, AsStream, AsText, Enveloped, Json, Nothing, Paged},
    macros::{endpoint, listed, paged},
    operation::{
        Api, Envelope, ErrorFields, Operation, PageFields, PageStyle, Paging, Requirement, Scheme,
        SchemeKind, ServerVariable,
    },
    params::{HeaderStyle, PathStyle, QueryStyle, Reserved},
    response::Reply,
};
