//! A call through the client, beside the same call by hand with reqwest and derived serde, to a
//! server on this machine.

use cloudflare_shares::{Client, models::AccountId};
use divan::{Bencher, counter::ItemsCount};
use serde_derive::Deserialize;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;

const ACCOUNT: &str = "023e105f4ecef8ad9ca31a8372d0c353";
const SHARE: &str = "3fd85f74b32742f1bff64a85009dda07";
const TOKEN: &str = "a-token-that-is-no-secret";
const ANSWER: &str = r#"{"success":true,"errors":[],"messages":[],"result":{"id":"3fd85f74b32742f1bff64a85009dda07","account_id":"023e105f4ecef8ad9ca31a8372d0c353","account_name":"Account A","organization_id":"023e105f4ecef8ad9ca31a8372d0c353","name":"My Shared WAF Managed Rule","status":"active","target_type":"account","created":"2023-09-21T18:56:32.624632Z","modified":"2023-09-21T18:56:32.624632Z"}}"#;

/// How many calls run at a time.
const CONCURRENT: [usize; 2] = [1, 64];

fn main() {
    divan::main();
}

/// Starts a server that gives every request the same answer, and names its address.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let stream = stream.unwrap();
            std::thread::spawn(|| answer(stream));
        }
    });
    format!("http://{address}")
}

/// Answers each request of a connection. None of them has a body.
fn answer(mut stream: TcpStream) {
    let response = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{ANSWER}",
        ANSWER.len()
    );
    stream.set_nodelay(true).unwrap();
    let (mut request, mut chunk) = (Vec::new(), [0; 4096]);
    while let Ok(length @ 1..) = stream.read(&mut chunk) {
        request.extend_from_slice(&chunk[..length]);
        if request.ends_with(b"\r\n\r\n") {
            request.clear();
            if stream.write_all(response.as_bytes()).is_err() {
                break;
            }
        }
    }
}

/// Makes calls side by side, and waits for all.
fn run<F>(bencher: Bencher<'_, '_>, concurrent: usize, call: impl Fn() -> F + Sync)
where
    F: Future<Output = String> + Send + 'static,
{
    let runtime = Runtime::new().unwrap();
    bencher.counter(ItemsCount::new(concurrent)).bench_local(|| {
        runtime.block_on(async {
            let calls: Vec<_> = (0..concurrent).map(|_| tokio::spawn(call())).collect();
            for call in calls {
                assert_eq!(call.await.unwrap(), SHARE);
            }
        });
    });
}

#[divan::bench(args = CONCURRENT)]
fn client(bencher: Bencher<'_, '_>, concurrent: usize) {
    let client = Client::builder().base_url(serve()).api_token(TOKEN).build().unwrap();
    run(bencher, concurrent, || {
        let client = client.clone();
        async move {
            let account: AccountId = ACCOUNT.parse().unwrap();
            let share = client.shares().get(&account, &SHARE.parse().unwrap()).await.unwrap();
            share.id.into_string()
        }
    });
}

#[derive(Deserialize)]
struct Envelope {
    success: bool,
    result: Share,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "a program would use the fields")]
struct Share {
    id: String,
    account_id: String,
    account_name: String,
    organization_id: String,
    name: String,
    status: String,
    target_type: String,
    created: jiff::Timestamp,
    modified: jiff::Timestamp,
}

#[divan::bench(args = CONCURRENT)]
fn by_hand(bencher: Bencher<'_, '_>, concurrent: usize) {
    // reqwest wants to know one even where no call needs it.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (base, http) = (serve(), reqwest::Client::new());
    run(bencher, concurrent, || {
        let url = format!("{base}/accounts/{ACCOUNT}/shares/{SHARE}");
        let request = http.get(url).bearer_auth(TOKEN).header("accept", "application/json");
        async move {
            let answer = request.send().await.unwrap().error_for_status().unwrap();
            let envelope: Envelope =
                serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
            assert!(envelope.success);
            envelope.result.id
        }
    });
}
