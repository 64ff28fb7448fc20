//! Redirects (RFC 9110, section 15.4), and which URLs may be asked.

use reqwest::{
    Method, StatusCode, Url,
    header::{ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, LOCATION, USER_AGENT},
};
use url::Host;

/// The headers that say nothing about the caller. No other header leaves the
/// API's origin: any of them may hold a credential.
const HARMLESS: [HeaderName; 4] = [ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, USER_AGENT];

/// Where a response sends the request.
#[derive(Debug)]
pub(crate) struct Next {
    pub(crate) url: Url,
    pub(crate) method: Method,
    /// Whether the first request was carried out, and only its result is fetched.
    pub(crate) fetches_result: bool,
}

/// Reads a redirect; none if the response is not one, or cannot be followed by
/// a client (RFC 9110 leaves 300, and a missing `Location`, to the user).
pub(crate) fn next(
    status: StatusCode,
    headers: &HeaderMap,
    from: &Url,
    method: &Method,
    allows_plain: bool,
) -> Option<Result<Next, String>> {
    let fetches_result = match status {
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => *method == Method::POST,
        StatusCode::SEE_OTHER => !matches!(*method, Method::GET | Method::HEAD),
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => false,
        _ => return None,
    };
    let location = headers.get(LOCATION)?;
    Some(target(location.as_bytes(), from, allows_plain).map(|url| Next {
        url,
        method: if fetches_result { Method::GET } else { method.clone() },
        fetches_result,
    }))
}

/// Resolves the target of a redirect, and refuses an unprotected one.
fn target(location: &[u8], from: &Url, allows_plain: bool) -> Result<Url, String> {
    let text =
        std::str::from_utf8(location).map_err(|_| "its `Location` is not UTF-8".to_owned())?;
    let mut url =
        from.join(text).map_err(|error| format!("its `Location` is not a URL: {error}"))?;
    // A user name in the URL would become an `Authorization` header.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    if !is_allowed(&url, allows_plain) || (from.scheme() == "https" && url.scheme() != "https") {
        return Err(format!("it leads to {}, which is not https", origin(&url)));
    }
    Ok(url)
}

/// Whether two URLs have the same scheme, host and port.
pub(crate) fn same_origin(left: &Url, right: &Url) -> bool {
    left.scheme() == right.scheme()
        && left.host() == right.host()
        && left.port_or_known_default() == right.port_or_known_default()
}

/// Removes every header that could tell another origin about the caller.
pub(crate) fn keep_harmless(headers: &mut HeaderMap) {
    let mut kept = HeaderMap::with_capacity(HARMLESS.len());
    for name in HARMLESS {
        if let Some(value) = headers.remove(&name) {
            kept.insert(name, value);
        }
    }
    *headers = kept;
}

/// Whether requests may go to this URL: they are safe from listeners, or the caller allows that they
/// are not.
pub(crate) fn is_allowed(url: &Url, allows_plain: bool) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && (allows_plain || is_loopback(url)))
}

/// Whether two URLs name one host, though the scheme or the port may be another one: behind a proxy,
/// servers often do not know how they are called from outside.
pub(crate) fn same_host(left: &Url, right: &Url) -> bool {
    let name = |url: &Url| url.host_str().map(|host| host.trim_end_matches('.').to_owned());
    let is_web = |url: &Url| matches!(url.scheme(), "http" | "https");
    let is_one = name(left) == name(right) || (is_loopback(left) && is_loopback(right));
    is_web(left) && is_web(right) && is_one
}

/// Whether this URL names the machine itself.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        None => false,
    }
}

/// Scheme, host and port of a URL: what an error may show of it.
pub(crate) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}
