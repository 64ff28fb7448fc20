//! The crate to be, as data: everything that is decided about Rust, written down once.
//!
//! ```text
//! api + names -> plan -> emit (prints it), outline (prints its public part), diff (compares two)
//! ```
//!
//! A [`Crate`] is files, a [`File`] is what it uses and [items](Item), and an item says all that there
//! is to know of one construct: what it is called, what its types are, what its docs say, and what of
//! the document it comes of. No other room decides about Rust, and none has to read Rust to learn what
//! was decided.
//!
//! Each construct has a file here, with its data first and then what decides it. Nothing can fail:
//! what cannot be generated was a diagnostic before. What a file imports, and what of the runtime the
//! crate needs, nobody decides: it is gathered from the items, in [`Uses`] and [`Needs`].

mod alias;
mod argument;
mod call;
mod config;
mod context;
mod deprecation;
mod describe;
mod endpoint;
mod example;
mod features;
mod form;
mod group;
mod list;
mod models;
mod needs;
mod overview;
mod record;
mod reply;
mod root;
mod round_trips;
mod rust_type;
mod server;
mod status;
mod step;
mod text;
mod union;
mod uses;

pub use alias::{Alias, Wrapper};
pub use argument::{Argument, Conversion};
pub use call::{Builder, Call, Events, Facts, Flag, Function, Gives, Shape, Stream};
pub use config::{Config, Credential, Paging, Requirement, Scheme, TimesWithoutOffset};
pub use context::Context;
pub use deprecation::Deprecated;
pub use example::{CallExample, Ending, Expression, Let};
pub use form::{Form, Part, PartKind, PartSetter};
pub use group::{Accessor, ClientGroups, Handle};
pub use list::{Base, List, Value, Wire};
pub use models::ModelIndex;
pub use needs::Needs;
pub use record::{Constant, Default, Field, Kind, Record, Rest, Setter, Start};
pub use reply::{Data, Read};
pub use root::Root;
pub use round_trips::{Examples, RoundTrips};
pub use rust_type::RustType;
pub use server::Variable;
pub use status::{ByStatus, Status};
pub use step::{Input, InputOf, InputSetter, Step, Style};
pub use text::Text;
pub use union::{Branch, Union};
pub use uses::Uses;

use crate::docs;
use crate::options::Package;
use context::Planner;
use rayon::prelude::*;
use reply::Reply;
use std::collections::BTreeSet;

/// A crate to be.
#[derive(Clone, Debug)]
pub struct Crate<'a> {
    /// What is said of the package.
    pub package: &'a Package,
    /// What the package is, in one line.
    pub description: String,
    /// What the library is called in Rust: `cloudflare_shares`.
    pub library: String,
    /// Its Rust files, those of the runtime aside, which are as they are.
    pub files: Vec<File<'a>>,
    /// What of the runtime it needs that only some crates do.
    pub needs: Needs,
    /// The names of its features, one for each group of the client; none where there is one group
    /// alone, without which nothing would be left.
    pub features: BTreeSet<&'a str>,
    /// What its README says, before and after the first example.
    pub readme: [Docs; 2],
}

/// A Rust file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File<'a> {
    /// Its path in the crate: `src/models/share.rs`.
    pub path: String,
    /// What it says of itself.
    pub docs: Docs,
    /// The modules inside it.
    pub modules: Vec<Module<'a>>,
    /// What it imports: gathered from the items.
    pub uses: Uses<'a>,
    /// What is in it.
    pub items: Vec<Item<'a>>,
}

/// A module that is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Whether it can be named from outside of the crate.
    pub is_public: bool,
    /// The features of which one must be on; it is always there if there are none.
    pub features: BTreeSet<&'a str>,
    /// The types in it that are named as if they were in the file that declares it.
    pub exports: Vec<&'a str>,
}

/// Lines of documentation in Markdown, without `///`; none for what says nothing.
pub type Docs = Vec<String>;

/// What an item is called, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head<'a> {
    /// Its name.
    pub name: &'a str,
    /// What its docs say.
    pub docs: Docs,
    /// Whether it is on its way out.
    pub deprecated: Option<Deprecated>,
}

/// Something that a file has in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// A struct with fields: an object with properties.
    Record(Record<'a>),
    /// An enum over known values, and one variant that keeps any other.
    List(List<'a>),
    /// An enum over branches, and one variant that keeps what fits none.
    Union(Union<'a>),
    /// A newtype of a string with rules of its own.
    Text(Text<'a>),
    /// A newtype of a type that holds itself, which no alias can be.
    Wrapper(Wrapper<'a>),
    /// Another name for a list of `values`.
    Alias(Alias<'a>),
    /// What stands in `models.rs` beside its modules.
    ModelIndex(ModelIndex),
    /// The handle of a group, with a function for each call.
    Handle(Handle<'a>),
    /// An operation: its facts, and the type of the call.
    Call(Box<Call<'a>>),
    /// The methods of the client that give the handles of its groups.
    ClientGroups(ClientGroups<'a>),
    /// The facts of the API that the runtime reads, and the setters of the builder of a client.
    Config(Box<Config<'a>>),
    /// What stands in the root of the crate alone.
    Root(Root<'a>),
    /// The test that reads each example of the document and writes it again.
    RoundTrips(RoundTrips<'a>),
}

/// Decides the crate.
#[must_use]
pub fn plan<'a>(context: &Context<'a>) -> Crate<'a> {
    planned(&Planner { context: *context, with_docs: true })
}

/// As [`plan`], but for the docs and examples: for a crate that is only compared.
#[must_use]
pub fn without_docs<'a>(context: &Context<'a>) -> Crate<'a> {
    planned(&Planner { context: *context, with_docs: false })
}

fn planned<'a>(planner: &Planner<'a>) -> Crate<'a> {
    let names = planner.names;
    let features = features::all(planner);
    let groups: Vec<File<'a>> =
        names.groups().par_iter().map(|group| group::file(planner, group)).collect();
    let models: Vec<File<'a>> = names
        .files()
        .par_iter()
        .map(|(module, types)| models::file(planner, module, types))
        .collect();
    let needs = Needs::of(groups.iter().flat_map(|file| &file.items));
    let (root, readme) = root::file(planner, &groups, needs, &features);
    let index = models::index(planner, &models, &features);
    let mut files = vec![root, config::file(planner), index];
    files.extend(models);
    files.extend(models::values(planner));
    files.push(group::index(planner, &features));
    files.extend(groups);
    files.extend(round_trips::file(planner));
    let package = &planner.options.package;
    let description = package.description.clone();
    let of_api = || format!("A client of the {}", docs::plain(&planner.api.title));
    let description = description.unwrap_or_else(of_api);
    let library = package.name.replace('-', "_");
    Crate { package, description, library, files, needs, features, readme }
}

impl<'a> File<'a> {
    fn new(path: String, docs: Docs, modules: Vec<Module<'a>>, items: Vec<Item<'a>>) -> Self {
        Self { path, docs, modules, uses: Uses::of(&items), items }
    }
}

impl<'a> Item<'a> {
    /// The type of `models` that it is, by its name and docs.
    #[must_use]
    pub fn model(&self) -> Option<&Head<'a>> {
        match self {
            Self::Record(record) => Some(&record.head),
            Self::List(list) => Some(&list.head),
            Self::Union(union) => Some(&union.head),
            Self::Text(text) => Some(&text.head),
            Self::Wrapper(wrapper) => Some(&wrapper.head),
            Self::Alias(alias) => Some(&alias.head),
            _ => None,
        }
    }
}
