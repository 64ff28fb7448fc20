//! What types are called.

use super::bindings;
use super::ident::{self, Case};
use super::inline;
use super::members;
use super::model::TypeNames;
use super::overrides;
use super::reserved;
use super::respell::respelled;
use super::scope::{self, Item, Rank, Scope};
use super::words::Words;
use crate::api::{Api, Facts, Origin, Shape, TypeDef, TypeId};
use crate::diagnostic::{Code, Diagnostics, Location};
use crate::options::{NameOptions, Placed};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A type that needs a name.
struct Model {
    wire: String,
    /// Best first; there is at least one.
    names: Vec<Words>,
    /// Whether the name is the document's own, so that its spelling can tell it apart.
    spelt: bool,
    rank: Rank,
    location: Location,
}

impl Item for Model {
    fn wire(&self) -> &str {
        &self.wire
    }

    fn plain(&self) -> Words {
        self.names.first().cloned().unwrap_or_default()
    }

    fn others(&self, reserved: bool) -> Vec<Words> {
        let plain = self.plain();
        let mut names: Vec<Words> =
            self.names.iter().skip(1).filter(|name| **name != plain).cloned().collect();
        if reserved {
            names.push(plain.and(["model"]));
        }
        if self.spelt {
            names.extend(respelled(&self.wire, &plain));
        }
        names
    }

    fn rank(&self) -> Rank {
        self.rank
    }

    fn location(&self) -> Location {
        self.location
    }
}

/// The types of an API while they get their names.
struct Naming<'a> {
    api: &'a Api,
    facts: &'a Facts,
    options: &'a NameOptions,
    diagnostics: &'a Diagnostics,
    places: inline::Places,
    scope: Scope<'static>,
    /// The words of each type that has a name, or is the parent of one that has.
    words: Vec<Words>,
    names: Vec<Option<TypeNames>>,
}

/// Names the types of an API that are used, with their fields and variants. `phrases` are the words of
/// each operation.
pub(super) fn types(
    api: &Api,
    facts: &Facts,
    options: &NameOptions,
    phrases: &[Words],
    diagnostics: &Diagnostics,
) -> Vec<Option<TypeNames>> {
    let count = api.types.len();
    let mut naming = Naming {
        api,
        facts,
        options,
        diagnostics,
        places: inline::Places::new(api, facts),
        scope: Scope::new("schema", Case::UpperCamel, "Model", reserved::TYPES).with_modules(),
        words: vec![Words::default(); count],
        names: vec![None; count],
    };
    naming.overrides();
    naming.name_all(phrases);
    naming.members();
    naming.names
}

impl Naming<'_> {
    /// Gives the types the names that are set.
    fn overrides(&mut self) {
        if self.options.schemas.is_empty() {
            return;
        }
        let mut components: HashMap<&str, (TypeId, &TypeDef)> = HashMap::new();
        for (id, def) in self.api.types() {
            if let Origin::Component(name) = &def.origin {
                components.insert(name, (id, def));
            }
        }
        for (component, setting) in &self.options.schemas {
            match components.get(component.as_str()) {
                Some((id, def)) => self.set(*id, def.location, setting),
                None => {
                    self.diagnostics.push(overrides::unused("schema", component, setting.location))
                }
            }
        }
    }

    fn set(&mut self, id: TypeId, location: Location, setting: &Placed<String>) {
        let Some(words) = overrides::type_name(&setting.value, setting.location, self.diagnostics)
        else {
            return;
        };
        let text = &setting.value;
        if !self.facts.usage(id).is_used() {
            // Nobody sees the name; types inside this one are called after it.
            self.put(id, words, None);
        } else if self.scope.claim(text, &words, Some(location)) {
            self.put(id, words, Some(text.clone()));
        } else {
            let message = match self.scope.is_reserved(text) {
                true => format!("no schema can be called `{text}`: the crate itself uses the name"),
                false => format!("two schemas cannot both be called `{text}`"),
            };
            let fault = overrides::fault(Code::NameInvalid, setting.location, message);
            self.diagnostics.push(match self.scope.holder(text) {
                Some(holder) => fault.secondary(holder, "called so already"),
                None => fault,
            });
        }
    }

    /// Names all other types: what stays before what ends, and what is outside before what is inside.
    fn name_all(&mut self, phrases: &[Words]) {
        let operations = inline::operations(self.api);
        let mut waves: BTreeMap<(Rank, u32), Vec<TypeId>> = BTreeMap::new();
        for id in self.places.needed() {
            if self.words.get(id.index()).is_some_and(Words::is_empty) {
                waves.entry(self.places.wave(id)).or_default().push(id);
            }
        }
        for ids in waves.into_values() {
            let models: Vec<Model> =
                ids.iter().map(|id| self.model(*id, &operations, phrases)).collect();
            let (mut used, mut unused) = (Vec::new(), Vec::new());
            for (id, model) in ids.into_iter().zip(models) {
                match self.facts.usage(id).is_used() {
                    true => used.push((id, model)),
                    false => unused.push((id, model)),
                }
            }
            let (ids, models): (Vec<TypeId>, Vec<Model>) = used.into_iter().unzip();
            let given = self.scope.assign(&models, self.diagnostics);
            for ((id, model), given) in ids.into_iter().zip(models).zip(given) {
                if model.spelt {
                    members::note_empty(
                        "schema",
                        &model.wire,
                        &given.text,
                        model.location,
                        self.diagnostics,
                    );
                }
                self.put(id, given.words, Some(given.text));
            }
            for (id, model) in unused {
                self.put(id, model.plain().cut(), None);
            }
        }
    }

    /// Writes down a type's name.
    fn put(&mut self, id: TypeId, words: Words, text: Option<String>) {
        let root = self.places.root(id);
        let root_words = if root == id { Some(&words) } else { self.words.get(root.index()) };
        let module = root_words.map(scope::module_of).unwrap_or_default();
        if let (Some(place), Some(text)) = (self.names.get_mut(id.index()), text) {
            *place =
                Some(TypeNames { ident: ident::escape(&text), module, ..TypeNames::default() });
        }
        if let Some(place) = self.words.get_mut(id.index()) {
            *place = words;
        }
    }

    fn model(&self, id: TypeId, operations: &inline::Operations<'_>, phrases: &[Words]) -> Model {
        let Some(def) = self.api.get(id) else {
            return self.unnamed(id);
        };
        let (wire, mut names, spelt) = match &def.origin {
            Origin::Component(name) => (name.clone(), component(name, self.options), true),
            Origin::Inside { parent, path } => {
                let parent_words = self.words_of(*parent);
                let root = self.words_of(self.places.root(id));
                let outer = ident::text(parent_words, Case::UpperCamel, "Model");
                (
                    format!("{outer}.{}", path.join(".")),
                    inline::inside(parent_words, root, path),
                    false,
                )
            }
            Origin::Shared { section, name, role } => {
                (name.clone(), inline::shared(*section, &component(name, self.options), role), true)
            }
            Origin::Operation { path, method, role } => {
                let phrase = operations.get(path, method).and_then(|index| phrases.get(index));
                let wire = format!("{} {path} {}", method.to_ascii_uppercase(), role.join("."));
                let fallback = Words::new(method).and(Words::new(path).as_slice().to_vec()).cut();
                (wire, inline::of_operation(phrase.unwrap_or(&fallback), role), false)
            }
        };
        // A component may have the name of what is inside another one.
        if !spelt {
            let kinds = names.iter().map(|name| name.and([kind(&def.shape)])).collect::<Vec<_>>();
            names.extend(kinds);
        }
        Model { wire, names, spelt, rank: self.places.wave(id).0, location: def.location }
    }

    fn unnamed(&self, id: TypeId) -> Model {
        Model {
            wire: String::new(),
            names: vec![Words::from_words(["model"])],
            spelt: false,
            rank: self.places.wave(id).0,
            location: Location::new(crate::diagnostic::FileId(0), 0, 0),
        }
    }

    fn words_of(&self, id: TypeId) -> &Words {
        static NONE: Words = Words::none();
        self.words.get(id.index()).unwrap_or(&NONE)
    }

    /// Names the fields and the variants, when every type has its name.
    fn members(&mut self) {
        let bindings = bindings::bindings(self.api);
        for ((id, def), names) in self.api.types().zip(&mut self.names) {
            let Some(names) = names else { continue };
            let bindings: Vec<&str> =
                bindings.get(&id).into_iter().flatten().map(String::as_str).collect();
            match &def.shape {
                Shape::Struct(object) => {
                    (names.fields, names.additional) =
                        members::fields(object, def.location, self.diagnostics);
                }
                Shape::Enumeration(enumeration) => {
                    names.variants = members::values(enumeration, &bindings, self.diagnostics);
                }
                Shape::Union(union) => {
                    names.variants = members::branches(
                        self.api,
                        union,
                        id,
                        &self.words,
                        &bindings,
                        self.diagnostics,
                    );
                }
                Shape::Text(_) | Shape::Alias(_) => {}
            }
        }
    }
}

/// A word for what a type is.
fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Struct(_) => "object",
        Shape::Enumeration(_) => "value",
        Shape::Union(_) => "choice",
        Shape::Text(_) => "text",
        Shape::Alias(_) => "item",
    }
}

/// The names that a component can have: without the vendor's prefix, then in full.
fn component(name: &str, options: &NameOptions) -> Vec<Words> {
    let prefixes = options.strip_prefixes.iter();
    let rest = prefixes
        .filter_map(|prefix| name.strip_prefix(prefix.as_str()))
        .find(|rest| !Words::is_symbols_only(rest));
    let rest = rest.unwrap_or(name);
    let suffixes = options.strip_suffixes.iter();
    let core = suffixes
        .filter_map(|suffix| rest.strip_suffix(suffix.as_str()))
        .find(|core| !Words::is_symbols_only(core));
    let mut seen = HashSet::new();
    let names = [core.unwrap_or(rest), rest, name].into_iter().map(Words::new);
    names.filter(|words| seen.insert(words.clone())).collect()
}
