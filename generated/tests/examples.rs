//! The examples do what they say, where a mock server that always answers the same cannot show it.

mod support;

#[allow(dead_code, reason = "its main function is not called here")]
#[path = "../examples/failed_recipients.rs"]
mod failed_recipients;
#[allow(dead_code, reason = "its main function is not called here")]
#[path = "../examples/share_ruleset.rs"]
mod share_ruleset;
#[allow(dead_code, reason = "its main function is not called here")]
#[path = "../examples/watch_share.rs"]
mod watch_share;

use cloudflare_shares::models::ShareStatus;
use serde_json::{Value, json};
use std::time::Duration;
use support::{account, client, partner, request, ruleset, server, share};
use watch_share::{End, watch};
use wiremock::matchers::{method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

const TIME: &str = "2023-09-21T18:56:32.624632Z";

fn share_json(id: &str, status: &str) -> Value {
    json!({
        "id": id, "account_id": account(), "account_name": "Account A", "created": TIME,
        "modified": TIME, "name": "A share", "organization_id": "an-organization", "status": status,
        "target_type": "account",
    })
}

fn recipient_json(account: &str, errors: &[&str]) -> Value {
    let resources = errors.iter().map(|error| {
        json!({ "error": error, "resource_id": ruleset(), "resource_version": 1, "terminal": true })
    });
    json!({
        "id": format!("of-{account}"), "account_id": account, "association_status": "associating",
        "created": TIME, "modified": TIME, "resources": resources.collect::<Vec<_>>(),
    })
}

fn answer(result: &Value) -> ResponseTemplate {
    let body = json!({ "success": true, "errors": [], "result": result });
    ResponseTemplate::new(200).set_body_json(body)
}

/// Answers a look at a share, as often as it is said and before what is mounted later.
async fn look(server: &MockServer, answer: ResponseTemplate, times: u64) {
    let mock = Mock::given(method("GET")).respond_with(answer);
    mock.up_to_n_times(times).mount(server).await;
}

#[tokio::test]
async fn a_share_is_watched_until_it_is_deleted() {
    let server = MockServer::start().await;
    for status in ["deleting", "deleted"] {
        look(&server, answer(&share_json("a", status)), 1).await;
    }
    let limit = Duration::from_secs(60);
    let end = watch(&client(&server), &account(), &share(), limit).await.unwrap();
    assert_eq!(end, End::Deleted);
    assert_eq!(server.received_requests().await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_share_is_watched_until_no_one_knows_it() {
    let server = MockServer::start().await;
    look(&server, answer(&share_json("a", "deleting")), 1).await;
    let gone = json!({ "success": false, "errors": [], "result": null });
    look(&server, ResponseTemplate::new(404).set_body_json(gone), 1).await;
    let limit = Duration::from_secs(60);
    let end = watch(&client(&server), &account(), &share(), limit).await.unwrap();
    assert_eq!(end, End::Gone);
}

#[tokio::test]
async fn a_share_is_watched_no_longer_than_the_limit() {
    let server = MockServer::start().await;
    look(&server, answer(&share_json("a", "active")), 9).await;
    let limit = Duration::from_millis(50);
    let end = watch(&client(&server), &account(), &share(), limit).await.unwrap();
    assert_eq!(end, End::Limit(ShareStatus::Active));
    assert_eq!(server.received_requests().await.unwrap().len(), 2);
}

#[tokio::test]
async fn failed_recipients_are_found_on_all_pages_of_all_shares() {
    let server = MockServer::start().await;
    let page = |items: Value, pages: u32| {
        ResponseTemplate::new(200).set_body_json(json!({
            "success": true, "errors": [], "result": items, "result_info": { "total_pages": pages },
        }))
    };
    // The first page is asked for without its number, and so must not come before the others.
    let list = |of: &str, number: &str, answer: ResponseTemplate| {
        let of = path(format!("/accounts/{}/shares{of}", account()));
        let given = Mock::given(method("GET")).and(of);
        match number {
            "1" => given.respond_with(answer).with_priority(2),
            number => given.and(query_param("page", number)).respond_with(answer).with_priority(1),
        }
    };
    let shares = [("1", share_json("one", "active")), ("2", share_json("two", "active"))];
    for (number, share) in shares {
        list("", number, page(json!([share]), 2)).mount(&server).await;
    }
    let recipients = [
        (
            "/one/recipients",
            "1",
            2,
            json!([recipient_json("a", &["", ""]), recipient_json("b", &["", "no"])]),
        ),
        ("/one/recipients", "2", 2, json!([recipient_json("c", &["never"])])),
        ("/two/recipients", "1", 1, json!([recipient_json("d", &[])])),
    ];
    for (of, number, pages, items) in recipients {
        list(of, number, page(items, pages)).mount(&server).await;
    }
    let failed = failed_recipients::failed_recipients(&client(&server), &account()).await.unwrap();
    let requests = server.received_requests().await.unwrap();
    let lists = requests.iter().filter(|it| it.url.path().ends_with("/recipients"));
    for request in lists {
        // The resources, and so their errors, are there only if they are asked for.
        let query = request.url.query().unwrap();
        assert!(query.contains("include_resources=true"), "{query}");
    }
    let found: Vec<_> = failed
        .iter()
        .map(|failed| {
            let errors: Vec<_> = failed.resources.iter().map(|it| it.error.as_str()).collect();
            (failed.share.id.as_str(), failed.recipient.account_id.as_str(), errors)
        })
        .collect();
    assert_eq!(found, [("one", "b", vec!["no"]), ("one", "c", vec!["never"])]);
}

#[tokio::test]
async fn a_ruleset_is_shared_with_the_partner() {
    let body = json!({ "success": true, "errors": [], "result": share_json("a", "active") });
    let server = server(201, body.to_string()).await;
    let client = client(&server);
    let made = share_ruleset::share_ruleset(&client, &account(), partner(), ruleset(), "B").await;
    assert_eq!(made.unwrap().id.as_str(), "a");
    let request = request(&server).await;
    for part in [partner().as_str(), ruleset().as_str(), "custom-ruleset", "\"B\""] {
        assert!(request.contains(part), "{part} is not in {request}");
    }
}
