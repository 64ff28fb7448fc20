//! Every operation's request as it goes over the wire, with everything set that can be.

mod support;

use cloudflare_shares::models::{
    CreateShareExcludedRecipientRequest, CreateShareRecipientRequest, CreateShareRequest,
    CreateShareResourceRequest, Direction, Order, ResourceStatus, ResourceType, ShareKind,
    ShareStatus, ShareTargetType, UpdateShareRequest, UpdateShareResourceRequest,
};
use support::{
    account, client, excluded, organization, partner, recipient, request, resource, ruleset,
    server, share,
};

/// Makes one call and keeps its request under the name of the operation. The answer does not matter:
/// the server gives one that no call can read.
macro_rules! requests {
    ($($test:ident $operation:literal |$client:ident| $call:expr;)*) => {
        $(
            #[tokio::test]
            async fn $test() {
                let server = server(418, "").await;
                let $client = client(&server);
                $call.await.expect_err("the answer is an error");
                insta::assert_snapshot!($operation, request(&server).await);
            }
        )*

        /// The operations that have a test here.
        const OPERATIONS: &[&str] = &[$($operation),*];
    };
}

requests! {
    list_shares "shares-list" |client| client
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

    create_share "share-create" |client| client.shares().create(
        &account(),
        &CreateShareRequest::new(
            "My Shared WAF Managed Rule",
            [CreateShareRecipientRequest::new().with_recipient_account_id(partner())],
            [resource_request()],
        ),
    );

    get_share "shares-get-by-id" |client| client
        .shares()
        .get(&account(), &share())
        .include_resources(true)
        .include_recipient_counts(true);

    update_share "share-update" |client| client
        .shares()
        .update(&account(), &share(), &UpdateShareRequest::new("Another name"));

    delete_share "share-delete" |client| client.shares().delete(&account(), &share());

    list_recipients "share-recipients-list" |client| client
        .shares()
        .recipients()
        .list(&account(), &share())
        .include_resources(true)
        .page(1)
        .per_page(100);

    create_recipient "share-recipient-create" |client| client.shares().recipients().create(
        &account(),
        &share(),
        &CreateShareRecipientRequest::new().with_organization_id(organization()),
    );

    get_recipient "share-recipients-get-by-id" |client| client
        .shares()
        .recipients()
        .get(&account(), &share(), &recipient())
        .include_resources(true);

    update_recipients "share-recipients-update" |client| client.shares().recipients().update(
        &account(),
        &share(),
        &[
            CreateShareRecipientRequest::new().with_recipient_account_id(partner()),
            CreateShareRecipientRequest::new(),
        ],
    );

    delete_recipient "share-recipient-delete" |client| client
        .shares()
        .recipients()
        .delete(&account(), &share(), &recipient());

    list_resources "share-resources-list" |client| client
        .shares()
        .resources()
        .list(&account(), &share())
        .status(ResourceStatus::Deleting)
        .resource_type(ResourceType::IdpFederationGrant)
        .page(1)
        .per_page(10);

    create_resource "share-resource-create" |client| client
        .shares()
        .resources()
        .create(&account(), &share(), &resource_request());

    get_resource "share-resources-get-by-id" |client| client
        .shares()
        .resources()
        .get(&account(), &share(), &resource());

    update_resource "share-resource-update" |client| client.shares().resources().update(
        &account(),
        &share(),
        &resource(),
        &UpdateShareResourceRequest::new(serde_json::Map::new()),
    );

    delete_resource "share-resource-delete" |client| client
        .shares()
        .resources()
        .delete(&account(), &share(), &resource());

    list_excluded_recipients "share-excluded-recipients-list" |client| client
        .shares()
        .excluded_recipients()
        .list(&account(), &share())
        .page(3)
        .per_page(5);

    create_excluded_recipient "share-excluded-recipient-create" |client| client
        .shares()
        .excluded_recipients()
        .create(
            &account(),
            &share(),
            &CreateShareExcludedRecipientRequest::new(partner()),
        );

    get_excluded_recipient "share-excluded-recipients-get-by-id" |client| client
        .shares()
        .excluded_recipients()
        .get(&account(), &share(), &excluded());

    update_excluded_recipients "share-excluded-recipients-update" |client| client
        .shares()
        .excluded_recipients()
        .update(
            &account(),
            &share(),
            &[CreateShareExcludedRecipientRequest::new(partner())],
        );

    delete_excluded_recipient "share-excluded-recipient-delete" |client| client
        .shares()
        .excluded_recipients()
        .delete(&account(), &share(), &excluded());

    list_organization_shares "organization-shares-list" |client| client
        .organizations()
        .shares()
        .list(&organization())
        .status(ShareStatus::from("a status of tomorrow"))
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

fn resource_request() -> CreateShareResourceRequest {
    let meta = serde_json::Map::from_iter([("version".to_owned(), serde_json::json!("latest"))]);
    CreateShareResourceRequest::new(meta, account(), ruleset(), ResourceType::CustomRuleset)
}

#[test]
fn every_operation_of_the_document_has_a_test() {
    let document = include_str!("../../spec/shares.yaml");
    let document: serde_json::Value = serde_yaml::from_str(document).unwrap();
    let mut documented: Vec<&str> = document["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|item| item.as_object().unwrap().values())
        .filter_map(|operation| operation["operationId"].as_str())
        .collect();
    let mut tested = OPERATIONS.to_vec();
    documented.sort_unstable();
    tested.sort_unstable();
    assert_eq!(tested, documented);
}
