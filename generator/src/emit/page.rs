//! A Rust file in pieces, each of which is printed by itself.

use super::code::ident;
use crate::plan::{File, ModelIndex, Module};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeSet;

/// A Rust file in pieces.
pub struct Page<'p> {
    /// What it says of itself.
    pub docs: Words<'p>,
    /// Its inner attributes.
    pub head: TokenStream,
    /// What is in it, with an empty line between each two.
    pub pieces: Vec<Piece<'p>>,
}

/// Lines of docs: those of the plan, and some more.
#[derive(Default)]
pub struct Words<'p> {
    lines: &'p [String],
    more: Vec<String>,
}

/// A piece of a file.
pub struct Piece<'p> {
    /// What stands above it.
    pub docs: Words<'p>,
    /// What it is.
    pub code: Code<'p>,
}

/// What a piece is.
pub enum Code<'p> {
    /// Items as they are.
    Items(TokenStream),
    /// An item with members that have docs, or stand apart.
    Block(Block<'p>),
    /// `name!(Of { A = 1, … } { B = 2, … });`
    Table(&'static str, Ident, Vec<TokenStream>),
    /// `name!(Of => Type, Word);`, one or several.
    Types(Vec<(&'static str, Ident, TokenStream, Option<Ident>)>),
}

/// An item with members.
pub struct Block<'p> {
    /// The item without its braces: `pub struct Share`.
    pub head: TokenStream,
    /// Its members, each with its docs.
    pub members: Vec<(Words<'p>, TokenStream)>,
}

impl<'p> From<&'p Vec<String>> for Words<'p> {
    fn from(lines: &'p Vec<String>) -> Self {
        Self { lines, more: Vec::new() }
    }
}

impl<'p> Words<'p> {
    /// The same, with more lines.
    pub(super) fn and(self, more: Vec<String>) -> Self {
        Self { more, ..self }
    }

    /// The lines.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().chain(&self.more).map(String::as_str)
    }
}

impl<'p> Block<'p> {
    pub(super) fn new(head: TokenStream) -> Self {
        Self { head, members: Vec::new() }
    }

    /// Adds a member.
    pub(super) fn member(&mut self, docs: impl Into<Words<'p>>, member: TokenStream) {
        self.members.push((docs.into(), member));
    }

    /// The item as a whole.
    #[must_use]
    pub fn tokens(&self) -> TokenStream {
        let (head, members) = (&self.head, self.members.iter().map(|(_, member)| member));
        quote! { #head { #(#members)* } }
    }
}

impl<'p> Page<'p> {
    pub(super) fn new(docs: Words<'p>) -> Self {
        Self { docs, head: TokenStream::new(), pieces: Vec::new() }
    }

    /// Adds items as they are, if there are any.
    pub(super) fn code(&mut self, tokens: TokenStream) {
        if !tokens.is_empty() {
            self.item(Words::default(), tokens);
        }
    }

    /// Adds an item with docs.
    pub(super) fn item(&mut self, docs: impl Into<Words<'p>>, tokens: TokenStream) {
        self.pieces.push(Piece { docs: docs.into(), code: Code::Items(tokens) });
    }

    /// Adds an item with members.
    pub(super) fn block(&mut self, docs: impl Into<Words<'p>>, block: Block<'p>) {
        self.pieces.push(Piece { docs: docs.into(), code: Code::Block(block) });
    }

    /// Adds a block of functions, if there are any.
    pub(super) fn functions(&mut self, block: Block<'p>) {
        if !block.members.is_empty() {
            self.block(Words::default(), block);
        }
    }

    /// Adds `name!(Of { A = 1, … });`.
    pub(super) fn table(&mut self, name: &'static str, of: Ident, groups: Vec<TokenStream>) {
        self.pieces.push(Piece { docs: Words::default(), code: Code::Table(name, of, groups) });
    }

    /// The file as a whole, without docs.
    #[must_use]
    pub fn tokens(&self) -> TokenStream {
        let pieces = self.pieces.iter().map(|piece| match &piece.code {
            Code::Items(tokens) => tokens.clone(),
            Code::Block(block) => block.tokens(),
            Code::Table(name, of, groups) => {
                let name = ident(name);
                quote! { #name!(#of #({ #groups })*); }
            }
            Code::Types(all) => {
                let all = all.iter().map(|(name, of, ty, word)| {
                    let (name, word) = (ident(name), word.iter());
                    quote! { #name!(#of => #ty #(, #word)*); }
                });
                quote! { #(#all)* }
            }
        });
        let head = &self.head;
        quote! { #head #(#pieces)* }
    }
}

/// The modules that a file declares, and what it takes out of them.
pub(super) fn modules(file: &File<'_>, page: &mut Page<'_>) {
    let declarations = file.modules.iter().map(|module| {
        let (condition, name) = (condition(&module.features), ident(module.name));
        let public = module.is_public.then(|| quote!(pub));
        quote! { #condition #public mod #name; }
    });
    page.code(declarations.collect());
    let exports = file.modules.iter().filter(|module| !module.exports.is_empty());
    page.code(exports.map(export).collect());
}

fn export(module: &Module<'_>) -> TokenStream {
    let (condition, name) = (condition(&module.features), ident(module.name));
    let types: Vec<Ident> = module.exports.iter().map(|it| ident(it)).collect();
    match types.as_slice() {
        [only] => quote! { #condition pub use self::#name::#only; },
        _ => quote! { #condition pub use self::#name::{#(#types),*}; },
    }
}

/// What `models.rs` allows in its modules.
pub(super) fn lints(index: ModelIndex) -> TokenStream {
    let unions = index.has_unions.then(|| {
        quote! {
            #![allow(
                clippy::large_enum_variant,
                reason = "a branch behind a pointer could not be matched on"
            )]
        }
    });
    let records = index.has_records.then(|| {
        quote! { #![allow(unused_parens, reason = "`record!` cannot leave them out")] }
    });
    quote! { #unions #records }
}

/// A `cfg` that holds if one of the features is on.
pub(super) fn condition(features: &BTreeSet<&str>) -> TokenStream {
    let conditions: Vec<TokenStream> =
        features.iter().map(|feature| quote! { feature = #feature }).collect();
    match conditions.as_slice() {
        [] => TokenStream::new(),
        [only] => quote! { #[cfg(#only)] },
        _ => quote! { #[cfg(any(#(#conditions),*))] },
    }
}
