//! Settings with which a client would do something else than is said.

use reqwest::redirect::Policy;

use super::super::support::{Server, builder, http, json, ok};
use crate::{CallOptions, Client, Form, Method, Part};

#[tokio::test]
async fn plain_http_is_for_those_who_ask_for_it() {
    for host in ["http://10.0.0.5", "http://mock:4511/v4", "http://host.docker.internal"] {
        let builder = || Client::builder().base_url(host).api_token("t");
        let error = builder().build().unwrap_err().to_string();
        assert!(error.contains("call `allow_plain_http`"), "{error}");
        let client = builder().allow_plain_http().build().unwrap();
        assert_eq!(client.base_url(), host);
    }
    let trusted = || Client::builder().api_token("t").trust_server("http://10.0.0.5");
    assert!(trusted().build().unwrap_err().to_string().contains("allow_plain_http"));
    trusted().allow_plain_http().build().unwrap();
    // No other scheme is allowed by it.
    let other = Client::builder().api_token("t").base_url("ftp://10.0.0.5").allow_plain_http();
    assert!(other.build().is_err());
}

#[test]
fn credentials_that_would_be_others_are_refused() {
    for (builder, part) in [
        (Client::builder().api_token(""), "`api_token` (or CLOUDFLARE_API_TOKEN) is empty"),
        (Client::builder().query_key(""), "is empty"),
        (Client::builder().login("a:b", "c"), "has a colon in the user name"),
        (Client::builder().api_token(" t"), "begins or ends with white space"),
    ] {
        let error = builder.build().unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
    Client::builder().login("a", "b:c").build().unwrap();
    Client::builder().login("", "").build().unwrap();
}

#[test]
fn a_client_that_follows_redirects_is_refused_whatever_it_is_called() {
    let name = "redirect_policy: Policy(None)";
    let mut headers = reqwest::header::HeaderMap::new();
    headers.insert("x-name", "Policy(None)".parse().unwrap());
    headers.insert("x-other", name.parse().unwrap());
    for http in [
        http().redirect(Policy::limited(3)).user_agent(name),
        http().redirect(Policy::default()).default_headers(headers.clone()),
        http().redirect(Policy::custom(|attempt| attempt.follow())).user_agent("Policy(None)"),
    ] {
        let builder = Client::builder().api_token("t").http_client(http.build().unwrap());
        assert!(builder.build().unwrap_err().to_string().contains("follows redirects itself"));
    }
    let http = http().user_agent("Policy(Limited(3))").default_headers(headers).build().unwrap();
    Client::builder().api_token("t").http_client(http).build().unwrap();
}

#[tokio::test]
async fn too_many_headers_are_an_error() {
    let server = Server::replies([ok("null")]);
    let client = builder(&server).build().unwrap();
    let options =
        (0..32_769).fold(CallOptions::new(), |options, n| options.header(format!("x-{n}"), "1"));
    let call = client.request(Method::GET, "/x").options(options);
    let error = call.send_empty().await.unwrap_err().to_string();
    assert!(error.contains("more than 1000 headers"), "{error}");
    let many =
        (0..32_769).fold(Client::builder(), |it, n| it.default_header(format!("x-{n}"), "1"));
    assert!(many.build().unwrap_err().to_string().contains("default header"));
    let part = (0..32_769).fold(Part::new("x"), |part, n| part.header(format!("x-{n}"), "1"));
    let form = Form::new().part("a", part);
    assert!(format!("{form:?}").contains("more than 1000 headers"));
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn all_cookies_are_sent() {
    let server = Server::replies([json(200, "{}")]);
    let client = builder(&server).build().unwrap();
    let options = CallOptions::new().header("Cookie", "mine=é").header("cookie", "other=1");
    let call = client.files().find(&["a"], &serde_json::json!({"x": 1})).options(options);
    call.await.unwrap();
    let request = server.request();
    let cookies: Vec<_> = request.headers.iter().filter(|(name, _)| name == "cookie").collect();
    assert_eq!(cookies, [&("cookie".into(), "mine=é; other=1; view=short%20list".into())]);
}

/// Runs in a process of its own, with another environment.
#[test]
#[ignore = "run by `the_environment_changes_nothing_on_this_machine`"]
fn with_another_environment() {
    let plain = Client::builder().base_url("http://127.0.0.1:1").api_token("t").build();
    plain.unwrap();
    let client = Client::builder().base_url("http://10.0.0.5").allow_plain_http().api_token("t");
    let client = client.build().unwrap();
    let shown = |url: &str| format!("{:?}", client.inner.http(&url.parse().unwrap()));
    assert!(shown("http://10.0.0.5").contains("proxies"), "{}", shown("http://10.0.0.5"));
    for loopback in ["http://localhost:1/x", "http://127.0.0.9/", "https://[::1]/"] {
        assert!(!shown(loopback).contains("proxies"), "{}", shown(loopback));
    }
}

#[test]
fn the_environment_changes_nothing_on_this_machine() {
    let test = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "tests::attack::settings::with_another_environment"])
        .env("HTTP_PROXY", "http://127.0.0.1:1")
        .env("http_proxy", "http://127.0.0.1:1")
        .env("SSL_CERT_FILE", "/nonexistent")
        .env("SSL_CERT_DIR", "/nonexistent")
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .output()
        .unwrap();
    let output = String::from_utf8_lossy(&test.stdout);
    assert!(test.status.success() && output.contains("1 passed"), "{output}");
}
