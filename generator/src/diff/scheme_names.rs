//! What security schemes are called in both documents.

use crate::api::{Api, ApiKeyPlace, SecuritySchemeKind};
use std::collections::BTreeMap;

/// What security schemes of the old document are called in the new one: those that are gone, with the
/// new ones that send the same secret in the same way.
pub(super) fn renamed<'a>(old: &'a Api, new: &'a Api) -> BTreeMap<&'a str, &'a str> {
    let mut added: Vec<_> = new
        .security_schemes
        .iter()
        .filter(|(name, _)| !old.security_schemes.contains_key(*name))
        .collect();
    let mut found = BTreeMap::new();
    for is_same in [
        (|one, other| one == other) as fn(&SecuritySchemeKind, &SecuritySchemeKind) -> bool,
        |one, other| kind(one) == kind(other),
    ] {
        for (name, scheme) in &old.security_schemes {
            if new.security_schemes.contains_key(name) || found.contains_key(name.as_str()) {
                continue;
            }
            let kept = added.iter().position(|(_, it)| is_same(&scheme.kind, &it.kind));
            if let Some(kept) = kept {
                found.insert(name.as_str(), added.remove(kept).0.as_str());
            }
        }
    }
    found
}

/// How a caller says who it is, in words.
pub(super) fn kind(kind: &SecuritySchemeKind) -> String {
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
