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
            // `instance` is a URI of this one error (RFC 9457), and no part of the request.
            "[https://example.com/x] D",
        ),
        (r#"{"title":"T"}"#, "T"),
        (r#"{"message":"M","code":5}"#, "[5] M"),
        (r#"{"error":{"code":"c","message":"M"}}"#, "[c] M"),
        (r#"{"error":"invalid_grant","error_description":"D"}"#, "D"),
        (r#"{"error":"E"}"#, "E"),
        (r#"{"code":"only"}"#, "[only]"),
        (r#"["x"]"#, "x"),
        (r#""down""#, "down"),
        (r#"{"msg":"M"}"#, "M"),
        (r#"{"exception_message":"M"}"#, "M"),
        (r#"{"ErrorMessage":"M"}"#, "M"),
        (r#"{"detail":{"error_code":"c","message":"M"}}"#, "[c] M"),
        (r#"{"error":{"type":"t","message":"M","param":"p","code":null}}"#, "[t] M (at p)"),
    ] {
        let text = error(answer(422, "content-type: application/json", body)).await.to_string();
        assert_eq!(text, format!("{SITE}: 422 Unprocessable Entity: {expected}"), "{body}");
    }
}

/// What an error with this body says, each of them as it is shown.
async fn shown(body: &str) -> Vec<String> {
    let error = error(answer(422, "content-type: application/json", body)).await;
    let errors: Vec<_> = error.api().unwrap().errors().iter().map(ToString::to_string).collect();
    let text = error.to_string();
    assert!(errors.iter().all(|error| text.contains(error)), "{text}");
    errors
}

#[tokio::test]
async fn lists_of_errors_of_other_apis_are_understood() {
    for (body, expected) in [
        // FastAPI.
        (
            r#"{"detail":[{"type":"missing","loc":["body","a/b",0],"msg":"Field required"},
                {"type":"int","loc":["query","limit"],"msg":"No number"}]}"#,
            ["[missing] Field required (at /a~1b/0)", "[int] No number (at query.limit)"]
                .as_slice(),
        ),
        (
            r#"{"exception_message":"Invalid.","exception_detail":[{"loc":["path","id"],"msg":"M"}]}"#,
            &["Invalid.", "M (at path.id)"],
        ),
        // GraphQL and Directus, Superset, JSON:API.
        (
            r#"{"errors":[{"message":"M","extensions":{"code":"X"}},
                {"message":"N","error_type":"T","level":"error"}]}"#,
            &["[X] M", "[T] N"],
        ),
        (
            r#"{"errors":[{"status":"422","title":"T","detail":"D","source":{"pointer":"/data/x"}},
                {"code":"7","title":"T","source":{"parameter":"q"}}]}"#,
            &["[422] D (at /data/x)", "[7] T (at q)"],
        ),
        // Django REST framework.
        (r#"{"title":["Ensure."],"non_field_errors":["All."]}"#, &["Ensure. (at title)", "All."]),
        (
            r#"{"author":{"name":["A."]},"items":[{},{"count":["B.","C."]}]}"#,
            &["A. (at author.name)", "B. (at items.1.count)", "C. (at items.1.count)"],
        ),
        (
            r#"{"detail":"Validation error","validation_errors":{"title":["Ensure."]}}"#,
            &["Validation error", "Ensure. (at title)"],
        ),
        // marshmallow, and flask-smorest.
        (r#"{"message":{"slice_name":["Too long"]}}"#, &["Too long (at slice_name)"]),
        (
            r#"{"code":422,"errors":{"json":{"name":["A."],"_schema":["B."]}},"status":"X"}"#,
            &["[422]", "A. (at json.name)", "B. (at json)"],
        ),
        // ASP.NET, Laravel, NestJS, Mongoose, and the example of RFC 9457.
        (
            r#"{"title":"Invalid.","status":400,"errors":{"Name":["Required."],"Age":"Low."}}"#,
            &["Invalid.", "Required. (at Name)", "Low. (at Age)"],
        ),
        (
            r#"{"statusCode":422,"message":["A.","B."],"error":"Unprocessable Entity"}"#,
            &["A.", "B."],
        ),
        (r#"{"errors":{"a":{"message":"M"},"b":[{"message":"N"}]}}"#, &["M (at a)", "N (at b)"]),
        (
            r#"{"error":{"message":"M","details":[{"message":"N","target":"t"}]}}"#,
            &["M", "N (at t)"],
        ),
        (r#"[{"detail":"D","pointer":"\u0023/age"}]"#, &["D (at /age)"]),
    ] {
        assert_eq!(shown(body).await, expected, "{body}");
    }
}

#[tokio::test]
async fn the_part_at_fault_is_named() {
    let place = async |body: &str| {
        let error = error(json(422, body)).await;
        let first = &error.api().unwrap().errors()[0];
        (first.pointer().map(str::to_owned), first.field().map(str::to_owned))
    };
    let pointer = |it: &str| Some(it.to_owned());
    let found = place(r#"{"detail":[{"loc":["body","a","b"],"msg":"M"}]}"#).await;
    assert_eq!(found, (pointer("/a/b"), pointer("body.a.b")));
    assert_eq!(place(r#"{"a":{"b":["M"]}}"#).await, (None, pointer("a.b")));
    assert_eq!(place(r#"{"detail":"D","instance":"/pools/17"}"#).await, (None, None));
}

#[tokio::test]
async fn json_that_is_not_understood_is_quoted() {
    for body in [
        r#"{"x":1}"#,
        "null",
        "[]",
        r#"{"success":false,"errors":{}}"#,
        r#"{"status":"fail","data":{"title":"x"}}"#,
    ] {
        let text = error(answer(422, "content-type: application/json", body)).await.to_string();
        let reason = format!("the response gives no reason; it begins with {body:?}");
        assert_eq!(text, format!("{SITE}: 422 Unprocessable Entity: {reason}"));
    }
    let long = format!(r#"{{"x":"{}","token":"the-token"}}"#, "y".repeat(1000));
    let text = error(json(422, &long)).await.to_string();
    assert!(text.len() < 400 && text.contains('…') && !text.contains("the-token"), "{text}");
}

#[tokio::test]
async fn json_that_breaks_off_is_not_said_to_be_another_type() {
    let cut = answer(500, "content-type: application/json", r#"{"message":"#);
    let text = error(cut).await.to_string();
    assert!(text.contains("the body is not valid JSON: EOF while parsing"), "{text}");
    assert!(text.contains(r#"; it begins with "{\"message\":""#), "{text}");
    let page = answer(500, "content-type: text/html", "<p>");
    let text = error(page).await.to_string();
    assert!(text.contains("the body is not JSON but text/html; it begins with"), "{text}");
}

#[tokio::test]
async fn many_errors_are_counted_and_not_kept() {
    let fields: Vec<_> = (0..300).map(|it| format!(r#""f{it}":["A.","B."]"#)).collect();
    let error = error(json(422, &format!("{{{}}}", fields.join(",")))).await;
    assert_eq!(error.api().unwrap().errors().len(), 100);
    assert!(error.to_string().contains(", and 595 more"), "{error}");
    let deep = "[".repeat(100) + r#""x""# + &"]".repeat(100);
    assert_eq!(shown(&format!(r#"{{"errors":{deep}}}"#)).await, [""; 1]);
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
