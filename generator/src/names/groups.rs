//! The tree of groups: accessors, modules, handles, and the methods inside.

use super::bodies::{self, Taken};
use super::ident::{self, Case};
use super::model::{GroupId, GroupNames, OperationNames};
use super::operations::{self, Plan};
use super::plural;
use super::reserved;
use super::scope::{Given, Item, Rank, Scope};
use super::verbs;
use super::words::Words;
use crate::api::Api;
use crate::diagnostic::{Diagnostics, Location};
use std::collections::BTreeMap;

/// How long the path of a module gets, in the folder of all groups.
const LONGEST_PATH: usize = 110;

/// The names of groups and operations.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) groups: Vec<GroupNames>,
    /// In the order of `Api::operations`, without parameters yet.
    pub(super) operations: Vec<OperationNames>,
    /// What the types inside each operation are called after.
    pub(super) phrases: Vec<Words>,
}

/// A group before it has names.
#[derive(Debug)]
struct Node {
    words: Words,
    parent: Option<usize>,
    children: Vec<usize>,
    plans: Vec<usize>,
    title: Option<String>,
    rank: Rank,
    location: Location,
}

/// A group inside a group, or an operation of it: both are methods of its handle.
enum Member<'a> {
    Group(&'a Node),
    Operation { plan: &'a Plan, wire: &'a str, location: Location },
}

impl Item for Member<'_> {
    fn wire(&self) -> &str {
        match self {
            Self::Group(node) => node.title.as_deref().unwrap_or_default(),
            Self::Operation { wire, .. } => wire,
        }
    }

    fn plain(&self) -> Words {
        match self {
            Self::Group(node) => node.words.clone(),
            Self::Operation { plan, .. } => plan.choices.names.first().cloned().unwrap_or_default(),
        }
    }

    fn others(&self, _reserved: bool) -> Vec<Words> {
        match self {
            Self::Group(node) => vec![node.words.and(["api"])],
            Self::Operation { plan, .. } => plan.choices.names.iter().skip(1).cloned().collect(),
        }
    }

    fn rank(&self) -> Rank {
        match self {
            Self::Group(node) => node.rank,
            Self::Operation { plan, .. } => plan.rank,
        }
    }

    fn precedence(&self) -> u8 {
        match self {
            Self::Group(_) => operations::GROUP,
            Self::Operation { plan, .. } => plan.precedence,
        }
    }

    fn location(&self) -> Location {
        match self {
            Self::Group(node) => node.location,
            Self::Operation { location, .. } => *location,
        }
    }
}

/// A builder's type, by the name of its method.
struct Builder<'a> {
    method: &'a Given,
    rank: Rank,
    location: Location,
}

impl Item for Builder<'_> {
    fn wire(&self) -> &str {
        &self.method.text
    }

    fn plain(&self) -> Words {
        self.method.words.clone()
    }

    fn others(&self, _reserved: bool) -> Vec<Words> {
        vec![self.method.words.and(["call"])]
    }

    fn rank(&self) -> Rank {
        self.rank
    }

    fn location(&self) -> Location {
        self.location
    }
}

/// Names the groups and the operations of an API.
pub(super) fn tree(api: &Api, plans: &[Plan], diagnostics: &Diagnostics) -> Tree {
    let nodes = nodes(api, plans);
    let mut tree = Tree {
        groups: vec![GroupNames::default(); nodes.len()],
        operations: vec![OperationNames::default(); plans.len()],
        phrases: vec![Words::default(); plans.len()],
    };
    let wires: Vec<String> = api.operations.iter().map(wire).collect();
    let top: Vec<&Node> = nodes.iter().filter(|node| node.parent.is_none()).collect();
    let members: Vec<Member<'_>> = top.iter().map(|node| Member::Group(node)).collect();
    let given = Scope::new("group", Case::Snake, "api_", &reserved::client_methods())
        .assign(&members, diagnostics);
    let tops = nodes.iter().enumerate().filter(|(_, node)| node.parent.is_none());
    for ((index, node), given) in tops.zip(given) {
        set_group(&mut tree.groups, index, node, &given);
    }
    // A parent stands before what is inside it.
    for (index, node) in nodes.iter().enumerate() {
        inside(api, &nodes, index, node, plans, &wires, &mut tree, diagnostics);
    }
    for (index, node) in nodes.iter().enumerate() {
        let parent = node
            .parent
            .and_then(|parent| tree.groups.get(parent))
            .map(|parent| parent.feature.clone());
        if let (Some(feature), Some(group)) = (parent, tree.groups.get_mut(index)) {
            group.feature = feature;
        }
    }
    tree
}

/// What a message calls an operation.
fn wire(operation: &crate::api::Operation) -> String {
    operation
        .id
        .clone()
        .unwrap_or_else(|| format!("{} {}", operation.method.wire(), operation.path.text))
}

/// The groups of all plans, and those that they are inside, sorted by path.
fn nodes(api: &Api, plans: &[Plan]) -> Vec<Node> {
    let mut by_path: BTreeMap<&[Words], (Option<&str>, Vec<usize>)> = BTreeMap::new();
    for (index, plan) in plans.iter().enumerate() {
        for end in 1..plan.group.len() {
            by_path.entry(plan.group.get(..end).unwrap_or_default()).or_default();
        }
        let (title, inside) = by_path.entry(plan.group.as_slice()).or_default();
        inside.push(index);
        // Tags that are the same but for spelling are one group: the first of them names it.
        if title.is_none_or(|title| plan.title.as_str() < title) {
            *title = Some(&plan.title);
        }
    }
    let numbers: BTreeMap<&[Words], usize> =
        by_path.keys().enumerate().map(|(number, path)| (*path, number)).collect();
    let origin = Location::new(crate::diagnostic::FileId(0), 0, 0);
    let mut nodes: Vec<Node> = Vec::with_capacity(by_path.len());
    for (path, (title, inside)) in &by_path {
        let parent = path.split_last().and_then(|(_, above)| numbers.get(above)).copied();
        if let Some(parent) = parent.and_then(|parent| nodes.get_mut(parent)) {
            parent.children.push(numbers.get(path).copied().unwrap_or_default());
        }
        let first = inside
            .iter()
            .filter_map(|index| plans.get(*index))
            .min_by_key(|plan| (plan.rank, plan.index));
        let location = first
            .and_then(|plan| api.operations.get(plan.index))
            .map_or(origin, |found| found.location);
        nodes.push(Node {
            words: path.last().cloned().unwrap_or_default(),
            parent,
            children: Vec::new(),
            plans: inside.clone(),
            title: title.map(str::to_owned),
            rank: first.map_or(Rank::Ending(None), |plan| plan.rank),
            location,
        });
    }
    // A group stays as long as anything inside it.
    for index in (0..nodes.len()).rev() {
        let Some((parent, rank, location)) =
            nodes.get(index).map(|node| (node.parent, node.rank, node.location))
        else {
            continue;
        };
        if let Some(parent) = parent.and_then(|parent| nodes.get_mut(parent)) {
            if parent.plans.is_empty() && parent.location == origin {
                parent.location = location;
                parent.rank = rank;
            }
            parent.rank = parent.rank.min(rank);
        }
    }
    nodes
}

fn set_group(groups: &mut [GroupNames], index: usize, node: &Node, given: &Given) {
    let parent = node.parent.and_then(|parent| groups.get(parent));
    let mut module = ident::module(&given.text);
    if parent.is_some() && reserved::MODULES.contains(&module.as_str()) {
        module.push('_');
    }
    let mut path = parent.map(|parent| parent.path.clone()).unwrap_or_default();
    let above: usize = path.iter().map(|part| part.len() + 1).sum();
    let module = ident::short_module(module, LONGEST_PATH.saturating_sub(above));
    let feature = given.text.replace('_', "-");
    let feature = feature.trim_matches('-');
    path.push(module);
    let mut handle = ident::text(&given.words, Case::UpperCamel, "Api");
    if reserved::BUILDERS.contains(&handle.as_str()) {
        handle.push_str("Api");
    }
    if let Some(group) = groups.get_mut(index) {
        *group = GroupNames {
            parent: node.parent.map(GroupId),
            path,
            accessor: ident::escape(&given.text),
            handle,
            feature: match reserved::FEATURES.contains(&feature) {
                true => format!("{feature}-api"),
                false => feature.to_owned(),
            },
            title: node.title.clone().unwrap_or_else(|| node.words.as_slice().join(" ")),
            children: node.children.iter().copied().map(GroupId).collect(),
            operations: Vec::new(),
        };
    }
}

/// Names what is inside a group: other groups and methods, then the builders of the methods.
#[expect(clippy::too_many_arguments, reason = "one step of `tree`, which has all of it")]
fn inside(
    api: &Api,
    nodes: &[Node],
    index: usize,
    node: &Node,
    plans: &[Plan],
    wires: &[String],
    tree: &mut Tree,
    diagnostics: &Diagnostics,
) {
    let children = node.children.iter().filter_map(|child| nodes.get(*child)).map(Member::Group);
    let own = node.plans.iter().filter_map(|at| {
        let plan = plans.get(*at)?;
        let location = api.operations.get(plan.index)?.location;
        Some(Member::Operation { plan, wire: wires.get(plan.index)?, location })
    });
    let members: Vec<Member<'_>> = children.chain(own).collect();
    let given = Scope::new("operation", Case::Snake, "call_", &reserved::group_methods())
        .assign(&members, diagnostics);
    for ((child, node), given) in
        node.children.iter().filter_map(|at| Some((*at, nodes.get(*at)?))).zip(&given)
    {
        set_group(&mut tree.groups, child, node, given);
    }
    let methods: Vec<(&Plan, Location, &Given)> = members
        .iter()
        .zip(&given)
        .filter_map(|(member, given)| match member {
            Member::Operation { plan, location, .. } => Some((*plan, *location, given)),
            Member::Group(_) => None,
        })
        .collect();
    let handle = tree.groups.get(index).map(|group| group.handle.clone()).unwrap_or_default();
    let builders = builders(&handle, &methods);
    let mut taken = Taken {
        methods: given.iter().map(|given| given.text.clone()).collect(),
        types: builders.iter().map(|given| given.text.clone()).chain([handle]).collect(),
    };
    let mut sorted = Vec::with_capacity(methods.len());
    for ((plan, _, method), builder) in methods.iter().zip(builders) {
        sorted.push((method.text.clone(), plan.index));
        if let Some(names) = tree.operations.get_mut(plan.index) {
            names.group = GroupId(index);
            names.method = ident::escape(&method.text);
            names.builder = ident::escape(&builder.text);
            bodies::name(api, plan.index, names, &mut taken, diagnostics);
        }
        if let Some(phrase) = tree.phrases.get_mut(plan.index) {
            *phrase = phrase_of(&plan.group, &method.words);
        }
    }
    sorted.sort_unstable();
    if let Some(group) = tree.groups.get_mut(index) {
        group.operations = sorted.into_iter().map(|(_, index)| index).collect();
    }
}

/// Names the builders of a group's methods.
fn builders(handle: &str, methods: &[(&Plan, Location, &Given)]) -> Vec<Given> {
    let reserved = [reserved::BUILDERS, &[handle]].concat();
    let mut scope = Scope::new("builder", Case::UpperCamel, "Call", &reserved);
    let builders: Vec<Builder<'_>> = methods
        .iter()
        .map(|(plan, location, method)| Builder { method, rank: plan.rank, location: *location })
        .collect();
    // A builder's name is seldom written: that it differs is not worth a note.
    scope.assign(&builders, &Diagnostics::new())
}

/// What an operation is called outside of its group: `create` of `shares` is `create share`.
fn phrase_of(group: &[Words], method: &Words) -> Words {
    let nouns: Vec<&String> = group.iter().flat_map(Words::as_slice).collect();
    let method = method.as_slice();
    let said = |noun: &str| method.iter().any(|word| plural::same(word, noun));
    let Some((verb, rest)) = method.split_first().filter(|(verb, _)| verbs::is_verb(verb)) else {
        let nouns = nouns.iter().filter(|noun| !said(noun)).map(|noun| (*noun).clone());
        return Words::from_words(nouns.chain(method.iter().cloned())).cut();
    };
    if nouns.last().is_some_and(|noun| said(noun)) {
        return Words::from_words(method.iter().cloned()).cut();
    }
    let keeps_plural = verbs::gives_many(verb) || rest.first().is_some_and(|word| word == "all");
    let last = group.len().saturating_sub(1);
    let mut words = vec![verb.clone()];
    for (at, part) in group.iter().enumerate() {
        let part = part.as_slice();
        for (word_at, word) in part.iter().enumerate() {
            let is_noun = word_at + 1 == part.len();
            let stays = !is_noun || (at == last && keeps_plural);
            words.push(if stays { word.clone() } else { plural::singular(word).into_owned() });
        }
    }
    words.extend(rest.iter().cloned());
    Words::from_words(words).cut()
}
