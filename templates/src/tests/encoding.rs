//! No value of a parameter makes the call another call.
//!
//! Every value of one byte, every pair of characters that mean something in a URL, and texts made by
//! chance are put into each kind of parameter; the request is then taken apart as a server would.

use percent_encoding::percent_decode_str;
use proptest::{prelude::any, proptest, test_runner::Config};
use reqwest::Url;
use serde_json::{Value, json};

use super::support::{self, Server, client, ok};
use crate::{
    Client, Method,
    runtime::{Call, HeaderStyle, Operation, PathStyle, QueryStyle, Reserved},
};

/// What RFC 3986 reserves, and the characters that parsers of URLs treat in a way of their own.
const SPECIAL: &str = ":/?#[]@!$&'()*+,;=%\\ .|\"<>^`{}~-_\t\n\r\0\u{7f}aé";

const SERVER: &str = "https://api.example.com/v4";

static NESTED: Operation = Operation::new("nested", Method::GET, "/a/{one}/b-{two}/c");

fn offline() -> Client {
    let http = support::http().build().unwrap();
    Client::builder().base_url(SERVER).api_token("t").http_client(http).build().unwrap()
}

/// All values of one byte, and all pairs of special characters.
fn values() -> Vec<String> {
    let single = (0..0x80_u8).map(|byte| char::from(byte).to_string());
    let pairs = SPECIAL.chars().flat_map(|a| SPECIAL.chars().map(move |b| format!("{a}{b}")));
    single.chain(pairs).collect()
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

/// The URL of a call; none if it is refused before it is sent.
fn url(call: Call) -> Option<Url> {
    let url = call.prepare().ok()?.url;
    assert_eq!(url.origin().ascii_serialization(), "https://api.example.com", "{url}");
    assert_eq!((url.username(), url.password(), url.fragment()), ("", None, None), "{url}");
    Some(url)
}

/// Whether a segment of the path would name another path.
fn is_dots(text: &str) -> bool {
    matches!(text, "." | "..")
}

fn check_path(client: &Client, value: &str, other: &str) {
    let nested = |style| {
        let call = Call::new(client, &NESTED).path_with("one", value, style);
        url(call.path_with("two", other, style))
    };
    for (style, before, json) in [
        (PathStyle::Simple, "", false),
        (PathStyle::SimpleExploded, "", false),
        (PathStyle::Label, ".", false),
        (PathStyle::LabelExploded, ".", false),
        (PathStyle::Matrix, ";", false),
        (PathStyle::MatrixExploded, ";", false),
        (PathStyle::Json, "", true),
    ] {
        let written = |name: &str, value: &str| match (json, before) {
            (true, _) => json!(value).to_string(),
            (false, ";") => format!(";{name}={value}"),
            (false, before) => format!("{before}{value}"),
        };
        let (one, two) = (written("one", value), written("two", other));
        let Some(url) = nested(style) else {
            let refused = value.is_empty() || other.is_empty() || is_dots(&one);
            assert!(refused, "{value:?} {style:?}");
            continue;
        };
        assert_eq!(url.query(), None, "{url}");
        let segments: Vec<String> = url.path_segments().unwrap().map(decoded).collect();
        assert_eq!(segments, ["v4", "a", &one, &format!("b-{two}"), "c"], "{style:?} {url}");
    }
}

fn check_query(client: &Client, value: &str, other: &str) {
    for reserved in [Reserved::Encode, Reserved::Keep] {
        let call = |name: &str, value: &Value, style| {
            let call = client_call(client).query_with(name, value, style, reserved);
            url(call.query("after", "x")).map(|url| {
                assert_eq!(url.path(), "/v4/a/1/b-2/c");
                pairs(url.query().unwrap())
            })
        };
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let after = pair("after", "x");
        let single = json!(value);
        for style in [QueryStyle::FormExploded, QueryStyle::Form, QueryStyle::PipeDelimited] {
            let got = call("name", &single, style).unwrap();
            assert_eq!(got, [pair("name", value), after.clone()]);
        }
        let list = json!([value, other]);
        let got = call("name", &list, QueryStyle::FormExploded).unwrap();
        assert_eq!(got, [pair("name", value), pair("name", other), after.clone()]);
        // The name of a field is a value of the caller's, too.
        let object = json!({ value: other });
        let got = call("name", &object, QueryStyle::DeepObject).unwrap();
        assert_eq!(got, [pair(&format!("name[{value}]"), other), after.clone()]);
        let got = call("name", &object, QueryStyle::FormExploded).unwrap();
        assert_eq!(got, [pair(value, other), after.clone()]);
        let got = call("name", &list, QueryStyle::Json).unwrap();
        assert_eq!(got, [pair("name", &list.to_string()), after.clone()]);
        for (style, separator) in
            [(QueryStyle::SpaceDelimited, ' '), (QueryStyle::PipeDelimited, '|')]
        {
            let joined = format!("{value}{separator}{other}");
            assert_eq!(call("name", &list, style).unwrap(), [pair("name", &joined), after.clone()]);
        }
        check_commas(client, value, other, reserved);
    }
}

/// Values between commas: the text is split before it is decoded.
fn check_commas(client: &Client, value: &str, other: &str, reserved: Reserved) {
    let list = [value, other];
    let call = client_call(client).query_with("name", &list, QueryStyle::Form, reserved);
    let url = url(call).unwrap();
    let written = url.query().unwrap().strip_prefix("name=").unwrap();
    let parts: Vec<String> = written.split(',').map(decoded).collect();
    assert_eq!(parts, list, "{url}");
}

fn client_call(client: &Client) -> Call {
    Call::new(client, &NESTED).path("one", &1).path("two", &2)
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap());
    pairs.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

fn check_cookie(client: &Client, value: &str, other: &str) {
    let call = client_call(client).cookie("one", value).cookie("two", other);
    let cookies = call.prepare().unwrap().cookies().join("; ");
    assert!(reqwest::header::HeaderValue::from_str(&cookies).is_ok(), "{cookies:?}");
    let got: Vec<(String, String)> = cookies
        .split("; ")
        .map(|cookie| cookie.split_once('=').unwrap())
        .map(|(name, value)| (name.to_owned(), decoded(value)))
        .collect();
    assert_eq!(got, [("one".into(), value.to_owned()), ("two".into(), other.to_owned())]);
}

/// A header holds the value as it is, or the call fails.
fn check_header(client: &Client, value: &str) {
    let call = client_call(client).header_with("X-Own", value, HeaderStyle::Simple);
    let holds_control = value.bytes().any(|byte| (byte < 0x20 && byte != b'\t') || byte == 0x7f);
    let is_padded = value.trim_ascii() != value;
    match call.prepare() {
        Ok(prepared) => {
            assert!(!holds_control && !is_padded, "{value:?}");
            assert_eq!(prepared.headers()["x-own"].as_bytes(), value.as_bytes());
        }
        Err(error) => assert!(holds_control || is_padded, "{value:?}: {error}"),
    };
}

fn check(client: &Client, value: &str, other: &str) {
    check_path(client, value, other);
    check_query(client, value, other);
    check_cookie(client, value, other);
    check_header(client, value);
}

#[test]
fn every_value_of_one_byte_and_every_pair_is_itself_everywhere() {
    let client = offline();
    for value in values() {
        check(&client, &value, "other");
        check(&client, "other", &value);
    }
}

#[test]
fn a_text_made_by_chance_is_itself_everywhere() {
    let client = offline();
    let config = Config { failure_persistence: None, ..Config::default() };
    proptest!(config, |(value in any::<String>(), other in any::<String>())| {
        check(&client, &value, &other);
    });
}

#[tokio::test]
async fn a_value_of_one_byte_comes_to_the_server() {
    let server = Server::replies([ok("null")]);
    let (client, _) = client(&server);
    for byte in (0..0x80_u8).filter(|byte| *byte != b'.') {
        let value = char::from(byte).to_string();
        let call = client.request(Method::DELETE, "/things/{id}/x").path("id", &value);
        call.query("q", &value).send_empty().await.unwrap();
        let target = server.requests().pop().unwrap().target;
        let (path, query) = target.split_once('?').unwrap();
        let segments: Vec<String> = path.split('/').map(decoded).collect();
        assert_eq!(segments, ["", "v4", "things", &value, "x"], "{target}");
        assert_eq!(decoded(query), format!("q={value}"));
    }
}

#[test]
fn the_paths_of_a_document_are_sent_as_they_are() {
    static EMPTY: Operation = Operation::new("empty", Method::GET, "//x//y/");
    static BACKSLASH: Operation = Operation::new("backslash", Method::GET, r"/a\b/c?d=\&e=1#f");
    let client = offline();
    let text = |operation| url(Call::new(&client, operation)).unwrap().to_string();
    assert_eq!(text(&EMPTY), format!("{SERVER}//x//y/"));
    assert_eq!(text(&BACKSLASH), format!("{SERVER}/a%5Cb/c?d=%5C&e=1"));
    // What is empty by a value is still refused.
    static VALUE: Operation = Operation::new("value", Method::GET, "//{x}/y");
    assert!(Call::new(&client, &VALUE).path("x", "").prepare().is_err());
}

#[test]
fn a_number_without_a_text_is_not_sent() {
    let client = offline();
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let one = json!(1);
        let nested = vec![Some(vec![number])];
        let calls = [
            client_call(&client).query("f", &number),
            client_call(&client).query("f", &[Some(1.0), Some(number)]),
            client_call(&client).query("f", &std::collections::BTreeMap::from([("a", number)])),
            client_call(&client).query_with("f", &nested, QueryStyle::Json, Reserved::Encode),
            Call::new(&client, &NESTED).path("one", &number).path("two", &one),
            Call::new(&client, &NESTED)
                .path_with("one", &number, PathStyle::Json)
                .path("two", &one),
            client_call(&client).header("X-F", &number),
            client_call(&client).header("X-F", &(number as f32)),
            client_call(&client).header_with("X-F", &nested, HeaderStyle::Json),
            client_call(&client).cookie("f", &number),
            client_call(&client).form(&std::collections::BTreeMap::from([("a", number)])),
        ];
        for (index, call) in calls.into_iter().enumerate() {
            let error = call.prepare().map(|_| ()).unwrap_err().to_string();
            assert!(error.contains("is no number that can be sent"), "{index}: {error}");
        }
    }
    // Null is null, and says so.
    let call = client_call(&client).query("f", &None::<f64>).query("g", &[None, Some(1.5)]);
    assert_eq!(url(call).unwrap().query(), Some("g=1.5"));
}
