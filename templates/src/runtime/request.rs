//! Calls to endpoints that the crate has no function for.

use std::{borrow::Cow, fmt, sync::Arc};

use bytes::Bytes;
use reqwest::Method;
use serde::{Serialize, de::DeserializeOwned};

use super::{
    call::Call,
    client::Client,
    decode::{AsBytes, AsStream, Enveloped, Json, Nothing, Paged},
    future::ResponseFuture,
    operation::{Operation, OperationRef},
    options::CallOptions,
    page::Page,
    pager::{Items, Pages},
    response::Response,
    stream::ByteStream,
};

/// A call to an endpoint that this crate has no function for. See
/// [`Client::request`].
///
/// An error in putting it together (an empty path value, a body that does not
/// serialize) is returned when it is sent; nothing goes out then.
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct Request {
    call: Call,
}

impl Client {
    /// Starts a call to an endpoint that this crate has no function for.
    ///
    /// `path` is a template, relative to the base URL, that begins with `/`.
    /// Values go into its `{names}` by [`Request::path`], where they are
    /// percent-encoded. Credentials, retries, time limits, the envelope and
    /// errors are those of every other call.
    pub fn request(&self, method: Method, path: impl Into<Cow<'static, str>>) -> Request {
        Request::new(self, method, path.into())
    }
}

impl Request {
    fn new(client: &Client, method: Method, path: Cow<'static, str>) -> Self {
        let operation = Operation {
            path,
            paging: client.inner.api.paging,
            accept: "application/json, */*;q=0.5",
            ..Operation::new("undocumented", method, "")
        };
        Self { call: Call::with(client, OperationRef::Undocumented(Arc::new(operation))) }
    }

    /// Puts a value into the `{name}` of the path, percent-encoded (RFC 3986).
    pub fn path<V: Serialize + ?Sized>(
        self,
        name: impl Into<Cow<'static, str>>,
        value: &V,
    ) -> Self {
        Self { call: self.call.path(name, value) }
    }

    /// Adds a query parameter. A list is sent as repeated keys, an object as its
    /// fields, and nothing if the value is null.
    pub fn query<V: Serialize + ?Sized>(self, name: &str, value: &V) -> Self {
        Self { call: self.call.query(name, value) }
    }

    /// Sets a JSON body.
    pub fn json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        Self { call: self.call.json(body) }
    }

    /// Sets a body of the media type `application/x-www-form-urlencoded`.
    pub fn form<T: Serialize + ?Sized>(self, body: &T) -> Self {
        Self { call: self.call.form(body) }
    }

    /// Sets a body of any media type.
    pub fn body(self, media_type: &str, body: impl Into<Bytes>) -> Self {
        Self { call: self.call.bytes(media_type, body) }
    }

    /// Sets extra headers and query parameters, a time limit, or the number of
    /// retries, for this call alone.
    pub fn options(self, options: CallOptions) -> Self {
        Self { call: self.call.options(options) }
    }

    /// Sends the call, and reads JSON in the API's envelope.
    pub fn send<T: DeserializeOwned + Send + 'static>(self) -> ResponseFuture<Response<T>> {
        self.call.send::<T, Enveloped>()
    }

    /// Sends the call, and reads JSON without an envelope.
    pub fn send_json<T: DeserializeOwned + Send + 'static>(self) -> ResponseFuture<Response<T>> {
        self.call.send::<T, Json>()
    }

    /// Sends the call, for its status alone.
    pub fn send_empty(self) -> ResponseFuture<Response<()>> {
        self.call.send::<(), Nothing>()
    }

    /// Sends the call, and reads any bytes.
    pub fn send_bytes(self) -> ResponseFuture<Response<Bytes>> {
        self.call.send::<Bytes, AsBytes>()
    }

    /// Sends the call, and leaves the body to be read as it comes.
    pub fn send_stream(self) -> ResponseFuture<Response<ByteStream>> {
        self.call.send::<ByteStream, AsStream>()
    }

    /// Sends the call, and reads one page of a list.
    pub fn send_page<T: DeserializeOwned + Send + 'static>(
        self,
    ) -> ResponseFuture<Response<Page<T>>> {
        self.call.send::<Page<T>, Paged>()
    }

    /// All items of a list, as a stream that asks for a page when it is needed.
    pub fn items<T: DeserializeOwned + Send + 'static>(self) -> Items<T> {
        Items::new(self.call)
    }

    /// All pages of a list, as a stream that asks for a page when it is needed.
    pub fn pages<T: DeserializeOwned + Send + 'static>(self) -> Pages<T> {
        Pages::new(self.call)
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Request").field(&self.call).finish()
    }
}
