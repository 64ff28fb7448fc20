//! Server-sent events.

#![allow(unused_parens, reason = "a macro cannot leave them out")]

use std::time::Duration;

use bytes::Bytes;
use serde_json::{Value, json as value};

use super::support::{Answer, Server, answer, builder, client, json};
use crate::{
    Error, TransportErrorKind,
    runtime::{
        event_lines::{Message, Parser, TooLong},
        model::record,
    },
};

fn parsed(pieces: &[&[u8]]) -> Vec<(String, Option<String>, String)> {
    let read = |Message { name, id, data }| (name, id.as_deref().map(str::to_owned), data);
    all(&mut Parser::new(1000, 1000), pieces).unwrap().into_iter().map(read).collect()
}

/// All events of these pieces, each asked for when it is there.
fn all(parser: &mut Parser, pieces: &[&[u8]]) -> Result<Vec<Message>, TooLong> {
    let mut found = Vec::new();
    for piece in pieces {
        parser.push(Bytes::copy_from_slice(piece));
        while let Some(message) = parser.next() {
            found.push(message?);
        }
    }
    Ok(found)
}

fn message(data: &str) -> (String, Option<String>, String) {
    ("message".into(), None, data.into())
}

#[test]
fn lines_end_in_three_ways() {
    for text in ["data: a\ndata: b\n\n", "data: a\rdata: b\r\r", "data: a\r\ndata: b\r\n\r\n"] {
        assert_eq!(parsed(&[text.as_bytes()]), [message("a\nb")], "{text:?}");
    }
    // A CR and a LF in two pieces are one end, two LF are two.
    assert_eq!(parsed(&[b"data: a\r", b"\ndata: b\n\n"]), [message("a\nb")]);
    assert_eq!(parsed(&[b"data: a\r", b"", b"\n", b"\r", b"\n"]), [message("a")]);
    assert_eq!(parsed(&[b"data: a\n", b"\ndata: b\n\n"]), [message("a"), message("b")]);
}

#[test]
fn every_cut_gives_the_same() {
    let text =
        "\u{feff}: hello\nevent: grüße\nid: 7\ndata: äöü €\ndata:\r\ndata:  x\r\n\r\ndata: 😀\n\n";
    let whole = parsed(&[text.as_bytes()]);
    let id = Some("7".to_owned());
    let second = ("message".to_owned(), id.clone(), "😀".to_owned());
    assert_eq!(whole, [("grüße".to_owned(), id, "äöü €\n\n x".to_owned()), second]);
    for cut in 0..=text.len() {
        let (one, other) = text.as_bytes().split_at(cut);
        assert_eq!(parsed(&[one, other]), whole, "cut at {cut}");
    }
    let bytes: Vec<&[u8]> = text.as_bytes().chunks(1).collect();
    assert_eq!(parsed(&bytes), whole);
}

#[test]
fn fields_are_those_of_the_standard() {
    // Without data, there is no event, and its name is forgotten.
    assert_eq!(parsed(&[b"event: a\n\ndata: b\n\n"]), [message("b")]);
    // Data that is empty is there.
    assert_eq!(parsed(&[b"data\n\ndata:\n\n"]), [message(""), message("")]);
    // Other fields, comments and names in capitals mean nothing.
    assert_eq!(parsed(&[b"DATA: a\nfoo: b\n:data: c\ndata: d\n\n"]), [message("d")]);
    // What has no empty line behind it is no event.
    assert_eq!(parsed(&[b"data: a\n\ndata: b\n"]), [message("a")]);
    // An identifier stays until there is another; one with a NUL is none.
    let ids: Vec<_> = parsed(&[b"id: 1\ndata: a\n\nid: \0\ndata: b\n\nid\ndata: c\n\n"])
        .into_iter()
        .map(|(_, id, _)| id)
        .collect();
    assert_eq!(ids, [Some("1".to_owned()), Some("1".to_owned()), None]);
    // A byte order mark stands at the beginning alone.
    let marked = "\u{feff}data: a\n\n\u{feff}data: b\n\n";
    assert_eq!(parsed(&[marked.as_bytes()]), [message("a")]);
    let mut parser = Parser::new(1000, 1000);
    assert_eq!(all(&mut parser, &[b"retry: 1500\nretry: x\nretry: \n"]), Ok(Vec::new()));
    assert_eq!(parser.retry, Some(Duration::from_millis(1500)));
}

#[test]
fn an_event_has_a_limit() {
    let new = || Parser::new(20, 5);
    let three = all(&mut new(), &[b"data: 0123\n\ndata: 4567\n\ndata: 89\n\n"]);
    assert_eq!(three.unwrap().len(), 3);
    let long = all(&mut new(), &[b"data: 0123456789\ndata: 0123456789\n"]);
    assert_eq!(long, Err(TooLong::Event));
    // A line without an end is one, too, and so are name and identifier.
    let open = all(&mut new(), &[b"data: 0123456789", b"0123456789"]);
    assert_eq!(open, Err(TooLong::Event));
    let named = all(&mut new(), &[b"event: 0123456789\n", b"data: 01234\n"]);
    assert_eq!(named, Err(TooLong::Event));
    assert_eq!(all(&mut new(), &[b"id: 123456\n"]), Err(TooLong::Id));
    assert_eq!(all(&mut new(), &[b"id: 12345\ndata: 1\n\n"]).unwrap().len(), 1);
}

fn events(body: &str) -> Answer {
    answer(200, "content-type: text/event-stream; charset=utf-8\ncf-ray: ray-1", body)
}

#[tokio::test]
async fn events_come_with_name_and_identifier() {
    let body = "event: tick\nid: 4\nretry: 10\ndata: 1\n\ndata: 2\n\ndata: [DONE]\n\ndata: 3\n\n";
    let server = Server::replies([events(body)]);
    let mut stream = client(&server).0.media().listen().events();
    assert!(stream.response().is_none());
    assert_eq!(server.count(), 0, "sent before an event was asked for");
    let first = stream.try_next().await.unwrap().unwrap();
    assert_eq!((first.name.as_str(), first.id.as_deref(), first.data), ("tick", Some("4"), 1));
    assert_eq!(stream.response().unwrap().request_id(), Some("ray-1"));
    let second = stream.try_next().await.unwrap().unwrap();
    assert_eq!((second.name.as_str(), second.data), ("message", 2));
    assert_eq!((stream.last_id(), stream.retry()), (Some("4"), Some(Duration::from_millis(10))));
    assert!(stream.try_next().await.unwrap().is_none(), "the end is no event");
    assert!(stream.try_next().await.unwrap().is_none());
    assert_eq!(server.request().header("accept"), Some("text/event-stream"));
}

#[tokio::test]
async fn events_of_every_kind() {
    let server = Server::replies([events("event: a\nid: 1\ndata: {\"b\":1}\n\n")]);
    let client = client(&server).0;
    let mut texts = client.media().listen().texts();
    assert_eq!(texts.try_next().await.unwrap().unwrap().data, r#"{"b":1}"#);
    let mut wholes = client.media().listen().wholes::<Value>();
    let whole = wholes.try_next().await.unwrap().unwrap().data;
    assert_eq!(whole, value!({"event": "a", "id": "1", "data": {"b": 1}}));
    // A text may be what is the end elsewhere.
    let server = Server::replies([events("data: [DONE]\n\n")]);
    let mut texts = super::support::client(&server).0.media().listen().texts();
    assert_eq!(texts.try_next().await.unwrap().unwrap().data, "[DONE]");
    // Awaited, the call is made at once.
    let server = Server::replies([events("data: 5\n\n")]);
    let mut numbers = super::support::client(&server).0.media().listen().await.unwrap();
    assert_eq!(server.count(), 1);
    assert_eq!(numbers.try_next().await.unwrap().unwrap().data, 5);
}

/// An event whose data is text.
#[derive(Clone, Debug)]
struct Spoken {
    data: String,
}

record!(Spoken { data = Required("data") });

#[tokio::test]
async fn the_text_of_a_whole_event_may_look_like_json() {
    let texts = ["123", "true", "null", r#"{"a":1}"#, " [1]", "x"];
    let body: String = texts.iter().map(|text| format!("data: {text}\n\n")).collect();
    let server = Server::replies([events(&body)]);
    let mut wholes = client(&server).0.media().listen().wholes::<Spoken>();
    for text in texts {
        let found = wholes.try_next().await.unwrap().unwrap().data.data;
        assert_eq!(found, text);
    }
    assert!(wholes.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn the_switch_is_set_and_the_rest_of_the_body_kept() {
    let server = Server::replies([events("data: 1\n\n")]);
    let client = client(&server).0;
    let body = value!({"stream": false, "model": "m", "big": 12345678901234567890_u64});
    client.media().create(&body).events().try_next().await.unwrap();
    let sent = server.request().text();
    assert_eq!(sent, r#"{"big":12345678901234567890,"model":"m","stream":true}"#);
    let mut list = client.media().create(&value!([1])).events();
    let error = list.try_next().await.unwrap_err().to_string();
    assert!(error.contains("not sent: the body has no place for `stream`"), "{error}");
    assert_eq!(server.count(), 1);
}

async fn error(answer: Answer) -> Error {
    let server = Server::replies([answer]);
    let client = builder(&server).max_response_size(64).max_retries(0).build().unwrap();
    let mut stream = client.media().listen().events();
    let mut last = stream.next().await.unwrap();
    while last.is_ok() {
        last = stream.next().await.unwrap();
    }
    assert!(stream.next().await.is_none(), "an error ends the stream");
    last.unwrap_err()
}

#[tokio::test]
async fn what_goes_wrong_is_said_once() {
    let text = error(events("data: 1\n\ndata: x\n\n")).await.to_string();
    assert!(text.contains("at `data`: expected value"), "{text}");
    let refused = error(json(429, r#"{"message":"too many"}"#)).await;
    assert!(refused.is_rate_limited(), "{refused}");
    for body in [
        "data: 1\n\nevent: error\ndata: {\"code\":7,\"message\":\"no more\"}\n\n",
        "data: {\"error\":{\"code\":7,\"message\":\"no more\"}}\n\n",
    ] {
        let said = error(events(body)).await;
        assert!(said.has_code(7), "{said}");
        assert!(said.to_string().contains("200 OK, but the response says that the call failed"));
    }
    let other = error(json(200, "{}")).await.to_string();
    assert!(
        other.contains("it is application/json, where text/event-stream is expected"),
        "{other}"
    );
    let Error::Transport(long) = error(events(&format!("data: \"{}\"\n\n", "x".repeat(80)))).await
    else {
        panic!("no transport error")
    };
    assert_eq!(long.kind(), TransportErrorKind::TooLarge);
    assert!(long.to_string().contains("an event has more than 64 bytes"), "{long}");
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 99\r\n\r\n";
    let cut = error(Answer::Close(format!("{head}data: 1\n\n").into_bytes())).await;
    assert!(matches!(cut, Error::Transport(_)), "{cut}");
}

#[tokio::test]
async fn dropping_the_stream_cancels_the_call() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: 1\n\n";
    let server = Server::replies([Answer::Stall(head.as_bytes().to_vec())]);
    let mut stream = client(&server).0.media().listen().events();
    assert_eq!(stream.try_next().await.unwrap().unwrap().data, 1);
    drop(stream);
    tokio::task::spawn_blocking(move || server.wait_for_gone(1)).await.unwrap();
}
