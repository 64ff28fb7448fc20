//! Structs and enums.

use super::attributes;
use super::item::ItemKind;
use super::modules::{Module, ModulePath};
use super::scope::Scope;
use super::surface::{Part, Trait, Type};
use super::text::{self, Text};
use quote::ToTokens;
use syn::{Attribute, Fields, Generics, ItemEnum, ItemStruct, Visibility};

/// What is needed to read a type: where it stands.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) scope: &'a Scope,
    pub(super) path: &'a ModulePath,
    pub(super) module: &'a Module,
    /// The macro that wrote the item.
    pub(super) by: Option<&'a str>,
}

impl Site<'_> {
    /// The text of code that stands here.
    pub(super) fn text(&self, code: &impl ToTokens) -> Text {
        text::of(self.scope, self.path, code.to_token_stream())
    }

    /// `#[cfg(…)] `, or nothing.
    pub(super) fn condition(&self, attributes: &[Attribute]) -> String {
        match attributes::condition(attributes) {
            Some(condition) => format!("#[cfg({})] ", Text::plain(condition.to_string()).full),
            None => String::new(),
        }
    }
}

/// A struct under its public path.
pub(super) fn structure(site: Site<'_>, public: &str, item: &ItemStruct) -> Type {
    let mut ty = blank(site, public, ItemKind::Struct, &item.attrs, &item.generics);
    ty.is_tuple = matches!(item.fields, Fields::Unnamed(_));
    for (index, field) in item.fields.iter().enumerate() {
        let is_public = matches!(field.vis, Visibility::Public(_));
        if !is_public || attributes::is_absent(&field.attrs) {
            ty.has_private_fields |= !attributes::is_test(&field.attrs);
            continue;
        }
        let name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
        ty.parts.push(Part {
            name,
            ty: site.text(&field.ty),
            deprecated: attributes::deprecated(&field.attrs),
            file: site.module.file.clone(),
        });
    }
    ty.parts.sort();
    ty
}

/// An enum under its public path.
pub(super) fn enumeration(site: Site<'_>, public: &str, item: &ItemEnum) -> Type {
    let mut ty = blank(site, public, ItemKind::Enum, &item.attrs, &item.generics);
    for variant in item.variants.iter().filter(|it| !attributes::is_absent(&it.attrs)) {
        let payload = payload(site, &variant.fields);
        ty.parts.push(Part {
            name: variant.ident.to_string(),
            ty: payload,
            deprecated: attributes::deprecated(&variant.attrs),
            file: site.module.file.clone(),
        });
    }
    ty.parts.sort();
    ty
}

fn payload(site: Site<'_>, fields: &Fields) -> Text {
    let (open, close) = match fields {
        Fields::Named(_) => (" { ", " }"),
        Fields::Unnamed(_) => ("(", ")"),
        Fields::Unit => return Text::default(),
    };
    let mut text = Text::plain(open);
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            text.push(&Text::plain(", "));
        }
        if let Some(name) = &field.ident {
            text.push(&Text::plain(format!("{name}: ")));
        }
        text.push(&site.text(&field.ty));
    }
    text.push(&Text::plain(close));
    text
}

fn blank(
    site: Site<'_>,
    public: &str,
    kind: ItemKind,
    attributes: &[Attribute],
    generics: &Generics,
) -> Type {
    Type {
        path: Text {
            full: public.to_owned(),
            short: text::short(site.scope, public),
            is_local: true,
        },
        kind,
        generics: site.text(generics),
        file: site.module.file.clone(),
        condition: site.condition(attributes),
        deprecated: attributes::deprecated(attributes),
        is_non_exhaustive: attributes::is_non_exhaustive(attributes),
        is_tuple: false,
        has_private_fields: false,
        parts: Vec::new(),
        methods: Vec::new(),
        constants: Vec::new(),
        traits: derived(site, attributes),
        rule: None,
        is_alias: false,
    }
}

fn derived(site: Site<'_>, attributes: &[Attribute]) -> Vec<Trait> {
    let simple = |full: &str| Trait {
        text: Text::plain(full),
        name: full.rsplit("::").next().unwrap_or(full).to_owned(),
        types: Vec::new(),
        bounds: Text::default(),
        by: None,
        file: site.module.file.clone(),
    };
    attributes::derives(attributes)
        .iter()
        .map(|path| site.text(path).full)
        .flat_map(|path| match path.as_str() {
            // The macro is called after the trait of the standard library that it implements.
            "thiserror::Error" => vec![simple("std::error::Error"), simple("std::fmt::Display")],
            // Derived by a name of the prelude that only stands for the macro there.
            "Debug" => vec![simple("std::fmt::Debug")],
            "Hash" => vec![simple("std::hash::Hash")],
            path => vec![simple(path)],
        })
        .collect()
}
