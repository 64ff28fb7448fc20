//! Old names of properties and of query parameters: `x-alias-of`.

use super::Types;
use crate::api::{Deprecation, Docs, OldName, Parameter, Property, Schema, Type};
use crate::diagnostic::{Code, Diagnostic, Location};
use std::collections::HashMap;

/// Something that has a name, and can have old ones.
pub(crate) trait Renamed {
    fn name(&self) -> &str;
    fn schema(&self) -> &Schema;
    fn location(&self) -> Location;
    fn aliases(&mut self) -> &mut Vec<OldName>;
    fn take_docs(&mut self) -> Docs;
    fn take_deprecation(&mut self) -> Option<Deprecation>;
}

macro_rules! renamed {
    ($type:ty, $docs:expr) => {
        impl Renamed for $type {
            fn name(&self) -> &str {
                &self.name
            }

            fn schema(&self) -> &Schema {
                &self.schema
            }

            fn location(&self) -> Location {
                self.location
            }

            fn aliases(&mut self) -> &mut Vec<OldName> {
                &mut self.aliases
            }

            fn take_docs(&mut self) -> Docs {
                let docs: fn(&mut Self) -> &mut Docs = $docs;
                std::mem::take(docs(self))
            }

            fn take_deprecation(&mut self) -> Option<Deprecation> {
                self.deprecation.take()
            }
        }
    };
}

renamed!(Property, |property| &mut property.schema.docs);
renamed!(Parameter, |parameter| &mut parameter.docs);

/// What is an old name of a sibling.
pub(crate) struct Old<T> {
    pub(crate) property: T,
    /// The new name, and where it is said.
    pub(crate) new: String,
    pub(crate) at: Location,
    /// Where it is said to be required.
    pub(crate) required: Option<Location>,
}

impl<'d> Types<'d> {
    /// Gives old names to the siblings that they are names of. What is at fault is told, and stays
    /// what it would be without `x-alias-of`.
    pub(crate) fn attach_old_names<T: Renamed>(&mut self, all: &mut Vec<T>, old: Vec<Old<T>>) {
        if old.is_empty() {
            return;
        }
        let links: HashMap<String, String> =
            old.iter().map(|old| (old.property.name().to_owned(), old.new.clone())).collect();
        let mut rest = Vec::new();
        for mut old in old {
            let name = old.property.name().to_owned();
            if let Some(at) = old.required {
                let message = format!("`{name}` is an old name, and it is required");
                let found = Diagnostic::new(Code::AliasRequired, at, message)
                    .label("what is written has the new name only")
                    .secondary(old.at, "said to be an old name here")
                    .help(format!("require `{}` in its place, or neither", old.new));
                self.tell(found);
            }
            let Some(sibling) = all.iter_mut().find(|sibling| sibling.name() == old.new) else {
                let names = || all.iter().map(Renamed::name).filter(|other| *other != name);
                let similar = || self.document.nearest(&old.new, names()).map(str::to_owned);
                if let Some(found) = bad_link(&name, &old, &links, similar) {
                    self.tell(found);
                }
                rest.push(old.property);
                continue;
            };
            if !same_type(old.property.schema(), sibling.schema()) {
                let message = format!("`{name}` has another type than `{}`", old.new);
                let found = Diagnostic::new(Code::AliasTypeDiffers, old.at, message)
                    .label("an old name means the same value")
                    .secondary(sibling.location(), "the new name is here")
                    .help("give both the same schema");
                self.tell(found);
            }
            let location = old.property.location();
            let mut deprecation = old.property.take_deprecation();
            if let Some(deprecation) = &mut deprecation {
                deprecation.replacement = Some(old.new.clone());
            }
            let docs = old.property.take_docs();
            sibling.aliases().push(OldName { name, docs, deprecation, location });
        }
        all.append(&mut rest);
        all.sort_by(|one, other| one.name().cmp(other.name()));
    }
}

/// Why an old name is of no sibling. A circle is told once, at the first of its names.
fn bad_link<T: Renamed>(
    name: &str,
    old: &Old<T>,
    links: &HashMap<String, String>,
    similar: impl FnOnce() -> Option<String>,
) -> Option<Diagnostic> {
    let new = &old.new;
    if new == name {
        let found = Diagnostic::new(
            Code::AliasSelf,
            old.at,
            format!("`{name}` is said to be an old name of itself"),
        )
        .label("names the same property")
        .help("name the sibling that takes its place");
        return Some(found);
    }
    if !links.contains_key(new) {
        let message = format!("`{name}` is an old name of `{new}`, which is not there");
        let found = Diagnostic::new(Code::AliasMissing, old.at, message).label("no such sibling");
        return Some(match similar() {
            Some(similar) => found.help(format!("did you mean `{similar}`?")),
            None => found.help("name the sibling that takes its place"),
        });
    }
    let mut next = new;
    let mut is_first = name < new.as_str();
    for _ in 0..=links.len() {
        match links.get(next) {
            Some(further) if further == name => {
                let message = format!("the old name `{name}` leads back to itself");
                let found = Diagnostic::new(Code::AliasCircular, old.at, message)
                    .label("part of a circle")
                    .help("one of the names has to be the new one, without `x-alias-of`");
                return is_first.then_some(found);
            }
            Some(further) => {
                is_first &= name < further.as_str();
                next = further;
            }
            None => break,
        }
    }
    let found = Diagnostic::new(Code::AliasChain, old.at, format!("`{new}` is an old name itself"))
        .label("names an old name")
        .help(match links.get(next) {
            None => format!("name `{next}`, which takes the place of both"),
            Some(_) => "name the sibling that takes the place of both".into(),
        });
    Some(found)
}

/// Whether two uses are of one type, wherever they stand and whatever is said of them.
fn same_type(one: &Schema, other: &Schema) -> bool {
    one.nullable == other.nullable
        && match (&one.ty, &other.ty) {
            (Type::Array(one), Type::Array(other)) | (Type::Map(one), Type::Map(other)) => {
                same_type(one, other)
            }
            (Type::Tuple(one), Type::Tuple(other)) => {
                one.len() == other.len()
                    && one.iter().zip(other).all(|(one, other)| same_type(one, other))
            }
            (one, other) => one == other,
        }
}
