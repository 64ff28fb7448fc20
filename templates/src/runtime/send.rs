//! The one path that every call takes: attempts, retries, and what is logged.

use std::time::{Duration, Instant};

use reqwest::{Method, StatusCode, header::HeaderMap};
use tracing::{Instrument as _, Span, field::Empty, info_span, warn};

use super::{
    attempt::{self, Failure, Progress, Received},
    call::Call,
    client::Inner,
    clock::BoxFuture,
    decode::{self, Decode},
    deprecation,
    error::Error,
    error_api::ApiError,
    error_transport::{TransportError, TransportErrorKind},
    future::ResponseFuture,
    response::{RawResponse, Reply, Response},
    retry,
};

impl Call {
    /// Sends the call, for value and response.
    pub(crate) fn send<T: Send + 'static, D: Decode<T>>(self) -> ResponseFuture<Response<T>> {
        ResponseFuture::new(self.execute(D::STREAMED), decode::response::<T, D>)
    }

    /// Sends the call, for the value.
    pub(crate) fn value<T: Send + 'static, D: Decode<T>>(self) -> ResponseFuture<T> {
        ResponseFuture::new(self.execute(D::STREAMED), decode::value::<T, D>)
    }

    /// Sends the call, and gives its response if the status is 2xx.
    pub(crate) fn execute(self, streamed: bool) -> BoxFuture<Result<Reply, Error>> {
        let span = info_span!(
            "call",
            operation = self.operation.id,
            method = %self.operation.method,
            path = &*self.operation.path,
            status = Empty,
            attempts = Empty,
            request_id = Empty,
            duration_ms = Empty,
        );
        let inside = span.clone();
        Box::pin(
            async move {
                let started = Instant::now();
                let result = self.attempts(streamed, &inside).await;
                if !inside.is_disabled() {
                    let duration = u64::try_from(started.elapsed().as_millis());
                    inside.record("duration_ms", duration.unwrap_or(u64::MAX));
                }
                result
            }
            .instrument(span),
        )
    }

    async fn attempts(&self, streamed: bool, span: &Span) -> Result<Reply, Error> {
        if tokio::runtime::Handle::try_current().is_err() {
            let why = "there is no tokio runtime; await the call inside one, such as that of \
                       `#[tokio::main]`";
            return Err(self.request_error(why.into()));
        }
        let client = &*self.client.inner;
        let operation = &self.operation;
        let prepared = self.prepare()?;
        let credentials = match prepared.is_trusted {
            true => client.credentials.choose(operation.security),
            false => &[],
        };
        let limit = self.options.timeout.unwrap_or(client.timeout);
        let retries = self.options.max_retries.unwrap_or(client.max_retries);
        let mut attempts = 0;
        loop {
            let (result, progress) =
                attempt::run(client, &prepared, &operation.method, credentials, limit, streamed)
                    .await;
            let retry = attempts;
            attempts += 1;
            span.record("attempts", attempts);
            let again = retry < retries && prepared.can_repeat();
            if again && may_repeat(&operation.method, &result, &progress) {
                let headers = result.as_ref().ok().map(|received| &received.headers);
                let random = client.clock.random();
                if let Some(pause) = retry::pause(retry, random, headers, client.clock.now()) {
                    log_retry(client, &result, attempts, pause);
                    client.clock.sleep(pause).await;
                    continue;
                }
            }
            return match result {
                Ok(received) => self.answered(received, attempts, limit, &progress, span),
                Err(failure) => Err(self.failed(failure, attempts, limit, span)),
            };
        }
    }

    /// Sorts a response by its status.
    fn answered(
        &self,
        received: Received,
        attempts: u32,
        timeout: Duration,
        progress: &Progress,
        span: &Span,
    ) -> Result<Reply, Error> {
        let Received { status, headers, body, is_cut, rest } = received;
        let mut raw = self.raw(status, headers, attempts, timeout, span);
        (raw.body, raw.is_cut) = (body, is_cut);
        if let Some(notice) = deprecation::parse(&raw.headers, &raw.secrets) {
            if self.client.announce(&self.operation) {
                deprecation::log(&self.operation, &notice, raw.received);
            }
            raw.deprecation = Some(notice.into());
        }
        if status.is_success() {
            let started = progress.started.unwrap_or_else(Instant::now);
            Ok(Reply { raw, rest, started })
        } else {
            Err(Error::Api(Box::new(ApiError::new(raw))))
        }
    }

    fn failed(&self, failure: Failure, attempts: u32, timeout: Duration, span: &Span) -> Error {
        let head = failure.head.map(|head| *head);
        // It may name what the server sent.
        let redact = |text: String| self.client.inner.secrets.redact(&text).into_owned();
        Error::Transport(Box::new(TransportError {
            operation: self.operation.clone(),
            kind: failure.kind,
            detail: failure.detail.map(redact),
            attempts,
            timeout,
            response: head
                .map(|(status, headers)| self.raw(status, headers, attempts, timeout, span)),
            source: failure.source,
        }))
    }

    /// A response without a body yet.
    fn raw(
        &self,
        status: StatusCode,
        headers: HeaderMap,
        attempts: u32,
        timeout: Duration,
        span: &Span,
    ) -> RawResponse {
        let client = &self.client.inner;
        let raw = RawResponse {
            api: client.api,
            operation: self.operation.clone(),
            status,
            headers,
            body: bytes::Bytes::new(),
            is_cut: false,
            attempts,
            timeout,
            received: client.clock.now(),
            deprecation: None,
            secrets: client.secrets.clone(),
            limits: client.limits,
        };
        span.record("status", status.as_u16());
        if let Some(id) = raw.request_id().filter(|_| !span.is_disabled()) {
            span.record("request_id", &*raw.redact(id));
        }
        raw
    }
}

/// Whether an attempt failed for a passing reason, and can be made again without
/// taking effect twice.
fn may_repeat(method: &Method, result: &Result<Received, Failure>, progress: &Progress) -> bool {
    // Where the server carried out the request, only its result is missing.
    if progress.carried_out && !retry::is_idempotent(method) {
        return false;
    }
    match result {
        Ok(received) if retry::is_idempotent(method) => retry::is_passing(received.status),
        Ok(received) => received.status == StatusCode::TOO_MANY_REQUESTS,
        Err(failure) => match failure.kind {
            TransportErrorKind::Connect => true,
            TransportErrorKind::Timeout | TransportErrorKind::Interrupted => {
                retry::is_idempotent(method)
            }
            _ => false,
        },
    }
}

fn log_retry(client: &Inner, result: &Result<Received, Failure>, attempt: u32, pause: Duration) {
    let pause_ms = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX);
    match result {
        Ok(received) => {
            let id = client
                .api
                .request_id_header
                .and_then(|name| received.headers.get(name)?.to_str().ok());
            let id = id.map(|id| client.secrets.redact(id));
            let id = id.as_deref();
            let status = received.status.as_u16();
            warn!(attempt, status, request_id = id, pause_ms, "the call is tried again");
        }
        Err(failure) => {
            let reason = tracing::field::debug(failure.kind);
            warn!(attempt, reason, pause_ms, "the call is tried again");
        }
    }
}
