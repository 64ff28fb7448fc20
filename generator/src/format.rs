//! Tokens to text.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::emit::{BLANK, Contents, NEXT_DOC, Unit};
use crate::output::Output;
use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};
use quote::ToTokens as _;
use rayon::prelude::*;
use std::fmt::Write as _;
use syn::parse::{Parse, ParseStream};

/// Formats every unit.
#[must_use]
pub fn format(units: &[Unit<'_>], diagnostics: &Diagnostics) -> Output {
    let texts: Vec<Result<(String, String), Box<Diagnostic>>> =
        units.par_iter().map(|unit| Ok((unit.path.clone(), text(unit)?))).collect();
    let mut output = Output::default();
    for result in texts {
        match result {
            Ok((path, text)) => output.insert(path, text),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    output
}

fn text(unit: &Unit<'_>) -> Result<String, Box<Diagnostic>> {
    match &unit.contents {
        Contents::Text(text) => Ok(text.clone()),
        Contents::Rust(tokens) => match syn::parse2::<syn::File>(tokens()) {
            Ok(mut file) => {
                for item in &mut file.items {
                    table_as_enum(item);
                    answer_as_alias(item);
                }
                Ok(format!("{}\n\n{}", crate::emit::RUST_HEADER, print(&file)))
            }
            Err(error) => Err(Diagnostic::without_location(
                Code::GeneratorFault,
                format!("the code made for `{}` is not Rust: {error}", unit.path),
            )
            .help("this is a fault of the generator: please report it with the document")
            .into()),
        },
    }
}

/// The text of a file, with what was meant in the place of what stands for it.
pub(crate) fn print(file: &syn::File) -> String {
    markers(&prettyplease::unparse(file))
}

/// Stands before a table, with the name of its macro.
const TABLE: &str = "@table ";

/// Stands before the first line of a table's next pair of braces.
const NEXT: &str = "@next";

/// Turns `name!(Type { A = 1, … } { B = 2, … });` into an enum, since prettyplease knows how to lay
/// that out; [`markers`] turns it back.
fn table_as_enum(item: &mut syn::Item) {
    let syn::Item::Macro(call) = item else { return };
    let Some(name) = call.mac.path.get_ident() else { return };
    let mut parts = call.mac.tokens.clone().into_iter();
    let (Some(TokenTree::Ident(of)), Some(TokenTree::Group(first))) = (parts.next(), parts.next())
    else {
        return;
    };
    let mut entries = first.stream();
    for part in parts {
        let TokenTree::Group(next) = part else { return };
        entries.extend(format!("#[comment = \"{NEXT}\"]").parse::<TokenStream>());
        entries.extend(next.stream());
    }
    let attribute = format!("#[comment = \"{TABLE}{name}\"] enum").parse::<TokenStream>();
    let Ok(mut tokens) = attribute else { return };
    tokens.extend([TokenTree::Ident(of), Group::new(Delimiter::Brace, entries).into()]);
    if let Ok(mut table) = syn::parse2::<syn::ItemEnum>(tokens) {
        table.attrs.splice(0..0, std::mem::take(&mut call.attrs));
        *item = syn::Item::Enum(table);
    }
}

/// Stands before what a call answers with, with the name of its macro and what follows the type.
const ANSWER: &str = "@answer ";

/// `Name => Type` or `Name => Type, Word`: what a call answers with.
struct Answer {
    name: syn::Ident,
    ty: syn::Type,
    body: Option<syn::Ident>,
}

impl Parse for Answer {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse()?;
        input.parse::<syn::Token![=>]>()?;
        let ty = input.parse()?;
        let body = match input.parse::<Option<syn::Token![,]>>()? {
            Some(_) => Some(input.parse()?),
            None => None,
        };
        Ok(Self { name, ty, body })
    }
}

/// Turns `name!(Call => Type, Word);` into an alias of the type, for the same reason.
fn answer_as_alias(item: &mut syn::Item) {
    let syn::Item::Macro(call) = item else { return };
    let Some(name) = call.mac.path.get_ident() else { return };
    let Ok(Answer { name: of, ty, body }) = call.mac.parse_body() else { return };
    let body = body.map(|body| format!(", {body}")).unwrap_or_default();
    let attribute = format!("#[comment = \"{ANSWER}{name}{body}\"] type {of} =");
    let Ok(mut tokens) = attribute.parse::<TokenStream>() else { return };
    ty.to_tokens(&mut tokens);
    tokens.extend(std::iter::once(TokenTree::Punct(Punct::new(';', Spacing::Alone))));
    if let Ok(mut alias) = syn::parse2::<syn::ItemType>(tokens) {
        alias.attrs.splice(0..0, std::mem::take(&mut call.attrs));
        *item = syn::Item::Type(alias);
    }
}

/// Puts what was meant in the place of the comments that stand for it.
fn markers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines();
    let mut in_table = false;
    while let Some(line) = lines.next() {
        let code = line.trim_start();
        let marker = code.strip_prefix("//").unwrap_or_default();
        if let Some(name) = marker.strip_prefix(TABLE) {
            let head = lines.next().and_then(|line| line.strip_prefix("enum ")).unwrap_or_default();
            in_table = head.ends_with('{');
            out.extend([name, "!(", head, if in_table { "" } else { ");" }]);
        } else if let Some(name) = marker.strip_prefix(ANSWER) {
            let (name, body) = name.split_once(',').unwrap_or((name, ""));
            // A long type goes over several lines.
            let mut alias = String::new();
            for line in lines.by_ref() {
                alias.push_str(line);
                if line.ends_with(';') {
                    break;
                }
                alias.push('\n');
            }
            let alias = alias.trim_start_matches("type ").trim_end_matches(';');
            let (of, ty) = alias.split_once(" =").unwrap_or_default();
            let ty = ty.trim_start();
            let body = if body.is_empty() { String::new() } else { format!(",{body}") };
            let _ = write!(out, "{name}!({of} => {ty}{body});");
        } else if in_table && marker == NEXT {
            out.push_str("} {");
        } else if in_table && line == "}" {
            in_table = false;
            out.push_str("});");
        } else if marker.starts_with(['/', '!']) && marker.contains(NEXT_DOC) {
            let head = line.len() - code.len() + "///".len();
            let (head, docs) = line.split_at_checked(head).unwrap_or_default();
            for (index, doc) in docs.split(NEXT_DOC).enumerate() {
                if index > 0 {
                    out.push('\n');
                }
                out.extend([head, doc]);
            }
        } else if marker != BLANK {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}
