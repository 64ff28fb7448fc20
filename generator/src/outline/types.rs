//! Types as a reader and a program name them.

use super::item::{Cause, Name, Piece};
use crate::plan::RustType;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A type in a signature.
#[derive(Clone, Debug)]
pub(super) enum Ty<'p, 'a> {
    /// One of the plan.
    Of(Cow<'p, RustType<'a>>),
    /// A page of items.
    Page(&'p RustType<'a>),
    /// One that is the same in every crate.
    Is(&'static str),
    /// The handle of a group, by its path.
    Named(String),
}

/// How types are named.
#[derive(Clone, Copy)]
pub(super) enum Form<'p> {
    /// By their public paths.
    Full,
    /// By their names alone, but for models that are called like one of these, which are at the root.
    Short(&'p BTreeSet<&'static str>),
}

impl<'p, 'a> Ty<'p, 'a> {
    pub(super) fn of(ty: &'p RustType<'a>) -> Self {
        Self::Of(Cow::Borrowed(ty))
    }

    pub(super) fn owned(ty: RustType<'a>) -> Self {
        Self::Of(Cow::Owned(ty))
    }

    /// The type, written in a module.
    pub(super) fn text(&self, module: &str, form: Form<'_>) -> String {
        match self {
            Self::Of(ty) => text(ty, module, form),
            Self::Page(items) => format!("Page<{}>", text(items, module, form)),
            Self::Is(text) => (*text).to_owned(),
            Self::Named(path) => path.clone(),
        }
    }

    /// The type as a part of a signature.
    pub(super) fn piece(&self, module: &str, cause: Cause) -> Piece<'a> {
        let names = match self {
            Self::Of(ty) => names(ty),
            Self::Page(items) => names(items),
            Self::Is(_) | Self::Named(_) => BTreeSet::new(),
        };
        Piece { cause, text: self.text(module, Form::Full), names }
    }
}

/// What a type names.
fn names<'a>(ty: &RustType<'a>) -> BTreeSet<Name<'a>> {
    let mut found = BTreeSet::new();
    ty.walk(&mut |ty| {
        found.extend(match ty {
            RustType::Model(name) => Some(Name::Model(name)),
            RustType::Runtime(name) => Some(Name::Runtime(name)),
            RustType::Events(_) => Some(Name::Runtime("Events")),
            _ => None,
        });
    });
    found
}

/// A type, written in a module.
pub(super) fn text(ty: &RustType<'_>, module: &str, form: Form<'_>) -> String {
    let inner = |ty| text(ty, module, form);
    match ty {
        RustType::Model(name) => model(name, form),
        RustType::Local(name) => format!("{module}::{name}"),
        RustType::Runtime(name) => (*name).to_owned(),
        RustType::JsonObject => "serde_json::Map<String, serde_json::Value>".to_owned(),
        RustType::Option(ty) => format!("Option<{}>", inner(ty)),
        RustType::Boxed(ty) => format!("Box<{}>", inner(ty)),
        RustType::Vec(ty) => format!("Vec<{}>", inner(ty)),
        RustType::Map(ty) => match form {
            Form::Full => format!("std::collections::BTreeMap<String, {}>", inner(ty)),
            Form::Short(_) => format!("BTreeMap<String, {}>", inner(ty)),
        },
        RustType::Events(ty) => format!("Events<{}>", inner(ty)),
        RustType::Reference(ty) => format!("&{}", inner(ty)),
        RustType::Slice(ty) => format!("&[{}]", inner(ty)),
        RustType::Into(ty) => format!("impl Into<{}>", inner(ty)),
        RustType::Iterator(ty) => format!("impl IntoIterator<Item = {}>", inner(ty)),
        RustType::Tuple(parts) => {
            let end = if parts.len() == 1 { "," } else { "" };
            let parts: Vec<String> = parts.iter().map(inner).collect();
            format!("({}{end})", parts.join(", "))
        }
        plain => plain.to_string(),
    }
}

/// A model by its name.
pub(super) fn model(name: &str, form: Form<'_>) -> String {
    match form {
        Form::Short(root) if !root.contains(name) => name.to_owned(),
        _ => format!("models::{name}"),
    }
}
