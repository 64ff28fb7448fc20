//! The public types of a crate with all that they have: what both lists and texts are made of.

use super::given::Given;
use super::item::{Cause, Item, ItemKind, Name, Piece};
use super::types::{Form, Ty};
use crate::plan::Deprecated;

/// A struct or an enum.
#[derive(Debug)]
pub(super) struct Type<'p, 'a> {
    /// The module that it is named in: `models`.
    pub(super) module: &'p str,
    /// What it is called there.
    pub(super) name: &'a str,
    pub(super) form: Shape,
    pub(super) cause: Cause,
    pub(super) deprecated: Option<&'p Deprecated>,
    /// The public fields of a struct, or the variants of an enum, which have their payloads for types;
    /// sorted by name.
    pub(super) parts: Vec<Part<'p, 'a>>,
    /// The functions that no macro writes, sorted by name.
    pub(super) functions: Vec<Function<'p, 'a>>,
    /// The traits that no macro implements, by their paths.
    pub(super) traits: Vec<&'static str>,
    /// The types that it is made `From`, each with what makes it so.
    pub(super) from: Vec<(Ty<'p, 'a>, Cause)>,
    /// The type of the runtime that it becomes.
    pub(super) into: Option<&'static str>,
    /// The macros that write the rest, each with what stands for `T` in it.
    pub(super) given: Vec<(&'static Given, Ty<'p, 'a>)>,
    /// The rule of a checked string, in words.
    pub(super) rule: Option<String>,
}

/// What users see of the inside of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Fields, and more of them may come.
    Record,
    /// Variants, and more of them may come.
    Enum,
    /// Nothing but functions.
    Hidden,
    /// Nothing but functions: a newtype.
    HiddenTuple,
    /// One field without a name.
    Tuple,
}

/// A field or a variant.
#[derive(Debug)]
pub(super) struct Part<'p, 'a> {
    pub(super) name: &'p str,
    pub(super) ty: Option<Ty<'p, 'a>>,
    pub(super) deprecated: Option<&'p Deprecated>,
    pub(super) cause: Cause,
}

/// A function of a type.
#[derive(Clone, Debug)]
pub(super) struct Function<'p, 'a> {
    pub(super) name: &'p str,
    /// `self`, `&self`, or nothing.
    pub(super) receiver: &'static str,
    pub(super) arguments: Vec<Argument<'p, 'a>>,
    pub(super) output: Ty<'p, 'a>,
    pub(super) deprecated: Option<&'p Deprecated>,
    pub(super) cause: Cause,
}

/// An argument of a function.
#[derive(Clone, Debug)]
pub(super) struct Argument<'p, 'a> {
    pub(super) name: &'p str,
    pub(super) ty: Ty<'p, 'a>,
    pub(super) cause: Cause,
}

impl<'a> Function<'_, 'a> {
    /// The arguments on one line: `a: A, b: B`.
    pub(super) fn arguments(&self, module: &str, form: Form<'_>) -> String {
        let all = self.arguments.iter();
        let all = all.map(|it| format!("{}: {}", it.name, it.ty.text(module, form)));
        all.collect::<Vec<_>>().join(", ")
    }

    /// The function as an item of a type.
    pub(super) fn item(&self, path: &str, module: &str, of: Option<Name<'a>>) -> Item<'a> {
        let arguments = self.arguments(module, Form::Full);
        let comma = if self.receiver.is_empty() || arguments.is_empty() { "" } else { ", " };
        let name = self.name;
        let output = self.output.text(module, Form::Full);
        let pieces = self.arguments.iter().map(|it| it.ty.piece(module, it.cause));
        Item {
            path: format!("{path}::{name}"),
            kind: ItemKind::Method,
            signature: format!("pub fn {name}({}{comma}{arguments}) -> {output}", self.receiver),
            deprecated: self.deprecated.cloned(),
            cause: self.cause,
            of,
            pieces: pieces.chain([self.output.piece(module, self.cause)]).collect(),
        }
    }
}

impl<'p, 'a> Type<'p, 'a> {
    /// A type with nothing in it yet.
    pub(super) fn new(
        module: &'p str,
        name: &'a str,
        form: Shape,
        cause: Cause,
        deprecated: Option<&'p Deprecated>,
    ) -> Self {
        Self {
            module,
            name,
            form,
            cause,
            deprecated,
            parts: Vec::new(),
            functions: Vec::new(),
            traits: vec!["Clone", "std::fmt::Debug"],
            from: Vec::new(),
            into: None,
            given: Vec::new(),
            rule: None,
        }
    }

    /// Its public path.
    pub(super) fn path(&self) -> String {
        format!("{}::{}", self.module, self.name)
    }

    /// The type and all that it has.
    pub(super) fn items(&self, into: &mut Vec<Item<'a>>) {
        let path = self.path();
        let of = (self.module == "models").then_some(Name::Model(self.name));
        let plain = |path: String, kind, signature, cause| Item {
            path,
            kind,
            signature,
            deprecated: None,
            cause,
            of,
            pieces: Vec::new(),
        };
        let kind = self.form.kind();
        let head = plain(path.clone(), kind, self.form.signature(self.name), self.cause);
        into.push(Item { deprecated: self.deprecated.cloned(), ..head });
        for part in &self.parts {
            let ty = part.ty.as_ref().map(|ty| ty.text(self.module, Form::Full));
            let name = part.name;
            let (kind, signature) = match (self.form, ty) {
                (Shape::Enum, Some(ty)) => (ItemKind::Variant, format!("{name}({ty})")),
                (Shape::Enum, None) => (ItemKind::Variant, name.to_owned()),
                (_, ty) => (ItemKind::Field, format!("pub {name}: {}", ty.unwrap_or_default())),
            };
            let pieces = part.ty.iter().map(|ty| ty.piece(self.module, part.cause)).collect();
            let item = plain(format!("{path}::{name}"), kind, signature, part.cause);
            into.push(Item { deprecated: part.deprecated.cloned(), pieces, ..item });
        }
        into.extend(self.functions.iter().map(|it| it.item(&path, self.module, of)));
        let is = |text: String, cause, pieces| {
            let item = plain(path.clone(), ItemKind::Implementation, format!("impl {text}"), cause);
            Item { pieces, ..item }
        };
        into.extend(self.traits.iter().map(|it| is((*it).to_owned(), self.cause, Vec::new())));
        for (ty, cause) in &self.from {
            let piece = ty.piece(self.module, *cause);
            into.push(is(format!("From<{}>", piece.text), *cause, vec![piece]));
        }
        let becomes = self.into.iter().map(|runtime| {
            // Its parts are the runtime's, too.
            let names = [*runtime, "Part"].map(Name::Runtime).into();
            let piece = Piece { cause: self.cause, text: path.clone(), names };
            let item = is(format!("From<{path}>"), self.cause, vec![piece]);
            Item { path: (*runtime).to_owned(), ..item }
        });
        into.extend(becomes);
        for (given, ty) in &self.given {
            // What a call gives is a matter of its response; a model has no such thing.
            let (cause, pieces) = match self.cause {
                Cause::Operation(index) => {
                    let cause = Cause::Response(index);
                    (cause, vec![ty.piece(self.module, cause)])
                }
                cause => (cause, Vec::new()),
            };
            let filled = |it: &str| {
                let text = it.replace("{Self}", &path);
                text.replace("{T}", &ty.text(self.module, Form::Full))
            };
            for function in given.functions {
                let name = function.split('(').next().unwrap_or_default();
                let signature = format!("pub fn {}", filled(function));
                let item = plain(format!("{path}::{name}"), ItemKind::Method, signature, cause);
                into.push(Item { pieces: pieces.clone(), ..item });
            }
            into.extend(given.traits.iter().map(|it| is(filled(it), cause, pieces.clone())));
        }
    }
}

impl Shape {
    fn kind(self) -> ItemKind {
        if self == Self::Enum { ItemKind::Enum } else { ItemKind::Struct }
    }

    /// The type as it is declared. One that users can write down in braces breaks when it gets a field,
    /// and one that they can't does not: so the signature says whether there are hidden fields.
    fn signature(self, name: &str) -> String {
        match self {
            Self::Record => format!("#[non_exhaustive] pub struct {name}"),
            Self::Enum => format!("#[non_exhaustive] pub enum {name}"),
            Self::Hidden => format!("pub struct {name} {{ .. }}"),
            Self::HiddenTuple => format!("pub struct {name}(..)"),
            Self::Tuple => format!("pub struct {name}()"),
        }
    }
}
