//! The variables in the addresses of servers.

use std::collections::BTreeMap;

use super::{error::ConfigError, operation::ServerVariable};

/// Puts values into the `{variables}` of an address.
pub(crate) fn resolve(
    template: &str,
    variables: &[&ServerVariable],
    given: &BTreeMap<&'static str, String>,
) -> String {
    let mut address = template.to_owned();
    for variable in variables {
        let value = given.get(variable.name).map_or(variable.default, String::as_str);
        address = address.replace(&format!("{{{}}}", variable.name), value);
    }
    address
}

/// Checks a value of the caller's: it is one of those that there are, and it stays within its part of
/// each address. A value with a slash in it could lead the credentials to a host of its own.
pub(crate) fn check(variable: &ServerVariable, value: &str) -> Result<(), ConfigError> {
    let fault =
        |message: String| Err(ConfigError::new(format!("server: `{}` {message}", variable.setter)));
    if !variable.values.is_empty() {
        return match variable.values.contains(&value) {
            true => Ok(()),
            false => fault(format!("is one of {}", variable.values.join(", "))),
        };
    }
    let place = format!("{{{}}}", variable.name);
    let before = variable.addresses.iter().filter_map(|address| address.split_once(&place));
    // What stands before it holds the host, and the slash after it.
    let is_past_host = |(_, rest): (&str, &str)| rest.contains('/');
    let mut before = before.map(|(before, _)| before.split_once("://").is_some_and(is_past_host));
    let is_only_in_path = before.all(|it| it);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    let in_path = |c: char| is_plain(c) || matches!(c, '_' | '~' | '/');
    match is_only_in_path {
        true if value.chars().all(in_path) => Ok(()),
        true => fault("takes letters, digits, `-`, `.`, `_`, `~` and `/`".into()),
        false if !value.is_empty() && value.chars().all(is_plain) => Ok(()),
        false => fault("takes letters, digits, `-` and `.`, since it is a part of the host".into()),
    }
}
