//! Servers that repeat the credentials of a request, in whichever spelling.

use base64::{
    Engine as _,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::super::support::{self, Server, account, answer, builder, enveloped, share};
use crate::{Client, ClientBuilder, Method, runtime::redact::Secrets};

/// Secrets with what the spellings differ in.
const SECRETS: [&str; 5] =
    ["abc/def\"ghi&jkl<mno>", "s3cr3t-T0ken+/=", "p%2Fq\\r's t", "grün-und-blau", "aaaa"];

/// Spellings of a text.
fn spellings(text: &str) -> Vec<String> {
    let upper = utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let html = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let html = html.replace('"', "&quot;").replace('\'', "&#39;");
    let json = serde_json::to_string(text).unwrap().trim_matches('"').to_owned();
    let units: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    let references = |hex: bool| -> String {
        let one =
            |c: char| if hex { format!("&#x{:X};", c as u32) } else { format!("&#{};", c as u32) };
        text.chars().map(one).collect()
    };
    let mut all = vec![
        text.to_owned(),
        upper.to_lowercase(),
        upper.replace("%20", "+"),
        upper,
        html,
        json.replace('/', "\\/"),
        json,
        units.to_uppercase().replace("\\U", "\\u"),
        units,
        references(true),
        references(false),
    ];
    // The lower case of letters is another secret.
    if text.chars().any(char::is_uppercase) {
        all.remove(1);
    }
    all
}

fn secrets() -> Secrets {
    let mut secrets = Secrets::default();
    SECRETS.iter().for_each(|secret| secrets.add(secret));
    secrets
}

#[test]
fn a_secret_is_found_in_every_spelling() {
    let secrets = secrets();
    for secret in SECRETS {
        for spelling in spellings(secret) {
            let text = format!("GET /x?key={spelling}, and more");
            assert_eq!(secrets.redact(&text), "GET /x?key=[redacted], and more", "{text}");
            let twice = format!("{spelling} {spelling}");
            assert_eq!(secrets.redact(&twice), "[redacted] [redacted]");
        }
    }
}

#[test]
fn a_secret_is_found_in_base64_wherever_it_stands() {
    let secrets = secrets();
    for secret in SECRETS {
        for (before, after) in [("", ""), ("u:", ""), ("Bearer ", "."), ("{\"k\":\"", "\"}")] {
            let text = format!("{before}{secret}{after}");
            for encoded in [BASE64_STANDARD.encode(&text), BASE64_URL_SAFE_NO_PAD.encode(&text)] {
                let shown = secrets.redact(&encoded);
                assert_eq!(shown, "[redacted]", "{text}");
                let shown = secrets.redact(&encoded.replace('/', "%2F")).into_owned();
                assert!(shown.contains("[redacted]"), "{shown}");
            }
        }
    }
}

#[test]
fn what_is_no_secret_stays() {
    let secrets = secrets();
    for text in ["", "%", "%2", "\\u00", "&", "&#;", "&amp", "abc/de", "aaa", "the token", "grün"]
    {
        assert_eq!(secrets.redact(text), text);
    }
    // A beginning may go on with the rest of it.
    assert_eq!(secrets.redact_beginning("see abc/d"), "see [redacted]");
    assert_eq!(secrets.redact_beginning("see abc/x"), "see abc/x");
}

#[test]
fn many_ways_to_read_a_text_take_no_time() {
    let mut secrets = Secrets::default();
    secrets.add(&"%".repeat(200));
    let text = "%25".repeat(10_000);
    assert!(secrets.redact(&text).contains("[redacted]"));
    secrets.add(&"a".repeat(200));
    let text = format!("{}b", "a".repeat(199)).repeat(100);
    assert_eq!(secrets.redact(&text), text);
}

const SECRET: &str = "abc/def\"ghi&jkl";

fn keyed(server: &Server) -> ClientBuilder {
    Client::builder().base_url(server.url()).query_key(SECRET).max_retries(1)
}

#[tokio::test]
async fn no_spelling_is_in_an_error() {
    for spelling in spellings(SECRET) {
        let long = format!("{}{spelling}", " ".repeat(16 * 1024 - 6));
        for body in [spelling.clone(), long] {
            let server = Server::replies([answer(500, "content-type: text/html", &body)]);
            let client = keyed(&server).max_retries(0).build().unwrap();
            let error = client.request(Method::GET, "/x").send_empty().await.unwrap_err();
            let text = format!("{error} {error:?}");
            assert!(!text.contains(&spelling) && !text.contains("abc"), "{text}");
        }
    }
}

#[tokio::test]
async fn no_log_and_no_notice_repeats_a_secret() {
    let (log, guard) = support::record();
    let server = Server::start(|index, request| {
        let headers = format!(
            "content-type: application/json\ncf-ray: the-token-of-mine\ndeprecation: @1\n\
             link: <https://api.example.com{}>; rel=\"successor-version\"",
            request.target
        );
        match index % 2 {
            0 => answer(503, &headers, ""),
            _ => answer(200, &headers, &enveloped(&share("1"))),
        }
    });
    let token = builder(&server).api_token("the-token-of-mine").build().unwrap();
    for client in [token, keyed(&server).build().unwrap()] {
        let response = client.shares().get(&account(), "1").send().await.unwrap();
        let notice = format!("{response:?}");
        assert!(notice.contains("successor-version"), "{notice}");
        assert!(!notice.contains("abc%2Fdef"), "{notice}");
    }
    drop(guard);
    let text = log.text();
    assert!(text.contains("the call is tried again") && text.contains("successor="), "{text}");
    assert!(text.contains("request_id=\"[redacted]\""), "{text}");
    assert!(!text.contains("abc%2Fdef"), "{text}");
}

#[test]
fn the_debug_of_a_builder_shows_no_part_of_a_url_but_where_it_leads() {
    let builder = Client::builder()
        .base_url("https://user:pass-word@example.com/v4?key=pass-word#pass-word")
        .trust_server("https://user:pass-word@example.org")
        .trust_server("user:pass-word@example.org");
    let text = format!("{builder:?}");
    assert!(text.contains("https://example.com/v4") && text.contains("https://example.org"));
    assert!(!text.contains("pass-word") && !text.contains("user:"), "{text}");
}
