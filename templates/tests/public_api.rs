//! What a user of a generated crate writes, seen from outside the crate.
#![allow(clippy::unwrap_used, reason = "clippy takes only functions with `#[test]` for tests")]

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    thread,
    time::Duration,
};

use templates::{
    CallOptions, Client, Error, Method, Page, Response, StatusCode, TransportErrorKind,
    sample::models::{AccountId, CreateShareRequest, Share, ShareStatus},
};

/// Answers every request with this result in an envelope.
fn serve(result: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 4096]);
            let body = format!(r#"{{"success":true,"errors":[],"result":{result}}}"#);
            let head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncf-ray: ray-1\r\n";
            let length = body.len();
            let _ = write!(stream, "{head}content-length: {length}\r\n\r\n{body}");
        }
    });
    url
}

fn client(result: &'static str) -> Client {
    let builder = Client::builder().base_url(serve(result)).api_token("t");
    builder.build().unwrap()
}

fn account() -> AccountId {
    "023e105f4ecef8ad9ca31a8372d0c353".parse().unwrap()
}

const SHARE: &str = r#"{"id":"1","name":"n","status":"active"}"#;

#[tokio::test]
async fn a_value_or_a_response() -> Result<(), Error> {
    let client = client(SHARE);
    let body = CreateShareRequest::new("n");
    let share: Share = client.shares().create(&account(), &body).await?;
    assert_eq!(share.name, "n");
    let options =
        CallOptions::new().timeout(Duration::from_secs(9)).header("a", "b").max_retries(0);
    let call = client.shares().get(&account(), "1").options(options);
    let response: Response<Share> = call.send().await?;
    assert_eq!(response.request_id(), Some("ray-1"));
    assert_eq!(response.status(), StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn pages_and_items() -> Result<(), Error> {
    let client = client(r#"[{"id":"1","name":"n","status":"active"}]"#);
    let list = client.shares().list(&account()).status(&ShareStatus::Active).tag(["a", "b"]);
    let page: Page<Share> = list.clone().await?;
    assert_eq!(page.items().len(), 1);
    // This server repeats itself: the stream ends.
    let mut items = list.items();
    let mut count = 0;
    while let Some(share) = items.try_next().await? {
        assert_eq!(share.id, "1");
        count += 1;
    }
    assert_eq!(count, 1);
    Ok(())
}

#[tokio::test]
async fn calls_run_side_by_side() {
    let client = client(SHARE);
    let calls: Vec<_> =
        (0..4).map(|_| tokio::spawn(client.shares().get(&account(), "1").into_future())).collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap().id, "1");
    }
}

#[tokio::test]
async fn errors_can_be_told_apart() {
    let client = client("7");
    let error = client.shares().get(&account(), "1").await.unwrap_err();
    assert!(matches!(&error, Error::Decode(error) if error.path() == Some("result")));
    let error = client.shares().get(&account(), "..").await.unwrap_err();
    assert!(matches!(error, Error::Request(_)));
    let nobody = Client::builder().base_url("http://127.0.0.1:1").api_token("t");
    let nobody = nobody.max_retries(0).build().unwrap();
    match nobody.request(Method::GET, "/x").send_empty().await {
        Err(Error::Transport(error)) => assert_eq!(error.kind(), TransportErrorKind::Connect),
        other => panic!("{other:?}"),
    }
}
