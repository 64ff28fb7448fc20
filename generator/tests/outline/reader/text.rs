//! Types and signatures as text: without the accidents of formatting, and with every path the same
//! wherever it is written.

use super::imports::UsePath;
use super::modules::ModulePath;
use super::scope::{Scope, Target};
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use std::iter::Peekable;

/// Code in two forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Text {
    /// With public paths from the root: for programs.
    pub(super) full: String,
    /// With names alone, where no one can mistake them: for readers.
    pub(super) short: String,
    /// Whether a public type of the crate is mentioned.
    pub(super) is_local: bool,
}

impl Text {
    /// Text that is the same in both forms.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { full: text.clone(), short: text, is_local: false }
    }

    /// One text behind another.
    pub(super) fn push(&mut self, other: &Self) {
        self.full.push_str(&other.full);
        self.short.push_str(&other.short);
        self.is_local |= other.is_local;
    }
}

/// Words that are no paths. `Self` is one of them: what it means stands on the same line.
const WORDS: [&str; 20] = [
    "as", "async", "await", "const", "dyn", "extern", "fn", "for", "impl", "in", "mut", "pub",
    "ref", "safe", "static", "type", "unsafe", "where", "_", "Self",
];

/// The text of code that stands in a module.
pub(super) fn of(scope: &Scope, module: &ModulePath, tokens: TokenStream) -> Text {
    let mut is_local = false;
    let full = print(tokens.clone(), &mut |path| {
        let target = scope.resolve(module, path);
        is_local |=
            matches!(&target, Some(it @ Target::Local(..)) if scope.public_path(it).is_some());
        full_path(scope, path, target)
    });
    let short = print(tokens, &mut |path| {
        let target = scope.resolve(module, path);
        short_path(scope, path, target)
    });
    Text { full, short, is_local }
}

fn full_path(scope: &Scope, written: &UsePath, target: Option<Target>) -> String {
    match target {
        Some(target @ (Target::Local(..) | Target::Module(_))) => {
            match (scope.public_path(&target), &target) {
                (Some(path), _) => path.to_owned(),
                (None, Target::Local(module, name)) => {
                    format!("crate::{}::{name}", module.join("::"))
                }
                _ => written.segments.join("::"),
            }
        }
        Some(Target::Foreign(segments)) => foreign(&segments),
        None => written.segments.join("::"),
    }
}

/// What every module has without naming it is called by its name alone, in whichever way it is written.
const PRELUDE: [&str; 24] = [
    "std::boxed::Box",
    "std::clone::Clone",
    "std::cmp::Eq",
    "std::cmp::Ord",
    "std::cmp::PartialEq",
    "std::cmp::PartialOrd",
    "std::convert::AsRef",
    "std::convert::From",
    "std::convert::Into",
    "std::convert::TryFrom",
    "std::convert::TryInto",
    "std::default::Default",
    "std::iter::IntoIterator",
    "std::iter::Iterator",
    "std::marker::Copy",
    "std::marker::Send",
    "std::marker::Sized",
    "std::marker::Sync",
    "std::marker::Unpin",
    "std::option::Option",
    "std::result::Result",
    "std::string::String",
    "std::string::ToString",
    "std::vec::Vec",
];

fn foreign(segments: &[String]) -> String {
    let path = segments.join("::");
    let path = match path.split_once("::") {
        Some(("alloc" | "core", rest)) => format!("std::{rest}"),
        _ => path,
    };
    match path.rsplit_once("::") {
        Some((_, name)) if PRELUDE.contains(&path.as_str()) => name.to_owned(),
        _ => path,
    }
}

/// Models, and what stands at the root, go by their names; a model that has the name of something at
/// the root keeps its module.
fn short_path(scope: &Scope, written: &UsePath, target: Option<Target>) -> String {
    let foreign = match &target {
        Some(it @ Target::Foreign(_)) => scope.public_path(it),
        _ => None,
    };
    let standard = |segments: &[String]| {
        segments.first().is_some_and(|first| ["alloc", "core", "std"].contains(&first.as_str()))
    };
    match (&target, foreign) {
        (_, Some(path)) => path.to_owned(),
        (Some(Target::Foreign(segments)), None) if standard(segments) => {
            segments.last().cloned().unwrap_or_default()
        }
        _ => short(scope, &full_path(scope, written, target)),
    }
}

/// A public path as readers know it.
pub(super) fn short(scope: &Scope, path: &str) -> String {
    match path.strip_prefix("models::") {
        Some(name) if !scope.is_at_root(name) => name.to_owned(),
        _ => path.to_owned(),
    }
}

/// What the last token was, for the space behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing may follow but the next token.
    Tight,
    /// A name or a number: another one needs a space.
    Word,
    /// The name of a lifetime: whatever follows, but a mark, needs a space.
    Lifetime,
    /// `>`, `)`, `]`: a name needs a space.
    Close,
}

struct Printer<'a> {
    out: String,
    last: Last,
    name: &'a mut dyn FnMut(&UsePath) -> String,
}

fn print(tokens: TokenStream, name: &mut dyn FnMut(&UsePath) -> String) -> String {
    let mut printer = Printer { out: String::new(), last: Last::Tight, name };
    printer.tokens(tokens);
    printer.out.trim_end().to_owned()
}

type Tokens = Peekable<proc_macro2::token_stream::IntoIter>;

impl Printer<'_> {
    fn tokens(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(word) => self.path_or_word(word.to_string(), &mut tokens),
                TokenTree::Literal(literal) => self.word(&literal.to_string()),
                TokenTree::Punct(punct) => {
                    self.punct(punct.as_char(), punct.spacing(), &mut tokens);
                }
                TokenTree::Group(group) => self.group(group.delimiter(), group.stream()),
            }
        }
    }

    fn word(&mut self, word: &str) {
        if self.last != Last::Tight {
            self.out.push(' ');
        }
        self.out.push_str(word);
        self.last = Last::Word;
    }

    fn path_or_word(&mut self, first: String, tokens: &mut Tokens) {
        if WORDS.contains(&first.as_str()) {
            self.word(&first);
            return;
        }
        // `T: Bound` and `Item = T` name a parameter or an associated type.
        if is_mark(tokens.peek(), '=') || is_single_colon(tokens.peek()) {
            self.word(&first);
            return;
        }
        let is_receiver = first == "self";
        let mut path = UsePath { is_global: false, segments: vec![first] };
        rest_of_path(&mut path, tokens);
        let is_receiver = is_receiver && path.segments.len() == 1;
        let text = if is_receiver { "self".to_owned() } else { (self.name)(&path) };
        self.word(&text);
    }

    fn punct(&mut self, mark: char, spacing: Spacing, tokens: &mut Tokens) {
        match (mark, spacing) {
            ('\'', _) => {
                self.space_after_word();
                self.out.push('\'');
                if let Some(TokenTree::Ident(name)) = tokens.next() {
                    self.out.push_str(&name.to_string());
                }
                self.last = Last::Lifetime;
            }
            (':', Spacing::Joint) => {
                tokens.next();
                let at_start = matches!(self.last, Last::Tight);
                if let (true, Some(TokenTree::Ident(_))) = (at_start, tokens.peek()) {
                    let mut path = UsePath { is_global: true, segments: Vec::new() };
                    if let Some(TokenTree::Ident(first)) = tokens.next() {
                        path.segments.push(first.to_string());
                    }
                    rest_of_path(&mut path, tokens);
                    let text = (self.name)(&path);
                    self.word(&text);
                } else {
                    self.tight("::");
                }
            }
            ('-' | '=', Spacing::Joint) if is_mark(tokens.peek(), '>') => {
                tokens.next();
                self.tight(if mark == '-' { " -> " } else { " => " });
            }
            (':', _) => self.tight(": "),
            (',', _) => {
                // A comma at the end is formatting.
                if tokens.peek().is_some_and(|next| !is_mark(Some(next), '>')) {
                    self.tight(", ");
                }
            }
            (';', _) => self.tight("; "),
            ('+' | '=', _) => {
                self.out.push(' ');
                self.out.push(mark);
                self.tight(" ");
            }
            ('>', _) => {
                self.out.push('>');
                self.last = Last::Close;
            }
            ('&' | '*' | '?', _) => {
                self.space_after_word();
                self.out.push(mark);
                self.last = Last::Tight;
            }
            _ => self.tight(&mark.to_string()),
        }
    }

    fn space_after_word(&mut self) {
        if self.last != Last::Tight {
            self.out.push(' ');
            self.last = Last::Tight;
        }
    }

    fn tight(&mut self, text: &str) {
        self.out.push_str(text);
        self.last = Last::Tight;
    }

    fn group(&mut self, delimiter: Delimiter, inner: TokenStream) {
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{ ", " }"),
            Delimiter::None => return self.tokens(inner),
        };
        let after_keyword = WORDS.iter().any(|word| {
            self.last == Last::Word && self.out.rsplit(' ').next() == Some(word) && *word != "fn"
        });
        if self.last == Last::Lifetime || after_keyword || open == "{ " {
            self.space_after_word();
        }
        self.tight(open);
        // A tuple of one keeps its comma: without it, it is no tuple.
        let is_single = open == "(" && is_single_tuple(&inner);
        self.tokens(inner);
        if is_single {
            self.out.push(',');
        }
        self.out.push_str(close);
        self.last = Last::Close;
    }
}

fn rest_of_path(path: &mut UsePath, tokens: &mut Tokens) {
    loop {
        let mut ahead = tokens.clone();
        let colons = (ahead.next(), ahead.next());
        let (Some(TokenTree::Punct(one)), Some(TokenTree::Punct(two))) = colons else {
            return;
        };
        if one.as_char() != ':' || one.spacing() != Spacing::Joint || two.as_char() != ':' {
            return;
        }
        let Some(TokenTree::Ident(next)) = ahead.next() else {
            return;
        };
        path.segments.push(next.to_string());
        *tokens = ahead;
    }
}

fn is_mark(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

fn is_single_colon(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct))
        if punct.as_char() == ':' && punct.spacing() == Spacing::Alone)
}

fn is_single_tuple(inner: &TokenStream) -> bool {
    let mut depth = 0_i32;
    let (mut commas, mut ends_with_comma) = (0, false);
    for token in inner.clone() {
        ends_with_comma = false;
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '<' => depth += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' => depth -= 1,
            TokenTree::Punct(punct) if punct.as_char() == ',' && depth == 0 => {
                commas += 1;
                ends_with_comma = true;
            }
            _ => {}
        }
    }
    commas == 1 && ends_with_comma
}
