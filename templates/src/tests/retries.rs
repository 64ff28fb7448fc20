//! Retries: when, how often, and after which pause.

use std::{sync::Arc, time::Duration};

use reqwest::header::HeaderMap;
use serde_json::Value;

use super::support::{
    Answer, Server, TestClock, account, answer, builder, client, json, ok, share,
};
use crate::{
    CallOptions, Client, Error, Method,
    runtime::retry::{backoff, pause, retry_after},
    sample::models::CreateShareRequest,
};

const IDEMPOTENT: [Method; 5] =
    [Method::GET, Method::PUT, Method::DELETE, Method::HEAD, Method::OPTIONS];
const OTHERS: [Method; 2] = [Method::POST, Method::PATCH];

/// How many attempts a call makes that always gets this answer.
async fn attempts(method: &Method, answer: Answer) -> u32 {
    let stalls = matches!(answer, Answer::Stall(_));
    let server = Server::replies([answer]);
    let (client, _) = client(&server);
    let options = CallOptions::new();
    let options = if stalls { options.timeout(Duration::from_millis(30)) } else { options };
    let call = client.request(method.clone(), "/x").options(options);
    let attempts = match call.send_empty().await.unwrap_err() {
        Error::Api(error) => error.response().attempts(),
        Error::Transport(error) => error.attempts(),
        other => panic!("{other}"),
    };
    // A server that stalls may not have read the last request yet.
    if !stalls {
        assert_eq!(server.count(), attempts as usize);
    }
    attempts
}

#[tokio::test]
async fn a_passing_status_is_tried_again() {
    for status in [408, 429, 500, 502, 503, 504] {
        for method in IDEMPOTENT {
            assert_eq!(attempts(&method, json(status, "")).await, 3, "{method} {status}");
        }
    }
    for status in [400, 401, 403, 404, 409, 410, 422, 425, 501, 505] {
        assert_eq!(attempts(&Method::GET, json(status, "")).await, 1, "{status}");
    }
}

#[tokio::test]
async fn a_post_is_tried_again_on_429_alone() {
    for method in OTHERS {
        assert_eq!(attempts(&method, json(429, "")).await, 3, "{method}");
        for status in [408, 500, 502, 503, 504] {
            assert_eq!(attempts(&method, json(status, "")).await, 1, "{method} {status}");
        }
    }
}

#[tokio::test]
async fn a_broken_connection_is_tried_again_but_not_for_a_post() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 90\r\n";
    let faults = [
        Answer::Close(Vec::new()),
        Answer::Reset(Vec::new()),
        Answer::Reset(head.as_bytes().to_vec()),
        Answer::Reset(format!("{head}\r\n{{").into_bytes()),
        Answer::Close(format!("{head}\r\n{{").into_bytes()),
        Answer::Stall(Vec::new()),
        Answer::Stall(head.as_bytes().to_vec()),
        Answer::Stall(format!("{head}\r\n{{").into_bytes()),
    ];
    for fault in faults {
        // A HEAD has no body that could break.
        for method in &IDEMPOTENT[..3] {
            assert_eq!(attempts(method, fault.clone()).await, 3, "{method} {fault:?}");
        }
        for method in OTHERS {
            assert_eq!(attempts(&method, fault.clone()).await, 1, "{method} {fault:?}");
        }
    }
}

#[tokio::test]
async fn a_refused_connection_is_tried_again_for_every_method() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let clock = Arc::new(TestClock::default());
    let client = Client::builder().base_url(format!("http://127.0.0.1:{port}")).api_token("t");
    let client = client.clock(clock.clone()).build().unwrap();
    let account = account();
    let error = client.shares().create(&account, &CreateShareRequest::new("n")).await.unwrap_err();
    assert!(error.is_connect(), "{error}");
    assert_eq!(clock.pauses(), [500, 1000]);
    assert!(error.to_string().contains("(3 attempts)"), "{error}");
}

#[tokio::test]
async fn a_success_after_failures_is_a_success() {
    let server = Server::replies([json(503, ""), Answer::Reset(Vec::new()), ok(&share("1"))]);
    let (client, clock) = client(&server);
    let response = client.shares().get(&account(), "1").send().await.unwrap();
    assert_eq!(response.value().id, "1");
    assert_eq!(response.attempts(), 3);
    assert_eq!(clock.pauses(), [500, 1000]);
}

#[tokio::test]
async fn every_attempt_sends_the_same_request() {
    let server = Server::replies([json(429, ""), json(429, ""), ok(&share("1"))]);
    let (client, _) = client(&server);
    client.shares().create(&account(), &CreateShareRequest::new("n")).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    for request in &requests {
        assert_eq!(request.text(), r#"{"name":"n"}"#);
        assert_eq!(format!("{request:?}"), format!("{:?}", requests[0]));
    }
}

#[tokio::test]
async fn the_number_of_retries_is_settable_on_client_and_call() {
    let server = Server::replies([json(503, "")]);
    let count = async |client: u32, call: Option<u32>| {
        let before = server.count();
        let clock = Arc::new(TestClock::default());
        let client = builder(&server).max_retries(client).clock(clock).build().unwrap();
        let options = call.map_or(CallOptions::new(), |n| CallOptions::new().max_retries(n));
        let error = client.shares().get(&account(), "1").options(options).await.unwrap_err();
        assert_eq!(error.response().unwrap().attempts() as usize, server.count() - before);
        server.count() - before
    };
    assert_eq!(count(0, None).await, 1);
    assert_eq!(count(4, None).await, 5);
    assert_eq!(count(4, Some(1)).await, 2);
    assert_eq!(count(0, Some(3)).await, 4);
}

#[test]
fn the_back_off_doubles_up_to_8_s_less_a_quarter_at_random() {
    let full: Vec<_> = (0..7).map(|retry| backoff(retry, 0.0).as_millis()).collect();
    assert_eq!(full, [500, 1000, 2000, 4000, 8000, 8000, 8000]);
    let least: Vec<_> = (0..7).map(|retry| backoff(retry, 1.0).as_millis()).collect();
    assert_eq!(least, [375, 750, 1500, 3000, 6000, 6000, 6000]);
    assert_eq!(backoff(u32::MAX, 0.5), Duration::from_secs(7));
}

#[tokio::test]
async fn chance_goes_into_the_back_off() {
    let server = Server::replies([json(503, "")]);
    let clock = Arc::new(TestClock { random: 1.0, ..TestClock::default() });
    let client = builder(&server).max_retries(5).clock(clock.clone()).build().unwrap();
    client.shares().get(&account(), "1").await.unwrap_err();
    assert_eq!(clock.pauses(), [375, 750, 1500, 3000, 6000]);
}

#[tokio::test]
async fn the_servers_wish_takes_the_place_of_the_back_off() {
    for (headers, expected) in [
        ("retry-after: 7", 7000),
        ("retry-after: 0", 0),
        ("Retry-After: 60", 60_000),
        ("retry-after: 1.5", 1500),
        ("retry-after-ms: 250", 250),
        ("retry-after-ms: 250\nretry-after: 9", 250),
        ("retry-after: Tue, 26 May 2026 12:00:30 GMT", 30_000),
        ("retry-after: Tuesday, 26-May-26 12:00:30 GMT", 30_000),
        ("retry-after: Tue May 26 12:00:30 2026", 30_000),
        ("retry-after: Tue, 26 May 2026 11:00:00 GMT", 0),
        // The server's clock counts.
        ("date: Tue, 26 May 2026 13:00:00 GMT\nretry-after: Tue, 26 May 2026 13:00:05 GMT", 5000),
        // What makes no sense does not count.
        ("retry-after: soon", 500),
        ("retry-after: -3", 500),
        ("retry-after: NaN", 500),
        ("retry-after: inf", 500),
        ("retry-after-ms: x\nretry-after: 2", 2000),
    ] {
        for status in [429, 503] {
            let server = Server::replies([answer(status, headers, ""), ok(&share("1"))]);
            let (client, clock) = client(&server);
            client.shares().get(&account(), "1").await.unwrap();
            assert_eq!(clock.pauses(), [expected], "{headers}");
        }
    }
}

#[tokio::test]
async fn a_wish_of_more_than_60_s_ends_the_call() {
    for headers in ["retry-after: 61", "retry-after-ms: 60001", "retry-after: 99999999999999999999"]
    {
        let server = Server::replies([answer(429, headers, "{}")]);
        let (client, clock) = client(&server);
        let error = client.shares().get(&account(), "1").await.unwrap_err();
        assert_eq!((server.count(), clock.pauses().len()), (1, 0), "{headers}");
        assert!(error.is_rate_limited());
        assert!(error.retry_after().is_none_or(|pause| pause > Duration::from_secs(60)));
    }
}

#[test]
fn a_wish_beyond_all_measure_is_a_year() {
    let now = "2026-05-26T12:00:00Z".parse().unwrap();
    for wish in ["9".repeat(400), u64::MAX.to_string(), "Fri, 31 Dec 9999 23:59:59 GMT".into()] {
        let mut headers = HeaderMap::new();
        headers.insert("retry-after", wish.parse().unwrap());
        let asked = retry_after(&headers, now).unwrap();
        assert_eq!(asked, Duration::from_secs(365 * 24 * 60 * 60), "{wish}");
        // A caller can add it to a time.
        assert!(std::time::Instant::now().checked_add(asked).is_some());
        assert_eq!(pause(0, 0.0, Some(&headers), now), None);
    }
}

#[test]
fn a_wish_is_digits_or_a_date() {
    let now = "2026-05-26T12:00:00Z".parse().unwrap();
    for wish in ["1e1", "1E1", "+5", "0x10", "1.", ".5", "1.2.3", "1,5", "1_0", "٣", "", "infinity"]
    {
        let mut headers = HeaderMap::new();
        headers.insert("retry-after", wish.parse().unwrap());
        assert_eq!(retry_after(&headers, now), None, "{wish:?}");
        headers.insert("retry-after-ms", wish.parse().unwrap());
        assert_eq!(retry_after(&headers, now), None, "{wish:?}");
    }
}

#[tokio::test]
async fn a_post_whose_result_is_elsewhere_is_not_sent_twice() {
    let server = Server::start(|_, request| match request.method.as_str() {
        "POST" => answer(303, "location: /result", ""),
        _ => json(429, ""),
    });
    let (client, _) = client(&server);
    let error = client.request(Method::POST, "/x").send::<Value>().await.unwrap_err();
    assert!(error.is_rate_limited(), "{error}");
    let methods: Vec<_> = server.requests().into_iter().map(|request| request.method).collect();
    assert_eq!(methods, ["POST", "GET"]);
}

#[tokio::test]
async fn what_the_caller_got_wrong_is_not_tried_again() {
    // A body that does not fit is decided by its bytes: it would be the same again.
    for body in [r#"{"success":true,"result":1}"#, r#"{"success":false}"#, "{", ""] {
        let server = Server::replies([json(200, body)]);
        let error = client(&server).0.shares().get(&account(), "1").await.unwrap_err();
        assert!(matches!(error, Error::Decode(_) | Error::Api(_)));
        assert_eq!(server.count(), 1, "{body}");
    }
}
