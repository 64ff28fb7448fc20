//! The client.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashSet},
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use reqwest::{Method, Url, header::HeaderMap};

use super::{
    builder::ClientBuilder, clock::Clock, credentials::Credentials, error::ConfigError,
    redact::Secrets, request::Request, server,
};
use crate::config::API;

/// A client of the API.
///
/// It is cheap to clone, and all clones share one pool of connections. Make one
/// with [`Client::from_env`] or [`Client::builder`].
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

/// What the clones of a client share.
pub(crate) struct Inner {
    pub(crate) http: reqwest::Client,
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
    pub(crate) max_response_size: usize,
    pub(crate) clock: Arc<dyn Clock>,
    /// The operations whose deprecation is in the log already.
    pub(crate) announced: Mutex<HashSet<String>>,
}

impl Client {
    /// A client with the credentials and the base URL of the environment, and
    /// the defaults of [`ClientBuilder`] for all else.
    ///
    /// The variables are listed at [`ClientBuilder::env`].
    ///
    /// # Errors
    ///
    /// [`ConfigError`] if credentials are missing or half a pair, or if a
    /// variable holds something unusable. It names the variable.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::builder().env().build()
    }

    /// Starts a client with settings of the caller's.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// Starts a call to an endpoint that this crate has no function for.
    ///
    /// `path` is a template, relative to the base URL, that begins with `/`.
    /// Values go into its `{names}` by [`Request::path`], where they are
    /// percent-encoded. Credentials, retries, time limits, the envelope and
    /// errors are those of every other call.
    pub fn request(&self, method: Method, path: impl Into<Cow<'static, str>>) -> Request {
        Request::new(self, method, path.into())
    }

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
            None => server::resolve(server, API.server_variables, &self.inner.server_variables),
        };
        Cow::Owned(found.trim_end_matches('/').to_owned())
    }

    /// The headers of every request.
    pub(crate) fn default_headers(&self) -> &HeaderMap {
        &self.inner.headers
    }

    /// Whether this is the first time that the operation is announced as
    /// deprecated.
    pub(crate) fn announce(&self, method: &Method, path: &str) -> bool {
        let mut announced = self.inner.announced.lock().unwrap_or_else(PoisonError::into_inner);
        announced.insert(format!("{method} {path}"))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.inner.base_text)
            .field("credentials", &self.inner.credentials.names())
            .field("timeout", &self.inner.timeout)
            .field("max_retries", &self.inner.max_retries)
            .field("max_response_size", &self.inner.max_response_size)
            .finish_non_exhaustive()
    }
}
