//! The tree under construction, the same for JSON and YAML: nesting, keys, merge keys.

use super::{Key, MAX_DEPTH, Node, Object, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};

/// The text cannot be read further; why has been reported.
#[derive(Debug)]
pub(super) struct Stop;

/// A tree under construction: the collections that are open, from the outermost.
pub(super) struct Builder<'a> {
    pub(super) diagnostics: &'a Diagnostics,
    open: Vec<Open>,
    root: Option<Node>,
    /// How many nodes there are, those of aliases not counted.
    pub(super) nodes: usize,
}

enum Open {
    List {
        place: Location,
        items: Vec<Node>,
    },
    Map {
        place: Location,
        object: Object,
        slot: Slot,
        merged: Vec<Object>,
        merge: Option<Location>,
    },
}

/// What the next value of a mapping belongs to.
enum Slot {
    /// A key comes first.
    Nothing,
    Key(Key),
    Merge(Location),
    /// A key that has been reported, whose value goes nowhere.
    Refused,
}

impl<'a> Builder<'a> {
    pub(super) fn new(diagnostics: &'a Diagnostics) -> Self {
        Self { diagnostics, open: Vec::new(), root: None, nodes: 0 }
    }

    /// Whether the innermost open collection is a mapping, and its next value is a key.
    pub(super) fn wants_key(&self) -> bool {
        matches!(self.open.last(), Some(Open::Map { slot: Slot::Nothing, .. }))
    }

    /// Where the key stands whose value comes next.
    pub(super) fn pending_key(&self) -> Option<Location> {
        match self.open.last() {
            Some(Open::Map { slot: Slot::Key(key), .. }) => Some(key.location),
            _ => None,
        }
    }

    pub(super) fn open_list(&mut self, place: Location) -> Result<(), Stop> {
        self.check_depth(place, 1)?;
        self.open.push(Open::List { place, items: Vec::new() });
        Ok(())
    }

    pub(super) fn open_map(&mut self, place: Location) -> Result<(), Stop> {
        self.check_depth(place, 1)?;
        let (object, merged) = (Object::new(), Vec::new());
        self.open.push(Open::Map { place, object, slot: Slot::Nothing, merged, merge: None });
        Ok(())
    }

    /// Reports a value, `levels` deep itself, that would go beyond the limit.
    pub(super) fn check_depth(&self, place: Location, levels: usize) -> Result<(), Stop> {
        if self.open.len() + levels <= MAX_DEPTH {
            return Ok(());
        }
        let message = format!("lists and mappings are nested more than {MAX_DEPTH} levels deep");
        let found = Diagnostic::new(Code::NestingTooDeep, place, message)
            .label("the limit is passed here")
            .help(
                "name the inner schemas under `components/schemas` and refer to them with `$ref`",
            );
        self.diagnostics.push(found);
        Err(Stop)
    }

    /// The key of the value that comes next.
    pub(super) fn key(&mut self, key: Key) {
        let Some(Open::Map { object, slot, .. }) = self.open.last_mut() else {
            return;
        };
        let Some((first, _)) = object.entry(&key.name) else {
            *slot = Slot::Key(key);
            return;
        };
        let message = format!("the key `{}` is there twice", key.name);
        let found = Diagnostic::new(Code::DuplicateKey, key.location, message)
            .label("here again")
            .secondary(first.location, "first here")
            .help("remove one of the two; if both are meant, join their values under one key");
        self.diagnostics.push(found);
        *slot = Slot::Refused;
    }

    /// The next value is to be merged into the mapping.
    pub(super) fn merge_key(&mut self, place: Location) {
        let Some(Open::Map { slot, merge, .. }) = self.open.last_mut() else {
            return;
        };
        let Some(first) = *merge else {
            *merge = Some(place);
            *slot = Slot::Merge(place);
            return;
        };
        let found = Diagnostic::new(Code::DuplicateKey, place, "the merge key `<<` is there twice")
            .label("here again")
            .secondary(first, "first here")
            .help("merge several mappings as a list: `<<: [*a, *b]`");
        self.diagnostics.push(found);
        *slot = Slot::Refused;
    }

    /// The key of the next value is none, which has been reported.
    pub(super) fn refused_key(&mut self) {
        if let Some(Open::Map { slot, .. }) = self.open.last_mut() {
            *slot = Slot::Refused;
        }
    }

    /// Puts a value where the next one belongs.
    pub(super) fn value(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { object, slot, merged, .. }) => {
                match std::mem::replace(slot, Slot::Nothing) {
                    Slot::Key(key) => {
                        object.insert(key, node);
                    }
                    Slot::Merge(key) => merge_sources(key, node, merged, self.diagnostics),
                    Slot::Nothing | Slot::Refused => {}
                }
            }
        }
    }

    /// Closes the innermost collection. `end` is the offset in the body where it ends; without
    /// one it ends with the last of its values.
    pub(super) fn close(&mut self, end: Option<Location>) -> Option<Node> {
        match self.open.pop()? {
            Open::List { place, mut items } => {
                items.shrink_to_fit();
                let end = end.or(items.last().map(|item| item.location));
                Some(Node::new(within(place, end), Value::Array(items)))
            }
            Open::Map { place, mut object, merged, .. } => {
                let last = object.iter().last();
                let end = end.or(last.map(|(key, node)| within(key.location, Some(node.location))));
                for (key, node) in merged.into_iter().flatten() {
                    if !object.contains_key(&key.name) {
                        object.insert(key, node);
                    }
                }
                object.shrink();
                Some(Node::new(within(place, end), Value::Object(object)))
            }
        }
    }

    /// The whole tree.
    pub(super) fn finish(self) -> Option<Node> {
        self.root
    }
}

/// From one place to another that lies behind it. What an alias repeats may lie before it.
fn within(place: Location, end: Option<Location>) -> Location {
    match end {
        Some(end) if end.end > place.end => place.to(end),
        _ => place,
    }
}

/// The mappings that a merge key names: one, or a list of them.
fn merge_sources(key: Location, node: Node, merged: &mut Vec<Object>, diagnostics: &Diagnostics) {
    let place = node.location;
    let nodes = match node.value {
        Value::Array(items) => items,
        _ => vec![node],
    };
    for node in nodes {
        match node.value {
            Value::Object(object) => merged.push(object),
            _ => {
                let message =
                    format!("the merge key `<<` needs a mapping, and this is {}", node.kind());
                let found = Diagnostic::new(Code::MergeNotMapping, key, message)
                    .label("merges what is no mapping")
                    .secondary(if node.location == key { place } else { node.location }, "this")
                    .help("give it an alias of a mapping, `<<: *name`, or a list of such aliases");
                diagnostics.push(found);
            }
        }
    }
}
