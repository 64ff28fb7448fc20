//! What holds for the whole document: security and servers.

use super::anchors;
use super::bounds::Places;
use super::change::{Subject, SubjectKind};
use super::rules::Rule;
use super::walk::{At, BOTH, Found, Owner, REQUEST, Walk};
use crate::api::{Api, ApiKeyPlace, Operation, SecurityRequirement, SecuritySchemeKind, Server};
use crate::diagnostic::{FileId, Location};

impl Walk<'_> {
    /// Compares what holds for the whole document.
    pub(super) fn document(&mut self) {
        let at = whole();
        let (old, new) = (self.old.api, self.new.api);
        let places = (start(old), start(new));
        if (&old.title, &old.description) != (&new.title, &new.description) {
            self.tell(&at, Found::new(Rule::DocumentationChanged).at(places.0, places.1));
        }
        self.servers(&at, &old.servers, &new.servers, places);
    }

    /// Compares the ways to say who one is. Those that calls ask for were told with the calls; what
    /// is told here a second time is the same change, and reaches no further call.
    pub(super) fn schemes(&mut self) {
        let at = At { owner: Owner::Unused, ..whole() };
        let places = (start(self.old.api), start(self.new.api));
        let (old, new) = (&self.old.api.security_schemes, &self.new.api.security_schemes);
        for (name, scheme) in old {
            self.scheme(&at, name);
            if let Some(kept) = new.get(name)
                && scheme.description != kept.description
            {
                let at = at.inside(&["security", name]);
                let found = Found::new(Rule::DocumentationChanged);
                self.tell(&at, found.at(scheme.location, kept.location));
            }
        }
        let at = whole();
        for (name, scheme) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
            let at =
                at.inside(&["security", name]).with_anchors(anchors::of_security(&self.new, name));
            let found = Found::new(Rule::SecuritySchemeAdded).at(places.0, scheme.location);
            self.tell(&at, found.new_text(kind(&scheme.kind), scheme.location));
        }
    }

    /// Tells what became of a way to say who one is.
    fn scheme(&mut self, at: &At, name: &str) {
        let Some(scheme) = self.old.api.security_schemes.get(name) else {
            return;
        };
        let mut paths = anchors::of_security(&self.old, name);
        paths.extend(anchors::of_security(&self.new, name));
        let mut at = at.with_anchors(paths);
        at.subject = whole().subject.inside(&["security", name]);
        let Some(kept) = self.new.api.security_schemes.get(name) else {
            let place = start(self.new.api);
            let found = Found::new(Rule::SecuritySchemeRemoved).at(scheme.location, place);
            return self.tell(&at, found.old(kind(&scheme.kind), scheme.location));
        };
        let (before, after) = (kind(&scheme.kind), kind(&kept.kind));
        if before != after {
            let places = (scheme.location, kept.location);
            self.pair_of_texts(&at, Rule::SecuritySchemeChanged, before, after, places);
        }
    }

    /// Compares what a call asks for. What many calls inherit is told once.
    pub(super) fn security_of(&mut self, at: &At, old: &Operation, new: &Operation) {
        let inherits = old.security.is_none() && new.security.is_none();
        let (old_api, new_api) = (self.old.api, self.new.api);
        let old_set = old.security.as_ref().unwrap_or(&old_api.security);
        let new_set = new.security.as_ref().unwrap_or(&new_api.security);
        let at = at.only(REQUEST);
        for name in old_set.iter().flat_map(|requirement| &requirement.schemes) {
            self.scheme(&at, name);
        }
        if old_set == new_set {
            return;
        }
        let (mut at, places) = (at.inside(&["security"]), (old.location, new.location));
        let places = if inherits {
            at.subject = whole().subject.inside(&["security"]);
            (start(old_api), start(new_api))
        } else {
            places
        };
        let rule = security_rule(old_set, new_set);
        let (before, after) = (words(old_set), words(new_set));
        self.pair_of_texts(&at.with_anchors(Vec::new()), rule, before, after, places);
    }

    /// Compares the servers of the document, or of an operation.
    pub(super) fn servers(&mut self, at: &At, old: &[Server], new: &[Server], places: Places) {
        let at = at.inside(&["servers"]).with_anchors(Vec::new());
        for server in old {
            let Some(kept) = new.iter().find(|it| it.url == server.url) else {
                let found = Found::new(Rule::ServerRemoved).at(server.location, places.1);
                self.tell(&at, found.old(&server.url, server.location));
                continue;
            };
            let places = (server.location, kept.location);
            let variables = |server: &Server| {
                let all = server.variables.iter();
                let all: Vec<_> = all
                    .map(|(name, it)| {
                        format!("{name} = {} of [{}]", it.default, it.values.join(", "))
                    })
                    .collect();
                all.join("; ")
            };
            let (before, after) = (variables(server), variables(kept));
            if before != after {
                self.pair_of_texts(&at, Rule::ServerVariableChanged, before, after, places);
            }
            if server.description != kept.description {
                self.tell(&at, Found::new(Rule::DocumentationChanged).at(places.0, places.1));
            }
        }
        for server in new.iter().filter(|server| !old.iter().any(|it| it.url == server.url)) {
            let found = Found::new(Rule::ServerAdded).at(places.0, server.location);
            self.tell(&at, found.new_text(&server.url, server.location));
        }
        if let (Some(first), Some(now)) = (old.first(), new.first())
            && first.url != now.url
            && new.iter().any(|server| server.url == first.url)
        {
            let places = (first.location, now.location);
            self.pair_of_texts(&at, Rule::ServerDefaultChanged, &first.url, &now.url, places);
        }
    }
}

/// The document as a whole.
fn whole() -> At {
    let subject = Subject::new(SubjectKind::Document, "document");
    At { owner: Owner::Document, mask: BOTH, subject, anchors: Vec::new() }
}

/// The start of a document.
fn start(api: &Api) -> Location {
    let file = api.operations.first().map_or(FileId(0), |operation| operation.location.file);
    Location::new(file, 0, 0)
}

/// What became of what a call asks for.
fn security_rule(old: &[SecurityRequirement], new: &[SecurityRequirement]) -> Rule {
    let enough = |is_enough: fn(&SecurityRequirement, &[SecurityRequirement]) -> bool| {
        let nothing = [SecurityRequirement::default()];
        let given = if old.is_empty() { &nothing } else { old };
        new.is_empty() || given.iter().all(|given| is_enough(given, new))
    };
    match (enough(has_schemes), enough(has_scopes)) {
        (false, _) => Rule::SecurityTightened,
        (true, false) => Rule::SecurityScopesAdded,
        (true, true) if SecurityRequirement::same_schemes(old, new) => Rule::SecurityScopesRemoved,
        (true, true) => Rule::SecurityLoosened,
    }
}

/// Whether a caller who did what the old requirement asks for has the secrets for a new one.
fn has_schemes(given: &SecurityRequirement, new: &[SecurityRequirement]) -> bool {
    new.iter().any(|asked| asked.schemes.iter().all(|scheme| given.schemes.contains(scheme)))
}

/// Whether a caller who goes on with the same secrets is allowed what is asked for. That another
/// alternative asks for nothing does not help: the token is sent, and looked at.
fn has_scopes(given: &SecurityRequirement, new: &[SecurityRequirement]) -> bool {
    let mut same = new.iter().filter(|asked| asked.schemes == given.schemes).peekable();
    same.peek().is_none()
        || same.any(|asked| {
            asked.scopes.iter().all(|(scheme, scopes)| {
                let given = given.scopes.get(scheme).map(Vec::as_slice).unwrap_or_default();
                scopes.iter().all(|scope| given.contains(scope))
            })
        })
}

/// Alternatives in words, each scheme with its scopes in brackets.
fn words(requirements: &[SecurityRequirement]) -> String {
    if requirements.is_empty() {
        return "nothing".into();
    }
    let all = requirements.iter().map(|requirement| match requirement.schemes.as_slice() {
        [] => "nothing".to_owned(),
        schemes => {
            let schemes = schemes.iter().map(|scheme| match requirement.scopes.get(scheme) {
                Some(scopes) => format!("{scheme} ({})", scopes.join(", ")),
                None => scheme.clone(),
            });
            schemes.collect::<Vec<_>>().join(" and ")
        }
    });
    all.collect::<Vec<_>>().join(" or ")
}

fn kind(kind: &SecuritySchemeKind) -> String {
    match kind {
        SecuritySchemeKind::ApiKey { place, name } => {
            let place = match place {
                ApiKeyPlace::Header => "header",
                ApiKeyPlace::Query => "query",
                ApiKeyPlace::Cookie => "cookie",
            };
            format!("{place} {name}")
        }
        SecuritySchemeKind::Bearer
        | SecuritySchemeKind::OAuth2
        | SecuritySchemeKind::OpenIdConnect => "bearer token".into(),
        SecuritySchemeKind::Basic => "user and password".into(),
        SecuritySchemeKind::Http { scheme } => scheme.clone(),
    }
}
