//! The files of `models`, and that of the lists which several models are names of.

use super::context::{Model, Planner};
use super::{Docs, File, Item, Module, alias, describe, features, list, record, text, union};
use crate::api::{Shape, TypeId};
use crate::emit::docs;
use std::collections::BTreeSet;

/// `models.rs`: the modules, and every type in one flat list.
pub(super) fn index<'a>(planner: &Planner<'a>, features: &BTreeSet<&'a str>) -> File<'a> {
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
    File::new("src/models.rs".to_owned(), planner.docs(words), modules.collect(), Vec::new())
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
