//! A server that costs as little as possible, for what is measured: no two calls differ by it.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

/// A share, as the API sends one; the keys are in its order.
pub const SHARE: &str = r#"{"id":"3fd85f74b32742f1bff64a85009dda07","account_id":"023e105f4ecef8ad9ca31a8372d0c353","account_name":"Account A","organization_id":"023e105f4ecef8ad9ca31a8372d0c353","name":"My Shared WAF Managed Rule","status":"active","target_type":"account","kind":"sent","created":"2023-09-21T18:56:32.624632Z","modified":"2023-09-21T18:56:32.624632Z","associated_recipient_count":3,"associating_recipient_count":1}"#;

/// Where its identifier ends.
const ID_END: usize = r#"{"id":"3fd85f74b32742f1bff64a85009dda07"#.len();

/// How many shares a page has.
pub const PER_PAGE: usize = 100;

/// Starts a server that has one share, and so many pages of shares; names its address.
pub fn serve(pages: usize) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let stream = stream.unwrap();
            std::thread::spawn(move || answer(stream, pages));
        }
    });
    format!("http://{address}")
}

/// Answers each request of a connection. None of them has a body.
fn answer(mut stream: TcpStream, pages: usize) {
    stream.set_nodelay(true).unwrap();
    let (mut shares, mut answer) = (Shares::new(), Vec::new());
    let (mut request, mut chunk) = (Vec::new(), [0; 4096]);
    while let Ok(length @ 1..) = stream.read(&mut chunk) {
        request.extend_from_slice(&chunk[..length]);
        if !request.ends_with(b"\r\n\r\n") {
            continue;
        }
        let target = str::from_utf8(&request).unwrap().split(' ').nth(1).unwrap();
        let (_, rest) = target.split_once("/shares").expect("the server has shares alone");
        answer.clear();
        if rest.starts_with('/') {
            write(&mut answer, SHARE.as_bytes(), "");
        } else {
            let number = number(rest);
            let total = pages * PER_PAGE;
            let info = format!(
                r#","result_info":{{"page":{number},"per_page":{PER_PAGE},"count":{PER_PAGE},"total_count":{total},"total_pages":{pages}}}"#
            );
            write(&mut answer, shares.of_page(number), &info);
        }
        if stream.write_all(&answer).is_err() {
            break;
        }
        request.clear();
    }
}

/// Writes a whole answer.
fn write(answer: &mut Vec<u8>, result: &[u8], info: &str) {
    const HEAD: &str = r#"{"success":true,"errors":[],"messages":[],"result":"#;
    let length = HEAD.len() + result.len() + info.len() + 1;
    write!(answer, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{HEAD}").unwrap();
    answer.extend_from_slice(result);
    write!(answer, "{info}}}").unwrap();
}

/// The number of the page that is asked for.
fn number(query: &str) -> usize {
    let mut pairs = query.trim_start_matches('?').split('&');
    pairs.find_map(|pair| pair.strip_prefix("page=")).map_or(1, |number| number.parse().unwrap())
}

/// The shares of a page, as JSON. From page to page, only their identifiers change.
struct Shares {
    json: Vec<u8>,
}

impl Shares {
    fn new() -> Self {
        let json = format!("[{}]", vec![SHARE; PER_PAGE].join(","));
        Self { json: json.into_bytes() }
    }

    fn of_page(&mut self, number: usize) -> &[u8] {
        let shares = self.json[1..].chunks_mut(SHARE.len() + 1);
        for (index, share) in shares.enumerate() {
            let id = format!("{:08}", (number - 1) * PER_PAGE + index);
            // Its last digits.
            share[ID_END - id.len()..ID_END].copy_from_slice(id.as_bytes());
        }
        &self.json
    }
}
