//! A program that uses every public item of a crate that comes of its document.

use generator::outline::{Item, ItemKind};
use quote::ToTokens;
use syn::{FnArg, Pat, TraitItemFn};

/// The program, for a crate that is in scope as a glob; it uses what comes of the document, as far as
/// `uses` says.
pub(crate) fn using(items: &[Item<'_>], uses: impl Fn(&Item<'_>) -> bool) -> String {
    let mut text = String::from("fn is_shared<T: Send + Sync + Unpin>() {}\n");
    for (number, item) in items.iter().enumerate() {
        if uses(item) {
            text.push_str(&one(number, item));
        }
    }
    text
}

fn one(number: usize, item: &Item<'_>) -> String {
    let path = &item.path;
    let holder = path.rsplit_once("::").map_or("", |(holder, _)| holder);
    match item.kind {
        ItemKind::Struct | ItemKind::Enum => format!(
            "pub fn t{number}(value: {path}) -> {path} {{ is_shared::<{path}>(); value }}\n"
        ),
        ItemKind::Field => {
            let (name, ty) = item.signature.strip_prefix("pub ").unwrap().split_once(": ").unwrap();
            format!("pub fn f{number}(value: &{holder}) -> &{ty} {{ &value.{name} }}\n")
        }
        ItemKind::Variant => match item.signature.split_once('(') {
            None => format!("pub fn v{number}() -> {holder} {{ {path} }}\n"),
            Some((_, ty)) => {
                let ty = ty.trim_end_matches(')');
                format!(
                    "pub fn v{number}(value: {ty}) -> {holder} {{ {path}(value) }}\n\
                     pub fn w{number}(value: {holder}) -> Option<{ty}> {{ match value {{ {path}(inner) => Some(inner), _ => None }} }}\n"
                )
            }
        },
        ItemKind::Implementation => implementation(number, item),
        ItemKind::Method => method(number, holder, item),
        _ => String::new(),
    }
}

fn implementation(number: usize, item: &Item<'_>) -> String {
    let text = item.signature.strip_prefix("impl ").unwrap();
    let text = text.split(" {").next().unwrap();
    let (of, ty) = text.split_once(" for ").unwrap_or((text, item.path.as_str()));
    // A lifetime of the implementation is any lifetime.
    let (of, ty) = (of.replace('&', "&'any "), ty.replace('&', "&'any "));
    format!("pub fn i{number}() where for<'de, 'any> {ty}: {of} {{}}\n")
}

/// A trait with the method, implemented by calling it: `Self` and lifetimes mean what they meant.
fn method(number: usize, holder: &str, item: &Item<'_>) -> String {
    let text = item.signature.strip_prefix("pub ").unwrap();
    let mut function: TraitItemFn = syn::parse_str(&format!("{text};")).expect(text);
    let name = function.sig.ident.clone();
    let mut arguments = Vec::new();
    for (index, argument) in function.sig.inputs.iter_mut().enumerate() {
        match argument {
            FnArg::Receiver(_) => arguments.push("self".to_owned()),
            FnArg::Typed(argument) => {
                let plain = format!("a{index}");
                *argument.pat = Pat::Verbatim(plain.parse().unwrap());
                arguments.push(plain);
            }
        }
    }
    function.sig.ident = syn::parse_str("used").unwrap();
    let signature = function.sig.to_token_stream().to_string();
    format!(
        "trait T{number}: Sized {{ {signature}; }}\n\
         impl T{number} for {holder} {{ {signature} {{ <{holder}>::{name}({}) }} }}\n",
        arguments.join(", ")
    )
}
