//! The left side of a rule of `macro_rules!`: patterns, and what a call gives their names.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeMap;
use syn::parse::{ParseStream, Parser};

/// What a name of the rule stands for.
#[derive(Clone, Debug)]
pub(super) enum Binding {
    /// Tokens.
    One(TokenStream),
    /// Something for each turn of a repetition.
    Many(Vec<Binding>),
}

/// What the names of a rule stand for.
pub(super) type Bindings = BTreeMap<String, Binding>;

/// A piece of the left side.
pub(super) enum Pattern {
    /// A token as it is.
    Token(TokenTree),
    /// `(…)`, `[…]` or `{…}`.
    Group(Delimiter, Vec<Pattern>),
    /// `$name:kind`
    Fragment(String, String),
    /// `$( … ) separator operator`
    Repeat(Vec<Pattern>, Option<TokenTree>, char),
}

/// Reads the left side of a rule.
pub(super) fn patterns(tokens: TokenStream) -> Result<Vec<Pattern>, String> {
    let mut patterns = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '$' => match tokens.next() {
                Some(TokenTree::Ident(name)) => {
                    let colon = tokens.next();
                    let (Some(TokenTree::Punct(_)), Some(TokenTree::Ident(kind))) =
                        (colon, tokens.next())
                    else {
                        return Err(format!("`${name}` has no kind"));
                    };
                    patterns.push(Pattern::Fragment(name.to_string(), kind.to_string()));
                }
                Some(TokenTree::Group(group)) => {
                    let (separator, operator) = repetition(&mut tokens)?;
                    let inner = self::patterns(group.stream())?;
                    patterns.push(Pattern::Repeat(inner, separator, operator));
                }
                _ => return Err("`$` stands alone".to_owned()),
            },
            TokenTree::Group(group) => {
                let inner = self::patterns(group.stream())?;
                patterns.push(Pattern::Group(group.delimiter(), inner));
            }
            token => patterns.push(Pattern::Token(token)),
        }
    }
    Ok(patterns)
}

/// What stands behind `$( … )`: a separator, or none, and `*`, `+` or `?`.
pub(super) fn repetition(
    tokens: &mut impl Iterator<Item = TokenTree>,
) -> Result<(Option<TokenTree>, char), String> {
    let mut separator = None;
    for _ in 0..2 {
        match tokens.next() {
            Some(TokenTree::Punct(punct)) if "*+?".contains(punct.as_char()) => {
                return Ok((separator, punct.as_char()));
            }
            Some(token) => separator = Some(token),
            None => break,
        }
    }
    Err("a repetition does not say how often".to_owned())
}

/// Matches all of a call; `None` if the rule is not for it.
pub(super) fn matches(patterns: &[Pattern], call: TokenStream) -> Result<Option<Bindings>, String> {
    let tokens: Vec<TokenTree> = call.into_iter().collect();
    let mut bindings = Bindings::new();
    let end = advance(patterns, &tokens, 0, &mut bindings)?;
    Ok((end == Some(tokens.len())).then_some(bindings))
}

/// Matches from a place on, and gives the place behind it.
fn advance(
    patterns: &[Pattern],
    tokens: &[TokenTree],
    start: usize,
    bindings: &mut Bindings,
) -> Result<Option<usize>, String> {
    let mut place = start;
    for pattern in patterns {
        let next = match (pattern, tokens.get(place)) {
            (Pattern::Token(wanted), Some(found)) => same(wanted, found).then_some(place + 1),
            (Pattern::Group(delimiter, inner), Some(TokenTree::Group(group)))
                if group.delimiter() == *delimiter =>
            {
                matches(inner, group.stream())?.map(|found| {
                    bindings.extend(found);
                    place + 1
                })
            }
            (Pattern::Fragment(name, kind), Some(_)) => {
                let rest = tokens.get(place..).unwrap_or_default();
                fragment(kind, rest)?.map(|(found, length)| {
                    bindings.insert(name.clone(), Binding::One(found));
                    place + length
                })
            }
            (Pattern::Repeat(inner, separator, operator), _) => {
                repeat((inner, separator.as_ref(), *operator), tokens, place, bindings)?
            }
            _ => None,
        };
        match next {
            Some(next) => place = next,
            None => return Ok(None),
        }
    }
    Ok(Some(place))
}

/// Matches as many turns as there are. A separator that no further turn follows is left for the
/// pattern behind, which `$(,)?` often is.
fn repeat(
    (inner, separator, operator): (&[Pattern], Option<&TokenTree>, char),
    tokens: &[TokenTree],
    start: usize,
    bindings: &mut Bindings,
) -> Result<Option<usize>, String> {
    let mut turns: Vec<Bindings> = Vec::new();
    let mut place = start;
    loop {
        let mut from = place;
        if let (Some(separator), false) = (separator, turns.is_empty()) {
            match tokens.get(from) {
                Some(found) if same(separator, found) => from += 1,
                _ => break,
            }
        }
        let mut turn = Bindings::new();
        match advance(inner, tokens, from, &mut turn)? {
            Some(end) if end > from => {
                place = end;
                turns.push(turn);
            }
            _ => break,
        }
        if operator == '?' {
            break;
        }
    }
    if operator == '+' && turns.is_empty() {
        return Ok(None);
    }
    for name in names(inner) {
        let values = turns.iter_mut().filter_map(|turn| turn.remove(name)).collect();
        bindings.insert(name.to_owned(), Binding::Many(values));
    }
    Ok(Some(place))
}

fn names(patterns: &[Pattern]) -> Vec<&str> {
    patterns
        .iter()
        .flat_map(|pattern| match pattern {
            Pattern::Token(_) => Vec::new(),
            Pattern::Fragment(name, _) => vec![name.as_str()],
            Pattern::Group(_, inner) | Pattern::Repeat(inner, _, _) => names(inner),
        })
        .collect()
}

fn same(left: &TokenTree, right: &TokenTree) -> bool {
    match (left, right) {
        (TokenTree::Punct(left), TokenTree::Punct(right)) => left.as_char() == right.as_char(),
        (TokenTree::Group(_), _) | (_, TokenTree::Group(_)) => false,
        _ => left.to_string() == right.to_string(),
    }
}

/// The tokens of a fragment, and how many they are.
fn fragment(kind: &str, tokens: &[TokenTree]) -> Result<Option<(TokenStream, usize)>, String> {
    let first = tokens.first();
    match kind {
        "tt" => Ok(first.map(|token| (token.clone().into(), 1))),
        "ident" => Ok(first
            .filter(|token| matches!(token, TokenTree::Ident(_)))
            .map(|token| (token.clone().into(), 1))),
        "literal" => Ok(first
            .filter(|token| matches!(token, TokenTree::Literal(_)))
            .map(|token| (token.clone().into(), 1))),
        "ty" => Ok(parsed(tokens, |input| input.parse::<syn::Type>().map(drop))),
        "path" => Ok(parsed(tokens, |input| input.parse::<syn::Path>().map(drop))),
        "expr" => Ok(parsed(tokens, |input| input.parse::<syn::Expr>().map(drop))),
        other => Err(format!("fragments of the kind `{other}` are not supported")),
    }
}

/// The tokens that a parser takes, and how many they are.
fn parsed(
    tokens: &[TokenTree],
    parse: fn(ParseStream<'_>) -> syn::Result<()>,
) -> Option<(TokenStream, usize)> {
    let parser = |input: ParseStream<'_>| {
        parse(input)?;
        input.parse::<TokenStream>()
    };
    let rest = parser.parse2(tokens.iter().cloned().collect()).ok()?;
    let length = tokens.len().checked_sub(rest.into_iter().count())?;
    let taken = tokens.get(..length)?.iter().cloned().collect();
    Some((taken, length))
}
