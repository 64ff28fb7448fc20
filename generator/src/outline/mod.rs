//! The plan to its public API: what a user of the crate can name, as lines for a reviewer and as items
//! for a program.
//!
//! ```text
//! plan -> types with all that they have -> lines
//!                                       -> items
//! ```
//!
//! What the macros of the runtime write stands in [`GIVEN`]. What the runtime itself has to offer is
//! the same in every crate, and is no part of this. That the text which is emitted has these items and
//! no others is the matter of a test, which reads it.

mod calls;
mod given;
mod item;
mod models;
mod operations;
mod print;
mod surface;
mod types;
mod wrap;

pub use given::{GIVEN, Given};
pub use item::{Cause, Item, ItemKind, Name, Piece};

use crate::plan::{self, Config, Crate, Credential, File};
use calls::Firsts;
use models::Lists;
use operations::Walk;
use rayon::prelude::*;
use std::collections::BTreeSet;
use surface::{Argument, Function, Type};
use types::{Form, Ty};
use wrap::line;

/// What the root of every crate gives of other crates, each with its path there.
pub const FOREIGN: [(&str, &str); 5] = [
    ("Bytes", "bytes::Bytes"),
    ("HeaderMap", "reqwest::header::HeaderMap"),
    ("Method", "reqwest::Method"),
    ("SecretString", "secrecy::SecretString"),
    ("StatusCode", "reqwest::StatusCode"),
];

/// The outline that a reviewer reads: operations, models, and what else depends on the document.
///
/// What is the same in every generated crate is not said.
#[must_use]
pub fn outline(plan: &Crate<'_>) -> String {
    let (root, lists) = (root(plan), lists(plan));
    let form = Form::Short(&root);
    let modules = modules(plan);
    let firsts = firsts(plan, &modules);
    let files = plan.files.iter().zip(&modules);
    let types: Vec<Type<'_, '_>> =
        files.flat_map(|(file, module)| types_of(file, module, &lists, &firsts)).collect();
    let by_path = types.iter().map(|ty| (ty.path(), ty)).collect();
    let mut walk = Walk { types: &by_path, form, lines: Vec::new(), seen: BTreeSet::new() };
    let mut client = Vec::new();
    for (holder, function) in of_client(plan, &firsts) {
        match holder {
            "Client" => walk.step("client", "api", &function),
            _ => client.push(line(0, &format!("{holder}{}", print::setter(&function, "", form)))),
        }
    }
    let becomes = types.iter().filter_map(|ty| Some((ty.into?, ty.path())));
    client.extend(becomes.map(|(runtime, path)| line(0, &format!("{runtime}: From<{path}>"))));
    let mut operations = String::new();
    if !walk.lines.is_empty() {
        operations.push_str("each group: Clone Debug\neach call: Clone Debug\n");
    }
    operations.push_str(&walk.lines.concat());
    let others = types.iter().filter(|ty| !walk.seen.contains(&ty.path()));
    let modules: Vec<String> = public_modules(plan).into_iter().collect();
    let sections = [
        ("operations", operations),
        ("models", print::types(others, form)),
        ("client", client.concat()),
        ("other items", line(0, &format!("modules: {}", modules.join(", ")))),
    ];
    let sections = sections.into_iter().filter(|(_, text)| !text.is_empty());
    sections.map(|(name, text)| format!("# {name}\n{text}")).collect::<Vec<_>>().join("\n")
}

/// The public items that depend on the document, and those of the runtime and of other crates by their
/// names: sorted, for programs that compare two crates.
#[must_use]
pub fn items<'a>(plan: &Crate<'a>) -> Vec<Item<'a>> {
    let (lists, modules) = (lists(plan), modules(plan));
    let firsts = firsts(plan, &modules);
    let mut items: Vec<Item<'a>> = plan
        .files
        .par_iter()
        .flat_map_iter(|file| {
            let (module, mut items) = (module(file), Vec::new());
            types_of(file, &module, &lists, &firsts).iter().for_each(|ty| ty.items(&mut items));
            items
        })
        .collect();
    let client = of_client(plan, &firsts);
    items.extend(client.iter().map(|(holder, it)| it.item(holder, "api", None)));
    let plain = |path: String, kind, signature, cause, of| Item {
        path,
        kind,
        signature,
        deprecated: None,
        cause,
        of,
        pieces: Vec::new(),
    };
    items.extend(public_modules(plan).into_iter().map(|path| {
        let signature = format!("pub mod {}", path.rsplit("::").next().unwrap_or_default());
        let first = firsts.get(path.as_str());
        let cause = first.map_or(Cause::Crate, |it| Cause::Operation(*it));
        plain(path, ItemKind::Module, signature, cause, None)
    }));
    let runtime = exports(plan).map(|name| (name, format!("runtime::{name}")));
    let foreign = FOREIGN.map(|(name, path)| (name, path.to_owned()));
    items.extend(runtime.chain(foreign).map(|(name, path)| {
        let (signature, of) = (format!("pub use {path}"), Some(Name::Runtime(name)));
        plain(name.to_owned(), ItemKind::Reexport, signature, Cause::Crate, of)
    }));
    items.par_sort();
    items
}

/// The names at the root of the crate, besides modules.
fn root(plan: &Crate<'_>) -> BTreeSet<&'static str> {
    exports(plan).chain(FOREIGN.map(|(name, _)| name)).collect()
}

/// What the root gives of the runtime.
fn exports(plan: &Crate<'_>) -> impl Iterator<Item = &'static str> {
    let items = plan.files.iter().flat_map(|file| &file.items);
    let roots = items.filter_map(|item| match item {
        plan::Item::Root(root) => Some(&root.exports),
        _ => None,
    });
    roots.flatten().copied()
}

fn lists<'p, 'a>(plan: &'p Crate<'a>) -> Lists<'p, 'a> {
    let items = plan.files.iter().flat_map(|file| &file.items);
    let lists = items.filter_map(|item| match item {
        plan::Item::List(list) if list.of.is_none() => Some((list.head.name, list)),
        _ => None,
    });
    lists.collect()
}

/// The public types of a file, which is that module.
fn types_of<'p, 'a>(
    file: &'p File<'a>,
    module: &'p str,
    lists: &Lists<'p, 'a>,
    firsts: &Firsts<'_>,
) -> Vec<Type<'p, 'a>> {
    let types = file.items.iter().flat_map(|item| match item {
        plan::Item::Handle(handle) => vec![calls::handle(module, handle, firsts)],
        plan::Item::Call(call) => calls::call(module, call),
        item => models::model(item, lists).into_iter().collect(),
    });
    types.collect()
}

/// The module that a file is: `api::shares`.
fn module(file: &File<'_>) -> String {
    let path = file.path.trim_start_matches("src/").trim_end_matches(".rs");
    path.split('/').collect::<Vec<_>>().join("::")
}

fn modules(plan: &Crate<'_>) -> Vec<String> {
    plan.files.iter().map(module).collect()
}

/// The first operation of each group.
fn firsts<'p>(plan: &'p Crate<'_>, modules: &'p [String]) -> Firsts<'p> {
    let mut found = Firsts::new();
    for (file, module) in plan.files.iter().zip(modules) {
        let operations = file.items.iter().filter_map(|item| match item {
            plan::Item::Call(call) => Some(call.operation),
            _ => None,
        });
        let Some(first) = operations.min() else { continue };
        // It is there for the sake of the groups around it, too.
        let ends = module.match_indices("::").map(|(end, _)| end).chain([module.len()]);
        for group in ends.filter_map(|end| module.get(..end)).filter(|it| *it != "api") {
            found.entry(group).and_modify(|it| *it = first.min(*it)).or_insert(first);
        }
    }
    found
}

/// The modules that can be named.
fn public_modules(plan: &Crate<'_>) -> BTreeSet<String> {
    let inner = plan.files.iter().flat_map(|file| {
        let public = file.modules.iter().filter(|it| it.is_public);
        public.map(|it| format!("{}::{}", module(file), it.name))
    });
    inner.chain(["api", "models"].map(str::to_owned)).collect()
}

/// The functions of the runtime's types that depend on the document, each with its type: the way to
/// the groups, and the setters of the builder of a client.
fn of_client<'p, 'a>(
    plan: &'p Crate<'a>,
    firsts: &Firsts<'_>,
) -> Vec<(&'static str, Function<'p, 'a>)> {
    let mut found = Vec::new();
    for item in plan.files.iter().flat_map(|file| &file.items) {
        match item {
            plan::Item::ClientGroups(client) => {
                let groups = client.groups.iter().map(|it| calls::accessor("api", it, firsts));
                found.extend(groups.map(|function| ("Client", function)));
            }
            plan::Item::Config(config) => {
                found.extend(setters(config).map(|function| ("ClientBuilder", function)));
            }
            _ => {}
        }
    }
    found.sort_by_key(|(holder, function)| (*holder, function.name));
    found
}

/// The setters of the builder of a client.
fn setters<'p, 'a>(config: &'p Config<'a>) -> impl Iterator<Item = Function<'p, 'a>> {
    let function = |head: &'p plan::Head<'a>, names: &[&'p str], ty, cause| Function {
        name: head.name,
        receiver: "self",
        arguments: names.iter().map(|name| Argument { name, ty: Ty::Is(ty), cause }).collect(),
        output: Ty::Is("Self"),
        deprecated: head.deprecated.as_ref(),
        cause,
    };
    let schemes = config.schemes.iter().map(move |it| {
        let names: &[&str] = match it.credential {
            Credential::Secret => &["secret"],
            Credential::UserAndPassword => &["user", "password"],
        };
        function(&it.setter, names, "impl Into<SecretString>", Cause::Scheme(it.of))
    });
    let variables = config.variables.iter().map(move |it| {
        function(&it.setter, &[it.setter.name], "impl Into<String>", Cause::Servers)
    });
    schemes.chain(variables)
}
