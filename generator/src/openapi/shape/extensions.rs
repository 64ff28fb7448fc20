//! Extensions that were probably meant to be one that is read. OpenAPI lets a document have any, so a
//! misspelt one has no effect, and an end date or an old name is lost without a word.

use super::super::extension::{self, ALIAS_OF, DEPRECATED_VALUES, SUNSET};
use crate::diagnostic::{Code, Diagnostic, similar};
use crate::source::Key;

/// Letters that give away what is meant, whatever stands around them.
const MEANT: [(&str, &str); 5] = [
    ("sunset", SUNSET),
    ("aliasof", ALIAS_OF),
    ("enumdeprecat", DEPRECATED_VALUES),
    ("valuesdeprecat", DEPRECATED_VALUES),
    ("deprecatedenum", DEPRECATED_VALUES),
];

/// What is said of an extension that nobody reads; `sunset_key` is one that the settings name.
pub(super) fn misspelt(key: &Key, sunset_key: Option<&str>) -> Option<Diagnostic> {
    let name = key.as_str();
    // The key may be a path, of which this is the first step.
    if sunset_key.is_some_and(|set| set == name || set.split('.').next() == Some(name)) {
        return None;
    }
    let meant = meant(name)?;
    let message = format!("the extension `{name}` has no meaning here");
    Some(
        Diagnostic::new(Code::ExtensionMisspelt, key.location, message)
            .label("this is not looked at")
            .help(format!("did you mean `{meant}`?")),
    )
}

fn meant(name: &str) -> Option<&'static str> {
    if extension::all().any(|read| read == name) {
        return None;
    }
    let letters: String =
        name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let given_away = || MEANT.iter().find(|(part, _)| letters.contains(part));
    similar::nearest(name, extension::all()).or_else(|| given_away().map(|(_, meant)| *meant))
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn what_is_nearly_read_is_found() {
        for (name, expected) in [
            ("x-sunset-date", Some("x-sunset")),
            ("x-sunst", Some("x-sunset")),
            ("x-Sunset", Some("x-sunset")),
            ("x-aliasof", Some("x-alias-of")),
            ("x-alias_of", Some("x-alias-of")),
            ("x-is-alias-of", Some("x-alias-of")),
            ("x-enum-deprecated", Some("x-enumDeprecated")),
            ("x-enum-deprecations", Some("x-deprecated-values")),
            ("x-deprecated-value", Some("x-deprecated-values")),
            ("x-enum-description", Some("x-enum-descriptions")),
        ] {
            assert_eq!(meant(name), expected, "{name}");
        }
    }

    #[test]
    fn what_is_read_or_another_tools_is_left_alone() {
        let others = [
            "x-sunset",
            "x-alias-of",
            "x-enum-varnames",
            "x-enumNames",
            "x-aliases",
            "x-deprecated",
            "x-enum-values",
            "x-ms-enum",
            "x-cli-aliases",
            "x-is-deprecated",
            "x-logo",
            "x-",
        ];
        for name in others {
            assert_eq!(meant(name), None, "{name}");
        }
    }
}
