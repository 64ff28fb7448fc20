//! The outline of what is the same in every generated crate.

use super::item::{Item, ItemKind};
use super::render::{constants, deprecation, is_fixed, is_runtime, join, others};
use super::surface::{Surface, Trait, Type, short};
use super::usual;
use super::wrap::line;
use std::collections::{BTreeMap, BTreeSet};

/// The runtime's types, one after the other, and what the macros give.
pub(super) fn runtime(surface: &Surface) -> String {
    let types = surface.types.values().filter(|ty| is_runtime(&ty.file));
    let types: Vec<String> = types.map(one).collect();
    let fixed: Vec<&Item> = surface.others.iter().filter(|it| is_fixed(it)).collect();
    join(vec![
        ("types", types.concat()),
        ("macros", macros(surface)),
        ("other items", others(&fixed)),
    ])
}

fn one(ty: &Type) -> String {
    let keyword = if ty.kind == ItemKind::Enum { "enum" } else { "struct" };
    let marks: Vec<String> = ty
        .traits
        .iter()
        .filter(|it| it.by.is_none() && is_runtime(&it.file))
        .map(summary)
        .chain(ty.is_non_exhaustive.then(|| "non_exhaustive".to_owned()))
        .collect();
    let head = format!("{}{keyword} {}{}", ty.condition, ty.path.short, ty.generics.short);
    let mark = deprecation(&[&ty.deprecated]);
    let mut text = if marks.is_empty() {
        line(0, &format!("{head}{mark}"))
    } else {
        line(0, &format!("{head}: {}{mark}", marks.join(", ")))
    };
    for part in &ty.parts {
        let colon = if ty.kind == ItemKind::Enum { "" } else { ": " };
        let mark = deprecation(&[&part.deprecated]);
        text.push_str(&line(4, &format!("{}{colon}{}{mark}", part.name, part.ty.short)));
    }
    text.push_str(&constants(ty));
    for method in ty.methods.iter().filter(|it| is_runtime(&it.file)) {
        let mark = deprecation(&[&method.deprecated]);
        let (condition, modifiers) = (&method.condition, &method.modifiers);
        let function = format!("{condition}{modifiers}fn {}{mark}", method.line(short));
        text.push_str(&line(4, &function));
    }
    text
}

/// A trait with its types, on the line of its type.
fn summary(it: &Trait) -> String {
    let types: Vec<String> =
        it.types.iter().map(|(name, ty)| format!("{name} = {}", ty.short)).collect();
    let types =
        if types.is_empty() { String::new() } else { format!(" {{ {} }}", types.join(", ")) };
    format!("{}{types}{}", it.name, it.bounds.short)
}

/// What each macro gives, as its calls in this crate do. Calls of a macro that give different things
/// are told apart.
fn macros(surface: &Surface) -> String {
    let mut found: BTreeMap<&str, BTreeSet<Vec<String>>> = BTreeMap::new();
    for ty in surface.types.values().filter(|ty| !ty.is_alias) {
        for name in usual::macros(ty) {
            found.entry(name).or_default().insert(given(ty, name));
        }
    }
    let mut text = String::new();
    for (name, kinds) in found {
        for lines in kinds {
            text.push_str(&line(0, &format!("{name}!")));
            for it in lines {
                text.push_str(&line(4, &it));
            }
        }
    }
    text
}

/// What a macro gives a type: functions by line, and traits in a row. `T` stands for what a call
/// gives.
fn given(ty: &Type, by: &str) -> Vec<String> {
    let is_its = |other: &Option<String>| other.as_deref() == Some(by);
    let response = response(ty);
    let general = |text: String| match &response {
        Some(response) => {
            text.replace(&format!("<{response}>"), "<T>").replace(&format!("<{response}, "), "<T, ")
        }
        None => text,
    };
    let methods = ty.methods.iter().filter(|it| is_its(&it.by));
    let mut lines: Vec<String> = methods
        .map(|it| {
            let mark = deprecation(&[&it.deprecated]);
            general(format!("{}fn {}{mark}", it.modifiers, it.line(short)))
        })
        .collect();
    let traits = ty.traits.iter().filter(|it| is_its(&it.by));
    let traits: Vec<String> = traits.map(|it| general(summary(it))).collect();
    if !traits.is_empty() {
        lines.push(traits.join(", "));
    }
    lines
}

fn response(ty: &Type) -> Option<String> {
    let future = ty.traits.iter().find(|it| it.name == "IntoFuture")?;
    let (_, output) = future.types.iter().find(|(name, _)| name == "Output")?;
    let value = output.short.strip_prefix("Result<")?.strip_suffix(", Error>")?;
    let page = value.strip_prefix("Page<").and_then(|it| it.strip_suffix('>'));
    Some(page.unwrap_or(value).to_owned())
}
