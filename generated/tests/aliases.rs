//! The renamed recipient: one value under two names, until a day.

use cloudflare_shares::models::{AccountId, CreateShareRecipientRequest};
use serde_json::json;

const ID: &str = "023e105f4ecef8ad9ca31a8372d0c353";

fn id() -> AccountId {
    ID.parse().unwrap()
}

#[test]
fn the_new_name_is_written() {
    let request = CreateShareRecipientRequest::new().with_recipient_account_id(id());
    let written = serde_json::to_value(&request).unwrap();
    assert_eq!(written, json!({ "recipient_account_id": ID }));
}

#[test]
#[allow(deprecated, reason = "the old setter is what is tested")]
fn the_old_setter_sets_the_new_name() {
    let request = CreateShareRecipientRequest::new().with_account_id(id());
    assert_eq!(request.recipient_account_id, Some(id()));
    let written = serde_json::to_value(&request).unwrap();
    assert_eq!(written, json!({ "recipient_account_id": ID }));
}

#[test]
fn both_names_are_read() {
    for body in [
        json!({ "recipient_account_id": ID }),
        json!({ "account_id": ID }),
        json!({ "account_id": ID, "recipient_account_id": ID }),
        json!({ "recipient_account_id": ID, "account_id": ID }),
        json!({ "recipient_account_id": ID, "account_id": null }),
    ] {
        let request: CreateShareRecipientRequest = serde_json::from_value(body.clone()).unwrap();
        assert_eq!(request.recipient_account_id, Some(id()), "{body}");
    }
}

#[test]
fn two_values_under_two_names_are_an_error_that_names_both() {
    for text in [
        r#"{ "recipient_account_id": "a", "account_id": "b" }"#,
        r#"{ "account_id": "b", "recipient_account_id": "a" }"#,
    ] {
        let error = serde_json::from_str::<CreateShareRecipientRequest>(text).unwrap_err();
        let message = error.to_string();
        assert!(message.contains("`recipient_account_id`"), "{message}");
        assert!(message.contains("`account_id`"), "{message}");
        assert!(message.contains("values differ"), "{message}");
    }
}
