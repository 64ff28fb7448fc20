//! The future of a call.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use super::{
    apart::{self, Unfinished},
    clock::BoxFuture,
    error::Error,
    error_transport::{TransportError, TransportErrorKind},
    limits,
    response::{RawResponse, Reply},
};

/// Reads a value from a reply.
type Finish<T> = fn(Reply) -> Result<T, Error>;

/// The future of a call. Dropping it cancels the call.
///
/// A long body is read on a thread of its own, within the call's time limit.
#[must_use = "futures do nothing unless awaited"]
pub struct ResponseFuture<T> {
    state: State<T>,
    finish: Finish<T>,
    apart: fn(Reply, Finish<T>) -> BoxFuture<Result<T, Error>>,
}

enum State<T> {
    Call(BoxFuture<Result<Reply, Error>>),
    Reading(BoxFuture<Result<T, Error>>),
}

impl<T: Send + 'static> ResponseFuture<T> {
    pub(crate) fn new(call: BoxFuture<Result<Reply, Error>>, finish: Finish<T>) -> Self {
        let apart = |reply: Reply, finish: Finish<T>| -> BoxFuture<Result<T, Error>> {
            let (head, limit) = (reply.raw.clone(), reply.left());
            Box::pin(read_apart(head, limit, move || finish(reply)))
        };
        Self { state: State::Call(call), finish, apart }
    }
}

/// Reads something of a response on a thread of its own.
pub(crate) async fn read_apart<T: Send + 'static>(
    head: RawResponse,
    limit: std::time::Duration,
    read: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let (kind, detail) = match apart::run(limit, read).await {
        Ok(result) => return result,
        Err(Unfinished::Late) => (TransportErrorKind::Timeout, "the body is still being read"),
        Err(Unfinished::Stopped) => (TransportErrorKind::Interrupted, "the runtime is shut down"),
    };
    Err(Error::Transport(Box::new(TransportError {
        operation: head.operation.clone(),
        kind,
        detail: Some(detail.into()),
        attempts: head.attempts,
        timeout: head.timeout,
        response: Some(head),
        source: None,
    })))
}

impl<T> Future for ResponseFuture<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let (finish, apart) = (self.finish, self.apart);
        loop {
            match &mut self.state {
                State::Reading(value) => return value.as_mut().poll(cx),
                State::Call(call) => match ready!(call.as_mut().poll(cx)) {
                    Ok(reply) if reply.raw.body.len() > limits::SHORT => {
                        self.state = State::Reading(apart(reply, finish));
                    }
                    reply => return Poll::Ready(reply.and_then(finish)),
                },
            }
        }
    }
}

impl<T> fmt::Debug for ResponseFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}
