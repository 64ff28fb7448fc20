//! Paths, queries, headers, cookies and bodies as they go over the wire.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::support::{self, Received, Server, account, client, ok, share};
use crate::{
    Client, Error, Method, Request,
    runtime::params::{
        HeaderStyle, PathStyle, QueryStyle, Reserved, header, parameter, path, query,
    },
    sample::models::{CreateShareRequest, ShareStatus},
};

async fn request(build: impl FnOnce(&Client) -> Request) -> Received {
    let server = Server::replies([ok("null")]);
    build(&client(&server).0).send_empty().await.unwrap();
    server.request()
}

#[tokio::test]
async fn a_segment_is_encoded_by_rfc_3986() {
    for (value, encoded) in [
        ("a/b", "a%2Fb"),
        ("a?b#c", "a%3Fb%23c"),
        ("a b", "a%20b"),
        ("100%", "100%25"),
        ("%2e%2e", "%252e%252e"),
        ("é€", "%C3%A9%E2%82%AC"),
        ("-._~", "-._~"),
        ("a.", "a."),
        ("...", "..."),
        ("a;b=c,d", "a%3Bb%3Dc%2Cd"),
        ("a\\b", "a%5Cb"),
        ("a\r\nb", "a%0D%0Ab"),
        ("@:!$&'()*+", "%40%3A%21%24%26%27%28%29%2A%2B"),
    ] {
        let got = request(|c| c.request(Method::GET, "/x/{v}/y").path("v", value)).await;
        assert_eq!(got.target, format!("/v4/x/{encoded}/y"), "{value}");
    }
}

#[tokio::test]
async fn a_path_that_means_another_is_refused() {
    let server = Server::replies([ok(&share("1"))]);
    let (client, _) = client(&server);
    for id in ["", ".", ".."] {
        let error = client.shares().get(&account(), id).await.unwrap_err();
        assert!(matches!(&error, Error::Request(_)), "{error}");
        let text = error.to_string();
        assert!(
            text.starts_with("GET /accounts/{account_id}/shares/{share_id}: not sent: "),
            "{text}"
        );
    }
    for (template, reason) in [
        ("/a/../b", "names another path"),
        ("/a/%2E%2e/b", "names another path"),
        ("/./a", "names another path"),
        ("/a//b", "empty segment"),
        ("//example.com/a", "empty segment"),
        ("a/b", "must begin with `/`"),
        ("https://example.com/", "must begin with `/`"),
        ("", "must begin with `/`"),
        ("/a?b=c", "give query parameters with `query`"),
        ("/a#b", "must not hold `#`"),
        ("/a\\b", "must not hold"),
        ("/a/{missing}", "the path parameter `missing` has no value"),
    ] {
        let error = client.request(Method::GET, template).send_empty().await.unwrap_err();
        assert!(error.to_string().contains(reason), "{template}: {error}");
    }
    // An empty part of a segment, and a missing one, are refused too.
    for value in [json!(""), json!(null), json!([])] {
        let call = client.request(Method::GET, "/a/{v}.json").path("v", &value);
        assert!(matches!(call.send_empty().await, Err(Error::Request(_))), "{value}");
    }
    assert_eq!(server.count(), 0, "nothing was sent");
}

#[tokio::test]
async fn a_template_may_have_more_than_one_name_in_a_segment() {
    let call =
        |c: &Client| c.request(Method::GET, "/a b/{x}...{y}/ü/").path("x", &1).path("y", &true);
    assert_eq!(request(call).await.target, "/v4/a%20b/1...true/%C3%BC/");
}

#[tokio::test]
async fn a_query_repeats_the_key_of_a_list() {
    let server = Server::replies([ok("[]")]);
    let (client, _) = client(&server);
    client
        .shares()
        .list(&account())
        .status(&ShareStatus::Active)
        .tag(["a=b", "c&d +"])
        .await
        .unwrap();
    let expected = "/v4/accounts/023e105f4ecef8ad9ca31a8372d0c353/shares\
                    ?status=active&tag=a%3Db&tag=c%26d%20%2B";
    assert_eq!(server.request().target, expected);
}

#[tokio::test]
async fn values_of_every_kind() {
    let got = request(|c| {
        c.request(Method::GET, "/x")
            .query("text", "ä")
            .query("number", &-1.5)
            .query("flag", &false)
            .query("none", &None::<u8>)
            .query("some", &Some(3))
            .query("empty", "")
            .query("holes", &[Some(1), None, Some(2)])
            .query("object", &json!({"b": 1, "a": "x y", "c": null}))
    });
    let query = got.await.target;
    let expected = "text=%C3%A4&number=-1.5&flag=false&some=3&empty=&holes=1&holes=2&a=x%20y&b=1";
    assert_eq!(query, format!("/v4/x?{expected}"));
}

/// The tables of OpenAPI 3.0.4, "Style Examples", and RFC 6570, section 3.2.
#[test]
fn styles_of_a_path() {
    use PathStyle::{Label, LabelExploded, Matrix, MatrixExploded, Simple, SimpleExploded};
    let object = json!({"B": 150, "G": 200, "R": 100});
    let write = |value: &Value, style| path("color", parameter(value).unwrap(), style).unwrap();
    for (style, one, list, fields) in [
        (Simple, "blue", "blue,black", "B,150,G,200,R,100"),
        (SimpleExploded, "blue", "blue,black", "B=150,G=200,R=100"),
        (Label, ".blue", ".blue,black", ".B,150,G,200,R,100"),
        (LabelExploded, ".blue", ".blue.black", ".B=150.G=200.R=100"),
        (Matrix, ";color=blue", ";color=blue,black", ";color=B,150,G,200,R,100"),
        (MatrixExploded, ";color=blue", ";color=blue;color=black", ";B=150;G=200;R=100"),
    ] {
        assert_eq!(write(&json!("blue"), style), one, "{style:?}");
        assert_eq!(write(&json!(["blue", "black"]), style), list, "{style:?}");
        assert_eq!(write(&object, style), fields, "{style:?}");
        for empty in [json!(null), json!(""), json!([]), json!({})] {
            assert_eq!(write(&empty, style), "", "{style:?} {empty}");
        }
        assert!(path("color", parameter(&json!({"a": [1]})).unwrap(), style).is_err());
    }
}

#[test]
fn styles_of_a_query() {
    use QueryStyle::{DeepObject, Form, FormExploded, Json, PipeDelimited, SpaceDelimited};
    let write = |value: &Value, style| {
        let pairs = query("color", value, style, Reserved::Encode).unwrap();
        pairs.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("&")
    };
    let list = json!(["blue", "black,brown"]);
    let object = json!({"B": 150, "G": "2 0"});
    for (style, expected_list, expected_object) in [
        (FormExploded, "color=blue&color=black%2Cbrown", "B=150&G=2%200"),
        (Form, "color=blue,black%2Cbrown", "color=B,150,G,2%200"),
        (SpaceDelimited, "color=blue%20black%2Cbrown", "color=B%20150%20G%202%200"),
        (PipeDelimited, "color=blue%7Cblack%2Cbrown", "color=B%7C150%7CG%7C2%200"),
        (DeepObject, "color=blue&color=black%2Cbrown", "color%5BB%5D=150&color%5BG%5D=2%200"),
    ] {
        assert_eq!(write(&list, style), expected_list, "{style:?}");
        assert_eq!(write(&object, style), expected_object, "{style:?}");
        assert_eq!(write(&json!("a b"), style), "color=a%20b", "{style:?}");
        for absent in [json!(null), json!([]), json!({})] {
            assert_eq!(write(&absent, style), "", "{style:?} {absent}");
        }
    }
    assert_eq!(write(&json!({"a": [1]}), Json), "color=%7B%22a%22%3A%5B1%5D%7D");
    let deep = json!({"a": {"b": [1, 2]}, "c": null});
    assert_eq!(write(&deep, DeepObject), "color%5Ba%5D%5Bb%5D=1&color%5Ba%5D%5Bb%5D=2");
    for style in [FormExploded, Form, SpaceDelimited, PipeDelimited] {
        assert!(query("color", &json!([[1]]), style, Reserved::Encode).is_err(), "{style:?}");
    }
}

#[test]
fn reserved_characters_may_stay_where_they_change_nothing() {
    let kept = query("q", "a/b:c?d@e;f,g$h!i'(j)*k", QueryStyle::Form, Reserved::Keep).unwrap();
    assert_eq!(kept[0].1, "a/b:c?d@e;f,g$h!i'(j)*k");
    let encoded = query("q", "a&b=c#d+e[f] %", QueryStyle::Form, Reserved::Keep).unwrap();
    assert_eq!(encoded[0].1, "a%26b%3Dc%23d%2Be%5Bf%5D%20%25");
}

#[test]
fn styles_of_a_header() {
    let write = |value: Value, style| header(parameter(&value).unwrap(), style).unwrap();
    let object = json!({"B": 150, "R": "x y"});
    assert_eq!(write(json!("a b"), HeaderStyle::Simple).unwrap(), "a b");
    assert_eq!(write(json!([1, 2]), HeaderStyle::Simple).unwrap(), "1,2");
    assert_eq!(write(object.clone(), HeaderStyle::Simple).unwrap(), "B,150,R,x y");
    assert_eq!(write(object, HeaderStyle::SimpleExploded).unwrap(), "B=150,R=x y");
    assert_eq!(write(json!(null), HeaderStyle::Simple), None);
    assert_eq!(write(json!([]), HeaderStyle::Simple), None);
}

#[tokio::test]
async fn every_place_of_a_parameter() {
    let server = Server::replies([support::json(200, "{}")]);
    let (client, _) = client(&server);
    client.files().find(&["a", "b/c"], &json!({"x": 1, "y": "z"})).await.unwrap();
    let request = server.request();
    assert_eq!(request.target, "/v4/find/;tags=a,b%2Fc?filter%5Bx%5D=1&filter%5By%5D=z");
    assert_eq!(request.header("x-trace"), Some("7"));
    assert_eq!(request.header("x-flags"), Some("x=1,y=z"));
    assert_eq!(request.header("cookie"), Some("view=short%20list"));
    client.files().styles(&["a", "b"], &json!({"k": "v"})).await.unwrap();
    assert_eq!(
        server.requests()[1].target,
        "/v4/styles/k=v/.a,b/.a.b/;matrix_exploded=a;matrix_exploded=b?kept=a,b&form=a,b\
         &space=a%20b&pipe=a%7Cb&json=%5B%22a%22%2C%22b%22%5D"
    );
}

#[tokio::test]
async fn bodies_of_every_kind() {
    let form = json!({"a": "x y+ä", "list": [1, 2], "none": null, "deep": {"k": "v"}});
    let server = Server::replies([support::json(200, "{}")]);
    let (client, _) = client(&server);
    client.files().write("a", "hello").await.unwrap();
    client.files().sign_in(&form).await.unwrap();
    client.files().patch("a", &json!({"b": null})).await.unwrap();
    let _ = client.shares().renew(&account(), "1").send().await;
    let _ = client.shares().renew(&account(), "1").body(&CreateShareRequest::new("n")).send().await;
    let sent: Vec<_> = server
        .requests()
        .iter()
        .map(|r| (r.header("content-type").map(str::to_owned), r.text()))
        .collect();
    let typed = |media_type: &str, body: &str| (Some(media_type.to_owned()), body.to_owned());
    assert_eq!(
        sent,
        [
            typed("text/plain", "hello"),
            typed(
                "application/x-www-form-urlencoded",
                "a=x+y%2B%C3%A4&deep%5Bk%5D=v&list=1&list=2"
            ),
            typed("application/merge-patch+json", r#"{"b":null}"#),
            (None, String::new()),
            typed("application/json", r#"{"name":"n"}"#),
        ]
    );
    assert_eq!(server.requests()[3].header("content-length"), Some("0"));
}

#[tokio::test]
async fn what_does_not_serialize_is_not_sent() {
    struct Broken;
    impl Serialize for Broken {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("it is broken"))
        }
    }
    let server = Server::replies([ok("null")]);
    let (client, _) = client(&server);
    let new = || client.request(Method::POST, "/x/{p}").path("p", "1");
    let odd_keys = HashMap::from([(vec![1], 1)]);
    for call in [
        new().json(&Broken),
        new().json(&odd_keys),
        new().form(&Broken),
        new().form("text"),
        new().query("q", &Broken),
        new().path("p", &Broken),
        new().body("a\nb", "x"),
        // The first error stays.
        new().json(&Broken).json(&1),
    ] {
        let error = call.send_empty().await.unwrap_err();
        assert!(matches!(&error, Error::Request(_)), "{error}");
        assert!(error.to_string().starts_with("POST /x/{p}: not sent: "), "{error}");
    }
    let error = new().json(&Broken).send_empty().await.unwrap_err();
    assert!(error.to_string().ends_with("cannot be written as JSON: it is broken"), "{error}");
    assert!(std::error::Error::source(&error).is_some());
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn integers_beyond_64_bits_keep_their_digits() {
    let server = Server::replies([ok("{}")]);
    let (client, _) = client(&server);
    let call = client.request(Method::GET, "/x/{n}").path("n", &i128::MIN).query("n", &i128::MAX);
    call.send::<Value>().await.unwrap();
    let expected = format!("/v4/x/{}?n={}", i128::MIN, i128::MAX);
    assert_eq!(server.request().target, expected);
}
