//! Calls that have nothing to set but what every call has.

use std::{fmt, future::IntoFuture};

use super::{
    call::Call,
    decode::{self, Decode},
    error::Error,
    future::ResponseFuture,
    options::CallOptions,
    response::{Reply, Response},
};

/// A call without optional parameters, whose answer is a `T`; it is sent when it is awaited.
///
/// An operation gives its call a name of its own, which stays when the operation gets its first
/// optional parameter. So code that has to name the type is better off with that name.
#[must_use = "a call is sent when it is awaited"]
pub struct PlainCall<T> {
    call: Call,
    is_streamed: bool,
    value: fn(Reply) -> Result<T, Error>,
    response: fn(Reply) -> Result<Response<T>, Error>,
}

impl Call {
    /// The call as it is, with an answer that `D` reads.
    pub(crate) fn reads<T, D: Decode<T>>(self, _: D) -> PlainCall<T> {
        PlainCall {
            call: self,
            is_streamed: D::STREAMED,
            value: decode::value::<T, D>,
            response: decode::response::<T, D>,
        }
    }
}

impl<T: Send + 'static> PlainCall<T> {
    /// Sets extra headers and query parameters, a time limit, or the
    /// number of retries, for this call alone.
    pub fn options(self, options: CallOptions) -> Self {
        Self { call: self.call.options(options), ..self }
    }

    /// Sends the call. The response has status, headers and the bytes of
    /// the body besides the value; await the call itself for the value
    /// alone.
    pub fn send(self) -> ResponseFuture<Response<T>> {
        ResponseFuture::new(self.call.execute(self.is_streamed), self.response)
    }
}

impl<T: Send + 'static> IntoFuture for PlainCall<T> {
    type Output = Result<T, Error>;
    type IntoFuture = ResponseFuture<T>;

    fn into_future(self) -> Self::IntoFuture {
        ResponseFuture::new(self.call.execute(self.is_streamed), self.value)
    }
}

impl<T> Clone for PlainCall<T> {
    fn clone(&self) -> Self {
        Self { call: self.call.clone(), ..*self }
    }
}

impl<T> fmt::Debug for PlainCall<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlainCall").field("call", &self.call).finish_non_exhaustive()
    }
}
