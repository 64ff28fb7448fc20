//! The settings of a client.

use std::{
    collections::{BTreeMap, HashSet},
    env::{self, VarError},
    fmt,
    sync::{Arc, Mutex},
    time::Duration,
};

use reqwest::{
    Url,
    header::{HeaderMap, HeaderValue, USER_AGENT},
};
use secrecy::SecretString;

use super::{
    client::{Client, Inner},
    clock::{Clock, SystemClock},
    credentials::{self, Credentials, Scheme, Secret},
    error::ConfigError,
    operation::ServerVariable,
    options, redirect, server, tls,
};
use crate::config::API;

/// Reads one environment variable.
type Lookup = dyn Fn(&str) -> Result<String, VarError> + Send + Sync;

/// The settings of a [`Client`], and their defaults.
///
/// | setting | default |
/// |---|---|
/// | [`timeout`](Self::timeout) | 60 s an attempt, body included |
/// | [`connect_timeout`](Self::connect_timeout) | 5 s |
/// | [`max_retries`](Self::max_retries) | 2 |
/// | [`max_response_size`](Self::max_response_size) | 64 MiB |
///
/// A setting that cannot be used is reported by [`build`](Self::build).
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    base_url: Option<String>,
    server_variables: Vec<(&'static ServerVariable, String)>,
    trusted: Vec<String>,
    credentials: Vec<(&'static Scheme, Secret)>,
    anonymous: bool,
    env: Option<Box<Lookup>>,
    http: Option<reqwest::Client>,
    headers: HeaderMap,
    timeout: Duration,
    connect_timeout: Duration,
    max_retries: u32,
    max_response_size: usize,
    clock: Arc<dyn Clock>,
    error: Option<ConfigError>,
}

impl ClientBuilder {
    pub(super) fn new() -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(USER_AGENT, HeaderValue::from_static(API.user_agent));
        Self {
            base_url: None,
            server_variables: Vec::new(),
            trusted: Vec::new(),
            credentials: Vec::new(),
            anonymous: false,
            env: None,
            http: None,
            headers,
            timeout: Duration::from_secs(60),
            connect_timeout: Duration::from_secs(5),
            max_retries: 2,
            max_response_size: 64 * 1024 * 1024,
            clock: Arc::new(SystemClock),
            error: None,
        }
    }

    /// Reads what is not set here from environment variables: the base URL and
    /// the credentials. The README of this crate lists them.
    ///
    /// A blank variable counts as unset, and white space around a value is cut
    /// off. If any credential is set on the builder, none is read from the
    /// environment.
    pub fn env(self) -> Self {
        self.env_from(|name| env::var(name))
    }

    /// As [`env`](Self::env), with variables from elsewhere.
    pub(crate) fn env_from(
        mut self,
        lookup: impl Fn(&str) -> Result<String, VarError> + Send + Sync + 'static,
    ) -> Self {
        self.env = Some(Box::new(lookup));
        self
    }

    /// Sends requests to this URL instead of the API's own: an absolute URL
    /// without user name, query and fragment.
    ///
    /// It must be `https`; plain `http` is allowed for loopback addresses alone
    /// (`127.0.0.0/8`, `::1`, `localhost`), since credentials go over it.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Sends credentials to this server, too: a server of single operations that the document places
    /// at another host, port or scheme than the rest of the API.
    ///
    /// Without it, such operations are called without the credentials and the default headers of the
    /// client. Only the origin of the URL counts; it must be protected as that of
    /// [`base_url`](Self::base_url).
    pub fn trust_server(mut self, url: impl Into<String>) -> Self {
        self.trusted.push(url.into());
        self
    }

    /// Allows a client without credentials, for an API that wants some: to call
    /// its open endpoints, or where something on the way adds credentials.
    pub fn anonymous(mut self) -> Self {
        self.anonymous = true;
        self
    }

    /// Adds a header to every request; given twice, the last value counts.
    pub fn default_header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        match options::header(name.as_ref(), value.as_ref()) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(error) => self.fail(format!("default header: {error}")),
        }
        self
    }

    /// Replaces the `User-Agent`, which is this crate's name and version.
    pub fn user_agent(mut self, user_agent: impl AsRef<str>) -> Self {
        match HeaderValue::from_str(user_agent.as_ref()) {
            Ok(value) => {
                self.headers.insert(USER_AGENT, value);
            }
            Err(_) => self.fail("user agent: only visible ASCII is allowed in a header".into()),
        }
        self
    }

    /// The time limit of one attempt, from connecting to the last byte of the
    /// body. For a streamed body: of the headers, and of every pause after them.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The time limit of making a connection, TLS included. It has no effect on
    /// a [`http_client`](Self::http_client) of the caller's.
    pub fn connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.connect_timeout = connect_timeout;
        self
    }

    /// How often a call may be tried again; 0 for a single attempt.
    ///
    /// Tried again is what failed for a passing reason: no connection, a broken
    /// one, the time limit, and the statuses 408, 429, 500, 502, 503 and 504. A
    /// method that is not idempotent (RFC 9110, section 9.2.2: POST, PATCH) is
    /// tried again only where it cannot have taken effect: if no connection was
    /// made, and on 429.
    ///
    /// The pause before retry n, counted from 0, is `min(0.5 s · 2^n, 8 s)` less
    /// up to a quarter of it at random. `Retry-After` and `retry-after-ms` take
    /// its place. If they ask for more than 60 s, the call is not tried again,
    /// and [`Error::retry_after`](super::Error::retry_after) has the time.
    pub fn max_retries(mut self, max_retries: u32) -> Self {
        self.max_retries = max_retries;
        self
    }

    /// The size, in bytes, up to which the body of a response is read; a longer
    /// one is an error. A streamed body has no limit.
    pub fn max_response_size(mut self, max_response_size: usize) -> Self {
        self.max_response_size = max_response_size;
        self
    }

    /// Sends requests through a client of the caller's, with its proxies,
    /// certificates and connection pool.
    ///
    /// It must be built with `redirect(reqwest::redirect::Policy::none())`, which
    /// [`build`](Self::build) checks: reqwest would carry credential headers
    /// other than `Authorization` to other hosts. Redirects are followed all the
    /// same, without credentials where they leave the API's origin.
    pub fn http_client(mut self, http_client: reqwest::Client) -> Self {
        self.http = Some(http_client);
        self
    }

    /// Gives the value of a variable in the addresses of servers.
    pub(crate) fn server_variable(
        mut self,
        variable: &'static ServerVariable,
        value: String,
    ) -> Self {
        self.server_variables.push((variable, value));
        self
    }

    /// Puts in a clock of a test's.
    #[cfg(test)]
    #[allow(dead_code, reason = "for the tests of the runtime itself")]
    pub(crate) fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Gives the secret of a scheme.
    pub(crate) fn credential(self, scheme: &'static Scheme, secret: SecretString) -> Self {
        self.secret(scheme, Secret::One(secret))
    }

    /// Gives user name and password of a scheme of the kind `Basic`.
    pub(crate) fn basic_credential(
        self,
        scheme: &'static Scheme,
        user: SecretString,
        password: SecretString,
    ) -> Self {
        self.secret(scheme, Secret::UserAndPassword(user, password))
    }

    fn secret(mut self, scheme: &'static Scheme, secret: Secret) -> Self {
        self.credentials.push((scheme, secret));
        self
    }

    fn fail(&mut self, message: String) {
        if self.error.is_none() {
            self.error = Some(ConfigError::new(message));
        }
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] for the first setting that cannot be used. It says which,
    /// and what to do.
    pub fn build(mut self) -> Result<Client, ConfigError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let mut from_env = false;
        if let Some(lookup) = self.env.take() {
            let variable = |name: &'static str| read(&*lookup, name);
            if self.base_url.is_none() {
                self.base_url = variable(API.base_url_variable)?;
            }
            if self.credentials.is_empty() {
                from_env = true;
                self.credentials = credentials::from_env(&API, &variable)?;
            }
        }
        let is_base_given = self.base_url.is_some();
        let server_variables = self.server_variables()?;
        let base = base_url(self.base_url.as_deref(), &server_variables)?;
        let trusted = self.trusted.iter().map(|url| checked(url, "trusted server"));
        let trusted = trusted.collect::<Result<_, _>>()?;
        let (credentials, secrets) =
            Credentials::new(&API, &self.credentials, self.anonymous, from_env)?;
        let http = match self.http {
            Some(http) if tls::follows_redirects(&http) => {
                return Err(ConfigError::new(
                    "http_client: the given client follows redirects itself, and would carry \
                     credentials to other hosts; build it with \
                     `redirect(reqwest::redirect::Policy::none())`"
                        .into(),
                ));
            }
            Some(http) => http,
            None => tls::client(&base, self.connect_timeout)?,
        };
        let inner = Inner {
            http,
            base_text: base.as_str().trim_end_matches('/').to_owned(),
            base,
            is_base_given,
            server_variables,
            trusted,
            headers: self.headers,
            credentials,
            secrets: Arc::new(secrets),
            timeout: self.timeout,
            max_retries: self.max_retries,
            max_response_size: self.max_response_size,
            clock: self.clock,
            announced: Mutex::new(HashSet::new()),
        };
        Ok(Client { inner: Arc::new(inner) })
    }
}

impl ClientBuilder {
    /// The values of variables in the addresses of servers, each of which can be used.
    fn server_variables(&self) -> Result<BTreeMap<&'static str, String>, ConfigError> {
        let mut values = BTreeMap::new();
        for (variable, value) in &self.server_variables {
            server::check(variable, value)?;
            values.insert(variable.name, value.clone());
        }
        Ok(values)
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes: Vec<_> = self.credentials.iter().map(|(scheme, _)| scheme.name).collect();
        f.debug_struct("ClientBuilder")
            .field("base_url", &self.base_url)
            .field("trusted", &self.trusted)
            .field("credentials", &schemes)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("max_retries", &self.max_retries)
            .field("max_response_size", &self.max_response_size)
            .finish_non_exhaustive()
    }
}

/// Reads a variable; blank counts as unset.
fn read(lookup: &Lookup, name: &'static str) -> Result<Option<String>, ConfigError> {
    match lookup(name) {
        Ok(value) => Ok(Some(value.trim().to_owned()).filter(|value| !value.is_empty())),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => {
            Err(ConfigError::new(format!("environment: {name} is not valid UTF-8; set it anew")))
        }
    }
}

/// The base URL: the caller's, or the document's.
fn base_url(
    given: Option<&str>,
    variables: &BTreeMap<&'static str, String>,
) -> Result<Url, ConfigError> {
    match (given, API.base_url) {
        (Some(given), _) => checked(given, "base URL"),
        (None, Some(own)) => {
            checked(&server::resolve(own, API.server_variables, variables), "base URL")
        }
        (None, None) => Err(ConfigError::new(format!(
            "base URL: the API names no server; call `base_url` or set {}",
            API.base_url_variable
        ))),
    }
}

/// A URL to which credentials may go.
fn checked(text: &str, what: &str) -> Result<Url, ConfigError> {
    // A URL that does not parse is not repeated: it may hold a password.
    let url = Url::parse(text).map_err(|error| {
        ConfigError::new(format!("{what}: {error}; give an absolute URL, `https://host/path`"))
    })?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(ConfigError::new(format!(
            "{what}: user name and password are not allowed in it; give credentials to the builder"
        )));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(ConfigError::new(format!(
            "{what}: it must end with its path, without `?` and `#`"
        )));
    }
    if !redirect::is_protected(&url) {
        return Err(ConfigError::new(format!(
            "{what}: {}://{} is not protected; use https (plain http is for loopback addresses)",
            url.scheme(),
            url.host_str().unwrap_or_default(),
        )));
    }
    Ok(url)
}
