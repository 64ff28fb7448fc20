//! What is said of references that lead to nothing that can be used.

use super::Document;
use super::reference::{Kind, MOST_STEPS, Naming, component};
use crate::diagnostic::{Code, Diagnostic, Location, similar};
use crate::source::{Key, Node, Object};

/// How often a similar name is looked for: that takes as long as there are names.
const MOST_SUGGESTIONS: u32 = 100;

/// Why a reference leads to nothing.
#[derive(Debug)]
pub struct RefError(pub Box<Diagnostic>);

impl Document {
    pub(super) fn not_found(&self, reference: &str, at: Location) -> RefError {
        let message = format!("`{}` leads to nothing", self.naming().shown(reference));
        let found = Diagnostic::new(Code::RefNotFound, at, message).label("not found");
        let found = match self.meant(reference) {
            Some(meant) => found.help(format!("did you mean `{meant}`?")),
            None => found.help("define it under that name, or refer to what is there"),
        };
        RefError(Box::new(found))
    }

    /// The component that a reference was probably meant to name.
    fn meant(&self, reference: &str) -> Option<String> {
        let components = self.tree.get("components")?.as_object()?;
        let keys = |section: &str| Some(components.get(section)?.as_object()?.keys());
        if let Some((section, name)) = component(reference)
            && let Some(names) = keys(section)
        {
            let found = self.nearest(name, names.map(Key::as_str))?;
            return Some(self.naming().reference(section, found));
        }
        // The section is another one, or is that of Swagger 2.0: `#/definitions/Share`.
        let (_, name) = reference.strip_prefix("#/")?.rsplit_once('/')?;
        let holds =
            |node: &Node| node.as_object().is_some_and(|all: &Object| all.contains_key(name));
        let mut holders = components.iter().filter(|(_, node)| holds(node));
        let (section, _) = holders.next()?;
        holders.next().is_none().then(|| self.naming().reference(section.as_str(), name))
    }

    /// The name that is nearest to one that is not there, if any is near.
    pub fn nearest<'a>(&self, name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
        let sought = self.suggestions.get();
        self.suggestions.set(sought.saturating_add(1));
        if sought < MOST_SUGGESTIONS { similar::nearest(name, names) } else { None }
    }
}

pub(super) fn to_itself(reference: &str, at: Location, naming: Naming) -> RefError {
    let message = format!("`{}` stands where it leads to", naming.shown(reference));
    let found = Diagnostic::new(Code::RefToItself, at, message)
        .label("leads to itself")
        .help("write the schema itself in place of the reference");
    RefError(Box::new(found))
}

/// A circle is told at the first of its places in the text, so that it is one fault wherever it is
/// entered.
pub(super) fn circular(
    last: (&str, Location),
    others: Vec<(&str, Location)>,
    naming: Naming,
) -> RefError {
    /// More would tell no more.
    const MOST: usize = 4;
    let first = others.iter().copied().chain([last]).min_by_key(|(_, place)| *place);
    let (reference, at) = first.unwrap_or(last);
    let message = format!("the references behind `{}` lead in a circle", naming.shown(reference));
    let mut found = Diagnostic::new(Code::RefCircular, at, message)
        .label("part of the circle")
        .help("write one of them out");
    let mut places: Vec<_> = others.into_iter().chain([last]).map(|(_, place)| place).collect();
    places.sort_unstable();
    for place in places.into_iter().filter(|place| *place != at).take(MOST) {
        found = found.secondary(place, "and this");
    }
    RefError(Box::new(found))
}

pub(super) fn too_long(at: Location) -> RefError {
    let message = format!("more than {MOST_STEPS} references lead from one to the next");
    let found = Diagnostic::new(Code::NestingTooDeep, at, message)
        .label("the limit is passed here")
        .help("refer to the end of the chain");
    RefError(Box::new(found))
}

pub(super) fn wrong_kind(
    (reference, naming): (&str, Naming),
    at: Location,
    wanted: Kind,
    is: Kind,
    target: Location,
) -> RefError {
    let (wanted, is) = (wanted.words(), is.words());
    let message = format!("`{}` is {is}, and {wanted} is needed", naming.shown(reference));
    let found = Diagnostic::new(Code::RefWrongKind, at, message)
        .label(format!("needs {wanted}"))
        .secondary(target, "leads here")
        .help(format!("refer to {wanted}, or write it out here"));
    RefError(Box::new(found))
}
