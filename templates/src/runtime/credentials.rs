//! Security schemes, and which credentials a request carries.

use std::fmt::Write as _;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};
use secrecy::{ExposeSecret as _, SecretString};

use super::{
    error::ConfigError,
    operation::{Api, Requirement, Scheme, SchemeKind},
    redact::Secrets,
};

/// What a caller gave for one scheme.
pub(crate) enum Secret {
    One(SecretString),
    UserAndPassword(SecretString, SecretString),
}

/// A secret in the form in which a request carries it.
#[derive(Clone)]
pub(crate) enum Placement {
    Header(HeaderName, HeaderValue),
    Query(&'static str, SecretString),
    Cookie(&'static str, SecretString),
}

/// The credentials of a client.
pub(crate) struct Credentials {
    /// Every set of [`Api::credentials`] that is complete, in that order.
    complete: Vec<(Requirement, Vec<Placement>)>,
}

impl Credentials {
    /// Sorts what the caller gave into complete sets.
    pub(crate) fn new(
        api: &'static Api,
        given: &[(&'static Scheme, Secret)],
        optional: bool,
        from_env: bool,
    ) -> Result<(Self, Secrets), ConfigError> {
        let mut secrets = Secrets::default();
        let mut placed = Vec::with_capacity(given.len());
        for (scheme, secret) in given {
            placed.push((*scheme, place(scheme, secret, &mut secrets)?));
        }
        let find = |scheme: &Scheme| {
            // The last one given counts, as with every setter.
            placed.iter().rfind(|(given, _)| given.name == scheme.name).map(|(_, p)| p.clone())
        };
        let complete: Vec<_> = api
            .credentials
            .iter()
            .filter_map(|set| {
                Some((*set, set.iter().map(|s| find(s)).collect::<Option<Vec<_>>>()?))
            })
            .collect();
        let nothing = given.is_empty();
        if complete.is_empty() && !(nothing && (optional || !api.credentials_required)) {
            return Err(missing(api, given, from_env));
        }
        Ok((Self { complete }, secrets))
    }

    /// The credentials for an operation that allows `security`: the first
    /// complete set that is allowed, else the first complete one.
    ///
    /// The fallback is there because documents often leave out schemes that the
    /// server takes.
    pub(crate) fn choose(&self, security: Option<&[Requirement]>) -> &[Placement] {
        let first = || self.complete.first().map(|(_, placed)| placed.as_slice());
        let Some(security) = security else {
            return first().unwrap_or_default();
        };
        let allowed = self
            .complete
            .iter()
            .find(|(set, _)| security.iter().any(|allowed| same(allowed, set)))
            .map(|(_, placed)| placed.as_slice());
        let optional = security.is_empty() || security.iter().any(|set| set.is_empty());
        match allowed {
            Some(placed) => placed,
            None if optional => &[],
            None => first().unwrap_or_default(),
        }
    }

    /// The names of the schemes that have a secret.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for scheme in self.complete.iter().flat_map(|(set, _)| set.iter()) {
            if !names.contains(&scheme.name) {
                names.push(scheme.name);
            }
        }
        names
    }
}

/// Whether two sets hold the same schemes, in any order.
fn same(left: Requirement, right: Requirement) -> bool {
    left.len() == right.len() && left.iter().all(|a| right.iter().any(|b| a.name == b.name))
}

/// Brings a secret into the form in which a request carries it, and notes every
/// form of it that could turn up in a text.
fn place(
    scheme: &'static Scheme,
    secret: &Secret,
    secrets: &mut Secrets,
) -> Result<Placement, ConfigError> {
    let text = match secret {
        Secret::One(secret) if secret.expose_secret().is_empty() => {
            return Err(unusable(scheme, "is empty"));
        }
        Secret::One(secret) => secret.clone(),
        // RFC 7617, section 2: the server would take the rest of the name for the password.
        Secret::UserAndPassword(user, _) if user.expose_secret().contains(':') => {
            return Err(unusable(scheme, "has a colon in the user name"));
        }
        Secret::UserAndPassword(user, password) => {
            secrets.add(password.expose_secret());
            let pair = format!("{}:{}", user.expose_secret(), password.expose_secret());
            SecretString::from(BASE64_STANDARD.encode(pair))
        }
    };
    secrets.add(text.expose_secret());
    let is_padded = text.expose_secret().trim_ascii() != text.expose_secret();
    let header = |name: HeaderName, prefix: &str| {
        if is_padded {
            return Err(unusable(scheme, "begins or ends with white space"));
        }
        let text = format!("{prefix}{}", text.expose_secret());
        let mut value = HeaderValue::from_str(&text).map_err(|_| not_a_header(scheme))?;
        value.set_sensitive(true);
        Ok(Placement::Header(name, value))
    };
    match scheme.kind {
        SchemeKind::Header(name) => {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| not_a_header(scheme))?;
            header(name, "")
        }
        SchemeKind::Bearer => header(AUTHORIZATION, "Bearer "),
        SchemeKind::Basic => header(AUTHORIZATION, "Basic "),
        SchemeKind::Query(name) => Ok(Placement::Query(name, text)),
        SchemeKind::Cookie(name) => Ok(Placement::Cookie(name, text)),
    }
}

fn not_a_header(scheme: &Scheme) -> ConfigError {
    unusable(scheme, "cannot be a header; look for a line break or another control character in it")
}

fn unusable(scheme: &Scheme, why: &str) -> ConfigError {
    ConfigError::new(format!(
        "credentials: the value given to `{}` (or {}) {why}",
        scheme.setter,
        scheme.variables.join(", "),
    ))
}

/// Says what is missing: the rest of a set that was begun, or any set at all.
fn missing(api: &Api, given: &[(&'static Scheme, Secret)], from_env: bool) -> ConfigError {
    let has = |scheme: &Scheme| given.iter().any(|(given, _)| given.name == scheme.name);
    let name = |scheme: &Scheme| {
        if from_env { scheme.variables.join(" and ") } else { format!("`{}`", scheme.setter) }
    };
    let list = |schemes: Vec<&&'static Scheme>| {
        schemes.into_iter().map(|scheme| name(scheme)).collect::<Vec<_>>().join(" and ")
    };
    let mut text = String::from("credentials: ");
    let begun = api.credentials.iter().find(|set| set.iter().any(|scheme| has(scheme)));
    if let Some(set) = begun {
        let (there, absent): (Vec<_>, Vec<_>) = set.iter().partition(|scheme| has(scheme));
        let _ = write!(text, "{} needs {}, which is missing; ", list(there), list(absent));
    } else {
        text.push_str("none found; ");
    }
    let sets: Vec<String> = api.credentials.iter().map(|set| list(set.iter().collect())).collect();
    let _ = write!(text, "set {}", sets.join(", or "));
    ConfigError::new(text)
}

/// Reads the secrets that the environment holds; blank counts as unset.
pub(crate) fn from_env(
    api: &'static Api,
    variable: &dyn Fn(&'static str) -> Result<Option<String>, ConfigError>,
) -> Result<Vec<(&'static Scheme, Secret)>, ConfigError> {
    let mut found: Vec<(&'static Scheme, Secret)> = Vec::new();
    for scheme in api.credentials.iter().flat_map(|set| set.iter()) {
        if found.iter().any(|(known, _)| known.name == scheme.name) {
            continue;
        }
        let mut values = Vec::with_capacity(scheme.variables.len());
        for name in scheme.variables {
            values.extend(variable(name)?.map(|value| (*name, SecretString::from(value))));
        }
        let mut values = values.into_iter();
        match (scheme.variables, values.next(), values.next()) {
            ([_], Some((_, one)), None) => found.push((scheme, Secret::One(one))),
            ([_, _], Some((_, user)), Some((_, password))) => {
                found.push((scheme, Secret::UserAndPassword(user, password)));
            }
            ([first, second], Some((there, _)), None) => {
                let absent = if there == *first { second } else { first };
                return Err(ConfigError::new(format!(
                    "credentials: {there} needs {absent}, which is missing; set both"
                )));
            }
            _ => {}
        }
    }
    Ok(found)
}
