//! Lists that lose, repeat or hide items: what comes is given, and a list ends because the server said
//! so.

use super::super::support::{Answer, Server, answer, builder, client, http, json};
use crate::Client;

/// A page of the list that has a cursor.
fn page(items: &str, next: &str) -> Answer {
    json(
        200,
        &format!(
            r#"{{"success":true,"result":[{items}],"result_info":{{"cursors":{{"after":"{next}"}}}}}}"#
        ),
    )
}

#[tokio::test]
async fn pages_without_items_are_no_end_while_the_cursor_moves_on() {
    let server = Server::start(|index, _| match index {
        0..150 => page("", &format!("c{index}")),
        _ => page("7", ""),
    });
    let items = client(&server).0.files().list().items().try_collect().await.unwrap();
    assert_eq!((items, server.count()), (vec![7], 151));
}

#[tokio::test]
async fn endless_pages_without_items_are_an_error() {
    let server = Server::start(|index, _| match index {
        0 => page("1", "c"),
        _ => page("", &format!("c{index}")),
    });
    let client = builder(&server).max_empty_pages(20).build().unwrap();
    let mut items = client.files().list().items();
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    let error = items.try_next().await.unwrap_err();
    assert!(error.to_string().contains("20 pages without items came in a row"), "{error}");
    assert!(error.to_string().contains("`max_empty_pages`"), "{error}");
    assert!(items.next().await.is_none());
    assert_eq!(server.count(), 22);
}

#[tokio::test]
async fn equal_pages_are_given_where_the_server_names_the_next_one() {
    let server = Server::replies([page("1", "a"), page("1", "b"), page("1", "c"), page("2", "")]);
    let items = client(&server).0.files().list().items().try_collect().await.unwrap();
    assert_eq!(items, [1, 1, 1, 2]);
    let last = |id: u8, more: bool| {
        json(200, &format!(r#"{{"data":[{{"n":0,"id":{id}}}],"has_more":{more}}}"#))
    };
    let server = Server::replies([last(1, true), last(2, true), last(3, false)]);
    let items = client(&server).0.files().history().items().try_collect().await.unwrap();
    assert_eq!(items.len(), 3);
}

#[tokio::test]
async fn what_names_the_next_page_has_a_limit() {
    for (limit, length) in [(None, 70_000), (Some(10), 11)] {
        let server = Server::replies([page("1", &"c".repeat(length)), page("2", "")]);
        let builder = builder(&server);
        let builder = match limit {
            Some(limit) => builder.max_cursor_size(limit),
            None => builder,
        };
        let mut items = builder.build().unwrap().files().list().items();
        assert_eq!(items.try_next().await.unwrap(), Some(1));
        let error = items.next().await.unwrap().unwrap_err();
        let part = format!("more than {} bytes; raise `max_cursor_size`", limit.unwrap_or(65_536));
        assert!(error.to_string().contains(&part), "{error}");
    }
}

#[tokio::test]
async fn items_that_came_are_given_before_the_error() {
    for link in ["https://example.com/v4/search", "http://[", "ftp://127.0.0.1/"] {
        let server = Server::replies([answer(200, &format!("link: <{link}>; rel=next"), "[1,2]")]);
        let (client, _) = client(&server);
        let mut items = client.files().search("a").items();
        assert_eq!(items.try_next().await.unwrap(), Some(1), "{link}");
        assert_eq!(items.try_next().await.unwrap(), Some(2), "{link}");
        assert!(items.next().await.unwrap().is_err(), "{link}");
        assert!(items.next().await.is_none());
        // An empty page before the error is no page.
        let server = Server::replies([answer(200, &format!("link: <{link}>; rel=next"), "[]")]);
        let mut pages = super::super::support::client(&server).0.files().search("a").pages();
        assert!(pages.next().await.unwrap().is_err(), "{link}");
        assert!(pages.next().await.is_none());
    }
}

/// A server that names its next page in another way than it is called.
fn named(name: impl Fn(&str) -> String + Send + Sync + 'static) -> Server {
    Server::start(move |index, request| {
        let port = request.header("host").unwrap().rsplit_once(':').unwrap().1;
        match index {
            0 => answer(200, &format!("link: <{}>; rel=next", name(port)), "[1]"),
            _ => json(200, "[2]"),
        }
    })
}

#[tokio::test]
async fn another_spelling_of_the_same_host_is_the_same_host() {
    let spellings: [fn(&str) -> String; 5] = [
        |port| format!("http://localhost:{port}/v4/search?at=2"),
        |port| format!("https://127.0.0.1:{port}/v4/search?at=2"),
        |_| "http://127.0.0.1/v4/search?at=2".into(),
        |_| "http://[::1]:8080/v4/search?at=2".into(),
        |port| format!("http://someone:word@127.0.0.1:{port}/v4/search?at=2"),
    ];
    for spelling in spellings {
        let server = named(spelling);
        let items = client(&server).0.files().search("a").items().try_collect().await.unwrap();
        assert_eq!(items, [1, 2]);
        let second = server.requests().remove(1);
        assert_eq!(second.target, "/v4/search?at=2");
        assert_eq!(second.header("authorization"), Some("Bearer the-token"));
    }
}

#[tokio::test]
async fn the_next_page_may_be_at_a_server_that_is_trusted() {
    let other = Server::replies([json(200, "[2]")]);
    let link = format!("link: <{}/search?at=2>; rel=next", other.url());
    let server = Server::replies([answer(200, &link, "[1]"), json(200, "[3]")]);
    let client = builder(&server).trust_server(other.url()).build().unwrap();
    let items = client.files().search("a").items().try_collect().await.unwrap();
    assert_eq!(items, [1, 2]);
    assert_eq!(other.request().header("authorization"), Some("Bearer the-token"));
    assert_eq!(other.request().target, "/v4/search?at=2");
}

#[tokio::test]
async fn without_credentials_the_next_page_may_be_anywhere() {
    let link = "link: <https://nowhere.invalid/v4/search>; rel=next";
    let server = Server::replies([answer(200, link, "[1]")]);
    let http = http().no_proxy().build().unwrap();
    let client = Client::builder().base_url(server.url()).anonymous().http_client(http);
    let client = client.max_retries(0).build().unwrap();
    let mut items = client.files().search("a").items();
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    // It was asked for.
    assert!(items.next().await.unwrap().unwrap_err().is_connect());
}
