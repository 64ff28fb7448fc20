//! Notices of deprecation in responses.

use std::sync::Arc;

use super::support::{self, Log, Server, TestClock, account, answer, builder, enveloped, share};
use crate::{Client, DeprecationNotice};

/// The server's notice, and the log; it is noon on 26 May 2026.
async fn notice(headers: &str) -> (Option<DeprecationNotice>, Log) {
    let (log, _guard) = support::record();
    let (client, _server) = client(headers);
    let response = client.shares().get(&account(), "1").send().await.unwrap();
    (response.deprecation().cloned(), log)
}

fn client(headers: &str) -> (Client, Server) {
    let server = Server::replies([answer(200, headers, &enveloped(&share("1")))]);
    let client = builder(&server).clock(Arc::new(TestClock::default())).build().unwrap();
    (client, server)
}

#[tokio::test]
async fn a_notice_reaches_the_caller() {
    let headers = "deprecation: @1688169599\n\
        sunset: Thu, 31 Dec 2026 23:59:59 GMT\n\
        link: <https://example.com/why>; rel=\"deprecation\"; type=\"text/html\", <../end>; rel=sunset\n\
        link: </v5/x>;rel=\"successor-version alternate\";title=\"a;b,c \\\" > <\", <x>; rel=\"other\"";
    let (notice, log) = notice(headers).await;
    let notice = notice.unwrap();
    assert_eq!(notice.deprecation(), Some("2023-06-30T23:59:59Z".parse().unwrap()));
    assert_eq!(notice.sunset(), Some("2026-12-31T23:59:59Z".parse().unwrap()));
    let links: Vec<_> = notice.links().iter().map(|l| (l.relation(), l.target())).collect();
    let expected = [
        ("deprecation", "https://example.com/why"),
        ("sunset", "../end"),
        ("successor-version", "/v5/x"),
    ];
    assert_eq!(links, expected);
    assert_eq!(notice.link("successor-version"), Some("/v5/x"));
    let line = log.lines("WARN").join("\n");
    for part in [
        "this endpoint is deprecated",
        "operation=\"shares-get-by-id\"",
        "method=GET",
        "path=\"/accounts/{account_id}/shares/{share_id}\"",
        "deprecation=2023-06-30T23:59:59Z",
        "sunset=2026-12-31T23:59:59Z",
        "successor=\"/v5/x\"",
    ] {
        assert!(line.contains(part), "{line}");
    }
}

#[tokio::test]
async fn a_near_or_past_sunset_is_logged_as_an_error() {
    for (sunset, level, part) in [
        ("Fri, 26 Jun 2026 12:00:00 GMT", " WARN", "is deprecated"),
        ("Thu, 25 Jun 2026 12:00:00 GMT", "ERROR", "within 30 days"),
        ("Tue, 26 May 2026 11:59:59 GMT", "ERROR", "past its sunset"),
    ] {
        let (_, log) = notice(&format!("sunset: {sunset}")).await;
        let lines = log.lines("this endpoint");
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].contains(level) && lines[0].contains(part), "{sunset}: {lines:?}");
    }
    // A deprecation that began long ago is the ordinary case.
    let (_, log) = notice("deprecation: @0").await;
    assert!(log.lines("this endpoint")[0].contains(" WARN"));
}

#[tokio::test]
async fn malformed_headers_are_ignored_and_logged_at_debug() {
    for (headers, name) in [
        ("deprecation: true", "deprecation"),
        ("deprecation: Sun, 11 Nov 2018 23:59:59 GMT", "deprecation"),
        ("deprecation: @", "deprecation"),
        ("deprecation: @1.5", "deprecation"),
        ("deprecation: @+5", "deprecation"),
        ("deprecation: @99999999999999999999", "deprecation"),
        ("deprecation: 1688169599", "deprecation"),
        ("sunset: 2026-12-31", "sunset"),
        ("sunset: @1688169599", "sunset"),
        ("sunset: ", "sunset"),
    ] {
        let (notice, log) = notice(headers).await;
        assert_eq!(notice, None, "{headers}");
        let lines = log.lines("a malformed header is ignored");
        assert_eq!(lines.len(), 1, "{headers}");
        assert!(lines[0].contains("DEBUG") && lines[0].contains(&format!("header=\"{name}\"")));
        assert!(log.lines("this endpoint").is_empty());
    }
}

#[tokio::test]
async fn forms_that_are_well_formed() {
    for (header, expected) in [
        ("deprecation: @1688169599;x=1", "2023-06-30T23:59:59Z"),
        ("deprecation: @-1", "1969-12-31T23:59:59Z"),
    ] {
        let (notice, _) = notice(header).await;
        assert_eq!(notice.unwrap().deprecation(), Some(expected.parse().unwrap()), "{header}");
    }
    let (notice, _) = notice("sunset: Sunday, 06-Nov-94 08:49:37 GMT\ndeprecation: x").await;
    let notice = notice.unwrap();
    assert_eq!(notice.sunset(), Some("1994-11-06T08:49:37Z".parse().unwrap()));
    assert_eq!(notice.deprecation(), None);
}

#[tokio::test]
async fn malformed_links_are_left_out() {
    for link in
        ["nonsense", "<x", "<x>", "<x>; rel", "<x>; rel=", "x>; rel=sunset", "<a>;r=sunset,"]
    {
        let (notice, _) =
            notice(&format!("sunset: Sun, 06 Nov 1994 08:49:37 GMT\nlink: {link}")).await;
        assert_eq!(notice.unwrap().links(), [], "{link}");
    }
}

#[tokio::test]
async fn links_alone_are_no_notice() {
    let (notice, log) = notice("link: <x>; rel=deprecation").await;
    assert_eq!(notice, None);
    assert!(log.lines("this endpoint").is_empty());
}

#[tokio::test]
async fn a_notice_is_logged_once_an_operation_and_client() {
    let (log, _guard) = support::record();
    let (first, server) = client("deprecation: @0");
    let clone = first.clone();
    for client in [&first, &clone, &first] {
        client.shares().get(&account(), "1").await.unwrap();
        client.shares().get(&account(), "2").await.unwrap();
    }
    assert_eq!(log.lines("this endpoint").len(), 1);
    first.shares().delete(&account(), "1").await.unwrap();
    assert_eq!(log.lines("this endpoint").len(), 2, "another operation");
    let second = builder(&server).build().unwrap();
    second.shares().get(&account(), "1").await.unwrap();
    assert_eq!(log.lines("this endpoint").len(), 3, "another client");
}

#[tokio::test]
async fn an_error_has_its_notice_too() {
    let server = Server::replies([answer(410, "sunset: Sun, 06 Nov 1994 08:49:37 GMT", "{}")]);
    let client = builder(&server).build().unwrap();
    let error = client.shares().get(&account(), "1").await.unwrap_err();
    assert!(error.response().unwrap().deprecation().unwrap().sunset().is_some());
}
