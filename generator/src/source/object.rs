//! Mappings.

use indexmap::IndexMap;

use super::key::Key;

/// From how many keys on a mapping has an index. Most have a handful, and an index would cost
/// more memory than all the rest of the tree.
const INDEXED_FROM: usize = 17;

/// A mapping: entries in the order of the text, each key once. What its values are is said where it
/// is used, so that a mapping can be a value itself.
#[derive(Clone, Debug)]
pub struct Mapping<N> {
    entries: Entries<N>,
}

#[derive(Clone, Debug)]
enum Entries<N> {
    Few(Vec<(Key, N)>),
    Many(Box<IndexMap<Key, N>>),
}

impl<N> Default for Mapping<N> {
    fn default() -> Self {
        Self { entries: Entries::Few(Vec::new()) }
    }
}

impl<N> Mapping<N> {
    /// A mapping without entries.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        match &self.entries {
            Entries::Few(entries) => entries.len(),
            Entries::Many(entries) => entries.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of a key.
    pub fn get(&self, name: &str) -> Option<&N> {
        self.entry(name).map(|(_, node)| node)
    }

    /// The value of a key, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut N> {
        match &mut self.entries {
            Entries::Few(entries) => {
                entries.iter_mut().find(|(key, _)| *key.name == *name).map(|(_, node)| node)
            }
            Entries::Many(entries) => entries.get_mut(name),
        }
    }

    /// A key, with its place, and its value.
    pub fn entry(&self, name: &str) -> Option<(&Key, &N)> {
        match &self.entries {
            Entries::Few(entries) => {
                entries.iter().find(|(key, _)| *key.name == *name).map(|(key, node)| (key, node))
            }
            Entries::Many(entries) => entries.get_key_value(name),
        }
    }

    /// Whether there is such a key.
    pub fn contains_key(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The entries in the order of the text.
    pub fn iter(&self) -> Iter<'_, N> {
        match &self.entries {
            Entries::Few(entries) => Iter(AnyIter::Few(entries.iter())),
            Entries::Many(entries) => Iter(AnyIter::Many(entries.iter())),
        }
    }

    /// The entries, their values to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&Key, &mut N)> {
        let (few, many) = match &mut self.entries {
            Entries::Few(entries) => (Some(entries.iter_mut()), None),
            Entries::Many(entries) => (None, Some(entries.iter_mut())),
        };
        let few = few.into_iter().flatten().map(|(key, node)| (&*key, node));
        few.chain(many.into_iter().flatten())
    }

    /// The keys in the order of the text.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.iter().map(|(key, _)| key)
    }

    /// The values in the order of the text.
    pub fn values(&self) -> impl Iterator<Item = &N> {
        self.iter().map(|(_, node)| node)
    }

    /// Puts an entry at the end, or gives a key that is there already another value, in place.
    /// Returns the value that the key had.
    pub fn insert(&mut self, key: Key, node: N) -> Option<N> {
        if let Some(there) = self.get_mut(&key.name) {
            return Some(std::mem::replace(there, node));
        }
        match &mut self.entries {
            Entries::Few(entries) => {
                entries.push((key, node));
                if entries.len() >= INDEXED_FROM {
                    let entries = std::mem::take(entries).into_iter().collect();
                    self.entries = Entries::Many(Box::new(entries));
                }
            }
            Entries::Many(entries) => {
                entries.insert(key, node);
            }
        }
        None
    }

    /// Takes an entry out. The others keep their order.
    pub fn remove(&mut self, name: &str) -> Option<N> {
        self.remove_entry(name).map(|(_, node)| node)
    }

    /// Takes an entry out, with its key. The others keep their order.
    pub fn remove_entry(&mut self, name: &str) -> Option<(Key, N)> {
        match &mut self.entries {
            Entries::Few(entries) => {
                let index = entries.iter().position(|(key, _)| *key.name == *name)?;
                Some(entries.remove(index))
            }
            Entries::Many(entries) => entries.shift_remove_entry(name),
        }
    }

    /// Keeps the entries for which `keep` is true.
    pub fn retain(&mut self, mut keep: impl FnMut(&Key, &mut N) -> bool) {
        match &mut self.entries {
            Entries::Few(entries) => entries.retain_mut(|(key, node)| keep(key, node)),
            Entries::Many(entries) => entries.retain(|key, node| keep(key, node)),
        }
    }

    /// Gives back the memory that growth left over.
    pub(super) fn shrink(&mut self) {
        match &mut self.entries {
            Entries::Few(entries) => entries.shrink_to_fit(),
            Entries::Many(entries) => entries.shrink_to_fit(),
        }
    }
}

/// Two mappings are equal if they have the same entries, in whatever order.
impl<N: PartialEq> PartialEq for Mapping<N> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .all(|(key, node)| other.get(&key.name).is_some_and(|found| found == node))
    }
}

impl<N> FromIterator<(Key, N)> for Mapping<N> {
    fn from_iter<I: IntoIterator<Item = (Key, N)>>(entries: I) -> Self {
        let mut object = Self::new();
        for (key, node) in entries {
            object.insert(key, node);
        }
        object
    }
}

impl<'a, N> IntoIterator for &'a Mapping<N> {
    type Item = (&'a Key, &'a N);
    type IntoIter = Iter<'a, N>;

    fn into_iter(self) -> Iter<'a, N> {
        self.iter()
    }
}

impl<N> IntoIterator for Mapping<N> {
    type Item = (Key, N);
    type IntoIter = std::vec::IntoIter<(Key, N)>;

    fn into_iter(self) -> Self::IntoIter {
        match self.entries {
            Entries::Few(entries) => entries.into_iter(),
            Entries::Many(entries) => entries.into_iter().collect::<Vec<_>>().into_iter(),
        }
    }
}

/// The entries of a mapping, in the order of the text.
#[derive(Clone, Debug)]
pub struct Iter<'a, N>(AnyIter<'a, N>);

#[derive(Clone, Debug)]
enum AnyIter<'a, N> {
    Few(std::slice::Iter<'a, (Key, N)>),
    Many(indexmap::map::Iter<'a, Key, N>),
}

impl<'a, N> Iterator for Iter<'a, N> {
    type Item = (&'a Key, &'a N);

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            AnyIter::Few(entries) => entries.next().map(|(key, node)| (key, node)),
            AnyIter::Many(entries) => entries.next(),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match &self.0 {
            AnyIter::Few(entries) => entries.size_hint(),
            AnyIter::Many(entries) => entries.size_hint(),
        }
    }
}

impl<N> ExactSizeIterator for Iter<'_, N> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{FileId, Location};
    use crate::source::{Node, Object, Value};

    fn object(size: usize) -> Object {
        let place = Location::new(FileId(0), 0, 0);
        let entry =
            |n: usize| (Key::new(format!("k{n}"), place), Node::string(place, format!("v{n}")));
        (0..size).map(entry).collect()
    }

    #[test]
    fn small_and_large_mappings_behave_alike() {
        for size in [0, 1, 16, 17, 18, 1000] {
            let mut object = object(size);
            assert_eq!(object.len(), size);
            assert_eq!(object.iter().len(), size);
            assert!(object.get("nothing").is_none());
            for n in 0..size {
                assert_eq!(
                    object.get(&format!("k{n}")).and_then(Node::as_str),
                    Some(&*format!("v{n}"))
                );
            }
            let before: Vec<_> = object.keys().map(|key| key.name.to_string()).collect();
            object.retain(|key, _| &*key.name != "k0");
            object.remove("k3");
            let after: Vec<_> = object.keys().map(|key| key.name.to_string()).collect();
            let expected: Vec<_> = before.into_iter().filter(|k| k != "k0" && k != "k3").collect();
            assert_eq!(after, expected);
        }
    }

    #[test]
    fn a_key_keeps_its_place_when_its_value_changes() {
        let mut object = object(3);
        let (key, mut node) = object.entry("k1").map(|(k, n)| (k.clone(), n.clone())).unwrap();
        node.value = Value::Null;
        assert_eq!(object.insert(key, node).unwrap().as_str(), Some("v1"));
        assert_eq!(object.iter().nth(1).unwrap().1.kind(), "null");
    }
}
