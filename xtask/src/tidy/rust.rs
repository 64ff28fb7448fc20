//! Rust files as tokens with places. The compiler's own lexer makes them; the rules need no more
//! of the syntax than can be seen in a row of tokens.

use ra_ap_rustc_lexer::{self as lexer, TokenKind};
use std::collections::HashSet;
use std::ops::Range;

/// A token that is neither space nor a comment.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) span: Range<usize>,
    is_word: bool,
}

/// A Rust file.
pub(super) struct Rust<'a> {
    tokens: Vec<Token<'a>>,
}

/// A function.
pub(super) struct Function<'a> {
    pub(super) name: Token<'a>,
    pub(super) lines: usize,
}

impl<'a> Rust<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut tokens = Vec::new();
        let mut start = 0;
        for token in lexer::tokenize(text) {
            let end = start + token.len as usize;
            let is_word = matches!(token.kind, TokenKind::Ident | TokenKind::RawIdent);
            let is_space = matches!(
                token.kind,
                TokenKind::Whitespace
                    | TokenKind::LineComment { .. }
                    | TokenKind::BlockComment { .. }
            );
            if !is_space {
                tokens.push(Token {
                    text: text.get(start..end).unwrap_or_default(),
                    span: start..end,
                    is_word,
                });
            }
            start = end;
        }
        Self { tokens }
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether a token is an identifier or a keyword.
    pub(super) fn is_word(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.is_word)
    }

    /// Where a token stands in the file.
    pub(super) fn span(&self, index: usize) -> Range<usize> {
        self.tokens.get(index).map_or(0..0, |token| token.span.clone())
    }

    /// The text of a token; of one that is not there, it is empty.
    pub(super) fn text(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| token.text)
    }

    fn is(&self, start: usize, texts: &[&str]) -> bool {
        texts.iter().enumerate().all(|(offset, text)| self.text(start + offset) == *text)
    }

    /// The index of the bracket that closes the one at `open`.
    fn closing(&self, open: usize) -> usize {
        let mut depth = 0_usize;
        for index in open..self.tokens.len() {
            match self.text(index) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return index;
                    }
                }
                _ => {}
            }
        }
        self.tokens.len()
    }

    /// The end of the item that begins at `start`: its closing brace or its semicolon.
    fn item_end(&self, start: usize) -> usize {
        let mut index = start;
        while index < self.tokens.len() {
            match self.text(index) {
                ";" => return index,
                "{" => return self.closing(index),
                "(" | "[" => index = self.closing(index),
                _ => {}
            }
            index += 1;
        }
        index
    }

    /// The file without its items under `#[cfg(test)]`.
    pub(super) fn without_tests(mut self) -> Self {
        let mut kept = Vec::new();
        let mut index = 0;
        while index < self.tokens.len() {
            if self.is(index, &["#", "[", "cfg", "(", "test", ")", "]"]) {
                index = self.item_end(index + 7) + 1;
            } else {
                kept.extend(self.tokens.get(index).cloned());
                index += 1;
            }
        }
        self.tokens = kept;
        self
    }

    /// The functions that have a body.
    pub(super) fn functions(&self, text: &str) -> Vec<Function<'a>> {
        let mut found = Vec::new();
        for (index, pair) in self.tokens.windows(2).enumerate() {
            let [keyword, name] = pair else { continue };
            if !(keyword.is_word && keyword.text == "fn" && name.is_word) {
                continue;
            }
            let end = self.item_end(index);
            let Some(close) = self.tokens.get(end).filter(|token| token.text == "}") else {
                continue;
            };
            let body = text.get(keyword.span.start..close.span.end);
            found.push(Function {
                name: name.clone(),
                lines: body.unwrap_or_default().lines().count(),
            });
        }
        found
    }

    /// The modules that the file declares, which are other files.
    pub(super) fn modules(&self) -> HashSet<&'a str> {
        let all = self.tokens.windows(3).filter_map(|three| match three {
            [keyword, name, end] if keyword.text == "mod" && end.text == ";" => Some(name.text),
            _ => None,
        });
        all.collect()
    }

    /// The names of the items that the file itself defines.
    pub(super) fn items(&self) -> HashSet<&'a str> {
        const KEYWORDS: [&str; 9] =
            ["const", "enum", "fn", "macro_rules", "static", "struct", "trait", "type", "union"];
        let mut found = HashSet::new();
        let mut index = 0;
        while index < self.tokens.len() {
            if KEYWORDS.contains(&self.text(index)) {
                // `macro_rules!`
                let name = index + 1 + usize::from(self.text(index + 1) == "!");
                found.insert(self.text(name));
            }
            // What is inside of an item is none of the file's.
            index = if self.text(index) == "{" { self.closing(index) } else { index } + 1;
        }
        found
    }

    /// The words that are given, wherever they stand.
    pub(super) fn words(&self, word: &str) -> impl Iterator<Item = &Token<'a>> {
        self.tokens.iter().filter(move |token| token.is_word && token.text == word)
    }

    /// The names of macros that are called.
    pub(super) fn macros(&self) -> impl Iterator<Item = &Token<'a>> {
        self.tokens.windows(2).filter_map(|pair| match pair {
            [name, mark] if name.is_word && mark.text == "!" => Some(name),
            _ => None,
        })
    }

    /// What follows `crate::`, or `super::` as often as it takes to get to the root from a module
    /// that is `depth` below it; of `crate::{a, b::c}` it is `a` and `b`.
    pub(super) fn used_of_root(&self, depth: usize) -> Vec<Token<'a>> {
        let mut found = Vec::new();
        for index in 0..self.tokens.len() {
            let after = if self.is(index, &["crate", ":", ":"]) {
                index + 3
            } else if self.text(index) == "super" && self.text(index.wrapping_sub(1)) != ":" {
                let mut next = index;
                let mut up = 0;
                while self.is(next, &["super", ":", ":"]) {
                    next += 3;
                    up += 1;
                }
                if up < depth {
                    continue;
                }
                next
            } else {
                continue;
            };
            self.heads(after, &mut found);
        }
        found
    }

    /// The first names of the paths at `start`, where a group in braces may stand.
    fn heads(&self, start: usize, found: &mut Vec<Token<'a>>) {
        if self.text(start) != "{" {
            found.extend(self.tokens.get(start).filter(|token| token.is_word).cloned());
            return;
        }
        let end = self.closing(start);
        let mut index = start + 1;
        let mut expected = true;
        while index < end {
            match self.text(index) {
                "," => expected = true,
                "{" => index = self.closing(index),
                _ if expected => {
                    found.extend(self.tokens.get(index).filter(|token| token.is_word).cloned());
                    expected = false;
                }
                _ => {}
            }
            index += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, depth: usize) -> Vec<String> {
        let rust = Rust::new(text).without_tests();
        let found = rust.used_of_root(depth);
        found.iter().map(|token| token.text.to_owned()).collect()
    }

    #[test]
    fn finds_what_a_file_uses_of_its_crate() {
        let text = "use crate::a::B; use crate::{c, d::{e, f}, g as h}; \
                    fn x() { crate::i::j() } // crate::k\n const S: &str = \"crate::l\";";
        assert_eq!(names(text, 1), ["a", "c", "d", "g", "i"]);
    }

    #[test]
    fn finds_what_is_reached_through_super() {
        let text = "use super::a; use super::super::b; use super::super::{c, d};";
        assert_eq!(names(text, 2), ["b", "c", "d"]);
        assert_eq!(names(text, 3), [""; 0]);
    }

    #[test]
    fn leaves_tests_out() {
        let text = "use crate::a; #[cfg(test)] mod tests { use crate::b; } \
                    #[cfg(test)] use crate::c; use crate::d;";
        assert_eq!(names(text, 1), ["a", "d"]);
    }

    #[test]
    fn measures_functions() {
        let text = "fn one() {}\nfn two(x: [u8; 2])\nwhere\n{\n  \"}\";\n}\ntrait T { fn none(); }";
        let rust = Rust::new(text);
        let found: Vec<_> = rust
            .functions(text)
            .into_iter()
            .map(|function| (function.name.text, function.lines))
            .collect();
        assert_eq!(found, [("one", 1), ("two", 5)]);
    }
}
