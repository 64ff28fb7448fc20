//! From words to identifiers.

use super::words::Words;
use unicode_normalization::UnicodeNormalization;

/// How an identifier is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// `CreateShareRequest`
    UpperCamel,
    /// `create_share_request`
    Snake,
    /// `CREATE_SHARE_REQUEST`
    Screaming,
}

/// Keywords of Rust 2024, strict and reserved.
const KEYWORDS: [&str; 53] = [
    "Self", "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that have no raw form.
const NEVER_RAW: [&str; 5] = ["Self", "_", "crate", "self", "super"];

/// Names that Windows keeps for devices, whatever the extension.
const DEVICES: [&str; 22] = [
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1",
    "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// Files that are modules already.
const FILES: [&str; 3] = ["lib", "main", "mod"];

/// The words in that case, before keywords are escaped. A digit never stands first.
pub(super) fn text(words: &Words, case: Case, digit_prefix: &str) -> String {
    let mut text = String::new();
    for word in words.as_slice() {
        let digits_meet =
            text.ends_with(|c: char| c.is_numeric()) && word.starts_with(|c: char| c.is_numeric());
        match case {
            Case::UpperCamel => {
                if digits_meet {
                    text.push('_');
                }
                capitalise(word, &mut text);
            }
            Case::Snake | Case::Screaming => {
                if !text.is_empty() {
                    text.push('_');
                }
                match case {
                    Case::Screaming => text.push_str(&word.to_uppercase()),
                    _ => text.push_str(&word.to_lowercase()),
                }
            }
        }
    }
    if !text.starts_with(unicode_ident::is_xid_start) {
        // A name needs a letter to be one that people can say: clippy denies `_1_8_0`.
        let says_nothing = digit_prefix == "_" && text.chars().all(|c| c.is_numeric() || c == '_');
        text.insert_str(0, if says_nothing { "n" } else { digit_prefix });
    }
    if text.is_ascii() { text } else { text.nfc().collect() }
}

fn capitalise(word: &str, into: &mut String) {
    let mut inner_start = true;
    for c in word.chars() {
        // Words of ours for one symbol can be two: `open_paren`.
        if c == '_' {
            inner_start = true;
        } else if std::mem::take(&mut inner_start) {
            into.extend(c.to_uppercase());
        } else {
            into.push(c);
        }
    }
}

/// The identifier of a text that has the form of one: raw for a keyword.
pub(super) fn escape(text: &str) -> String {
    if NEVER_RAW.contains(&text) {
        format!("{text}_")
    } else if is_keyword(text) {
        format!("r#{text}")
    } else {
        text.to_owned()
    }
}

/// The name of a module and its file: never raw, and no name that a file cannot have anywhere. Rust
/// finds files of modules with ASCII names only.
pub(super) fn module(text: &str) -> String {
    if !text.is_ascii() {
        return ascii_module(text);
    }
    let taken = is_keyword(text) || DEVICES.contains(&text) || FILES.contains(&text);
    if taken { format!("{text}_") } else { text.to_owned() }
}

/// The name with characters beyond ASCII spelt as their numbers. It differs from every name that is
/// of ASCII as it stands, as far as a hash can tell.
fn ascii_module(text: &str) -> String {
    /// Names of files end at some 255 bytes, and paths at some more.
    const LONGEST: usize = 80;
    let mut module = String::new();
    for character in text.chars() {
        if module.len() >= LONGEST {
            break;
        }
        match character.is_ascii() {
            true => module.push(character),
            false => module.push_str(&format!("u{:x}", u32::from(character))),
        }
    }
    format!("{}_{}", module.trim_end_matches('_'), super::words::mark(text))
}

/// The name of a module and its file where there is little room: its beginning, and a mark that all
/// of it decides. However little room there is, some of it is left.
pub(super) fn short_module(module: String, room: usize) -> String {
    const LEAST: usize = 12;
    let room = room.max(LEAST);
    if module.len() <= room {
        return module;
    }
    let mark = super::words::mark(&module);
    let kept: String = module.chars().take(room - mark.len() - 1).collect();
    format!("{}_{mark}", kept.trim_end_matches('_'))
}

/// An identifier without what marks it as raw.
pub(super) fn unraw(ident: &str) -> &str {
    ident.strip_prefix("r#").unwrap_or(ident)
}

/// Whether a text is a keyword.
pub(super) fn is_keyword(text: &str) -> bool {
    KEYWORDS.binary_search(&text).is_ok()
}

/// Whether a text has the form of an identifier, keywords included.
pub(super) fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    text != "_"
        && chars.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c))
        && chars.all(unicode_ident::is_xid_continue)
}
