//! Every call of the crate: with only what is required, and with everything that can be set.

use crate::support::{
    account, excluded, organization, partner, recipient, resource, ruleset, share,
};
use cloudflare_shares::models::{
    CreateShareExcludedRecipientRequest, CreateShareRecipientRequest, CreateShareRequest,
    CreateShareResourceRequest, Direction, Order, ResourceStatus, ResourceType, ShareKind,
    ShareStatus, ShareTargetType, UpdateShareRequest, UpdateShareResourceRequest,
};
use cloudflare_shares::{CallOptions, Client, Error, RawResponse};
use serde_json::{Map, Value, json};
use std::pin::Pin;

/// The answer to a call: the value was decoded if it is `Ok`.
pub type Answer = Pin<Box<dyn Future<Output = Result<RawResponse, Error>>>>;

/// A call of an operation.
pub struct Call {
    /// The `operationId` of the document.
    pub operation: &'static str,
    /// What is special about this call of the operation.
    pub variant: &'static str,
    make: fn(&Client, CallOptions) -> Answer,
}

impl Call {
    /// Makes the call, once: a mock server that fails is not asked again.
    pub fn make(&self, client: &Client, options: CallOptions) -> Answer {
        (self.make)(client, options.max_retries(0))
    }
}

macro_rules! calls {
    ($($operation:literal $variant:literal |$client:ident| $call:expr;)*) => {
        vec![$(Call {
            operation: $operation,
            variant: $variant,
            make: |$client, options| {
                let call = $call.options(options);
                Box::pin(async move { call.send().await.map(|answer| answer.into_parts().1) })
            },
        }),*]
    };
}

/// Every call.
pub fn all() -> Vec<Call> {
    let groups = [shares(), recipients(), resources(), excluded_recipients(), organizations()];
    groups.into_iter().flatten().collect()
}

fn shares() -> Vec<Call> {
    calls! {
        "shares-list" "only what is required" |client| client.shares().list(&account());
        "shares-list" "every parameter" |client| client
            .shares()
            .list(&account())
            .status(ShareStatus::Active)
            .kind(ShareKind::Sent)
            .target_type(ShareTargetType::Account)
            .resource_types(&[ResourceType::CustomRuleset, ResourceType::GatewayPolicy])
            .order(Order::Created)
            .direction(Direction::Desc)
            .page(2)
            .per_page(50)
            .include_resources(true)
            .include_recipient_counts(false)
            .tag(&["environment=production", "owner=a & b"]);

        "share-create" "only what is required" |client| client
            .shares()
            .create(&account(), &CreateShareRequest::new("A share", [], []));
        "share-create" "recipients and resources" |client| client
            .shares()
            .create(&account(), &share_request());

        "shares-get-by-id" "only what is required" |client| client
            .shares()
            .get(&account(), &share());
        "shares-get-by-id" "every parameter" |client| client
            .shares()
            .get(&account(), &share())
            .include_resources(true)
            .include_recipient_counts(true);

        "share-update" "the body" |client| client
            .shares()
            .update(&account(), &share(), &UpdateShareRequest::new("Another name"));

        "share-delete" "no body" |client| client.shares().delete(&account(), &share());
    }
}

fn recipients() -> Vec<Call> {
    calls! {
        "share-recipients-list" "only what is required" |client| client
            .shares()
            .recipients()
            .list(&account(), &share());
        "share-recipients-list" "every parameter" |client| client
            .shares()
            .recipients()
            .list(&account(), &share())
            .include_resources(true)
            .page(1)
            .per_page(100);

        "share-recipient-create" "the own organization" |client| client
            .shares()
            .recipients()
            .create(&account(), &share(), &CreateShareRecipientRequest::new());
        "share-recipient-create" "an account" |client| client
            .shares()
            .recipients()
            .create(&account(), &share(), &to_account());
        "share-recipient-create" "an organization" |client| client
            .shares()
            .recipients()
            .create(&account(), &share(), &to_organization());

        "share-recipients-get-by-id" "only what is required" |client| client
            .shares()
            .recipients()
            .get(&account(), &share(), &recipient());
        "share-recipients-get-by-id" "every parameter" |client| client
            .shares()
            .recipients()
            .get(&account(), &share(), &recipient())
            .include_resources(true);

        "share-recipients-update" "an empty list" |client| client
            .shares()
            .recipients()
            .update(&account(), &share(), &[]);
        "share-recipients-update" "each kind of recipient" |client| client
            .shares()
            .recipients()
            .update(&account(), &share(), &every_recipient());

        "share-recipient-delete" "no body" |client| client
            .shares()
            .recipients()
            .delete(&account(), &share(), &recipient());
    }
}

fn resources() -> Vec<Call> {
    calls! {
        "share-resources-list" "only what is required" |client| client
            .shares()
            .resources()
            .list(&account(), &share());
        "share-resources-list" "every parameter" |client| client
            .shares()
            .resources()
            .list(&account(), &share())
            .status(ResourceStatus::Deleting)
            .resource_type(ResourceType::IdpFederationGrant)
            .page(0)
            .per_page(0);

        "share-resource-create" "the body" |client| client
            .shares()
            .resources()
            .create(&account(), &share(), &resource_request(ResourceType::GatewayDestinationIp));

        "share-resources-get-by-id" "only what is required" |client| client
            .shares()
            .resources()
            .get(&account(), &share(), &resource());

        "share-resource-update" "the body" |client| client
            .shares()
            .resources()
            .update(&account(), &share(), &resource(), &UpdateShareResourceRequest::new(meta()));

        "share-resource-delete" "no body" |client| client
            .shares()
            .resources()
            .delete(&account(), &share(), &resource());
    }
}

fn excluded_recipients() -> Vec<Call> {
    calls! {
        "share-excluded-recipients-list" "only what is required" |client| client
            .shares()
            .excluded_recipients()
            .list(&account(), &share());
        "share-excluded-recipients-list" "every parameter" |client| client
            .shares()
            .excluded_recipients()
            .list(&account(), &share())
            .page(3)
            .per_page(5);

        "share-excluded-recipient-create" "the body" |client| client
            .shares()
            .excluded_recipients()
            .create(&account(), &share(), &left_out());

        "share-excluded-recipients-get-by-id" "only what is required" |client| client
            .shares()
            .excluded_recipients()
            .get(&account(), &share(), &excluded());

        "share-excluded-recipients-update" "an empty list" |client| client
            .shares()
            .excluded_recipients()
            .update(&account(), &share(), &[]);
        "share-excluded-recipients-update" "one account" |client| client
            .shares()
            .excluded_recipients()
            .update(&account(), &share(), &[left_out()]);

        "share-excluded-recipient-delete" "no body" |client| client
            .shares()
            .excluded_recipients()
            .delete(&account(), &share(), &excluded());
    }
}

fn organizations() -> Vec<Call> {
    calls! {
        "organization-shares-list" "only what is required" |client| client
            .organizations()
            .shares()
            .list(&organization());
        "organization-shares-list" "every parameter" |client| client
            .organizations()
            .shares()
            .list(&organization())
            .status(ShareStatus::Deleted)
            .kind(ShareKind::Received)
            .target_type(ShareTargetType::Organization)
            .resource_types(&[ResourceType::GatewayBlockPageSettings])
            .order(Order::Name)
            .direction(Direction::Asc)
            .page(1)
            .per_page(1)
            .include_resources(false)
            .include_recipient_counts(true)
            .tag(&["team"]);
    }
}

/// A share with each kind of recipient and each type of resource.
fn share_request() -> CreateShareRequest {
    let resources = [
        ResourceType::CustomRuleset,
        ResourceType::GatewayBlockPageSettings,
        ResourceType::GatewayDestinationIp,
        ResourceType::GatewayExtendedEmailMatching,
        ResourceType::GatewayPolicy,
        ResourceType::IdpFederationGrant,
    ];
    CreateShareRequest::new(
        "My Shared WAF Managed Rule",
        every_recipient(),
        resources.map(resource_request),
    )
}

fn every_recipient() -> [CreateShareRecipientRequest; 3] {
    [to_account(), to_organization(), CreateShareRecipientRequest::new()]
}

fn to_account() -> CreateShareRecipientRequest {
    CreateShareRecipientRequest::new().with_recipient_account_id(partner())
}

fn to_organization() -> CreateShareRecipientRequest {
    CreateShareRecipientRequest::new().with_organization_id(organization())
}

fn left_out() -> CreateShareExcludedRecipientRequest {
    CreateShareExcludedRecipientRequest::new(partner())
}

fn resource_request(kind: ResourceType) -> CreateShareResourceRequest {
    CreateShareResourceRequest::new(meta(), account(), ruleset(), kind)
}

fn meta() -> Map<String, Value> {
    Map::from_iter([("version".to_owned(), json!({ "major": 2, "tags": ["a", null] }))])
}
