//! Modules to the public API: types first, then what `impl` blocks give them.

use super::alias;
use super::attributes;
use super::item::{Item as PublicItem, ItemKind};
use super::members;
use super::modules::{Module, ModulePath, Modules};
use super::problem::Problem;
use super::scope::{self, Scope, Target};
use super::surface::{Surface, Type};
use super::types::{self, Site};
use quote::ToTokens;
use syn::{Item, ItemImpl, TraitItem};

/// Reads all modules.
pub(super) fn surface(modules: &Modules, scope: &Scope, problems: &mut Vec<Problem>) -> Surface {
    let mut surface = Surface::default();
    let sites = || {
        modules.all.iter().flat_map(|(path, module)| {
            module.entries.iter().map(move |entry| {
                let site = Site { scope, path, module, by: entry.by.as_deref() };
                (site, &entry.item)
            })
        })
    };
    for (site, item) in sites() {
        define(site, item, &mut surface);
    }
    for (site, item) in sites() {
        if let Item::Impl(block) = item
            && !attributes::is_test(&block.attrs)
        {
            implement(site, block, &mut surface, problems);
        }
    }
    for (name, attributes, file) in &modules.exported_macros {
        surface.others.push(PublicItem {
            path: name.clone(),
            kind: ItemKind::Macro,
            signature: format!("macro_rules! {name}"),
            deprecated: attributes::deprecated(attributes),
            file: file.clone(),
        });
    }
    for (site, item) in sites() {
        if let Item::Type(item) = item {
            alias::define(site, item, &mut surface);
        }
    }
    for ty in surface.types.values_mut() {
        ty.methods.sort();
        ty.constants.sort();
        ty.traits.sort_by(|left, right| (&left.name, left).cmp(&(&right.name, right)));
        ty.traits.dedup();
    }
    surface
}

/// Adds an item if it is public.
fn define(site: Site<'_>, item: &Item, surface: &mut Surface) {
    let Some((name, _, attributes)) = scope::head(item) else {
        return;
    };
    let target = Target::Local(site.path.clone(), name.clone());
    let Some(public) = site.scope.public_path(&target) else {
        return;
    };
    let (kind, signature) = match item {
        Item::Struct(item) => {
            add(surface, types::structure(site, public, item));
            return;
        }
        Item::Enum(item) => {
            add(surface, types::enumeration(site, public, item));
            return;
        }
        Item::Const(item) => {
            (ItemKind::Constant, format!("pub const {name}: {}", site.text(&item.ty).full))
        }
        Item::Static(item) => {
            (ItemKind::Static, format!("pub static {name}: {}", site.text(&item.ty).full))
        }
        Item::Fn(item) => (ItemKind::Function, format!("pub {}", site.text(&item.sig).full)),
        // What it stands for is not complete yet.
        Item::Type(_) => return,
        Item::Trait(item) => {
            let generics = site.text(&item.generics).full;
            let above = site.text(&item.supertraits).full;
            let above = if above.is_empty() { above } else { format!(": {above}") };
            trait_members(site, public, &item.items, surface);
            (ItemKind::Trait, format!("pub trait {name}{generics}{above}"))
        }
        other => (ItemKind::Struct, format!("pub {name} {}", other.to_token_stream())),
    };
    surface.others.push(PublicItem {
        path: public.to_owned(),
        kind,
        signature: format!("{}{signature}", site.condition(attributes)),
        deprecated: attributes::deprecated(attributes),
        file: site.module.file.clone(),
    });
}

fn add(surface: &mut Surface, ty: Type) {
    surface.types.insert(ty.path.full.clone(), ty);
}

fn trait_members(site: Site<'_>, public: &str, items: &[TraitItem], surface: &mut Surface) {
    for item in items {
        let (name, kind, signature, attributes) = match item {
            TraitItem::Fn(it) => {
                (it.sig.ident.to_string(), ItemKind::Method, site.text(&it.sig).full, &it.attrs)
            }
            TraitItem::Const(it) => {
                let text = format!("const {}: {}", it.ident, site.text(&it.ty).full);
                (it.ident.to_string(), ItemKind::Constant, text, &it.attrs)
            }
            TraitItem::Type(it) => {
                let text = format!("type {}: {}", it.ident, site.text(&it.bounds).full);
                let text = text.trim_end_matches([':', ' ']).to_owned();
                (it.ident.to_string(), ItemKind::TypeAlias, text, &it.attrs)
            }
            _ => continue,
        };
        if attributes::is_absent(attributes) {
            continue;
        }
        surface.others.push(PublicItem {
            path: format!("{public}::{name}"),
            kind,
            signature,
            deprecated: attributes::deprecated(attributes),
            file: site.module.file.clone(),
        });
    }
}

/// Adds what a block gives to a public type.
fn implement(site: Site<'_>, block: &ItemImpl, surface: &mut Surface, problems: &mut Vec<Problem>) {
    let target = members::named(site, &block.self_ty);
    let public = |target: &Option<Target>| {
        target.as_ref().and_then(|it| site.scope.public_path(it)).map(ToOwned::to_owned)
    };
    let own = public(&target).filter(|_| matches!(target, Some(Target::Local(..))));
    let Some((path, _)) = &block.trait_ else {
        let Some(own) = own else { return };
        match surface.types.get_mut(&own) {
            Some(ty) => members::inherent(site, block, ty),
            None => problems.push(unsupported(site.module, site.path, &own)),
        }
        return;
    };
    if block.modifiers.polarity.is_some() || members::is_private_trait(site, path) {
        return;
    }
    if let Some(ty) = own.and_then(|own| surface.types.get_mut(&own)) {
        let is_whole = !matches!(*block.self_ty, syn::Type::Path(_));
        let whole = is_whole.then_some(&*block.self_ty);
        ty.traits.push(members::implementation(site, block, path, whole));
        return;
    }
    // A foreign type that takes one of this crate: `impl From<ShareId> for String`.
    let taken = members::arguments(path)
        .into_iter()
        .filter_map(|argument| public(&members::named(site, argument)))
        .find(|path| surface.types.contains_key(path));
    if let Some(ty) = taken.and_then(|taken| surface.types.get_mut(&taken)) {
        ty.traits.push(members::implementation(site, block, path, Some(&block.self_ty)));
    }
}

fn unsupported(module: &Module, path: &ModulePath, own: &str) -> Problem {
    Problem::Unsupported {
        file: module.file.clone(),
        what: format!("an `impl` of `{own}` in `crate::{}`, which is no type", path.join("::")),
    }
}
