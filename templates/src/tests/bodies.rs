//! Bodies that are read while they are sent, and forms with files.

use std::{
    io::{self, Write as _},
    pin::Pin,
    task::{Context, Poll},
};

use futures_core::Stream;
use serde_json::json as value;

use super::support::{Answer, Received, Server, answer, client};
use crate::{Body, Part, sample::media::CreateForm};

/// A stream of these pieces.
struct Pieces(Vec<io::Result<&'static str>>);

impl Stream for Pieces {
    type Item = io::Result<&'static str>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(if self.0.is_empty() { None } else { Some(self.0.remove(0)) })
    }
}

fn pieces() -> Body {
    Body::from_stream(Pieces(vec![Ok("ab"), Ok("cd")]))
}

fn file(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().prefix("a\"b").suffix(".png").tempfile().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file
}

fn done() -> Answer {
    answer(204, "", "")
}

async fn put(body: impl Into<Body>) -> Received {
    let server = Server::replies([done()]);
    client(&server).0.media().put(body).await.unwrap();
    server.request()
}

#[tokio::test]
async fn a_body_is_anything_that_has_bytes() {
    let file = file("from a file");
    let reader = tokio::fs::File::open(file.path()).await.unwrap();
    let bodies: [(Body, &str, bool); 7] = [
        ("text".into(), "text", true),
        (b"bytes".into(), "bytes", true),
        (vec![b'v'].into(), "v", true),
        (Body::from_path(file.path()).unwrap(), "from a file", true),
        (pieces(), "abcd", false),
        (pieces().with_length(4), "abcd", true),
        (Body::from_reader(reader), "from a file", false),
    ];
    for (body, text, has_length) in bodies {
        let shown = format!("{body:?}");
        let sent = put(body).await;
        assert_eq!(sent.text(), text, "{shown}");
        assert_eq!(sent.header("content-type"), Some("image/png"));
        let length = sent.header("content-length").map(str::to_owned);
        assert_eq!(length, has_length.then(|| text.len().to_string()), "{shown}");
    }
    assert!(Body::from_path("no such file").is_err());
    assert!(Body::from_path(std::env::temp_dir()).is_err());
}

#[tokio::test]
async fn only_what_can_be_read_again_is_sent_again() {
    let file = file("x");
    for (body, count) in [
        (Body::from("x"), 3),
        (Body::from_path(file.path()).unwrap(), 3),
        (pieces(), 1),
        (pieces().with_length(4), 1),
    ] {
        let shown = format!("{body:?}");
        let server = Server::replies([answer(503, "", ""), answer(503, "", ""), done()]);
        let result = client(&server).0.media().put(body).await;
        assert_eq!(server.count(), count, "{shown}");
        assert_eq!(result.is_ok(), count == 3, "{shown}");
    }
    // A redirect that asks for the same again cannot be followed.
    let server = Server::replies([answer(307, "location: /v4/media", ""), done()]);
    let error = client(&server).0.media().put(pieces()).await.unwrap_err().to_string();
    assert!(error.contains("the body is a stream, which can be sent once"), "{error}");
    // A clone of a call has the same stream.
    let call = client(&server).0.media().put(pieces());
    call.clone().await.unwrap();
    assert!(call.await.is_err());
}

#[tokio::test]
async fn an_error_of_what_is_read_breaks_the_call_off() {
    let server = Server::replies([done()]);
    let broken = Body::from_stream(Pieces(vec![Ok("ab"), Err(io::Error::other("disk gone"))]));
    let error = client(&server).0.media().put(broken).await.unwrap_err().to_string();
    assert!(error.contains("disk gone"), "{error}");
}

/// The parts of a form: the lines before the content, and the content.
fn parts(request: &Received) -> Vec<(String, String)> {
    let media_type = request.header("content-type").unwrap();
    let boundary = media_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let text = request.text();
    let inner = text.strip_suffix(&format!("--{boundary}--\r\n")).unwrap();
    let line = format!("--{boundary}\r\n");
    let parts = inner.split(&line).skip(1);
    let parts = parts.map(|part| {
        let (head, content) = part.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), content.strip_suffix("\r\n").unwrap().to_owned())
    });
    parts.collect()
}

fn disposition(rest: &str) -> String {
    format!("Content-Disposition: form-data; {rest}")
}

#[tokio::test]
async fn a_form_has_fields_and_files() {
    let server = Server::replies([done()]);
    let file = file("from a file");
    let name = file.path().file_name().unwrap().to_str().unwrap().replace('"', "%22");
    let part = Part::new("two").file_name("t\r\n.txt").media_type("text/plain").header("X-N", "7");
    let form = CreateForm::new(Part::from_path(file.path()).unwrap())
        .with_more([part, b"three".into()])
        .with_value(&value!("text"))
        .with_value(&value!([1, true, null, {"a": [1]}]))
        .with_json(&value!(["x"]));
    client(&server).0.media().create_multipart(form).await.unwrap();
    let request = server.request();
    let length = request.header("content-length").unwrap();
    assert_eq!(length, request.body.len().to_string());
    let text = |name: &str| disposition(&format!("name=\"{name}\""));
    let json = |name: &str| format!("{}\r\nContent-Type: application/json", text(name));
    let file = |name: &str, file: &str, media_type: &str| {
        let line = disposition(&format!("name=\"{name}\"; filename=\"{file}\""));
        format!("{line}\r\nContent-Type: {media_type}")
    };
    let expected = [
        (file("file", &name, "image/png"), "from a file"),
        (file("more", "t%0D%0A.txt", "text/plain") + "\r\nx-n: 7", "two"),
        (file("more", "more", "application/octet-stream"), "three"),
        (text("value"), "text"),
        (text("value"), "1"),
        (text("value"), "true"),
        (json("value"), r#"{"a":[1]}"#),
        (json("json"), r#"["x"]"#),
    ];
    let expected: Vec<_> = expected.map(|(head, text)| (head, text.to_owned())).into();
    assert_eq!(parts(&request), expected);
}

#[tokio::test]
async fn a_form_with_a_stream_is_sent_once() {
    for (part, count) in [(Part::new("x"), 2), (Part::new(pieces()), 1)] {
        let server = Server::replies([answer(429, "retry-after: 0", ""), done()]);
        let call = client(&server).0.media().create_multipart(CreateForm::new(part));
        assert_eq!(call.await.is_ok(), count == 2);
        assert_eq!(server.count(), count);
        let bodies: Vec<_> = server.requests().iter().map(parts).collect();
        assert!(bodies.iter().all(|body| *body == bodies[0]));
    }
}

#[tokio::test]
async fn a_form_that_cannot_be_written_is_not_sent() {
    let server = Server::replies([done()]);
    let media = client(&server).0;
    for (part, why) in [
        (Part::new("x").media_type("a\nb"), "cannot be a header"),
        (Part::new("x").header("a b", "c"), "the header name \"a b\""),
    ] {
        let call = media.media().create_multipart(CreateForm::new(part));
        let error = call.await.unwrap_err().to_string();
        assert!(error.contains("not sent") && error.contains(why), "{error}");
    }
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn a_form_can_ask_for_events() {
    let server = Server::replies([answer(200, "content-type: text/event-stream", "data: 1\n\n")]);
    let call = client(&server).0.media().create_multipart(CreateForm::new("x"));
    call.events().try_next().await.unwrap().unwrap();
    let last = parts(&server.request()).pop().unwrap();
    assert_eq!(last, (disposition("name=\"stream\""), "true".to_owned()));
}

#[tokio::test]
async fn an_answer_can_be_read_as_it_comes() {
    let server = Server::replies([answer(200, "content-type: image/png", "bytes")]);
    let mut stream = client(&server).0.media().create(&value!({})).stream().await.unwrap();
    assert_eq!(stream.response().status(), 200);
    let mut bytes = Vec::new();
    while let Some(piece) = stream.try_next().await.unwrap() {
        bytes.extend_from_slice(&piece);
    }
    assert_eq!(bytes, b"bytes");
    assert_eq!(server.request().header("accept"), Some("image/png"));
}
