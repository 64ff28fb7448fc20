//! Headers, options of a call, undocumented endpoints, and the traits of the types.

use std::{future::Future, time::Duration};

use serde_json::{Value, json as value};

use super::support::{Server, account, builder, client, json, ok, share};
use crate::{CallOptions, Client, Error, Method, sample::models::Share};

#[tokio::test]
async fn a_request_introduces_itself() {
    let server = Server::replies([ok(&share("1"))]);
    client(&server).0.shares().get(&account(), "1").await.unwrap();
    let request = server.request();
    assert_eq!(request.header("user-agent"), Some("cratewright-templates/0.1.0"));
    assert_eq!(request.header("accept"), Some("application/json"));
    let client = builder(&server).user_agent("mine/1").build().unwrap();
    client.shares().get(&account(), "1").await.unwrap();
    assert_eq!(server.requests()[1].header("user-agent"), Some("mine/1"));
}

#[tokio::test]
async fn headers_of_a_call_replace_those_of_the_client() {
    let server = Server::replies([ok(&share("1"))]);
    let client = builder(&server)
        .default_header("x-one", "client")
        .default_header("x-one", "client, again")
        .default_header("x-two", "client")
        .build()
        .unwrap();
    let options = CallOptions::new().header("X-Two", "call").header("x-two", "call, again");
    client.shares().get(&account(), "1").options(options.clone()).await.unwrap();
    let all = |name: &str| {
        let request = server.requests().pop().unwrap();
        let named = request.headers.into_iter().filter(|(known, _)| known == name);
        named.map(|(_, value)| value).collect::<Vec<_>>()
    };
    assert_eq!(all("x-one"), ["client, again"]);
    assert_eq!(all("x-two"), ["call", "call, again"]);
    assert_eq!(all("authorization"), ["Bearer the-token"]);
    // Options are a value of the caller's, and nothing stays behind.
    let with_own = options.header("authorization", "Bearer other");
    client.shares().get(&account(), "1").options(with_own.clone()).await.unwrap();
    assert_eq!(all("authorization"), ["Bearer other"]);
    client.shares().get(&account(), "2").options(with_own).await.unwrap();
    assert_eq!(all("authorization"), ["Bearer other"]);
    client.shares().get(&account(), "1").await.unwrap();
    assert_eq!(all("x-two"), ["client"]);
    assert_eq!(all("authorization"), ["Bearer the-token"]);
}

#[tokio::test]
async fn query_parameters_of_a_call_are_added() {
    let server = Server::replies([ok("[]")]);
    let options = CallOptions::new().query("x", &["a b", "c"]).query("n", &1);
    client(&server).0.shares().list(&account()).per_page(5).options(options).await.unwrap();
    assert!(server.request().target.ends_with("/shares?per_page=5&x=a%20b&x=c&n=1"));
}

#[tokio::test]
async fn what_is_no_header_is_not_sent() {
    let server = Server::replies([ok(&share("1"))]);
    let (client, _) = client(&server);
    for (options, part) in [
        (CallOptions::new().header("a b", "c"), "the header name \"a b\""),
        (CallOptions::new().header("", "c"), "the header name \"\""),
        (CallOptions::new().header("a", "s3cret\r\nx: y"), "the value of the header `a`"),
        (CallOptions::new().query("q", &value!([[1]])), "query parameter `q`"),
    ] {
        let error = client.shares().get(&account(), "1").options(options).await.unwrap_err();
        assert!(matches!(&error, Error::Request(_)) && error.to_string().contains(part), "{error}");
        assert!(!error.to_string().contains("s3cret"));
    }
    assert_eq!(server.count(), 0);
    let error = builder(&server).default_header("a b", "c").build().unwrap_err();
    assert!(error.to_string().contains("default header: the header name"), "{error}");
    let error = builder(&server).user_agent("a\nb").build().unwrap_err();
    assert!(error.to_string().contains("user agent"), "{error}");
}

#[tokio::test]
async fn an_undocumented_endpoint_has_everything() {
    let server = Server::replies([
        json(503, ""),
        ok(&share("1")),
        json(200, "7"),
        json(404, r#"{"success":false,"errors":[{"code":1,"message":"m"}]}"#),
    ]);
    let (client, clock) = client(&server);
    let response = client
        .request(Method::PUT, "/accounts/{account_id}/things/{thing}")
        .path("account_id", &account())
        .path("thing", "a/b")
        .query("x", &[1, 2])
        .json(&value!({"a": 1}))
        .options(CallOptions::new().header("x-own", "1").timeout(Duration::from_secs(9)))
        .send::<Share>()
        .await
        .unwrap();
    assert_eq!((response.value().id.as_str(), response.request_id()), ("1", Some("ray-1")));
    assert_eq!((response.attempts(), clock.pauses().len()), (2, 1));
    let request = server.requests().remove(1);
    let path = "/v4/accounts/023e105f4ecef8ad9ca31a8372d0c353/things/a%2Fb?x=1&x=2";
    assert_eq!((request.method.as_str(), request.target.as_str()), ("PUT", path));
    assert_eq!(request.header("authorization"), Some("Bearer the-token"));
    assert_eq!(request.header("x-own"), Some("1"));
    assert_eq!(request.text(), r#"{"a":1}"#);
    let number = client.request(Method::GET, "/n").send_json::<u8>().await.unwrap();
    assert_eq!(number.into_value(), 7);
    let error = client.request(Method::GET, "/n").send::<Value>().await.unwrap_err();
    assert!(error.has_code(1));
}

#[tokio::test]
async fn undocumented_bodies() {
    let server = Server::replies([ok("null")]);
    let (client, _) = client(&server);
    client.request(Method::POST, "/x").form(&value!({"a": "b c"})).send_empty().await.unwrap();
    let bytes = client.request(Method::POST, "/x").body("image/png", &b"\x89"[..]);
    assert!(!bytes.send_bytes().await.unwrap().value().is_empty());
    let requests = server.requests();
    assert_eq!(requests[0].text(), "a=b+c");
    assert_eq!(requests[1].header("content-type"), Some("image/png"));
    assert_eq!(requests[1].body, b"\x89");
}

#[tokio::test]
async fn a_call_can_be_kept_and_sent_again() {
    let server = Server::replies([ok(&share("1"))]);
    let (client, _) = client(&server);
    let call = client.shares().get(&account(), "1");
    let again = call.clone();
    drop(client);
    call.await.unwrap();
    again.await.unwrap();
    assert_eq!(server.count(), 2);
}

#[test]
fn types_can_move_between_threads() {
    fn is_shared<T: Clone + Send + Sync + 'static>() {}
    fn is_sent<T: Send + 'static>(_: T) {}
    fn is_error<T: std::error::Error + Send + Sync + 'static>() {}
    fn is_future<T: Future + Send + Unpin + 'static>(_: T) {}
    is_shared::<Client>();
    is_shared::<CallOptions>();
    is_shared::<crate::sample::shares::List>();
    is_shared::<crate::Request>();
    is_error::<Error>();
    is_error::<crate::ConfigError>();
    let client = Client::builder().api_token("t").build().unwrap();
    is_future(client.shares().get(&account(), "1").into_future());
    is_future(client.shares().get(&account(), "1").send());
    is_sent(client.shares().list(&account()).items());
    is_sent(async move {
        let mut items = client.shares().list(&account()).items();
        let _ = items.try_next().await;
        let _ = client.files().stream("a").await.unwrap().next().await;
    });
    assert_eq!(size_of::<Client>(), size_of::<usize>());
}

/// Runs in a process of its own, with a proxy in its environment.
#[tokio::test]
#[ignore = "run by `a_loopback_address_needs_no_proxy`"]
async fn with_a_proxy() {
    assert!(std::env::var("HTTP_PROXY").is_ok());
    let server = Server::replies([ok(&share("1"))]);
    let client = Client::builder().base_url(server.url()).api_token("t");
    let client = client.max_retries(0).build().unwrap();
    client.shares().get(&account(), "1").await.unwrap();
    assert_eq!(server.count(), 1);
}

#[test]
fn a_loopback_address_needs_no_proxy() {
    // Nothing listens on port 1.
    let test = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "tests::requests::with_a_proxy"])
        .env("HTTP_PROXY", "http://127.0.0.1:1")
        .env("http_proxy", "http://127.0.0.1:1")
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .output()
        .unwrap();
    let output = String::from_utf8_lossy(&test.stdout);
    assert!(test.status.success() && output.contains("1 passed"), "{output}");
}
