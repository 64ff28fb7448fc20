//! Type aliases: another name for a type of the crate has all that the type has.
//!
//! So a name means the same to users, and to a comparison, whether it is that of a type of its own or
//! that of an alias.

use super::item::{Item as PublicItem, ItemKind};
use super::members;
use super::render::is_runtime;
use super::scope::Target;
use super::surface::{Form, Method, Part, Surface, Trait, Type, full, short};
use super::text::Text;
use super::types::Site;
use syn::{GenericArgument, Generics, ItemType, PathArguments};

/// Whether the types of a file are there to be seen under other names alone. What they are called
/// themselves is no promise, so that it is none of the public API.
pub(super) fn is_only_meant(file: &str) -> bool {
    file == "src/values.rs"
}

/// Adds an alias if it is public: as the type that it stands for, or as an item where that is none of
/// the crate's.
pub(super) fn define(site: Site<'_>, item: &ItemType, surface: &mut Surface) {
    let name = item.ident.to_string();
    let own = Target::Local(site.path.clone(), name.clone());
    let Some(public) = site.scope.public_path(&own) else {
        return;
    };
    let is_path = matches!(&*item.ty, syn::Type::Path(_));
    let target = is_path.then(|| members::named(site, &item.ty)).flatten();
    let target = target.as_ref().and_then(|target| site.scope.public_path(target));
    let meant = target.and_then(|path| surface.types.get(path));
    if let Some(meant) = meant.filter(|_| item.generics.params.is_empty()) {
        let ty = Alias { site, item, public, meant, arguments: arguments(site, item, meant) }.ty();
        surface.types.insert(public.to_owned(), ty);
        return;
    }
    let generics = site.text(&item.generics).full;
    let ty = site.text(&item.ty).full;
    surface.others.push(PublicItem {
        path: public.to_owned(),
        kind: ItemKind::TypeAlias,
        signature: format!("{}pub type {name}{generics} = {ty}", site.condition(&item.attrs)),
        deprecated: super::attributes::deprecated(&item.attrs),
        file: site.module.file.clone(),
    });
}

/// The generic parameters of the type that is meant, each with what the alias has for it.
fn arguments(site: Site<'_>, item: &ItemType, meant: &Type) -> Vec<(String, Text)> {
    let generics = syn::parse_str::<Generics>(&meant.generics.full).unwrap_or_default();
    let names = generics.type_params().map(|it| it.ident.to_string());
    let syn::Type::Path(path) = &*item.ty else { return Vec::new() };
    let given = match path.path.segments.last().map(|it| &it.arguments) {
        Some(PathArguments::AngleBracketed(given)) => given.args.iter().collect(),
        _ => Vec::new(),
    };
    let types = given.into_iter().filter_map(|it| match it {
        GenericArgument::Type(ty) => Some(site.text(ty)),
        _ => None,
    });
    names.zip(types).collect()
}

struct Alias<'a> {
    site: Site<'a>,
    item: &'a ItemType,
    public: &'a str,
    meant: &'a Type,
    arguments: Vec<(String, Text)>,
}

impl Alias<'_> {
    /// The type that is meant, under the name of the alias.
    fn ty(&self) -> Type {
        let file = &self.site.module.file;
        let part = |it: &Part| Part { ty: self.fill(&it.ty), file: file.clone(), ..it.clone() };
        let meant = self.meant;
        Type {
            path: Text {
                full: self.public.to_owned(),
                short: super::text::short(self.site.scope, self.public),
                is_local: true,
            },
            kind: meant.kind,
            generics: Text::default(),
            file: file.clone(),
            condition: self.site.condition(&self.item.attrs),
            deprecated: super::attributes::deprecated(&self.item.attrs),
            is_non_exhaustive: meant.is_non_exhaustive,
            is_tuple: meant.is_tuple,
            has_private_fields: meant.has_private_fields,
            parts: meant.parts.iter().map(part).collect(),
            methods: meant.methods.iter().map(|it| self.method(it)).collect(),
            constants: meant.constants.iter().map(part).collect(),
            traits: meant.traits.iter().map(|it| self.implementation(it)).collect(),
            rule: meant.rule.clone(),
            is_alias: true,
        }
    }

    fn method(&self, method: &Method) -> Method {
        let arguments = method.arguments.iter().map(|(name, ty)| (name.clone(), self.fill(ty)));
        Method {
            file: self.site.module.file.clone(),
            by: method.by.clone().or_else(|| self.of_runtime()),
            arguments: arguments.collect(),
            output: method.output.as_ref().map(|ty| self.fill(ty)),
            bounds: self.fill(&method.bounds),
            ..method.clone()
        }
    }

    fn implementation(&self, it: &Trait) -> Trait {
        let types = it.types.iter().map(|(name, ty)| (name.clone(), self.fill(ty)));
        // One that has types says more than what its name does.
        let by = it.by.clone().or_else(|| self.of_runtime().filter(|_| !it.types.is_empty()));
        Trait {
            text: self.fill(&it.text),
            name: it.name.clone(),
            types: types.collect(),
            bounds: self.fill(&it.bounds),
            by,
            file: self.site.module.file.clone(),
        }
    }

    /// What the runtime gives is as if one of its macros had written it.
    fn of_runtime(&self) -> Option<String> {
        is_runtime(&self.meant.file).then(|| self.meant.path.short.clone())
    }

    /// A text of the type that is meant, with what the alias has for its generic parameters.
    fn fill(&self, text: &Text) -> Text {
        let filled = |form: Form| {
            replace_words(form(text), |word| {
                let given = self.arguments.iter().find(|(name, _)| name == word);
                given.map_or(word, |(_, ty)| form(ty))
            })
        };
        Text { full: filled(full), short: filled(short), is_local: text.is_local }
    }
}

/// A text with its words replaced by others, or by themselves.
fn replace_words<'a>(text: &'a str, by: impl Fn(&'a str) -> &'a str) -> String {
    let mut found = String::with_capacity(text.len());
    let is_word = |it: char| it.is_alphanumeric() || it == '_';
    let mut rest = text;
    while let Some(start) = rest.find(is_word) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|it| !is_word(it)).unwrap_or(from.len()));
        found.push_str(before);
        found.push_str(by(word));
        rest = after;
    }
    found.push_str(rest);
    found
}
