//! What calls allocate, beside the same calls by hand with reqwest and what serde derives; and that
//! a stream of pages holds no more of them the longer it is.
//!
//! Everything but the server runs on the thread of the test, and the allocations of that thread
//! alone are counted. The first calls are left out: they connect.

#[path = "support/answering.rs"]
mod answering;
#[path = "support/by_hand.rs"]
mod by_hand;

use allocation_counter::measure;
use answering::PER_PAGE;
use by_hand::ByHand;
use cloudflare_shares::Client;
use cloudflare_shares::models::AccountId;
use tokio::runtime::{Builder, Runtime};

const ACCOUNT: &str = "023e105f4ecef8ad9ca31a8372d0c353";
const SHARE: &str = "3fd85f74b32742f1bff64a85009dda07";
const TOKEN: &str = "a-token-that-is-no-secret";

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn client(base: String) -> Client {
    Client::builder().base_url(base).api_token(TOKEN).build().unwrap()
}

/// How many allocations one call takes: the least of several, since now and then a table grows.
fn allocations(call: impl Fn()) -> u64 {
    (0..3).for_each(|_| call());
    (0..10).map(|_| measure(&call).count_total).min().unwrap()
}

#[test]
fn a_call_allocates_little_more_than_by_hand() {
    let base = answering::serve(1);
    let (runtime, by_hand, client) = (runtime(), ByHand::new(base.clone()), client(base));
    let by_hand = allocations(|| {
        let share = runtime.block_on(by_hand.get(TOKEN, ACCOUNT, SHARE));
        assert_eq!(share.id, SHARE);
    });
    let client = allocations(|| {
        let share = runtime.block_on(async {
            let account: AccountId = ACCOUNT.parse().unwrap();
            client.shares().get(&account, &SHARE.parse().unwrap()).await.unwrap()
        });
        assert_eq!(share.id.as_str(), SHARE);
    });
    println!("one share: {by_hand} allocations by hand, {client} through the client");
    assert!(client <= by_hand + 2, "{client} allocations, {by_hand} by hand");
}

#[test]
fn a_page_allocates_little_more_than_by_hand() {
    let base = answering::serve(1);
    let (runtime, by_hand, client) = (runtime(), ByHand::new(base.clone()), client(base));
    let by_hand = allocations(|| {
        let page = runtime.block_on(by_hand.page(TOKEN, ACCOUNT, 1));
        assert_eq!(page.result.len(), PER_PAGE);
    });
    let client = allocations(|| {
        let page = runtime.block_on(async {
            let account: AccountId = ACCOUNT.parse().unwrap();
            client.shares().list(&account).page(1).await.unwrap()
        });
        assert_eq!(page.len(), PER_PAGE);
    });
    println!("a page of 100 shares: {by_hand} allocations by hand, {client} through the client");
    // Nothing more for each share.
    assert!(client <= by_hand + 8, "{client} allocations, {by_hand} by hand");
}

/// How many bytes are in use at a time, at most, while so many pages are read.
fn peak(runtime: &Runtime, client: &Client, pages: usize) -> u64 {
    let account: AccountId = ACCOUNT.parse().unwrap();
    let read = || async {
        let (mut items, mut last) = (client.shares().list(&account).items(), None);
        for _ in 0..pages * PER_PAGE {
            last = items.try_next().await.unwrap();
        }
        assert_eq!(last.unwrap().id.as_str()[24..], format!("{:08}", pages * PER_PAGE - 1));
    };
    measure(|| runtime.block_on(read())).bytes_max
}

#[test]
fn a_stream_of_a_thousand_pages_holds_no_more_than_one_of_ten() {
    let (runtime, client) = (runtime(), client(answering::serve(1000)));
    peak(&runtime, &client, 2);
    let (ten, thousand) = (peak(&runtime, &client, 10), peak(&runtime, &client, 1000));
    println!("100,000 shares: {ten} bytes at most for 10 pages, {thousand} for 1,000");
    // What the connection has read ahead differs from page to page, by less than a page.
    let more = 40_000;
    assert!(thousand < ten + more, "{thousand} bytes for 1,000 pages, {ten} for 10");
}
