//! What values have to hold to: read from keywords, and tightened where several hold.

use super::Schemas;
use super::keywords::Keywords;
use super::pieces::MemberSet;
use crate::api::Constraints;
use crate::diagnostic::{Code, Diagnostic};
use crate::openapi::made;
use crate::source::Number;

impl<'d> Schemas<'d> {
    /// The constraints of simple schemas that hold together.
    pub(super) fn merge_constraints(&mut self, members: &MemberSet<'d>) -> Constraints {
        let mut all = Constraints::default();
        for member in members.iter().filter(|member| member.has_rules) {
            let before = all.clone();
            tighten(&mut all, &own(member));
            // A schema whose own bounds are impossible was told already.
            if before.is_empty()
                || impossible(&before).is_some()
                || impossible(&own(member)).is_some()
            {
                continue;
            }
            if let Some((keyword, words)) = impossible(&all) {
                let mut others =
                    members.iter().filter(|other| !std::ptr::eq(other.node, member.node));
                let other = others.find(|other| !own(other).is_empty());
                let message = format!("together, the bounds exclude every value: {words}");
                let found = Diagnostic::new(Code::BoundsImpossible, member.key(keyword), message)
                    .label("this bound")
                    .help("an `allOf` asks for all that its members ask for");
                self.tell(match other {
                    Some(other) => found.secondary(other.node.location, "together with this"),
                    None => found,
                });
            }
        }
        all
    }

    /// Tells bounds of one schema that exclude every value.
    pub(super) fn check_bounds(&mut self, member: &Keywords<'d>) {
        if !member.has_rules {
            return;
        }
        if let Some((keyword, words)) = impossible(&own(member)) {
            let message = format!("the bounds exclude every value: {words}");
            let found = Diagnostic::new(Code::BoundsImpossible, member.key(keyword), message)
                .label("no value can hold to both")
                .secondary(member.key(lower(keyword)), "the lower bound")
                .help("the lower bound has to be below the upper one");
            self.tell(found);
        }
    }
}

/// The constraints that one simple schema says. `format` and `enum` are dealt with elsewhere.
pub(crate) fn own(member: &Keywords<'_>) -> Constraints {
    if !member.has_rules {
        return Constraints::default();
    }
    let number = |keyword| member.number(keyword).map(Number::as_f64);
    // Beyond 64 bits, normalisation keeps the digits as a text.
    let digits = |keyword| member.text(keyword)?.parse::<f64>().ok();
    let minimum = number("minimum").or_else(|| digits(made::MINIMUM));
    let maximum = number("maximum").or_else(|| digits(made::MAXIMUM));
    Constraints {
        min_length: member.count("minLength").filter(|count| *count > 0),
        max_length: member.count("maxLength"),
        pattern: member.text("pattern").map(Into::into),
        content_media_type: member.text("contentMediaType").map(Into::into),
        minimum,
        exclusive_minimum: minimum.is_some() && member.flag("exclusiveMinimum"),
        maximum,
        exclusive_maximum: maximum.is_some() && member.flag("exclusiveMaximum"),
        multiple_of: number("multipleOf"),
        min_items: member.count("minItems").filter(|count| *count > 0),
        max_items: member.count("maxItems"),
        unique_items: member.flag("uniqueItems"),
        min_properties: member.count("minProperties").filter(|count| *count > 0),
        max_properties: member.count("maxProperties"),
        format: None,
        values: Vec::new(),
    }
}

/// Makes `all` hold to `more` too.
pub(crate) fn tighten(all: &mut Constraints, more: &Constraints) {
    all.min_length = all.min_length.max(more.min_length);
    all.max_length = least(all.max_length, more.max_length);
    all.min_items = all.min_items.max(more.min_items);
    all.max_items = least(all.max_items, more.max_items);
    all.min_properties = all.min_properties.max(more.min_properties);
    all.max_properties = least(all.max_properties, more.max_properties);
    all.unique_items |= more.unique_items;
    if more.pattern.is_some() {
        all.pattern.clone_from(&more.pattern);
    }
    if more.content_media_type.is_some() {
        all.content_media_type.clone_from(&more.content_media_type);
    }
    if more.multiple_of.is_some() {
        all.multiple_of = more.multiple_of;
    }
    if more.format.is_some() {
        all.format.clone_from(&more.format);
    }
    if !more.values.is_empty() {
        all.values.clone_from(&more.values);
    }
    if let Some(minimum) = more.minimum {
        match all.minimum {
            Some(before) if before > minimum => {}
            Some(before) if (before - minimum).abs() <= 0.0 => {
                all.exclusive_minimum |= more.exclusive_minimum
            }
            _ => (all.minimum, all.exclusive_minimum) = (more.minimum, more.exclusive_minimum),
        }
    }
    if let Some(maximum) = more.maximum {
        match all.maximum {
            Some(before) if before < maximum => {}
            Some(before) if (before - maximum).abs() <= 0.0 => {
                all.exclusive_maximum |= more.exclusive_maximum
            }
            _ => (all.maximum, all.exclusive_maximum) = (more.maximum, more.exclusive_maximum),
        }
    }
}

fn least(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The lower bound that belongs to an upper one.
fn lower(upper: &str) -> &'static str {
    match upper {
        "maxLength" => "minLength",
        "maxItems" => "minItems",
        "maxProperties" => "minProperties",
        _ => "minimum",
    }
}

/// The keyword at fault and what is wrong, where bounds exclude every value.
fn impossible(all: &Constraints) -> Option<(&'static str, String)> {
    let counts = [
        (all.min_length, all.max_length, "maxLength", "characters"),
        (all.min_items, all.max_items, "maxItems", "items"),
        (all.min_properties, all.max_properties, "maxProperties", "entries"),
    ];
    for (least, most, keyword, what) in counts {
        if let (Some(least), Some(most)) = (least, most)
            && least > most
        {
            return Some((keyword, format!("at least {least} {what} and at most {most}")));
        }
    }
    let (minimum, maximum) = (all.minimum?, all.maximum?);
    let excluded = all.exclusive_minimum || all.exclusive_maximum;
    (minimum > maximum || (excluded && minimum >= maximum)).then(|| {
        (
            "maximum",
            format!(
                "from {minimum} to {maximum}{}",
                if excluded { ", without the ends" } else { "" }
            ),
        )
    })
}
