//! A server that keeps what it is sent and answers what it is told to.

#![allow(dead_code, reason = "each test file uses a part of this")]

use cloudflare_shares::Client;
use cloudflare_shares::models::{
    AccountId, ExcludedRecipientId, OrganizationId, RecipientId, ResourceId, ResourceResourceId,
    ShareId,
};
use std::fmt::Write as _;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

/// The account that shares.
pub fn account() -> AccountId {
    "023e105f4ecef8ad9ca31a8372d0c353".parse().unwrap()
}

/// The account that receives.
pub fn partner() -> AccountId {
    "372e67954025e0ba6aaa6d586b9e0b59".parse().unwrap()
}

/// The organization.
pub fn organization() -> OrganizationId {
    "5d4f8d3e2a1b4c6f9e8d7c6b5a493827".parse().unwrap()
}

/// The share.
pub fn share() -> ShareId {
    "3fd85f74b32742f1bff64a85009dda07".parse().unwrap()
}

/// A recipient of the share.
pub fn recipient() -> RecipientId {
    "8b1a9953c4611296a827abf8c47804d7".parse().unwrap()
}

/// A recipient that is left out.
pub fn excluded() -> ExcludedRecipientId {
    "900150983cd24fb0d6963f7d28e17f72".parse().unwrap()
}

/// A resource of the share.
pub fn resource() -> ResourceId {
    "0cc175b9c0f1b6a831c399e269772661".parse().unwrap()
}

/// What is shared.
pub fn ruleset() -> ResourceResourceId {
    "92eb5ffee6ae2fec3ad71c777531578f".parse().unwrap()
}

/// A server that gives one answer to everything.
pub async fn server(status: u16, body: impl AsRef<str>) -> MockServer {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(status);
    let answer = match body.as_ref() {
        "" => answer,
        body => answer.set_body_raw(body.to_owned(), "application/json"),
    };
    Mock::given(any()).respond_with(answer).mount(&server).await;
    server
}

/// A client of the server.
pub fn client(server: &MockServer) -> Client {
    Client::builder().base_url(server.uri()).api_token("a-secret-token").build().unwrap()
}

/// The one request that the server got, as it came over the wire, without the secret and without
/// what changes from run to run.
pub async fn request(server: &MockServer) -> String {
    let requests = server.received_requests().await.unwrap();
    let [request] = requests.as_slice() else {
        panic!("one request was expected, not {}", requests.len());
    };
    print(request)
}

fn print(request: &Request) -> String {
    let mut text = format!("{} {}", request.method, request.url.path());
    for (mark, pair) in std::iter::once('?')
        .chain(std::iter::repeat('&'))
        .zip(request.url.query().into_iter().flat_map(|query| query.split('&')))
    {
        write!(text, "\n  {mark}{pair}").unwrap();
    }
    text.push('\n');
    let mut headers: Vec<_> = request
        .headers
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "host" | "content-length"))
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    headers.sort_unstable();
    for (name, value) in headers {
        let value = if name == "authorization" {
            value.replace("a-secret-token", "[secret]")
        } else {
            value.to_owned()
        };
        writeln!(text, "{name}: {value}").unwrap();
    }
    if !request.body.is_empty() {
        let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
        write!(text, "\n{body:#}\n").unwrap();
    }
    text
}
