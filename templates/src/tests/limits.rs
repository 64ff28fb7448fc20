//! Limits of time and size, and cancelling.

use std::{net::TcpListener, sync::Arc, time::Duration};

use super::support::{
    Answer, Server, TestClock, account, answer, builder, client, json, ok, share,
};
use crate::{CallOptions, Client, Error, Method, TransportErrorKind};

const SHORT: Duration = Duration::from_millis(40);
const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 90\r\n";

fn kind(error: &Error) -> TransportErrorKind {
    let Error::Transport(error) = error else { panic!("{error}") };
    error.kind()
}

/// The error of a call to a server that stalls. A call without an end fails.
async fn slow(answer: Answer) -> Error {
    let server = Server::replies([answer]);
    let client = builder(&server).timeout(SHORT).max_retries(0).build().unwrap();
    let call = client.shares().get(&account(), "1").into_future();
    let result = tokio::time::timeout(Duration::from_secs(20), call).await;
    result.expect("the call has no end").unwrap_err()
}

#[tokio::test]
async fn the_time_limit_covers_headers_and_body() {
    let error = slow(Answer::Stall(Vec::new())).await;
    assert_eq!(kind(&error), TransportErrorKind::Timeout);
    assert!(error.is_timeout() && error.status().is_none());
    let text = error.to_string();
    assert!(text.contains("no complete response within 40ms; raise `timeout`"), "{text}");
    let error = slow(Answer::Stall(HEAD.as_bytes().to_vec())).await;
    assert!(error.is_timeout() && error.status().is_none());
    // The headers have arrived: the error has them.
    let error = slow(Answer::Stall(format!("{HEAD}cf-ray: r7\r\n\r\n{{").into_bytes())).await;
    assert!(error.is_timeout(), "{error}");
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(error.request_id(), Some("r7"));
}

#[tokio::test]
async fn a_call_has_a_time_limit_of_its_own() {
    let server = Server::replies([Answer::Stall(Vec::new())]);
    let (client, _) = client(&server);
    let options = CallOptions::new().timeout(SHORT).max_retries(0);
    let error = client.shares().get(&account(), "1").options(options).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
}

#[test]
fn the_defaults_are_those_of_the_documentation() {
    let builder = format!("{:?}", Client::builder());
    for setting in [
        "timeout: 60s",
        "connect_timeout: 5s",
        "max_retries: 2",
        "response: 67108864",
        " error: 1048576",
        "error_details: 100",
        "headers: 262144",
        "event: 8388608",
        "event_id: 8192",
        "cursor: 65536",
        "empty_pages: 10000",
        "redirects: 10",
    ] {
        assert!(builder.contains(setting), "{builder}");
    }
}

#[tokio::test]
async fn the_time_limit_of_connecting() {
    // A listener whose queue is full lets connections wait.
    let listener =
        socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
    let address: std::net::SocketAddr = "127.0.0.1:0".parse().unwrap();
    listener.bind(&address.into()).unwrap();
    listener.listen(0).unwrap();
    let listener: TcpListener = listener.into();
    let address = listener.local_addr().unwrap();
    let waiting: Vec<_> =
        (0..8).map_while(|_| std::net::TcpStream::connect_timeout(&address, SHORT).ok()).collect();
    assert!(waiting.len() < 8, "the queue is not full");
    let client = Client::builder()
        .base_url(format!("http://{address}"))
        .api_token("t")
        .connect_timeout(SHORT)
        .max_retries(1)
        .clock(Arc::new(TestClock::default()))
        .build()
        .unwrap();
    // Not even a POST is lost: nothing was sent.
    let error = client.request(Method::POST, "/x").send_empty().await.unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Connect);
    assert!(error.is_timeout() && error.is_connect(), "{error}");
    assert!(error.to_string().contains("(2 attempts)"), "{error}");
}

#[tokio::test]
async fn a_response_has_a_size_limit() {
    let body =
        |length: usize| format!(r#"{{"success":true,"result":"{}"}}"#, "x".repeat(length - 28));
    let get = async |answer: Answer| {
        let server = Server::replies([answer]);
        let client = builder(&server).max_response_size(1000).build().unwrap();
        let result = client.request(Method::GET, "/x").send::<String>().await;
        assert_eq!(server.count(), 1);
        result
    };
    assert_eq!(get(json(200, &body(1000))).await.unwrap().body().len(), 1000);
    let error = get(json(200, &body(1001))).await.unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::TooLarge);
    let text = error.to_string();
    assert!(
        text.contains("more than 1000 bytes") && text.contains("`max_response_size`"),
        "{text}"
    );
    // A length that nobody announced counts too, and so does one that is a lie:
    // only 4 of these bytes ever come.
    let chunked = |length| {
        let body = body(length);
        let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        Answer::Complete(format!("{head}{:x}\r\n{body}\r\n0\r\n\r\n", body.len()).into_bytes())
    };
    assert_eq!(get(chunked(1000)).await.unwrap().body().len(), 1000);
    assert_eq!(kind(&get(chunked(1001)).await.unwrap_err()), TransportErrorKind::TooLarge);
    let lie = "HTTP/1.1 200 OK\r\ncontent-length: 99999999999999\r\n\r\nnull";
    let error = get(Answer::Stall(lie.as_bytes().to_vec())).await.unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::TooLarge);
}

#[tokio::test]
async fn a_long_error_is_cut_off_but_remains_that_error() {
    let server = Server::replies([answer(404, "content-type: text/html", &"x".repeat(5000))]);
    let client = builder(&server).max_response_size(1000).build().unwrap();
    let error = client.shares().get(&account(), "1").await.unwrap_err();
    assert!(error.is_not_found(), "{error}");
    assert_eq!(error.response().unwrap().body().len(), 1000);
}

#[tokio::test]
async fn a_compressed_response_is_measured_as_it_is_read() {
    // 4096 bytes of zeros, compressed by gzip to 38.
    let zeros: [u8; 38] = [
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 237, 193, 1, 13, 0, 0, 0, 194, 160, 247, 79, 109, 15, 7,
        20, 0, 0, 0, 240, 110, 17, 0, 28, 199, 0, 16, 0, 0,
    ];
    let mut bytes =
        b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 38\r\n\r\n".to_vec();
    bytes.extend(zeros);
    let server = Server::replies([Answer::Complete(bytes)]);
    let client = builder(&server).max_response_size(1000).build().unwrap();
    let error = client.request(Method::GET, "/x").send_bytes().await.unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::TooLarge, "{error}");
    assert_eq!(server.request().header("accept-encoding"), Some("gzip"));
}

#[tokio::test]
async fn dropping_a_future_cancels_its_call() {
    let server = Server::replies([Answer::Stall(Vec::new())]);
    let (client, _) = client(&server);
    let call = tokio::spawn(client.shares().get(&account(), "1").send());
    while server.count() == 0 {
        tokio::task::yield_now().await;
    }
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    tokio::task::spawn_blocking(move || server.wait_for_gone(1)).await.unwrap();
}

#[tokio::test]
async fn a_streamed_body_may_take_longer_but_not_pause_longer() {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n";
    let server = Server::replies([Answer::Stall(format!("{head}abc").into_bytes())]);
    let client = builder(&server).timeout(SHORT).max_response_size(1).build().unwrap();
    let response = client.files().stream("a").send().await.unwrap();
    assert_eq!(response.status(), 200);
    let mut stream = response.into_value();
    assert_eq!(stream.try_next().await.unwrap().unwrap(), "abc");
    let error = stream.try_next().await.unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Timeout);
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn a_streamed_body_that_breaks_off_is_an_error() {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n";
    let server = Server::replies([Answer::Close(format!("{head}abc").into_bytes())]);
    let (client, _) = client(&server);
    let mut stream = client.files().stream("a").await.unwrap();
    assert_eq!(stream.try_next().await.unwrap().unwrap(), "abc");
    assert_eq!(kind(&stream.try_next().await.unwrap_err()), TransportErrorKind::Interrupted);
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn a_stream_is_tried_again_until_it_begins() {
    let whole = answer(200, "", "abcdef");
    let server = Server::replies([json(503, ""), whole]);
    let (client, _) = client(&server);
    let mut stream = client.files().stream("a").await.unwrap();
    let mut bytes = Vec::new();
    while let Some(chunk) = stream.try_next().await.unwrap() {
        bytes.extend_from_slice(&chunk);
    }
    assert_eq!(bytes, b"abcdef");
    let server = Server::replies([json(404, "{}"), ok(&share("1"))]);
    let error = client_of(&server).files().stream("a").await.unwrap_err();
    assert!(error.is_not_found());
}

fn client_of(server: &Server) -> Client {
    client(server).0
}
