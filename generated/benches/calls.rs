//! Calls through the client, beside the same calls by hand with reqwest and derived serde, to a
//! server on this machine: `cargo bench -p cloudflare-shares --bench calls`.
//!
//! The two differ by less than a machine does from one second to the next. So they run in turn, and
//! what counts is the ratio within a turn: what slows down one of them slows down both.

#[path = "../tests/support/answering.rs"]
mod answering;
#[path = "../tests/support/by_hand.rs"]
mod by_hand;

use answering::PER_PAGE;
use by_hand::ByHand;
use cloudflare_shares::{Client, models::AccountId};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

const ACCOUNT: &str = "023e105f4ecef8ad9ca31a8372d0c353";
const SHARE: &str = "3fd85f74b32742f1bff64a85009dda07";
const TOKEN: &str = "a-token-that-is-no-secret";

/// How many pages the list has.
const PAGES: usize = 1000;

/// How many calls run at a time, where many do.
const CONCURRENT: usize = 64;

/// The clients, and what they run on.
struct Setup {
    runtime: Runtime,
    by_hand: ByHand,
    client: Client,
    account: AccountId,
}

/// One comparison.
struct Case {
    name: &'static str,
    turns: usize,
    /// How many calls are made by a run of one of the functions.
    calls: u32,
    by_hand: fn(&Setup),
    client: fn(&Setup),
}

const CASES: [Case; 4] = [
    Case { name: "one share", turns: 200, calls: 100, by_hand: one_by_hand, client: one },
    Case {
        name: "one share, 64 calls at a time",
        turns: 200,
        calls: 640,
        by_hand: many_by_hand,
        client: many,
    },
    Case {
        name: "a page of 100 shares",
        turns: 200,
        calls: 20,
        by_hand: page_by_hand,
        client: page,
    },
    Case {
        name: "100,000 shares of 1,000 pages",
        turns: 20,
        calls: 1,
        by_hand: stream_by_hand,
        client: stream,
    },
];

/// The time limit of a call through the client, unless another one is set.
const LIMIT: Duration = Duration::from_secs(60);

fn main() {
    // As with other benchmarks, a run by `cargo test` only shows that they work.
    let is_measured = std::env::args().any(|argument| argument == "--bench");
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let base = answering::serve(PAGES);
    println!("| medians | by hand | with a time limit | client | ratios |\n|---|---|---|---|---|");
    for case in CASES {
        if wanted.as_ref().is_none_or(|wanted| case.name.contains(wanted)) {
            let turns = if is_measured { case.turns } else { 1 };
            compare(&case, turns, &base);
        }
    }
}

/// Runs the three in turn. Each case begins with new clients, so that no connections are left of
/// another.
fn compare(case: &Case, turns: usize, base: &str) {
    let setup = |by_hand| Setup {
        runtime: Runtime::new().unwrap(),
        by_hand,
        client: Client::builder().base_url(base).api_token(TOKEN).build().unwrap(),
        account: ACCOUNT.parse().unwrap(),
    };
    let plain = setup(ByHand::new(base.to_owned()));
    let limited = setup(ByHand::with_limit(base.to_owned(), LIMIT));
    let ours = setup(ByHand::new(base.to_owned()));
    let runs = [(case.by_hand, &plain), (case.by_hand, &limited), (case.client, &ours)];
    let mut times: [Vec<Duration>; 3] = Default::default();
    // The first turn connects.
    for turn in 0..=turns {
        // Whoever does not come first finds the server awake.
        for place in 0..runs.len() {
            let place = (place + turn) % runs.len();
            let (run, setup) = runs[place];
            let time = timed(run, setup) / case.calls;
            if turn > 0 {
                times[place].push(time);
            }
        }
    }
    let [plain, limited, ours] = times;
    let ratio = |other: &[Duration]| {
        let pairs = ours.iter().zip(other);
        median(pairs.map(|(ours, other)| ours.as_secs_f64() / other.as_secs_f64()).collect())
    };
    let (to_plain, to_limited) = (ratio(&plain), ratio(&limited));
    let [plain, limited, ours] = [plain, limited, ours].map(median);
    println!(
        "| {} | {plain:.1?} | {limited:.1?} | {ours:.1?} | {to_plain:.3}, {to_limited:.3} |",
        case.name
    );
}

fn timed(run: fn(&Setup), setup: &Setup) -> Duration {
    let start = Instant::now();
    run(setup);
    start.elapsed()
}

fn median<T: PartialOrd + Copy>(mut values: Vec<T>) -> T {
    values.sort_by(|left, right| left.partial_cmp(right).unwrap());
    values[values.len() / 2]
}

fn one_by_hand(setup: &Setup) {
    setup.runtime.block_on(async {
        for _ in 0..100 {
            assert_eq!(setup.by_hand.get(TOKEN, ACCOUNT, SHARE).await.id, SHARE);
        }
    });
}

fn one(setup: &Setup) {
    setup.runtime.block_on(async {
        for _ in 0..100 {
            let share = SHARE.parse().unwrap();
            let share = setup.client.shares().get(&setup.account, &share).await.unwrap();
            assert_eq!(share.id.as_str(), SHARE);
        }
    });
}

fn many_by_hand(setup: &Setup) {
    side_by_side(setup, || {
        let by_hand = setup.by_hand.clone();
        async move { assert_eq!(by_hand.get(TOKEN, ACCOUNT, SHARE).await.id, SHARE) }
    });
}

fn many(setup: &Setup) {
    side_by_side(setup, || {
        let client = setup.client.clone();
        async move {
            let account: AccountId = ACCOUNT.parse().unwrap();
            let share = client.shares().get(&account, &SHARE.parse().unwrap()).await.unwrap();
            assert_eq!(share.id.as_str(), SHARE);
        }
    });
}

/// Makes 64 calls at a time, ten times, and waits for all.
fn side_by_side<F: Future<Output = ()> + Send + 'static>(setup: &Setup, call: impl Fn() -> F) {
    setup.runtime.block_on(async {
        for _ in 0..10 {
            let calls: Vec<_> = (0..CONCURRENT).map(|_| tokio::spawn(call())).collect();
            for call in calls {
                call.await.unwrap();
            }
        }
    });
}

fn page_by_hand(setup: &Setup) {
    setup.runtime.block_on(async {
        for _ in 0..20 {
            let page = setup.by_hand.page(TOKEN, ACCOUNT, 1).await;
            assert_eq!(page.result.len(), PER_PAGE);
        }
    });
}

fn page(setup: &Setup) {
    setup.runtime.block_on(async {
        for _ in 0..20 {
            let page = setup.client.shares().list(&setup.account).page(1).await.unwrap();
            assert_eq!(page.len(), PER_PAGE);
        }
    });
}

fn stream_by_hand(setup: &Setup) {
    setup.runtime.block_on(async {
        let (mut number, mut shares) = (1, 0);
        loop {
            let page = setup.by_hand.page(TOKEN, ACCOUNT, number).await;
            shares += page.result.into_iter().filter(|share| !share.id.is_empty()).count();
            if page.result_info.is_none_or(|info| number >= info.total_pages) {
                break;
            }
            number += 1;
        }
        assert_eq!(shares, PAGES * PER_PAGE);
    });
}

fn stream(setup: &Setup) {
    setup.runtime.block_on(async {
        let (mut items, mut shares) = (setup.client.shares().list(&setup.account).items(), 0);
        while let Some(share) = items.try_next().await.unwrap() {
            shares += usize::from(!share.id.as_str().is_empty());
        }
        assert_eq!(shares, PAGES * PER_PAGE);
    });
}
