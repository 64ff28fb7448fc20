//! A table of `codegen.toml`, read key by key. What is asked for is what is known, so there is no
//! second list of keys that could differ from the code that reads them.

use super::Placed;
use super::checks::Fault;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Location};
use serde::Deserialize as _;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// How alike two keys must be for one to be suggested in place of the other, from 0 to 1.
const ALIKE: f64 = 0.75;

/// What every table of a file has in common.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// The file that is read.
    pub(super) file: FileId,
    /// Where faults are reported.
    pub(super) diagnostics: &'a Diagnostics,
}

impl Context<'_> {
    /// The place of a span.
    pub(super) fn at(self, span: Range<usize>) -> Location {
        Location::new(self.file, span.start, span.end)
    }

    /// A value of the wrong type.
    fn wrong_type(self, path: &str, found: &Spanned<DeValue<'_>>, expected: &str) {
        let kind = kind(found.get_ref());
        self.diagnostics.push(
            Diagnostic::new(
                Code::ConfigWrongType,
                self.at(found.span()),
                format!("`{path}` is {kind}, and {expected} is expected"),
            )
            .label(format!("expected {expected}")),
        );
    }

    fn string(self, path: &str, value: &Spanned<DeValue<'_>>) -> Option<Placed<String>> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(path, value, "a string");
            return None;
        };
        Some(Placed { value: text.to_owned(), location: Some(self.at(value.span())) })
    }

    /// A list of strings; what is no string in it is reported and left out.
    fn strings(self, path: &str, value: &Spanned<DeValue<'_>>) -> Vec<Placed<String>> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(path, value, "a list of strings");
            return Vec::new();
        };
        items.iter().filter_map(|item| self.string(path, item)).collect()
    }
}

/// A key, its path, its value, and where both stand.
type Entry<'a> = (String, String, &'a Spanned<DeValue<'a>>, Location);

/// A table that is being read.
pub(super) struct Table<'a> {
    context: Context<'a>,
    table: &'a DeTable<'a>,
    /// The keys that lead here, with dots, as messages name them; empty for the whole file.
    path: String,
    /// Where the table stands: its header or its braces.
    location: Location,
    /// The keys that were asked for.
    known: Vec<&'static str>,
}

impl<'a> Table<'a> {
    /// The table of the whole file.
    pub(super) fn root(context: Context<'a>, table: &'a Spanned<DeTable<'a>>) -> Self {
        Self::new(context, table.get_ref(), String::new(), table.span())
    }

    fn new(context: Context<'a>, table: &'a DeTable<'a>, path: String, span: Range<usize>) -> Self {
        Self { context, table, path, location: context.at(span), known: Vec::new() }
    }

    /// Where the table stands.
    pub(super) fn location(&self) -> Location {
        self.location
    }

    /// Whether there is such a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// The path of a key, as messages name it.
    pub(super) fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn value(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.table.get(key)
    }

    /// The string under a key.
    pub(super) fn string(&mut self, key: &'static str) -> Option<Placed<String>> {
        let value = self.value(key)?;
        self.context.string(&self.path_of(key), value)
    }

    /// The truth value under a key; false where there is none.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        let Some(value) = self.value(key) else {
            return false;
        };
        let said = value.get_ref().as_bool();
        if said.is_none() {
            self.context.wrong_type(&self.path_of(key), value, "`true` or `false`");
        }
        said.unwrap_or_default()
    }

    /// The string under a key that must be there.
    pub(super) fn required(&mut self, key: &'static str) -> Option<Placed<String>> {
        if !self.table.contains_key(key) {
            self.known.push(key);
            self.missing(key, "a string");
            return None;
        }
        self.string(key)
    }

    /// Reports that a key is not there.
    fn missing(&self, key: &str, expected: &str) {
        self.context.diagnostics.push(
            Diagnostic::new(
                Code::ConfigMissingKey,
                self.location,
                format!("`{}` is missing", self.path_of(key)),
            )
            .label(format!("`{key}` belongs in this table"))
            .help(format!("add `{key}` with {expected}")),
        );
    }

    /// The list of strings under a key; empty where there is none.
    pub(super) fn strings(&mut self, key: &'static str) -> Placed<Vec<Placed<String>>> {
        let Some(value) = self.value(key) else {
            return Placed::default();
        };
        Placed {
            value: self.context.strings(&self.path_of(key), value),
            location: Some(self.context.at(value.span())),
        }
    }

    /// The list of lists of strings under a key; empty where there is none.
    pub(super) fn lists(&mut self, key: &'static str) -> Vec<Placed<Vec<Placed<String>>>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let path = self.path_of(key);
        let Some(items) = value.get_ref().as_array() else {
            self.context.wrong_type(&path, value, "a list of lists of strings");
            return Vec::new();
        };
        let mut lists = Vec::new();
        for item in items {
            let list = self.context.strings(&path, item);
            // What is no list was reported, and says nothing on its length.
            if item.get_ref().is_array() {
                lists.push(Placed { value: list, location: Some(self.context.at(item.span())) });
            }
        }
        lists
    }

    /// The table under a key.
    pub(super) fn table(&mut self, key: &'static str) -> Option<Self> {
        let value = self.value(key)?;
        self.as_table(&self.path_of(key), value)
    }

    /// Whether the key has the value `false`.
    pub(super) fn is_off(&mut self, key: &'static str) -> bool {
        self.value(key).and_then(|value| value.get_ref().as_bool()) == Some(false)
    }

    /// The number under a key, from 0 on.
    pub(super) fn number(&mut self, key: &'static str) -> Option<u64> {
        let value = self.value(key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|integer| u64::from_str_radix(integer.as_str(), integer.radix()).ok());
        if number.is_none() {
            self.context.wrong_type(&self.path_of(key), value, "a whole number from 0 on");
        }
        number
    }

    /// The tables of `[[crate]]`.
    pub(super) fn crates(&mut self) -> Vec<Self> {
        self.tables("crate", "a list of tables (`[[crate]]`)")
    }

    /// The table, or the list of tables, under a key.
    pub(super) fn one_or_more(&mut self, key: &'static str, expected: &str) -> Vec<Self> {
        match self.table.get(key).map(|value| value.get_ref().is_array()) {
            Some(true) => self.tables(key, expected),
            _ => self.table(key).into_iter().collect(),
        }
    }

    fn tables(&mut self, key: &'static str, expected: &str) -> Vec<Self> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let path = self.path_of(key);
        let Some(items) = value.get_ref().as_array() else {
            self.context.wrong_type(&path, value, expected);
            return Vec::new();
        };
        items.iter().filter_map(|item| self.as_table(&path, item)).collect()
    }

    /// The strings of a table whose keys are free.
    pub(super) fn map(&mut self, key: &'static str) -> BTreeMap<String, Placed<String>> {
        let Some(table) = self.table(key) else {
            return BTreeMap::new();
        };
        table
            .entries()
            .filter_map(|(key, path, value, whole)| {
                let mut found = table.context.string(&path, value)?;
                found.location = Some(whole);
                Some((key, found))
            })
            .collect()
    }

    /// The values of a table whose keys are free, each as TOML: Cargo knows what they mean.
    pub(super) fn verbatim(&mut self, key: &'static str) -> BTreeMap<String, String> {
        let Some(table) = self.table(key) else {
            return BTreeMap::new();
        };
        table
            .entries()
            .filter_map(|(key, path, value, _)| Some((key, table.toml(&path, value)?)))
            .collect()
    }

    fn toml(&self, path: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        if !value.get_ref().is_str() && !value.get_ref().is_table() {
            self.context.wrong_type(path, value, "a version or a table");
            return None;
        }
        let deserializer = ValueDeserializer::from(value.clone());
        let value = toml::Value::deserialize(deserializer).ok()?;
        Some(value.to_string())
    }

    /// The tables of a table whose keys are free.
    pub(super) fn map_of_tables(&mut self, key: &'static str) -> Vec<(String, Self)> {
        let Some(table) = self.table(key) else {
            return Vec::new();
        };
        table
            .entries()
            .filter_map(|(key, path, value, whole)| {
                let mut found = table.as_table(&path, value)?;
                found.location = whole;
                Some((key, found))
            })
            .collect()
    }

    /// The keys with their paths and values, and where each stands with its value.
    fn entries(&self) -> impl Iterator<Item = Entry<'a>> + '_ {
        self.table.iter().map(|(key, value)| {
            let (start, end) = (key.span().start, value.span().end);
            let whole = match value.get_ref().is_table() {
                // The header of a table begins before its key, and the braces behind it.
                true => start.min(value.span().start)..end,
                false => start..end,
            };
            let whole = self.context.at(whole);
            let key = key.get_ref().to_string();
            let path = self.path_of(&format!("{key:?}"));
            (key, path, value, whole)
        })
    }

    fn as_table(&self, path: &str, value: &'a Spanned<DeValue<'a>>) -> Option<Self> {
        let Some(table) = value.get_ref().as_table() else {
            self.context.wrong_type(path, value, "a table");
            return None;
        };
        Some(Self::new(self.context, table, path.to_owned(), value.span()))
    }

    /// Reports a value that has the right type and is still not allowed.
    pub(super) fn invalid(&self, value: Option<Location>, key: &str, fault: &str, help: &str) {
        self.context.diagnostics.push(
            Diagnostic::new(
                Code::ConfigInvalidValue,
                value.unwrap_or(self.location),
                format!("`{}` {fault}", self.path_of(key)),
            )
            .help(help),
        );
    }

    /// Reports the keys that nobody asked for.
    pub(super) fn finish(self) {
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if self.known.contains(&name) {
                continue;
            }
            let mut found = Diagnostic::new(
                Code::ConfigUnknownKey,
                self.context.at(key.span()),
                format!("there is no key `{}`", self.path_of(name)),
            )
            .label("nothing reads this key");
            if let Some(near) = nearest(name, &self.known) {
                found = found.help(format!("a key with a similar name is `{near}`"));
            } else {
                found = found.help(format!("the keys of this table are {}", list(&self.known)));
            }
            self.context.diagnostics.push(found);
        }
    }
}

/// What a value must be like.
pub(super) type Check = fn(&str) -> Result<(), Fault>;

/// A value without its place.
pub(super) fn value(placed: Option<Placed<String>>) -> Option<String> {
    placed.map(|placed| placed.value)
}

/// Whether a value holds what `check` says; reports it if not.
pub(super) fn holds(table: &Table<'_>, key: &str, value: &Placed<String>, check: Check) -> bool {
    match check(&value.value) {
        Ok(()) => true,
        Err((fault, help)) => {
            table.invalid(value.location, key, fault, help);
            false
        }
    }
}

/// A text that holds what `check` says, if there is one.
pub(super) fn checked(
    table: &mut Table<'_>,
    key: &'static str,
    check: Check,
) -> Option<Placed<String>> {
    let value = table.string(key)?;
    holds(table, key, &value, check).then_some(value)
}

/// The same, which has to be there.
pub(super) fn required(
    table: &mut Table<'_>,
    key: &'static str,
    check: Check,
) -> Option<Placed<String>> {
    let value = table.required(key)?;
    holds(table, key, &value, check).then_some(value)
}

/// The known key that is most like `key`. Underscores count as hyphens: they are what people mix
/// up most.
fn nearest(key: &str, known: &[&'static str]) -> Option<&'static str> {
    let key = key.replace('_', "-").to_lowercase();
    known
        .iter()
        .map(|&candidate| (strsim::jaro_winkler(&key, candidate), candidate))
        .filter(|&(likeness, _)| likeness >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// Keys as a sentence names them.
fn list(keys: &[&str]) -> String {
    let quoted: Vec<_> = keys.iter().map(|key| format!("`{key}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => "none".to_owned(),
    }
}

/// The type of a value, as a sentence names it.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "a truth value",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
