//! Bodies that have other lengths than is said, and files that are none.

use std::{
    io::{self, Write as _},
    pin::Pin,
    task::{Context, Poll},
};

use futures_core::Stream;

use super::super::support::{Server, answer, client};
use crate::{Body, Error, Part, TransportErrorKind, sample::media::CreateForm};

/// Pieces of these lengths.
struct Pieces(Vec<usize>);

impl Stream for Pieces {
    type Item = io::Result<Vec<u8>>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(if self.0.is_empty() { None } else { Some(Ok(vec![b'x'; self.0.remove(0)])) })
    }
}

fn kind(error: &Error) -> TransportErrorKind {
    let Error::Transport(error) = error else { panic!("{error}") };
    error.kind()
}

#[tokio::test]
async fn another_length_than_was_said_fails_the_call() {
    for pieces in [&[10][..], &[5, 5], &[1; 10], &[0, 9, 0, 1, 0], &[7, 3]] {
        for length in [0, 1, 5, 7, 9, 10, 11, 100_000, u64::MAX] {
            let server = Server::replies([answer(204, "", "")]);
            let body = Body::from_stream(Pieces(pieces.to_vec())).with_length(length);
            let result = client(&server).0.media().put(body).await;
            if length == 10 {
                result.unwrap();
                assert_eq!(server.request().body.len(), 10, "{pieces:?}");
                continue;
            }
            let error = result.expect_err(&format!("{pieces:?} as {length}"));
            assert_eq!(kind(&error), TransportErrorKind::Body, "{pieces:?} as {length}: {error}");
            assert!(error.to_string().contains(&format!("where {length} were said")), "{error}");
            assert_eq!(server.count(), 0, "the request was never whole");
        }
    }
}

#[tokio::test]
async fn the_parts_of_a_form_are_counted_too() {
    for length in [0, 3, 5, u64::MAX] {
        let server = Server::replies([answer(204, "", "")]);
        let body = Body::from_stream(Pieces(vec![4])).with_length(length);
        let call = client(&server).0.media().create_multipart(CreateForm::new(Part::new(body)));
        let error = call.await.unwrap_err();
        assert_eq!(kind(&error), TransportErrorKind::Body, "{length}: {error}");
    }
}

#[tokio::test]
async fn a_file_that_is_gone_is_told_as_such() {
    let file = tempfile::NamedTempFile::new().unwrap();
    file.as_file().write_all(b"text").unwrap();
    let body = Body::from_path(file.path()).unwrap();
    drop(file);
    let server = Server::replies([answer(204, "", "")]);
    let (client, clock) = client(&server);
    let error = client.media().put(body).await.unwrap_err();
    let text = error.to_string();
    assert!(text.contains("the body of the request cannot be read: No such file"), "{text}");
    assert!(!text.contains("connection"), "{text}");
    assert_eq!(clock.pauses().len(), 0, "it was tried again");
}

#[tokio::test]
async fn a_file_is_sent_as_long_as_it_was() {
    let file = tempfile::NamedTempFile::new().unwrap();
    file.as_file().write_all(b"1234").unwrap();
    let body = Body::from_path(file.path()).unwrap();
    file.as_file().write_all(b"56").unwrap();
    let server = Server::replies([answer(204, "", "")]);
    let (client, _) = client(&server);
    client.media().put(body.clone()).await.unwrap();
    assert_eq!(server.request().text(), "1234");
    file.as_file().set_len(3).unwrap();
    let error = client.media().put(body).await.unwrap_err();
    assert!(error.to_string().contains("it has only 3 bytes, where 4 were said"), "{error}");
    // An empty file is a body, too.
    file.as_file().set_len(0).unwrap();
    client.media().put(Body::from_path(file.path()).unwrap()).await.unwrap();
    let sent = server.requests().pop().unwrap();
    assert_eq!((sent.header("content-length"), sent.text().as_str()), (Some("0"), ""));
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn what_has_no_length_is_sent_whole() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let writer = pipe.clone();
    let thread = std::thread::spawn(move || std::fs::write(writer, "through a pipe").unwrap());
    let server = Server::replies([answer(204, "", "")]);
    let (client, _) = client(&server);
    client.media().put(Body::from_path(&pipe).unwrap()).await.unwrap();
    thread.join().unwrap();
    assert_eq!(server.request().text(), "through a pipe");
    client.media().put(Body::from_path("/proc/self/status").unwrap()).await.unwrap();
    let sent = server.requests().pop().unwrap();
    assert!(sent.text().starts_with("Name:"), "{}", sent.text());
    assert_eq!(sent.header("content-length"), None);
}
