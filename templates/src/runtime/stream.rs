//! Bodies that are read as they come.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use futures_core::Stream;

use super::{
    clock::BoxFuture,
    error::Error,
    error_transport::{TransportError, TransportErrorKind},
    response::{RawResponse, Reply},
};

/// One step: the response, to go on with, and what it gave.
type Step = (reqwest::Response, Result<Option<Bytes>, Failure>);

enum Failure {
    Timeout,
    Broken(reqwest::Error),
}

/// The bytes of a body, as they come.
///
/// A pause that is longer than the call's time limit is an error; the body as a
/// whole may take longer. An error is given once, and then the stream ends.
#[must_use = "a stream does nothing unless polled"]
pub struct ByteStream {
    head: RawResponse,
    timeout: Duration,
    step: Option<BoxFuture<Step>>,
}

impl ByteStream {
    pub(crate) fn new(reply: &mut Reply) -> Self {
        let timeout = reply.raw.timeout;
        let step = reply.rest.take().map(|rest| read(rest, timeout));
        Self { head: reply.raw.clone(), timeout, step }
    }

    /// The next bytes; none after the last ones.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// The next bytes; none after the last ones.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`] if the connection breaks off or pauses too long.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        self.next().await.transpose()
    }

    /// Status and headers of the response.
    pub fn response(&self) -> &RawResponse {
        &self.head
    }

    /// How long the stream may pause.
    pub(crate) fn timeout(&self) -> Duration {
        self.timeout
    }

    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let Some(step) = &mut self.step else {
            return Poll::Ready(None);
        };
        let (rest, result) = ready!(step.as_mut().poll(cx));
        self.step = None;
        Poll::Ready(match result {
            Ok(Some(bytes)) => {
                self.step = Some(read(rest, self.timeout));
                Some(Ok(bytes))
            }
            Ok(None) => None,
            Err(failure) => Some(Err(self.error(failure))),
        })
    }

    fn error(&self, failure: Failure) -> Error {
        let (kind, source) = match failure {
            Failure::Timeout => (TransportErrorKind::Timeout, None),
            Failure::Broken(error) => (TransportErrorKind::Interrupted, Some(error.without_url())),
        };
        Error::Transport(Box::new(TransportError {
            operation: self.head.operation.clone(),
            kind,
            detail: None,
            attempts: self.head.attempts,
            timeout: self.timeout,
            response: Some(self.head.clone()),
            source,
        }))
    }
}

fn read(mut rest: reqwest::Response, timeout: Duration) -> BoxFuture<Step> {
    Box::pin(async move {
        let result = match tokio::time::timeout(timeout, rest.chunk()).await {
            Ok(result) => result.map_err(Failure::Broken),
            Err(_) => Err(Failure::Timeout),
        };
        (rest, result)
    })
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(cx)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream").field("head", &self.head).finish_non_exhaustive()
    }
}
