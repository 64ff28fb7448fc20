//! Redirects, and what they carry to another origin.

use reqwest::redirect::Policy;
use serde_json::{Value, json};

use super::support::{Answer, Server, account, answer, builder, client, http, ok, share};
use crate::{CallOptions, Client, ClientBuilder, Error, Method, StatusCode, TransportErrorKind};

fn to(status: u16, location: &str) -> Answer {
    answer(status, &format!("location: {location}"), "")
}

/// Every client that has credentials of one kind.
fn clients(url: &str) -> Vec<(&'static str, ClientBuilder)> {
    let new = || Client::builder().base_url(url);
    vec![
        ("bearer", new().api_token("s3cret")),
        ("headers", new().api_key("s3cret").api_email("s3cret@example.com")),
        ("service key", new().user_service_key("s3cret")),
        ("basic", new().login("user", "s3cret")),
        ("query", new().query_key("s3cret")),
        ("cookie", new().session("s3cret")),
    ]
}

#[tokio::test]
async fn no_credential_goes_to_another_origin() {
    for status in [301, 302, 303, 307, 308] {
        let other = Server::replies([ok(&share("other"))]);
        let target = format!("{}/elsewhere?x=1", other.url());
        let server = Server::start(move |_, _| to(status, &target));
        for (kind, builder) in clients(&server.url()) {
            let before = other.count();
            let client = builder.default_header("x-tenant", "s3cret").build().unwrap();
            let options = CallOptions::new().header("x-own", "s3cret").query("own", "s3cret");
            let call = client.shares().get(&account(), "1").options(options);
            assert_eq!(call.await.unwrap().id, "other", "{kind} {status}");
            let request = other.requests()[before].clone();
            assert_eq!(request.target, "/v4/elsewhere?x=1", "{kind} {status}");
            assert!(!format!("{request:?}").contains("s3cret"), "{kind} {status}: {request:?}");
            assert_eq!(request.header("referer"), None);
            // The API itself got them.
            let first = format!("{:?}", server.requests().last().unwrap());
            assert!(first.contains("s3cret") || first.contains("dXNlcjpz"), "{kind}: {first}");
        }
    }
}

#[tokio::test]
async fn credentials_stay_with_the_origin() {
    for (kind, builder) in clients("http://127.0.0.1:1") {
        let server = Server::start(|index, _| match index {
            0 => to(302, "/elsewhere"),
            _ => ok(&share("1")),
        });
        let client = builder.base_url(server.url()).build().unwrap();
        client.shares().get(&account(), "1").await.unwrap();
        let second = server.requests()[1].clone();
        assert!(second.target.starts_with("/elsewhere"), "{kind}");
        let text = format!("{second:?}");
        assert!(text.contains("s3cret") || text.contains("dXNlcjpz"), "{kind}: {text}");
    }
}

#[tokio::test]
async fn credentials_do_not_come_back_from_another_origin() {
    let server = Server::start(|index, request| match index {
        0 => to(302, request.header("x-other").unwrap()),
        _ => ok(&share("1")),
    });
    let back = format!("{}/back", server.url());
    let other = Server::start(move |_, _| to(302, &back));
    let (client, _) = client(&server);
    let options = CallOptions::new().header("x-other", other.url());
    client.shares().get(&account(), "1").options(options).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("authorization"), Some("Bearer the-token"));
    assert_eq!(requests[1].target, "/v4/back");
    assert_eq!(requests[1].header("authorization"), None);
}

#[tokio::test]
async fn methods_change_as_rfc_9110_says() {
    for (status, method, expected, body) in [
        (301, Method::POST, "GET", ""),
        (302, Method::POST, "GET", ""),
        (303, Method::POST, "GET", ""),
        (303, Method::PUT, "GET", ""),
        (302, Method::PUT, "PUT", r#"{"a":1}"#),
        (307, Method::POST, "POST", r#"{"a":1}"#),
        (308, Method::PATCH, "PATCH", r#"{"a":1}"#),
    ] {
        let server = Server::start(move |index, _| match index {
            0 => to(status, "/next"),
            _ => ok("{}"),
        });
        let (client, _) = client(&server);
        let call = client.request(method.clone(), "/x").json(&json!({"a": 1}));
        call.send::<Value>().await.unwrap();
        let second = server.requests()[1].clone();
        assert_eq!((second.method.as_str(), second.text().as_str()), (expected, body), "{status}");
        let typed = second.header("content-type").is_some();
        assert_eq!(typed, !body.is_empty(), "{status} {method}");
    }
}

#[tokio::test]
async fn what_cannot_be_followed_is_an_error() {
    for (location, reason) in [
        ("http://example.com/", "which is not https"),
        ("ftp://127.0.0.1/", "which is not https"),
        ("file:///etc/passwd", "which is not https"),
        ("http://[bad", "is not a URL"),
    ] {
        let server = Server::replies([to(302, location)]);
        let error = client(&server).0.shares().get(&account(), "1").await.unwrap_err();
        let Error::Transport(inner) = &error else { panic!("{error}") };
        assert_eq!(inner.kind(), TransportErrorKind::Redirect);
        assert!(error.to_string().contains(reason), "{error}");
        assert_eq!(error.status(), Some(StatusCode::FOUND));
        assert_eq!(server.count(), 1, "a redirect is not tried again");
    }
}

#[tokio::test]
async fn a_circle_ends() {
    let server = Server::replies([to(302, "/again")]);
    let error = client(&server).0.shares().get(&account(), "1").await.unwrap_err();
    assert!(error.to_string().contains("there are more than 10"), "{error}");
    assert_eq!(server.count(), 11);
}

#[tokio::test]
async fn a_redirect_without_a_target_is_the_answer() {
    let server = Server::replies([answer(302, "", ""), answer(304, "location: /x", "")]);
    for status in [302, 304] {
        let error = client(&server).0.shares().get(&account(), "1").await.unwrap_err();
        assert_eq!(error.api().unwrap().status(), status);
    }
}

#[tokio::test]
async fn a_user_name_in_the_target_is_dropped() {
    let server = Server::start(|index, request| match index {
        0 => {
            let host = request.header("host").unwrap();
            to(302, &format!("http://user:pass@{host}/next"))
        }
        _ => ok(&share("1")),
    });
    client(&server).0.shares().get(&account(), "1").await.unwrap();
    assert_eq!(server.requests()[1].header("authorization"), Some("Bearer the-token"));
}

#[tokio::test]
async fn a_client_of_the_callers_must_leave_redirects_alone() {
    let server = Server::replies([ok(&share("1"))]);
    for policy in [Policy::default(), Policy::limited(3), Policy::custom(|a| a.follow())] {
        let own = http().no_proxy().redirect(policy).build().unwrap();
        let error = builder(&server).http_client(own).build().unwrap_err().to_string();
        assert!(error.contains("redirect(reqwest::redirect::Policy::none())"), "{error}");
    }
    let own = http().no_proxy().redirect(Policy::none()).user_agent("mine").build().unwrap();
    let client = builder(&server).http_client(own).build().unwrap();
    client.shares().get(&account(), "1").await.unwrap();
    let agent = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
    assert_eq!(server.request().header("user-agent"), Some(agent));
}
