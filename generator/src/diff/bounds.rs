//! What values hold to.

use super::place;
use super::rules::Rule;
use super::walk::{At, Found, Walk};
use crate::api::Constraints;
use crate::diagnostic::Location;
use serde_json::Value;
use std::cmp::Ordering;

/// Where both sides of a comparison stand.
pub(super) type Places = (Location, Location);

/// A bound of both sides: its keyword, its values, and whether it is a lower one.
struct Bound {
    keyword: &'static str,
    old: Option<Limit>,
    new: Option<Limit>,
    is_lower: bool,
}

/// A limit, and whether it is itself excluded.
#[derive(Clone, Copy)]
struct Limit {
    value: f64,
    is_excluded: bool,
}

impl Limit {
    fn of(value: Option<f64>, is_excluded: bool) -> Option<Self> {
        value.map(|value| Self { value, is_excluded })
    }

    #[allow(
        clippy::cast_precision_loss,
        reason = "lengths that large are not told apart by servers"
    )]
    fn whole(value: Option<u64>) -> Option<Self> {
        Self::of(value.map(|value| value as f64), false)
    }

    fn text(self, keyword: &str) -> String {
        let excluded = if self.is_excluded { " (exclusive)" } else { "" };
        format!("{keyword} {}{excluded}", self.value)
    }
}

impl Bound {
    /// How the new limit stands to the old one: greater where it leaves less room.
    fn compare(&self) -> Ordering {
        let (old, new) = match (self.old, self.new) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Greater,
            (Some(_), None) => return Ordering::Less,
            (Some(old), Some(new)) => (old, new),
        };
        let by_value = new.value.total_cmp(&old.value);
        let by_value = if self.is_lower { by_value } else { by_value.reverse() };
        by_value.then(new.is_excluded.cmp(&old.is_excluded))
    }
}

fn bounds(old: &Constraints, new: &Constraints) -> Vec<Bound> {
    let whole = |keyword, is_lower, old, new| Bound {
        keyword,
        old: Limit::whole(old),
        new: Limit::whole(new),
        is_lower,
    };
    vec![
        whole("minLength", true, old.min_length, new.min_length),
        whole("maxLength", false, old.max_length, new.max_length),
        whole("minItems", true, old.min_items, new.min_items),
        whole("maxItems", false, old.max_items, new.max_items),
        whole("minProperties", true, old.min_properties, new.min_properties),
        whole("maxProperties", false, old.max_properties, new.max_properties),
        Bound {
            keyword: "minimum",
            old: Limit::of(old.minimum, old.exclusive_minimum),
            new: Limit::of(new.minimum, new.exclusive_minimum),
            is_lower: true,
        },
        Bound {
            keyword: "maximum",
            old: Limit::of(old.maximum, old.exclusive_maximum),
            new: Limit::of(new.maximum, new.exclusive_maximum),
            is_lower: false,
        },
    ]
}

/// Whether every string matches a pattern.
fn says_nothing(pattern: &str) -> bool {
    let inner = pattern.strip_prefix('^').unwrap_or(pattern);
    let inner = inner.strip_suffix('$').unwrap_or(inner);
    // What is looked for may be anywhere: `.+` is another thing, since it refuses the empty string.
    matches!(inner, "" | ".*" | "(.*)" | "[\\s\\S]*" | "(.|\\n)*") && pattern != "^$"
}

impl Walk<'_> {
    /// Compares what values of one type hold to.
    pub(super) fn constraints(
        &mut self,
        at: &At,
        old: &Constraints,
        new: &Constraints,
        places: Places,
    ) {
        if old == new {
            return;
        }
        for bound in bounds(old, new) {
            let rule = match bound.compare() {
                Ordering::Equal => continue,
                Ordering::Greater => Rule::BoundTightened,
                Ordering::Less => Rule::BoundLoosened,
            };
            let text = |limit: Option<Limit>| {
                limit.map_or_else(|| format!("no {}", bound.keyword), |it| it.text(bound.keyword))
            };
            self.pair_of_texts(at, rule, text(bound.old), text(bound.new), places);
        }
        self.multiple_of(at, old.multiple_of, new.multiple_of, places);
        if old.unique_items != new.unique_items {
            let rule = if new.unique_items { Rule::BoundTightened } else { Rule::BoundLoosened };
            let text = |unique| {
                if unique { "items that differ" } else { "any items" }
            };
            self.pair_of_texts(at, rule, text(old.unique_items), text(new.unique_items), places);
        }
        let said = |it: &Option<String>| it.clone().filter(|it| !says_nothing(it));
        let pattern = match (&said(&old.pattern), &said(&new.pattern)) {
            (None, Some(_)) => Some(Rule::PatternAdded),
            (Some(_), None) => Some(Rule::PatternRemoved),
            (Some(old), Some(new)) if old != new => Some(Rule::PatternChanged),
            _ => None,
        };
        if let Some(rule) = pattern {
            let text = |it: &Option<String>| it.clone().unwrap_or_else(|| "no pattern".into());
            self.pair_of_texts(at, rule, text(&old.pattern), text(&new.pattern), places);
        }
        if old.format != new.format {
            let text = |it: &Option<String>| it.clone().unwrap_or_else(|| "no format".into());
            let rule = Rule::FormatChanged;
            self.pair_of_texts(at, rule, text(&old.format), text(&new.format), places);
        }
        self.only_values(at, &old.values, &new.values, places);
    }

    fn multiple_of(&mut self, at: &At, old: Option<f64>, new: Option<f64>, places: Places) {
        // A multiple of 6 is one of 3.
        let divides = |small: f64, large: f64| small != 0.0 && large % small == 0.0;
        let rule = match (old, new) {
            (None, None) => return,
            (Some(old), Some(new)) if old == new => return,
            (Some(_), None) => Rule::BoundLoosened,
            (Some(old), Some(new)) if divides(new, old) => Rule::BoundLoosened,
            _ => Rule::BoundTightened,
        };
        let text = |it: Option<f64>| {
            it.map_or_else(|| "no multipleOf".into(), |it| format!("multipleOf {it}"))
        };
        self.pair_of_texts(at, rule, text(old), text(new), places);
    }

    /// The values that a type without a name is limited to.
    pub(super) fn only_values(&mut self, at: &At, old: &[Value], new: &[Value], places: Places) {
        let list = |values: &[Value]| {
            let values: Vec<_> = values.iter().map(place::value).collect();
            format!("one of {}", values.join(", "))
        };
        match (old.is_empty(), new.is_empty()) {
            (true, true) => {}
            (true, false) => {
                self.pair_of_texts(at, Rule::EnumClosed, "any value", list(new), places)
            }
            (false, true) => {
                self.pair_of_texts(at, Rule::EnumOpened, list(old), "any value", places)
            }
            (false, false) => {
                for value in old.iter().filter(|value| !new.contains(value)) {
                    let found = Found::new(Rule::EnumValueRemoved).at(places.0, places.1);
                    self.tell(at, found.old(place::value(value), places.0));
                }
                for value in new.iter().filter(|value| !old.contains(value)) {
                    let found = Found::new(Rule::EnumValueAdded).at(places.0, places.1);
                    self.tell(at, found.new_text(place::value(value), places.1));
                }
            }
        }
    }

    /// Tells a change of which both sides have a text.
    pub(super) fn pair_of_texts(
        &mut self,
        at: &At,
        rule: Rule,
        old: impl Into<String>,
        new: impl Into<String>,
        places: Places,
    ) {
        self.tell(at, Found::new(rule).old(old, places.0).new_text(new, places.1));
    }
}
