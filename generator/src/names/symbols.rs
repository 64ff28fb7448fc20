//! Words for characters that no identifier can have.

use unicode_ident::is_xid_continue;

/// What a symbol of ASCII is called.
pub(super) fn word(symbol: char) -> Option<&'static str> {
    Some(match symbol {
        ' ' => "space",
        '!' => "bang",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '\'' => "apostrophe",
        '(' => "open_paren",
        ')' => "close_paren",
        '*' => "asterisk",
        '+' => "plus",
        ',' => "comma",
        '-' => "dash",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equal",
        '>' => "greater",
        '?' => "question",
        '@' => "at",
        '[' => "open_bracket",
        '\\' => "backslash",
        ']' => "close_bracket",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '{' => "open_brace",
        '|' => "pipe",
        '}' => "close_brace",
        '~' => "tilde",
        '\t' => "tab",
        '\n' => "newline",
        '\r' => "return",
        '\0' => "nul",
        _ => return None,
    })
}

/// Whether a symbol is part of what a value means, where the value has letters too: `C++` is no `C`.
/// What mostly divides words does not count.
pub(super) fn has_meaning(symbol: char) -> bool {
    matches!(
        symbol,
        '!' | '#' | '$' | '%' | '&' | '*' | '+' | '<' | '=' | '>' | '?' | '@' | '^' | '|' | '~'
    )
}

/// Whether a character can stand in an identifier of ours. Letters beyond the basic plane are left
/// out: compilers differ in how many of them they know. So is what cannot be seen.
pub(super) fn can_stand(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c <= '\u{ffff}' && is_xid_continue(c) && !is_invisible(c)
}

/// Characters that Unicode counts as parts of identifiers though nobody sees them
/// (`Default_Ignorable_Code_Point`), and those that look like an underscore.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{34f}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200c}'
            | '\u{200d}'
            | '\u{203f}'
            | '\u{2040}'
            | '\u{2054}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{fe33}'
            | '\u{fe34}'
            | '\u{fe4d}'..='\u{fe4f}'
            | '\u{ff3f}'
            | '\u{ffa0}'
    )
}

/// Whether a letter is of a script whose letters can be taken for Latin ones: Greek, Cyrillic,
/// Armenian, Cherokee, Coptic, Lisu.
pub(super) fn looks_latin(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{58f}' | '\u{13a0}'..='\u{13ff}' | '\u{1c80}'..='\u{1c8f}'
        | '\u{1f00}'..='\u{1fff}' | '\u{2c80}'..='\u{2cff}' | '\u{2de0}'..='\u{2dff}'
        | '\u{a4d0}'..='\u{a4ff}' | '\u{a640}'..='\u{a69f}' | '\u{ab70}'..='\u{abbf}')
}
