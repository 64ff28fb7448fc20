//! What `use` brings into a module.

use super::attributes;
use super::item::Deprecated;
use super::modules::Module;
use std::collections::BTreeMap;
use syn::{Item, UseTree, Visibility};

/// A name that a module takes from elsewhere.
pub(super) struct Import {
    /// The name in the module.
    pub(super) name: String,
    /// What it stands for.
    pub(super) target: UsePath,
    /// Whether it is `pub`, and there for users.
    pub(super) is_public: bool,
    /// Whether the declaration is deprecated: a path may be so without its item.
    pub(super) deprecated: Option<Deprecated>,
}

/// A path as it is written.
#[derive(Clone, Debug)]
pub(super) struct UsePath {
    /// Whether it begins with `::`.
    pub(super) is_global: bool,
    /// Its parts.
    pub(super) segments: Vec<String>,
}

/// `use …::*`
pub(super) struct Glob {
    /// What all is taken from.
    pub(super) target: UsePath,
    /// Whether it is `pub`, and there for users.
    pub(super) is_public: bool,
}

/// All that the declarations of a module bring in.
#[derive(Default)]
pub(super) struct Imports {
    /// Single names: a macro and a function may have the same, so that there can be two.
    names: BTreeMap<String, Vec<Import>>,
    /// All the names of a module.
    pub(super) globs: Vec<Glob>,
}

impl Imports {
    /// The import of a name.
    pub(super) fn get(&self, name: &str) -> Option<&Import> {
        self.names.get(name)?.first()
    }

    /// The imports of single names.
    pub(super) fn names(&self) -> impl Iterator<Item = &Import> {
        self.names.values().flatten()
    }
}

/// Reads the declarations of a module.
pub(super) fn of(module: &Module) -> Imports {
    let mut imports = Imports::default();
    for entry in &module.entries {
        let Item::Use(declaration) = &entry.item else {
            continue;
        };
        if attributes::is_test(&declaration.attrs) {
            continue;
        }
        let is_public = matches!(declaration.vis, Visibility::Public(_))
            && !attributes::is_absent(&declaration.attrs);
        let mut walk = Walk {
            imports: &mut imports,
            is_public,
            is_global: declaration.leading_colon.is_some(),
            deprecated: attributes::deprecated(&declaration.attrs),
        };
        walk.tree(&declaration.tree, &[]);
    }
    imports
}

struct Walk<'a> {
    imports: &'a mut Imports,
    is_public: bool,
    is_global: bool,
    deprecated: Option<Deprecated>,
}

impl Walk<'_> {
    fn tree(&mut self, tree: &UseTree, before: &[String]) {
        let with = |name: &syn::Ident| {
            let mut path = before.to_vec();
            path.push(name.to_string());
            path
        };
        match tree {
            UseTree::Path(path) => self.tree(&path.tree, &with(&path.ident)),
            UseTree::Name(name) if name.ident == "self" => {
                let last = before.last().cloned().unwrap_or_default();
                self.name(last, before.to_vec());
            }
            UseTree::Name(name) => self.name(name.ident.to_string(), with(&name.ident)),
            UseTree::Rename(rename) => {
                let path =
                    if rename.ident == "self" { before.to_vec() } else { with(&rename.ident) };
                self.name(rename.rename.to_string(), path);
            }
            UseTree::Glob(_) => self.imports.globs.push(Glob {
                target: UsePath { is_global: self.is_global, segments: before.to_vec() },
                is_public: self.is_public,
            }),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(tree, before);
                }
            }
        }
    }

    fn name(&mut self, name: String, segments: Vec<String>) {
        // `use … as _` names nothing.
        if name == "_" {
            return;
        }
        self.imports.names.entry(name.clone()).or_default().push(Import {
            name,
            target: UsePath { is_global: self.is_global, segments },
            is_public: self.is_public,
            deprecated: self.deprecated.clone(),
        });
    }
}
