//! From a name to an identifier.

use super::super::ident::{self, Case};
use super::super::plural::singular;
use super::super::words::Words;

fn upper(name: &str) -> String {
    ident::text(&Words::new(name).cut(), Case::UpperCamel, "Model")
}

fn snake(name: &str) -> String {
    ident::escape(&ident::text(&Words::new(name).cut(), Case::Snake, "_"))
}

fn value(name: &str) -> String {
    ident::text(&Words::of_value(name).cut(), Case::UpperCamel, "Value")
}

#[test]
fn types_are_upper_camel() {
    for (name, wanted) in [
        ("v4error", "V4Error"),
        ("api-response-common", "ApiResponseCommon"),
        ("DNSRecord", "DnsRecord"),
        ("create_share_request", "CreateShareRequest"),
        ("OAuth2Client", "Oauth2Client"),
        ("IPv6Address", "Ipv6Address"),
        ("mTLSCertificate", "MtlsCertificate"),
        ("URLs", "Urls"),
        ("listOfIDsByName", "ListOfIdsByName"),
        ("2fa", "Model2fa"),
        ("TLS 1.2", "Tls1_2"),
        ("sha256sum", "Sha256Sum"),
        ("b2b", "B2b"),
        ("../../x", "X"),
        ("C:\\x", "CX"),
        ("don't", "Dont"),
        ("größe", "Größe"),
        ("ﬁle", "File"),
        ("مرحبا بالعالم", "مرحبابالعالم"),
        ("", "Empty"),
        ("*", "Asterisk"),
        ("😀", "U1F600"),
        ("party 😀", "Party"),
        ("a\u{202e}b", "AB"),
    ] {
        assert_eq!(upper(name), wanted, "{name:?}");
    }
}

#[test]
fn fields_are_snake_case_and_keywords_raw() {
    for (name, wanted) in [
        ("accountId", "account_id"),
        ("account-id", "account_id"),
        ("X-Request-ID", "x_request_id"),
        ("type", "r#type"),
        ("gen", "r#gen"),
        ("async", "r#async"),
        ("self", "self_"),
        ("Self", "self_"),
        ("super", "super_"),
        ("crate", "crate_"),
        ("_", "underscore"),
        ("@type", "r#type"),
        ("1d", "_1d"),
        ("filter[name]", "filter_name"),
        ("$ref", "r#ref"),
        ("ipv4address", "ipv4_address"),
        ("1.5", "n1_5"),
        ("\u{301}", "_\u{301}"),
        ("раypal", "u440u430_ypal"),
    ] {
        assert_eq!(snake(name), wanted, "{name:?}");
    }
}

#[test]
fn values_keep_the_symbols_that_mean_something() {
    for (name, wanted) in [
        ("custom-ruleset", "CustomRuleset"),
        ("1d", "Value1d"),
        ("1", "Value1"),
        ("-1", "Minus1"),
        ("-created", "MinusCreated"),
        ("+1", "Plus1"),
        ("", "Empty"),
        (" ", "Space"),
        ("-", "Dash"),
        ("*", "Asterisk"),
        (">=", "GreaterEqual"),
        ("C", "C"),
        ("C++", "CPlusPlus"),
        ("C#", "CHash"),
        ("application/json", "ApplicationJson"),
        ("😀", "U1F600"),
        ("a b", "AB"),
        ("\0", "Nul"),
    ] {
        assert_eq!(value(name), wanted, "{name:?}");
    }
}

#[test]
fn modules_are_files_everywhere() {
    for (name, wanted) in [
        ("type", "type_"),
        ("con", "con_"),
        ("mod", "mod_"),
        ("lib", "lib_"),
        ("com1", "com1_"),
        ("share", "share"),
    ] {
        assert_eq!(ident::module(name), wanted);
    }
}

#[test]
fn long_names_are_cut_with_a_mark_of_their_own() {
    let long = "x".repeat(10_000);
    let other = format!("{long}y");
    for case in [Case::Snake, Case::UpperCamel] {
        let (one, two) = (Words::new(&long).cut(), Words::new(&other).cut());
        let (one, two) = (ident::text(&one, case, ""), ident::text(&two, case, ""));
        assert!(one.len() <= 100 && two.len() <= 100, "{one}");
        assert_ne!(one, two);
    }
    let words = vec!["word"; 100].join("_");
    assert!(upper(&words).starts_with("WordWordWord") && upper(&words).len() <= 100);
}

#[test]
fn singulars_are_safe() {
    for (plural, wanted) in [
        ("resources", "resource"),
        ("policies", "policy"),
        ("addresses", "address"),
        ("statuses", "status"),
        ("boxes", "box"),
        ("batches", "batch"),
        ("caches", "cache"),
        ("databases", "database"),
        ("ips", "ip"),
        ("aliases", "alias"),
        ("status", "status"),
        ("access", "access"),
        ("analysis", "analysis"),
        ("dns", "dns"),
        ("settings", "settings"),
        ("people", "person"),
        ("data", "data"),
        ("s", "s"),
        ("", ""),
    ] {
        assert_eq!(singular(plural), wanted, "{plural}");
    }
}

#[test]
fn tables_are_sorted_for_their_searches() {
    use super::super::{plural, verbs};
    for keyword in ["Self", "abstract", "gen", "type", "yield", "_", "while"] {
        assert!(ident::is_keyword(keyword), "{keyword}");
    }
    for verb in ["add", "list", "upsert", "abort", "unassign", "run", "download", "set"] {
        assert!(verbs::is_verb(verb), "{verb}");
    }
    for word in ["dns", "alias", "whois", "yes", "stats", "tls"] {
        assert!(!plural::is_plural(word), "{word}");
    }
}
