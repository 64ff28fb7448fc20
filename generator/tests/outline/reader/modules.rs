//! Files to modules, from `src/lib.rs` on, with every macro call expanded.

use super::attributes;
use super::macros::{Macro, visible};
use super::problem::Problem;
use proc_macro2::TokenStream;
use std::collections::BTreeMap;
use syn::{Attribute, Item, ItemMacro, ItemMod, Visibility};

/// The path of a module from the root of the crate, which itself has none.
pub(super) type ModulePath = Vec<String>;

/// A module, without what is compiled for tests only.
pub(super) struct Module {
    /// Its file.
    pub(super) file: String,
    /// Whether the declaration says `pub`.
    pub(super) is_public: bool,
    /// The attributes of the declaration.
    pub(super) attributes: Vec<Attribute>,
    /// Its items, but for modules and macros.
    pub(super) entries: Vec<Entry>,
}

/// An item of a module.
pub(super) struct Entry {
    /// The item.
    pub(super) item: Item,
    /// The macro whose call stands in the text, if the item comes from one.
    pub(super) by: Option<String>,
}

/// The modules of a crate.
#[derive(Default)]
pub(super) struct Modules {
    /// All of them.
    pub(super) all: BTreeMap<ModulePath, Module>,
    /// The names of macros that other crates can call.
    pub(super) exported_macros: Vec<(String, Vec<Attribute>, String)>,
}

/// How deep macros may call macros.
const DEEPEST: usize = 32;

/// Reads every module that the root leads to.
pub(super) fn read<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
    problems: &mut Vec<Problem>,
) -> Modules {
    let files: BTreeMap<&str, &str> = files.into_iter().collect();
    let mut reader =
        Reader { files, modules: Modules::default(), macros: BTreeMap::new(), problems };
    let root = Place { path: Vec::new(), file: "src/lib.rs".to_owned(), folder: "src/".to_owned() };
    reader.file(&root, true, Vec::new());
    reader.expand_all();
    reader.modules
}

struct Reader<'a, 'p> {
    files: BTreeMap<&'a str, &'a str>,
    modules: Modules,
    /// The macros of the crate by name; `None` where two have the same.
    macros: BTreeMap<String, Option<Macro>>,
    problems: &'p mut Vec<Problem>,
}

/// Where a module is.
#[derive(Clone)]
struct Place {
    path: ModulePath,
    file: String,
    /// The folder of the files of its modules, with a slash at its end.
    folder: String,
}

impl Reader<'_, '_> {
    fn file(&mut self, place: &Place, is_public: bool, attributes: Vec<Attribute>) {
        let Some(text) = self.files.get(place.file.as_str()) else {
            self.problems.push(Problem::MissingFile { file: place.file.clone() });
            return;
        };
        match syn::parse_file(text) {
            Ok(file) => self.module(place, is_public, attributes, file.items),
            Err(error) => self
                .problems
                .push(Problem::Syntax { file: place.file.clone(), message: error.to_string() }),
        }
    }

    fn module(
        &mut self,
        place: &Place,
        is_public: bool,
        attributes: Vec<Attribute>,
        items: Vec<Item>,
    ) {
        let mut entries = Vec::new();
        for item in items {
            match item {
                Item::Mod(module) => self.child(place, module),
                Item::Macro(ItemMacro { ident: Some(name), mac, attrs, .. }) => {
                    if !attributes::is_test(&attrs) {
                        self.define(place, name.to_string(), mac.tokens, attrs);
                    }
                }
                item => entries.push(Entry { item, by: None }),
            }
        }
        let module = Module { file: place.file.clone(), is_public, attributes, entries };
        self.modules.all.insert(place.path.clone(), module);
    }

    fn child(&mut self, parent: &Place, module: ItemMod) {
        if attributes::is_test(&module.attrs) {
            return;
        }
        if attributes::has_path(&module.attrs) {
            let what = format!("`#[path]` on the module `{}`", module.ident);
            self.problems.push(Problem::Unsupported { file: parent.file.clone(), what });
            return;
        }
        let name = module.ident.to_string();
        let mut path = parent.path.clone();
        path.push(name.clone());
        let base = format!("{}{}", parent.folder, name.trim_start_matches("r#"));
        let folder = format!("{base}/");
        let is_public = matches!(module.vis, Visibility::Public(_));
        if let Some((_, items)) = module.content {
            let place = Place { path, file: parent.file.clone(), folder };
            self.module(&place, is_public, module.attrs, items);
            return;
        }
        let own_folder = format!("{folder}mod.rs");
        let file = if self.files.contains_key(own_folder.as_str()) {
            own_folder
        } else {
            format!("{base}.rs")
        };
        self.file(&Place { path, file, folder }, is_public, module.attrs);
    }

    fn define(&mut self, place: &Place, name: String, rules: TokenStream, attrs: Vec<Attribute>) {
        match Macro::new(rules) {
            Ok(found) => {
                let one = (!self.macros.contains_key(&name)).then_some(found);
                self.macros.insert(name.clone(), one);
            }
            Err(reason) => {
                let file = place.file.clone();
                self.problems.push(Problem::Macro { file, name: name.clone(), reason });
            }
        }
        if attributes::is_exported(&attrs) && !attributes::is_absent(&attrs) {
            self.modules.exported_macros.push((name, attrs, place.file.clone()));
        }
    }

    fn expand_all(&mut self) {
        for module in self.modules.all.values_mut() {
            let mut expanded = Vec::new();
            for entry in std::mem::take(&mut module.entries) {
                let expander = Expander { macros: &self.macros, file: &module.file };
                if let Err(problem) = expander.entry(entry, 0, &mut expanded) {
                    self.problems.push(problem);
                }
            }
            module.entries = expanded;
        }
    }
}

struct Expander<'a> {
    macros: &'a BTreeMap<String, Option<Macro>>,
    file: &'a str,
}

impl Expander<'_> {
    fn entry(&self, entry: Entry, depth: usize, into: &mut Vec<Entry>) -> Result<(), Problem> {
        let Entry { item, by } = entry;
        let call = match item {
            Item::Macro(call) => call,
            Item::Mod(_) => {
                return Err(Problem::Unsupported {
                    file: self.file.to_owned(),
                    what: "a module out of a macro".to_owned(),
                });
            }
            item => {
                into.push(Entry { item, by });
                return Ok(());
            }
        };
        if attributes::is_test(&call.attrs) {
            return Ok(());
        }
        let last = call.mac.path.segments.last();
        let name = last.map(|segment| segment.ident.to_string()).unwrap_or_default();
        let fault = |reason: &str| Problem::Macro {
            file: self.file.to_owned(),
            name: name.clone(),
            reason: reason.to_owned(),
        };
        if depth >= DEEPEST {
            return Err(fault("macros call each other without end"));
        }
        let called = match self.macros.get(&name) {
            Some(Some(called)) => called,
            Some(None) => return Err(fault("two macros of the crate have this name")),
            None => return Err(fault("it is not a macro of the crate")),
        };
        let tokens = called.expand(&visible(call.mac.tokens)).map_err(|reason| fault(&reason))?;
        let file = syn::parse2::<syn::File>(tokens)
            .map_err(|error| fault(&format!("what it gives is not Rust: {error}")))?;
        for item in file.items {
            let by = by.clone().or_else(|| Some(name.clone()));
            self.entry(Entry { item, by }, depth + 1, into)?;
        }
        Ok(())
    }
}
