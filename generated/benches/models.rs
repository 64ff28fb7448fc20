//! Reading and writing a page of shares, beside the same structs with what serde derives.

use cloudflare_shares::models::Share;
use divan::{Bencher, black_box, counter::BytesCount};
use serde_derive::{Deserialize, Serialize};

fn main() {
    divan::main();
}

/// What a developer would write by hand.
#[derive(Deserialize, Serialize)]
struct Derived {
    account_id: String,
    account_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    associated_recipient_count: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    associating_recipient_count: Option<i64>,
    created: jiff::Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    disassociated_recipient_count: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disassociating_recipient_count: Option<i64>,
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<Kind>,
    modified: jiff::Timestamp,
    name: String,
    organization_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    resources: Option<Vec<serde_json::Value>>,
    status: Status,
    target_type: Target,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Sent,
    Received,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    Active,
    Deleted,
    Deleting,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum Target {
    Account,
    Organization,
}

/// A page of 100 shares, with the keys in the order in which the API sends them, which is not that
/// of the fields.
fn page() -> String {
    let share = |number: usize| {
        format!(
            r#"{{"id":"3fd85f74b32742f1bff64a85{number:08}","account_id":"023e105f4ecef8ad9ca31a8372d0c353","account_name":"Account A","organization_id":"023e105f4ecef8ad9ca31a8372d0c353","name":"My Shared WAF Managed Rule {number}","status":"active","target_type":"account","kind":"sent","created":"2023-09-21T18:56:32.624632Z","modified":"2023-09-21T18:56:32.624632Z","associated_recipient_count":{number},"associating_recipient_count":1}}"#
        )
    };
    format!("[{}]", (0..100).map(share).collect::<Vec<_>>().join(","))
}

#[divan::bench(types = [Share, Derived])]
fn read<T: serde::de::DeserializeOwned>(bencher: Bencher<'_, '_>) {
    let page = page();
    bencher
        .counter(BytesCount::of_str(&page))
        .bench(|| serde_json::from_str::<Vec<T>>(black_box(&page)).unwrap());
}

/// As above, with the keys in the order of the fields.
#[divan::bench(types = [Share, Derived])]
fn read_in_order<T: serde::de::DeserializeOwned>(bencher: Bencher<'_, '_>) {
    let shares: Vec<Share> = serde_json::from_str(&page()).unwrap();
    let page = serde_json::to_string(&shares).unwrap();
    bencher
        .counter(BytesCount::of_str(&page))
        .bench(|| serde_json::from_str::<Vec<T>>(black_box(&page)).unwrap());
}

#[divan::bench(types = [Share, Derived])]
fn write<T: serde::de::DeserializeOwned + serde::Serialize>(bencher: Bencher<'_, '_>) {
    let shares: Vec<T> = serde_json::from_str(&page()).unwrap();
    bencher.bench_local(|| serde_json::to_string(black_box(&shares)).unwrap());
}
