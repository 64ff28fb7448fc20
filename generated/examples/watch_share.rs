//! Watches a share until it is deleted, and prints each of its states.
//!
//! Deleting takes time: the call that deletes a share answers with a share that is `deleting`.
//!
//! `cargo xtask contract --serve` starts a mock server and keeps it until Ctrl-C. In another terminal:
//!
//! ```text
//! CLOUDFLARE_BASE_URL=http://127.0.0.1:4010 CLOUDFLARE_API_TOKEN=x \
//!     cargo run -p cloudflare-shares --example watch_share -- \
//!     023e105f4ecef8ad9ca31a8372d0c353 3fd85f74b32742f1bff64a85009dda07 2
//! ```
//!
//! The last argument is the limit in seconds. It is what ends the example on the mock server, whose
//! shares are always active.

use cloudflare_shares::Client;
use cloudflare_shares::models::{AccountId, ShareId, ShareStatus};
use std::error::Error;
use std::process::ExitCode;
use std::time::{Duration, Instant};

const USAGE: &str = "usage: watch_share ACCOUNT_ID SHARE_ID [SECONDS]";

/// How long a share is watched where nothing else is said.
const LIMIT: Duration = Duration::from_secs(600);

/// The pause after the first look. Each pause is twice as long as the one before it: most shares are
/// gone soon, and the others need not be asked for often.
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// The longest pause between two looks.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (account, share, seconds) = match arguments.as_slice() {
        [account, share] => (account, share, Ok(LIMIT.as_secs())),
        [account, share, seconds] => (account, share, seconds.parse()),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    let Ok(seconds) = seconds else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(account, share, Duration::from_secs(seconds)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(account: &str, share: &str, limit: Duration) -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    match watch(&client, &account.parse()?, &share.parse()?, limit).await? {
        End::Deleted => println!("share {share} is deleted"),
        End::Gone => println!("share {share} is gone"),
        End::Limit(status) => {
            println!("share {share} is still {status} after {} s", limit.as_secs());
        }
    }
    Ok(())
}

/// Why a share is no longer watched.
#[derive(Debug, PartialEq)]
pub enum End {
    /// The share is deleted, as it says itself.
    Deleted,
    /// The API knows no such share: it was deleted some time ago, or never was.
    Gone,
    /// The time is up, and the share still has this status.
    Limit(ShareStatus),
}

/// Looks at a share until it is deleted, but no longer than the limit.
pub async fn watch(
    client: &Client,
    account: &AccountId,
    share: &ShareId,
    limit: Duration,
) -> Result<End, cloudflare_shares::Error> {
    let begin = Instant::now();
    let mut pause = FIRST_PAUSE;
    let mut last = None;
    loop {
        let status = match client.shares().get(account, share).await {
            Ok(share) => share.status,
            Err(error) if error.is_not_found() => return Ok(End::Gone),
            // The client has tried again already where that could help.
            Err(error) => return Err(error),
        };
        if status == ShareStatus::Deleted {
            return Ok(End::Deleted);
        }
        if last.as_ref() != Some(&status) {
            println!("share {share} is {status}");
        }
        let left = limit.saturating_sub(begin.elapsed());
        if left.is_zero() {
            return Ok(End::Limit(status));
        }
        last = Some(status);
        tokio::time::sleep(pause.min(left)).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}
