//! What is logged.

use serde_json::json as value;

use super::support::{self, Answer, Server, account, client, json, ok, share};
use crate::{CallOptions, Method};

/// What is logged by the crate itself, and not by the layers underneath.
fn own(log: &support::Log) -> String {
    log.lines("templates::runtime").join("\n")
}

#[tokio::test]
async fn a_call_is_a_span() {
    let (log, guard) = support::record();
    let server = Server::replies([json(503, ""), ok(&share("1"))]);
    client(&server).0.shares().get(&account(), "1").await.unwrap();
    drop(guard);
    let closed = log.lines("close").into_iter().find(|line| line.contains("call{")).unwrap();
    for field in [
        " INFO call{",
        "operation=\"shares-get-by-id\"",
        "method=GET",
        "path=\"/accounts/{account_id}/shares/{share_id}\"",
        "status=200",
        "attempts=2",
        "request_id=\"ray-1\"",
        "duration_ms=",
    ] {
        assert!(closed.contains(field), "{field}: {closed}");
    }
}

#[tokio::test]
async fn a_failure_is_in_the_span_too() {
    let (log, guard) = support::record();
    let server = Server::replies([json(404, "{}")]);
    client(&server).0.shares().get(&account(), "1").await.unwrap_err();
    drop(guard);
    let closed = log.lines("close").into_iter().find(|line| line.contains("call{")).unwrap();
    assert!(closed.contains("status=404") && closed.contains("attempts=1"), "{closed}");
}

#[tokio::test]
async fn a_retry_is_an_event() {
    let (log, guard) = support::record();
    let server = Server::replies([json(503, ""), Answer::Reset(Vec::new()), ok(&share("1"))]);
    client(&server).0.shares().get(&account(), "1").await.unwrap();
    drop(guard);
    let lines = log.lines("the call is tried again");
    assert_eq!(lines.len(), 2, "{lines:?}");
    for field in ["WARN", "attempt=1", "status=503", "request_id=\"ray-1\"", "pause_ms=500"] {
        assert!(lines[0].contains(field), "{field}: {}", lines[0]);
    }
    for field in ["WARN", "attempt=2", "reason=Interrupted", "pause_ms=1000"] {
        assert!(lines[1].contains(field), "{field}: {}", lines[1]);
    }
}

#[tokio::test]
async fn bodies_and_values_are_never_logged() {
    let (log, guard) = support::record();
    let server =
        Server::replies([json(400, r#"{"errors":[{"message":"B0DY"}]}"#), json(200, "B0DY")]);
    let (client, _) = client(&server);
    for _ in 0..2 {
        let call = client
            .request(Method::PUT, "/x/{p}")
            .path("p", "B0DY")
            .query("q", "B0DY")
            .options(CallOptions::new().header("x-own", "B0DY").query("more", "B0DY"))
            .json(&value!({"a": "B0DY"}));
        call.send::<u8>().await.unwrap_err();
    }
    drop(guard);
    assert!(own(&log).contains("call"), "the log is on");
    assert!(!own(&log).contains("B0DY"), "{}", own(&log));
}
