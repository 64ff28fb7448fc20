//! One attempt of a call: the request, its redirects, and the whole response.

use std::{
    mem,
    time::{Duration, Instant},
};

use bytes::Bytes;
use reqwest::{
    Method, StatusCode, Url,
    header::{CONTENT_LENGTH, COOKIE, HeaderMap, HeaderValue},
};
use secrecy::ExposeSecret as _;

use super::{
    body::Fault, call::Prepared, client::Inner, credentials::Placement, encode,
    error_transport::TransportErrorKind, redirect,
};

/// How much room is made for a body on the word of its `Content-Length`.
const PREALLOCATED: usize = 1024 * 1024;

/// A complete response; of a streamed one, the head.
pub(crate) struct Received {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Whether the body is longer, and this is its beginning.
    pub(crate) is_cut: bool,
    pub(crate) rest: Option<reqwest::Response>,
}

/// Why an attempt gave no response.
pub(crate) struct Failure {
    pub(crate) kind: TransportErrorKind,
    pub(crate) detail: Option<String>,
    pub(crate) source: Option<reqwest::Error>,
    /// The head of the response, if that arrived.
    pub(crate) head: Option<Box<(StatusCode, HeaderMap)>>,
}

/// What is known of an attempt, however it ended.
#[derive(Default)]
pub(crate) struct Progress {
    /// Whether the server has carried out the request, and sent the client
    /// elsewhere for the result.
    pub(crate) carried_out: bool,
    /// When the attempt began.
    pub(crate) started: Option<Instant>,
    head: Option<(StatusCode, HeaderMap)>,
    /// What went wrong with the caller's body.
    fault: Option<Fault>,
}

/// Makes one attempt within a time limit.
pub(crate) async fn run(
    client: &Inner,
    prepared: &Prepared<'_>,
    method: &Method,
    credentials: &[Placement],
    limit: Duration,
    streamed: bool,
) -> (Result<Received, Failure>, Progress) {
    let mut progress = Progress { started: Some(Instant::now()), ..Progress::default() };
    let exchange = exchange(client, prepared, method, credentials, streamed, &mut progress);
    let result = match tokio::time::timeout(limit, exchange).await {
        Ok(result) => result,
        Err(_) => Err(Failure::new(TransportErrorKind::Timeout, None, None)),
    };
    let fault = progress.fault.as_ref().and_then(|fault| fault.get());
    let result = result.map_err(|failure| match fault {
        // The layers between may know nothing of it.
        Some(fault) => Failure::new(TransportErrorKind::Body, Some(fault.clone()), failure.source),
        None => Failure { head: progress.head.take().map(Box::new), ..failure },
    });
    (result, progress)
}

/// Sends the request, and follows redirects.
async fn exchange(
    client: &Inner,
    prepared: &Prepared<'_>,
    method: &Method,
    credentials: &[Placement],
    streamed: bool,
    progress: &mut Progress,
) -> Result<Received, Failure> {
    let mut redirected: Option<Prepared<'_>> = None;
    let mut method = method.clone();
    // Once the API's origin is left, no server may lead the credentials back.
    let mut trusted = redirect::same_origin(&prepared.url, &prepared.origin);
    for _ in 0..=client.limits.redirects {
        let current = redirected.as_ref().unwrap_or(prepared);
        let fault = &mut progress.fault;
        let Some(request) = request(current, &method, trusted.then_some(credentials), fault) else {
            let why = "the body is a stream, which can be sent once";
            return Err(Failure::new(TransportErrorKind::Refused, Some(why.into()), None));
        };
        let http = client.http(&current.url);
        let response = http.execute(request).await.map_err(Failure::of_sending)?;
        check_head(client, &current.url, &response)?;
        let (status, headers) = (response.status(), response.headers());
        let allows_plain = client.allows_plain_http;
        match redirect::next(status, headers, &current.url, &method, allows_plain) {
            None => return receive(response, client, streamed, progress).await,
            Some(Err(why)) => {
                progress.head = Some((status, headers.clone()));
                return Err(Failure::new(TransportErrorKind::Redirect, Some(why), None));
            }
            Some(Ok(next)) => {
                trusted = trusted && redirect::same_origin(&next.url, &prepared.origin);
                progress.carried_out |= next.fetches_result;
                let mut prepared = current.clone();
                if next.fetches_result {
                    prepared.fetch_result();
                }
                (prepared.url, method) = (next.url, next.method);
                redirected = Some(prepared);
            }
        }
    }
    let why = match client.limits.redirects {
        0 => "`max_redirects` is 0".to_owned(),
        limit => format!("there are more than {limit}; raise `max_redirects`"),
    };
    Err(Failure::new(TransportErrorKind::Redirect, Some(why), None))
}

/// Builds the request; none if its body cannot be sent again. Without
/// credentials, it goes to another origin, which learns nothing about the caller.
fn request(
    prepared: &Prepared<'_>,
    method: &Method,
    credentials: Option<&[Placement]>,
    fault: &mut Option<Fault>,
) -> Option<reqwest::Request> {
    let mut headers = prepared.headers();
    let mut url = prepared.url.clone();
    match credentials {
        None => redirect::keep_harmless(&mut headers),
        Some(credentials) => add(credentials, prepared.cookies(), &mut headers, &mut url),
    }
    let mut request = reqwest::Request::new(method.clone(), url);
    *request.headers_mut() = headers;
    match prepared.body {
        Some(body) => *request.body_mut() = Some(body.attempt(fault)?),
        // RFC 9110, section 8.6: some servers refuse these methods without it.
        None if matches!(*method, Method::POST | Method::PUT | Method::PATCH) => {
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        None => {}
    }
    Some(request)
}

/// Adds credentials and cookies. A header that the caller has set stays.
fn add(credentials: &[Placement], cookies: &[String], headers: &mut HeaderMap, url: &mut Url) {
    let mut cookies = cookies.to_vec();
    for credential in credentials {
        match credential {
            Placement::Header(name, _) if headers.contains_key(name) => {}
            Placement::Header(name, value) => {
                headers.insert(name, value.clone());
            }
            Placement::Query(name, secret) => {
                let pair = pair(name, secret.expose_secret());
                let query = match url.query() {
                    Some(query) if !query.is_empty() => format!("{query}&{pair}"),
                    _ => pair,
                };
                url.set_query(Some(&query));
            }
            Placement::Cookie(name, secret) => cookies.push(pair(name, secret.expose_secret())),
        }
    }
    // RFC 6265, section 5.4: one header for all. What the caller gave may be any text.
    let given = headers.get_all(COOKIE).into_iter().map(HeaderValue::as_bytes);
    let all: Vec<&[u8]> = given.chain(cookies.iter().map(String::as_bytes)).collect();
    if all.is_empty() {
        return;
    }
    if let Ok(mut value) = HeaderValue::from_bytes(&all.join(&b"; "[..])) {
        value.set_sensitive(true);
        headers.insert(COOKIE, value);
    }
}

fn pair(name: &str, value: &str) -> String {
    format!("{}={}", encode::value(name), encode::value(value))
}

/// Reads the body. That of an error is cut off where it is too long: the error
/// matters more.
async fn receive(
    mut response: reqwest::Response,
    client: &Inner,
    streamed: bool,
    progress: &mut Progress,
) -> Result<Received, Failure> {
    let status = response.status();
    let headers = mem::take(response.headers_mut());
    if streamed && status.is_success() {
        let (body, rest) = (Bytes::new(), Some(response));
        return Ok(Received { status, headers, body, is_cut: false, rest });
    }
    progress.head = Some((status, headers));
    let limits = &client.limits;
    let limit = match status.is_success() {
        true => limits.response,
        false => limits.error.min(limits.response),
    };
    let (body, is_cut) = body(&mut response, limit, status.is_success()).await?;
    let headers = progress.head.take().map(|(_, headers)| headers).unwrap_or_default();
    Ok(Received { status, headers, body, is_cut, rest: None })
}

/// Looks at the head of a response: how long it is, and whether it answers what was asked.
fn check_head(client: &Inner, asked: &Url, response: &reqwest::Response) -> Result<(), Failure> {
    let limit = client.limits.headers;
    let length = response.headers().iter().map(|(name, value)| name.as_str().len() + value.len());
    if length.sum::<usize>() > limit {
        let detail = format!("its headers have more than {limit} bytes; raise `max_header_size`");
        return Err(Failure::new(TransportErrorKind::TooLarge, Some(detail), None));
    }
    let (url, path) = (response.url(), asked.path());
    if url.path() != path || !redirect::same_origin(url, asked) {
        let why = "the client given to `http_client` follows redirects itself, and may have carried \
                   credentials to another host; build it with \
                   `redirect(reqwest::redirect::Policy::none())`";
        return Err(Failure::new(TransportErrorKind::Refused, Some(why.into()), None));
    }
    Ok(())
}

async fn body(
    response: &mut reqwest::Response,
    limit: usize,
    strict: bool,
) -> Result<(Bytes, bool), Failure> {
    let too_large = || {
        let detail = format!(
            "its body has more than {limit} bytes; raise `max_response_size`, or ask for less"
        );
        Failure::new(TransportErrorKind::TooLarge, Some(detail), None)
    };
    let announced = usize::try_from(response.content_length().unwrap_or(0)).unwrap_or(usize::MAX);
    if strict && announced > limit {
        return Err(too_large());
    }
    // Most bodies come in one piece, which is kept where it is; others are put together.
    let (mut piece, mut body) = (Bytes::new(), Vec::new());
    while let Some(chunk) = response.chunk().await.map_err(Failure::of_reading)? {
        if piece.is_empty() && body.is_empty() && chunk.len() <= limit {
            piece = chunk;
            continue;
        }
        if body.is_empty() {
            body.reserve(announced.min(PREALLOCATED).min(limit).max(piece.len()));
            body.extend_from_slice(&mem::take(&mut piece));
        }
        let room = limit - body.len();
        if chunk.len() > room {
            if strict {
                return Err(too_large());
            }
            body.extend_from_slice(chunk.get(..room).unwrap_or_default());
            return Ok((body.into(), true));
        }
        body.extend_from_slice(&chunk);
    }
    Ok((if body.is_empty() { piece } else { body.into() }, false))
}

impl Failure {
    fn new(
        kind: TransportErrorKind,
        detail: Option<String>,
        source: Option<reqwest::Error>,
    ) -> Self {
        // The URL may hold a credential.
        Self { kind, detail, source: source.map(reqwest::Error::without_url), head: None }
    }

    fn of_sending(error: reqwest::Error) -> Self {
        let kind = if error.is_connect() {
            TransportErrorKind::Connect
        } else if error.is_timeout() {
            TransportErrorKind::Timeout
        } else if error.is_builder() {
            TransportErrorKind::Refused
        } else {
            TransportErrorKind::Interrupted
        };
        Self::new(kind, None, Some(error))
    }

    fn of_reading(error: reqwest::Error) -> Self {
        let timeout = error.is_timeout();
        let kind =
            if timeout { TransportErrorKind::Timeout } else { TransportErrorKind::Interrupted };
        Self::new(kind, None, Some(error))
    }
}
