//! The public API as data.

use super::alias;
use super::collect;
use super::item::{Deprecated, Item, ItemKind};
use super::modules;
use super::problem::Problem;
use super::scope::Scope;
use super::text::Text;
use std::collections::BTreeMap;

/// All that is public.
#[derive(Default)]
pub(super) struct Surface {
    /// Structs and enums by their public paths.
    pub(super) types: BTreeMap<String, Type>,
    /// All else: modules, functions, traits, what comes from other crates.
    pub(super) others: Vec<Item>,
}

/// A struct or an enum.
pub(super) struct Type {
    /// The public path, which is its key too.
    pub(super) path: Text,
    /// Struct or enum.
    pub(super) kind: ItemKind,
    /// `<T>`, or nothing.
    pub(super) generics: Text,
    /// The file of its definition.
    pub(super) file: String,
    /// `#[cfg(…)] `, or nothing.
    pub(super) condition: String,
    pub(super) deprecated: Option<Deprecated>,
    pub(super) is_non_exhaustive: bool,
    /// Whether the fields have numbers for names.
    pub(super) is_tuple: bool,
    /// Whether it has fields that users cannot see.
    pub(super) has_private_fields: bool,
    /// The public fields of a struct, or the variants of an enum, sorted by name. A variant has its
    /// payload for a type.
    pub(super) parts: Vec<Part>,
    pub(super) methods: Vec<Method>,
    pub(super) constants: Vec<Part>,
    pub(super) traits: Vec<Trait>,
    /// The rule of a checked string, in words.
    pub(super) rule: Option<String>,
    /// Whether the path is that of an alias, and all else what it stands for.
    pub(super) is_alias: bool,
}

/// A field, a variant or a constant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) ty: Text,
    pub(super) deprecated: Option<Deprecated>,
    pub(super) file: String,
}

/// A function of a type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Method {
    pub(super) name: String,
    pub(super) file: String,
    /// The macro that wrote it.
    pub(super) by: Option<String>,
    /// `#[cfg(…)] `, or nothing.
    pub(super) condition: String,
    /// `async `, `const `, or nothing.
    pub(super) modifiers: String,
    /// `<T: Bound>`, or nothing.
    pub(super) generics: Text,
    /// `self`, `&self`, `&mut self`, or nothing.
    pub(super) receiver: String,
    pub(super) arguments: Vec<(String, Text)>,
    /// What it gives, but for `()`.
    pub(super) output: Option<Text>,
    /// ` where T: Bound`, of the function and of the block around it, or nothing.
    pub(super) bounds: Text,
    pub(super) deprecated: Option<Deprecated>,
}

/// A trait that a type implements.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Trait {
    /// The trait, with what it is for if that is not the type itself: `IntoIterator for &Page<T>`.
    pub(super) text: Text,
    /// Its name alone, where its arguments say nothing: `Deserialize`.
    pub(super) name: String,
    /// The types that belong to the implementation, by name.
    pub(super) types: Vec<(String, Text)>,
    /// ` where T: Bound`, or nothing.
    pub(super) bounds: Text,
    /// The macro that wrote it.
    pub(super) by: Option<String>,
    pub(super) file: String,
}

/// Which form of a text.
pub(super) type Form = fn(&Text) -> &str;

/// The form for programs.
pub(super) fn full(text: &Text) -> &str {
    &text.full
}

/// The form for readers.
pub(super) fn short(text: &Text) -> &str {
    &text.short
}

/// Reads the files of a crate.
pub(super) fn read<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Surface, Vec<Problem>> {
    let mut problems = Vec::new();
    let modules = modules::read(files, &mut problems);
    let mut others = Vec::new();
    let scope = Scope::new(&modules, &mut problems, &mut others);
    let mut surface = collect::surface(&modules, &scope, &mut problems);
    surface.others.append(&mut others);
    surface.types.retain(|_, ty| !alias::is_only_meant(&ty.file));
    surface.others.retain(|it| !alias::is_only_meant(&it.file));
    surface.others.sort();
    surface.others.dedup();
    if problems.is_empty() { Ok(surface) } else { Err(problems) }
}

impl Method {
    /// The function on one line: `name(&self, a: A) -> B`.
    pub(super) fn line(&self, form: Form) -> String {
        let receiver = (!self.receiver.is_empty()).then(|| self.receiver.clone());
        let arguments = self.arguments.iter().map(|(name, ty)| format!("{name}: {}", form(ty)));
        let arguments: Vec<String> = receiver.into_iter().chain(arguments).collect();
        let output = self.output.as_ref().map(|ty| format!(" -> {}", form(ty)));
        format!(
            "{}{}({}){}{}",
            self.name,
            form(&self.generics),
            arguments.join(", "),
            output.unwrap_or_default(),
            form(&self.bounds)
        )
    }
}

impl Trait {
    /// The implementation on one line, with its types.
    pub(super) fn line(&self, form: Form) -> String {
        let types: Vec<String> =
            self.types.iter().map(|(name, ty)| format!("{name} = {}", form(ty))).collect();
        let types =
            if types.is_empty() { String::new() } else { format!(" {{ {} }}", types.join(", ")) };
        format!("{}{types}{}", form(&self.text), form(&self.bounds))
    }
}

impl Surface {
    /// Every item, sorted.
    pub(super) fn items(&self) -> Vec<Item> {
        let mut items = self.others.clone();
        for ty in self.types.values() {
            ty.items(&mut items);
        }
        items.sort();
        items.dedup();
        items
    }
}

impl Type {
    fn items(&self, into: &mut Vec<Item>) {
        let path = &self.path.full;
        into.push(Item {
            path: path.clone(),
            kind: self.kind,
            signature: self.signature(),
            deprecated: self.deprecated.clone(),
            file: self.file.clone(),
        });
        let member = |name: &str| format!("{path}::{name}");
        let part = |part: &Part, kind: ItemKind, signature: String| Item {
            path: member(&part.name),
            kind,
            signature,
            deprecated: part.deprecated.clone(),
            file: part.file.clone(),
        };
        for it in &self.parts {
            into.push(match self.kind {
                ItemKind::Enum => part(it, ItemKind::Variant, format!("{}{}", it.name, it.ty.full)),
                _ => part(it, ItemKind::Field, format!("pub {}: {}", it.name, it.ty.full)),
            });
        }
        for it in &self.constants {
            let signature = format!("pub const {}: {}", it.name, it.ty.full);
            into.push(part(it, ItemKind::Constant, signature));
        }
        for it in &self.methods {
            into.push(Item {
                path: member(&it.name),
                kind: ItemKind::Method,
                signature: format!("{}pub {}fn {}", it.condition, it.modifiers, it.line(full)),
                deprecated: it.deprecated.clone(),
                file: it.file.clone(),
            });
        }
        for it in &self.traits {
            into.push(Item {
                path: path.clone(),
                kind: ItemKind::Implementation,
                signature: format!("impl {}", it.line(full)),
                deprecated: None,
                file: it.file.clone(),
            });
        }
    }

    /// A struct that users can write down in braces breaks when it gets a field, and one that they
    /// can't does not: so the signature says whether there are hidden fields.
    fn signature(&self) -> String {
        let name = self.path.full.rsplit("::").next().unwrap_or_default();
        let open = if self.is_non_exhaustive { "#[non_exhaustive] " } else { "" };
        let keyword = if self.kind == ItemKind::Enum { "enum" } else { "struct" };
        let hidden = match (self.has_private_fields, self.is_tuple) {
            (true, true) => "(..)",
            (true, false) => " { .. }",
            (false, true) => "()",
            (false, false) => "",
        };
        format!("{}{open}pub {keyword} {name}{}{hidden}", self.condition, self.generics.full)
    }
}
