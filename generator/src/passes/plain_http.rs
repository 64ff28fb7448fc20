//! Servers that no client asks unless it is told to: those without TLS.

use crate::api::{Api, Server};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use std::collections::{BTreeMap, BTreeSet};

/// Tells each server that is used and that is reached over plain http.
pub fn tell_plain_http(api: &Api, diagnostics: &Diagnostics) {
    let others = api.operations.iter().filter_map(|operation| operation.servers.first());
    let mut told = BTreeSet::new();
    for server in api.main_server().into_iter().chain(others) {
        let address = server.address(&BTreeMap::new());
        if !is_plain(&address) || !told.insert(address.clone()) {
            continue;
        }
        let message = format!("{address:?} is served over plain http");
        diagnostics.push(found(server, message));
    }
}

fn found(server: &Server, message: String) -> Diagnostic {
    Diagnostic::new(Code::ServerPlainHttp, server.location, message)
        .label("a client refuses it unless it is told otherwise")
        .help("write `https`, or call `allow_plain_http()` on the builder of the client")
}

/// Whether an address is one of plain http to another machine.
fn is_plain(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("http://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = match host.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let is_loopback = match host.parse::<std::net::IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host == "localhost",
    };
    !is_loopback
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn this_machine_needs_no_tls() {
        for address in [
            "https://api.example.com",
            "http://localhost:8080/v1",
            "HTTP://LOCALHOST",
            "http://127.0.0.9/x",
            "http://[::1]:80",
            "/v1",
            "",
        ] {
            assert!(!is_plain(address), "{address}");
        }
        for address in [
            "http://api.example.com/v1",
            "Http://10.0.0.5",
            "http://localhost.example.com",
            "http://127.0.0.1@example.com",
            "http://[::2]/localhost",
        ] {
            assert!(is_plain(address), "{address}");
        }
    }
}
