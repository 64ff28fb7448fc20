//! What is on its way out, why, and until when.

use super::Types;
use crate::api::{Deprecation, Sunset};
use crate::diagnostic::{Code, Diagnostic};
use crate::openapi::Located;
use crate::openapi::extension::{DEPRECATION_MESSAGES, SUNSET, SUNSET_OBJECT};
use crate::source::Node;
use jiff::civil::Date;

/// The extensions that say until when, as a path of members.
const SUNSETS: [&[&str]; 2] = [&[SUNSET], &[SUNSET_OBJECT, "date"]];

impl<'d> Types<'d> {
    /// What an item of the document says of its end. The first sentence of its description is the
    /// reason where no extension gives one.
    pub(crate) fn deprecation(
        &mut self,
        node: &'d Node,
        deprecated: bool,
        description: Option<&str>,
    ) -> Option<Deprecation> {
        let sunset = self.sunset(node);
        if !deprecated {
            if let Some((sunset, key)) = sunset {
                let message = "a sunset stands on what is not deprecated";
                let found =
                    Diagnostic::new(Code::SunsetWithoutDeprecated, sunset.location, message)
                        .label(format!("`{key}` has no effect"))
                        .help("add `deprecated: true`, or take the date away");
                self.tell(found);
            }
            return None;
        }
        let reason = DEPRECATION_MESSAGES.iter().find_map(|key| {
            let node = node.get(key)?;
            self.teller().extension_text(node, key).map(on_one_line)
        });
        Some(Deprecation {
            reason: reason.or_else(|| description.and_then(reason_in)),
            replacement: None,
            sunset: sunset.map(|(sunset, _)| sunset),
            location: Located::new(node, node).at("deprecated"),
        })
    }

    /// The end date of an item, and the extension that gives it.
    fn sunset(&mut self, node: &'d Node) -> Option<(Sunset, String)> {
        if let Some(key) = self.sunset_key {
            // A key with a dot may be one key, or a path.
            let path: Vec<_> =
                if node.get(key).is_some() { vec![key] } else { key.split('.').collect() };
            if let Some(found) = self.sunset_at(node, &path) {
                return Some(found);
            }
        }
        SUNSETS.iter().find_map(|path| self.sunset_at(node, path))
    }

    fn sunset_at(&mut self, node: &'d Node, path: &[&str]) -> Option<(Sunset, String)> {
        let mut found = node;
        for (depth, key) in path.iter().enumerate() {
            found = match found.get(key) {
                Some(next) => next,
                // `x-forge-sunset: 2030-01-01` is as good as the mapping.
                None if depth > 0 && found.as_str().is_some() => break,
                None => return None,
            };
        }
        if found.is_null() {
            return None;
        }
        let name = path.join(".");
        Some((self.sunset_date(found, &name)?, name))
    }

    /// A date or a date-time; what else stands there is told.
    pub(super) fn sunset_date(&mut self, node: &'d Node, name: &str) -> Option<Sunset> {
        if let Some(date) = node.as_str().and_then(date) {
            return Some(Sunset { date, location: node.location });
        }
        let message = match node.as_str() {
            Some(text) => format!("`{name}` is no date: `{text}`"),
            None => format!("`{name}` is {}, and a date is needed", node.kind()),
        };
        let found = Diagnostic::new(Code::SunsetInvalid, node.location, message)
            .label("not a date of the calendar")
            .help("write a date, `2027-05-26`, or a date-time, `2027-05-26T00:00:00Z`");
        self.tell(found);
        None
    }
}

/// The day of a date or of a date-time; that of a date-time counts in UTC.
fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() == "2027-05-26".len() {
        return text.parse().ok();
    }
    if !text.contains(['T', 't', ' ']) {
        return None;
    }
    if let Ok(moment) = text.parse::<jiff::Timestamp>() {
        return Some(jiff::tz::Offset::UTC.to_datetime(moment).date());
    }
    text.parse::<jiff::civil::DateTime>().ok().map(jiff::civil::DateTime::date)
}

/// The sentence of a description that says why: the first that speaks of an end or of what to use
/// in its place, else the first of all.
fn reason_in(description: &str) -> Option<String> {
    let text = on_one_line(description.split("\n\n").next().unwrap_or(description));
    telling_in(description).or_else(|| sentences(&text).next().map(Into::into))
}

/// The first sentence of a description that speaks of an end or of what to use in its place. An old
/// name needs no other: that it is one says why it ends.
pub(crate) fn telling_in(description: &str) -> Option<String> {
    const TELLING: [&str; 8] = [
        "deprecat",
        "instead",
        "replace",
        "renamed",
        "old name",
        "obsolete",
        "sunset",
        "no longer",
    ];
    let whole = on_one_line(description);
    let telling = sentences(&whole).find(|sentence| {
        let sentence = sentence.to_lowercase();
        TELLING.iter().any(|word| sentence.contains(word))
    });
    telling.map(Into::into)
}

/// A text on one line.
pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sentences of a text on one line.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(". ").map(str::trim).filter(|sentence| !sentence.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_and_moments() {
        let day = jiff::civil::date(2027, 5, 26);
        assert_eq!(date("2027-05-26"), Some(day));
        assert_eq!(date("2027-05-26T23:30:00Z"), Some(day));
        assert_eq!(date("2027-05-26T23:30:00-02:00"), Some(jiff::civil::date(2027, 5, 27)));
        for bad in ["", "soon", "2027-13-01", "2027-02-30", "26.05.2027", "2027", "2027-05"] {
            assert_eq!(date(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_reason_is_a_sentence() {
        assert_eq!(
            reason_in("The id. Use `b` instead. More.").as_deref(),
            Some("Use `b` instead.")
        );
        assert_eq!(
            reason_in("Old name of `b`.\n\nEither works.").as_deref(),
            Some("Old name of `b`.")
        );
        assert_eq!(reason_in("The id\nof it. More.").as_deref(), Some("The id of it."));
        assert_eq!(reason_in(" \n"), None);
    }
}
