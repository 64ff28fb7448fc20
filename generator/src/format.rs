//! The pieces of each file to text.
//!
//! A piece is printed by itself, so that the text of a file is the texts of its pieces one below the
//! other, and what the printer of Rust has no way to say is said here: docs, empty lines between
//! functions, and the calls of macros that have a syntax of their own.

use crate::diagnostic::{Code as Fault, Diagnostic, Diagnostics};
use crate::docs::comment;
use crate::emit::{self, Block, Code, Contents, Page, Piece, RUST_HEADER, Unit};
use crate::output::Output;
use proc_macro2::{Ident, TokenStream};
use rayon::prelude::*;
use syn::punctuated::Punctuated;
use syn::{Fields, File, Item};

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
        Contents::Rust(plan, file) => page(&emit::page(plan, file)).map_err(|error| {
            let message = format!("the code made for `{}` is not Rust: {error}", unit.path);
            Diagnostic::without_location(Fault::GeneratorFault, message)
                .help("this is a fault of the generator: please report it with the document")
                .into()
        }),
    }
}

/// The text of a file.
fn page(page: &Page<'_>) -> syn::Result<String> {
    let mut text = format!("{RUST_HEADER}\n\n");
    let start = text.len();
    comment("//!", page.docs.lines(), &mut text);
    if !page.head.is_empty() {
        text.push_str(prettyplease::unparse(&syn::parse2(page.head.clone())?).trim_end());
        text.push('\n');
    }
    for one in &page.pieces {
        if text.len() > start {
            text.push('\n');
        }
        piece(one, &mut text)?;
    }
    Ok(text)
}

fn piece(piece: &Piece<'_>, text: &mut String) -> syn::Result<()> {
    comment("///", piece.docs.lines(), text);
    match &piece.code {
        Code::Items(tokens) => {
            text.push_str(&prettyplease::unparse(&syn::parse2(tokens.clone())?));
        }
        Code::Block(block) => self::block(block, text)?,
        Code::Table(name, of, groups) => table(name, of, groups, text)?,
        Code::Types(all) => {
            for (name, of, ty, word) in all {
                types(name, of, ty, word.as_ref(), text)?;
            }
        }
    }
    Ok(())
}

/// An item that is printed alone.
fn file(item: Item) -> File {
    File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] }
}

/// The lines between the braces of an item.
fn inner(file: &File) -> String {
    let text = prettyplease::unparse(file);
    // What stands before them may take several lines, of which the last one opens the braces.
    let inner = text.split_once("{\n").map_or("", |(_, inner)| inner);
    inner.strip_suffix("}\n").unwrap_or(inner).to_owned()
}

/// An item, and its members with their docs.
fn block(block: &Block<'_>, text: &mut String) -> syn::Result<()> {
    let mut file = file(syn::parse2(block.tokens())?);
    let members: Vec<Member> = file.items.iter_mut().flat_map(Member::take).collect();
    // It ends with an empty pair of braces, which the members are put into.
    text.push_str(prettyplease::unparse(&file).trim_end().trim_end_matches('}'));
    if !members.is_empty() {
        text.push('\n');
    }
    let mut is_apart = false;
    for (member, (docs, _)) in members.into_iter().zip(&block.members) {
        if is_apart {
            text.push('\n');
        }
        is_apart = member.is_apart();
        comment("    ///", docs.lines(), text);
        if let Some(item) = file.items.first_mut() {
            member.put(item);
        }
        text.push_str(&inner(&file));
    }
    text.push_str("}\n");
    Ok(())
}

/// A member of an item.
enum Member {
    Field(syn::Field),
    Variant(syn::Variant),
    Impl(syn::ImplItem),
    Item(Item),
}

impl Member {
    /// Takes the members out of an item, and the attributes with them.
    fn take(item: &mut Item) -> Vec<Self> {
        match item {
            Item::Struct(syn::ItemStruct { fields: Fields::Named(fields), .. }) => {
                std::mem::take(&mut fields.named).into_iter().map(Self::Field).collect()
            }
            Item::Enum(of) => {
                std::mem::take(&mut of.variants).into_iter().map(Self::Variant).collect()
            }
            Item::Impl(of) => std::mem::take(&mut of.items).into_iter().map(Self::Impl).collect(),
            Item::Mod(syn::ItemMod { content: Some((_, items)), .. }) => {
                std::mem::take(items).into_iter().map(Self::Item).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Makes it the only member of an item without attributes.
    fn put(self, item: &mut Item) {
        match (self, item) {
            (Self::Field(member), Item::Struct(of)) => {
                of.attrs.clear();
                if let Fields::Named(fields) = &mut of.fields {
                    fields.named = Punctuated::from_iter([member]);
                }
            }
            (Self::Variant(member), Item::Enum(of)) => {
                of.attrs.clear();
                of.variants = Punctuated::from_iter([member]);
            }
            (Self::Impl(member), Item::Impl(of)) => of.items = vec![member],
            (Self::Item(member), Item::Mod(of)) => {
                of.content = of.content.take().map(|(brace, _)| (brace, vec![member]));
            }
            _ => {}
        }
    }

    /// Whether an empty line stands between it and the next one.
    fn is_apart(&self) -> bool {
        match self {
            Self::Impl(_) => true,
            Self::Item(item) => !matches!(item, Item::Use(_)),
            Self::Field(_) | Self::Variant(_) => false,
        }
    }
}

/// `name!(Of { A = 1, … } { B = 2, … });`, laid out as enums are.
fn table(name: &str, of: &Ident, groups: &[TokenStream], text: &mut String) -> syn::Result<()> {
    text.push_str(&format!("{name}!({of} {{"));
    for (index, group) in groups.iter().enumerate() {
        if index > 0 {
            text.push_str("} {");
        }
        let mut shell: syn::ItemEnum = syn::parse_str("enum Shell {}")?;
        let parser = Punctuated::parse_terminated;
        shell.variants = syn::parse::Parser::parse2(parser, group.clone())?;
        if shell.variants.is_empty() {
            continue;
        }
        text.push('\n');
        text.push_str(&inner(&file(Item::Enum(shell))));
    }
    text.push_str("});\n");
    Ok(())
}

/// `name!(Of => Type, Word);`, laid out as aliases are.
fn types(
    name: &str,
    of: &Ident,
    ty: &TokenStream,
    word: Option<&Ident>,
    text: &mut String,
) -> syn::Result<()> {
    let mut shell: syn::ItemType = syn::parse_str("type Shell = ();")?;
    shell.ident = of.clone();
    shell.ty = Box::new(syn::parse2(ty.clone())?);
    let printed = prettyplease::unparse(&file(Item::Type(shell)));
    let ty = printed.split_once('=').map_or("", |(_, ty)| ty).trim().trim_end_matches(';');
    let word = word.map(|word| format!(", {word}")).unwrap_or_default();
    text.push_str(&format!("{name}!({of} => {ty}{word});\n"));
    Ok(())
}
