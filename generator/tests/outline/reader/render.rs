//! The outline as text.

use super::item::{Deprecated, Item, ItemKind};
use super::operations::{self, setter};
use super::surface::{Method, Part, Surface, Type, short};
use super::text::Text;
use super::usual::{self, Marks};
use super::wrap::line;
use std::collections::BTreeMap;

/// Whether a file is the same in every generated crate.
pub(super) fn is_runtime(file: &str) -> bool {
    file.starts_with("src/runtime/") || file == "src/runtime.rs"
}

/// Whether an item that is no type and no member is the same in every generated crate: what the root
/// takes from other crates is.
pub(super) fn is_fixed(item: &Item) -> bool {
    is_runtime(&item.file) || (item.kind == ItemKind::Reexport && item.file == "src/lib.rs")
}

/// The part of the outline that depends on the document.
pub(super) fn api(surface: &Surface) -> String {
    let operations = operations::of(surface);
    let mut sections = Vec::new();
    sections.push(("operations", operations.text.clone()));
    let models = surface
        .types
        .values()
        .filter(|ty| !is_runtime(&ty.file) && !operations.types.contains(ty.path.full.as_str()));
    sections.push(("models", self::models(models)));
    let mut client: Vec<String> = operations
        .others
        .iter()
        .map(|(ty, method)| line(0, &format!("{}{}", ty.path.short, setter(method))))
        .collect();
    client.extend(foreign_traits(surface));
    sections.push(("client", client.concat()));
    let others: Vec<&Item> = surface.others.iter().filter(|it| !is_fixed(it)).collect();
    sections.push(("other items", self::others(&others)));
    join(sections)
}

/// What the document's files implement for the runtime's types; so far nothing does.
fn foreign_traits(surface: &Surface) -> Vec<String> {
    let types = surface.types.values().filter(|ty| is_runtime(&ty.file));
    types
        .flat_map(|ty| {
            let traits = ty.traits.iter().filter(|it| !is_runtime(&it.file));
            traits.map(|it| line(0, &format!("{}: {}", ty.path.short, it.line(short))))
        })
        .collect()
}

/// Sections with something in them, each under its name.
pub(super) fn join(sections: Vec<(&str, String)>) -> String {
    let sections: Vec<String> = sections
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| format!("# {name}\n{text}"))
        .collect();
    sections.join("\n")
}

/// Modules in one row, and a line each for the rest.
pub(super) fn others(items: &[&Item]) -> String {
    let is_plain = |item: &Item| {
        item.kind == ItemKind::Module
            && item.deprecated.is_none()
            && item.signature.starts_with("pub ")
    };
    let modules: Vec<&str> =
        items.iter().filter(|it| is_plain(it)).map(|it| it.path.as_str()).collect();
    let mut text = String::new();
    if !modules.is_empty() {
        text.push_str(&line(0, &format!("modules: {}", modules.join(", "))));
    }
    for item in items.iter().filter(|it| !is_plain(it)) {
        let mark = deprecation(&[&item.deprecated]);
        text.push_str(&line(0, &format!("{}: {}{mark}", item.path, item.signature)));
    }
    text
}

/// `  ! deprecated until 2027-05-26`, or nothing.
pub(super) fn deprecation(all: &[&Option<Deprecated>]) -> String {
    match all.iter().find_map(|it| it.as_ref()) {
        Some(Deprecated { until: Some(day), .. }) => format!("  ! deprecated until {day}"),
        Some(_) => "  ! deprecated".to_owned(),
        None => String::new(),
    }
}

/// `name: Type`
pub(super) fn argument((name, ty): &(String, Text)) -> String {
    format!("{name}: {}", ty.short)
}

/// Models by what they are: `record`, `text` and so on, after the macro that makes them.
fn models<'a>(types: impl Iterator<Item = &'a Type>) -> String {
    let mut kinds: BTreeMap<String, Vec<&Type>> = BTreeMap::new();
    for ty in types {
        kinds.entry(keyword(ty)).or_default().push(ty);
    }
    let mut text = String::new();
    for (kind, types) in kinds {
        let usual = usual::usual(types.iter().map(|ty| usual::marks(ty)));
        text.push_str(&line(0, &format!("each {kind}: {}", usual::words(&usual))));
        for ty in types {
            text.push_str(&model(&kind, ty, &usual));
        }
    }
    text
}

/// What a type is: the macros that write most of it, else `struct` or `enum`.
fn keyword(ty: &Type) -> String {
    let macros: Vec<&str> = usual::macros(ty).into_iter().collect();
    match (macros.as_slice(), ty.kind) {
        ([], ItemKind::Enum) => "enum".to_owned(),
        ([], _) => "struct".to_owned(),
        (macros, _) => macros.join("+"),
    }
}

fn model(kind: &str, ty: &Type, usual: &Marks) -> String {
    let difference = usual::difference(&usual::marks(ty), usual);
    let mark = deprecation(&[&ty.deprecated]);
    let head = format!("{kind} {}{}", ty.path.short, ty.generics.short);
    let mut own = Members::new(ty);
    let mut text = match (ty.kind, ty.is_tuple) {
        (ItemKind::Enum, _) => {
            let variants: Vec<String> = ty.parts.iter().map(variant).collect();
            line(0, &format!("{head} = {}{difference}{mark}", variants.join(" | ")))
        }
        (_, true) => {
            let rule = ty.rule.as_ref().map(|rule| format!("  {rule}"));
            let fields = tuple(ty);
            line(0, &format!("{head}{fields}{}{difference}{mark}", rule.unwrap_or_default()))
        }
        _ => {
            let empty = own.take_empty_constructor();
            let private = if ty.has_private_fields { "  private fields" } else { "" };
            let mut text = line(0, &format!("{head}{empty}{private}{difference}{mark}"));
            text.push_str(&own.constructors());
            for field in &ty.parts {
                text.push_str(&own.field(field));
            }
            text
        }
    };
    text.push_str(&own.rest());
    text.push_str(&constants(ty));
    text
}

/// The constants of a type, a line each.
pub(super) fn constants(ty: &Type) -> String {
    let lines = ty.constants.iter().map(|it| {
        let mark = deprecation(&[&it.deprecated]);
        line(4, &format!("const {}: {}{mark}", it.name, it.ty.short))
    });
    lines.collect()
}

fn tuple(ty: &Type) -> String {
    if ty.parts.is_empty() {
        return String::new();
    }
    let mark = |it: &Part| deprecation(&[&it.deprecated]).replace("  ", " ");
    let fields = ty.parts.iter().map(|it| format!("{}{}", it.ty.short, mark(it)));
    let hidden = ty.has_private_fields.then(|| "..".to_owned());
    format!("({})", fields.chain(hidden).collect::<Vec<_>>().join(", "))
}

fn variant(part: &Part) -> String {
    let mark = deprecation(&[&part.deprecated]);
    format!("{}{}{}", part.name, part.ty.short, mark.replace("  ", " "))
}

/// The functions of a model that no macro wrote, as its lines use them up.
struct Members<'a> {
    methods: Vec<&'a Method>,
    required: Vec<&'a str>,
}

impl<'a> Members<'a> {
    fn new(ty: &'a Type) -> Self {
        let methods: Vec<&Method> = ty.methods.iter().filter(|it| it.by.is_none()).collect();
        let new = methods.iter().find(|it| is_constructor(it));
        let arguments = new.map(|it| it.arguments.as_slice()).unwrap_or_default();
        let required = arguments.iter().map(|(name, _)| name.as_str()).collect();
        Self { methods, required }
    }

    fn take(&mut self, wanted: impl Fn(&Method) -> bool) -> Vec<&'a Method> {
        let (taken, left) = self.methods.iter().partition(|it| wanted(it));
        self.methods = left;
        taken
    }

    /// `new()` with nothing to say stands on the line of the type.
    fn take_empty_constructor(&mut self) -> &'static str {
        let taken = self
            .take(|it| is_constructor(it) && it.arguments.is_empty() && it.deprecated.is_none());
        if taken.is_empty() { "" } else { "  new()" }
    }

    fn constructors(&mut self) -> String {
        let taken = self.take(is_constructor);
        taken
            .into_iter()
            .map(|it| {
                let arguments: Vec<String> = it.arguments.iter().map(argument).collect();
                let text = format!("{}({})", it.name, arguments.join(", "));
                line(4, &format!("{text}{}", deprecation(&[&it.deprecated])))
            })
            .collect()
    }

    /// A field with its setter, and below it the setters of its old names.
    fn field(&mut self, field: &Part) -> String {
        let is_setter = |it: &Method| {
            it.receiver == "self"
                && matches!(it.arguments.as_slice(), [(name, _)] if *name == field.name)
                && it.output.as_ref().is_some_and(|ty| ty.short == "Self")
        };
        let mut setters = self.take(is_setter);
        let present = setters
            .iter()
            .position(|it| it.deprecated == field.deprecated)
            .map(|place| setters.remove(place));
        let argument = |it: &Method| it.arguments.first().map(|(_, ty)| ty.short.clone());
        let required = if self.required.contains(&field.name.as_str()) { "  required" } else { "" };
        let shown = present
            .map(|it| format!("  .{}({})", it.name, argument(it).unwrap_or_default()))
            .unwrap_or_default();
        let mark = deprecation(&[&field.deprecated]);
        let (name, ty) = (&field.name, &field.ty.short);
        let mut text = line(4, &format!("{name}: {ty}{required}{shown}{mark}"));
        for it in setters {
            let old = format!(".{}({})", it.name, argument(it).unwrap_or_default());
            text.push_str(&line(8, &format!("{old}{}", deprecation(&[&it.deprecated]))));
        }
        text
    }

    /// The functions that no field explains.
    fn rest(&mut self) -> String {
        self.methods.iter().map(|it| line(4, &setter(it))).collect()
    }
}

fn is_constructor(method: &Method) -> bool {
    method.name == "new"
        && method.receiver.is_empty()
        && method.generics.short.is_empty()
        && method.bounds.short.is_empty()
        && method.condition.is_empty()
        && method.output.as_ref().is_some_and(|ty| ty.short == "Self")
}
