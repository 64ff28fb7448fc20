//! Names for components that are made of what references lead to.

use super::super::made::FILES;
use crate::source::{Key, Node, Object, unescape_token};
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
    /// For components that are made of what stands at these pointers, each with its section.
    pub(super) fn new<'p>(
        root: &Node,
        pointers: impl Iterator<Item = (&'p str, &'static str)>,
    ) -> Self {
        let mut names =
            Self { taken: HashMap::new(), own: HashMap::new(), numbers: HashMap::new() };
        for (pointer, section) in pointers {
            names.taken.entry(section).or_insert_with(|| {
                let there = root.get("components").and_then(|node| node.get(section)?.as_object());
                let there = there.into_iter().flat_map(Object::keys).map(Key::as_str);
                there.map(ToOwned::to_owned).collect()
            });
            if let Some(name) = own_name(pointer, section) {
                *names.own.entry((section, name)).or_default() += 1;
            }
        }
        names
    }

    /// The name that it has where it stands, if no other one has the same; else all names on the way
    /// to it; else those with a number.
    pub(super) fn choose(&mut self, section: &'static str, pointer: &str) -> String {
        let own = own_name(pointer, section)
            .filter(|name| self.own.get(&(section, name.clone())) == Some(&1));
        let mut long = words(pointer).join("_");
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

/// The name that was given to what stands at a pointer: that of a definition, of a component of
/// another file, or of the file itself.
fn own_name(pointer: &str, section: &str) -> Option<String> {
    let (file, inside) = in_file(pointer);
    let is_entry = |of: &str| {
        let entry = inside.rsplit_once(of);
        entry.is_some_and(|(_, name)| !name.contains('/'))
    };
    let depth = inside.matches('/').count();
    let named = is_entry("/$defs/")
        || is_entry("/definitions/")
        || file.is_some() && (depth < 2 || is_entry(&format!("/components/{section}/")));
    words(pointer).pop().filter(|_| named)
}

/// The other file that a pointer leads into, and the pointer from there.
fn in_file(pointer: &str) -> (Option<String>, &str) {
    let rest = pointer.strip_prefix('/').and_then(|it| it.strip_prefix(FILES)?.strip_prefix('/'));
    let Some(rest) = rest else {
        return (None, pointer);
    };
    let length = rest.find('/').unwrap_or(rest.len());
    let (file, inside) = rest.split_at_checked(length).unwrap_or((rest, ""));
    (Some(unescape_token(file).into_owned()), inside)
}

/// The tokens of a pointer that are names rather than keywords, as components may be called. A file
/// counts without its ending.
fn words(pointer: &str) -> Vec<String> {
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
    let (file, inside) = in_file(pointer);
    let file = file.unwrap_or_default();
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", &file));
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let tokens = inside.split('/').map(|token| unescape_token(token).into_owned());
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
    use super::super::super::made::FILES;
    use super::{own_name, words};

    #[test]
    fn names_on_the_way() {
        let file = |rest: &str| format!("/{FILES}/a~1b c.v1.yaml{rest}");
        assert_eq!(words("/components/schemas/A/properties/b"), ["A", "b"]);
        assert_eq!(words(&file("")), ["a", "b_c"]);
        assert_eq!(words(&file("/components/schemas/D")), ["a", "b_c", "D"]);
        let own = |pointer: &str| own_name(pointer, "schemas");
        assert_eq!(own(&file("")).as_deref(), Some("b_c"));
        assert_eq!(own(&file("/D")).as_deref(), Some("D"));
        assert_eq!(own(&file("/components/schemas/D")).as_deref(), Some("D"));
        assert_eq!(own(&file("/components/schemas/D/properties/e")), None);
        assert_eq!(own("/components/schemas/A/$defs/B").as_deref(), Some("B"));
        assert_eq!(own("/components/schemas/A/properties/b"), None);
    }
}
