//! Answers and errors whose type depends on the status, and servers of single operations.

#![allow(unused_parens, reason = "a macro cannot leave them out")]

use serde_json::{Value, json as value};

use super::support::{Server, answer, client, json, share};
use crate::{
    runtime::model::record,
    sample::{media::CreateAnswer, models::Share},
};

/// A type that can do without each of its properties.
#[derive(Clone, Debug, Default, PartialEq)]
struct Loose {
    detail: Option<String>,
    title: Option<String>,
}

record!(Loose {
    detail = "detail",
    title = OptionalRenamed("title", "reason"),
});

async fn create(answer: super::support::Answer) -> Result<CreateAnswer, crate::Error> {
    let server = Server::replies([answer]);
    client(&server).0.media().create(&value!({})).await
}

#[tokio::test]
async fn the_status_says_what_the_answer_is() {
    let found = create(json(200, &share("1"))).await.unwrap();
    assert!(matches!(found, CreateAnswer::Ok(share) if share.id == "1"));
    let found = create(json(202, r#"{"a":1}"#)).await.unwrap();
    assert!(matches!(found, CreateAnswer::Accepted(found) if found == value!({"a": 1})));
    let found = create(answer(204, "", "")).await.unwrap();
    assert!(matches!(found, CreateAnswer::NoContent));
    let found = create(answer(206, "", "half")).await.unwrap();
    let CreateAnswer::Other(raw) = found else { panic!("{found:?}") };
    assert_eq!((raw.status().as_u16(), raw.body().as_ref()), (206, b"half".as_slice()));
    let error = create(json(200, r#"{"a":1}"#)).await.unwrap_err().to_string();
    assert!(error.contains("not of its documented shape"), "{error}");
}

#[tokio::test]
async fn an_error_has_the_body_that_the_document_says() {
    let error = create(json(404, &share("9"))).await.unwrap_err();
    assert_eq!(error.body::<Share>().unwrap().id, "9");
    // Another type would fit, and is not what the document has for the status.
    assert_eq!(error.body::<Value>(), None);
    let error = create(json(409, "7")).await.unwrap_err();
    assert_eq!((error.body::<u64>(), error.body::<String>()), (Some(7), None));
    let error = create(json(501, r#""down""#)).await.unwrap_err();
    assert_eq!(error.body::<String>().as_deref(), Some("down"));
    // What does not fit is none.
    let error = create(json(404, "{}")).await.unwrap_err();
    assert!(error.body::<Share>().is_none());
    // Where the document says nothing, all that fits is right.
    let server = Server::replies([json(404, "[1]")]);
    let error = client(&server).0.media().elsewhere().await.unwrap_err();
    assert_eq!(error.body::<Vec<u8>>(), Some(vec![1]));
    // An object that has nothing of a type is not of it, though the type needs nothing.
    let loose = async |body: &str| {
        let server = Server::replies([json(404, body)]);
        let error = client(&server).0.media().elsewhere().await.unwrap_err();
        error.body::<Loose>()
    };
    for body in ["{}", r#"{"exception_message":"M"}"#] {
        assert_eq!(loose(body).await, None, "{body}");
    }
    let found = loose(r#"{"x":1,"detail":null}"#).await;
    assert_eq!(found, Some(Loose::default()));
    assert_eq!(loose(r#"{"reason":"R"}"#).await.unwrap().title.as_deref(), Some("R"));
    assert_eq!(loose(r#"{"detail":3}"#).await, None);
}

#[tokio::test]
async fn an_operation_may_have_a_server_of_its_own() {
    let server = Server::replies([json(200, "1")]);
    let client = client(&server).0;
    client.media().aside().await.unwrap();
    client.media().elsewhere().await.unwrap();
    let targets: Vec<_> = server.requests().into_iter().map(|it| it.target).collect();
    // A base URL of the caller's stands for all other servers.
    assert_eq!(targets, ["/v9/x?beta=true&more=1", "/v4/x"]);
    let credentials = server.requests()[0].header("authorization").map(str::to_owned);
    assert_eq!(credentials.as_deref(), Some("Bearer the-token"));
    let documented = crate::Client::builder().api_token("t").build().unwrap();
    assert_eq!(documented.server(Some("https://other.test/v9/")), "https://other.test/v9");
    assert_eq!(documented.server(Some("/v9")), "https://api.cloudflare.com/v9");
    assert_eq!(documented.server(None), "https://api.cloudflare.com/client/v4");
}

#[test]
fn the_version_of_the_address_can_be_set() {
    let build = |version: &str| crate::Client::builder().api_token("t").version(version).build();
    assert_eq!(build("v5").unwrap().base_url(), "https://api.cloudflare.com/client/v5");
    let error = build("v5?x").unwrap_err().to_string();
    assert!(
        error.contains("`version` takes letters, digits, `-`, `.`, `_`, `~` and `/`"),
        "{error}"
    );
}
