//! OpenAPI to the API model.
//!
//! A schema is taken as a conjunction of simple schemas: what it says itself, what the members of
//! its `allOf` say, and what references lead to. `conjunction` takes a schema apart, `merge`
//! puts the pieces together, `schema` finds the type, and the modules of the shapes define what
//! needs a name. Types that need a name are reserved first and defined later, from a list of jobs,
//! so that recursion in the document is none here.

mod annotation;
mod body;
mod bounds;
mod branch_name;
mod check;
mod component;
mod conjunction;
mod deprecation;
mod discriminator;
mod enumeration;
mod envelope;
mod example;
mod finish;
mod fixed;
mod join;
mod keywords;
mod merge;
mod object;
mod old_name;
mod operation;
mod paging;
mod parameter;
mod path;
mod pattern;
mod place;
mod recursion;
mod scalar;
mod schema;
mod security;
mod selection;
mod server;
mod union;
mod wrapper;

use crate::api::{Api, TypeDef, TypeId, Wrapper};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::openapi::{Document, RefError};
use crate::options::Options;
use crate::source::Node;
use component::Component;
use conjunction::MemberSet;
use merge::Merged;
use place::{PlaceId, Places};
use schema::Job;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::rc::Rc;

/// How deep types may be nested in each other where none of them has a name of its own: lists of
/// lists, say. A text cannot nest so deep, but references can.
const MAX_DEPTH: usize = 64;

/// How many types there may be. `n` schemas that are combined with each other can make two to the
/// power of `n` of them.
const MAX_TYPES: usize = 200_000;

/// Makes the API model of a document. What is wrong with the document goes to `diagnostics`; there
/// is always a model.
#[must_use]
pub fn lower(document: &Document, options: &Options, diagnostics: &Diagnostics) -> Api {
    let mut lowerer = Lowerer::new(document, options, diagnostics);
    lowerer.wrapper = wrapper::find(document, options, diagnostics);
    let mut api = lowerer.document_info();
    api.operations = lowerer.operations();
    lowerer.run_jobs();
    let reached = lowerer.types.len();
    // What no operation reaches is not generated. It is read all the same, so that one run tells
    // all faults of the document; but whoever asks for a part of it has nothing to do with the rest.
    if options.only.is_empty() {
        lowerer.remaining_components();
        lowerer.run_jobs();
    }
    lowerer.tell_unselected();
    lowerer.tell_required();
    lowerer.tell_formats();
    let mut types = lowerer.take_types(reached);
    recursion::check(&types, diagnostics);
    types.truncate(reached);
    finish::finish(&mut api, types);
    paging::find(&mut api, options, document.root().key("paths"), diagnostics);
    api
}

/// The state of a run.
struct Lowerer<'d> {
    document: &'d Document,
    options: &'d Options,
    diagnostics: &'d Diagnostics,
    /// The object in which the API wraps its answers.
    wrapper: Option<Wrapper>,
    /// Which of the selectors of the options select something.
    selected: Vec<bool>,
    /// What was told, so that each fault is told once and not once a use.
    told: HashSet<(Code, Location)>,
    /// The schemas whose own keywords were checked.
    checked: HashSet<NodeId>,
    places: Places<'d>,
    /// The types that have a name: `None` until they are defined.
    types: Vec<Option<TypeDef>>,
    /// Where each of them stands, in words.
    type_places: Vec<PlaceId>,
    /// The schemas of the components that were met.
    components: HashMap<&'d str, Component>,
    /// What schemas of the components come to when they are taken apart; `None` while one is.
    members: HashMap<&'d str, Option<MemberSet<'d>>>,
    /// The same, put together.
    merged: HashMap<&'d str, Rc<Merged<'d>>>,
    /// The types of schemas that are no components, by what they consist of.
    inline: HashMap<Vec<(NodeId, bool)>, TypeId>,
    /// The names that are required: where that is said, and whether a property of the name was found.
    required: BTreeMap<Location, (&'d str, bool)>,
    /// The formats that have no type, and where they stand.
    formats: BTreeMap<&'d str, BTreeSet<Location>>,
    jobs: VecDeque<Job<'d>>,
    depth: usize,
    /// Whether it was told that types are nested too deep.
    too_deep: bool,
    /// How many unions are being looked into, one inside the other.
    union_depth: usize,
}

/// What tells a node from all others: where it lies in memory, which nothing moves.
type NodeId = *const Node;

impl<'d> Lowerer<'d> {
    fn new(document: &'d Document, options: &'d Options, diagnostics: &'d Diagnostics) -> Self {
        Self {
            document,
            options,
            diagnostics,
            wrapper: None,
            selected: vec![false; options.only.len()],
            told: HashSet::new(),
            checked: HashSet::new(),
            places: Places::default(),
            types: Vec::new(),
            type_places: Vec::new(),
            components: HashMap::new(),
            members: HashMap::new(),
            merged: HashMap::new(),
            inline: HashMap::new(),
            required: BTreeMap::new(),
            formats: BTreeMap::new(),
            jobs: VecDeque::new(),
            depth: 0,
            too_deep: false,
            union_depth: 0,
        }
    }

    /// Tells a fault, once.
    fn tell(&mut self, diagnostic: Diagnostic) {
        let place = diagnostic.location();
        if place.is_none_or(|place| self.told.insert((diagnostic.code(), place))) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// What was found, or tells why nothing was.
    fn found<T>(&mut self, result: Result<T, RefError>) -> Option<T> {
        match result {
            Ok(found) => Some(found),
            Err(RefError(diagnostic)) => {
                self.tell(*diagnostic);
                None
            }
        }
    }

    /// A number for a type that is defined later.
    fn reserve(&mut self, place: PlaceId) -> TypeId {
        let id = TypeId::new(self.types.len());
        self.types.push(None);
        self.type_places.push(place);
        id
    }

    /// Gives a reserved type its definition.
    fn define(&mut self, id: TypeId, def: TypeDef) {
        if let Some(slot) = self.types.get_mut(id.index()) {
            *slot = Some(def);
        }
    }

    fn run_jobs(&mut self) {
        while let Some(job) = self.jobs.pop_front() {
            self.run(job);
        }
    }
}
