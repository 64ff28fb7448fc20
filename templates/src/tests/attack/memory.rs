//! How many bytes a client keeps, whatever a server sends. The server runs on threads of its own; what
//! the thread of the test allocates is counted.

use std::{fmt::Write as _, io::Write as _, sync::Arc};

use allocation_counter::measure;
use flate2::{Compression, write::GzEncoder};

use super::super::support::{Answer, Server, answer, builder, json};
use crate::{
    ClientBuilder, Error, Method, TransportErrorKind,
    runtime::{Operation, limits, operation::OperationRef},
};

const MIB: u64 = 1024 * 1024;

/// The bytes that are in use at most while this runs.
fn peak<T>(run: impl AsyncFn() -> T) -> u64 {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    measure(|| drop(runtime.block_on(run()))).bytes_max
}

/// A response of this body, packed.
fn packed(status: u16, media_type: &str, body: &[u8]) -> Answer {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(body).unwrap();
    let packed = packed.finish().unwrap();
    let mut text = format!(
        "HTTP/1.1 {status} X\r\ncontent-type: {media_type}\r\ncontent-encoding: gzip\r\n\
         content-length: {}\r\n\r\n",
        packed.len()
    )
    .into_bytes();
    text.extend(packed);
    Answer::Complete(text)
}

fn kind(error: &Error) -> TransportErrorKind {
    let Error::Transport(error) = error else { panic!("{error}") };
    error.kind()
}

#[test]
fn the_body_of_an_error_is_read_up_to_its_limit() {
    // 24 MiB, of which 30 kB go over the wire. As values they were gigabytes.
    for entry in ["{}", r#"{"a":0}"#, r#""e""#, r#"{"code":1,"message":"m"}"#] {
        let entries = vec![entry; 24 * 1024 * 1024 / (entry.len() + 1)].join(",");
        let body = format!(r#"{{"success":false,"errors":[{entries}]}}"#);
        let server = Server::replies([packed(400, "application/json", body.as_bytes())]);
        let client = builder(&server).build().unwrap();
        let bytes = peak(async || {
            let error = client.request(Method::GET, "/x").send_empty().await.unwrap_err();
            let api = error.api().unwrap();
            assert_eq!(api.errors().len(), 100, "{entry}");
            assert_eq!(api.response().body().len(), 1024 * 1024);
            let text = error.to_string();
            assert!(text.len() < 2000, "{} bytes", text.len());
            assert!(text.contains(", and at least ") && text.contains(" more"), "{text}");
        });
        assert!(bytes < 8 * MIB, "{bytes} bytes for {entry}");
        let client = builder(&server).max_error_size(1000).max_error_details(3).build().unwrap();
        let bytes = peak(async || {
            let error = client.request(Method::GET, "/x").send_empty().await.unwrap_err();
            assert_eq!(error.api().unwrap().errors().len(), 3);
            assert_eq!(error.response().unwrap().body().len(), 1000);
        });
        assert!(bytes < MIB, "{bytes} bytes for {entry}");
    }
}

#[tokio::test]
async fn an_error_shows_the_first_of_many() {
    let entries = vec![r#"{"code":7,"message":"no"}"#; 2000].join(",");
    let body = format!(r#"{{"success":false,"errors":[{entries}]}}"#);
    let server = Server::replies([json(400, &body)]);
    let client = builder(&server).build().unwrap();
    let error = client.request(Method::GET, "/x").send_empty().await.unwrap_err();
    let text = error.to_string();
    let shown = ["[7] no"; 5].join(", ");
    assert!(text.contains(&format!(": {shown}, and 1995 more")), "{text}");
    assert_eq!(error.api().unwrap().errors().len(), 100);
    // A few are all shown.
    let server =
        Server::replies([json(400, r#"{"success":false,"errors":[{"code":1},{"code":2}]}"#)]);
    let client = builder(&server).build().unwrap();
    let text = client.request(Method::GET, "/x").send_empty().await.unwrap_err().to_string();
    assert!(text.contains(": [1], [2]") && !text.contains("more"), "{text}");
}

#[tokio::test]
async fn an_error_that_is_cut_off_says_so() {
    let body = format!(r#"{{"message":"{}"}}"#, "x".repeat(3000));
    let server = Server::replies([json(400, &body)]);
    let client = builder(&server).max_error_size(1000).build().unwrap();
    let text = client.request(Method::GET, "/x").send_empty().await.unwrap_err().to_string();
    let part = "the body is longer than the 1000 bytes that are read of an error; it begins with";
    assert!(text.contains(part), "{text}");
}

#[tokio::test]
async fn texts_of_a_server_cannot_turn_others_around() {
    let body =
        r#"{"success":false,"errors":[{"code":1,"message":"a\u202eb\u2066c\u200fd\u200be"}]}"#;
    let server = Server::replies([json(400, body)]);
    let client = builder(&server).build().unwrap();
    let error = client.request(Method::GET, "/x").send_empty().await.unwrap_err();
    assert!(error.to_string().contains("[1] abcde"), "{error}");
    assert_eq!(error.api().unwrap().errors()[0].to_string(), "[1] abcde");
}

fn events(body: &str) -> Answer {
    answer(200, "content-type: text/event-stream", body)
}

/// Reads all events of a response; how many there were, and the error.
async fn listen(client: &crate::Client) -> (usize, Option<Error>) {
    let (mut stream, mut count) = (client.media().listen().texts(), 0);
    let mut kept = Vec::new();
    loop {
        match stream.next().await {
            Some(Ok(event)) => {
                // The caller keeps them all.
                kept.push(event);
                count += 1;
            }
            Some(Err(error)) => return (count, Some(error)),
            None => return (count, None),
        }
    }
}

#[test]
fn events_share_their_identifier() {
    let body = format!("id: {}\n{}", "i".repeat(8192), "data: x\n\n".repeat(5000));
    let server = Server::replies([events(&body)]);
    let client = builder(&server).build().unwrap();
    let bytes = peak(async || assert_eq!(listen(&client).await.0, 5000));
    // 40 MB, if each had its own.
    assert!(bytes < 3 * MIB, "{bytes} bytes");
}

#[test]
fn an_event_and_its_identifier_have_limits() {
    let chunk = "x".repeat(16 * 1024 * 1024);
    for (field, part) in [
        ("id", "the identifier of an event has more than 8192 bytes; raise `max_event_id_size`"),
        ("data", "an event has more than 1048576 bytes; raise `max_event_size`"),
        ("event", "an event has more than 1048576 bytes; raise `max_event_size`"),
        ("other", "an event has more than 1048576 bytes; raise `max_event_size`"),
    ] {
        let length = if field == "id" { 9000 } else { chunk.len() };
        let body = format!("data: 1\n\n{field}: {}\n\ndata: 2\n\n", chunk.get(..length).unwrap());
        let server = Server::replies([packed(200, "text/event-stream", body.as_bytes())]);
        let client = builder(&server).max_event_size(1024 * 1024).build().unwrap();
        let bytes = peak(async || {
            let (count, error) = listen(&client).await;
            let error = error.unwrap();
            assert_eq!((count, kind(&error)), (1, TransportErrorKind::TooLarge), "{field}");
            assert!(error.to_string().contains(part), "{error}");
        });
        assert!(bytes < 4 * MIB, "{bytes} bytes for {field}");
    }
}

#[test]
fn many_small_events_are_read_one_by_one() {
    let body = "data\n\n".repeat(1_000_000);
    let server = Server::replies([packed(200, "text/event-stream", body.as_bytes())]);
    let client = builder(&server).build().unwrap();
    let bytes = peak(async || {
        let (mut stream, mut count) = (client.media().listen().texts(), 0);
        while stream.try_next().await.unwrap().is_some() {
            count += 1;
        }
        assert_eq!(count, 1_000_000);
    });
    assert!(bytes < MIB, "{bytes} bytes");
}

#[test]
fn what_an_error_event_holds_is_not_made_into_values() {
    let body = format!("event: error\ndata: [{}0]\n\n", r#"{"a":0},"#.repeat(500_000));
    let server = Server::replies([packed(200, "text/event-stream", body.as_bytes())]);
    let client = builder(&server).build().unwrap();
    let bytes = peak(async || {
        let error = client.media().listen().events().next().await.unwrap().unwrap_err();
        assert!(error.api().is_some(), "{error}");
    });
    assert!(bytes < 24 * MIB, "{bytes} bytes for {}", body.len());
}

#[test]
fn headers_have_a_limit() {
    let mut headers = String::from("content-type: application/json");
    for number in 0..60 {
        write!(headers, "\nx-{number}: {}", "h".repeat(5000)).unwrap();
    }
    let server = Server::replies([answer(200, &headers, "null")]);
    let call = |builder: ClientBuilder| {
        let client = builder.build().unwrap();
        peak(async || {
            let error = client.request(Method::GET, "/x").send_empty().await.unwrap_err();
            assert_eq!(kind(&error), TransportErrorKind::TooLarge);
            let text = error.to_string();
            assert!(text.contains("bytes; raise `max_header_size`"), "{text}");
        })
    };
    let bytes = call(builder(&server));
    assert!(bytes < 4 * MIB, "{bytes} bytes");
    call(builder(&server).max_header_size(1000));
    let large = builder(&server).max_header_size(400_000).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(large.request(Method::GET, "/x").send_empty()).unwrap();
}

#[test]
fn a_response_is_kept_up_to_its_limit_however_it_is_packed() {
    let body = vec![b'0'; 32 * 1024 * 1024];
    let server = Server::replies([packed(200, "text/plain", &body)]);
    let client = builder(&server).max_response_size(1024 * 1024).build().unwrap();
    let bytes = peak(async || {
        let error = client.request(Method::GET, "/x").send_bytes().await.unwrap_err();
        assert_eq!(kind(&error), TransportErrorKind::TooLarge);
    });
    assert!(bytes < 4 * MIB, "{bytes} bytes");
}

#[test]
fn what_is_announced_is_not_kept_for_ever() {
    let server = Server::replies([json(200, "{}")]);
    let client = builder(&server).build().unwrap();
    let announce = |number: usize| {
        let path = format!("/things/{number}");
        let operation = Operation { path: path.into(), ..Operation::new("x", Method::GET, "") };
        client.announce(&OperationRef::Undocumented(Arc::new(operation)))
    };
    let told = (0..30_000).filter(|number| announce(*number)).count();
    assert_eq!(told, limits::ANNOUNCED);
    assert_eq!(client.inner.announced.lock().unwrap().len(), limits::ANNOUNCED);
    // What the document has is told all the same, once.
    static DOCUMENTED: Operation = Operation::new("y", Method::GET, "/documented");
    assert!(client.announce(&OperationRef::Documented(&DOCUMENTED)));
    assert!(!client.announce(&OperationRef::Documented(&DOCUMENTED)));
}
