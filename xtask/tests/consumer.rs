//! The developer's place: a new crate in an empty folder that depends on the generated one by path.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may end wherever something is not as expected"
)]

#[path = "../../generator/tests/support/scratch.rs"]
mod scratch;

use scratch::{Scratch, errors, workspace};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

/// A crate that depends on the generated one, with this program.
fn consumer(program: &str) -> Scratch {
    let scratch = Scratch::new(&format!(
        "[package]\nname = \"consumer\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n\
         cloudflare-shares = {{ path = {:?} }}\n\
         serde_json = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n\n\
         [workspace]\n",
        workspace().join("generated")
    ));
    scratch.write("src/main.rs", program);
    scratch
}

/// Answers every request by what its path asks for, and says how often which page was asked for.
fn serve(listener: &TcpListener, requests: &std::sync::mpsc::Sender<String>) {
    for stream in listener.incoming() {
        let (stream, requests) = (stream.unwrap(), requests.clone());
        std::thread::spawn(move || answer_all(stream, &requests));
    }
}

fn answer_all(stream: TcpStream, requests: &std::sync::mpsc::Sender<String>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut stream = stream;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or_default() == 0 {
            return;
        }
        let mut length = 0;
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).unwrap();
            let header = header.trim().to_ascii_lowercase();
            if let Some(value) = header.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            if header.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        let target = line.rsplit_once(' ').unwrap().0.to_owned();
        let body = answer(&target);
        requests.send(target).unwrap();
        write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
    }
}

fn answer(target: &str) -> String {
    let time = "2023-09-21T18:56:32.624632Z";
    if target.starts_with("POST") && target.ends_with("/recipients") {
        return format!(
            r#"{{"success":true,"errors":[],"result":{{"id":"r1","account_id":"a","association_status":"associating","created":"{time}","modified":"{time}"}}}}"#
        );
    }
    let share = |number: u32| {
        format!(
            r#"{{"id":"s{number}","account_id":"a","account_name":"A","created":"{time}","modified":"{time}","name":"Share {number}","organization_id":"o","status":"active","target_type":"account"}}"#
        )
    };
    if target.starts_with("POST") {
        return format!(r#"{{"success":true,"errors":[],"result":{}}}"#, share(0));
    }
    let page: u32 = match target.split_once("page=") {
        Some((_, page)) => page.parse().unwrap(),
        None => 1,
    };
    format!(
        r#"{{"success":true,"errors":[],"result":[{}],"result_info":{{"count":1,"page":{page},"per_page":1,"total_count":3,"total_pages":3}}}}"#,
        share(page)
    )
}

#[test]
fn a_program_of_under_40_lines_creates_lists_and_adds() {
    let program = include_str!("consumer/program.rs");
    assert!(program.lines().count() < 40);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (sender, requests) = std::sync::mpsc::channel();
    std::thread::spawn(move || serve(&listener, &sender));
    let folder = consumer(program);
    let output = folder
        .cargo(&["run"])
        .env("CLOUDFLARE_API_TOKEN", "token")
        .env("CLOUDFLARE_BASE_URL", address)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", errors(&output));
    assert_eq!(errors(&output), "", "it builds without a warning");
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed, "s1 Share 1\ns2 Share 2\ns3 Share 3\nr1 associating\n");
    let requests: Vec<String> = requests.try_iter().collect();
    let shares = "/accounts/023e105f4ecef8ad9ca31a8372d0c353/shares";
    let expected = [
        format!("POST {shares}"),
        format!("GET {shares}"),
        format!("GET {shares}?page=2"),
        format!("GET {shares}?page=3"),
        format!("POST {shares}/s0/recipients"),
    ];
    assert_eq!(requests, expected);
}

#[test]
fn the_old_name_is_an_error_where_deprecation_is_denied() {
    let folder = consumer(
        r#"#![deny(deprecated)]
use cloudflare_shares::models::CreateShareRecipientRequest;
fn main() {
    let id = "023e105f4ecef8ad9ca31a8372d0c353".parse().unwrap();
    println!("{:?}", CreateShareRecipientRequest::new().with_account_id(id));
}
"#,
    );
    let output = folder.cargo(&["check"]).output().unwrap();
    assert!(!output.status.success());
    let message = errors(&output);
    assert!(message.contains("use of deprecated method"), "{message}");
    assert!(message.contains("with_recipient_account_id"), "{message}");
    assert!(message.contains("2027-05-26"), "{message}");
}

#[test]
fn a_share_id_is_no_recipient_id() {
    let folder = consumer(
        r#"use cloudflare_shares::{Client, models::{AccountId, RecipientId, ShareId}};
pub fn swapped(client: &Client, account: &AccountId, share: &ShareId, recipient: &RecipientId) {
    let _ = client.shares().recipients().get(account, recipient, share);
}
fn main() {}
"#,
    );
    let output = folder.cargo(&["check"]).output().unwrap();
    assert!(!output.status.success());
    let message = errors(&output);
    assert!(message.contains("E0308"), "{message}");
    assert!(message.contains("expected `&ShareId`, found `&RecipientId`"), "{message}");
}
