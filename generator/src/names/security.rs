//! What security schemes and the variables of servers are called, all of which have setters on the
//! builder of the client; and the environment variables of secrets.

use super::ident::{self, Case};
use super::members::Member;
use super::model::{SecurityNames, ServerVariableNames};
use super::overrides;
use super::reserved;
use super::scope::{self, Rank, Scope};
use super::words::Words;
use crate::api::{Api, SecuritySchemeKind};
use crate::diagnostic::{Code, Diagnostics, Location};
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

/// The names of what an API adds to the builder of the client: those of its security schemes, and of the
/// variables in the addresses of its servers.
pub(super) fn of_builder(
    api: &Api,
    options: &Options,
    env_prefix: &str,
    diagnostics: &Diagnostics,
) -> (BTreeMap<String, SecurityNames>, BTreeMap<String, ServerVariableNames>) {
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
    let schemes = api.security_schemes.iter();
    let schemes = schemes.map(|(name, scheme)| member(name, "auth", 0, scheme.location));
    let variables = api.server_variables();
    let place = api.main_server().map(|server| server.location);
    let place = place.or_else(|| Some(api.operations.first()?.location));
    let of_servers = place
        .iter()
        .flat_map(|place| variables.keys().map(|name| member(name, "server", 1, *place)));
    let members: Vec<Member<'_>> = schemes.chain(of_servers).collect();
    let reserved = reserved::builder_methods();
    let mut scope = Scope::new("setting of the builder", Case::Snake, "auth_", &reserved);
    let mut given = scope.assign(&members, diagnostics).into_iter();
    let mut names = BTreeMap::new();
    for ((name, scheme), given) in api.security_schemes.iter().zip(given.by_ref()) {
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
    let variables = variables.keys().zip(given).map(|(name, given)| {
        let constant = ident::text(&given.words, Case::Screaming, "SERVER_");
        ((*name).to_owned(), ServerVariableNames { setter: ident::escape(&given.text), constant })
    });
    (names, variables.collect())
}

fn member<'a>(name: &'a str, other: &str, precedence: u8, location: Location) -> Member<'a> {
    let plain = Words::new(name);
    let others = vec![plain.and([other])];
    let wire = Cow::Borrowed(name);
    Member { wire, plain, others, suffix: "", rank: Rank::Live, precedence, location }
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
