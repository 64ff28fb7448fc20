//! Whether a pattern is a regular expression of ECMA-262.

use regex_syntax::ast::ErrorKind;
use regex_syntax::ast::parse::Parser;

/// Why a text is no regular expression of ECMA-262, where that is certain.
///
/// The parser reads Rust's syntax. What ECMA-262 has beyond it, such as look-around and escapes of
/// any character, is no fault.
pub(super) fn check(pattern: &str) -> Result<(), String> {
    let Err(error) = Parser::new().parse(&plain_classes(pattern)) else {
        return Ok(());
    };
    match error.kind() {
        ErrorKind::ClassUnclosed
        | ErrorKind::EscapeUnexpectedEof
        | ErrorKind::GroupUnclosed
        | ErrorKind::GroupUnopened
        | ErrorKind::RepetitionCountInvalid
        | ErrorKind::RepetitionMissing
        | ErrorKind::ClassRangeInvalid => Err(error.kind().to_string()),
        _ => Ok(()),
    }
}

/// The pattern with those characters escaped that have a meaning inside of Rust's classes only:
/// classes in classes and operators between them.
fn plain_classes(pattern: &str) -> String {
    let mut plain = String::with_capacity(pattern.len());
    let mut class = false;
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                plain.push('\\');
                plain.extend(characters.next());
                continue;
            }
            '[' if !class => class = true,
            ']' if class => class = false,
            '[' | '&' | '~' if class => plain.push('\\'),
            _ => {}
        }
        plain.push(character);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn patterns_of_ecma_are_no_faults() {
        for good in [
            "^[a-f0-9]{32}$",
            r"^(?!-)\w+(?<!-)$",
            r"^\/a\_b\-c$",
            "[[]x",
            "^[a-z&&~]+$",
            r"(a)\1",
            r"^[\w-.]+$",
            "a{,3}",
            "x{",
            r"\cJ\u00e9",
            "",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
    }

    #[test]
    fn faults_are_told() {
        for bad in ["(a", "a)", "[a", "*a", "a{3,1}", "[z-a]", "\\"] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
