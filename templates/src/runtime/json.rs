//! A JSON text of which only what is asked for is read: a text of unknown origin takes no more memory
//! than it has bytes.

use std::fmt;

use serde::{
    Deserializer as _,
    de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

/// A value, as it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Json<'b>(&'b RawValue);

impl<'b> Json<'b> {
    /// A text that is JSON, all of it.
    pub(crate) fn new(text: &'b [u8]) -> Option<Self> {
        serde_json::from_slice(text).ok().map(Self)
    }

    /// The value at a path of field names.
    pub(crate) fn at(self, path: &[&str]) -> Option<Self> {
        path.iter().try_fold(self, |value, name| {
            let mut found = None;
            let member = Member { name, read: |value| found = Some(value) };
            serde_json::Deserializer::from_str(value.0.get()).deserialize_map(member).ok()?;
            found.map(Self)
        })
    }

    /// The text or number at a path of field names; none for an empty path.
    pub(crate) fn text(self, path: &[&str]) -> Option<String> {
        if path.is_empty() {
            return None;
        }
        self.at(path)?.text_or_number()
    }

    /// The text or number that the value is.
    pub(crate) fn text_or_number(self) -> Option<String> {
        let found = self.0.get();
        match found.as_bytes().first() {
            Some(b'"') => serde_json::from_str(found).ok(),
            Some(b'-' | b'0'..=b'9') => Some(found.to_owned()),
            _ => None,
        }
    }

    /// The first members of the object that the value is, in their order.
    pub(crate) fn members(self, most: usize) -> Option<Vec<(String, Self)>> {
        serde_json::Deserializer::from_str(self.0.get()).deserialize_map(Members { most }).ok()
    }

    /// The first entries of the list that the value is, and how many it has.
    pub(crate) fn entries(self, most: usize) -> Option<(Vec<Self>, usize)> {
        let mut found = None;
        let entries = Entries { most, found: &mut found };
        entries.deserialize(&mut serde_json::Deserializer::from_str(self.0.get())).ok()?;
        found
    }

    /// The text that the value is.
    pub(crate) fn as_text(self) -> Option<String> {
        serde_json::from_str(self.0.get()).ok()
    }
}

/// The first entries of a list that is a member of an object, and how many entries it has. The text
/// may break off; then it is what stands before. None where there is no such list.
pub(crate) fn listed<'b>(
    text: &'b [u8],
    name: &str,
    most: usize,
) -> Option<(Vec<Json<'b>>, usize)> {
    let mut found = None;
    let list = List { name, most, found: &mut found };
    // What is wrong with the text is wrong behind what was found.
    let _ = serde_json::Deserializer::from_slice(text).deserialize_map(list);
    found
}

/// Reads the first members of an object.
struct Members {
    most: usize,
}

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(String, Json<'de>)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while members.len() < self.most {
            let Some((name, value)) = map.next_entry()? else { return Ok(members) };
            members.push((name, Json(value)));
        }
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(members)
    }
}

/// Reads one member of an object.
struct Member<'n, F> {
    name: &'n str,
    read: F,
}

impl<'de, F: FnMut(&'de RawValue)> Visitor<'de> for Member<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(is_it) = map.next_key_seed(Is(self.name))? {
            match is_it {
                true => (self.read)(map.next_value()?),
                false => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// Whether a key is this one.
struct Is<'n>(&'n str);

impl<'de> DeserializeSeed<'de> for Is<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<bool, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Is<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E>(self, name: &str) -> Result<bool, E> {
        Ok(name == self.0)
    }
}

/// Reads the entries of a member that is a list.
struct List<'n, 'f, 'b> {
    name: &'n str,
    most: usize,
    found: &'f mut Option<(Vec<Json<'b>>, usize)>,
}

impl<'de> Visitor<'de> for List<'_, '_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(is_it) = map.next_key_seed(Is(self.name))? {
            match is_it {
                true => map.next_value_seed(Entries { most: self.most, found: self.found })?,
                false => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

struct Entries<'f, 'b> {
    most: usize,
    found: &'f mut Option<(Vec<Json<'b>>, usize)>,
}

impl<'de> DeserializeSeed<'de> for Entries<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Entries<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let (entries, count) = self.found.insert((Vec::new(), 0));
        while entries.len() < self.most {
            let Some(entry) = list.next_element()? else { return Ok(()) };
            entries.push(Json(entry));
            *count += 1;
        }
        while list.next_element::<IgnoredAny>()?.is_some() {
            *count += 1;
        }
        Ok(())
    }
}
