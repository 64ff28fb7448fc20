//! How a caller says who it is, old and new.

use super::document::{start, whole};
use super::rules::Rule;
use super::scheme_names::kind;
use super::walk::{Anchor, At, Found, Owner, REQUEST, Walk};
use crate::api::{Api, Operation, SecurityRequirement, SecuritySchemeKind};
use crate::outline::Cause;

/// What items of the crate come of a scheme.
fn of(api: &Api, name: &str) -> Option<Cause> {
    let mut names = api.security_schemes.keys();
    names.position(|known| known == name).map(Cause::Scheme)
}

impl<'a> Walk<'a> {
    /// Compares the ways to say who one is. Those that calls ask for were told with the calls; what
    /// is told here a second time is the same change, and reaches no further call.
    pub(super) fn schemes(&mut self) {
        let at = At { owner: Owner::Unused, ..whole() };
        let places = (start(self.old.api), start(self.new.api));
        let (old, new) = (&self.old.api.security_schemes, &self.new.api.security_schemes);
        for (name, scheme) in old {
            self.scheme(&at, name);
            if let Some(kept) = new.get(self.new_name(name))
                && scheme.description != kept.description
            {
                let at = at.inside(&["security", name]);
                let found = Found::new(Rule::DocumentationChanged);
                self.tell(&at, found.at(scheme.location, kept.location));
            }
        }
        let at = whole();
        let known: Vec<&str> = self.schemes.values().copied().collect();
        let is_new = |name: &str| !old.contains_key(name) && !known.contains(&name);
        for (name, scheme) in new.iter().filter(|(name, _)| is_new(name)) {
            let at = at
                .inside(&["security", name])
                .with_anchors(of(self.new.api, name).map(Anchor::New).into_iter().collect());
            let found = Found::new(Rule::SecuritySchemeAdded).at(places.0, scheme.location);
            self.tell(&at, found.new_text(kind(&scheme.kind), scheme.location));
        }
    }

    /// Tells what became of a way to say who one is.
    fn scheme(&mut self, at: &At, name: &str) {
        let Some(scheme) = self.old.api.security_schemes.get(name) else {
            return;
        };
        let new_name = self.new_name(name);
        let old = of(self.old.api, name).map(Anchor::Old);
        let new = of(self.new.api, new_name).map(Anchor::New);
        let mut at = at.with_anchors(old.into_iter().chain(new).collect());
        at.subject = whole().subject.inside(&["security", name]);
        let Some(kept) = self.new.api.security_schemes.get(new_name) else {
            let place = start(self.new.api);
            let found = Found::new(Rule::SecuritySchemeRemoved).at(scheme.location, place);
            return self.tell(&at, found.old(kind(&scheme.kind), scheme.location));
        };
        let places = (scheme.location, kept.location);
        if name != new_name {
            self.pair_of_texts(&at, Rule::SecuritySchemeRenamed, name, new_name, places);
        }
        let (before, after) = (kind(&scheme.kind), kind(&kept.kind));
        if before != after {
            self.pair_of_texts(&at, Rule::SecuritySchemeChanged, before, after, places);
        } else if scheme.kind != kept.kind {
            // The same token, which another party gives.
            let (before, after) = (giver(&scheme.kind), giver(&kept.kind));
            self.pair_of_texts(&at, Rule::AuthFlowChanged, before, after, places);
        }
        self.left_out(&at, places.0, places.1);
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
        let old_set = self.in_new_words(old_set);
        let old_set = old_set.as_slice();
        if old_set == new_set.as_slice() {
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

    /// What a scheme of the old document is called in the new one.
    fn new_name<'n>(&self, name: &'n str) -> &'n str
    where
        'a: 'n,
    {
        self.schemes.get(name).copied().unwrap_or(name)
    }

    /// What is asked for, with the new names of schemes.
    fn in_new_words(&self, requirements: &[SecurityRequirement]) -> Vec<SecurityRequirement> {
        let renamed = |requirement: &SecurityRequirement| {
            let name = |name: &String| self.new_name(name).to_owned();
            let mut schemes: Vec<String> = requirement.schemes.iter().map(name).collect();
            schemes.sort_unstable();
            let scopes = requirement.scopes.iter();
            let scopes = scopes.map(|(scheme, scopes)| (name(scheme), scopes.clone())).collect();
            SecurityRequirement { schemes, scopes }
        };
        requirements.iter().map(renamed).collect()
    }
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

/// Who gives a token.
fn giver(kind: &SecuritySchemeKind) -> &'static str {
    match kind {
        SecuritySchemeKind::OAuth2 => "OAuth 2",
        SecuritySchemeKind::OpenIdConnect => "OpenID Connect",
        _ => "not said",
    }
}
