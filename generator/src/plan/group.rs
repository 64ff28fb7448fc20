//! Groups of operations: their handles, and the way to them.

use super::context::Planner;
use super::endpoint::Endpoint;
use super::{Docs, File, Function, Item, Module, describe};
use crate::docs;
use crate::names::GroupNames;
use std::collections::BTreeSet;

/// The handle of a group: `Clone` and `Debug`, with the client inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handle<'a> {
    /// The modules from `api` down to its own.
    pub path: &'a [String],
    /// What it is called.
    pub name: &'a str,
    /// What its docs say.
    pub docs: Docs,
    /// The way to the groups inside it.
    pub groups: Vec<Accessor<'a>>,
    /// A function for each operation, and one for each other media type of its body.
    pub functions: Vec<Function<'a>>,
}

/// The methods of the client that give the handles of its groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientGroups<'a> {
    /// The way to each group.
    pub groups: Vec<Accessor<'a>>,
}

/// A function without arguments that gives the handle of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accessor<'a> {
    /// What it is called.
    pub name: &'a str,
    /// What its docs say.
    pub docs: Docs,
    /// The features of which one must be on; it is always there if there are none.
    pub features: BTreeSet<&'a str>,
    /// The module of the group.
    pub module: &'a str,
    /// The handle in that module.
    pub handle: &'a str,
}

/// The file of a group: its handle, and a call for each operation.
pub(super) fn file<'a>(planner: &Planner<'a>, group: &'a GroupNames) -> File<'a> {
    let words = planner.docs(|| docs::wrap(&title(planner, group)));
    let children = || group.children.iter().filter_map(|id| planner.names.group(*id));
    let accessors = children().map(|child| accessor(planner, child, BTreeSet::new()));
    let endpoints = Endpoint::all(planner, group);
    let handle = Handle {
        path: &group.path,
        name: &group.handle,
        docs: words.clone(),
        groups: accessors.collect(),
        functions: endpoints.iter().flat_map(Endpoint::functions).collect(),
    };
    let calls = endpoints.iter().map(|endpoint| Item::Call(Box::new(endpoint.call())));
    let items = std::iter::once(Item::Handle(handle)).chain(calls).collect();
    let modules = children().map(|child| Module {
        name: child.module(),
        is_public: true,
        features: BTreeSet::new(),
        exports: Vec::new(),
    });
    File::new(format!("src/{}", group.file()), words, modules.collect(), items)
}

/// `api.rs`: the groups of the client.
pub(super) fn index<'a>(planner: &Planner<'a>, features: &BTreeSet<&'a str>) -> File<'a> {
    let words = || {
        let title = describe::title(planner.api);
        docs::wrap(&format!("The operations of the {title}, in groups."))
    };
    let groups = || planner.names.top_groups();
    // A crate without features has all of them.
    let condition = |group: &'a GroupNames| {
        features.get(group.feature.as_str()).copied().into_iter().collect::<BTreeSet<&str>>()
    };
    let modules = groups().map(|group| Module {
        name: group.module(),
        is_public: true,
        features: condition(group),
        exports: Vec::new(),
    });
    let accessors = groups().map(|group| accessor(planner, group, condition(group)));
    let accessors: Vec<Accessor<'a>> = accessors.collect();
    let items =
        (!accessors.is_empty()).then_some(Item::ClientGroups(ClientGroups { groups: accessors }));
    let items = items.into_iter().collect();
    File::new("src/api.rs".to_owned(), planner.docs(words), modules.collect(), items)
}

fn accessor<'a>(
    planner: &Planner<'a>,
    group: &'a GroupNames,
    features: BTreeSet<&'a str>,
) -> Accessor<'a> {
    Accessor {
        name: &group.accessor,
        docs: planner.docs(|| docs::wrap(&title(planner, group))),
        features,
        module: group.module(),
        handle: &group.handle,
    }
}

/// What the docs call a group.
fn title(planner: &Planner<'_>, group: &GroupNames) -> String {
    let tag = planner.api.tags.get(&group.title);
    let said = tag
        .filter(|_| group.parent.is_none())
        .and_then(|tag| tag.description.as_deref())
        .and_then(docs::sentence);
    match said {
        Some(said) => docs::escape(&said),
        None => {
            let words = group.path.iter().rev().map(|part| part.replace('_', " "));
            let words: Vec<String> = words.collect();
            format!("Operations on {}.", words.join(" of "))
        }
    }
}
