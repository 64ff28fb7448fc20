//! In which directions types travel, old and new.
//!
//! What the crate has for a type depends on it: only what is sent has constructors. The wire is told
//! where a body or a parameter comes or goes; here it is told what that does to the types inside.

use super::place;
use super::rules::Rule;
use super::walk::{Anchor, At, BOTH, Found, Owner, Walk};
use crate::api::{TypeId, Usage};
use crate::outline::Cause;
use std::collections::BTreeMap;

/// Old and new directions of a type.
type Turn = (Usage, Usage);

impl Walk<'_> {
    /// Tells which types are sent or received and were not, or the other way round. A type that goes
    /// the way of the one that holds it is told with that one.
    pub(super) fn directions(&mut self) {
        let mut groups: BTreeMap<usize, Vec<(TypeId, TypeId)>> = BTreeMap::new();
        // For each pair that turns, the outermost one that turns with it. What holds a pair was met
        // before it.
        let mut turns: Vec<Option<(Turn, usize)>> = Vec::with_capacity(self.pairs.len());
        for (number, pair) in self.pairs.iter().enumerate() {
            let turn = (self.old.facts.usage(pair.old), self.new.facts.usage(pair.new));
            if turn.0 == turn.1 {
                turns.push(None);
                continue;
            }
            let outer = pair.holders.iter().find_map(|(owner, _)| match owner {
                Owner::Pair(holder) => {
                    let (other, outermost) = turns.get(*holder).copied().flatten()?;
                    (other == turn).then_some(outermost)
                }
                _ => None,
            });
            let outermost = outer.unwrap_or(number);
            turns.push(Some((turn, outermost)));
            groups.entry(outermost).or_default().push((pair.old, pair.new));
        }
        for (number, types) in groups {
            let turn = turns.get(number).copied().flatten().map(|(turn, _)| turn);
            if let (Some(turn), Some((old, new))) = (turn, types.first().copied()) {
                self.turned(number, turn, (old, new), &types);
            }
        }
    }

    fn turned(
        &mut self,
        number: usize,
        turn: Turn,
        (old, new): (TypeId, TypeId),
        types: &[(TypeId, TypeId)],
    ) {
        let (Some(old_def), Some(new_def)) = (self.old.api.get(old), self.new.api.get(new)) else {
            return;
        };
        let mut paths = Vec::new();
        for (old, new) in types {
            paths.extend(Anchor::both(Cause::Type(*old), Cause::Type(*new)));
        }
        let at = At {
            owner: Owner::Pair(number),
            mask: BOTH,
            subject: place::of_type(self.old.api, old),
            anchors: paths,
            is_text: false,
        };
        let places = (old_def.location, new_def.location);
        let (old, new) = (words(turn.0), words(turn.1));
        self.tell(
            &at,
            Found::new(Rule::SchemaDirectionChanged).old(old, places.0).new_text(new, places.1),
        );
    }
}

fn words(usage: Usage) -> &'static str {
    match (usage.request, usage.response) {
        (true, true) => "sent and received",
        (true, false) => "sent",
        (false, true) => "received",
        (false, false) => "neither sent nor received",
    }
}
