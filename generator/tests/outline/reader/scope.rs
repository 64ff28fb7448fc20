//! What a path means in a module, and under which public paths it can be named.

use super::attributes;
use super::imports::{self, Import, Imports, UsePath};
use super::item::{Item as PublicItem, ItemKind};
use super::modules::{ModulePath, Modules};
use super::problem::Problem;
use std::collections::{BTreeMap, BTreeSet};
use syn::{Item, Visibility};

/// What a path means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// An item of the crate, by the module that it is written in and its name.
    Local(ModulePath, String),
    /// A module of the crate.
    Module(ModulePath),
    /// Something of another crate.
    Foreign(Vec<String>),
}

/// The names of a crate.
pub(super) struct Scope {
    /// The names of the items of each module, with whether they are `pub` and there for users.
    declared: BTreeMap<ModulePath, BTreeMap<String, bool>>,
    imports: BTreeMap<ModulePath, Imports>,
    /// The shortest public path of each item.
    public: BTreeMap<Target, String>,
    /// The names of what is public at the root.
    root: BTreeSet<String>,
}

/// How often one import may lead to another.
const LONGEST: usize = 32;

impl Scope {
    /// Reads the names of every module, and finds the public ones.
    pub(super) fn new(
        modules: &Modules,
        problems: &mut Vec<Problem>,
        items: &mut Vec<PublicItem>,
    ) -> Self {
        let mut scope = Self {
            declared: BTreeMap::new(),
            imports: BTreeMap::new(),
            public: BTreeMap::new(),
            root: BTreeSet::new(),
        };
        for (path, module) in &modules.all {
            let named = module.entries.iter().filter_map(|entry| {
                let (name, visibility, attributes) = head(&entry.item)?;
                let is_public = matches!(visibility, Visibility::Public(_));
                Some((name, is_public && !attributes::is_absent(attributes)))
            });
            scope.declared.insert(path.clone(), named.collect());
            scope.imports.insert(path.clone(), imports::of(module));
        }
        let mut walk = Walk {
            scope: &scope,
            modules,
            open: Vec::new(),
            found: BTreeMap::new(),
            problems,
            items,
        };
        walk.contents(&Vec::new(), &[]);
        let found = walk.found;
        scope.publish(found, modules, items);
        scope
    }

    /// Keeps the shortest path of each item; the others are items of their own.
    fn publish(
        &mut self,
        found: BTreeMap<Target, BTreeMap<Vec<String>, String>>,
        modules: &Modules,
        items: &mut Vec<PublicItem>,
    ) {
        for (target, paths) in found {
            let shortest = paths.keys().min_by_key(|path| (path.len(), path.to_vec())).cloned();
            let Some(shortest) = shortest else { continue };
            let shortest = shortest.join("::");
            for (path, file) in &paths {
                if let [name] = path.as_slice() {
                    self.root.insert(name.clone());
                }
                let path = path.join("::");
                let what = match &target {
                    Target::Foreign(segments) => segments.join("::"),
                    _ if path == shortest => continue,
                    _ => shortest.clone(),
                };
                items.push(PublicItem {
                    signature: format!("pub use {what}"),
                    path,
                    kind: ItemKind::Reexport,
                    deprecated: None,
                    file: file.clone(),
                });
            }
            if let Target::Module(module) = &target
                && !module.is_empty()
                && let Some(module) = modules.all.get(module)
            {
                let mark = attributes::condition(&module.attributes);
                let mark = mark.map(|it| format!("#[cfg({it})] ")).unwrap_or_default();
                items.push(PublicItem {
                    path: shortest.clone(),
                    kind: ItemKind::Module,
                    signature: format!("{mark}pub mod {shortest}"),
                    deprecated: attributes::deprecated(&module.attributes),
                    file: module.file.clone(),
                });
            }
            self.public.insert(target, shortest);
        }
    }

    /// The public path of an item.
    pub(super) fn public_path(&self, target: &Target) -> Option<&str> {
        self.public.get(target).map(String::as_str)
    }

    /// What a path means in a module; `None` for what comes from nowhere: names of the prelude, and
    /// generic parameters.
    pub(super) fn resolve(&self, module: &ModulePath, path: &UsePath) -> Option<Target> {
        self.follow(module, path, 0)
    }

    fn follow(&self, module: &ModulePath, path: &UsePath, depth: usize) -> Option<Target> {
        if path.is_global {
            return Some(Target::Foreign(path.segments.clone()));
        }
        let mut here = Some(Target::Module(module.clone()));
        for (index, segment) in path.segments.iter().enumerate() {
            here = match (here?, segment.as_str()) {
                (Target::Module(_), "crate") => Some(Target::Module(Vec::new())),
                (Target::Module(module), "self") => Some(Target::Module(module)),
                (Target::Module(mut module), "super") => {
                    module.pop();
                    Some(Target::Module(module))
                }
                (Target::Module(module), name) => self.member(&module, name, depth),
                (Target::Foreign(mut segments), name) => {
                    segments.push(name.to_owned());
                    Some(Target::Foreign(segments))
                }
                // A variant or an associated item: what counts is the type.
                (local @ Target::Local(..), _) => Some(local),
            };
            if here.is_none() && index == 0 && path.segments.len() > 1 {
                return Some(Target::Foreign(path.segments.clone()));
            }
        }
        here
    }

    /// What a name means in a module.
    fn member(&self, module: &ModulePath, name: &str, depth: usize) -> Option<Target> {
        if self.declared.get(module).is_some_and(|names| names.contains_key(name)) {
            return Some(Target::Local(module.clone(), name.to_owned()));
        }
        let mut child = module.clone();
        child.push(name.to_owned());
        if self.declared.contains_key(&child) {
            return Some(Target::Module(child));
        }
        if depth >= LONGEST {
            return None;
        }
        let imports = self.imports.get(module)?;
        if let Some(import) = imports.get(name) {
            // `use serde;` names the crate itself.
            let itself = import.target.segments.as_slice() == [name];
            return if itself {
                Some(Target::Foreign(import.target.segments.clone()))
            } else {
                self.follow(module, &import.target, depth + 1)
            };
        }
        imports.globs.iter().find_map(|glob| {
            match self.follow(module, &glob.target, depth + 1)? {
                Target::Module(from) if from != *module => self.member(&from, name, depth + 1),
                _ => None,
            }
        })
    }
}

/// The name, visibility and attributes of an item that has a name.
pub(super) fn head(item: &Item) -> Option<(String, &Visibility, &[syn::Attribute])> {
    Some(match item {
        Item::Const(it) => (it.ident.to_string(), &it.vis, &it.attrs),
        Item::Enum(it) => (it.ident.to_string(), &it.vis, &it.attrs),
        Item::Fn(it) => (it.sig.ident.to_string(), &it.vis, &it.attrs),
        Item::Static(it) => (it.ident.to_string(), &it.vis, &it.attrs),
        Item::Struct(it) => (it.ident.to_string(), &it.vis, &it.attrs),
        Item::Trait(it) => (it.ident.to_string(), &it.vis, &it.attrs),
        Item::Type(it) => (it.ident.to_string(), &it.vis, &it.attrs),
        Item::Union(it) => (it.ident.to_string(), &it.vis, &it.attrs),
        _ => return None,
    })
}

/// Follows what is public from the root on.
struct Walk<'a> {
    scope: &'a Scope,
    modules: &'a Modules,
    /// The modules that are being walked through: a module may name one that it is in.
    open: Vec<ModulePath>,
    found: BTreeMap<Target, BTreeMap<Vec<String>, String>>,
    problems: &'a mut Vec<Problem>,
    items: &'a mut Vec<PublicItem>,
}

impl Walk<'_> {
    fn record(&mut self, target: Target, prefix: &[String], name: &str, file: &str) {
        let path = prefix.iter().cloned().chain([name.to_owned()]).collect();
        self.found.entry(target).or_default().insert(path, file.to_owned());
    }

    /// The public items of a module, as items of `prefix`.
    fn contents(&mut self, path: &ModulePath, prefix: &[String]) {
        if self.open.contains(path) {
            return;
        }
        let Some(module) = self.modules.all.get(path) else {
            return;
        };
        self.open.push(path.clone());
        let scope = self.scope;
        let file = module.file.as_str();
        for (name, is_public) in scope.declared.get(path).into_iter().flatten() {
            if *is_public {
                self.record(Target::Local(path.clone(), name.clone()), prefix, name, file);
            }
        }
        let children: BTreeSet<&ModulePath> = self
            .modules
            .all
            .range(path.clone()..)
            .take_while(|(other, _)| other.starts_with(path))
            .filter(|(other, module)| {
                other.len() == path.len() + 1
                    && module.is_public
                    && !attributes::is_absent(&module.attributes)
            })
            .map(|(other, _)| other)
            .collect();
        for child in children {
            if let Some(name) = child.last() {
                self.module(child, prefix, name, file);
            }
        }
        if let Some(imports) = scope.imports.get(path) {
            self.imports(path, imports, prefix, file);
        }
        self.open.pop();
    }

    fn module(&mut self, path: &ModulePath, prefix: &[String], name: &str, file: &str) {
        if self.open.contains(path) {
            return;
        }
        self.record(Target::Module(path.clone()), prefix, name, file);
        let inner: Vec<String> = prefix.iter().cloned().chain([name.to_owned()]).collect();
        self.contents(path, &inner);
    }

    fn imports(&mut self, path: &ModulePath, imports: &Imports, prefix: &[String], file: &str) {
        let shown = |segments: &[String]| segments.join("::");
        let module = || format!("crate::{}", shown(path)).trim_end_matches(':').to_owned();
        for import in imports.names().filter(|import| import.is_public) {
            match self.scope.resolve(path, &import.target) {
                Some(Target::Module(target)) => self.module(&target, prefix, &import.name, file),
                Some(target) => {
                    self.record(target, prefix, &import.name, file);
                    self.deprecated_import(import, prefix, file);
                }
                None => self.problems.push(Problem::Unresolved {
                    module: module(),
                    path: shown(&import.target.segments),
                }),
            }
        }
        for glob in imports.globs.iter().filter(|glob| glob.is_public) {
            match self.scope.resolve(path, &glob.target) {
                Some(Target::Module(target)) => self.contents(&target, prefix),
                _ => self
                    .problems
                    .push(Problem::Glob { module: module(), path: shown(&glob.target.segments) }),
            }
        }
    }

    /// A path may be deprecated without its item being so.
    fn deprecated_import(&mut self, import: &Import, prefix: &[String], file: &str) {
        let Some(deprecated) = import.deprecated.clone() else {
            return;
        };
        let path: Vec<String> = prefix.iter().cloned().chain([import.name.clone()]).collect();
        self.items.push(PublicItem {
            path: path.join("::"),
            kind: ItemKind::Reexport,
            signature: format!("pub use {}", import.target.segments.join("::")),
            deprecated: Some(deprecated),
            file: file.to_owned(),
        });
    }
}

impl Scope {
    /// Whether the root of the crate has a public item of that name.
    pub(super) fn is_at_root(&self, name: &str) -> bool {
        self.root.contains(name)
    }
}
