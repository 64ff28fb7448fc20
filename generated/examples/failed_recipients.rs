//! Prints every recipient of an account's shares that could not be given one of the resources, and why.
//!
//! `cargo xtask contract --serve` starts a mock server and keeps it until Ctrl-C. In another terminal:
//!
//! ```text
//! CLOUDFLARE_BASE_URL=http://127.0.0.1:4010 CLOUDFLARE_API_TOKEN=x \
//!     cargo run -p cloudflare-shares --example failed_recipients -- \
//!     023e105f4ecef8ad9ca31a8372d0c353
//! ```
//!
//! The mock server knows of no failed recipient; an account of yours may.

use cloudflare_shares::Client;
use cloudflare_shares::models::{
    AccountId, Share, ShareKind, ShareRecipient, ShareRecipientResource,
};
use std::error::Error;
use std::process::ExitCode;

const USAGE: &str = "usage: failed_recipients ACCOUNT_ID";

/// The largest page that the API gives: the fewest requests.
const PER_PAGE: i64 = 100;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [account] = arguments.as_slice() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(account).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(account: &str) -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    let failed = failed_recipients(&client, &account.parse()?).await?;
    for Failed { share, recipient, resources } in &failed {
        println!("{} ({}), account {}:", share.name, share.id, recipient.account_id);
        for resource in resources {
            let next = if resource.terminal { "given up" } else { "tried again" };
            println!("  resource {}: {} ({next})", resource.resource_id, resource.error);
        }
    }
    println!("recipients whose association failed: {}", failed.len());
    Ok(())
}

/// A recipient that could not be given all of a share.
pub struct Failed {
    /// The share.
    pub share: Share,
    /// The recipient.
    pub recipient: ShareRecipient,
    /// The resources that it could not be given.
    pub resources: Vec<ShareRecipientResource>,
}

/// Finds the recipients that could not be given all of a share, over all shares of the account.
pub async fn failed_recipients(
    client: &Client,
    account: &AccountId,
) -> Result<Vec<Failed>, cloudflare_shares::Error> {
    let shares = client.shares();
    let mut failed = Vec::new();
    // Of what others share with the account, the recipients are not its own business.
    let sent = shares.list(account).kind(ShareKind::Sent).per_page(PER_PAGE);
    // All items of all pages; a page is asked for when the one before it has been used up.
    let mut sent = sent.items();
    while let Some(share) = sent.try_next().await? {
        let mut recipients = shares
            .recipients()
            .list(account, &share.id)
            // Without this the answer has no resources, and so none of their errors.
            .include_resources(true)
            .per_page(PER_PAGE)
            .items();
        while let Some(mut recipient) = recipients.try_next().await? {
            let mut resources = recipient.resources.take().unwrap_or_default();
            // The error is always there, and empty where nothing is wrong.
            resources.retain(|resource| !resource.error.is_empty());
            if !resources.is_empty() {
                let share = share.clone();
                failed.push(Failed { share, recipient, resources });
            }
        }
    }
    Ok(failed)
}
