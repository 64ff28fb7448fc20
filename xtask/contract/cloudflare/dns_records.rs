//! Lists zones and their DNS records.
//!
//! It is written for a crate that is generated from Cloudflare's own document;
//! `docs/real-documents.md` says how to run it on a mock server.

use cloudflare_api::Client;
use cloudflare_api::models::{DnsRecordsDnsRecord, DnsRecordsIdentifier, ListZoneOrder};
use std::error::Error;

/// How many zones are looked at.
const ZONES: usize = 3;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    let mut zones = client.zone().list().order(ListZoneOrder::Name).items();
    let mut seen = 0;
    while let Some(zone) = zones.try_next().await? {
        let id: DnsRecordsIdentifier = zone.id.as_str().parse()?;
        let records = client.dns_records_for_zone().list(&id).await?;
        println!("{} {}: {} records on its first page", zone.id, zone.name, records.len());
        for record in records.items() {
            match record {
                DnsRecordsDnsRecord::DnsRecordsARecord(record) => {
                    println!("  A {} {}", record.name, record.content);
                }
                DnsRecordsDnsRecord::Unknown(record) => println!("  unknown: {record}"),
                other => println!("  {other:?}"),
            }
        }
        seen += 1;
        if seen == ZONES {
            break;
        }
    }
    Ok(())
}
