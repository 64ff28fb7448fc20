//! How long a call takes, whatever a server does, and whom it keeps waiting meanwhile.

use std::{
    pin::pin,
    sync::{Condvar, Mutex},
    task::{Context, Waker},
    thread::{self, ThreadId},
    time::{Duration, Instant},
};

use serde::{Deserialize, Deserializer, de::IgnoredAny};

use super::super::support::{Answer, Server, answer, builder, client, enveloped, json};
use crate::{Error, Method, TransportErrorKind};

const SHORT: Duration = Duration::from_millis(60);

/// A body that takes long to read.
fn long_body() -> String {
    enveloped(&format!("[{}0]", "0,".repeat(200_000)))
}

/// The thread on which a value was read.
struct Thread(ThreadId);

impl<'de> Deserialize<'de> for Thread {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(from)?;
        Ok(Self(thread::current().id()))
    }
}

/// A value that is read when the test says so, or after a long while.
#[derive(Debug)]
struct Slow;

static MAY_GO_ON: (Mutex<bool>, Condvar) = (Mutex::new(false), Condvar::new());

impl<'de> Deserialize<'de> for Slow {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(from)?;
        let (may_go_on, changed) = &MAY_GO_ON;
        let waits = may_go_on.lock().unwrap();
        let limit = Duration::from_secs(30);
        drop(changed.wait_timeout_while(waits, limit, |may_go_on| !*may_go_on).unwrap());
        Ok(Self)
    }
}

#[tokio::test]
async fn a_long_body_is_read_on_another_thread() {
    let here = thread::current().id();
    let server = Server::replies([json(200, &long_body())]);
    let (client, _) = client(&server);
    let get = || client.request(Method::GET, "/x");
    assert_ne!(get().send::<Thread>().await.unwrap().value().0, here);
    assert_ne!(get().send_json::<Thread>().await.unwrap().value().0, here);
    let server = Server::replies([json(200, &enveloped("[1]"))]);
    let (client, _) = super::super::support::client(&server);
    let short = client.request(Method::GET, "/x").send::<Thread>().await.unwrap();
    assert_eq!(short.value().0, here);
}

#[tokio::test]
async fn a_long_page_is_read_on_another_thread() {
    let here = thread::current().id();
    let server = Server::replies([json(200, &long_body())]);
    let (client, _) = client(&server);
    let mut items = client.request(Method::GET, "/x").items::<Thread>();
    assert_ne!(items.try_next().await.unwrap().unwrap().0, here);
    let mut pages = client.request(Method::GET, "/x").pages::<Thread>();
    assert_eq!(pages.try_next().await.unwrap().unwrap().len(), 200_001);
}

#[tokio::test]
async fn reading_is_within_the_time_limit() {
    let server = Server::replies([json(200, &long_body())]);
    let client = builder(&server).timeout(Duration::from_secs(2)).build().unwrap();
    let started = Instant::now();
    let error = client.request(Method::GET, "/x").send::<Slow>().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert!(error.to_string().contains("the body is still being read"), "{error}");
    assert_eq!(error.status().unwrap(), 200);
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
    *MAY_GO_ON.0.lock().unwrap() = true;
    MAY_GO_ON.1.notify_all();
    // What was carried out is not asked for again.
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_server_that_drips_is_left_at_the_time_limit() {
    let whole = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nnull".to_vec();
    let server = Server::replies([Answer::Drip(whole, Duration::from_millis(20))]);
    let client = builder(&server).timeout(SHORT).max_retries(0).build().unwrap();
    let call = client.request(Method::GET, "/x").send_empty();
    let error = tokio::time::timeout(Duration::from_secs(20), call).await.unwrap().unwrap_err();
    assert!(error.is_timeout(), "{error}");
}

#[tokio::test]
async fn a_circle_of_redirects_has_an_end() {
    let server = Server::replies([answer(307, "location: /v4/x", "")]);
    for (limit, requests) in [(None, 11), (Some(3), 4), (Some(0), 1)] {
        let before = server.count();
        let builder = builder(&server);
        let builder = match limit {
            Some(limit) => builder.max_redirects(limit),
            None => builder,
        };
        let client = builder.build().unwrap();
        let error = client.request(Method::GET, "/x").send_empty().await.unwrap_err();
        let Error::Transport(transport) = &error else { panic!("{error}") };
        assert_eq!(transport.kind(), TransportErrorKind::Redirect);
        assert!(error.to_string().contains("`max_redirects`"), "{error}");
        assert_eq!(server.count() - before, requests);
    }
}

#[test]
fn without_a_runtime_there_is_an_error() {
    let server = Server::replies([json(200, "null")]);
    let (client, _) = client(&server);
    let mut call = pin!(client.request(Method::GET, "/x").send_empty());
    let polled = call.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    let std::task::Poll::Ready(Err(error)) = polled else { panic!("it waits") };
    assert!(error.to_string().contains("there is no tokio runtime"), "{error}");
    assert_eq!(server.count(), 0);
}
