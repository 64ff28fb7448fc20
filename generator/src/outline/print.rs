//! Types as text.

use super::surface::{Function, Part, Shape, Type};
use super::types::{self, Form};
use super::wrap::line;
use crate::plan::Deprecated;
use std::collections::{BTreeMap, BTreeSet};

/// Traits, and other facts of a type that are one word each.
type Marks = BTreeSet<String>;

/// Types by what they are: `record`, `text` and so on, after the macro that makes them. What most of a
/// kind have in common is said once, and their lines say what is different.
pub(super) fn types<'p, 'a: 'p>(
    types: impl Iterator<Item = &'p Type<'p, 'a>>,
    form: Form<'_>,
) -> String {
    let mut kinds: BTreeMap<&str, BTreeMap<String, &Type<'_, '_>>> = BTreeMap::new();
    for ty in types {
        kinds.entry(keyword(ty)).or_default().insert(ty.path(), ty);
    }
    let mut text = String::new();
    for (kind, types) in kinds {
        let usual = usual(types.values().map(|ty| marks(ty, form)));
        let words: Vec<&str> = usual.iter().map(String::as_str).collect();
        text.push_str(&line(0, &format!("each {kind}: {}", words.join(" "))));
        for ty in types.values() {
            text.push_str(&one(kind, ty, form, &difference(&marks(ty, form), &usual)));
        }
    }
    text
}

/// What a type is: the macro that writes most of it, else `struct` or `enum`.
fn keyword(ty: &Type<'_, '_>) -> &'static str {
    match (ty.given.first(), ty.form) {
        (Some((given, _)), _) => given.name,
        (None, Shape::Enum) => "enum",
        (None, _) => "struct",
    }
}

fn marks(ty: &Type<'_, '_>, form: Form<'_>) -> Marks {
    let name = |path: &&str| {
        let path = path.split('<').next().unwrap_or_default();
        path.rsplit("::").next().unwrap_or_default().to_owned()
    };
    let from = ty.from.iter().map(|(from, _)| format!("From<{}>", from.text(ty.module, form)));
    let is_open = matches!(ty.form, Shape::Record | Shape::Enum);
    let open = is_open.then(|| "non_exhaustive".to_owned());
    ty.traits.iter().map(name).chain(from).chain(open).collect()
}

/// The marks that most have; where two are as frequent, the first in order.
fn usual(all: impl Iterator<Item = Marks>) -> Marks {
    let mut counts: BTreeMap<Marks, usize> = BTreeMap::new();
    for marks in all {
        *counts.entry(marks).or_default() += 1;
    }
    let best = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    best.map(|(marks, _)| marks).unwrap_or_default()
}

/// What is different from the usual: `  +Default -PartialEq`, or nothing.
fn difference(marks: &Marks, usual: &Marks) -> String {
    let more = marks.difference(usual).map(|it| format!("+{it}"));
    let less = usual.difference(marks).map(|it| format!("-{it}"));
    let words: Vec<String> = more.chain(less).collect();
    if words.is_empty() { String::new() } else { format!("  {}", words.join(" ")) }
}

/// `  ! deprecated until 2027-05-26`, or nothing.
pub(super) fn deprecation(deprecated: Option<&Deprecated>) -> String {
    match deprecated {
        Some(Deprecated { until: Some(day), .. }) => format!("  ! deprecated until {day}"),
        Some(_) => "  ! deprecated".to_owned(),
        None => String::new(),
    }
}

fn one(kind: &str, ty: &Type<'_, '_>, form: Form<'_>, difference: &str) -> String {
    let name = match ty.module {
        "models" => types::model(ty.name, form),
        _ => ty.path(),
    };
    let (head, mark) = (format!("{kind} {name}"), deprecation(ty.deprecated));
    let shown = |part: &Part<'_, '_>| {
        part.ty.as_ref().map(|it| it.text(ty.module, form)).unwrap_or_default()
    };
    match ty.form {
        Shape::Enum => {
            let variants: Vec<String> = ty
                .parts
                .iter()
                .map(|part| {
                    let payload = match part.ty {
                        Some(_) => format!("({})", shown(part)),
                        None => String::new(),
                    };
                    let mark = deprecation(part.deprecated).replace("  ", " ");
                    format!("{}{payload}{mark}", part.name)
                })
                .collect();
            line(0, &format!("{head} = {}{difference}{mark}", variants.join(" | ")))
        }
        Shape::Tuple => {
            let fields: Vec<String> = ty.parts.iter().map(shown).collect();
            line(0, &format!("{head}({}){difference}{mark}", fields.join(", ")))
        }
        Shape::HiddenTuple => {
            let rule = ty.rule.as_deref().unwrap_or_default();
            line(0, &format!("{head}  {rule}{difference}{mark}"))
        }
        Shape::Record | Shape::Hidden => members(ty, form, &head, &format!("{difference}{mark}")),
    }
}

/// A struct with its constructor, its fields, each with its setter, and what else it has.
fn members(ty: &Type<'_, '_>, form: Form<'_>, head: &str, end: &str) -> String {
    let new = ty.functions.iter().find(|it| it.name == "new" && it.receiver.is_empty());
    let (empty, constructor) = match new {
        Some(new) if new.arguments.is_empty() => ("  new()", String::new()),
        Some(new) => ("", line(4, &format!("new({})", new.arguments(ty.module, form)))),
        None => ("", String::new()),
    };
    let private = if ty.form == Shape::Hidden { "  private fields" } else { "" };
    let mut text = line(0, &format!("{head}{empty}{private}{end}"));
    text.push_str(&constructor);
    for part in &ty.parts {
        let is_its = |it: &&Function<'_, '_>| {
            it.receiver == "self" && it.arguments.iter().any(|argument| argument.name == part.name)
        };
        let (own, old): (Vec<_>, Vec<_>) =
            ty.functions.iter().filter(is_its).partition(|it| it.cause == part.cause);
        let shown = |it: &Function<'_, '_>| {
            let argument = it.arguments.first().map(|it| it.ty.text(ty.module, form));
            format!(".{}({})", it.name, argument.unwrap_or_default())
        };
        let setter = own.first().map(|it| format!("  {}", shown(it))).unwrap_or_default();
        let is_required = new.is_some_and(|it| it.arguments.iter().any(|it| it.name == part.name));
        let required = if is_required { "  required" } else { "" };
        let of = part.ty.as_ref().map(|it| it.text(ty.module, form)).unwrap_or_default();
        let mark = deprecation(part.deprecated);
        text.push_str(&line(4, &format!("{}: {of}{required}{setter}{mark}", part.name)));
        for it in old {
            text.push_str(&line(8, &format!("{}{}", shown(it), deprecation(it.deprecated))));
        }
    }
    let has_field = |it: &&Function<'_, '_>| {
        let fields = || ty.parts.iter().map(|part| part.name);
        it.arguments.iter().any(|argument| fields().any(|name| name == argument.name))
    };
    let rest = ty.functions.iter().filter(|it| !it.receiver.is_empty() && !has_field(it));
    text.extend(rest.map(|it| line(4, &setter(it, ty.module, form))));
    text
}

/// A function that changes a value and gives it back: `.status(ShareStatus)`.
pub(super) fn setter(function: &Function<'_, '_>, module: &str, form: Form<'_>) -> String {
    let arguments = match function.arguments.as_slice() {
        [only] if only.name == function.name || only.name == "value" => only.ty.text(module, form),
        _ => function.arguments(module, form),
    };
    let output = match function.output.text(module, form) {
        own if own == "Self" => String::new(),
        output => format!(" -> {output}"),
    };
    let mark = deprecation(function.deprecated);
    format!(".{}({arguments}){output}{mark}", function.name)
}
