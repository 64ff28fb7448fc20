//! Shares: `client.shares()`.

use super::models::{AccountId, CreateShareRequest, Share, ShareStatus};
use crate::runtime::{
    Call, Client, Enveloped, Method, Nothing, Operation, PlainCall, QueryStyle, Reserved, endpoint,
    paged,
};

impl Client {
    /// Shares.
    pub fn shares(&self) -> Shares<'_> {
        Shares { client: self }
    }
}

/// Shares. See [`Client::shares`].
#[derive(Clone, Copy, Debug)]
pub struct Shares<'c> {
    client: &'c Client,
}

impl Shares<'_> {
    /// Lists the shares of an account.
    ///
    /// `GET /accounts/{account_id}/shares`
    pub fn list(&self, account_id: &AccountId) -> List {
        List { call: Call::new(self.client, &LIST).path("account_id", account_id) }
    }

    /// Creates a share.
    ///
    /// `POST /accounts/{account_id}/shares`
    pub fn create(&self, account_id: &AccountId, body: &CreateShareRequest) -> Create {
        Call::new(self.client, &CREATE).path("account_id", account_id).json(body).reads(Enveloped)
    }

    /// Gets a share.
    ///
    /// `GET /accounts/{account_id}/shares/{share_id}`
    pub fn get(&self, account_id: &AccountId, share_id: &str) -> Get {
        Call::new(self.client, &GET)
            .path("account_id", account_id)
            .path("share_id", share_id)
            .reads(Enveloped)
    }

    /// Deletes a share.
    ///
    /// `DELETE /accounts/{account_id}/shares/{share_id}`
    pub fn delete(&self, account_id: &AccountId, share_id: &str) -> Delete {
        Call::new(self.client, &DELETE)
            .path("account_id", account_id)
            .path("share_id", share_id)
            .reads(Enveloped)
    }

    /// Replaces the recipients of a share.
    ///
    /// `PUT /accounts/{account_id}/shares/{share_id}/recipients`
    pub fn replace_recipients(
        &self,
        account_id: &AccountId,
        share_id: &str,
        body: &[AccountId],
    ) -> ReplaceRecipients {
        Call::new(self.client, &REPLACE_RECIPIENTS)
            .path("account_id", account_id)
            .path("share_id", share_id)
            .json(body)
            .reads(Nothing)
    }

    /// Renews a share.
    ///
    /// `POST /accounts/{account_id}/shares/{share_id}/renew`
    pub fn renew(&self, account_id: &AccountId, share_id: &str) -> Renew {
        Renew {
            call: Call::new(self.client, &RENEW)
                .path("account_id", account_id)
                .path("share_id", share_id),
        }
    }
}

/// The call of [`Shares::list`]. Await it for the first page, or use
/// [`items`](Self::items).
#[must_use = "a call does nothing until it is awaited"]
#[derive(Clone, Debug)]
pub struct List {
    call: Call,
}

impl List {
    /// Only shares of this status.
    pub fn status(self, status: &ShareStatus) -> Self {
        Self { call: self.call.query("status", status) }
    }

    /// The number of the page to begin with.
    pub fn page(self, page: u64) -> Self {
        Self { call: self.call.query("page", &page) }
    }

    /// The number of shares on a page.
    pub fn per_page(self, per_page: u64) -> Self {
        Self { call: self.call.query("per_page", &per_page) }
    }

    /// Only shares with all of these tags, `key=value` or `key`.
    pub fn tag(self, tag: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let tag: Vec<String> = tag.into_iter().map(Into::into).collect();
        Self { call: self.call.query_with("tag", &tag, QueryStyle::FormExploded, Reserved::Encode) }
    }
}

paged!(List => Share);

static LIST: Operation =
    Operation::new("shares-list", Method::GET, "/accounts/{account_id}/shares")
        .paging(&crate::config::PAGING);

/// The call of [`Shares::create`]. Await it to send it.
pub type Create = PlainCall<Share>;

static CREATE: Operation =
    Operation::new("share-create", Method::POST, "/accounts/{account_id}/shares");

/// The call of [`Shares::get`]. Await it to send it.
pub type Get = PlainCall<Share>;

static GET: Operation =
    Operation::new("shares-get-by-id", Method::GET, "/accounts/{account_id}/shares/{share_id}");

/// The call of [`Shares::delete`]. Await it to send it.
pub type Delete = PlainCall<Share>;

static DELETE: Operation =
    Operation::new("share-delete", Method::DELETE, "/accounts/{account_id}/shares/{share_id}");

/// The call of [`Shares::replace_recipients`]. Await it to send it.
pub type ReplaceRecipients = PlainCall<()>;

static REPLACE_RECIPIENTS: Operation = Operation::new(
    "share-recipients-update",
    Method::PUT,
    "/accounts/{account_id}/shares/{share_id}/recipients",
);

/// The call of [`Shares::renew`]. Await it to send it.
#[must_use = "a call does nothing until it is awaited"]
#[derive(Clone, Debug)]
pub struct Renew {
    call: Call,
}

impl Renew {
    /// The body, which is optional.
    pub fn body(self, body: &CreateShareRequest) -> Self {
        Self { call: self.call.json(body) }
    }
}

endpoint!(Renew => Share);

static RENEW: Operation =
    Operation::new("share-renew", Method::POST, "/accounts/{account_id}/shares/{share_id}/renew");
