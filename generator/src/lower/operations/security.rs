//! How a caller says who it is.

use super::Operations;
use crate::api::{
    ApiKeyPlace, ParameterPlace, SecurityRequirement, SecurityScheme, SecuritySchemeKind,
};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::openapi::Located;
use crate::openapi::made;
use crate::source::Node;
use openapiv3::{APIKeyLocation, ReferenceOr, SecurityScheme as Scheme};
use std::collections::BTreeMap;

impl<'d> Operations<'d> {
    /// The schemes, by name.
    pub(super) fn security_schemes(&mut self) -> BTreeMap<String, SecurityScheme> {
        let root = self.document.root();
        let Some(components) = &root.value.components else {
            return BTreeMap::new();
        };
        let components = root.member("components", components);
        let mut all = BTreeMap::new();
        for entry in components.entries("securitySchemes", &components.value.security_schemes) {
            let Some((scheme, _)) = self.item(entry.value) else { continue };
            all.insert(entry.name.to_owned(), self.security_scheme(scheme, entry.key));
        }
        all
    }

    fn security_scheme(
        &mut self,
        scheme: Located<'d, Scheme>,
        location: Location,
    ) -> SecurityScheme {
        let (kind, description) = match scheme.value {
            Scheme::APIKey { location, name, description, .. } => {
                let place = match location {
                    APIKeyLocation::Header => ApiKeyPlace::Header,
                    APIKeyLocation::Query => ApiKeyPlace::Query,
                    APIKeyLocation::Cookie => ApiKeyPlace::Cookie,
                };
                let sent = match place {
                    ApiKeyPlace::Header => ParameterPlace::Header,
                    ApiKeyPlace::Query => ParameterPlace::Query,
                    ApiKeyPlace::Cookie => ParameterPlace::Cookie,
                };
                self.check_sendable(name, sent, scheme.at("name"));
                (SecuritySchemeKind::ApiKey { place, name: name.clone() }, description)
            }
            Scheme::HTTP { scheme: name, description, .. } => {
                let kind = match name.to_ascii_lowercase().as_str() {
                    "bearer" => SecuritySchemeKind::Bearer,
                    "basic" => SecuritySchemeKind::Basic,
                    _ => SecuritySchemeKind::Http { scheme: name.clone() },
                };
                let is_unknown = matches!(kind, SecuritySchemeKind::Http { .. });
                // A certificate was told before.
                if is_unknown && scheme.node.get(made::MUTUAL_TLS).is_none() {
                    let message = format!("the HTTP scheme `{name}` is not supported");
                    let place = scheme.at("scheme");
                    let found = Diagnostic::new(Code::SecurityUnsupported, place, message)
                        .label("no code comes of this")
                        .help("give the header to calls yourself, by `CallOptions::header`");
                    self.tell(found);
                }
                (kind, description)
            }
            Scheme::OAuth2 { description, .. } => (SecuritySchemeKind::OAuth2, description),
            Scheme::OpenIDConnect { description, .. } => {
                (SecuritySchemeKind::OpenIdConnect, description)
            }
        };
        SecurityScheme { kind, description: description.clone(), location }
    }

    /// What is asked for: any of the sets. One that names a scheme that is not there cannot be met,
    /// and is left out; if none is left, nothing is asked for.
    pub(super) fn requirements<T: ?Sized>(
        &mut self,
        owner: Located<'d, T>,
        all: &'d [openapiv3::SecurityRequirement],
    ) -> Vec<SecurityRequirement> {
        let mut requirements = Vec::with_capacity(all.len());
        for requirement in owner.items("security", all) {
            let mut unknown = false;
            let mut schemes = Vec::with_capacity(requirement.value.len());
            let mut needed = BTreeMap::new();
            for (name, scopes) in requirement.value {
                let Some(scheme) = self.scheme(name) else {
                    unknown = true;
                    self.tell_unknown(name, requirement.key(name));
                    continue;
                };
                let mut sorted = scopes.clone();
                sorted.sort();
                sorted.dedup();
                if !sorted.is_empty() {
                    needed.insert(name.clone(), sorted);
                }
                let scopes: Vec<_> = scopes.iter().map(String::as_str).collect();
                let nodes = requirement.node.get(name).and_then(Node::as_array);
                let places = nodes.unwrap_or_default().iter().map(|node| node.location);
                self.check_scopes(scheme.value, name, scopes.into_iter().zip(places));
                schemes.push(name.clone());
            }
            if !unknown {
                schemes.sort();
                requirements.push(SecurityRequirement { schemes, scopes: needed });
            }
        }
        requirements
    }

    /// Tells a scheme that is not there, once.
    fn tell_unknown(&mut self, name: &'d str, place: Location) {
        if !self.unknown_schemes.insert(name) {
            return;
        }
        let message = format!("there is no security scheme `{name}`");
        let found = Diagnostic::new(Code::SecurityUnknown, place, message)
            .label("no such scheme: what needs it is left out");
        let found = match self.similar_scheme(name) {
            Some(similar) => found.help(format!("did you mean `{similar}`?")),
            None => {
                let section = self.document.naming().section("securitySchemes");
                found.help(format!("declare it under `{section}`"))
            }
        };
        self.tell(found);
    }

    fn scheme(&self, name: &str) -> Option<Located<'d, Scheme>> {
        let root = self.document.root();
        let components = root.value.components.as_ref()?;
        let found = components.security_schemes.get(name)?;
        match found {
            ReferenceOr::Item(scheme) => Some(root.member("components", scheme)),
            ReferenceOr::Reference { reference } => {
                // A reference at fault is told with the scheme itself.
                self.document.resolve(reference, root.location()).ok().map(|found| found.value)
            }
        }
    }

    fn similar_scheme(&self, name: &str) -> Option<&'d str> {
        let components = self.document.root().value.components.as_ref()?;
        self.document.nearest(name, components.security_schemes.keys().map(String::as_str))
    }

    fn check_scopes<'s>(
        &mut self,
        scheme: &Scheme,
        name: &str,
        scopes: impl Iterator<Item = (&'s str, Location)>,
    ) {
        let Scheme::OAuth2 { flows, .. } = scheme else {
            return;
        };
        let known = |scope: &str| {
            flows.implicit.as_ref().is_some_and(|flow| flow.scopes.contains_key(scope))
                || flows.password.as_ref().is_some_and(|flow| flow.scopes.contains_key(scope))
                || flows
                    .client_credentials
                    .as_ref()
                    .is_some_and(|flow| flow.scopes.contains_key(scope))
                || flows
                    .authorization_code
                    .as_ref()
                    .is_some_and(|flow| flow.scopes.contains_key(scope))
        };
        for (scope, at) in scopes.filter(|(scope, _)| !known(scope)) {
            let message = format!("the security scheme `{name}` has no scope `{scope}`");
            let found = Diagnostic::new(Code::SecurityScopeUnknown, at, message)
                .label("no such scope")
                .help("declare the scope in the flows of the scheme, or correct its name");
            self.tell(found);
        }
    }
}
