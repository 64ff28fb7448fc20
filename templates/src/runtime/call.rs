//! One call, from its parameters to the request.

use std::{borrow::Cow, fmt, sync::Arc};

use bytes::Bytes;
use reqwest::{
    Url,
    header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue},
};
use serde::Serialize;

use super::{
    body::Payload,
    client::Client,
    encode,
    error::{Error, RequestError},
    operation::{Operation, OperationRef},
    options::{self, CallOptions},
    params::{self, HeaderStyle, PathStyle, QueryStyle, Reserved},
    redirect,
};

/// A call that is being put together. The first error is kept, and returned
/// when the call is sent; nothing goes out then.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) client: Client,
    pub(crate) operation: OperationRef,
    pub(crate) options: CallOptions,
    path: Vec<(Cow<'static, str>, String)>,
    query: Vec<(String, String)>,
    /// The query parameters that have old names, and what they were set to.
    renamed: Vec<(String, Vec<(String, String)>)>,
    headers: HeaderMap,
    cookies: Vec<String>,
    body: Option<Payload>,
    /// The `Accept` header, where it is not the operation's.
    accept: Option<&'static str>,
    /// The whole URL, where a page names the next one by it.
    url: Option<Named>,
    error: Option<RequestError>,
}

/// A URL that a page names.
#[derive(Clone)]
struct Named {
    url: Url,
    /// Whether its server is to be treated as the operation's.
    is_trusted: bool,
}

/// A call in the form in which it is sent. It holds no credentials yet.
#[derive(Clone)]
pub(crate) struct Prepared<'c> {
    call: &'c Call,
    pub(crate) url: Url,
    /// The server of the operation, which alone gets what says something of the caller.
    pub(crate) origin: Cow<'c, Url>,
    /// Whether that server gets the client's credentials: it is the client's own, or one that the
    /// caller trusts.
    pub(crate) is_trusted: bool,
    pub(crate) body: Option<&'c Payload>,
    /// Whether the request was carried out, and this one fetches its result.
    fetches_result: bool,
}

impl<'c> Prepared<'c> {
    /// Whether the body, if there is one, can be sent again.
    pub(crate) fn can_repeat(&self) -> bool {
        self.body.is_none_or(Payload::can_repeat)
    }

    /// Makes this the request for the result of one that was carried out: it has no body.
    pub(crate) fn fetch_result(&mut self) {
        self.body = None;
        self.fetches_result = true;
    }

    /// The cookies, without those that are credentials.
    pub(crate) fn cookies(&self) -> &'c [String] {
        &self.call.cookies
    }

    /// The headers of one attempt, which takes them with it.
    pub(crate) fn headers(&self) -> HeaderMap {
        let call = self.call;
        let mut headers = call.client.default_headers().clone();
        if !self.is_trusted {
            redirect::keep_harmless(&mut headers);
        }
        let accept = Bytes::from_static(call.accept.unwrap_or(call.operation.accept).as_bytes());
        if let Ok(accept) = HeaderValue::from_maybe_shared(accept) {
            headers.insert(ACCEPT, accept);
        }
        if let Some(body) = self.body {
            headers.insert(CONTENT_TYPE, body.content_type.clone());
        }
        replace(&mut headers, &call.headers);
        replace(&mut headers, &call.options.headers);
        if self.fetches_result {
            headers.remove(CONTENT_TYPE);
        }
        headers
    }
}

impl Call {
    /// A call of an operation.
    pub(crate) fn new(client: &Client, operation: &'static Operation) -> Self {
        Self::with(client, OperationRef::Documented(operation))
    }

    /// A call of an operation that may have been made up at run time.
    pub(crate) fn with(client: &Client, operation: OperationRef) -> Self {
        Self {
            client: client.clone(),
            operation,
            options: CallOptions::new(),
            path: Vec::new(),
            query: Vec::new(),
            renamed: Vec::new(),
            headers: HeaderMap::new(),
            cookies: Vec::new(),
            body: None,
            accept: None,
            url: None,
            error: None,
        }
    }

    /// Sets a path parameter in the style `simple`.
    pub(crate) fn path<V: Serialize + ?Sized>(
        self,
        name: impl Into<Cow<'static, str>>,
        value: &V,
    ) -> Self {
        self.path_with(name, value, PathStyle::Simple)
    }

    /// Sets a path parameter.
    pub(crate) fn path_with<V: Serialize + ?Sized>(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: &V,
        style: PathStyle,
    ) -> Self {
        let name = name.into();
        match params::path_text(&name, value, style) {
            Ok(text) => self.path.push((name, text)),
            Err(error) => self.fail(format!("path parameter `{name}`: {error}"), None),
        }
        self
    }

    /// Adds a query parameter in the style `form`, exploded.
    pub(crate) fn query<V: Serialize + ?Sized>(self, name: &str, value: &V) -> Self {
        self.query_with(name, value, QueryStyle::FormExploded, Reserved::Encode)
    }

    /// Adds a query parameter.
    pub(crate) fn query_with<V: Serialize + ?Sized>(
        mut self,
        name: &str,
        value: &V,
        style: QueryStyle,
        reserved: Reserved,
    ) -> Self {
        match params::query(name, value, style, reserved) {
            Ok(pairs) => self.query.extend(pairs),
            Err(error) => self.fail(format!("query parameter `{name}`: {error}"), None),
        }
        self
    }

    /// Sets a query parameter that has old names, in the style `form`, exploded.
    pub(crate) fn query_renamed<V: Serialize + ?Sized>(
        self,
        name: &str,
        old: &[&str],
        value: &V,
    ) -> Self {
        self.query_renamed_with(name, old, value, QueryStyle::FormExploded, Reserved::Encode)
    }

    /// Sets a query parameter that has old names. It is one value, under whichever name it is set:
    /// two that differ are an error.
    pub(crate) fn query_renamed_with<V: Serialize + ?Sized>(
        mut self,
        name: &str,
        old: &[&str],
        value: &V,
        style: QueryStyle,
        reserved: Reserved,
    ) -> Self {
        let pairs = match params::query(name, value, style, reserved) {
            Ok(pairs) => pairs,
            Err(error) => {
                self.fail(format!("query parameter `{name}`: {error}"), None);
                return self;
            }
        };
        match self.renamed.iter().find(|(known, _)| known == name) {
            None => {
                self.renamed.push((name.to_owned(), pairs.clone()));
                self.query.extend(pairs);
            }
            Some((_, before)) if *before == pairs => {}
            Some(_) => {
                let old = old.join("`, `");
                self.fail(
                    format!("query parameter `{name}` (old name `{old}`) is set twice, and the values differ"),
                    None,
                );
            }
        }
        self
    }

    /// Adds a header parameter in the style `simple`.
    pub(crate) fn header<V: Serialize + ?Sized>(self, name: &'static str, value: &V) -> Self {
        self.header_with(name, value, HeaderStyle::Simple)
    }

    /// Adds a header parameter.
    pub(crate) fn header_with<V: Serialize + ?Sized>(
        mut self,
        name: &'static str,
        value: &V,
        style: HeaderStyle,
    ) -> Self {
        match params::header_text(value, style) {
            Ok(Some(text)) => {
                if let Err(error) = options::add_header(&mut self.headers, name, &text) {
                    self.fail(error, None);
                }
            }
            Ok(None) => {}
            Err(error) => self.fail(format!("header `{name}`: {error}"), None),
        }
        self
    }

    /// Adds a cookie parameter in the style `form`.
    pub(crate) fn cookie<V: Serialize + ?Sized>(self, name: &str, value: &V) -> Self {
        self.cookie_with(name, value, QueryStyle::Form)
    }

    /// Adds a cookie parameter. Where it explodes, each part is a cookie.
    pub(crate) fn cookie_with<V: Serialize + ?Sized>(
        mut self,
        name: &str,
        value: &V,
        style: QueryStyle,
    ) -> Self {
        match params::query(name, value, style, Reserved::Encode) {
            Ok(pairs) => self.cookies.extend(pairs.iter().map(|(n, v)| format!("{n}={v}"))),
            Err(error) => self.fail(format!("cookie `{name}`: {error}"), None),
        }
        self
    }

    /// Sets a JSON body.
    pub(crate) fn json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.json_as("application/json", body)
    }

    /// Sets a JSON body of a media type of its own.
    pub(crate) fn json_as<T: Serialize + ?Sized>(mut self, content_type: &str, body: &T) -> Self {
        match Payload::json(content_type, body) {
            Ok(body) => self.body = Some(body),
            Err(error) => {
                self.fail("the body cannot be written as JSON".into(), Some(Arc::new(error)));
            }
        }
        self
    }

    /// Sets a body of the media type `application/x-www-form-urlencoded`.
    pub(crate) fn form<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.form_with(body, &[])
    }

    /// Sets a body of the media type `application/x-www-form-urlencoded`, with the styles of some
    /// of its fields.
    pub(crate) fn form_with<T: Serialize + ?Sized>(
        mut self,
        body: &T,
        styles: &[(&str, QueryStyle, Reserved)],
    ) -> Self {
        match Payload::form(body, styles) {
            Ok(body) => self.body = Some(body),
            Err(error) => self.fail(format!("the body cannot be written as a form: {error}"), None),
        }
        self
    }

    /// Sets a text body.
    pub(crate) fn text(self, content_type: &str, body: impl Into<String>) -> Self {
        self.bytes(content_type, body.into())
    }

    /// Sets a body of any bytes.
    pub(crate) fn bytes(self, content_type: &str, body: impl Into<Bytes>) -> Self {
        self.body(Payload::new(content_type, body.into()))
    }

    /// Changes the body, if there is one.
    pub(crate) fn change_body(
        mut self,
        change: impl FnOnce(&mut Payload) -> Result<(), String>,
    ) -> Self {
        if let Some(Err(error)) = self.body.as_mut().map(change) {
            self.fail(error, None);
        }
        self
    }

    /// Sets a body that is put together already.
    pub(crate) fn body(mut self, body: Result<Payload, String>) -> Self {
        match body {
            Ok(body) => self.body = Some(body),
            Err(error) => self.fail(error, None),
        }
        self
    }

    /// Sets the `Accept` header.
    pub(crate) fn accept(mut self, accept: &'static str) -> Self {
        self.accept = Some(accept);
        self
    }

    /// Sets the options; the last ones count.
    pub(crate) fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// The encoded value that the caller gave to a query parameter.
    pub(crate) fn query_value(&self, name: &str) -> Option<&str> {
        let all = self.query.iter().chain(&self.options.query);
        all.filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).next_back()
    }

    /// Replaces a query parameter, wherever it came from.
    pub(crate) fn replace_query(mut self, name: &str, value: &str) -> Self {
        self.query.retain(|(known, _)| known != name);
        self.options.query.retain(|(known, _)| known != name);
        self.query(name, value)
    }

    /// Replaces path and query by those of a URL. Whether its server is to be treated as the
    /// operation's is the caller's to say.
    pub(crate) fn replace_url(mut self, url: Url, is_trusted: bool) -> Self {
        self.query.clear();
        self.options.query.clear();
        self.url = Some(Named { url, is_trusted });
        self
    }

    /// Whether the call carries credentials of the client.
    pub(crate) fn has_credentials(&self) -> bool {
        !self.client.inner.credentials.choose(self.operation.security).is_empty()
    }

    /// Whether the caller trusts the server of a URL with the client's credentials.
    pub(crate) fn trusts(&self, url: &Url) -> bool {
        let client = &self.client.inner;
        let mut own = std::iter::once(&client.base).chain(&client.trusted);
        own.any(|own| redirect::same_origin(own, url))
    }

    /// Keeps the first error.
    fn fail(&mut self, message: String, source: Option<Arc<dyn std::error::Error + Send + Sync>>) {
        if self.error.is_none() {
            self.error = Some(RequestError::new(&self.operation, message, source));
        }
    }

    /// Puts the request together.
    pub(crate) fn prepare(&self) -> Result<Prepared<'_>, Error> {
        if let Some(error) = &self.error {
            return Err(Error::Request(Box::new(error.clone())));
        }
        if let Some(error) = &self.options.error {
            return Err(self.request_error(error.clone()));
        }
        let (origin, url) = (self.origin()?, self.url()?);
        let is_trusted = self.trusts(&origin);
        let body = self.body.as_ref();
        Ok(Prepared { call: self, url, origin, is_trusted, body, fetches_result: false })
    }

    /// The server of the operation.
    pub(crate) fn origin(&self) -> Result<Cow<'_, Url>, Error> {
        if let Some(named) = self.url.as_ref().filter(|named| named.is_trusted) {
            return Ok(Cow::Borrowed(&named.url));
        }
        if self.operation.server.is_none() {
            return Ok(Cow::Borrowed(&self.client.inner.base));
        }
        let server = self.client.server(self.operation.server);
        let allows_plain = self.client.inner.allows_plain_http;
        match Url::parse(&server) {
            Ok(url) if redirect::is_allowed(&url, allows_plain) => Ok(Cow::Owned(url)),
            Ok(_) => Err(self.request_error(format!(
                "its server `{server}` is not https; call `allow_plain_http` on the builder if nobody \
                 can listen on the way"
            ))),
            Err(error) => Err(self.request_error(format!("its server `{server}`: {error}"))),
        }
    }

    fn url(&self) -> Result<Url, Error> {
        let mut text = match &self.url {
            Some(named) => named.url.to_string(),
            None => {
                let server = self.client.server(self.operation.server);
                let mut text = String::with_capacity(server.len() + self.length());
                text.push_str(&server);
                let written = match &self.operation {
                    OperationRef::Documented(it) => {
                        encode::documented(&it.path, &self.path, &mut text)
                    }
                    OperationRef::Undocumented(it) => encode::path(&it.path, &self.path, &mut text),
                };
                written.map_err(|error| self.request_error(error))?;
                text
            }
        };
        let mut separator = if text.contains('?') { '&' } else { '?' };
        for (name, value) in self.query.iter().chain(&self.options.query) {
            text.push(separator);
            text.push_str(name);
            text.push('=');
            text.push_str(value);
            separator = '&';
        }
        Url::parse(&text)
            .map_err(|error| self.request_error(format!("the URL is invalid: {error}")))
    }

    /// About how long path and query are.
    fn length(&self) -> usize {
        let query = self.query.iter().chain(&self.options.query);
        let query: usize = query.map(|(name, value)| name.len() + value.len() + 2).sum();
        let path: usize = self.path.iter().map(|(_, value)| value.len()).sum();
        self.operation.path.len() + path + query
    }

    pub(crate) fn request_error(&self, message: String) -> Error {
        Error::Request(Box::new(RequestError::new(&self.operation, message, None)))
    }
}

/// Puts `new` into `headers`; a name that is in both is replaced, with all its values.
fn replace(headers: &mut HeaderMap, new: &HeaderMap) {
    let names: Vec<&HeaderName> = new.keys().collect();
    for name in names {
        headers.remove(name);
        for value in new.get_all(name) {
            headers.append(name, value.clone());
        }
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.operation.id)
            .field("method", &self.operation.method)
            .field("path", &self.operation.path)
            .field("query", &self.query.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
