//! Pages, and streams of pages.

use futures_core::Stream;
use serde_json::Value;

use super::support::{Answer, Server, account, answer, client, json, share};
use crate::{CallOptions, Error, Items, Method, sample::models::Share};

/// A page of shares with a `result_info`.
fn page(ids: &[&str], info: &str) -> Answer {
    let items: Vec<_> = ids.iter().map(|id| share(id)).collect();
    let items = items.join(",");
    json(200, &format!(r#"{{"success":true,"errors":[],"result":[{items}],"result_info":{info}}}"#))
}

async fn ids(mut items: Items<Share>) -> Vec<String> {
    let mut ids = Vec::new();
    while let Some(share) = items.try_next().await.unwrap() {
        ids.push(share.id);
        assert!(ids.len() < 50, "it does not end");
    }
    // It stays at its end.
    assert!(items.next().await.is_none());
    ids
}

/// The targets of all requests, without what they have in common.
fn targets(server: &Server) -> Vec<String> {
    let cut = |target: String| target.rsplit_once('/').unwrap().1.to_owned();
    server.requests().into_iter().map(|request| cut(request.target)).collect()
}

#[tokio::test]
async fn a_page_comes_with_its_info() {
    let info = r#"{"count":2,"page":1,"per_page":20,"total_count":2000.0,"total_pages":100}"#;
    let server = Server::replies([page(&["1", "2"], info)]);
    let (client, _) = client(&server);
    let page = client.shares().list(&account()).per_page(20).await.unwrap();
    assert_eq!((page.len(), page.is_empty(), page.iter().count()), (2, false, 2));
    let info = *page.info();
    assert_eq!((info.count, info.page, info.per_page), (Some(2), Some(1), Some(20)));
    assert_eq!((info.total_count, info.total_pages), (Some(2000), Some(100)));
    let ids: Vec<_> = page.into_iter().map(|share| share.id).collect();
    assert_eq!(ids, ["1", "2"]);
    assert_eq!(targets(&server), ["shares?per_page=20"]);
}

#[tokio::test]
async fn an_incomplete_info_is_no_error() {
    let whole = r#"{"count":-1,"page":1.5,"per_page":"x","total_count":null}"#;
    for info in [whole, "{}", "null", "[]", "7"] {
        let server = Server::replies([page(&["1"], info)]);
        let page = client(&server).0.shares().list(&account()).await.unwrap();
        assert_eq!(page.info(), &crate::PageInfo::default(), "{info}");
    }
}

#[tokio::test]
async fn a_stream_ends_at_the_last_page_without_a_request_too_many() {
    let server = Server::start(|index, _| {
        let id = index.to_string();
        page(&[&id], &format!(r#"{{"page":{},"total_pages":3}}"#, index + 1))
    });
    let (client, _) = client(&server);
    let shares = client.shares().list(&account()).per_page(1).items();
    assert_eq!(ids(shares).await, ["0", "1", "2"]);
    let expected = ["shares?per_page=1", "shares?per_page=1&page=2", "shares?per_page=1&page=3"];
    assert_eq!(targets(&server), expected);
}

#[tokio::test]
async fn the_number_of_pages_follows_from_the_number_of_items() {
    let server =
        Server::start(|index, _| page(&[&index.to_string()], r#"{"per_page":2,"total_count":3}"#));
    let (client, _) = client(&server);
    assert_eq!(ids(client.shares().list(&account()).items()).await, ["0", "1"]);
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_stream_ends_at_an_empty_page() {
    for end in [page(&[], "{}"), json(200, r#"{"success":true,"errors":[],"result":null}"#)] {
        let server = Server::replies([page(&["1"], "{}"), page(&["2"], "{}"), end]);
        let (client, _) = client(&server);
        assert_eq!(ids(client.shares().list(&account()).items()).await, ["1", "2"]);
        assert_eq!(server.count(), 3);
    }
}

#[tokio::test]
async fn a_stream_ends_at_a_page_that_repeats_the_last_one() {
    let server = Server::replies([page(&["1"], "{}"), page(&["2", "3"], "{}")]);
    let (client, _) = client(&server);
    assert_eq!(ids(client.shares().list(&account()).items()).await, ["1", "2", "3"]);
    assert_eq!(server.count(), 3);
}

#[tokio::test]
async fn zero_pages_are_not_believed_of_a_page_with_items() {
    let server = Server::replies([page(&["1"], r#"{"total_pages":0}"#), page(&[], "{}")]);
    let (client, _) = client(&server);
    assert_eq!(ids(client.shares().list(&account()).items()).await, ["1"]);
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_stream_begins_at_the_callers_page() {
    let replies = || Server::replies([page(&["1"], "{}"), page(&["2"], "{}"), page(&[], "{}")]);
    let server = replies();
    client(&server).0.shares().list(&account()).page(7).items().try_collect().await.unwrap();
    assert_eq!(targets(&server), ["shares?page=7", "shares?page=8", "shares?page=9"]);
    // The options of the call are the caller's too.
    let server = replies();
    let options = CallOptions::new().query("page", &4).query("x", "y");
    let call = client(&server).0.shares().list(&account()).options(options);
    call.items().try_collect().await.unwrap();
    assert_eq!(targets(&server), ["shares?page=4&x=y", "shares?page=5&x=y", "shares?page=6&x=y"]);
    // Some servers take 0 for 1, and say so.
    let info = r#"{"page":1,"total_pages":2}"#;
    let server = Server::replies([page(&["1"], info), page(&["2"], info)]);
    client(&server).0.shares().list(&account()).page(0).items().try_collect().await.unwrap();
    assert_eq!(targets(&server), ["shares?page=0", "shares?page=2"]);
}

#[tokio::test]
async fn a_page_is_asked_for_when_it_is_needed() {
    let server =
        Server::start(|index, _| page(&[&format!("{index}a"), &format!("{index}b")], "{}"));
    let (client, _) = client(&server);
    let mut shares = client.shares().list(&account()).items();
    assert_eq!(server.count(), 0);
    for (expected, requests) in [("0a", 1), ("0b", 1), ("1a", 2), ("1b", 2)] {
        assert_eq!(shares.next().await.unwrap().unwrap().id, expected);
        assert_eq!(server.count(), requests);
    }
}

#[tokio::test]
async fn an_error_in_the_middle_is_given_once() {
    let bad = r#"{"success":true,"result":[{"id":"2","name":"n","status":"active"},{"id":3}]}"#;
    for error in [json(404, "{}"), json(200, bad), json(200, "[]"), json(200, "<"), json(200, "")] {
        let server = Server::replies([page(&["1"], "{}"), error.clone(), page(&["3"], "{}")]);
        let (client, _) = client(&server);
        let mut shares = client.shares().list(&account()).items();
        assert_eq!(shares.next().await.unwrap().unwrap().id, "1");
        assert!(shares.next().await.unwrap().is_err(), "{error:?}");
        assert!(shares.next().await.is_none());
        assert_eq!(server.count(), 2);
    }
}

#[tokio::test]
async fn an_error_at_the_beginning_is_given_too() {
    let server = Server::replies([json(200, r#"{"success":false,"errors":[]}"#)]);
    let mut pages = client(&server).0.shares().list(&account()).pages();
    assert!(pages.try_next().await.unwrap_err().api().is_some());
    assert!(pages.try_next().await.unwrap().is_none());
    let server = Server::replies([json(200, r#"{"success":true,"errors":[]}"#)]);
    let error = client(&server).0.shares().list(&account()).await.unwrap_err().to_string();
    assert!(error.contains("at `result`: it is missing"), "{error}");
}

#[tokio::test]
async fn an_empty_list_is_one_empty_page() {
    let server = Server::replies([page(&[], r#"{"total_pages":0,"total_count":0}"#)]);
    let (client, _) = client(&server);
    assert_eq!(ids(client.shares().list(&account()).items()).await, Vec::<String>::new());
    let mut pages = client.shares().list(&account()).pages();
    let page = pages.try_next().await.unwrap().unwrap();
    assert_eq!((page.len(), page.info().total_count), (0, Some(0)));
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn both_are_streams_of_the_futures_crates() {
    fn is_stream<S: Stream<Item = Result<T, Error>> + Send + Unpin + 'static, T>(_: &S) {}
    let server = Server::replies([page(&["1"], r#"{"total_pages":1}"#)]);
    let (client, _) = client(&server);
    is_stream(&client.shares().list(&account()).pages());
    let mut items = client.shares().list(&account()).items();
    is_stream(&items);
    let item = std::future::poll_fn(|cx| std::pin::Pin::new(&mut items).poll_next(cx)).await;
    assert_eq!(item.unwrap().unwrap().id, "1");
}

#[tokio::test]
async fn pages_by_cursor() {
    let page = |items: &str, next: &str| {
        json(
            200,
            &format!(
                r#"{{"success":true,"result":{items},"result_info":{{"cursors":{{"after":{next}}}}}}}"#
            ),
        )
    };
    for end in ["null", r#""""#] {
        let server = Server::replies([page("[1,2]", r#""c+1""#), page("[3]", end)]);
        let items = client(&server).0.files().list().items().try_collect().await.unwrap();
        assert_eq!(items, [1, 2, 3]);
        assert_eq!(targets(&server), ["files", "files?cursor=c%2B1"]);
    }
}

#[tokio::test]
async fn pages_by_link_header() {
    let next = "content-type: application/json\n\
                link: </v4/a,b>; rel=\"prev\", </v4/search?at=2&x=%20>; title=\",\"; rel=\"x next\"";
    let server = Server::replies([answer(200, next, "[1]"), json(200, "[2]")]);
    let (client, _) = client(&server);
    let items = client.files().search("a b").items().try_collect().await.unwrap();
    assert_eq!(items, [1, 2]);
    assert_eq!(targets(&server), ["search?text=a%20b", "search?at=2&x=%20"]);
}

#[tokio::test]
async fn a_link_to_another_origin_is_not_followed() {
    let link = "link: <https://example.com/v4/search>; rel=next";
    let server = Server::replies([answer(200, link, "[1]")]);
    let error = client(&server).0.files().search("a").items().try_collect().await.unwrap_err();
    assert!(error.to_string().contains("leads to another host"), "{error}");
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn pages_by_offset() {
    let page = |items: &str| json(200, &format!(r#"{{"data":{{"rows":{items},"total":5}}}}"#));
    let server = Server::replies([page("[1,2]"), page("[3,4]"), page("[5]")]);
    let items = client(&server).0.files().versions().items().try_collect().await.unwrap();
    assert_eq!(items, [1, 2, 3, 4, 5]);
    assert_eq!(targets(&server), ["versions", "versions?offset=2", "versions?offset=4"]);
}

#[tokio::test]
async fn pages_by_url() {
    let server = Server::replies([
        json(200, r#"{"results":[1],"next":"/v4/trash?page=2"}"#),
        json(200, r#"{"results":[2],"next":null}"#),
    ]);
    let items = client(&server).0.files().trash().items().try_collect().await.unwrap();
    assert_eq!(items, [1, 2]);
    assert_eq!(targets(&server), ["trash", "trash?page=2"]);
}

#[tokio::test]
async fn pages_by_the_last_item() {
    let page = |items: &str, more: &str| {
        json(200, &format!(r#"{{"data":[{items}],"first":7,"has_more":{more}}}"#))
    };
    let replies = || {
        let first = page(r#"{"id":"a"},{"id":"b&c"}"#, "true");
        Server::replies([first, page(r#"{"id":4}"#, "null"), page(r#"{"id":5}"#, "false")])
    };
    let server = replies();
    let items = client(&server).0.files().history().items().try_collect().await.unwrap();
    let ids: Vec<_> = items.iter().map(|item| item["id"].to_string()).collect();
    assert_eq!(ids, [r#""a""#, r#""b&c""#, "4", "5"]);
    assert_eq!(targets(&server), ["history", "history?after=b%26c", "history?after=4"]);
    // Awaited, the call gives all of the answer.
    let server = replies();
    assert_eq!(client(&server).0.files().history().await.unwrap()["first"], 7);
    // Without identifiers, there is no way on.
    let server = Server::replies([page("{},{}", "true")]);
    assert_eq!(client(&server).0.files().history().items().try_collect().await.unwrap().len(), 2);
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn pages_that_are_counted_from_zero() {
    let page =
        |number: u64| json(200, &format!(r#"{{"rows":[{number}],"page":{number},"pages":3}}"#));
    let server = Server::replies([page(0), page(1), page(2)]);
    let items = client(&server).0.files().rows().items().try_collect().await.unwrap();
    assert_eq!(items, [0, 1, 2]);
    assert_eq!(targets(&server), ["rows", "rows?page=1", "rows?page=2"]);
    // The server knows better than the document from which number on it counts.
    let server = Server::replies([page(1), page(2), page(3)]);
    let items = client(&server).0.files().rows().items().try_collect().await.unwrap();
    assert_eq!(items, [1, 2, 3]);
    assert_eq!(targets(&server), ["rows", "rows?page=2", "rows?page=3"]);
}

#[tokio::test]
async fn a_stream_ends_at_a_next_page_that_was_named_before() {
    // Two marks in turn, and other items on each page.
    let server = Server::start(|index, _| {
        let mark = index % 2;
        let body = format!(
            r#"{{"success":true,"result":[{index}],"result_info":{{"cursors":{{"after":"{mark}"}}}}}}"#
        );
        json(200, &body)
    });
    let items = client(&server).0.files().list().items().try_collect().await.unwrap();
    assert_eq!(items, [0, 1, 2]);
    let server = Server::start(|index, _| {
        json(200, &format!(r#"{{"results":[{index}],"next":"/v4/trash"}}"#))
    });
    let items = client(&server).0.files().trash().items().try_collect().await.unwrap();
    assert_eq!(items, [0, 1]);
    let server = Server::start(|index, _| {
        answer(200, "link: </v4/search?at=1>; rel=next", &format!("[{index}]"))
    });
    let items = client(&server).0.files().search("a").items().try_collect().await.unwrap();
    assert_eq!(items, [0, 1]);
    let server = Server::start(|index, _| {
        json(200, &format!(r#"{{"data":[{{"n":{index},"id":"same"}}],"has_more":true}}"#))
    });
    let items = client(&server).0.files().history().items().try_collect().await.unwrap();
    assert_eq!(items.len(), 2);
}

#[tokio::test]
async fn a_page_without_items_is_passed_over_where_the_server_names_the_next_one() {
    let page =
        |items: &str, next: &str| json(200, &format!(r#"{{"results":{items},"next":{next}}}"#));
    let (second, third) = (r#""/v4/trash?page=2""#, r#""/v4/trash?page=3""#);
    let server = Server::replies([page("[]", second), page("[2]", third), page("[]", "null")]);
    let mut pages = client(&server).0.files().trash().pages();
    assert_eq!(pages.try_next().await.unwrap().unwrap().into_items(), [2]);
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(server.count(), 3);
}

#[tokio::test]
async fn an_undocumented_endpoint_has_pages_too() {
    let server = Server::replies([page(&["1"], "{}"), page(&["2"], r#"{"total_pages":2}"#)]);
    let (client, _) = client(&server);
    let items = client.request(Method::GET, "/x").items::<Share>();
    assert_eq!(ids(items).await, ["1", "2"]);
    let page = client.request(Method::GET, "/x").send_page::<Value>().await.unwrap();
    assert_eq!(page.value().len(), 1);
}
