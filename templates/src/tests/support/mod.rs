//! What the tests share: a server with faults, a clock that does not wait, and
//! a place for the log.

mod clock;
mod log;
mod server;

pub(crate) use clock::TestClock;
pub(crate) use log::{Log, record};
pub(crate) use server::{Answer, Received, Server, answer, json, ok};

use std::sync::Arc;

use reqwest::redirect::Policy;

use crate::{Client, ClientBuilder, sample::models::AccountId};

/// A builder for a client of this server, with a token.
///
/// It does without the certificates of the system, which take long to read.
pub(crate) fn builder(server: &Server) -> ClientBuilder {
    let http = http().no_proxy().build().unwrap();
    Client::builder().base_url(server.url()).api_token("the-token").http_client(http)
}

/// A builder of an HTTP client that trusts no certificate, and follows no redirect.
pub(crate) fn http() -> reqwest::ClientBuilder {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    reqwest::Client::builder().tls_backend_preconfigured(tls).redirect(Policy::none())
}

/// A client of this server, with a token and a clock that does not wait.
pub(crate) fn client(server: &Server) -> (Client, Arc<TestClock>) {
    let clock = Arc::new(TestClock::default());
    (builder(server).clock(clock.clone()).build().unwrap(), clock)
}

pub(crate) fn account() -> AccountId {
    "023e105f4ecef8ad9ca31a8372d0c353".parse().unwrap()
}

/// A share as JSON.
pub(crate) fn share(id: &str) -> String {
    format!(r#"{{"id":"{id}","name":"n","status":"active"}}"#)
}

/// A share in an envelope.
pub(crate) fn enveloped(result: &str) -> String {
    format!(r#"{{"success":true,"errors":[],"result":{result}}}"#)
}
