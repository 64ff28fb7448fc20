//! No secret in anything that the client can print.

use std::{error::Error as _, time::Duration};

use super::support::{self, Answer, Server, account, answer, json, ok, share};
use crate::{CallOptions, Client, ClientBuilder, Error, Method, runtime::credentials::Placement};

const SECRET: &str = "s3cr3t-T0ken+/=";
/// The secret as it stands in a URL or a cookie.
const ENCODED: &str = "s3cr3t-T0ken%2B%2F%3D";
/// The secret as a password with the user name `user`.
const BASIC: &str = "dXNlcjpzM2NyM3QtVDBrZW4rLz0=";

fn check(what: &str, text: &str) {
    for form in [SECRET, ENCODED, BASIC] {
        assert!(!text.contains(form), "{what} shows the secret: {text}");
    }
}

/// Checks all that an error says, its causes included.
fn check_error(what: &str, error: &Error) {
    check(what, &format!("{error} {error:?} {error:#?} {:?}", error.response()));
    let mut source = error.source();
    while let Some(cause) = source {
        check(what, &format!("{cause} {cause:?}"));
        source = cause.source();
    }
    if let Some(api) = error.api() {
        check(what, &format!("{api} {api:?} {:?}", api.errors()));
    }
}

fn builders(url: &str) -> Vec<(&'static str, ClientBuilder)> {
    let new = || Client::builder().base_url(url).max_retries(0);
    vec![
        ("bearer", new().api_token(SECRET)),
        ("headers", new().api_key(SECRET).api_email(SECRET)),
        ("basic", new().login("user", SECRET)),
        ("query", new().query_key(SECRET)),
        ("cookie", new().session(SECRET)),
    ]
}

/// A server that fails in every way, and repeats what it was sent.
fn faults() -> Server {
    Server::start(|_, request| {
        let echo = request.headers.iter().map(|(name, value)| format!("{name}: {value}\n"));
        let echo = format!("{}\n{}", request.target, echo.collect::<String>());
        let quoted = serde_json::to_string(&echo).unwrap();
        let case = request.target.split('/').nth(4).unwrap_or_default();
        match case.split('?').next().unwrap() {
            "ok" => ok(&share("1")),
            "html" => answer(200, "content-type: text/html", &echo),
            "500" => answer(500, "content-type: text/html", &echo),
            "shape" => json(200, &format!(r#"{{"success":true,"result":{{"id":{quoted}}}}}"#)),
            "wrong" => json(200, &format!(r#"{{"success":true,"result":{quoted}}}"#)),
            "key" => json(200, &format!(r#"{{"success":true,"result":{{{quoted}:1}}}}"#)),
            "api" => json(
                400,
                &format!(
                    r#"{{"success":false,"errors":[{{"code":{quoted},"message":{quoted},
                    "documentation_url":{quoted},"source":{{"pointer":{quoted}}}}}]}}"#
                ),
            ),
            "syntax" => json(200, &format!(r#"{{"success":true,"result":{quoted}"#)),
            "reset" => Answer::Reset(b"HTTP/1.1 200 OK\r\ncontent-".to_vec()),
            "cut" => Answer::Close(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".to_vec()),
            "stall" => Answer::Stall(Vec::new()),
            "redirect" => answer(307, "location: http://example.com/", ""),
            "garbage" => Answer::Close(format!("{echo}\r\n\r\n").into_bytes()),
            "large" => json(200, &"1".repeat(4096)),
            other => panic!("{other}"),
        }
    })
}

#[tokio::test]
async fn nothing_that_is_printed_holds_a_secret() {
    let (log, guard) = support::record();
    let server = faults();
    for (kind, builder) in builders(&server.url()) {
        let builder = builder.default_header("x-own", SECRET).max_response_size(4000);
        check(kind, &format!("{builder:?} {builder:#?}"));
        let client = builder.build().unwrap();
        check(kind, &format!("{client:?} {client:#?}"));
        let options = CallOptions::new()
            .header("x-other", SECRET)
            .query("q", SECRET)
            .timeout(Duration::from_millis(30));
        check(kind, &format!("{options:?}"));
        let response = client.shares().get(&account(), "1");
        check(kind, &format!("{response:?}"));
        let request =
            client.request(Method::GET, "/accounts/x/ok").query("q", SECRET).path("p", SECRET);
        check(kind, &format!("{request:?}"));
        let cases = "html 500 shape wrong key api syntax reset cut stall redirect garbage large";
        for case in cases.split(' ') {
            let call = client.request(Method::GET, format!("/accounts/x/{case}"));
            let call = call.options(options.clone());
            let error = call.send::<crate::sample::models::Share>().await.expect_err(case);
            check_error(&format!("{kind} {case}"), &error);
        }
        let response = client
            .request(Method::GET, "/accounts/x/ok")
            .send::<crate::sample::models::Share>()
            .await
            .unwrap();
        check(kind, &format!("{response:?} {:?}", response.raw()));
        let stream = client.request(Method::GET, "/accounts/x/ok").send_stream().await.unwrap();
        check(kind, &format!("{stream:?}"));
        let items = client.shares().list(&account()).items();
        check(kind, &format!("{items:?} {:?}", client.shares().list(&account()).pages()));
    }
    refused_connection().await;
    drop(guard);
    let text = log.text();
    // The log is really on, down to the layers underneath.
    assert!(text.contains("hyper_util::client") && text.contains("operation=\"undocumented\""));
    check("the log", &text);
}

async fn refused_connection() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for (kind, builder) in builders(&format!("http://127.0.0.1:{port}/v4")) {
        let client = builder.build().unwrap();
        let error = client.shares().get(&account(), "1").await.unwrap_err();
        assert!(error.is_connect(), "{error}");
        check_error(kind, &error);
    }
}

#[tokio::test]
async fn an_echo_is_redacted_and_the_rest_of_it_shown() {
    let server = faults();
    let client = Client::builder().base_url(server.url()).query_key(SECRET).max_retries(0);
    let call = client.build().unwrap().request(Method::GET, "/accounts/x/500");
    let error = call.send_empty().await.unwrap_err().to_string();
    assert!(error.contains("/v4/accounts/x/500?key=[redacted]"), "{error}");
}

#[test]
fn credential_headers_are_marked_as_sensitive() {
    let client = Client::builder().api_key(SECRET).api_email(SECRET).build().unwrap();
    let placed = client.inner.credentials.choose(None);
    assert_eq!(placed.len(), 2);
    for placement in placed {
        let Placement::Header(name, value) = placement else { panic!("no header") };
        assert!(value.is_sensitive(), "{name}");
    }
    let client = Client::builder().anonymous().default_header("x-own", SECRET).build().unwrap();
    assert!(client.inner.headers["x-own"].is_sensitive());
}
