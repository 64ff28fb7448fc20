use cloudflare_shares::Client;
use cloudflare_shares::models::{
    AccountId, CreateShareRecipientRequest, CreateShareRequest, CreateShareResourceRequest,
    ResourceResourceId, ResourceType,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let account: AccountId = "023e105f4ecef8ad9ca31a8372d0c353".parse()?;
    let partner: AccountId = "372e67954025e0ba6aaa6d586b9e0b59".parse()?;
    let ruleset: ResourceResourceId = "92eb5ffee6ae2fec3ad71c777531578f".parse()?;

    let resource = CreateShareResourceRequest::new(
        serde_json::Map::new(),
        account.clone(),
        ruleset,
        ResourceType::CustomRuleset,
    );
    let share = client
        .shares()
        .create(&account, &CreateShareRequest::new("Rules", [], [resource]))
        .await?;

    let mut shares = client.shares().list(&account).items();
    while let Some(share) = shares.try_next().await? {
        println!("{} {}", share.id, share.name);
    }

    let recipient = CreateShareRecipientRequest::new().with_recipient_account_id(partner);
    let recipient = client.shares().recipients().create(&account, &share.id, &recipient).await?;
    println!("{} {}", recipient.id, recipient.association_status);
    Ok(())
}
