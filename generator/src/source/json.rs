//! JSON to a tree. The scanner is `jsonc-parser`'s, with every leniency off: its tokens have
//! places, and it resolves escapes. The grammar is walked without recursion.

use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{ParseStringErrorKind, Scanner, ScannerOptions, tokens::Token};

use super::build::{Builder, Stop};
use super::text::Text;
use super::{Key, Node, Value, scalar};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};

/// Why there is no tree.
pub(super) enum Failure {
    /// The text is not JSON. It may be YAML.
    Syntax(Box<Diagnostic>),
    /// It cannot be read as YAML either; why has been reported.
    Reported,
}

impl From<Stop> for Failure {
    fn from(Stop: Stop) -> Self {
        Self::Reported
    }
}

/// What may come next.
#[derive(Clone, Copy, PartialEq)]
enum Expect {
    Value,
    ValueOrClose,
    Key,
    KeyOrClose,
    Colon,
    CommaOrClose,
    End,
}

/// Reads a text as strict JSON.
pub(super) fn parse(text: Text<'_>, diagnostics: &Diagnostics) -> Result<Node, Failure> {
    let options = ScannerOptions {
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let scanner = Scanner::new(text.body, &options);
    let builder = Builder::new(diagnostics);
    let mut parser = Parser { text, scanner, builder, expect: Expect::Value, closers: Vec::new() };
    while let Some((token, place)) = parser.next()? {
        parser.token(token, place)?;
    }
    if parser.expect != Expect::End {
        return Err(parser.unexpected(None, text.last_character()));
    }
    parser.builder.finish().ok_or(Failure::Reported)
}

struct Parser<'a> {
    text: Text<'a>,
    scanner: Scanner<'a>,
    builder: Builder<'a>,
    expect: Expect,
    /// The brackets that close what is open, each with the place of the one that opened it.
    closers: Vec<(char, Location)>,
}

impl<'a> Parser<'a> {
    fn next(&mut self) -> Result<Option<(Token<'a>, Location)>, Failure> {
        let before = self.scanner.token_end();
        let token = self.scanner.scan().map_err(|error| self.scan_error(&error))?;
        let (start, end) = (self.scanner.token_start(), self.scanner.token_end());
        // The scanner takes every blank of Unicode for one; JSON knows four.
        let is_blank = |byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        let blanks = self.text.slice(before, start);
        if let Some(bad) = blanks.bytes().position(|byte| !is_blank(byte)) {
            let place = self.text.character(before + bad);
            return Err(syntax(place, "this blank is none in JSON", "not a space of JSON"));
        }
        let Some(token) = token else { return Ok(None) };
        if matches!(token, Token::String(_)) {
            let inside = self.text.slice(start, end);
            if let Some(bad) = inside.bytes().position(|byte| byte < 0x20) {
                return Err(self.raw_control(start, start + bad));
            }
        }
        Ok(Some((token, self.text.place(start, end))))
    }

    fn token(&mut self, token: Token<'a>, place: Location) -> Result<(), Failure> {
        use Expect::{
            Colon, CommaOrClose, End, Key as Name, KeyOrClose, Value as Item, ValueOrClose,
        };
        match (self.expect, token) {
            (Item | ValueOrClose, Token::OpenBrace) => {
                self.builder.open_map(place)?;
                self.closers.push(('}', place));
                self.expect = KeyOrClose;
            }
            (Item | ValueOrClose, Token::OpenBracket) => {
                self.builder.open_list(place)?;
                self.closers.push((']', place));
                self.expect = ValueOrClose;
            }
            (ValueOrClose | CommaOrClose, Token::CloseBracket) if self.closer() == Some(']') => {
                self.close(place);
            }
            (KeyOrClose | CommaOrClose, Token::CloseBrace) if self.closer() == Some('}') => {
                self.close(place);
            }
            (Item | ValueOrClose, token) => {
                let value = self.scalar(token, place)?;
                self.builder.value(Node::new(place, value));
                self.after_value();
            }
            (Name | KeyOrClose, Token::String(name)) => {
                self.builder.key(Key::new(name, place));
                self.expect = Colon;
            }
            (Colon, Token::Colon) => self.expect = Item,
            (CommaOrClose, Token::Comma) => {
                self.expect = if self.closer() == Some('}') { Name } else { Item };
            }
            (Name | KeyOrClose | Colon | CommaOrClose | End, token) => {
                return Err(self.unexpected(Some(&token), place));
            }
        }
        Ok(())
    }

    fn scan_error(&self, error: &ParseError) -> Failure {
        let start = self.scanner.token_start();
        let rest = self.text.slice(start, self.text.body.len());
        let ends = |c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_');
        let word = rest.split(ends).next().unwrap_or("");
        if matches!(word, "NaN" | "Infinity" | "-Infinity") {
            let place = self.text.place(start, start + word.len());
            self.builder.diagnostics.push(not_finite(place, word));
            return Failure::Reported;
        }
        if matches!(error.kind(), ParseErrorKind::UnexpectedToken) && !word.is_empty() {
            let place = self.text.place(start, start + word.len());
            let message = format!("`{word}` is nothing that JSON knows");
            let found = Diagnostic::new(Code::NotJson, place, message).label("not in quotes");
            return Failure::Syntax(Box::new(match self.expect {
                Expect::Value | Expect::ValueOrClose | Expect::Key | Expect::KeyOrClose => {
                    found.help("put it into double quotes")
                }
                _ => found.help(
                    "check the quotes before it: one is missing, or one inside of a string is not \
                     written as `\\\"`",
                ),
            }));
        }
        let range = error.range();
        scan_error(
            error.kind(),
            self.text,
            self.text.place(range.start, range.end.max(range.start)),
        )
    }

    /// A string that begins at `start` holds a line break or a tab as such.
    fn raw_control(&self, start: usize, bad: usize) -> Failure {
        if self.text.slice(bad, bad + 1) == "\t" {
            let place = self.text.place(bad, bad + 1);
            return syntax(
                place,
                "a string of JSON cannot hold a tab as such",
                "write it as `\\t`",
            );
        }
        let place = self.text.place(start, bad);
        syntax(place, "a string does not end on its line", "no `\"` closes this string")
    }

    fn scalar(&self, token: Token<'a>, place: Location) -> Result<Value, Failure> {
        match token {
            Token::String(text) => Ok(Value::String(text.into())),
            Token::Boolean(value) => Ok(Value::Bool(value)),
            Token::Null => Ok(Value::Null),
            Token::Number(text) => match scalar::json_number(text) {
                Some(number) => Ok(Value::Number(number)),
                None => {
                    self.builder.diagnostics.push(not_finite(place, text));
                    Ok(Value::Null)
                }
            },
            token => Err(self.unexpected(Some(&token), place)),
        }
    }

    fn closer(&self) -> Option<char> {
        self.closers.last().map(|&(closer, _)| closer)
    }

    fn close(&mut self, place: Location) {
        self.closers.pop();
        if let Some(node) = self.builder.close(Some(place)) {
            self.builder.value(node);
        }
        self.after_value();
    }

    fn after_value(&mut self) {
        self.builder.nodes += 1;
        self.expect = if self.closers.is_empty() { Expect::End } else { Expect::CommaOrClose };
    }

    /// What stands there, or the end of the text, is not what JSON wants there.
    fn unexpected(&self, token: Option<&Token<'_>>, place: Location) -> Failure {
        let closer = self.closer().unwrap_or('}');
        let expected = match self.expect {
            Expect::Value => "a value".to_owned(),
            Expect::ValueOrClose => "a value or `]`".to_owned(),
            Expect::Key => "a key in double quotes".to_owned(),
            Expect::KeyOrClose => "a key in double quotes or `}`".to_owned(),
            Expect::Colon => "`:`".to_owned(),
            Expect::CommaOrClose => format!("`,` or `{closer}`"),
            Expect::End => "the end of the text".to_owned(),
        };
        let label = match token {
            Some(_) => format!("expected {expected}"),
            None => format!("expected {expected} after this"),
        };
        let message = match token {
            Some(token) => format!("expected {expected}, found {}", name(token)),
            None => "the text ends too early".to_owned(),
        };
        let mut found = Diagnostic::new(Code::NotJson, place, message).label(label);
        let trailing_comma = matches!(
            (self.expect, token),
            (Expect::Key, Some(Token::CloseBrace)) | (Expect::Value, Some(Token::CloseBracket))
        );
        if trailing_comma {
            found = found.help("remove the comma before it");
        }
        if let (None, Some((closer, opened))) = (token, self.closers.last()) {
            found = found.secondary(*opened, format!("no `{closer}` closes this"));
        }
        Failure::Syntax(Box::new(found))
    }
}

/// A token as messages name it.
fn name(token: &Token<'_>) -> String {
    match token {
        Token::String(_) => "a string".to_owned(),
        Token::Number(_) => "a number".to_owned(),
        Token::CommentLine(_) | Token::CommentBlock(_) => "a comment".to_owned(),
        token => format!("`{}`", token.as_str()),
    }
}

fn syntax(place: Location, message: &str, label: &str) -> Failure {
    Failure::Syntax(Box::new(Diagnostic::new(Code::NotJson, place, message).label(label)))
}

/// The scanner's errors in words of our own.
fn scan_error(kind: &ParseErrorKind, text: Text<'_>, place: Location) -> Failure {
    let (message, label) = match kind {
        ParseErrorKind::SingleQuotedStringsNotAllowed => {
            ("strings of JSON are in double quotes", "single quotes")
        }
        ParseErrorKind::HexadecimalNumbersNotAllowed => {
            ("numbers of JSON are decimal", "a hexadecimal number")
        }
        ParseErrorKind::UnaryPlusNumbersNotAllowed => {
            ("numbers of JSON have no plus sign", "remove the sign")
        }
        ParseErrorKind::BareDecimalPointNumbersNotAllowed => {
            ("a decimal point has digits on both sides", "a digit is missing")
        }
        ParseErrorKind::NonFiniteNumbersNotAllowed => {
            ("JSON has no infinity and no NaN", "no number of JSON")
        }
        ParseErrorKind::UnterminatedCommentBlock => {
            ("JSON has no comments", "a comment without end")
        }
        ParseErrorKind::ExpectedDigit
        | ParseErrorKind::ExpectedDigitFollowingNegativeSign
        | ParseErrorKind::ExpectedPlusMinusOrDigitInNumberLiteral => {
            ("a digit of a number is missing", "expected a digit")
        }
        ParseErrorKind::String(ParseStringErrorKind::UnterminatedStringLiteral) => {
            ("a string has no end", "no `\"` closes this string")
        }
        ParseErrorKind::String(_) => {
            ("a string has an escape that JSON does not know", "this escape")
        }
        _ => ("this is not JSON", "unexpected here"),
    };
    // The scanner's range may run to where it gave up, lines below.
    let line = text.whole.get(place.start as usize..place.end as usize).unwrap_or("");
    let width = line.split(['\n', '\r']).next().unwrap_or("").len();
    let start = place.start as usize;
    syntax(Location::new(place.file, start, start + width), message, label)
}

/// A number that no double can stand for.
pub(super) fn not_finite(place: Location, text: &str) -> Diagnostic {
    let message = format!("`{text}` is not a finite number");
    Diagnostic::new(Code::NumberNotFinite, place, message)
        .label("infinite, or not a number")
        .help("leave the member out, or quote the value if a string is meant")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Sources;

    fn tree(text: &str) -> Result<serde_json::Value, String> {
        let sources = Sources::new();
        let file = sources.add("a.json", text);
        let diagnostics = Diagnostics::new();
        match parse(Text::new(sources.text(file), file), &diagnostics) {
            Ok(node) => Ok(node.to_json()),
            Err(Failure::Syntax(found)) => Err(found.message().to_owned()),
            Err(Failure::Reported) => Err(diagnostics.into_sorted().remove(0).message().to_owned()),
        }
    }

    #[test]
    fn agrees_with_serde_json() {
        let good = [
            "{}",
            "[]",
            "[[],{}]",
            r#"{"a":1,"b":[true,false,null,-0.5e+3]}"#,
            " [1 , 2 ] ",
            r#"["\ud83d\ude00 \u00e9 \" \\ \/ \b\f\n\r\t"]"#,
            "[18446744073709551615,-1]",
        ];
        for text in good {
            assert_eq!(
                tree(text).unwrap(),
                serde_json::from_str::<serde_json::Value>(text).unwrap()
            );
        }
        let bad = [
            "[1,]",
            "{\"a\":1,}",
            "{\"a\" 1}",
            "{\"a\":}",
            "{a:1}",
            "{'a':1}",
            "[1 2]",
            "[",
            "{\"a\"",
            "[01]",
            "[+1]",
            "[.5]",
            "[5.]",
            "[0x1]",
            "[1e]",
            "[-]",
            "[tru]",
            "[nul]",
            "[\"a]",
            "{}{}",
            "[\"\\x\"]",
            "[\"\\ud800\"]",
            "[\"\\udc00\"]",
            "[\"\t\"]",
            "[\"a\nb\"]",
            "[1]]",
            "{]",
            "[}",
            "/**/[]",
            "[] // a",
            "[\u{a0}1]",
            "[1,\u{b}2]",
            "[\"\\'\"]",
            ",",
            ":",
            "[:]",
            "{,}",
        ];
        for text in bad {
            assert!(serde_json::from_str::<serde_json::Value>(text).is_err(), "{text}");
            assert!(tree(text).is_err(), "{text}");
        }
    }
}
