//! Where calls go, old and new.

use super::bounds::Places;
use super::rules::Rule;
use super::walk::{Anchor, At, Found, Walk};
use crate::api::{Api, Operation, Server};
use crate::outline::Cause;
use std::collections::BTreeMap;

/// The address of a server as a caller meets it: with the defaults of its variables, and however it
/// ends.
pub(super) fn address(server: &Server) -> String {
    server.address(&BTreeMap::new())
}

/// The origin of an address, and the path on it.
fn parts(address: &str) -> (&str, &str) {
    let after = address.find("://").map_or(0, |at| at + 3);
    let slash = address.get(after..).and_then(|rest| rest.find('/'));
    address.split_at(slash.map_or(address.len(), |at| after + at))
}

/// The paths that the addresses of both documents begin with, where they are on one host and differ.
pub(super) fn prefixes(old: &Api, new: &Api) -> Option<(String, String)> {
    let first = |api: &Api| api.servers.first().map(address).unwrap_or_default();
    let (old, new) = (first(old), first(new));
    let ((old_host, old_path), (new_host, new_path)) = (parts(&old), parts(&new));
    (old_host == new_host && old_path != new_path)
        .then(|| (old_path.to_owned(), new_path.to_owned()))
}

impl Walk<'_> {
    /// Compares where a call goes: to servers of its own, or to those of the document.
    pub(super) fn servers_of(&mut self, at: &At, old: &Operation, new: &Operation) {
        let places = (old.location, new.location);
        if old.servers.is_empty() == new.servers.is_empty() {
            return self.servers(at, &old.servers, &new.servers, places);
        }
        fn of<'s>(own: &'s [Server], api: &'s Api) -> &'s [Server] {
            if own.is_empty() { &api.servers } else { own }
        }
        let before = of(&old.servers, self.old.api);
        let after = of(&new.servers, self.new.api);
        let at = at.inside(&["servers"]).with_anchors(Anchor::both(Cause::Servers, Cause::Servers));
        let first = |servers: &[Server]| servers.first().map(address).unwrap_or_default();
        let (was, is) = (first(before), first(after));
        let rule = if was == is {
            Rule::ServerRespelled
        } else if after.iter().any(|server| address(server) == was) {
            Rule::ServerDefaultChanged
        } else {
            Rule::ServerMoved
        };
        let words = |servers: &[Server], own: &[Server]| {
            let all: Vec<&str> = servers.iter().map(|server| server.url.as_str()).collect();
            let whose = if own.is_empty() { " (of the document)" } else { "" };
            format!("{}{whose}", all.join(", "))
        };
        let texts = (words(before, &old.servers), words(after, &new.servers));
        self.pair_of_texts(&at, rule, texts.0, texts.1, places);
    }

    /// Compares the servers of the document, or of an operation.
    pub(super) fn servers(&mut self, at: &At, old: &[Server], new: &[Server], places: Places) {
        let at = at.inside(&["servers"]).with_anchors(Anchor::both(Cause::Servers, Cause::Servers));
        let mut left: Vec<&Server> = new.iter().collect();
        let mut pairs: Vec<Option<&Server>> = vec![None; old.len()];
        for is_same in
            [(|one, other| one.url == other.url) as fn(&Server, &Server) -> bool, |one, other| {
                address(one) == address(other)
            }]
        {
            for (server, pair) in old.iter().zip(&mut pairs).filter(|(_, pair)| pair.is_none()) {
                let found = left.iter().position(|it| is_same(server, it));
                *pair = found.map(|found| left.remove(found));
            }
        }
        if let Some((before, after)) = self.prefixes.clone()
            && let Some((server, pair)) = old.iter().zip(&mut pairs).next()
            && pair.is_none()
            && let Some(first) =
                new.first().filter(|first| left.iter().any(|it| it.url == first.url))
            && parts(&address(server)).1 == before
            && parts(&address(first)).1 == after
        {
            left.retain(|it| it.url != first.url);
            *pair = Some(first);
            let places = (server.location, first.location);
            self.pair_of_texts(&at, Rule::ServerPrefixMoved, &server.url, &first.url, places);
        }
        for (server, kept) in old.iter().zip(&pairs) {
            let Some(kept) = kept else {
                let found = Found::new(Rule::ServerRemoved).at(server.location, places.1);
                self.tell(&at, found.old(&server.url, server.location));
                continue;
            };
            self.server(&at, server, kept);
        }
        for server in left {
            let found = Found::new(Rule::ServerAdded).at(places.0, server.location);
            self.tell(&at, found.new_text(&server.url, server.location));
        }
        if let (Some(first), Some(Some(kept)), Some(now)) =
            (old.first(), pairs.first(), new.first())
            && !std::ptr::eq(*kept, now)
        {
            let places = (first.location, now.location);
            self.pair_of_texts(&at, Rule::ServerDefaultChanged, &first.url, &now.url, places);
        }
    }

    fn server(&mut self, at: &At, old: &Server, new: &Server) {
        let places = (old.location, new.location);
        let variables = |server: &Server| {
            let all = server
                .variables
                .iter()
                .map(|(name, it)| format!("{name} = {} of [{}]", it.default, it.values.join(", ")));
            all.collect::<Vec<_>>().join("; ")
        };
        let (before, after) = (variables(old), variables(new));
        if old.url == new.url {
            if before != after {
                self.pair_of_texts(at, Rule::ServerVariableChanged, before, after, places);
            }
        } else if address(old) == address(new)
            && old.url.trim_end_matches('/') != new.url.trim_end_matches('/')
        {
            self.pair_of_texts(at, Rule::ServerRespelled, &old.url, &new.url, places);
        }
        self.left_out(at, places.0, places.1);
        if old.description != new.description {
            self.tell(at, Found::new(Rule::DocumentationChanged).at(places.0, places.1));
        }
    }
}
