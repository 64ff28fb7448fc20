//! A public item, as data.

use serde::Serialize;

/// Something public that a user of the crate can name.
///
/// The order is by path, then by kind, so that equal crates have equal lists.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[non_exhaustive]
pub(crate) struct Item {
    /// Its public path without the crate's name: `models::Share`, `models::Share::with_name`. For an
    /// implementation of a trait, the path of the type.
    pub path: String,
    /// What it is.
    pub kind: ItemKind,
    /// The item on one line, with its types under their public paths.
    pub signature: String,
    /// Whether it is deprecated.
    pub deprecated: Option<Deprecated>,
    /// The file that it is written in, or the file of the macro call that writes it.
    pub file: String,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub(crate) enum ItemKind {
    /// A module.
    Module,
    /// A struct.
    Struct,
    /// An enum.
    Enum,
    /// A field of a struct.
    Field,
    /// A variant of an enum.
    Variant,
    /// A function of a type, with or without `self`.
    Method,
    /// A constant, of a type or of a module.
    Constant,
    /// A trait that a type implements, derived or not.
    Implementation,
    /// A function of a module.
    Function,
    /// A trait.
    Trait,
    /// A type alias.
    TypeAlias,
    /// A static.
    Static,
    /// A macro.
    Macro,
    /// An item of another crate, or a further path of one of this crate.
    Reexport,
}

/// That an item is deprecated.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[non_exhaustive]
pub(crate) struct Deprecated {
    /// What the attribute says.
    pub note: Option<String>,
    /// The day on which it ends, if the note says one: `2027-05-26`.
    pub until: Option<String>,
}

impl Deprecated {
    /// Reads the day from the end of a note. Only there: a reason, which is the document's text,
    /// stands before it and may hold days of its own.
    pub(super) fn new(note: Option<String>) -> Self {
        let until = note.as_deref().and_then(|note| {
            let (before, day) = note.trim_end_matches('.').rsplit_once(' ')?;
            let says_so = before.ends_with(" on") || before.ends_with(" until");
            (says_so && is_day(day)).then(|| day.to_owned())
        });
        Self { note, until }
    }
}

fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}
