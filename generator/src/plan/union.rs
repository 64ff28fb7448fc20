//! Unions: one variant a branch, and one that keeps what fits none.

use super::context::{Model, Planner};
use super::rust_type::Scope;
use super::{Docs, Head, RustType, describe};
use crate::api::{self, Constraints, TypeId, Variant};
use std::collections::BTreeMap;

/// An enum over the branches of a union, with `Unknown` for what fits none.
///
/// It is `Clone`, `Debug`, `PartialEq` and `#[non_exhaustive]`; the macro `union!` reads and writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Union<'a> {
    /// The type that it is.
    pub of: TypeId,
    /// Its name and docs.
    pub head: Head<'a>,
    /// The property that says which branch a value is.
    pub tag: Option<&'a str>,
    /// The branches, in the document's order.
    pub branches: Vec<Branch<'a>>,
}

/// A branch of a union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch<'a> {
    /// The variant.
    pub name: &'a str,
    /// What it holds.
    pub ty: RustType<'a>,
    /// What its docs say.
    pub docs: Docs,
    /// The values of the tag that mean it.
    pub tags: &'a [String],
    /// Whether its type says which branch is meant, so that the union is `From` it. What is boxed is
    /// taken as it is, and put into its box.
    pub is_from: bool,
}

/// An enum over branches.
pub(super) fn union<'a>(
    planner: &Planner<'a>,
    model: &Model<'a>,
    union: &'a api::Union,
) -> Union<'a> {
    let scope = Scope::Field(model.id);
    let types: Vec<RustType<'a>> =
        union.variants.iter().map(|it| planner.value(&it.schema, scope)).collect();
    let meant: Vec<RustType<'a>> =
        union.variants.iter().zip(&types).map(|(it, ty)| meant(planner, it, ty)).collect();
    let is_from = |ty: &RustType<'_>| {
        *ty != RustType::Json && meant.iter().filter(|other| *other == ty).count() == 1
    };
    let is_from: Vec<bool> = meant.iter().map(is_from).collect();
    let branches =
        union.variants.iter().zip(&model.names.variants).zip(types.into_iter().zip(is_from));
    let branches = branches.map(|((branch, name), (ty, is_from))| {
        let words = || {
            let text = describe::schema(&branch.schema.docs, &branch.schema.constraints, None);
            describe::with(text, None, name)
        };
        Branch { name, ty, docs: planner.docs(words), tags: &branch.tags, is_from }
    });
    Union {
        of: model.id,
        head: describe::head(planner, model, &Constraints::default()),
        tag: union.discriminator.as_ref().map(|it| it.property.as_str()),
        branches: branches.collect(),
    }
}

/// The type of a branch, with what its names are other names of.
fn meant<'a>(planner: &Planner<'a>, branch: &Variant, ty: &RustType<'a>) -> RustType<'a> {
    let names = branch.schema.types().into_iter().filter_map(|id| planner.names.get(id));
    let lists = names.filter_map(|names| Some((names.ident.as_str(), names.values.as_deref()?)));
    let lists: BTreeMap<&str, &str> = lists.collect();
    ty.renamed(&|name| lists.get(name).map_or(RustType::Model(name), |list| RustType::Local(list)))
}
