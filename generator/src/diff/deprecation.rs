//! The life of what is deprecated: announced, moved, withdrawn. Removals are told where things are
//! paired.

use super::rules::Rule;
use super::walk::{At, Found, Walk};
use crate::api::{Deprecation, Docs, OldName};
use crate::diagnostic::Location;

impl Walk<'_> {
    /// Compares what both documents say of the end of one thing; `places` are those of the thing
    /// itself.
    pub(super) fn life(
        &mut self,
        at: &At,
        old: Option<&Deprecation>,
        new: Option<&Deprecation>,
        places: (Location, Location),
    ) {
        let (old, new) = match (old, new) {
            (None, None) => return,
            (None, Some(new)) => {
                let until = until(Some(new));
                let found = Found::new(Rule::Deprecated).at(places.0, places.1);
                return self.tell(at, found.new_text(until, new.location));
            }
            (Some(old), None) => {
                let found = Found::new(Rule::DeprecationWithdrawn).at(places.0, places.1);
                return self.tell(at, found.old(until(Some(old)), old.location));
            }
            (Some(old), Some(new)) => (old, new),
        };
        let dates = (old.sunset.map(|it| it.date), new.sunset.map(|it| it.date));
        let rule = match dates {
            (Some(before), Some(after)) if after < before => Some(Rule::SunsetMovedEarlier),
            (Some(before), Some(after)) if after > before => Some(Rule::SunsetMovedLater),
            // What had no date has one now: nobody could rely on a later one.
            (None, Some(_)) => Some(Rule::Deprecated),
            (Some(_), None) => Some(Rule::SunsetMovedLater),
            _ => None,
        };
        let found = |rule: Rule, old_text: String, new_text: String| {
            let old_place = old.sunset.map_or(old.location, |it| it.location);
            let new_place = new.sunset.map_or(new.location, |it| it.location);
            Found::new(rule).old(old_text, old_place).new_text(new_text, new_place)
        };
        match rule {
            Some(rule) => self.tell(at, found(rule, until(Some(old)), until(Some(new)))),
            None if (&old.reason, &old.replacement) != (&new.reason, &new.replacement) => {
                let words = |it: &Deprecation| {
                    it.reason.clone().or_else(|| it.replacement.clone()).unwrap_or_default()
                };
                self.tell(at, found(Rule::DocumentationChanged, words(old), words(new)));
            }
            None => {}
        }
    }

    /// Compares the words about one thing.
    pub(super) fn words(&mut self, at: &At, old: &Docs, new: &Docs, places: (Location, Location)) {
        if old != new {
            self.tell(at, Found::new(Rule::DocumentationChanged).at(places.0, places.1));
        }
    }
}

/// What is gone, with the end that was announced for it.
pub(super) fn with_end(text: &str, deprecation: Option<&Deprecation>) -> String {
    match deprecation.and_then(|it| it.sunset) {
        None => text.to_owned(),
        Some(sunset) if text.is_empty() => format!("until {}", sunset.date),
        Some(sunset) => format!("{text}, until {}", sunset.date),
    }
}

/// The new name of something, with the end of its old one.
pub(super) fn renamed(old: &str, new: &str, old_names: &[OldName]) -> String {
    let old = old_names.iter().find(|it| it.name == old);
    match old.and_then(|it| it.deprecation.as_ref()?.sunset) {
        Some(sunset) => format!("{new}, the old name until {}", sunset.date),
        None => new.to_owned(),
    }
}

/// What is said of the end of something.
pub(super) fn until(deprecation: Option<&Deprecation>) -> String {
    match deprecation {
        None => String::new(),
        Some(Deprecation { sunset: Some(sunset), .. }) => format!("until {}", sunset.date),
        Some(_) => "without a date".into(),
    }
}
