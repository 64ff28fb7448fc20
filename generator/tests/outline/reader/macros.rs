//! Macros by example, expanded on text.
//!
//! The compiler's expansion cannot be had on stable, and that of rust-analyzer comes with a parser,
//! a database and a version a week. What the runtime needs is small: names, types and repetitions.

use super::matcher::{self, Binding, Bindings, Pattern};
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

/// A macro that is defined in the crate.
pub(super) struct Macro {
    rules: Vec<(Vec<Pattern>, TokenStream)>,
}

impl Macro {
    /// Reads what stands in `macro_rules! name { … }`.
    pub(super) fn new(definition: TokenStream) -> Result<Self, String> {
        let mut rules = Vec::new();
        let mut groups = definition.into_iter().filter_map(|token| match token {
            TokenTree::Group(group) => Some(group.stream()),
            _ => None,
        });
        while let Some(left) = groups.next() {
            let right = groups.next().ok_or("a rule has no right side")?;
            rules.push((matcher::patterns(left)?, right));
        }
        Ok(Self { rules })
    }

    /// What a call becomes.
    pub(super) fn expand(&self, call: &TokenStream) -> Result<TokenStream, String> {
        for (patterns, right) in &self.rules {
            if let Some(bindings) = matcher::matches(patterns, call.clone())? {
                return transcribe(right.clone(), &bindings);
            }
        }
        Err("no rule of it matches the call".to_owned())
    }
}

fn transcribe(tokens: TokenStream, bindings: &Bindings) -> Result<TokenStream, String> {
    let mut out = TokenStream::new();
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '$' => match tokens.next() {
                Some(TokenTree::Ident(name)) => out.extend(value(&name, bindings)?),
                Some(TokenTree::Group(group)) => {
                    let (separator, _) = matcher::repetition(&mut tokens)?;
                    out.extend(turns(&group.stream(), separator.as_ref(), bindings)?);
                }
                _ => return Err("`$` stands alone".to_owned()),
            },
            TokenTree::Group(group) => {
                let inner = transcribe(group.stream(), bindings)?;
                out.extend([TokenTree::Group(Group::new(group.delimiter(), inner))]);
            }
            token => out.extend([token]),
        }
    }
    Ok(out)
}

fn value(name: &Ident, bindings: &Bindings) -> Result<TokenStream, String> {
    if name == "crate" {
        return Ok(TokenTree::Ident(name.clone()).into());
    }
    match bindings.get(&name.to_string()) {
        Some(Binding::One(tokens)) => Ok(tokens.clone()),
        Some(Binding::Many(_)) => Err(format!("`${name}` is used outside of its repetition")),
        None => Err(format!("`${name}` is not bound")),
    }
}

/// The turns of `$( … )` on a right side.
fn turns(
    inner: &TokenStream,
    separator: Option<&TokenTree>,
    bindings: &Bindings,
) -> Result<TokenStream, String> {
    let mut used = Vec::new();
    variables(inner, &mut used);
    let lists: Vec<(&String, &Vec<Binding>)> = used
        .iter()
        .filter_map(|name| match bindings.get(name) {
            Some(Binding::Many(values)) => Some((name, values)),
            _ => None,
        })
        .collect();
    let Some(length) = lists.iter().map(|(_, values)| values.len()).min() else {
        return Err("a repetition repeats nothing".to_owned());
    };
    let mut out = TokenStream::new();
    for turn in 0..length {
        let mut inside = bindings.clone();
        for (name, values) in &lists {
            if let Some(value) = values.get(turn) {
                inside.insert((*name).clone(), value.clone());
            }
        }
        if turn > 0 {
            out.extend(separator.cloned());
        }
        out.extend(transcribe(inner.clone(), &inside)?);
    }
    Ok(out)
}

/// The names behind `$`.
fn variables(tokens: &TokenStream, into: &mut Vec<String>) {
    let mut after_dollar = false;
    for token in tokens.clone() {
        match &token {
            TokenTree::Ident(name) if after_dollar => into.push(name.to_string()),
            TokenTree::Group(group) => variables(&group.stream(), into),
            _ => {}
        }
        after_dollar = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '$');
    }
}

/// Tokens without the invisible groups that a parser may have put around a fragment.
pub(super) fn visible(tokens: TokenStream) -> TokenStream {
    let mut out = TokenStream::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                out.extend(visible(group.stream()));
            }
            TokenTree::Group(group) => {
                let inner = visible(group.stream());
                out.extend([TokenTree::Group(Group::new(group.delimiter(), inner))]);
            }
            token => out.extend([token]),
        }
    }
    out
}
