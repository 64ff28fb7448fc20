//! Names for components that are made of what references lead to.

use super::super::shape::bundled::Place;
use crate::source::{Key, Node, Object};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The names of components, by section.
pub(super) struct Names {
    taken: HashMap<&'static str, HashSet<String>>,
    /// How many of the new components have a name of their own, and the same.
    own: HashMap<(&'static str, String), usize>,
    /// The numbers that names were given last.
    numbers: HashMap<String, u64>,
}

impl Names {
    /// For components that are made of what stands at these places, each with its section.
    pub(super) fn new<'p>(
        root: &Node,
        places: impl Iterator<Item = (&'p Place, &'static str)>,
    ) -> Self {
        let mut names =
            Self { taken: HashMap::new(), own: HashMap::new(), numbers: HashMap::new() };
        for (place, section) in places {
            names.taken.entry(section).or_insert_with(|| {
                let there = root.get("components").and_then(|node| node.get(section)?.as_object());
                let there = there.into_iter().flat_map(Object::keys).map(Key::as_str);
                there.map(ToOwned::to_owned).collect()
            });
            if let Some(name) = own_name(place, section) {
                *names.own.entry((section, name)).or_default() += 1;
            }
        }
        names
    }

    /// The name that it has where it stands, if no other one has the same; else all names on the way
    /// to it; else those with a number.
    pub(super) fn choose(&mut self, section: &'static str, place: &Place) -> String {
        let own = own_name(place, section)
            .filter(|name| self.own.get(&(section, name.clone())) == Some(&1));
        let mut long = words(place).join("_");
        if long.is_empty() {
            section.clone_into(&mut long);
        }
        let number = self.numbers.entry(long.clone()).or_insert(1);
        let numbered = std::iter::repeat_with(|| {
            *number += 1;
            format!("{long}_{number}")
        });
        let taken = self.taken.entry(section).or_default();
        let mut candidates = own.into_iter().chain([long.clone()]).chain(numbered);
        let name = candidates.find(|name| !taken.contains(name)).unwrap_or_default();
        taken.insert(name.clone());
        name
    }
}

/// The name that was given to what stands at a place: that of a definition, of a component of
/// another file, or of the file itself.
fn own_name(place: &Place, section: &str) -> Option<String> {
    let inside = place.pointer.as_str();
    let is_entry = |of: &str| {
        let entry = inside.rsplit_once(of);
        entry.is_some_and(|(_, name)| !name.contains('/'))
    };
    let depth = inside.matches('/').count();
    let named = is_entry("/$defs/")
        || is_entry("/definitions/")
        || !place.file.is_empty() && (depth < 2 || is_entry(&format!("/components/{section}/")));
    words(place).pop().filter(|_| named)
}

/// The tokens of a place that are names rather than keywords, as components may be called. A file
/// counts without its ending.
fn words(place: &Place) -> Vec<String> {
    const SKIPPED: &[&str] = &[
        "components",
        "schemas",
        "properties",
        "$defs",
        "definitions",
        "paths",
        "content",
        "schema",
        "allOf",
        "anyOf",
        "oneOf",
    ];
    let file = place.file.as_str();
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let tokens = place.tokens().map(Cow::into_owned);
    let tokens = tokens.filter(|token| !SKIPPED.contains(&token.as_str()));
    let names = folder.split('/').chain([stem]).map(ToOwned::to_owned).chain(tokens);
    let clean = names.map(|name| {
        let clean = |c: char| {
            if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }
        };
        name.chars().map(clean).take(80).collect::<String>().trim_matches('_').to_owned()
    });
    clean.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Place, own_name, words};

    #[test]
    fn names_on_the_way() {
        let of = |file: &str, pointer: &str| Place { file: file.into(), pointer: pointer.into() };
        let file = |rest: &str| of("a/b c.v1.yaml", rest);
        let own_file = |rest: &str| of("", rest);
        assert_eq!(words(&own_file("/components/schemas/A/properties/b")), ["A", "b"]);
        assert_eq!(words(&file("")), ["a", "b_c"]);
        assert_eq!(words(&file("/components/schemas/D")), ["a", "b_c", "D"]);
        let own = |place: Place| own_name(&place, "schemas");
        assert_eq!(own(file("")).as_deref(), Some("b_c"));
        assert_eq!(own(file("/D")).as_deref(), Some("D"));
        assert_eq!(own(file("/components/schemas/D")).as_deref(), Some("D"));
        assert_eq!(own(file("/components/schemas/D/properties/e")), None);
        assert_eq!(own(own_file("/components/schemas/A/$defs/B")).as_deref(), Some("B"));
        assert_eq!(own(own_file("/components/schemas/A/properties/b")), None);
    }
}
