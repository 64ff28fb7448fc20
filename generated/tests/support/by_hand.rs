//! The same calls by hand, with reqwest and what serde derives.

#![allow(dead_code, reason = "a program would use the fields")]

use serde_derive::Deserialize;
use std::time::Duration;

/// A client of two endpoints.
#[derive(Clone)]
pub struct ByHand {
    http: reqwest::Client,
    base: String,
}

#[derive(Deserialize)]
pub struct Envelope<T> {
    pub success: bool,
    pub result: T,
    pub result_info: Option<PageInfo>,
}

#[derive(Deserialize)]
pub struct PageInfo {
    pub total_pages: usize,
}

#[derive(Deserialize)]
pub struct Share {
    pub account_id: String,
    pub account_name: String,
    pub associated_recipient_count: Option<i64>,
    pub associating_recipient_count: Option<i64>,
    pub created: jiff::Timestamp,
    pub disassociated_recipient_count: Option<i64>,
    pub disassociating_recipient_count: Option<i64>,
    pub id: String,
    pub kind: Option<Kind>,
    pub modified: jiff::Timestamp,
    pub name: String,
    pub organization_id: String,
    pub resources: Option<Vec<serde_json::Value>>,
    pub status: Status,
    pub target_type: Target,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Sent,
    Received,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Active,
    Deleted,
    Deleting,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    Account,
    Organization,
}

impl ByHand {
    /// A client of the server at this address.
    pub fn new(base: String) -> Self {
        Self { http: reqwest::Client::new(), base }
    }

    /// As [`new`](Self::new), with a time limit for each call, which reqwest has none of by itself.
    pub fn with_limit(base: String, limit: Duration) -> Self {
        let limited = Self::new(base);
        let http = reqwest::Client::builder().timeout(limit).build().unwrap();
        Self { http, ..limited }
    }

    /// One share.
    pub async fn get(&self, token: &str, account: &str, share: &str) -> Share {
        let url = format!("{}/accounts/{account}/shares/{share}", self.base);
        self.envelope(token, &url).await.result
    }

    /// A page of shares.
    pub async fn page(&self, token: &str, account: &str, page: usize) -> Envelope<Vec<Share>> {
        let url = format!("{}/accounts/{account}/shares?page={page}", self.base);
        self.envelope(token, &url).await
    }

    async fn envelope<T: serde::de::DeserializeOwned>(
        &self,
        token: &str,
        url: &str,
    ) -> Envelope<T> {
        let request = self.http.get(url).bearer_auth(token).header("accept", "application/json");
        let answer = request.send().await.unwrap().error_for_status().unwrap();
        let envelope: Envelope<T> = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
        assert!(envelope.success);
        envelope
    }
}
