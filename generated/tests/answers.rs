//! Every example answer of the document decodes, and encodes back to what it was.

mod support;

use cloudflare_shares::models::{
    CreateShareExcludedRecipientRequest, CreateShareRecipientRequest, CreateShareRequest,
    CreateShareResourceRequest, ResourceType, UpdateShareRequest, UpdateShareResourceRequest,
};
use cloudflare_shares::{Client, Error};
use serde_json::{Map, Value};
use support::{
    account, client, excluded, organization, partner, recipient, resource, ruleset, server, share,
};

/// Calls an operation and gives its value as JSON: a list's items, or `null` for no content.
async fn call(client: &Client, operation: &str) -> Result<Value, Error> {
    let shares = client.shares();
    let (recipients, resources) = (shares.recipients(), shares.resources());
    let excluded_recipients = shares.excluded_recipients();
    let new_resource = CreateShareResourceRequest::new(
        Map::new(),
        account(),
        ruleset(),
        ResourceType::CustomRuleset,
    );
    macro_rules! value {
        ($call:expr) => {
            serde_json::to_value($call.await?).unwrap()
        };
    }
    macro_rules! items {
        ($call:expr) => {
            serde_json::to_value($call.await?.items()).unwrap()
        };
    }
    Ok(match operation {
        "shares-list" => items!(shares.list(&account())),
        "share-create" => {
            value!(shares.create(&account(), &CreateShareRequest::new("A share", [], [])))
        }
        "shares-get-by-id" => value!(shares.get(&account(), &share())),
        "share-update" => {
            value!(shares.update(&account(), &share(), &UpdateShareRequest::new("B")))
        }
        "share-delete" => value!(shares.delete(&account(), &share())),
        "share-recipients-list" => items!(recipients.list(&account(), &share())),
        "share-recipient-create" => {
            value!(recipients.create(&account(), &share(), &CreateShareRecipientRequest::new()))
        }
        "share-recipients-get-by-id" => value!(recipients.get(&account(), &share(), &recipient())),
        "share-recipients-update" => value!(recipients.update(&account(), &share(), &[])),
        "share-recipient-delete" => value!(recipients.delete(&account(), &share(), &recipient())),
        "share-resources-list" => items!(resources.list(&account(), &share())),
        "share-resource-create" => value!(resources.create(&account(), &share(), &new_resource)),
        "share-resources-get-by-id" => value!(resources.get(&account(), &share(), &resource())),
        "share-resource-update" => {
            let body = UpdateShareResourceRequest::new(Map::new());
            value!(resources.update(&account(), &share(), &resource(), &body))
        }
        "share-resource-delete" => value!(resources.delete(&account(), &share(), &resource())),
        "share-excluded-recipients-list" => items!(excluded_recipients.list(&account(), &share())),
        "share-excluded-recipient-create" => {
            let body = CreateShareExcludedRecipientRequest::new(partner());
            value!(excluded_recipients.create(&account(), &share(), &body))
        }
        "share-excluded-recipients-get-by-id" => {
            value!(excluded_recipients.get(&account(), &share(), &excluded()))
        }
        "share-excluded-recipients-update" => {
            value!(excluded_recipients.update(&account(), &share(), &[]))
        }
        "share-excluded-recipient-delete" => {
            value!(excluded_recipients.delete(&account(), &share(), &excluded()))
        }
        "organization-shares-list" => items!(client.organizations().shares().list(&organization())),
        other => panic!("no call for the operation `{other}`"),
    })
}

/// An example answer of the document.
struct Example {
    operation: String,
    status: u16,
    body: Option<Value>,
}

/// The example answers of the document whose status means success.
fn examples() -> Vec<Example> {
    let document = include_str!("../../spec/shares.yaml");
    let document: Value = serde_yaml::from_str(document).unwrap();
    let paths = document["paths"].as_object().unwrap().values();
    let operations = paths.flat_map(|item| item.as_object().unwrap().values());
    let mut examples = Vec::new();
    for operation in operations {
        let id = operation["operationId"].as_str().unwrap();
        for (status, answer) in operation["responses"].as_object().unwrap() {
            let Some(status) = status.parse::<u16>().ok().filter(|it| (200..300).contains(it))
            else {
                continue;
            };
            let content = &answer["content"]["application/json"];
            let named = content["examples"].as_object().into_iter().flat_map(Map::values);
            let bodies: Vec<_> = named
                .map(|example| &example["value"])
                .chain(content.get("example"))
                .cloned()
                .map(Some)
                .collect();
            let none = content.is_null().then_some(None);
            examples.extend(bodies.into_iter().chain(none).map(|body| Example {
                operation: id.to_owned(),
                status,
                body,
            }));
        }
    }
    examples
}

#[tokio::test]
async fn every_example_decodes_and_encodes_back() {
    let examples = examples();
    let mut operations: Vec<&str> = examples.iter().map(|it| it.operation.as_str()).collect();
    operations.dedup();
    assert_eq!(operations.len(), 21, "an example for every operation");
    for Example { operation, status, body } in &examples {
        let text = body.as_ref().map(Value::to_string).unwrap_or_default();
        let server = server(*status, text).await;
        let value = call(&client(&server), operation).await;
        let value = value.unwrap_or_else(|error| panic!("{operation}: {error}"));
        let expected = body.as_ref().map_or(Value::Null, |body| body["result"].clone());
        assert_eq!(value, expected, "{operation}");
    }
}
