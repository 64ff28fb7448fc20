//! The client.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashSet},
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use reqwest::{Url, header::HeaderMap};

use super::{
    clock::Clock,
    credentials::Credentials,
    limits::{self, Limits},
    operation::{Api, OperationRef},
    redact::Secrets,
    redirect, server,
};

/// A client of the API.
///
/// It is cheap to clone, and all clones share one pool of connections. Make one
/// with [`Client::from_env`] or [`Client::builder`]. Calls are made on a runtime of tokio, with its
/// drivers of time and network on, as those of `#[tokio::main]` are.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

/// What the clones of a client share.
pub(crate) struct Inner {
    /// The facts of the API.
    pub(crate) api: &'static Api,
    pub(crate) http: reqwest::Client,
    /// The client for this machine, where that is another one: it uses no proxy.
    pub(crate) http_for_loopback: Option<reqwest::Client>,
    /// The base URL, to resolve and to compare with.
    pub(crate) base: Url,
    /// The base URL as text, without a slash at its end.
    pub(crate) base_text: String,
    /// Whether the base URL is the caller's, so that all operations go there.
    pub(crate) is_base_given: bool,
    /// The values of the variables in the addresses of servers that the caller has set.
    pub(crate) server_variables: BTreeMap<&'static str, String>,
    /// The origins beside the base URL's that get credentials.
    pub(crate) trusted: Vec<Url>,
    pub(crate) headers: HeaderMap,
    pub(crate) credentials: Credentials,
    pub(crate) secrets: Arc<Secrets>,
    pub(crate) timeout: Duration,
    pub(crate) max_retries: u32,
    pub(crate) limits: Limits,
    /// Whether plain http may go to other machines.
    pub(crate) allows_plain_http: bool,
    pub(crate) clock: Arc<dyn Clock>,
    /// The operations whose deprecation is in the log already.
    pub(crate) announced: Mutex<HashSet<String>>,
}

impl Inner {
    /// The HTTP client for a URL.
    pub(crate) fn http(&self, url: &Url) -> &reqwest::Client {
        match &self.http_for_loopback {
            Some(http) if redirect::is_loopback(url) => http,
            _ => &self.http,
        }
    }
}

impl Client {
    /// The base URL, without a slash at its end.
    pub fn base_url(&self) -> &str {
        &self.inner.base_text
    }

    /// Where an operation is served, without a slash at its end. A base URL of the caller's stands
    /// for all servers, so that nothing goes anywhere else.
    pub(crate) fn server(&self, server: Option<&str>) -> Cow<'_, str> {
        let base = &self.inner.base;
        let Some(server) = server else { return Cow::Borrowed(&self.inner.base_text) };
        let found = match server.strip_prefix('/') {
            Some(_) => base.join(server).map(String::from).unwrap_or_default(),
            None if self.inner.is_base_given => return Cow::Borrowed(&self.inner.base_text),
            None => server::resolve(
                server,
                self.inner.api.server_variables,
                &self.inner.server_variables,
            ),
        };
        Cow::Owned(found.trim_end_matches('/').to_owned())
    }

    /// The headers of every request.
    pub(crate) fn default_headers(&self) -> &HeaderMap {
        &self.inner.headers
    }

    /// Whether this is the first time that the operation is announced as deprecated. Of those that no
    /// document has, which may be any number, only the first ones are.
    pub(crate) fn announce(&self, operation: &OperationRef) -> bool {
        let mut announced = self.inner.announced.lock().unwrap_or_else(PoisonError::into_inner);
        let is_documented = matches!(operation, OperationRef::Documented(_));
        if !is_documented && announced.len() >= limits::ANNOUNCED {
            return false;
        }
        announced.insert(format!("{} {}", operation.method, operation.path))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.inner.base_text)
            .field("credentials", &self.inner.credentials.names())
            .field("timeout", &self.inner.timeout)
            .field("max_retries", &self.inner.max_retries)
            .field("limits", &self.inner.limits)
            .finish_non_exhaustive()
    }
}
