//! Lists of values that the document has in several places: each is one type of the crate, and each
//! place has a name for it.
//!
//! What such a type is called follows from its values alone, so that it stays when a place comes or
//! goes. It is not the name that callers use: that is the one of the place, which stays when the
//! values of the place change.

use super::ident::{self, Case};
use super::model::{TypeNames, ValuesNames};
use super::reserved;
use super::scope::{Item, Rank, Scope};
use super::words::Words;
use crate::api::{Api, Enumeration, Origin, Shape, Type, TypeDef, TypeId};
use crate::diagnostic::{Diagnostics, Location};
use std::collections::BTreeMap;

/// A name has all of the values if there are no more than these, else two and a number.
const MOST_NAMED: usize = 4;

/// A list of values, by what tells it from others: the texts, and their variants.
type Key<'a> = Vec<(&'a str, &'a str)>;

/// Names the lists that several types have, and tells these of it.
pub(super) fn shared(api: &Api, types: &mut [Option<TypeNames>]) -> Vec<ValuesNames> {
    let lists = lists(api, types);
    let items: Vec<List> = lists.iter().map(|(key, ids)| List::new(api, key, ids)).collect();
    let mut scope = Scope::new("list of values", Case::UpperCamel, "Values", reserved::TYPES);
    // Nobody writes the name: that it differs is not worth a note.
    let given = scope.assign(&items, &Diagnostics::new());
    let members: Vec<Vec<TypeId>> = lists.into_values().collect();
    let mut found: Vec<ValuesNames> = given
        .iter()
        .zip(members)
        .map(|(given, members)| ValuesNames { ident: ident::escape(&given.text), members })
        .collect();
    found.sort();
    for list in &found {
        for id in &list.members {
            if let Some(Some(names)) = types.get_mut(id.index()) {
                names.values = Some(list.ident.clone());
            }
        }
    }
    found
}

/// The lists that several types have.
fn lists<'a>(api: &'a Api, types: &'a [Option<TypeNames>]) -> BTreeMap<Key<'a>, Vec<TypeId>> {
    let mut found: BTreeMap<Key<'a>, Vec<TypeId>> = BTreeMap::new();
    for ((id, def), names) in api.types().zip(types) {
        if let (Some(list), Some(names)) = (plain(def), names)
            && let Some(key) = key(list, &names.variants)
        {
            found.entry(key).or_default().push(id);
        }
    }
    found.retain(|_, ids| ids.len() > 1);
    found
}

/// The list of a type that has no words and no life of its own. A component is a type of its own: the
/// document has made it one.
fn plain(def: &TypeDef) -> Option<&Enumeration> {
    let Shape::Enumeration(list) = &def.shape else { return None };
    let is_plain = list.base == Type::String
        && !matches!(def.origin, Origin::Component(_))
        && list.values.iter().all(|it| it.description.is_none() && it.deprecation.is_none());
    is_plain.then_some(list)
}

fn key<'a>(list: &'a Enumeration, variants: &'a [String]) -> Option<Key<'a>> {
    let texts = list.values.iter().map(|it| it.value.as_str());
    texts.zip(variants).map(|(text, variant)| Some((text?, variant.as_str()))).collect()
}

/// A list that needs a name.
struct List {
    wire: String,
    words: Words,
    location: Location,
}

impl List {
    fn new(api: &Api, key: &Key<'_>, ids: &[TypeId]) -> Self {
        let texts: Vec<&str> = key.iter().map(|(text, _)| *text).collect();
        let first = ids.first().and_then(|id| api.get(*id));
        let nowhere = Location::new(crate::diagnostic::FileId(0), 0, 0);
        Self {
            wire: texts.join(", "),
            words: words(&texts),
            location: first.map_or(nowhere, |def| def.location),
        }
    }
}

/// What a list is called after: `AscOrDesc`, `OnlyList`, `AfricaOrAsiaOr5More`.
fn words(texts: &[&str]) -> Words {
    if let [only] = texts {
        return Words::from_words(["only"]).and(Words::of_value(only).as_slice().to_vec());
    }
    let named = if texts.len() > MOST_NAMED { 2 } else { texts.len() };
    let mut words = Words::none();
    for (index, text) in texts.iter().take(named).enumerate() {
        let or = (index > 0).then(|| "or".to_owned());
        words = words.and(or.into_iter().chain(Words::of_value(text).as_slice().to_vec()));
    }
    match texts.len() - named {
        0 => words,
        more => words.and(["or".to_owned(), more.to_string(), "more".to_owned()]),
    }
}

impl Item for List {
    fn wire(&self) -> &str {
        &self.wire
    }

    fn plain(&self) -> Words {
        self.words.clone()
    }

    fn others(&self, _: bool) -> Vec<Words> {
        Vec::new()
    }

    fn rank(&self) -> Rank {
        Rank::Live
    }

    fn location(&self) -> Location {
        self.location
    }
}
