//! One scope of names: who gets which, and what the others get.

use super::ident::{self, Case};
use super::words::{self, Words};
use crate::api::Deprecation;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// How long an item stays. What stays longer is named first, so that the end of one never changes the
/// name of another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// For good.
    #[default]
    Live,
    /// It is deprecated, and may end on a day.
    Ending(Option<Reverse<Date>>),
}

impl Rank {
    /// The rank of what may be deprecated.
    pub(super) fn of(deprecation: Option<&Deprecation>) -> Self {
        deprecation.map_or(Self::Live, |found| {
            Self::Ending(found.sunset.map(|sunset| Reverse(sunset.date)))
        })
    }
}

/// An item that needs a name.
pub(super) trait Item {
    /// What the document calls it.
    fn wire(&self) -> &str;

    /// The name that it should have.
    fn plain(&self) -> Words;

    /// The names that it can have where that one is taken, best first; `reserved` is whether the crate
    /// itself has it. Only asked for when needed.
    fn others(&self, reserved: bool) -> Vec<Words>;

    /// How long it stays.
    fn rank(&self) -> Rank;

    /// What comes first has the better claim, before spelling and order decide.
    fn precedence(&self) -> u8 {
        0
    }

    /// Where it stands.
    fn location(&self) -> Location;
}

/// One scope of names.
pub(super) struct Scope<'a> {
    what: &'static str,
    case: Case,
    digit_prefix: &'static str,
    reserved: HashSet<&'a str>,
    taken: HashMap<String, Option<Location>>,
    /// The names of modules that are taken, where each item needs one too.
    modules: Option<HashSet<String>>,
    /// The last number behind each name that needed one.
    numbers: HashMap<String, u64>,
}

/// A name of a scope: its words, and its text before keywords are escaped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Given {
    pub(super) words: Words,
    pub(super) text: String,
}

impl<'a> Scope<'a> {
    /// An empty scope. `what` is what its items are called in diagnostics.
    pub(super) fn new(
        what: &'static str,
        case: Case,
        digit_prefix: &'static str,
        reserved: &[&'a str],
    ) -> Self {
        Self {
            what,
            case,
            digit_prefix,
            reserved: reserved.iter().copied().collect(),
            taken: HashMap::new(),
            modules: None,
            numbers: HashMap::new(),
        }
    }

    /// A scope in which each item has a module too, and no two have one.
    pub(super) fn with_modules(self) -> Self {
        Self { modules: Some(HashSet::new()), ..self }
    }

    /// Takes a name for an item outside of [`Scope::assign`]. False if it is taken or reserved.
    pub(super) fn claim(&mut self, text: &str, words: &Words, location: Option<Location>) -> bool {
        if self.is_reserved(text) || self.taken.contains_key(text) {
            return false;
        }
        if let Some(modules) = &mut self.modules
            && !modules.insert(module_of(words))
        {
            return false;
        }
        self.taken.insert(text.to_owned(), location);
        true
    }

    /// Whether the crate itself has the name.
    pub(super) fn is_reserved(&self, text: &str) -> bool {
        self.reserved.contains(text)
    }

    /// Where the item stands that has the name.
    pub(super) fn holder(&self, text: &str) -> Option<Location> {
        self.taken.get(text).copied().flatten()
    }

    /// Gives each item a name, in the order of the items.
    pub(super) fn assign<I: Item>(&mut self, items: &[I], diagnostics: &Diagnostics) -> Vec<Given> {
        let plain: Vec<Given> = items.iter().map(|item| self.render(item.plain())).collect();
        let mut order: Vec<(Rank, u8, bool, &str, usize)> = items
            .iter()
            .zip(&plain)
            .enumerate()
            .map(|(index, (item, plain))| {
                let differs = plain.text != item.wire();
                (item.rank(), item.precedence(), differs, item.wire(), index)
            })
            .collect();
        order.sort_unstable();
        let mut given = vec![Given::default(); items.len()];
        for rank in order.chunk_by(|one, other| one.0 == other.0) {
            let mut late = Vec::new();
            for &(.., index) in rank {
                let (Some(item), Some(wanted), Some(place)) =
                    (items.get(index), plain.get(index), given.get_mut(index))
                else {
                    continue;
                };
                if self.claim(&wanted.text, &wanted.words, Some(item.location())) {
                    *place = wanted.clone();
                } else {
                    late.push((item, wanted, index));
                }
            }
            for (item, wanted, index) in late {
                let found = self.another(item, wanted);
                diagnostics.push(self.collision(item, wanted, &found));
                if let Some(place) = given.get_mut(index) {
                    *place = found;
                }
            }
        }
        given
    }

    fn render(&self, words: Words) -> Given {
        let words = words.cut();
        let text = ident::text(&words, self.case, self.digit_prefix);
        Given { words, text }
    }

    /// The first free one of an item's other names.
    fn another<I: Item>(&mut self, item: &I, wanted: &Given) -> Given {
        let location = Some(item.location());
        for words in item.others(self.is_reserved(&wanted.text)) {
            let found = self.render(words);
            if self.claim(&found.text, &found.words, location) {
                return found;
            }
        }
        let marked = self.render(wanted.words.and([words::mark(item.wire())]));
        if self.claim(&marked.text, &marked.words, location) {
            return marked;
        }
        // Two items with one name in the document: only their order is left.
        loop {
            let number = self.numbers.entry(marked.text.clone()).or_insert(1);
            *number += 1;
            let number = *number;
            let numbered = self.render(marked.words.and([number.to_string()]));
            if self.claim(&numbered.text, &numbered.words, location) {
                return numbered;
            }
        }
    }

    fn collision<I: Item>(&self, item: &I, wanted: &Given, found: &Given) -> Diagnostic {
        let what = self.what;
        let (wire, wanted, found) = (shown(item.wire()), &wanted.text, &found.text);
        if self.is_reserved(wanted) {
            let message = format!(
                "the {what} `{wire}` cannot be called `{wanted}`, which the crate itself uses"
            );
            return Diagnostic::new(Code::NameCollision, item.location(), message)
                .label(format!("called `{found}`"));
        }
        let message = format!(
            "two items come to the name `{wanted}`: the {what} `{wire}` is called `{found}`"
        );
        let diagnostic = Diagnostic::new(Code::NameCollision, item.location(), message)
            .label(format!("called `{found}`"));
        let diagnostic = match what {
            "schema" | "operation" | "group" => {
                diagnostic.help("codegen.toml can give it a name, under [crate.names]")
            }
            _ => diagnostic,
        };
        match self.holder(wanted) {
            Some(holder) => diagnostic.secondary(holder, format!("called `{wanted}`")),
            None => diagnostic,
        }
    }
}

/// The name of the module of a type, in lower case.
pub(super) fn module_of(words: &Words) -> String {
    ident::module(&ident::text(words, Case::Snake, "model_"))
}

/// A name of the document for a message: no more of it than one can read.
pub(super) fn shown(wire: &str) -> String {
    const MOST: usize = 60;
    let mut text: String = wire.chars().take(MOST).flat_map(char::escape_debug).collect();
    if wire.chars().nth(MOST).is_some() {
        text.push('…');
    }
    text
}
