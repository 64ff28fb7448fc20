//! Credentials: where they come from, which are sent, and how.

use std::{collections::HashMap, env::VarError};

use serde_json::json;

use super::support::{self, Server, account, ok, share};
use crate::{Client, ClientBuilder, Error};

/// A builder that reads these variables, and the URL of a server.
fn env(server: &Server, variables: &[(&str, &str)]) -> ClientBuilder {
    env_at(&server.url(), variables)
}

fn env_at(url: &str, variables: &[(&str, &str)]) -> ClientBuilder {
    let mut map: HashMap<String, String> =
        variables.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    map.entry("CLOUDFLARE_BASE_URL".into()).or_insert_with(|| url.to_owned());
    Client::builder().env_from(move |name| map.get(name).cloned().ok_or(VarError::NotPresent))
}

fn a_share() -> Server {
    Server::replies([ok(&share("1"))])
}

const NAMES: [&str; 4] = ["authorization", "x-auth-key", "x-auth-email", "x-auth-user-service-key"];

/// The credential headers that a client sends.
async fn sent(builder: ClientBuilder, server: &Server) -> Vec<String> {
    builder.build().unwrap().shares().get(&account(), "1").await.unwrap();
    let request = server.request();
    let header = |name: &&str| request.header(name).map(|value| format!("{name}: {value}"));
    NAMES.iter().filter_map(header).collect()
}

#[tokio::test]
async fn the_token_comes_first() {
    let server = a_share();
    let variables = [
        ("CLOUDFLARE_API_TOKEN", "t0ken"),
        ("CLOUDFLARE_API_KEY", "k"),
        ("CLOUDFLARE_EMAIL", "e@example.com"),
        ("CLOUDFLARE_API_USER_SERVICE_KEY", "s"),
    ];
    assert_eq!(sent(env(&server, &variables), &server).await, ["authorization: Bearer t0ken"]);
}

#[tokio::test]
async fn an_email_alone_does_not_suppress_the_token() {
    let server = a_share();
    let variables = [("CLOUDFLARE_API_TOKEN", "t0ken"), ("CLOUDFLARE_EMAIL", "e@example.com")];
    assert_eq!(sent(env(&server, &variables), &server).await, ["authorization: Bearer t0ken"]);
}

#[tokio::test]
async fn key_and_email_come_before_the_service_key() {
    let server = a_share();
    let variables = [
        ("CLOUDFLARE_API_USER_SERVICE_KEY", "s"),
        ("CLOUDFLARE_API_KEY", "k"),
        ("CLOUDFLARE_EMAIL", "e@example.com"),
    ];
    let sent = sent(env(&server, &variables), &server).await;
    assert_eq!(sent, ["x-auth-key: k", "x-auth-email: e@example.com"]);
}

#[tokio::test]
async fn the_service_key_comes_last() {
    let server = a_share();
    let variables = [("CLOUDFLARE_API_USER_SERVICE_KEY", "s")];
    let sent = sent(env(&server, &variables), &server).await;
    assert_eq!(sent, ["x-auth-user-service-key: s"]);
}

#[tokio::test]
async fn blank_counts_as_unset_and_white_space_is_trimmed() {
    let server = a_share();
    let variables = [
        ("CLOUDFLARE_API_TOKEN", " \t\n"),
        ("CLOUDFLARE_API_KEY", " k\n"),
        ("CLOUDFLARE_EMAIL", "\te@example.com "),
    ];
    let sent = sent(env(&server, &variables), &server).await;
    assert_eq!(sent, ["x-auth-key: k", "x-auth-email: e@example.com"]);
}

#[tokio::test]
async fn what_is_set_on_the_builder_counts_before_the_environment() {
    let server = a_share();
    let builder = env(&server, &[("CLOUDFLARE_API_TOKEN", "t0ken")]);
    let builder = builder.api_key("k").api_email("e@example.com");
    let sent = sent(builder, &server).await;
    assert_eq!(sent, ["x-auth-key: k", "x-auth-email: e@example.com"]);
}

#[test]
fn the_base_url_comes_from_the_environment() {
    let token = ("CLOUDFLARE_API_TOKEN", "t");
    let url = |value| env_at("", &[token, ("CLOUDFLARE_BASE_URL", value)]).build();
    assert_eq!(url(" https://example.com/v9/ ").unwrap().base_url(), "https://example.com/v9");
    assert_eq!(url("  ").unwrap().base_url(), "https://api.cloudflare.com/client/v4");
    let set = env_at("", &[token, ("CLOUDFLARE_BASE_URL", "https://example.com")]);
    let set = set.base_url("https://example.org").build().unwrap();
    assert_eq!(set.base_url(), "https://example.org");
}

#[test]
fn half_a_pair_is_an_error_that_names_the_other_half() {
    let message = |variables: &[_]| env_at("", variables).build().unwrap_err().to_string();
    let text = message(&[("CLOUDFLARE_API_KEY", "k")]);
    assert!(text.contains("CLOUDFLARE_API_KEY needs CLOUDFLARE_EMAIL, which is missing"), "{text}");
    let text = message(&[("CLOUDFLARE_EMAIL", "e@example.com")]);
    assert!(text.contains("CLOUDFLARE_EMAIL needs CLOUDFLARE_API_KEY, which is missing"), "{text}");
    let text = message(&[("CLOUDFLARE_LOGIN_USERNAME", "u")]);
    let expected = "CLOUDFLARE_LOGIN_USERNAME needs CLOUDFLARE_LOGIN_PASSWORD, which is missing";
    assert!(text.contains(expected), "{text}");
    let text = Client::builder().api_key("k").build().unwrap_err().to_string();
    assert!(text.contains("`api_key` needs `api_email`, which is missing"), "{text}");
}

#[test]
fn nothing_is_an_error_that_lists_what_to_set() {
    let error = env_at("", &[]).build().unwrap_err();
    let text = error.to_string();
    assert!(
        text.starts_with(
            "credentials: none found; set CLOUDFLARE_API_TOKEN, or CLOUDFLARE_API_KEY and \
             CLOUDFLARE_EMAIL, or CLOUDFLARE_API_USER_SERVICE_KEY"
        ),
        "{text}"
    );
    let text = Client::builder().build().unwrap_err().to_string();
    assert!(text.contains("none found; set `api_token`, or `api_key` and `api_email`"), "{text}");
    // The two kinds of error go together with `?`.
    assert!(matches!(Error::from(error), Error::Config(_)));
}

#[tokio::test]
async fn a_client_without_credentials_must_be_asked_for() {
    let server = a_share();
    let builder = Client::builder().base_url(server.url()).anonymous();
    assert_eq!(sent(builder, &server).await, Vec::<String>::new());
}

#[test]
fn a_variable_that_is_not_unicode_is_named() {
    let lookup = |name: &str| match name {
        "CLOUDFLARE_API_TOKEN" => Err(VarError::NotUnicode("x".into())),
        _ => Err(VarError::NotPresent),
    };
    let error = Client::builder().env_from(lookup).build().unwrap_err();
    assert!(error.to_string().contains("CLOUDFLARE_API_TOKEN is not valid UTF-8"), "{error}");
}

#[test]
fn a_secret_that_is_no_header_is_an_error_without_the_secret() {
    let error = Client::builder().api_token("line\nbreak").build().unwrap_err().to_string();
    assert!(error.contains("`api_token` (or CLOUDFLARE_API_TOKEN)"), "{error}");
    assert!(!error.contains("break in it") && !error.contains("line\nbreak"), "{error}");
}

#[tokio::test]
async fn an_operation_chooses_among_what_is_complete() {
    let find = async |builder: ClientBuilder| {
        let server = Server::replies([support::json(200, "{}")]);
        let client = builder.base_url(server.url()).build().unwrap();
        client.files().find(&["a"], &json!({"a": 1})).await.unwrap();
        let request = server.request();
        NAMES.iter().filter(|name| request.header(name).is_some()).copied().collect::<Vec<_>>()
    };
    // It allows key and email, and the service key, but no token.
    let all = Client::builder().api_token("t").api_key("k").api_email("e").user_service_key("s");
    assert_eq!(find(all).await, ["x-auth-key", "x-auth-email"]);
    let some = Client::builder().api_token("t").api_key("k").user_service_key("s");
    assert_eq!(find(some).await, ["x-auth-user-service-key"]);
    // Nothing is allowed: what there is goes out.
    assert_eq!(find(Client::builder().api_token("t")).await, ["authorization"]);
}

#[tokio::test]
async fn an_open_operation_gets_no_credentials() {
    let server = Server::replies([support::answer(200, "content-type: text/plain", "hello")]);
    let client = support::builder(&server).build().unwrap();
    assert_eq!(client.files().text("a").await.unwrap(), "hello");
    assert_eq!(server.request().header("authorization"), None);
    // Credentials are optional, and the token is not among those allowed.
    client.files().bytes("a").await.unwrap();
    assert_eq!(server.requests()[1].header("authorization"), None);
}

#[tokio::test]
async fn each_kind_of_scheme_has_its_place() {
    let send = async |builder: ClientBuilder| {
        let server = Server::replies([ok(&share("1"))]);
        let client = builder.base_url(server.url()).build().unwrap();
        client
            .shares()
            .list(&account())
            .status(&crate::sample::models::ShareStatus::Active)
            .send()
            .await
            .unwrap_err();
        server.request()
    };
    let login = send(Client::builder().login("user", "pass word")).await;
    assert_eq!(login.header("authorization"), Some("Basic dXNlcjpwYXNzIHdvcmQ="));
    let query = send(Client::builder().query_key("a b&c")).await;
    assert!(query.target.ends_with("/shares?status=active&key=a%20b%26c"), "{}", query.target);
    let cookie = send(Client::builder().session("s;1")).await;
    assert_eq!(cookie.header("cookie"), Some("session=s%3B1"));
}

#[test]
fn plain_http_is_for_loopback_addresses() {
    let build = |url: &str| Client::builder().api_token("t").base_url(url).build();
    for url in [
        "https://example.com",
        "http://localhost:1",
        "http://LOCALHOST/x",
        "http://127.0.0.1",
        "http://127.9.9.9:8080",
        "http://[::1]:1/x",
    ] {
        assert!(build(url).is_ok(), "{url}");
    }
    for url in [
        "http://example.com",
        "http://localhost.example.com",
        "http://10.0.0.1",
        "http://[::2]",
        "http://128.0.0.1",
        "http://0.0.0.0",
        "ftp://localhost",
    ] {
        let error = build(url).unwrap_err().to_string();
        assert!(error.contains("use https"), "{url}: {error}");
    }
}

#[test]
fn a_base_url_is_checked_and_a_password_in_it_not_repeated() {
    let error =
        |url: &str| Client::builder().api_token("t").base_url(url).build().unwrap_err().to_string();
    for url in ["https://u:pa55word@example.com", "https://u:pa55word@exa mple.com", "u:pa55word@x"]
    {
        assert!(!error(url).contains("pa55word"), "{}", error(url));
    }
    assert!(error("https://example.com?x=1").contains("without `?` and `#`"));
    assert!(error("https://example.com#x").contains("without `?` and `#`"));
    assert!(error("example.com").contains("give an absolute URL"));
}
