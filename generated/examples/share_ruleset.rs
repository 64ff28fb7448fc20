//! Shares a ruleset of an account with the account of a partner, and prints what came of it.
//!
//! `cargo xtask contract --serve` starts a mock server and keeps it until Ctrl-C. In another terminal:
//!
//! ```text
//! CLOUDFLARE_BASE_URL=http://127.0.0.1:4010 CLOUDFLARE_API_TOKEN=x \
//!     cargo run -p cloudflare-shares --example share_ruleset -- \
//!     023e105f4ecef8ad9ca31a8372d0c353 372e67954025e0ba6aaa6d586b9e0b59 92eb5ffee6ae2fec3ad71c777531578f
//! ```
//!
//! Without `CLOUDFLARE_BASE_URL`, and with a token of yours, it makes a real share.

use cloudflare_shares::Client;
use cloudflare_shares::models::{
    AccountId, CreateShareRecipientRequest, CreateShareRequest, CreateShareResourceRequest,
    ResourceResourceId, ResourceType, Share,
};
use std::error::Error;
use std::process::ExitCode;

const USAGE: &str = "usage: share_ruleset ACCOUNT_ID PARTNER_ACCOUNT_ID RULESET_ID [NAME]";

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (account, partner, ruleset, name) = match arguments.as_slice() {
        [account, partner, ruleset] => (account, partner, ruleset, "A ruleset for a partner"),
        [account, partner, ruleset, name] => (account, partner, ruleset, name.as_str()),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(account, partner, ruleset, name).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(
    account: &str,
    partner: &str,
    ruleset: &str,
    name: &str,
) -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    // Each kind of identifier has a type of its own, so that none gets into the place of another.
    let account: AccountId = account.parse()?;
    let share = share_ruleset(&client, &account, partner.parse()?, ruleset.parse()?, name).await?;
    println!("share {} ({}) is {}", share.id, share.name, share.status);

    // The answer did not wait for the partner's account: the recipients tell how far they are.
    let mut recipients = client.shares().recipients().list(&account, &share.id).items();
    while let Some(recipient) = recipients.try_next().await? {
        let status = recipient.association_status;
        println!("account {} is {status}", recipient.account_id);
    }
    Ok(())
}

/// Makes a share of one ruleset for one account.
pub async fn share_ruleset(
    client: &Client,
    account: &AccountId,
    partner: AccountId,
    ruleset: ResourceResourceId,
    name: &str,
) -> Result<Share, cloudflare_shares::Error> {
    let recipient = CreateShareRecipientRequest::new().with_recipient_account_id(partner);
    let resource = CreateShareResourceRequest::new(
        // What is to be noted with the resource: any JSON object.
        serde_json::Map::new(),
        // A resource may belong to another account than the one that makes the share.
        account.clone(),
        ruleset,
        ResourceType::CustomRuleset,
    );
    let request = CreateShareRequest::new(name, [recipient], [resource]);
    client.shares().create(account, &request).await
}
