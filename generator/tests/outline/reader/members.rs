//! Blocks of `impl`: functions, constants and traits of a type.

use super::attributes;
use super::bodies;
use super::imports::UsePath;
use super::scope::Target;
use super::surface::{Method, Part, Trait, Type};
use super::text::Text;
use super::types::Site;
use quote::ToTokens;
use syn::{
    FnArg, GenericArgument, GenericParam, Generics, ImplItem, ImplItemFn, ItemImpl, PathArguments,
    ReturnType, Visibility, WherePredicate,
};

/// What a type is, beneath references.
pub(super) fn named(site: Site<'_>, ty: &syn::Type) -> Option<Target> {
    match ty {
        syn::Type::Reference(reference) => named(site, &reference.elem),
        syn::Type::Paren(inner) => named(site, &inner.elem),
        syn::Type::Group(inner) => named(site, &inner.elem),
        syn::Type::Path(path) if path.qself.is_none() => {
            site.scope.resolve(site.path, &use_path(&path.path))
        }
        _ => None,
    }
}

fn use_path(path: &syn::Path) -> UsePath {
    UsePath {
        is_global: path.leading_colon.is_some(),
        segments: path.segments.iter().map(|it| it.ident.to_string()).collect(),
    }
}

/// The trait of a block, unless users cannot name it.
pub(super) fn is_private_trait(site: Site<'_>, path: &syn::Path) -> bool {
    match site.scope.resolve(site.path, &use_path(path)) {
        Some(target @ Target::Local(..)) => site.scope.public_path(&target).is_none(),
        _ => false,
    }
}

/// The types among the arguments of a trait.
pub(super) fn arguments(path: &syn::Path) -> Vec<&syn::Type> {
    let last = path.segments.last().map(|it| &it.arguments);
    match last {
        Some(PathArguments::AngleBracketed(arguments)) => arguments
            .args
            .iter()
            .filter_map(|it| match it {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Adds the public functions and constants of a block to its type.
pub(super) fn inherent(site: Site<'_>, block: &ItemImpl, ty: &mut Type) {
    for item in &block.items {
        match item {
            ImplItem::Fn(function)
                if is_public(&function.vis) && !attributes::is_absent(&function.attrs) =>
            {
                ty.methods.push(method(site, &block.generics, function));
            }
            ImplItem::Const(constant) => {
                if let Some(rule) = bodies::rule(constant) {
                    ty.rule = Some(rule);
                }
                if is_public(&constant.vis) && !attributes::is_absent(&constant.attrs) {
                    ty.constants.push(Part {
                        name: constant.ident.to_string(),
                        ty: site.text(&constant.ty),
                        deprecated: attributes::deprecated(&constant.attrs),
                        file: site.module.file.clone(),
                    });
                }
            }
            _ => {}
        }
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn method(site: Site<'_>, around: &Generics, function: &ImplItemFn) -> Method {
    let signature = &function.sig;
    let mut modifiers = String::new();
    for (is_there, word) in [
        (signature.constness.is_some(), "const "),
        (signature.asyncness.is_some(), "async "),
        (!signature.safety.to_token_stream().is_empty(), "unsafe "),
    ] {
        if is_there {
            modifiers.push_str(word);
        }
    }
    let receiver = signature.receiver().map(|receiver| {
        let mut text = site.text(receiver).short;
        // Whether the function changes its own copy is none of the caller's business.
        if let Some(own) = text.strip_prefix("mut ") {
            text = own.to_owned();
        }
        text
    });
    let arguments = signature
        .inputs
        .iter()
        .filter_map(|it| match it {
            FnArg::Typed(argument) => Some((name(site, &argument.pat), site.text(&argument.ty))),
            FnArg::Receiver(_) => None,
        })
        .collect();
    let output = match &signature.output {
        ReturnType::Type(_, ty) => Some(site.text(ty)).filter(|text| text.full != "()"),
        _ => None,
    };
    Method {
        name: signature.ident.to_string(),
        file: site.module.file.clone(),
        by: site.by.map(ToOwned::to_owned),
        condition: site.condition(&function.attrs),
        modifiers,
        generics: site.text(&signature.generics),
        receiver: receiver.unwrap_or_default(),
        arguments,
        output,
        bounds: bounds(site, around, signature.generics.where_clause.as_ref()),
        deprecated: attributes::deprecated(&function.attrs),
    }
}

fn name(site: Site<'_>, pattern: &syn::Pat) -> String {
    match pattern {
        syn::Pat::Ident(ident) => ident.ident.to_string(),
        other => site.text(other).short,
    }
}

/// ` where …`: the bounds of a block and of what is in it.
fn bounds(site: Site<'_>, around: &Generics, own: Option<&syn::WhereClause>) -> Text {
    let mut all: Vec<Text> = Vec::new();
    for parameter in &around.params {
        if let GenericParam::Type(parameter) = parameter
            && !parameter.bounds.is_empty()
        {
            let mut text = Text::plain(format!("{}: ", parameter.ident));
            text.push(&site.text(&parameter.bounds));
            all.push(text);
        }
    }
    let predicates = around.where_clause.iter().chain(own).flat_map(|it| &it.predicates);
    all.extend(predicates.map(|it: &WherePredicate| site.text(it)));
    let mut text = Text::default();
    for (index, bound) in all.iter().enumerate() {
        text.push(&Text::plain(if index == 0 { " where " } else { ", " }));
        text.push(bound);
    }
    text
}

/// The implementation of a trait; `whole` is what it is for, where that is not the type itself.
pub(super) fn implementation(
    site: Site<'_>,
    block: &ItemImpl,
    path: &syn::Path,
    whole: Option<&syn::Type>,
) -> Trait {
    let mut text = site.text(path);
    let mut name = text.short.clone();
    let says_nothing = arguments(path).is_empty();
    if says_nothing {
        // Lifetimes alone: `Deserialize<'de>`.
        name = name.split('<').next().unwrap_or_default().to_owned();
    }
    let (head, rest) = name.split_at(name.find('<').unwrap_or(name.len()));
    name = format!("{}{rest}", head.rsplit("::").next().unwrap_or(head));
    if let Some(whole) = whole {
        let whole = site.text(whole);
        // `From` for another type is how that one takes this.
        name = if name.starts_with("From<") {
            format!("Into<{}>", whole.short)
        } else {
            format!("{name} for {}", whole.short)
        };
        text.push(&Text::plain(" for "));
        text.push(&whole);
    }
    let types = block.items.iter().filter_map(|it| match it {
        ImplItem::Type(ty) => Some((ty.ident.to_string(), site.text(&ty.ty))),
        _ => None,
    });
    let mut types: Vec<_> = types.collect();
    types.sort();
    Trait {
        text,
        name,
        types,
        bounds: bounds(site, &block.generics, None),
        by: site.by.map(ToOwned::to_owned),
        file: site.module.file.clone(),
    }
}
