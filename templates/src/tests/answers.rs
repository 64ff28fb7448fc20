//! What becomes of a response.

use serde_json::{Value, json as value};

use super::support::{Answer, Server, account, answer, client, enveloped, json, ok, share};
use crate::{
    Client, Error, Method, StatusCode,
    sample::models::{CreateShareRequest, Share, ShareStatus},
};

async fn get(answer: Answer) -> Result<Share, Error> {
    let server = Server::replies([answer]);
    client(&server).0.shares().get(&account(), "1").await
}

/// The error of a call, as text, and where in the JSON it is.
async fn decode_error(body: Answer) -> (String, Option<String>) {
    match get(body).await {
        Err(Error::Decode(error)) => (error.to_string(), error.path().map(str::to_owned)),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_response_has_more_than_its_value() {
    let body = enveloped(&share("1"));
    let headers = "content-type: application/json\ncf-ray: ray-9\nx-more: yes";
    let server = Server::replies([answer(201, headers, &body)]);
    let (client, _) = client(&server);
    let call = client.shares().create(&account(), &CreateShareRequest::new("n"));
    let response = call.send().await.unwrap();
    assert_eq!(response.value().status, ShareStatus::Active);
    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!(response.request_id(), Some("ray-9"));
    assert_eq!(response.headers()["x-more"], "yes");
    assert_eq!(response.body(), &body);
    assert_eq!(response.attempts(), 1);
    let (value, raw) = response.into_parts();
    assert_eq!((value.id.as_str(), raw.body().len()), ("1", body.len()));
}

#[tokio::test]
async fn an_error_has_the_same() {
    let body = r#"{"success":false,"errors":[],"messages":[],"result":null}"#;
    let error = get(json(404, body)).await.unwrap_err();
    let response = error.response().unwrap();
    assert_eq!(response.status(), 404);
    assert_eq!(error.request_id(), Some("ray-1"));
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(response.body(), body);
    assert_eq!(error.api().unwrap().json().unwrap()["success"], false);
}

#[tokio::test]
async fn an_envelope_that_says_no_is_an_error_whatever_the_status() {
    let body = r#"{"success":false,"errors":[{"code":1001,"message":"no"}],"result":null}"#;
    for status in [200, 201] {
        let error = get(json(status, body)).await.unwrap_err();
        assert!(error.has_code(1001), "{error}");
        assert_eq!(error.status().unwrap(), status);
        assert!(error.to_string().contains("the response says that the call failed"), "{error}");
    }
    // An operation without a result reads it as well, and so does a list.
    let server = Server::replies([json(200, body)]);
    let (client, _) = client(&server);
    let error = client.shares().replace_recipients(&account(), "1", &[]).await.unwrap_err();
    assert!(error.has_code(1001));
    assert!(client.shares().list(&account()).await.unwrap_err().has_code(1001));
}

#[tokio::test]
async fn no_content_is_a_unit() {
    for answer in [
        Answer::Complete(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()),
        answer(200, "", ""),
        json(200, &enveloped("null")),
        answer(200, "content-type: text/plain", "done"),
    ] {
        let server = Server::replies([answer]);
        let (client, _) = client(&server);
        let call = client.shares().replace_recipients(&account(), "1", &[account()]);
        let () = call.await.unwrap();
        assert_eq!(server.request().text(), r#"["023e105f4ecef8ad9ca31a8372d0c353"]"#);
    }
}

#[tokio::test]
async fn unknown_fields_and_values_are_no_error() {
    let body = r#"{"success":true,"errors":[],"new":{},"result":
        {"id":"1","more":[1,{"a":null}],"name":"n","status":"paused"}}"#;
    let share = get(json(200, body)).await.unwrap();
    assert_eq!(share.status, ShareStatus::Unknown("paused".into()));
}

#[tokio::test]
async fn a_wrong_shape_is_named_by_its_path() {
    let bad = |result: &str| json(200, &enveloped(result));
    for (answer, path, reason) in [
        (bad(r#"{"id":3,"name":"n","status":"active"}"#), "result.id", "invalid type: integer `3`"),
        (bad(r#"{"id":null,"name":"n","status":"a"}"#), "result.id", "invalid type: null"),
        (bad(r#"{"id":"1","name":"n"}"#), "result", "missing field `status`"),
        (bad("[]"), "result", "invalid type: sequence"),
        (bad("null"), "result", "invalid type: null"),
        (json(200, r#"{"success":true}"#), "result", "it is missing"),
        (json(200, r#"{"success":1,"result":{}}"#), "success", "it must be true or false"),
        (json(200, r#"{"success":null,"result":{}}"#), "success", "it must be true or false"),
        (json(200, "[1]"), ".", "it must be an object"),
        (json(200, "null"), ".", "it must be an object"),
        (json(200, r#""text""#), ".", "it must be an object"),
    ] {
        let (text, at) = decode_error(answer).await;
        assert_eq!(at.as_deref(), Some(path), "{text}");
        assert!(text.contains(reason) && text.contains(&format!("at `{path}`")), "{text}");
    }
}

#[tokio::test]
async fn a_path_leads_into_lists() {
    let shares = format!("[{},{}]", share("1"), r#"{"id":"2","name":7}"#);
    let server = Server::replies([json(200, &enveloped(&shares))]);
    let error = client(&server).0.shares().list(&account()).await.unwrap_err().to_string();
    assert!(error.contains("at `result[1].name`"), "{error}");
    let server = Server::replies([json(200, r#"{"data":{"rows":[1,"x"]}}"#)]);
    let error = client(&server).0.files().versions().await.unwrap_err().to_string();
    assert!(error.contains("at `data.rows[1]`"), "{error}");
    let server = Server::replies([json(200, r#"[{"a":1},{"b":"x"}]"#)]);
    let call = client(&server).0.request(Method::GET, "/x");
    let error = call.send_json::<Vec<std::collections::BTreeMap<String, u8>>>().await.unwrap_err();
    assert!(error.to_string().contains("at `[1].b`"), "{error}");
}

#[tokio::test]
async fn a_missing_success_field_is_no_error_if_the_result_is_there() {
    let body = format!(r#"{{"result":{}}}"#, share("1"));
    assert_eq!(get(json(200, &body)).await.unwrap().id, "1");
}

#[tokio::test]
async fn a_body_that_is_no_json_says_so() {
    let html = "<html>\n  <h1>Bad   gateway</h1>\n</html>";
    for status in [200, 502] {
        let answer = answer(status, "content-type: text/html; charset=utf-8\ncf-ray: ray-2", html);
        let text = get(answer).await.unwrap_err().to_string();
        for part in [
            &status.to_string(),
            "the body is not JSON but text/html",
            r#"it begins with "<html> <h1>Bad gateway</h1> </html>""#,
            "(request id ray-2)",
        ] {
            assert!(text.contains(part), "{text}");
        }
        assert!(!text.contains('\n'), "{text}");
    }
}

#[tokio::test]
async fn an_empty_body_says_so() {
    for (status, body) in [(200, ""), (200, " \r\n"), (404, "")] {
        let error = get(json(status, body)).await.unwrap_err();
        let text = error.to_string();
        assert!(text.contains("the body is empty, where JSON is expected"), "{text}");
        assert_eq!((error.status().unwrap().as_u16(), error.request_id()), (status, Some("ray-1")));
    }
}

#[tokio::test]
async fn truncated_json_is_not_valid() {
    let whole = enveloped(&share("1"));
    let (text, path) = decode_error(json(200, whole.strip_suffix("}}").unwrap())).await;
    assert!(text.contains("the body is not valid JSON: EOF while parsing an object"), "{text}");
    assert!(text.contains(r#"it begins with "{\"success\":true"#), "{text}");
    assert_eq!(path, None);
    let (text, _) = decode_error(json(200, &format!("{whole}}}"))).await;
    assert!(text.contains("trailing characters"), "{text}");
    let not_utf8 = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\
                     content-length: 3\r\n\r\n\"\xff\"";
    let (text, _) = decode_error(Answer::Complete(not_utf8.to_vec())).await;
    assert!(text.contains("not valid JSON"), "{text}");
}

#[tokio::test]
async fn json_is_read_whatever_its_media_type() {
    for headers in ["content-type: text/plain", "", "content-type: application/problem+json"] {
        assert_eq!(get(answer(200, headers, &enveloped(&share("1")))).await.unwrap().id, "1");
    }
    // With a media type of JSON, a syntax error is named.
    for media_type in ["application/json", "application/x+json; q=1", "Application/JSON"] {
        let headers = format!("content-type: {media_type}");
        let (text, _) = decode_error(answer(200, &headers, "{")).await;
        assert!(text.contains("not valid JSON"), "{media_type}: {text}");
    }
    let (text, _) = decode_error(answer(200, "content-type: text/plain", "{")).await;
    assert!(text.contains("the body is not JSON but text/plain"), "{text}");
}

#[tokio::test]
async fn an_excerpt_is_short() {
    let (text, _) = decode_error(answer(200, "", &"äx ".repeat(10_000))).await;
    assert!(text.chars().count() < 400, "{text}");
    assert!(text.contains('…'), "{text}");
}

fn other_kinds(server: &Server) -> Client {
    client(server).0
}

#[tokio::test]
async fn answers_of_other_kinds() {
    let server = Server::replies([answer(200, "content-type: text/plain", "grüße")]);
    let client = other_kinds(&server);
    assert_eq!(client.files().text("a").await.unwrap(), "grüße");
    assert_eq!(client.files().bytes("a").await.unwrap(), "grüße".as_bytes());
    let accepts: Vec<_> =
        server.requests().iter().map(|r| r.header("accept").map(str::to_owned)).collect();
    assert_eq!(accepts, [Some("text/plain".into()), Some("*/*".into())]);
    let server = Server::replies([Answer::Complete(
        b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n\xff".to_vec(),
    )]);
    let error = other_kinds(&server).files().text("a").await.unwrap_err().to_string();
    assert!(error.contains("it must be text in UTF-8"), "{error}");
}

#[tokio::test]
async fn an_answer_without_an_envelope() {
    let server = Server::replies([json(200, r#"{"success":false}"#)]);
    let found = other_kinds(&server).files().find(&["a"], &value!({"a": 1})).await.unwrap();
    assert_eq!(found, value!({"success": false}));
}

#[tokio::test]
async fn duplicate_names_and_nulls_in_the_envelope() {
    let body = r#"{"success":true,"errors":null,"messages":null,"result":1,"result":2}"#;
    let server = Server::replies([json(200, body)]);
    let result = client(&server).0.request(Method::GET, "/x").send::<u8>().await.unwrap();
    assert_eq!(*result.value(), 2);
    // A result that may be null may be missing.
    let server = Server::replies([json(200, r#"{"success":true}"#)]);
    let result = client(&server).0.request(Method::GET, "/x").send::<Option<Value>>().await;
    assert_eq!(result.unwrap().into_value(), None);
    let server = Server::replies([ok("null")]);
    let result = client(&server).0.request(Method::GET, "/x").send::<()>().await;
    result.unwrap().into_value();
}
