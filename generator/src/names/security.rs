//! What security schemes are called, and the environment variables of their secrets.

use super::ident::{self, Case};
use super::members::Member;
use super::model::SecurityNames;
use super::overrides;
use super::reserved;
use super::scope::{self, Rank, Scope};
use super::words::Words;
use crate::api::{Api, SecuritySchemeKind};
use crate::diagnostic::{Code, Diagnostics};
use crate::options::{Options, Placed};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What the names of environment variables begin with: what is set, else the name of the crate.
pub(super) fn env_prefix(options: &Options) -> String {
    let set = options.credentials.env_prefix.as_deref().map(|prefix| prefix.trim_end_matches('_'));
    match set.filter(|prefix| is_variable(prefix)) {
        Some(prefix) => prefix.to_owned(),
        None => {
            let name = set
                .filter(|prefix| !Words::is_symbols_only(prefix))
                .unwrap_or(&options.package.name);
            ident::text(&Words::new(name).cut(), Case::Screaming, "_")
        }
    }
}

/// The names of the security schemes of an API.
pub(super) fn schemes(
    api: &Api,
    options: &Options,
    env_prefix: &str,
    diagnostics: &Diagnostics,
) -> BTreeMap<String, SecurityNames> {
    let settings = &options.credentials.env;
    for (name, setting) in settings {
        if !api.security_schemes.contains_key(name) {
            diagnostics.push(overrides::unused("security scheme", name, setting.location));
        }
    }
    for set in &options.credentials.precedence {
        for name in set.value.iter().filter(|name| !api.security_schemes.contains_key(*name)) {
            diagnostics.push(overrides::unused("security scheme", name, set.location));
        }
    }
    let members: Vec<Member<'_>> = api
        .security_schemes
        .iter()
        .map(|(name, scheme)| {
            let plain = Words::new(name);
            let others = vec![plain.and(["auth"])];
            let (rank, precedence, location) = (Rank::Live, 0, scheme.location);
            Member {
                wire: Cow::Borrowed(name),
                plain,
                others,
                suffix: "",
                rank,
                precedence,
                location,
            }
        })
        .collect();
    let given = Scope::new("security scheme", Case::Snake, "auth_", reserved::CLIENT_BUILDER);
    let given = { given }.assign(&members, diagnostics);
    let mut names = BTreeMap::new();
    for ((name, scheme), given) in api.security_schemes.iter().zip(given) {
        let constant = ident::text(&given.words, Case::Screaming, "AUTH_");
        let set = settings.get(name).and_then(|setting| variable(setting, diagnostics));
        let own = set.unwrap_or_else(|| match reserved::ENVIRONMENT.contains(&constant.as_str()) {
            true => format!("{constant}_AUTH"),
            false => constant.clone(),
        });
        let env = format!("{env_prefix}_{own}");
        let basic = matches!(scheme.kind, SecuritySchemeKind::Basic);
        names.insert(
            name.clone(),
            SecurityNames {
                setter: ident::escape(&given.text),
                constant,
                env_user: basic.then(|| format!("{env}_USERNAME")),
                env: if basic { format!("{env}_PASSWORD") } else { env },
            },
        );
    }
    names
}

fn variable(setting: &Placed<String>, diagnostics: &Diagnostics) -> Option<String> {
    if is_variable(&setting.value) {
        return Some(setting.value.clone());
    }
    let message =
        format!("`{}` is no name for an environment variable", scope::shown(&setting.value));
    let fault = overrides::fault(Code::NameInvalid, setting.location, message);
    diagnostics.push(
        fault.help("a name is of capitals, digits and underscores, and begins with no digit"),
    );
    None
}

/// Whether a text can name an environment variable everywhere (POSIX, section 8.1).
fn is_variable(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}
