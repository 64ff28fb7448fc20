//! What YAML's aliases repeat, and what that costs.

use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Parser};

use super::build::Stop;
use super::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};

/// The anchors of a text and what their aliases cost.
#[derive(Default)]
pub(super) struct Anchors {
    /// The anchors that have aliases. Found by a pass of its own when the first anchor comes, so
    /// that nothing is copied for the others.
    pub(super) aliased: Option<HashSet<usize>>,
    /// Where the anchored collections stand that are still open.
    pub(super) opened: HashMap<usize, Location>,
    pub(super) kept: HashMap<usize, Kept>,
    spent: usize,
}

pub(super) struct Kept {
    pub(super) node: Node,
    pub(super) weight: usize,
    pub(super) height: usize,
}

impl Anchors {
    /// Counts what an alias costs. Aliases of aliases grow exponentially; what they may come to
    /// grows with the text only.
    pub(super) fn charge(
        &mut self,
        weight: usize,
        nodes: usize,
        place: Location,
        diagnostics: &Diagnostics,
    ) -> Result<(), Stop> {
        const FREE: usize = 100_000;
        const TIMES: usize = 4;
        self.spent = self.spent.saturating_add(weight);
        if self.spent <= FREE + TIMES * nodes {
            return Ok(());
        }
        let message = format!("aliases repeat more than {} values", FREE + TIMES * nodes);
        let found = Diagnostic::new(Code::AliasBomb, place, message)
            .label("the limit is passed here")
            .help("name what is repeated under `components` and refer to it with `$ref`");
        diagnostics.push(found);
        Err(Stop)
    }
}

/// How many nodes a tree has, long strings counted as several, and how deep it is nested.
pub(super) fn measure(node: &Node) -> (usize, usize) {
    const BYTES_OF_A_NODE: usize = 32;
    match &node.value {
        Value::String(text) => (1 + text.len() / BYTES_OF_A_NODE, 0),
        Value::Array(items) => items
            .iter()
            .map(measure)
            .fold((1, 1), |(weight, height), item| (weight + item.0, height.max(item.1 + 1))),
        Value::Object(object) => object.iter().fold((1, 1), |(weight, height), (key, node)| {
            let inner = measure(node);
            (weight + inner.0 + 1 + key.name.len() / BYTES_OF_A_NODE, height.max(inner.1 + 1))
        }),
        _ => (1, 0),
    }
}

/// The anchors that aliases name, by the parser's numbers.
pub(super) fn aliased_anchors(text: &str) -> HashSet<usize> {
    let mut events = Parser::new_from_str(text);
    let mut aliased = HashSet::new();
    while let Some(Ok((event, _))) = events.next_event() {
        match event {
            Event::Alias(anchor) => {
                aliased.insert(anchor);
            }
            Event::DocumentEnd => break,
            _ => {}
        }
    }
    aliased
}
