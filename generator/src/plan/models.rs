//! The files of `models`, and that of the lists which several models are names of.

use super::context::{Model, Planner};
use super::{Docs, File, Item, Module, alias, describe, features, list, record, text, union};
use crate::api::{Shape, TypeId};
use crate::docs;
use std::collections::BTreeSet;

/// What stands in `models.rs` beside its modules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModelIndex {
    /// Whether any model is a record: `record!` has parentheses that rustc takes for too many.
    pub has_records: bool,
    /// Whether any model is a union, whose branches clippy may find too large.
    pub has_unions: bool,
}

/// `models.rs`: the modules, and every type in one flat list. `models` are the files of these modules.
pub(super) fn index<'a>(
    planner: &Planner<'a>,
    models: &[File<'a>],
    features: &BTreeSet<&'a str>,
) -> File<'a> {
    let words = || {
        let title = describe::title(planner.api);
        docs::wrap(&format!("What the {title} sends and answers."))
    };
    let conditions = features::of_models(planner, features);
    let modules = planner.names.files().iter().map(|(name, types)| {
        let names = types.iter().filter_map(|id| planner.names.get(*id));
        Module {
            name,
            is_public: false,
            features: conditions.get(name.as_str()).cloned().unwrap_or_default(),
            exports: names.map(|names| names.ident.as_str()).collect(),
        }
    });
    let mut items = models.iter().flat_map(|file| &file.items);
    let index = ModelIndex {
        has_records: items.clone().any(|item| matches!(item, Item::Record(_))),
        has_unions: items.any(|item| matches!(item, Item::Union(_))),
    };
    let items = vec![Item::ModelIndex(index)];
    File::new("src/models.rs".to_owned(), planner.docs(words), modules.collect(), items)
}

/// The file of a model and of the types inside it.
pub(super) fn file<'a>(planner: &Planner<'a>, module: &str, types: &[TypeId]) -> File<'a> {
    let models = types.iter().filter_map(|id| planner.model(*id));
    let items = models.map(|model| item(planner, &model)).collect();
    File::new(format!("src/models/{module}.rs"), Docs::new(), Vec::new(), items)
}

fn item<'a>(planner: &Planner<'a>, model: &Model<'a>) -> Item<'a> {
    match (&model.def.shape, &model.names.values) {
        (Shape::Struct(object), _) => Item::Record(record::record(planner, model, object)),
        (Shape::Enumeration(_), Some(list)) => Item::Alias(alias::alias(planner, model, list)),
        (Shape::Enumeration(list), None) => Item::List(list::list(planner, model, list)),
        (Shape::Text(constraints), _) => Item::Text(text::text(planner, model, constraints)),
        (Shape::Union(union), _) => Item::Union(union::union(planner, model, union)),
        (Shape::Alias(inner), _) => Item::Wrapper(alias::wrapper(planner, model, inner)),
    }
}

/// `values.rs`: the lists of values that the document has in several places, each once.
pub(super) fn values<'a>(planner: &Planner<'a>) -> Option<File<'a>> {
    let lists = planner.names.values().iter().filter_map(|names| list::shared(planner, names));
    let items: Vec<Item<'a>> = lists.map(Item::List).collect();
    let words = || {
        [
            "Lists of values that the API has in several places, each once.",
            "",
            "Each place has a name for its list in [`models`](crate::models). Use that one: it stays when",
            "the list of the place changes. A name in this module follows from the values, and goes with",
            "the last place that has them.",
        ]
        .map(str::to_owned)
        .to_vec()
    };
    (!planner.names.values().is_empty())
        .then(|| File::new("src/values.rs".to_owned(), planner.docs(words), Vec::new(), items))
}
