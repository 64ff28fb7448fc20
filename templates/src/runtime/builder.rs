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
    credentials::{self, Credentials, Secret},
    error::ConfigError,
    limits::{HEADERS, Limits},
    operation::{Api, Scheme, ServerVariable},
    options, redirect, server, tls,
};

/// Reads one environment variable.
type Lookup = dyn Fn(&str) -> Result<String, VarError> + Send + Sync;

/// The settings of a [`Client`], and their defaults.
///
/// | setting | default |
/// |---|---|
/// | [`timeout`](Self::timeout) | 60 s an attempt, body included |
/// | [`connect_timeout`](Self::connect_timeout) | 5 s |
/// | [`max_retries`](Self::max_retries) | 2 |
/// | [`max_redirects`](Self::max_redirects) | 10 |
/// | [`max_response_size`](Self::max_response_size) | 64 MiB |
/// | [`max_error_size`](Self::max_error_size) | 1 MiB |
/// | [`max_error_details`](Self::max_error_details) | 100 |
/// | [`max_header_size`](Self::max_header_size) | 256 KiB |
/// | [`max_event_size`](Self::max_event_size) | 8 MiB |
/// | [`max_event_id_size`](Self::max_event_id_size) | 8 KiB |
/// | [`max_cursor_size`](Self::max_cursor_size) | 64 KiB |
/// | [`max_empty_pages`](Self::max_empty_pages) | 10,000 |
///
/// What is kept from call to call has a limit, too: of endpoints that this crate has no function for,
/// the first 1,000 are told in the log as deprecated; a list of pages knows its last 10,000 pages.
///
/// A setting that cannot be used is reported by [`build`](Self::build).
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    api: &'static Api,
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
    pub(super) limits: Limits,
    allows_plain_http: bool,
    clock: Arc<dyn Clock>,
    error: Option<ConfigError>,
}

impl ClientBuilder {
    /// The defaults of a client of an API.
    pub(super) fn new(api: &'static Api) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(USER_AGENT, HeaderValue::from_static(api.user_agent));
        Self {
            api,
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
            limits: Limits::default(),
            allows_plain_http: false,
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
    /// It must be `https`; plain `http` is for loopback addresses alone (`127.0.0.0/8`, `::1`,
    /// `localhost`), since credentials go over it, unless
    /// [`allow_plain_http`](Self::allow_plain_http) is called.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Allows plain `http` to any host: for servers inside a cluster or a network of containers.
    ///
    /// Whoever can listen on the way to such a server reads what is sent and what comes back,
    /// credentials included, and can change it. A redirect from `https` to `http` is not followed all
    /// the same.
    pub fn allow_plain_http(mut self) -> Self {
        self.allows_plain_http = true;
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
            Ok((name, _)) if self.headers.len() >= HEADERS && !self.headers.contains_key(&name) => {
                self.fail(format!("default header: there are more than {HEADERS}"));
            }
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

    /// Sends requests through a client of the caller's, with its proxies,
    /// certificates and connection pool.
    ///
    /// It must be built with `redirect(reqwest::redirect::Policy::none())`, which
    /// [`build`](Self::build) checks: reqwest would carry credential headers
    /// other than `Authorization` to other hosts. Redirects are followed all the
    /// same, without credentials where they leave the API's origin.
    ///
    /// It must be a client of the version of reqwest that this crate uses, 0.13. For `https` it needs
    /// a TLS provider. With this crate's feature `aws-lc-rs`, which is on by default,
    /// `reqwest::Client::builder()` has one. With the feature `ring` alone it panics until the program
    /// has chosen one, by `rustls::crypto::ring::default_provider().install_default()`, or gives its
    /// own configuration to `tls_backend_preconfigured`. With neither, the features that the program
    /// turns on in reqwest decide.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let http = reqwest::Client::builder()
    ///     .redirect(reqwest::redirect::Policy::none())
    ///     .proxy(reqwest::Proxy::https("http://proxy.example.com:3128")?)
    ///     .build()?;
    /// # let _ = http;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Without it, the client trusts the certificates that the operating system trusts, and uses the
    /// proxies of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`), though never for a
    /// loopback address.
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
        let api = self.api;
        let mut from_env = false;
        if let Some(lookup) = self.env.take() {
            let variable = |name: &'static str| read(&*lookup, name);
            if self.base_url.is_none() {
                self.base_url = variable(api.base_url_variable)?;
            }
            if self.credentials.is_empty() {
                from_env = true;
                self.credentials = credentials::from_env(api, &variable)?;
            }
        }
        let is_base_given = self.base_url.is_some();
        let server_variables = self.server_variables()?;
        let allows_plain = self.allows_plain_http;
        let base = base_url(api, self.base_url.as_deref(), &server_variables, allows_plain)?;
        let trusted = self.trusted.iter().map(|url| checked(url, "trusted server", allows_plain));
        let trusted = trusted.collect::<Result<_, _>>()?;
        let (credentials, secrets) =
            Credentials::new(api, &self.credentials, self.anonymous, from_env)?;
        let (http, http_for_loopback) = match self.http {
            Some(http) if tls::follows_redirects(&http) => {
                return Err(ConfigError::new(
                    "http_client: the given client follows redirects itself, and would carry \
                     credentials to other hosts; build it with \
                     `redirect(reqwest::redirect::Policy::none())`"
                        .into(),
                ));
            }
            Some(http) => (http, None),
            None => tls::clients(&base, self.connect_timeout, &self.limits)?,
        };
        let inner = Inner {
            api,
            http,
            http_for_loopback,
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
            limits: self.limits,
            allows_plain_http: self.allows_plain_http,
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
            .field("base_url", &self.base_url.as_deref().map(shown))
            .field("trusted", &self.trusted.iter().map(|url| shown(url)).collect::<Vec<_>>())
            .field("credentials", &schemes)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("max_retries", &self.max_retries)
            .field("limits", &self.limits)
            .field("allows_plain_http", &self.allows_plain_http)
            .finish_non_exhaustive()
    }
}

/// What may be shown of a URL: no user, no password, no query. [`ClientBuilder::build`] refuses one
/// that has them; until then it is any text.
fn shown(url: &str) -> String {
    match Url::parse(url) {
        Ok(url) if url.has_host() => {
            format!("{}{}", redirect::origin(&url), url.path().trim_end_matches('/'))
        }
        _ => "not a URL".to_owned(),
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
    api: &Api,
    given: Option<&str>,
    variables: &BTreeMap<&'static str, String>,
    allows_plain: bool,
) -> Result<Url, ConfigError> {
    match (given, api.base_url) {
        (Some(given), _) => checked(given, "base URL", allows_plain),
        (None, Some(own)) => {
            let own = server::resolve(own, api.server_variables, variables);
            checked(&own, "base URL", allows_plain)
        }
        (None, None) => Err(ConfigError::new(format!(
            "base URL: the API names no server; call `base_url` or set {}",
            api.base_url_variable
        ))),
    }
}

/// A URL to which credentials may go.
fn checked(text: &str, what: &str, allows_plain: bool) -> Result<Url, ConfigError> {
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
    if !redirect::is_allowed(&url, allows_plain) {
        return Err(ConfigError::new(format!(
            "{what}: {}://{} is not protected; use https, or call `allow_plain_http` on the builder if \
             nobody can listen on the way (without it, plain http is for loopback addresses)",
            url.scheme(),
            url.host_str().unwrap_or_default(),
        )));
    }
    Ok(url)
}
