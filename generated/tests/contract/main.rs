//! Every operation, called on a mock server that no one here wrote: it reads the document by itself,
//! refuses every request that the document does not allow, and answers with what the document says.
//!
//! `cargo xtask contract` starts the server, runs this and shows what it prints.

#[path = "../support/mod.rs"]
mod support;

mod calls;
mod document;
mod verdict;

use calls::Call;
use cloudflare_shares::{CallOptions, Client, Error, Method};
use serde_json::{Value, json};
use support::{account, share};
use verdict::{Check, Outcome};

/// The address of the mock server.
const MOCK: &str = "CONTRACT_MOCK";

/// How many random answers each operation is to get.
const RANDOM_ANSWERS: usize = 5;

/// How many random answers are asked for at most. The mock server makes many of them wrong, and says
/// so itself: it loses its way where one member of an `allOf` narrows another.
const RANDOM_TRIES: usize = 200;

/// The errors that each operation is to get: those of the request, and of the service.
const ERRORS: [u16; 6] = [400, 404, 409, 429, 500, 503];

#[tokio::test]
#[ignore = "`cargo xtask contract` runs it, with a mock server"]
async fn client_and_document_agree() {
    let Ok(address) = std::env::var(MOCK) else {
        panic!("{MOCK} is not set to the address of a mock server; run `cargo xtask contract`");
    };
    // The line on which the name of the test stands ends here.
    println!();
    the_mock_server_is_strict(&address).await;
    let token = Client::builder().base_url(&address).api_token("a-secret-token");
    let pair = Client::builder().base_url(&address).api_email("a@b.example").api_key("a-secret");
    let (token, pair) = (token.build().unwrap(), pair.build().unwrap());

    let operations = document::operations();
    let calls = calls::all();
    for call in &calls {
        assert!(operations.contains_key(call.operation), "no operation `{}`", call.operation);
    }
    let mut faults = 0;
    for (operation, examples) in &operations {
        let calls: Vec<_> = calls.iter().filter(|call| call.operation == operation).collect();
        let Some(fullest) = calls.last() else {
            panic!("the operation `{operation}` is never called");
        };
        let mut checks = Vec::new();
        for call in &calls {
            checks.push(decodes(call, &token, call.variant, CallOptions::new()).await);
        }
        checks.push(decodes(fullest, &pair, "with key and email", CallOptions::new()).await);
        for example in examples {
            let case = format!("example `{example}`");
            checks
                .push(decodes(fullest, &token, &case, prefer(&format!("example={example}"))).await);
        }
        checks.extend(random_answers(fullest, &token).await);
        for status in ERRORS {
            checks.push(fails(fullest, &token, status, "").await);
            checks.push(fails(fullest, &token, status, ", dynamic=true, seed=1").await);
        }
        for check in &checks {
            check.print();
        }
        faults += checks.iter().filter(|check| !check.is_good()).count();
    }
    assert_eq!(faults, 0, "calls are at fault");
}

/// A call whose answer is a success.
async fn decodes(call: &Call, client: &Client, case: &str, options: CallOptions) -> Check {
    let outcome = match Outcome::of(call.make(client, options).await) {
        Outcome::Decoded(_) => Ok(()),
        other => Err(other),
    };
    Check::new(call.operation, case, outcome)
}

/// Calls whose answers are random, and as the document allows them.
async fn random_answers(call: &Call, client: &Client) -> Vec<Check> {
    let mut checks = Vec::new();
    let plain = Outcome::of(call.make(client, CallOptions::new()).await);
    let kind = plain.body().as_ref().and_then(result_kind);
    for seed in 1..=RANDOM_TRIES {
        let options = prefer(&format!("dynamic=true, seed={seed}"));
        let outcome = Outcome::of(call.make(client, options).await);
        // A schema with properties and without a `type`, of which the document has some, allows texts
        // and lists too. No one means that; the examples show what is meant.
        if outcome.body().as_ref().is_some_and(|body| result_kind(body) != kind) {
            continue;
        }
        let outcome = match outcome {
            Outcome::Contradicted(_) => continue,
            Outcome::Decoded(response) if response.body().is_empty() => {
                // There is but one way to say nothing.
                return vec![Check::new(call.operation, "random answer", Ok(()))];
            }
            Outcome::Decoded(_) => Ok(()),
            // A random `success` is false half of the time, whatever the status.
            Outcome::ApiError(error) if says_failure(&error) => Ok(()),
            other => Err(other),
        };
        let case = format!("random answer {seed}");
        checks.push(Check::new(call.operation, &case, outcome));
        if checks.len() == RANDOM_ANSWERS {
            return checks;
        }
    }
    panic!(
        "`{}` got {} of {RANDOM_ANSWERS} random answers that the document allows",
        call.operation,
        checks.len()
    );
}

/// What kind of JSON the result in an envelope is.
fn result_kind(body: &Value) -> Option<&'static str> {
    match body.get("result")? {
        Value::Object(_) => Some("object"),
        Value::Array(_) => Some("array"),
        _ => Some("another"),
    }
}

fn says_failure(error: &Error) -> bool {
    let body = error.api().and_then(|error| error.json());
    body.is_some_and(|body| body["success"] == Value::Bool(false))
}

/// A call whose answer is an error of the API.
async fn fails(call: &Call, client: &Client, status: u16, how: &str) -> Check {
    let options = prefer(&format!("code={status}{how}"));
    let outcome = match Outcome::of(call.make(client, options).await) {
        Outcome::ApiError(error) if is_complete(&error, status) => Ok(()),
        other => Err(other),
    };
    Check::new(call.operation, &format!("error {status}{how}"), outcome)
}

/// Whether an error has the status, and every error of the body with its code and message.
fn is_complete(error: &Error, status: u16) -> bool {
    let Some(error) = error.api() else {
        return false;
    };
    let Some(body) = error.json() else {
        return false;
    };
    let listed = body["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    let agree = listed.iter().zip(error.errors()).all(|(listed, error)| {
        error.code() == listed["code"].as_i64()
            && Some(error.message()) == listed["message"].as_str()
            && error.documentation_url() == listed["documentation_url"].as_str()
            && error.pointer() == listed["source"]["pointer"].as_str()
    });
    error.status().as_u16() == status && error.errors().len() == listed.len() && agree
}

fn prefer(what: &str) -> CallOptions {
    CallOptions::new().header("Prefer", what)
}

/// A mock server that accepts everything would make all of this worthless.
async fn the_mock_server_is_strict(address: &str) {
    let builder = || Client::builder().base_url(address).max_retries(0);
    let anonymous = builder().anonymous().build().unwrap();
    let client = builder().api_token("a-secret-token").build().unwrap();
    let request = |method, path| {
        let path: &'static str = path;
        client.request(method, path).path("account_id", &account()).path("share_id", &share())
    };
    const SHARES: &str = "/accounts/{account_id}/shares";
    const SHARE: &str = "/accounts/{account_id}/shares/{share_id}";
    let bad = [
        ("a path that is not there", request(Method::GET, "/accounts/{account_id}/share")),
        ("a method that is not there", request(Method::PATCH, SHARE)),
        ("a missing body", request(Method::POST, SHARES)),
        ("a missing field", request(Method::PUT, SHARE).json(&json!({}))),
        ("a field of another type", request(Method::PUT, SHARE).json(&json!({ "name": 1 }))),
        ("a number out of bounds", request(Method::GET, SHARES).query("per_page", &101)),
        ("an unknown value", request(Method::GET, SHARES).query("status", "lost")),
        (
            "a long identifier",
            client.request(Method::GET, SHARES).path("account_id", &"a".repeat(33)),
        ),
        ("no credentials", anonymous.request(Method::GET, SHARES).path("account_id", &account())),
    ];
    for (what, request) in bad {
        let answer = request.send::<Value>().await.map(|answer| answer.into_parts().1);
        let rejected = matches!(Outcome::of(answer), Outcome::Rejected(_));
        assert!(rejected, "the mock server accepts {what}");
    }
}
