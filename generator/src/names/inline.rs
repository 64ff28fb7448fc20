//! Types that have no name in the document: where they stand, and what they are called after it.

use super::plural;
use super::scope::Rank;
use super::words::Words;
use crate::api::{Api, Facts, Origin, Section, Shape, TypeId};
use std::collections::HashMap;

/// Where the types of an API stand.
pub(super) struct Places {
    places: Vec<Place>,
    needed: Vec<TypeId>,
}

#[derive(Clone, Copy)]
struct Place {
    /// The outermost type that it is inside, or itself.
    root: TypeId,
    /// How deep it is inside that, with room for the two kinds of roots.
    depth: u32,
    rank: Rank,
}

impl Places {
    /// Finds the place of every type that needs a name: those that are used, and their parents.
    pub(super) fn new(api: &Api, facts: &Facts) -> Self {
        let operations = operations(api);
        let mut places: Vec<Option<Place>> = vec![None; api.types.len()];
        let mut needed = vec![false; api.types.len()];
        let mut way = Vec::new();
        for (id, _) in api.types().filter(|(id, _)| facts.usage(*id).is_used()) {
            // Up to the first parent whose place is known; `needed` marks the way, so that parents in a
            // circle end it too.
            let mut at = Some(id);
            while let Some(next) = at {
                match needed.get_mut(next.index()) {
                    Some(seen) if !*seen => *seen = true,
                    _ => break,
                }
                way.push(next);
                at = match api.get(next).map(|def| &def.origin) {
                    Some(Origin::Inside { parent, .. }) => Some(*parent),
                    _ => None,
                };
            }
            for id in way.drain(..).rev() {
                let place = place(api, &operations, id, &places);
                if let Some(slot) = places.get_mut(id.index()) {
                    *slot = Some(place);
                }
            }
        }
        let ids = (0..api.types.len()).map(TypeId::new);
        let needed =
            ids.clone().zip(needed).filter(|(_, needed)| *needed).map(|(id, _)| id).collect();
        let places =
            ids.zip(places).map(|(id, place)| place.unwrap_or_else(|| Place::alone(id))).collect();
        Self { places, needed }
    }

    /// The types that need a name.
    pub(super) fn needed(&self) -> Vec<TypeId> {
        self.needed.clone()
    }

    /// The outermost type that a type is inside.
    pub(super) fn root(&self, id: TypeId) -> TypeId {
        self.places.get(id.index()).map_or(id, |place| place.root)
    }

    /// When a type gets its name: what a type is inside of is always earlier.
    pub(super) fn wave(&self, id: TypeId) -> (Rank, u32) {
        self.places.get(id.index()).map_or((Rank::Live, 0), |place| (place.rank, place.depth))
    }
}

impl Place {
    fn alone(id: TypeId) -> Self {
        Self { root: id, depth: 0, rank: Rank::Live }
    }
}

fn place(api: &Api, operations: &Operations<'_>, id: TypeId, places: &[Option<Place>]) -> Place {
    let Some(def) = api.get(id) else {
        return Place::alone(id);
    };
    let rank = Rank::of(def.deprecation.as_ref());
    match &def.origin {
        Origin::Component(_) => Place { rank, ..Place::alone(id) },
        Origin::Shared { .. } => Place { depth: 1, rank, ..Place::alone(id) },
        Origin::Operation { path, method, .. } => {
            let operation =
                operations.get(path, method).and_then(|index| api.operations.get(index));
            let ends = Rank::of(operation.and_then(|operation| operation.deprecation.as_ref()));
            Place { root: id, depth: 1, rank: rank.max(ends) }
        }
        Origin::Inside { parent, path } => {
            let outer = places
                .get(parent.index())
                .copied()
                .flatten()
                .unwrap_or_else(|| Place::alone(*parent));
            // What is inside a property ends with it.
            let ends = property_rank(api, *parent, path.first().map_or("", String::as_str));
            Place {
                root: outer.root,
                depth: outer.depth.saturating_add(2),
                rank: rank.max(outer.rank).max(ends),
            }
        }
    }
}

fn property_rank(api: &Api, parent: TypeId, name: &str) -> Rank {
    let Some(Shape::Struct(object)) = api.get(parent).map(|def| &def.shape) else {
        return Rank::Live;
    };
    let found = object.properties.binary_search_by(|property| property.name.as_str().cmp(name));
    let property = found.ok().and_then(|index| object.properties.get(index));
    Rank::of(property.and_then(|property| property.deprecation.as_ref()))
}

/// The operations of an API by path and method.
pub(super) struct Operations<'a>(HashMap<(&'a str, &'static str), usize>);

/// The operations of an API by path and method.
pub(super) fn operations(api: &Api) -> Operations<'_> {
    let all = api.operations.iter().enumerate();
    Operations(
        all.map(|(index, found)| ((found.path.text.as_str(), found.method.key()), index)).collect(),
    )
}

impl<'a> Operations<'a> {
    /// The index of the operation.
    pub(super) fn get(&self, path: &'a str, method: &str) -> Option<usize> {
        let method = crate::api::Method::ALL.into_iter().find(|known| known.key() == method)?;
        self.0.get(&(path, method.key())).copied()
    }
}

/// A longer name than this is called after less of its way.
const COMFORTABLE: usize = 56;

/// The names of a type inside another one.
pub(super) fn inside(parent: &Words, root: &Words, path: &[String]) -> Vec<Words> {
    let (short, full) = names(parent, path);
    let last = path.iter().rposition(|word| word != ITEM).unwrap_or(0);
    let (near, _) = names(root, path.get(last..).unwrap_or_default());
    match short.len() > COMFORTABLE && near.len() < short.len() {
        true => vec![near, short, full],
        false => vec![short, full],
    }
}

/// The names of a type inside an operation.
pub(super) fn of_operation(phrase: &Words, role: &[String]) -> Vec<Words> {
    let (short, full) = names(phrase, role);
    vec![short, full]
}

/// The names of a type inside a component that is no schema, by the names that a schema of that name
/// could have.
pub(super) fn shared(section: Section, component: &[Words], role: &[String]) -> Vec<Words> {
    let word = match section {
        Section::Parameter => "parameter",
        Section::RequestBody => "request",
        Section::Response => "response",
        Section::Header => "header",
    };
    let mut found: Vec<Words> = component.iter().map(|outer| names(outer, role).0).collect();
    found.extend(component.iter().map(|outer| names(&outer.and([word]), role).0));
    found.extend(component.iter().map(|outer| names(outer, role).1));
    found
}

/// What `lower` calls an entry of a list.
const ITEM: &str = "item";

/// The name of what stands at the end of a path, with entries of lists called after the list, and
/// the name that says every step.
fn names(outer: &Words, path: &[String]) -> (Words, Words) {
    let mut short = outer.as_slice().to_vec();
    let mut full = short.clone();
    for step in path {
        let words = Words::new(step);
        full.extend(words.as_slice().iter().cloned());
        let one = short.last().map(|last| plural::singular(last).into_owned());
        match (step == ITEM, one, short.last_mut()) {
            (true, Some(one), Some(last)) if *last != one => *last = one,
            _ => short.extend(news(outer, &words).iter().cloned()),
        }
    }
    (Words::from_words(short), Words::from_words(full))
}

/// The words of a step that its outside does not say: a family of components begins with the same
/// words, and a branch of a union that is called after one of them need not say them twice. One word
/// may be there by chance.
fn news<'a>(outer: &Words, step: &'a Words) -> &'a [String] {
    const FAMILY: usize = 2;
    let (outer, step) = (outer.as_slice(), step.as_slice());
    let same = outer.iter().zip(step).take_while(|(outer, word)| outer == word).count();
    match step.get(same..) {
        Some(rest) if same >= FAMILY && !rest.is_empty() => rest,
        _ => step,
    }
}
