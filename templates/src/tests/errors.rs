//! What errors say, and what they know.

use std::{error::Error as _, sync::Arc, time::Duration};

use super::support::{Answer, Server, TestClock, account, answer, builder, client, json};
use crate::{Client, Error, Method, StatusCode, TransportErrorKind};

async fn error(answer: Answer) -> Error {
    let server = Server::replies([answer]);
    let client = builder(&server).max_retries(0).clock(Arc::new(TestClock::default()));
    client.build().unwrap().shares().get(&account(), "1").await.unwrap_err()
}

/// The bottom of a chain of causes.
fn root(error: &Error) -> Option<String> {
    let mut cause = error.source()?;
    while let Some(next) = cause.source() {
        cause = next;
    }
    Some(cause.to_string())
}

const SITE: &str = "GET /accounts/{account_id}/shares/{share_id}";

#[tokio::test]
async fn an_error_of_the_api_has_all_details() {
    let body = r#"{"success":false,"result":null,"errors":[
        {"code":7003,"message":"No route\nfor that","documentation_url":"https://example.com/7003",
         "source":{"pointer":"/name"}},
        {"code":"10000","message":"Authentication error"},{"message":"?"},"mere text",{},null]}"#;
    let error = error(json(400, body)).await;
    let api = error.api().unwrap();
    assert_eq!(api.status(), StatusCode::BAD_REQUEST);
    let first = &api.errors()[0];
    assert_eq!((first.code(), first.code_text()), (Some(7003), Some("7003")));
    assert_eq!(first.message(), "No route\nfor that");
    assert_eq!(first.documentation_url(), Some("https://example.com/7003"));
    assert_eq!(first.pointer(), Some("/name"));
    assert!(error.has_code(7003) && error.has_code(10000) && !error.has_code(1));
    assert_eq!(api.errors().len(), 6);
    assert_eq!(
        error.to_string(),
        format!(
            "{SITE}: 400 Bad Request: [7003] No route for that (at /name), [10000] \
             Authentication error, ?, mere text, , and 1 more (request id ray-1)"
        )
    );
}

#[tokio::test]
async fn helpers_look_at_the_status() {
    let is = |error: &Error| {
        let all = [
            error.is_not_found(),
            error.is_rate_limited(),
            error.is_unauthorized(),
            error.is_forbidden(),
            error.is_conflict(),
        ];
        all.iter().position(|is| *is)
    };
    for (index, status) in [404, 429, 401, 403, 409].into_iter().enumerate() {
        assert_eq!(is(&error(json(status, "{}")).await), Some(index), "{status}");
    }
    assert_eq!(is(&error(json(400, "{}")).await), None);
}

#[tokio::test]
async fn an_error_says_what_to_do() {
    for (answer, hint) in [
        (json(401, "{}"), "; check the credentials"),
        (json(403, "{}"), "; check what the credentials allow"),
        (json(429, "{}"), "; try again later"),
        (answer(429, "retry-after: 90", "{}"), "; try again in 90 s"),
        (answer(503, "retry-after: 1.2", "{}"), "; try again in 2 s"),
    ] {
        let text = error(answer).await.to_string();
        assert!(text.ends_with(hint), "{text}");
    }
    let error = error(answer(429, "retry-after: 90", "{}")).await;
    assert_eq!(error.retry_after(), Some(Duration::from_secs(90)));
}

#[tokio::test]
async fn errors_of_other_apis_are_understood() {
    for (body, expected) in [
        (
            r#"{"type":"https://example.com/x","title":"T","detail":"D","instance":"/i"}"#,
            "[https://example.com/x] D (at /i)",
        ),
        (r#"{"title":"T"}"#, "T"),
        (r#"{"message":"M","code":5}"#, "[5] M"),
        (r#"{"error":{"code":"c","message":"M"}}"#, "[c] M"),
        (r#"{"error":"invalid_grant","error_description":"D"}"#, "D"),
        (r#"{"error":"E"}"#, "E"),
        (r#"{"code":"only"}"#, "[only]"),
        (r#"{"x":1}"#, "the response gives no reason"),
        (r#"["x"]"#, "the response gives no reason"),
        ("null", "the response gives no reason"),
        (r#"{"success":false,"errors":{}}"#, "the response gives no reason"),
    ] {
        let text = error(answer(422, "content-type: application/json", body)).await.to_string();
        assert_eq!(text, format!("{SITE}: 422 Unprocessable Entity: {expected}"), "{body}");
    }
}

#[tokio::test]
async fn the_cause_is_at_the_bottom_of_an_error() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let client = Client::builder().base_url(format!("http://127.0.0.1:{port}")).api_token("t");
    let client = client.max_retries(0).build().unwrap();
    let refused = client.shares().get(&account(), "1").await.unwrap_err();
    let cause = root(&refused).unwrap();
    assert!(cause.contains("refused"), "{cause}");
    let text = refused.to_string();
    let expected =
        format!("{SITE}: no connection to the server: {cause}; check the network and the base URL");
    assert_eq!(text, expected);

    let shape = error(json(200, r#"{"success":true,"result":1}"#)).await;
    assert!(shape.source().is_some_and(|cause| cause.is::<serde_json::Error>()));
    let cut = error(Answer::Close(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".to_vec())).await;
    assert!(matches!(&cut, Error::Transport(e) if e.kind() == TransportErrorKind::Interrupted));
    assert!(root(&cut).is_some(), "{cut}");
    assert_eq!(cut.status().unwrap(), 200);
    assert!(cut.to_string().starts_with(&format!("{SITE}: the connection broke off: ")), "{cut}");
}

#[tokio::test]
async fn what_is_not_http_is_an_error() {
    let error = error(Answer::Close(b"SSH-2.0-OpenSSH\r\n\r\n".to_vec())).await;
    assert!(matches!(&error, Error::Transport(_)), "{error}");
}

#[tokio::test]
async fn a_server_cannot_break_the_line() {
    let message = "a\\r\\n\\u001b[31mb\\u2028c".to_owned() + &"x".repeat(1000);
    let body = format!(r#"{{"errors":[{{"code":1,"message":"{message}"}}]}}"#);
    let text = error(json(500, &body)).await.to_string();
    assert!(text.contains("[1] a [31mb cxx"), "{text}");
    assert!(text.chars().count() < 450 && !text.contains(char::is_control), "{text}");
}

#[tokio::test]
async fn an_undocumented_call_is_named_by_its_template() {
    let server = Server::replies([json(404, "{}")]);
    let call = client(&server).0.request(Method::GET, "/things/{thing}").path("thing", "secret");
    let text = call.send_empty().await.unwrap_err().to_string();
    assert!(text.starts_with("GET /things/{thing}: 404 Not Found"), "{text}");
}

#[test]
fn errors_are_small() {
    assert!(size_of::<Error>() <= 64, "{}", size_of::<Error>());
}
