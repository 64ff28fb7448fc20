//! Reading of records.

use std::{collections::BTreeMap, fmt, marker::PhantomData};

use serde::{
    Deserialize,
    de::{self, Deserializer, IgnoredAny, MapAccess, Visitor, value::MapDeserializer},
};

use super::{
    Record,
    key::{Key, KeySeed, Seen},
};

/// Reads a record.
pub(crate) fn deserialize<'de, T: Record, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let visitor = RecordVisitor(PhantomData);
    if T::OPEN {
        // A deserializer may use the list of names that it is given for a
        // struct to leave out all other keys.
        from.deserialize_map(visitor)
    } else {
        from.deserialize_struct(T::NAME, T::KEYS, visitor)
    }
}

struct RecordVisitor<T>(PhantomData<T>);

impl<'de, T: Record> Visitor<'de> for RecordVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "struct {}", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let mut reader = Reader::new::<T>(map);
        reader.next_key(0);
        let record = T::read(&mut reader);
        match reader.error {
            Some(error) => Err(error),
            None => Ok(record),
        }
    }
}

/// [`Reader::next`] when the next value is that of an unknown key to be kept.
const REST: usize = usize::MAX;
/// [`Reader::next`] at the end of the map.
const END: usize = usize::MAX - 1;
/// [`Reader::next`] after an error.
const FAILED: usize = usize::MAX - 2;

/// Reads the fields of a [`Record`], which passes it each field in turn.
///
/// The methods return nothing: the first error is kept, and after it they do
/// nothing. So the code of a record needs no error handling.
pub(crate) struct Reader<'de, A: MapAccess<'de>> {
    map: A,
    /// The name of the struct.
    record: &'static str,
    keys: &'static [&'static str],
    old_keys: &'static [(&'static str, &'static str)],
    open: bool,
    /// The place in `keys` of the field that the record passes now.
    place: usize,
    /// The place in `keys` of the field whose key was just read, or one of the
    /// constants above.
    next: usize,
    /// The key just read: its place in `keys`, or after them in `old_keys`.
    name: usize,
    /// Whether this pass has read nothing so far.
    idle: bool,
    /// Whether this pass is the last.
    last: bool,
    /// The unknown key just read, if `next` is [`REST`].
    unknown: String,
    /// The fields that were read.
    seen: Seen,
    /// The names that were read, of fields that have several.
    seen_names: Seen,
    error: Option<A::Error>,
}

/// A map without entries.
type Nothing = MapDeserializer<'static, std::iter::Empty<((), ())>, de::value::Error>;

impl Reader<'static, Nothing> {
    /// A reader that reads nothing, and asks for nothing.
    pub(super) fn nothing<T: Record>() -> Self {
        let mut reader = Self::new::<T>(MapDeserializer::new(std::iter::empty()));
        reader.next = FAILED;
        reader
    }
}

impl<'de, A: MapAccess<'de>> Reader<'de, A> {
    fn new<T: Record>(map: A) -> Self {
        Self {
            map,
            record: T::NAME,
            keys: T::KEYS,
            old_keys: T::OLD_KEYS,
            open: T::OPEN,
            place: 0,
            next: END,
            name: 0,
            idle: false,
            last: false,
            unknown: String::new(),
            seen: Seen::new(T::KEYS.len()),
            seen_names: Seen::new(T::KEYS.len() + T::OLD_KEYS.len()),
            error: None,
        }
    }

    /// Whether the fields are to be passed, once more.
    ///
    /// A pass over them reads at least one value: it comes to the field of the
    /// key just read, and goes on for as long as the keys are in the order of
    /// the fields, as they mostly are. In a last pass, required fields look
    /// whether they were read.
    pub(crate) fn more(&mut self) -> bool {
        if self.idle && self.next != END {
            // `KEYS` and `read` do not list the same fields. An error is
            // better than a loop without end.
            let message = format_args!("no field of {} reads the key", self.record);
            self.fail(de::Error::custom(message));
        }
        if self.next == FAILED || self.last {
            return false;
        }
        self.last = self.next == END;
        self.place = 0;
        self.idle = true;
        true
    }

    /// A field that must be there.
    #[inline]
    pub(crate) fn required<T: Deserialize<'de>>(&mut self, field: &mut T) {
        let place = self.place;
        self.place += 1;
        if self.next == place {
            self.set(place, field);
        } else if self.next == END && !self.seen.has(place) {
            self.missing(place);
        }
    }

    /// A field that may be absent or null, which are the same.
    #[inline]
    pub(crate) fn optional<T: Deserialize<'de>>(&mut self, field: &mut Option<T>) {
        let place = self.place;
        self.place += 1;
        if self.next == place {
            self.set(place, field);
        }
    }

    /// A field that may be absent (`None`) or null (`Some(None)`).
    #[inline]
    pub(crate) fn nullable<T: Deserialize<'de>>(&mut self, field: &mut Option<Option<T>>) {
        let place = self.place;
        self.place += 1;
        if self.next == place {
            let mut value = None;
            self.set(place, &mut value);
            *field = Some(value);
        }
    }

    /// A required field that has old names too.
    #[inline]
    pub(crate) fn required_renamed<T: Deserialize<'de> + PartialEq>(&mut self, field: &mut T) {
        let place = self.place;
        self.place += 1;
        if self.next == place {
            if let Some(value) = self.renamed() {
                self.settle(place, field, value);
            }
        } else if self.next == END && !self.seen.has(place) {
            self.missing(place);
        }
    }

    /// An optional field that has old names too. Null under one of the names
    /// yields to a value under another.
    #[inline]
    pub(crate) fn optional_renamed<T: Deserialize<'de> + PartialEq>(
        &mut self,
        field: &mut Option<T>,
    ) {
        let place = self.place;
        self.place += 1;
        if self.next == place {
            match self.renamed() {
                Some(None) => self.next_key(place + 1),
                Some(value) => self.settle(place, field, value),
                None => {}
            }
        }
    }

    /// A nullable field that has old names too.
    #[inline]
    pub(crate) fn nullable_renamed<T: Deserialize<'de> + PartialEq>(
        &mut self,
        field: &mut Option<Option<T>>,
    ) {
        let place = self.place;
        self.place += 1;
        if self.next == place
            && let Some(value) = self.renamed()
        {
            self.settle(place, field, Some(value));
        }
    }

    /// The field that keeps the unknown keys. It comes last.
    #[inline]
    pub(crate) fn rest<T: Deserialize<'de>>(&mut self, field: &mut BTreeMap<String, T>) {
        while self.next == REST {
            let key = std::mem::take(&mut self.unknown);
            if field.contains_key(&key) {
                let message = format_args!("duplicate field `{key}`");
                return self.fail(de::Error::custom(message));
            }
            match self.map.next_value() {
                Ok(value) => {
                    field.insert(key, value);
                    self.next_key(0);
                }
                Err(error) => self.fail(error),
            }
        }
    }

    /// Reads the value of the key just read, and then the next key.
    fn set<T: Deserialize<'de>>(&mut self, place: usize, field: &mut T) {
        if !self.seen.add(place) {
            return self.repeated(place);
        }
        match self.map.next_value() {
            Ok(value) => {
                *field = value;
                self.next_key(place + 1);
            }
            Err(error) => self.fail(error),
        }
    }

    /// Reads the value of the key just read, one of the names of a field that
    /// has several.
    fn renamed<T: Deserialize<'de>>(&mut self) -> Option<T> {
        if !self.seen_names.add(self.name) {
            self.repeated(self.name);
            return None;
        }
        match self.map.next_value() {
            Ok(value) => Some(value),
            Err(error) => {
                self.fail(error);
                None
            }
        }
    }

    /// Sets a field that has several names, unless another name gave it
    /// another value.
    fn settle<T: PartialEq>(&mut self, place: usize, field: &mut T, value: T) {
        if !self.seen.add(place) && *field != value {
            return self.differ(place);
        }
        *field = value;
        self.next_key(place + 1);
    }

    /// Reads the next key of the map. `guess` is the place where it most likely
    /// is in `keys`.
    fn next_key(&mut self, guess: usize) {
        self.idle = false;
        loop {
            let seed = KeySeed { keys: self.keys, old_keys: self.old_keys, guess, open: self.open };
            match self.map.next_key_seed(seed) {
                Ok(Some(Key::Known { place, name })) => {
                    self.next = place;
                    self.name = name;
                }
                Ok(Some(Key::Unknown(Some(key)))) => {
                    self.unknown = key;
                    self.next = REST;
                }
                Ok(Some(Key::Unknown(None))) => match self.map.next_value::<IgnoredAny>() {
                    Ok(_) => continue,
                    Err(error) => self.fail(error),
                },
                Ok(None) => self.next = END,
                Err(error) => self.fail(error),
            }
            return;
        }
    }

    /// The name at a place in `keys`, or after them in `old_keys`.
    fn name(&self, place: usize) -> &'static str {
        let old = || {
            let place = place.checked_sub(self.keys.len())?;
            self.old_keys.get(place).map(|(old, _)| *old)
        };
        self.keys.get(place).copied().or_else(old).unwrap_or_default()
    }

    /// Says that the names under which a field came do not agree.
    #[cold]
    fn differ(&mut self, place: usize) {
        let present = self.name(place);
        let old = (self.keys.len()..).zip(self.old_keys);
        let of_field = old.filter(|(_, (_, new))| *new == present);
        let names: Vec<String> = of_field
            .map(|(name, (old, _))| (name, *old))
            .chain([(place, present)])
            .filter(|(name, _)| self.seen_names.has(*name))
            .map(|(_, name)| format!("`{name}`"))
            .collect();
        let message =
            format_args!("{} are names of one field, but their values differ", names.join(" and "));
        self.fail(de::Error::custom(message));
    }

    #[cold]
    fn missing(&mut self, place: usize) {
        self.fail(de::Error::missing_field(self.name(place)));
    }

    #[cold]
    fn repeated(&mut self, place: usize) {
        self.fail(de::Error::duplicate_field(self.name(place)));
    }

    #[cold]
    fn fail(&mut self, error: A::Error) {
        self.idle = false;
        self.next = FAILED;
        self.error = Some(error);
    }
}
